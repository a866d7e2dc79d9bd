"""From where one seat looks: whose a number is, and how much a change of it weighs.

Screen and plain lines group by it; it needs nothing of Textual.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import attrs

from engine.language.text import clean
from engine.speech import _, listed

if TYPE_CHECKING:
    from engine import Scenario
    from engine.play.readings import News, Reading, Seen

WORLD, OTHERS, PLACES = _("Everybody's"), _("Others, as far as you know"), _("Places")


@attrs.frozen(kw_only=True)
class Vantage:
    """One seat among the roles; titles are harmless. `passing` numbers start again with each phase or turn."""

    role: str
    roles: Mapping[str, str]  # id -> title
    areas: Collection[str] = ()
    watchers: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)  # number -> the few who see it
    passing: Collection[str] = ()
    phases: Mapping[str, str] = attrs.field(factory=dict)  # id -> title
    rounds: Mapping[str, str] = attrs.field(factory=dict)  # phase of a procedure -> the procedure's title

    @property
    def own(self) -> str:
        """The heading of this seat's own numbers."""
        return _("{role} (you)").format(role=self.roles.get(self.role, self.role))

    def heading(self, reading: Reading) -> str:
        """Return under which heading a number belongs."""
        if self.role in reading.indices:
            return self.own
        if any(index in self.areas for index in reading.indices):
            return PLACES
        if any(index in self.roles for index in reading.indices):
            return OTHERS
        return self._among(self.watchers[reading.id]) if reading.id in self.watchers else WORLD

    def is_near(self, heading: str) -> bool:
        """Return whether what stands under a heading concerns this seat directly."""
        return heading not in (OTHERS, PLACES)

    def sorted(self, headings: Iterable[str]) -> tuple[str, ...]:
        """Return headings in the order in which they are read: own, shared, everybody's, others', places."""
        rank = {self.own: 0, WORLD: 2, OTHERS: 3, PLACES: 4}
        return tuple(sorted(dict.fromkeys(headings), key=lambda it: rank.get(it, 1)))

    def is_idle(self, reading: Reading) -> bool:
        """Return whether a number says nothing now: a zero that is one of many, or that counts anew each turn."""
        if reading.value not in (0, None, "") or (reading.level and reading.id not in self.passing):
            return False
        many = [index for index in reading.indices if index not in self.roles]
        return bool(many) or len(reading.indices) > 1 or reading.id in self.passing

    def told(self, news: Iterable[News]) -> tuple[News, ...]:
        """Return news without the mere names of phases."""
        return tuple(item for item in news if item.text != self.phases.get(item.phase))

    def _among(self, watchers: Collection[str]) -> str:
        """Return who sees what only some see: "Only you and Paris see"."""
        others = [self.roles.get(role, clean(role, most=40)) for role in watchers if role != self.role]
        blind = [title for role, title in self.roles.items() if role not in watchers]
        if not others:
            return _("Only you see")
        if len(blind) < len(others):
            return _("All but {roles} see").format(roles=listed(blind))
        return _("Only you and {roles} see").format(roles=listed(others))


def vantage_of(scenario: Scenario, role: str) -> Vantage:
    """Return whose numbers are whose from where a seat looks."""
    return Vantage(
        role=role,
        roles={it.id: clean(it.title or it.id, most=40) for it in scenario.roles},
        areas=frozenset(it.id for it in scenario.areas),
        watchers=scenario.watchers,
        passing=scenario.passing,
        phases=scenario.phases,
        rounds={id: clean(title, most=60) for id, title in scenario.rounds.items()},
    )


def weightiest(changes: Sequence[Seen], most: int) -> tuple[Seen, ...]:
    """Return those `most` that weigh most, in their order: another level, then a known reason, then the rest."""
    ranked = sorted(range(len(changes)), key=lambda k: (_weight(changes[k]), k))
    return tuple(changes[k] for k in sorted(ranked[:most]))


def _weight(change: Seen) -> int:
    before, after = change.before, change.after
    if before.level != after.level:
        return 0
    return 1 if change.reasons else 2
