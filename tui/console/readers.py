"""Who is to read something, as control types it: seats by id or title with commas between, or all."""

from __future__ import annotations

from collections.abc import Mapping

from engine.problems import Refused
from engine.speech import _


def addressed(line: str, titles: Mapping[str, str]) -> tuple[tuple[str, ...], str]:
    """Return the readers and the words of a line `readers: words`.

    Raises: Refused: it has no colon.
    """
    to, colon, said = line.partition(":")
    if not colon:
        raise Refused(_("Write readers, a colon, and the text."))
    return readers_of(to, titles), said


def readers_of(words: str, titles: Mapping[str, str]) -> tuple[str, ...]:
    """Return the ids of seats that are named, none for all; a word that names nobody stays, to be refused."""
    known = {name.casefold(): role for role, title in titles.items() for name in (title, role)}
    named = [it.strip().casefold() for it in words.split(",") if it.strip()]
    return tuple(known.get(it, it) for it in named if it not in ("all", _("all")))
