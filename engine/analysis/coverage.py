"""What hardly ever happens, and how often roles have nothing to decide, counted over many games.

Every scenario is played with its usual seats, and again with the other doctrines that fit, so that each has its turn.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

from ..bots.roster import usual_for
from ..language.layers import layers_of, scenarios_of
from ..language.library import find
from ..play.scenario import Scenario
from ..rules.written import load_spec
from ..speech import _
from .ensemble import Batch, Progress, Row, play
from .variants import variant
from .watching import things

SELDOM = 0.01
"""The share of games below which something is listed."""

MOST_NARROW = 0.05
"""The share of its turns above which a role has a real decision too seldom."""

ASKED_GAMES = 12
"""Games of each kind that are played again to hear why a card was not played."""

Thing = tuple[str, str]


@attrs.frozen(kw_only=True)
class Tally:
    """In how many games something happened, of those in which it could.

    `why` a card was not played, as its author says (`said`), or what kept it most often.
    """

    section: str
    id: str
    seen: int
    games: int
    why: str = ""
    said: bool = False

    @property
    def share(self) -> float:
        """The share of games in which it happened."""
        return self.seen / self.games if self.games else 0.0

    @property
    def seldom(self) -> bool:
        """Whether it happened in fewer than one game in a hundred."""
        return self.share < SELDOM


@attrs.frozen(kw_only=True)
class Decisions:
    """In how many of a role's turns no moment left it two kinds of orders besides passing: the `narrow` ones."""

    role: str
    turns: int
    narrow: int

    @property
    def share(self) -> float:
        """The share of narrow turns."""
        return self.narrow / self.turns if self.turns else 0.0

    @property
    def poor(self) -> bool:
        """Whether the role has a real decision too seldom."""
        return self.share > MOST_NARROW


@attrs.frozen(kw_only=True)
class Coverage:
    """All that may happen, in order of declaration, and how often it did; and each role's decisions."""

    scenarios: tuple[str, ...]
    games: int
    tallies: tuple[Tally, ...]
    decisions: tuple[Decisions, ...]

    @property
    def seldom(self) -> tuple[Tally, ...]:
        """What happened in fewer than one game in a hundred."""
        return tuple(it for it in self.tallies if it.seldom)

    def as_json(self) -> dict[str, Any]:
        """Return what `coverage --json` prints."""
        told = [{**attrs.asdict(it), "share": it.share, "seldom": it.seldom} for it in self.tallies]
        decided = [{**attrs.asdict(it), "share": it.share, "poor": it.poor} for it in self.decisions]
        return {"scenarios": list(self.scenarios), "games": self.games, "things": told, "decisions": decided}


def coverage(
    path_or_id: str, *, games: int, seed: int = 1, jobs: int = 1, progress: Progress | None = None
) -> Coverage:
    """Return what happened in so many games of each scenario of a ruleset, or of one scenario.

    Raises: Problems: one of them cannot be read.
    """
    starts = scenarios_at(path_or_id)
    batches = [batch for start in starts for batch in _batches(start, games, seed)]
    rows = play(batches, jobs=jobs, progress=progress)
    tallies = tuple(_tallied(batches, rows))
    own = _reasons(batches)
    cards = tuple(it.id for it in tallies if it.section == "cards" and it.seldom and it.games and it.id not in own)
    whys = _whys(batches, cards, jobs) if cards else {}
    return Coverage(
        scenarios=tuple(Path(start).stem for start in starts),
        games=sum(len(found) for found in rows),
        tallies=tuple(_told(it, own, whys) for it in tallies),
        decisions=tuple(_decided(batches, rows)),
    )


def _reasons(batches: Sequence[Batch]) -> dict[str, str]:
    """Return for cards why they are hardly ever played, in their authors' words."""
    found: dict[str, str] = {}
    for scenario in dict.fromkeys(batch.scenario for batch in batches):
        for doctrine in variant(scenario).doctrines.values():
            found.update((f"{doctrine.id}.{card.id}", card.seldom) for card in doctrine.cards if card.seldom)
    return found


def _decided(batches: Sequence[Batch], rows: Sequence[Sequence[Row]]) -> Iterator[Decisions]:
    counted: Counter[Thing] = Counter()
    roles: dict[str, None] = {}
    for batch, found in zip(batches, rows, strict=True):
        roles.update(dict.fromkeys(role.id for role in variant(batch.scenario).roles))
        for row in found:
            for (section, id, _reason), count in row.seen:
                if section in ("turns", "narrow"):
                    counted[section, id] += count
    for role in roles:
        yield Decisions(role=role, turns=counted["turns", role], narrow=counted["narrow", role])


def _told(it: Tally, own: Mapping[str, str], whys: Mapping[str, str]) -> Tally:
    """Return a tally with why its card was hardly ever played, where it was not."""
    if it.section != "cards" or not it.seldom:
        return it
    why = whys.get(it.id, _("nothing asked for it")) if it.games else _("its doctrine had no seat")
    return attrs.evolve(it, why=own.get(it.id, why), said=it.id in own)


def scenarios_at(path_or_id: str) -> tuple[str, ...]:
    """Return the scenarios of a ruleset, those that ship or stand beside it, variants too; else what was named.

    Raises: Problems: nothing is called so.
    """
    path = find(path_or_id)
    if not path.is_dir():
        return (path_or_id,)
    if found := scenarios_of(load_spec(path_or_id)[0].id):
        return found
    folders = (path.parent / "scenarios", path.parent.parent / "scenarios", path.parent)
    files = [file for folder in folders for file in sorted(folder.glob("*.yaml"))]
    return tuple(str(file) for file in files if _is_over(file, path)) or (path_or_id,)


def _is_over(file: Path, ruleset: Path) -> bool:
    """Return whether a scenario's file extends the ruleset in a folder, at first or second hand."""
    return any(layer.path.samefile(ruleset) for layer in layers_of(file)[1:])


def _batches(start: str, games: int, seed: int) -> Iterator[Batch]:
    """Yield the ways to seat a scenario's roles: as usual, then so that every doctrine that fits has its turn."""
    scenario = Scenario(variant(start))
    fits = [list(_fit(scenario, role)) for role in scenario.book.role_ids]
    ways = max(len(it) for it in fits) if fits else 1
    seatings: list[dict[str, str]] = [{}]
    for way in range(ways if ways > 1 else 0):
        chosen = {
            role: doctrines[(way + position) % len(doctrines)]
            for position, (role, doctrines) in enumerate(zip(scenario.book.role_ids, fits, strict=True))
            if doctrines
        }
        seatings.append(chosen)
    share = max(1, round(games / len(seatings)))
    for number, chosen in enumerate(seatings):
        yield Batch(
            scenario=start,
            games=share,
            seed=seed + number,
            doctrines=tuple(sorted(chosen.items())),
            formulas=("turn",),
            watched=True,
        )


def _fit(scenario: Scenario, role: str) -> Iterator[str]:
    """Yield the doctrines that can play a role, its usual one first."""
    usual, _traits = usual_for(scenario, role)
    position = scenario.book.role_at[role]
    fit = [it.id for it in scenario.doctrines.values() if position in it.roles]
    yield from sorted(fit, key=lambda id: id != usual)


def _tallied(batches: Sequence[Batch], rows: Sequence[Sequence[Row]]) -> Iterator[Tally]:
    seen: Counter[Thing] = Counter()
    games: Counter[Thing] = Counter()
    known: dict[Thing, None] = {}
    for batch, found in zip(batches, rows, strict=True):
        here = tuple(things(variant(batch.scenario)))
        known.update(dict.fromkeys(here))
        for row in found:
            happened = {(section, id) for (section, id, _reason), _count in row.seen}
            seen.update(it for it in here if it in happened)
            games.update(it for it in here if it[0] != "cards" or ("doctrines", it[1].split(".")[0]) in happened)
    sections = list(dict.fromkeys(section for section, _id in known))
    for section, id in sorted(known, key=lambda it: sections.index(it[0])):
        yield Tally(section=section, id=id, seen=seen[section, id], games=games[section, id])


def _whys(batches: Iterable[Batch], cards: tuple[str, ...], jobs: int) -> dict[str, str]:
    """Return for cards the reason that kept them most often from being played."""
    asking = [attrs.evolve(it, games=min(it.games, ASKED_GAMES), asked=cards) for it in batches]
    reasons: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for found in play(asking, jobs=jobs):
        for row in found:
            for (section, id, reason), count in row.seen:
                if section == "why":
                    reasons[id][reason] += count
    return {id: max(sorted(found), key=lambda reason: found[reason]) for id, found in reasons.items()}
