"""A game in play: its course, what each seat sees, and the orders it may give."""
