"""Scripted players: they get a view and draws of their own, nothing else, and can say why they decided."""
