"""A wargame engine: rulesets are data, views are all that a seat gets."""
