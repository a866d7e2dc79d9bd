"""What every entry of a ruleset may carry: the ground on which all spec classes stand."""

from __future__ import annotations

import attrs

from .shapes import Many, Node, Prose, Raw, Word, key


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
