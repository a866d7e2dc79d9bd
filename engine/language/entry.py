"""What every entry of a ruleset may carry: the ground on which all spec classes stand."""

from __future__ import annotations

from typing import Any

import attrs

from .shapes import Many, Node, OneWord, Prose, Raw, Word, key
from .styles import FIELDS_WORD, STYLES


@attrs.frozen(kw_only=True)
class Entry:
    """What every entry may carry besides its own keys.

    `mark` is where the entry's id stands. `source` keeps the author's words as they stand. `fields` are
    the marks of the values of its keys, so that a later step can point at one; deeper ones have a path,
    and with a colon behind it is the key that is meant: `offers`, `offers.0`, `cost.covert`, `cost.covert:`.
    """

    id: str
    mark: int = attrs.field(default=0, eq=False)
    fields: dict[str, int] = attrs.field(factory=dict, eq=False, repr=False)
    title: str = key(Prose(), default="", doc="The name people see.")
    text: str = key(Prose(), default="", doc="A paragraph for people.")
    text_file: str = key(Prose(said=False), default="", doc="A Markdown file of this folder with the text.")
    tags: tuple[str, ...] = key(Many(Word()), default=(), doc="Words to find entries by.")
    source: Node | None = key(Raw(), default=None, doc="Where the numbers come from.")


def style_key() -> Any:
    """Return the key by which an author sets the style of an entry."""
    doc = "Who decides its checks while control sits in the chair: `rigid`, `semi` (or `semi-rigid`), `free`, `matrix`."
    return key(OneWord((*STYLES, FIELDS_WORD)), default="", doc=doc)
