"""Compiled rules: a ruleset as functions over one flat list of whole numbers."""
