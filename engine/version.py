"""The engine's version, in one place: the distribution, saved games and the cache read it here."""

__version__ = "0.1.0"
