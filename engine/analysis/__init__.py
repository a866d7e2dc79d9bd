"""Many games, and what they say: ensembles, and the cases of a ruleset's tests."""
