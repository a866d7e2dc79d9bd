"""The Python of one ruleset, as it grows: functions, constants, tables, causes.

Generated names: `s` values, `m` what is remembered, `me` the acting role, `p_…` bound names,
`C…` constants, `A_…` attributes, `N_…` titles, `I_…` ids.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

import attrs

from ..language.meaning import NONE
from ..language.world import MISSING, MeasureOf, World
from ..speech import _
from .linked import Cause
from .remembering import Rest, are_few
from .resting import rests, room

FORGET = "# forget "
NO_RESTS: Mapping[str, tuple[Rest, ...]] = MappingProxyType({})
MOST_FORGOTTEN = 2  # lists that are forgotten one by one when their column is written; to forget all is quicker
OWN = "OWN"  # in the test by which a list takes a member: that member's number

Change = tuple[str, str, str, str]  # a track, and how its place, the number before and the number after are spelled


@attrs.frozen
class Burden:
    """At most how many steps a list of effects takes, how often it makes each event happen, and its checks."""

    event: str  # whose effects they are, "" for others
    mark: int
    steps: int
    fires: dict[str, int]
    owner: str = ""  # the id of the order, `motion.ID`, `term.ID` or `answer.ID` whose effects they are
    checks: tuple[str, ...] = ()  # their ids, without those of the events


@attrs.frozen
class Alike:
    """Members whose number in a column equals `h`, which is from `least` to `most`."""

    column: str
    least: int
    most: int


@attrs.frozen
class Kept:
    """Lists of members whose number in a column is `h`, remembered under `h` less `key`, and what they rest on.

    `tests`: tracks of which only a member's own number counts -> how it decides, `OWN`, or "" where more of it does.
    """

    key: int
    column: str
    reads: frozenset[str]
    tests: Mapping[str, str]
    away: Mapping[str, int]  # track -> how far behind a member's number there its number in the column stands

    def forgotten(self, change: Change) -> str:
        """Return the line that forgets what is no longer so after a change, "" where that is not known of one list."""
        track, place, before, after = change
        if track == self.column:
            return f"m.pop({before}-{self.key},0); m.pop({after}-{self.key},0)"
        test = self.tests.get(track)
        if test is None:
            return ""
        forget = f"m.pop(s[{place}{self.away[track]:+}]-{self.key},0)"
        return f"if {test.replace(OWN, before)}!={test.replace(OWN, after)}: {forget}" if test else forget


@attrs.define
class Module:
    """The Python of one ruleset, as it grows."""

    world: World
    lines: list[str] = attrs.field(factory=list)
    constants: dict[str, str] = attrs.field(factory=dict)  # literal -> name
    named: dict[str, str] = attrs.field(factory=dict)  # name -> literal, of tables with names of their own
    causes: list[Cause] = attrs.field(factory=list)
    draws: dict[str, tuple[str, ...]] = attrs.field(factory=dict)  # id -> the verbs that draw so
    kept: dict[tuple[str, Alike], Kept] = attrs.field(factory=dict)  # how they are made -> remembered lists
    keys: int = 0  # how many lists may be remembered
    measured: dict[str, int] = attrs.field(factory=dict)  # measures that are remembered -> the first of their keys
    taken: int = 0  # how many keys they take
    burdens: list[Burden] = attrs.field(factory=list)
    counter: int = 0

    def constant(self, value: Any) -> str:
        """Return the name of a constant tuple, frozenset or dict."""
        literal = _literal(value)
        if literal not in self.constants:
            self.constants[literal] = f"C{len(self.constants)}"
        return self.constants[literal]

    def table(self, name: str, value: Any) -> str:
        """Return the name of a table that is known by its own name."""
        self.named.setdefault(name, _literal(value))
        return name

    def attribute(self, root: str, name: str) -> str:
        """Return the table of an attribute; at -1 stands what none has."""
        it = self.world.attributes[root][name]
        blank: Any = {"flag": False, "members": (), "member": NONE}.get(it.kind, 0)
        return self.table(f"A_{root}_OF_{name}", (*(blank if v is MISSING else v for v in it.table), blank))

    def titles(self, root: str) -> str:
        """Return the table of members' titles; at -1 stands `none`."""
        found = [self.world.title(root, position) for position in self.world.everything(root)]
        return self.table(f"N_{root}", (*found, _("none")))

    def ids(self, root: str) -> str:
        """Return the table of members' ids; at -1 stands `none`."""
        return self.table(f"I_{root}", (*(member.id for member in self.world.roots[root]), "none"))

    def define(self, name: str, parameters: str, body: Iterable[str]) -> str:
        """Add a function and return its name; a dot in an id is spelled out."""
        name = name.replace(".", "_OF_")
        lines = list(body)
        self.lines.append(f"def {name}({parameters}):")
        self.lines += [f" {line}" for line in lines] or [" pass"]
        return name

    def fresh(self, stem: str) -> str:
        """Return a name that nothing else has."""
        self.counter += 1
        return f"{stem}{self.counter}"

    def cause(self, cause: Cause) -> int:
        """Return the number of a cause."""
        self.causes.append(cause)
        return len(self.causes) - 1

    def keep(self, made: str, of: Alike, reads: frozenset[str], tests: Mapping[str, str]) -> int:
        """Return what is taken off `h` for the key under which lists made so are remembered; keys are below 0."""
        kept = self.kept.get((made, of))
        if kept is None:
            key, self.keys = of.most + self.keys + 1, self.keys + of.most - of.least + 1
            at = self.world.tracks[of.column].base
            away = {track: at - self.world.tracks[track].base for track in tests}
            kept = self.kept[made, of] = Kept(key, of.column, reads, tests, away)
        return kept.key

    def key(self, measure: MeasureOf) -> int:
        """Return the first of the keys under which a measure is remembered, one for each of its members; from 0 on."""
        if measure.id not in self.measured:
            self.measured[measure.id], self.taken = self.taken, self.taken + room(self.world, measure)
        return self.measured[measure.id]

    def listed(self) -> frozenset[str]:
        """Return the tracks that remembered lists read."""
        return frozenset().union(*(it.reads for it in self.kept.values()))

    def rests(self) -> dict[str, tuple[Rest, ...]]:
        """Return what rests on each track of the measures that are remembered."""
        return rests(self.world, self.measured)

    def drawn(self, id: str, verb: str) -> None:
        """Note that a draw of that id is written."""
        verbs = self.draws.get(id, ())
        self.draws[id] = verbs if verb in verbs else (*verbs, verb)

    def checks(self) -> dict[str, tuple[str, ...]]:
        """Return the ids of the checks that each order, or other owner, may make, by way of events too."""
        owned: dict[str, list[Burden]] = {}
        happening: dict[str, list[Burden]] = {}
        for burden in self.burdens:
            owned.setdefault(burden.owner, []).append(burden)
            happening.setdefault(burden.event, []).append(burden)
        for found in owned.values():
            seen: set[str] = set()
            for burden in found:  # it grows by the events that it makes happen
                new = [event for event in burden.fires if event not in seen]
                seen.update(new)
                found += [it for event in new for it in happening.get(event, ())]
        return {
            owner: tuple(dict.fromkeys(check for burden in found for check in burden.checks))
            for owner, found in owned.items()
        }

    def text(self, rests: Mapping[str, tuple[Rest, ...]] = NO_RESTS) -> str:
        """Return the whole module; `rests`: what rests on each track that it writes."""
        lines = [told for line in self.lines for told in self._told(line, rests)]
        tables = [f"{name}={literal}" for name, literal in self.named.items()]
        constants = [f"{name}={literal}" for literal, name in self.constants.items()]
        return "\n".join([*tables, *constants, *lines, ""])

    def _told(self, line: str, rests: Mapping[str, tuple[Rest, ...]]) -> Iterable[str]:
        """Yield a line; one that says what was written makes forgotten what rests on it: little, or all."""
        told, mark, written = line.partition(FORGET)
        if not mark:
            yield line
            return
        track, place, before, after = written.split()
        lists = [it for it in self.kept.values() if track in it.reads]
        forgotten = [it.forgotten((track, place, before, after)) for it in lists]
        own, measured = sum(it.column == track for it in lists), rests.get(track, ())
        if own > MOST_FORGOTTEN or not all(forgotten) or not are_few(measured):
            yield f"{told}m.clear()"
            return
        if measured:
            yield f"{told}for k in resting[{place}]: m.pop(k,0)"
        yield from (f"{told}{line}" for line in forgotten)


def _literal(value: Any) -> str:
    if isinstance(value, frozenset):
        return f"frozenset({tuple(sorted(value))!r})"
    return repr(value)
