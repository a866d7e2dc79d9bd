"""What an extension writes that its base does not have: most often an entry meant to be changed, and misspelt.

Such an entry is new, and lacks what only a new one needs; then the one that was meant is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from .marks import Map
from .text import nearest, quoted


@attrs.frozen(kw_only=True)
class Added:
    """A key that an extension writes beside those of its base, which are `known`; `base` is the id of that."""

    name: str
    base: str
    known: tuple[str, ...]

    def lacks(self, noun: str, needed: str) -> str:
        """Return the message that a new entry of this name lacks what it needs."""
        return f"{quoted(self.base)} has no {noun} {quoted(self.name)}, and a new one needs {needed}"

    @property
    def meant(self) -> str:
        """The hint that names what was probably meant to be changed, or ""."""
        near = nearest(self.name, self.known)
        return f"did you mean {quoted(near)}?" if near else ""


Additions = Mapping[int, Added]
"""By the mark of the key."""


def added(base: Map, own: Map, id: str) -> Iterator[tuple[int, Added]]:
    """Yield what `own` adds to maps that its base, called `id`, has too, at any depth."""
    for name, value in own.items():
        if name not in base:
            yield own.keys_at[name], Added(name=name, base=id, known=tuple(base))
        elif isinstance(value, Map) and isinstance(base[name], Map):
            yield from added(base[name], value, id)
