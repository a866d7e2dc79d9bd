"""What a role may read, worked out once for a ruleset: a whitelist of numbers, whole or by level.

Nothing reaches a view but through here. A number's last reading is kept, so that a view makes new
ones only for what changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

from ..rules.ruleset import Index, Measure, Memo, Track, Values
from ..speech import _
from .book import Book
from .readings import Reading

CONTROL = -2  # sees everything
PUBLIC = -3  # nobody in particular: sees what everybody sees
SeenBy = str | frozenset[int]
Number = int | float | str | None


def sees(seen_by: SeenBy, role: int, owner: int) -> bool:
    """Return whether a role sees what is seen by `seen_by` and owned by `owner`."""
    if role == CONTROL:
        return True
    if isinstance(seen_by, str):
        return seen_by == "all" or (seen_by == "owner" and role == owner)
    return role in seen_by


class Slot:
    """One number that a role may read; its place in the values, or its measure."""

    __slots__ = ("_book", "_last", "_level_only", "_of", "_titles", "ids", "name", "place", "positions")

    def __init__(self, book: Book, of: Track | Measure, positions: tuple[int, ...], *, level_only: bool) -> None:
        self._book, self._of, self._level_only = book, of, level_only
        self.positions = positions
        roots = [index.root for index in of.indices]
        self.ids = tuple(str(book.member(root, at)) for root, at in zip(roots, positions, strict=True))
        self._titles = tuple(book.member_title(root, at) for root, at in zip(roots, positions, strict=True))
        self.name = f"{of.id}[{','.join(self.ids)}]" if self.ids else of.id
        self.place = -1
        if isinstance(of, Track):
            self.place = of.base + sum(at * stride for at, stride in zip(positions, of.strides, strict=True))
        self._last: tuple[float, Reading] | None = None  # in one piece: games in other threads read it too

    @property
    def title(self) -> str:
        """What it is called, with what it is about."""
        return f"{self._of.title}, {', '.join(self._titles)}" if self._titles else self._of.title

    @property
    def level_only(self) -> bool:
        """Whether its level is known alone."""
        return self._level_only

    @property
    def exact(self) -> bool:
        """Whether it is a number, and known as one."""
        return self._of.kind == "number" and not self._level_only

    def number(self, values: Values, memo: Memo) -> float:
        """Return the number itself."""
        if isinstance(self._of, Track):
            return values[self.place]
        value: float = self._of.value(values, memo, *self.positions)
        return value

    def value(self, values: Values, memo: Memo) -> Number:
        """Return the value as a role may know it: None where only the level is known."""
        return None if self._level_only else self._shown_value(self.number(values, memo))

    def reading(self, values: Values, memo: Memo) -> Reading:
        """Return the number as it is shown."""
        value = self.number(values, memo)
        last = self._last
        if last is None or value != last[0]:
            last = self._last = (value, self._read(value))
        return last[1]

    def text(self, value: float) -> str:
        """Return a value of this number as it is shown."""
        return self._read(value).shown

    def _shown_value(self, value: float) -> Number:
        kind = self._of.kind
        if kind == "flag":
            return bool(value)
        if kind == "member":
            return self._book.member(self._of.root, int(value))
        return int(value) if value == int(value) else value

    def _read(self, value: float) -> Reading:
        it = self._of
        levels = it.levels if isinstance(it, Track) else ()
        level = next((level for level in levels if level.least <= value <= level.most), None)
        known = None if self._level_only else self._shown_value(value)
        exact = level is not None and (self._level_only or level.least == level.most)
        return Reading(
            id=it.id,
            title=it.title,
            indices=self.ids,
            index_titles=self._titles,
            value=known,
            shown=level.title if level is not None and exact else self._text(value),
            level=level.id if level is not None else "",
            least=it.least if isinstance(it, Track) else 0,
            most=it.most if isinstance(it, Track) else 0,
            measure=isinstance(it, Measure),
        )

    def _text(self, value: float) -> str:
        if self._level_only:
            return ""
        if self._of.kind == "flag":
            return _("yes") if value else _("no")
        if self._of.kind == "member":
            return self._book.member_title(self._of.root, int(value))
        return str(int(value)) if value == int(value) else f"{value:.1f}"


class Projection:
    """All that one role may read, in order of declaration: tracks, then measures."""

    __slots__ = ("by_name", "by_place", "slots")

    def __init__(self, book: Book, role: int) -> None:
        self.slots = tuple(_slots(book, role))
        self.by_name = {slot.name: slot for slot in self.slots}
        self.by_place = {slot.place: slot for slot in self.slots if slot.place >= 0}

    def find(self, name: str) -> Slot:
        """Return the number written as `approval[paris]`; KeyError when the role does not see it."""
        slot = self.by_name.get(name.replace(" ", ""))
        if slot is None:
            one = next((each for each in self.by_name if each.startswith(f"{name.strip()}[")), "")
            said = _("{name} is kept for each of a set: ask for {one} or another")
            raise KeyError(said.format(name=name, one=one) if one else name)
        return slot


def projection_of(book: Book, role: int) -> Projection:
    """Return what a role may read; made once."""
    made = book.projections.get(role)
    if made is None:
        made = book.projections[role] = Projection(book, role)
    found: Projection = made
    return found


def _slots(book: Book, role: int) -> Iterator[Slot]:
    for track in book.rules.tracks.values():
        for positions in _all(track.indices):
            owner = positions[0] if positions else -1
            if sees(track.seen_by, role, owner):
                yield Slot(book, track, positions, level_only=False)
            elif track.public_levels:
                yield Slot(book, track, positions, level_only=True)
    for measure in book.rules.measures.values():
        for positions in _all(measure.indices):
            if sees(measure.seen_by, role, positions[0] if positions else -1) and not _is_plain(measure):
                yield Slot(book, measure, positions, level_only=False)


def _is_plain(measure: Measure) -> bool:
    """Return whether a measure is one number that never changes: a coefficient of the rules, and no news to a seat."""
    return measure.kind == "number" and not measure.indices and measure.least == measure.most


def _all(indices: Iterable[Index]) -> Iterable[tuple[int, ...]]:
    return product(*(index.members for index in indices))
