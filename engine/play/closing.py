"""Reasons that name their order themselves, so that nobody says its title before them."""

from __future__ import annotations


class Named(str):
    """A reason that begins with what it is about, or has it in its sentence."""

    __slots__ = ()
