"""From YAML to a checked description of a ruleset; nothing here knows how to play."""
