"""Two branches of a game side by side: where they part, what was decided then, and how the numbers stand."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from ..play.game import Game
from ..play.readings import Reading
from ..speech import _
from .branches import Branch, shared
from .steps import Defaulted, Ordered, TakenBack

Given = dict[tuple[int, str, str], list[tuple[str, str]]]  # turn, phase and role -> orders as text and in words


@attrs.frozen(kw_only=True)
class Side:
    """How a branch stands; `ending` is "" while it goes on."""

    number: int
    title: str
    turn: int
    phase: str
    over: bool
    ending: str
    scores: Mapping[str, int]


@attrs.frozen(kw_only=True)
class Row:
    """A number that differs: how it stood where the branches part, and how it stands at the end of each."""

    name: str
    title: str
    then: str
    now: tuple[str, str]


@attrs.frozen(kw_only=True)
class Choice:
    """What a role gave in one phase, on each branch, in words; branches that agree there are left out."""

    turn: int
    phase: str
    role: str
    given: tuple[tuple[str, ...], tuple[str, ...]]


@attrs.frozen(kw_only=True)
class Comparison:
    """What differs. `at` is the last event that the two share, `turn` and `phase` when it was."""

    at: int
    turn: int
    phase: str
    sides: tuple[Side, Side]
    numbers: tuple[Row, ...]
    decisions: tuple[Choice, ...]


def compared(one: tuple[Branch, Game], other: tuple[Branch, Game]) -> Comparison:
    """Return two branches side by side, each with its game."""
    at = shared(one[0], other[0])
    parted = Game.resumed(one[1].scenario, [record for record in one[0].records if record.number <= at])
    event = parted.log[-1] if at else None
    return Comparison(
        at=at,
        turn=event.turn if event else 0,
        phase=event.phase if event else "",
        sides=(_side(*one), _side(*other)),
        numbers=_rows(parted, one[1], other[1]),
        decisions=_choices(_given(*one, at), _given(*other, at)),
    )


def _side(branch: Branch, game: Game) -> Side:
    return Side(
        number=branch.number,
        title=branch.title,
        turn=game.turn,
        phase=game.view(game.roles[0]).phase,
        over=game.over,
        ending=game.ending if game.over else "",
        scores=game.scores,
    )


def _rows(parted: Game, one: Game, other: Game) -> tuple[Row, ...]:
    then, there = {it.name: it.shown for it in parted.numbers}, {it.name: it.shown for it in other.numbers}
    return tuple(
        Row(name=it.name, title=_title(it), then=then.get(it.name, ""), now=(it.shown, there.get(it.name, "")))
        for it in one.numbers
        if it.shown != there.get(it.name, "")
    )


def _title(it: Reading) -> str:
    return f"{it.title}: {', '.join(it.index_titles)}" if it.index_titles else it.title


def _given(branch: Branch, game: Game, at: int) -> Given:
    """Return what each role gave after an event, without what it took back."""
    found: Given = {}
    log = game.log
    for entry in branch.entries:
        if not entry.records or entry.records[0].number <= at:
            continue
        step, event = entry.step, log[entry.records[0].number - 1]
        if not isinstance(step, (Ordered, Defaulted, TakenBack)):
            continue
        key = (event.turn, event.phase, step.role)
        if isinstance(step, Ordered):
            found.setdefault(key, []).append((step.order, event.title or event.headline))
        elif isinstance(step, Defaulted):
            here, silent = found.setdefault(key, []), ("", event.title or _("said nothing"))
            here += [silent] if silent not in here else []
        else:
            found[key] = [it for it in found.get(key, []) if step.order not in ("", it[0])]
    return found


def _choices(one: Given, other: Given) -> tuple[Choice, ...]:
    keys = sorted({**one, **other}, key=lambda key: key[0])  # stable: within a turn as they were given
    pairs = [(key, _titles(one.get(key)), _titles(other.get(key))) for key in keys]
    return tuple(
        Choice(turn=turn, phase=phase, role=role, given=(here, there))
        for (turn, phase, role), here, there in pairs
        if here != there
    )


def _titles(given: list[tuple[str, str]] | None) -> tuple[str, ...]:
    return tuple(title for _text, title in given or ())
