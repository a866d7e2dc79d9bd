"""The table: seats and who sits in them, one session of a game, and the journal that keeps it."""
