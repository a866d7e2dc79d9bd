"""Many files become one: sections are joined, a base is extended, `like` is filled in.

Everything here works on YAML as it was read, so every value keeps the mark of the file it came from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from . import spec
from .burden import measure
from .codes import Example, code
from .faults import Faults
from .plan import SECTIONS, SET_OF, entry_class, plan_of
from .shapes import Table
from .source import Map, Seq
from .text import clean, quoted

_TOP = "id: example\ntitle: Example\nroles: {red: {}}\nturn: {play: {}}\nendings: {over: {at: end}}\n"


def _many_likes(count: int) -> str:
    """Return a ruleset with so many areas like one that has a hundred attributes."""
    attributes = ", ".join(f"a{number}: {number}" for number in range(100))
    others = "".join(f"  b{number}: {{like: first}}\n" for number in range(count))
    return f"{_TOP}areas:\n  first: {{{attributes}}}\n{others}"


TWICE = code(
    "S020",
    "The same entry is written twice",
    why="Files of a ruleset are merged section by section; an entry stands in one place only.",
    failing=Example(
        {"ruleset.yaml": _TOP + "tracks: {heat: {}}\n", "tracks.yaml": "tracks: {heat: {range: 0..9}}\n"},
        shown="# ruleset.yaml\ntracks: {heat: {}}\n\n# tracks.yaml\ntracks: {heat: {range: 0..9}}",
    ),
    mended=Example(
        {"ruleset.yaml": _TOP, "tracks.yaml": "tracks: {heat: {range: 0..9}}\n"},
        shown="# tracks.yaml\ntracks: {heat: {range: 0..9}}",
    ),
)
LIKE_UNKNOWN = code(
    "S021",
    "`like` names no entry of its section",
    why="An entry that says `like: other` gets the keys of the other that it does not give itself.",
    failing="tracks:\n  heat: {range: 0..9}\n  cold: {like: heet}\n",
    mended="tracks:\n  heat: {range: 0..9}\n  cold: {like: heat}\n",
)
LIKE_CIRCLE = code(
    "S022",
    "Entries are like each other in a circle",
    failing="tracks:\n  heat: {like: cold}\n  cold: {like: heat}\n",
    mended="tracks:\n  heat: {range: 0..9}\n  cold: {like: heat}\n",
)
LIKE_TOO_MUCH = code(
    "S025",
    "Entries take too much from others by `like`",
    why="What is taken counts as if it were written out; a ruleset has an end.",
    failing=Example({"ruleset.yaml": _many_likes(1200)}, shown="# twelve hundred entries like one with a hundred keys"),
    mended=Example({"ruleset.yaml": _many_likes(2)}, shown="# a few entries like one another"),
)
FOLLOWS_UNKNOWN = code(
    "S023",
    "`follows` names no phase",
    why="A phase that follows another is placed after it; in an extension this puts it between the base's phases.",
    failing="turn:\n  first: {}\n  second: {follows: frist}\n",
    mended="turn:\n  first: {}\n  second: {follows: first}\n",
)
FOLLOWS_CIRCLE = code(
    "S024",
    "Phases follow each other in a circle",
    failing="turn:\n  first: {follows: second}\n  second: {follows: first}\n",
    mended="turn:\n  first: {}\n  second: {follows: first}\n",
)

MOST_TAKEN = 100_000
MOST_NAMED = 8
OWN_ONLY = ("id", "extends", "tests")
"""Top-level keys that are not inherited: a test is about the ruleset it stands in."""


def together(files: Iterable[Map], faults: Faults) -> Map:
    """Return the files of one ruleset as one map; the first writing of an entry stands."""
    whole: Map | None = None
    for file in files:
        if whole is None:
            whole = _blank(file)
        for key in file:
            if key in whole and isinstance(whole[key], Map) and isinstance(file[key], Map):
                _join(whole[key], file[key], key, faults)
            elif key not in whole:
                _put(whole, key, _copied(file[key]), file)
            elif not _is_section(key) or not (isinstance(whole[key], Map) or isinstance(file[key], Map)):
                _twice(key, "", whole.keys_at[key], file.keys_at[key], faults)
            elif isinstance(whole[key], Map):
                _put(whole, key, file[key], file)  # what is no map here is what is wrong, as the reader will say
    return _empty(0) if whole is None else whole


def _is_section(key: str) -> bool:
    """Return whether a key of a ruleset is a map of entries, which may stand in several files."""
    known = plan_of(spec.Ruleset).keys.get(key)
    return key in SECTIONS or (known is not None and isinstance(known.shape, Table))


def extended(base: Map, own: Map) -> Map:
    """Return `base` changed by `own`: maps merge key by key, `null` removes, anything else replaces."""
    whole = over(_without(base, OWN_ONLY), own)
    whole.at = own.at
    return whole


def over(base: Map, own: Map) -> Map:
    """Return the keys of `base` in their place, changed by `own`, then the new ones of `own`.

    A `null` that removes nothing stays, so that the reader can point at it.
    """
    merged = _blank(base)
    hidden = _replaced_text(base, own)
    for key, value in base.items():
        if key not in own:
            if key != hidden:
                _put(merged, key, value, base)
        elif isinstance(value, Map) and isinstance(own[key], Map):
            _put(merged, key, over(value, own[key]), base)
        elif own[key] is not None:
            _put(merged, key, own[key], own)
    for key, value in own.items():
        if key not in base:
            _put(merged, key, value, own)
    return merged


def filled_up(node: Map, rest: Map, usual: list[str]) -> Map:
    """Return a member with those usual keys that `rest` gives and it leaves out."""
    lacking = [name for name in usual if name not in node]
    if not lacking:
        return node
    whole = _without(node, ())
    for name in lacking:
        _put(whole, name, rest[name], rest)
    return whole


def filled_in(whole: Map, faults: Faults) -> Map:
    """Return `whole` with every `like` replaced by what it stands for, and phases in their order."""
    likes = _Likes(faults)
    whole = _with_phases(whole)
    filled = _without(likes.entry(whole, spec.Ruleset), ())
    for section, (_, cls) in SET_OF.items():
        if isinstance(whole.get(section), Map):
            filled[section] = likes.table(whole[section], cls)
    if isinstance(whole.get("sets"), Map):
        filled["sets"] = likes.sets(whole["sets"])
    if isinstance(whole.get("turn"), Map):
        filled["turn"] = _in_order(filled["turn"], whole["turn"], faults)
    for procedure in _maps(filled.get("procedures")):
        procedure["phases"] = _in_order(procedure["phases"], procedure["phases"], faults)
    return filled


def _maps(table: object) -> Iterable[Map]:
    return (each for each in table.values() if isinstance(each, Map)) if isinstance(table, Map) else ()


def _with_phases(whole: Map) -> Map:
    """Return `whole` with the phases of each procedure, which stand among its own keys, under one key."""
    if not isinstance(whole.get("procedures"), Map):
        return whole
    whole = _copied(whole)
    table = whole["procedures"] = _copied(whole["procedures"])
    own = (*plan_of(spec.Entry).keys, "like")
    for name, procedure in table.items():
        if isinstance(procedure, Map):
            table[name] = _without(procedure, tuple(key for key in procedure if key not in own))
            table[name]["phases"] = _without(procedure, own)
            table[name].keys_at["phases"] = table[name].values_at["phases"] = procedure.at
    return whole


class _Likes:
    """Fills in what entries take from others of their section."""

    def __init__(self, faults: Faults) -> None:
        self.faults = faults
        self.taken = 0

    def sets(self, sets: Map) -> Map:
        filled: Map = _copied(sets)
        for name, members in sets.items():
            if isinstance(members, Map):
                filled[name] = self.table(members, spec.Member)
        return filled

    def table(self, table: Map, cls: type) -> Map:
        """Return the table without `like`; an entry that cannot be filled in is left out."""
        measure(table, self.faults)
        filled = _blank(table)
        done: dict[str, Map | None] = {}
        for name, entry in table.items():
            whole = self._complete(table, name, done) if isinstance(entry, Map) else entry
            if isinstance(whole, Map):
                whole = self.entry(whole, cls)
            if whole is not None or entry is None:
                _put(filled, name, whole, table)
        return filled

    def entry(self, entry: Map, cls: type) -> Map:
        """Return `entry` with the tables inside it filled in."""
        filled = entry
        for key in plan_of(cls).keys.values():
            inner = entry_class(key.shape)
            table = entry.get(key.name)
            if inner is not None and isinstance(table, Map):
                filled = _copied(entry) if filled is entry else filled
                filled[key.name] = self.table(table, inner)
        return filled

    def _complete(self, table: Map, name: str, done: dict[str, Map | None]) -> Map | None:
        """Return the entry with what it takes from others, or None when that is not to be had."""
        chain = {name: None}  # a set that keeps its order
        last = name
        while last not in done and isinstance(table[last].get("like"), str):
            if not self._sound(table, chain, last):
                done.update(chain)
                return None
            last = table[last]["like"]
            chain[last] = None
        for later in reversed(chain):
            if later not in done:
                done[later] = self._taking(table[later], done)
        return done[name]

    def _taking(self, entry: Map, done: Mapping[str, Map | None]) -> Map | None:
        if not isinstance(entry.get("like"), str):
            return entry  # a `like` that is no text is found by the reader
        other = done[entry["like"]]
        if other is None:
            return None
        within = self.taken <= MOST_TAKEN
        self.taken += _size(other)
        if self.taken > MOST_TAKEN:
            if within:
                self._fault(LIKE_TOO_MUCH, entry, f"entries take more than {MOST_TAKEN:,} values from others by `like`")
            return None
        return _without(over(other, entry), ("like",))

    def _sound(self, table: Map, chain: Mapping[str, None], name: str) -> bool:
        """Return whether `name` is like an entry that there is, and in no circle."""
        entry = table[name]
        like = entry["like"]
        if like in chain:
            circle = [*chain][[*chain].index(like) :][:MOST_NAMED]
            shown = " → ".join(clean(each, most=40) for each in (*circle, like))
            self._fault(LIKE_CIRCLE, entry, f"these entries are like each other in a circle: {shown}")
        elif like == "else" or not isinstance(table.get(like), Map):
            message = f"{quoted(name)} is like {quoted(like)}, which this section does not have"
            self.faults.unknown(LIKE_UNKNOWN, entry.values_at["like"], message, like, table, but=name)
        else:
            return True
        return False

    def _fault(self, name: str, entry: Map, message: str) -> None:
        self.faults.add(name, entry.values_at["like"], message, length=len(entry["like"]))


def _in_order(turn: Map, known: Map, faults: Faults) -> Map:
    """Return the phases with each that `follows` another right after it, in order of writing."""
    followers: dict[str | None, list[str]] = {}  # None: of no other
    for name, phase in turn.items():
        other = phase.get("follows") if isinstance(phase, Map) else None
        if isinstance(other, str) and other not in known:
            message = f"{quoted(name)} follows {quoted(other)}, which is no phase"
            faults.unknown(FOLLOWS_UNKNOWN, phase.values_at["follows"], message, other, known, but=name)
        followers.setdefault(other if isinstance(other, str) and other in turn else None, []).append(name)
    ordered = _blank(turn)
    waiting = followers.get(None, [])[::-1]
    while waiting:
        name = waiting.pop()
        _put(ordered, name, turn[name], turn)
        waiting += followers.get(name, [])[::-1]
    _circling(turn, ordered, faults)
    return ordered


def _circling(turn: Map, ordered: Map, faults: Faults) -> None:
    """Add one problem when phases were left over: they wait for each other."""
    left = [name for name in turn if name not in ordered]
    if left:
        message = f"the phases {', '.join(map(quoted, left))} follow each other in a circle"
        faults.add(FOLLOWS_CIRCLE, turn[left[0]].values_at["follows"], message, length=len(turn[left[0]]["follows"]))


def _join(into: Map, section: Map, name: str, faults: Faults) -> None:
    for key in section:
        if key in into:
            _twice(key, f" in `{name}`", into.keys_at[key], section.keys_at[key], faults)
        else:
            _put(into, key, section[key], section)


def _twice(key: str, where: str, first: int, second: int, faults: Faults) -> None:
    message = f"{quoted(key)} is written twice{where}; it stands at {faults.sources.place(first)} already"
    faults.add(TWICE, second, message, hint="remove one of the two, or give it another name", length=len(key))


def _replaced_text(base: Mapping[str, Any], own: Mapping[str, Any]) -> str:
    """Return the key of `base` that a text in `own` stands instead of."""
    for given, hidden in (("text", "text_file"), ("text_file", "text")):
        if own.get(given) is not None and hidden in base and hidden not in own:
            return hidden
    return ""


def _put(into: Map, key: str, value: object, origin: Map) -> None:
    into[key] = value
    into.keys_at[key] = origin.keys_at[key]
    into.values_at[key] = origin.values_at[key]


def _without(whole: Map, names: tuple[str, ...]) -> Map:
    kept = _blank(whole)
    for key, value in whole.items():
        if key not in names:
            _put(kept, key, value, whole)
    return kept


def _copied(value: Any) -> Any:
    return _without(value, ()) if isinstance(value, Map) else value


def _size(value: object) -> int:
    """Return how many values there are in `value`, itself included."""
    if isinstance(value, Map):
        return 1 + sum(map(_size, value.values()))
    return 1 + sum(map(_size, value)) if isinstance(value, Seq) else 1


def _blank(like: Map) -> Map:
    return _empty(like.at)


def _empty(at: int) -> Map:
    empty = Map()
    empty.at, empty.keys_at, empty.values_at = at, {}, {}
    return empty
