"""Branches beside the one that is played: where they part, how each ended, what differs. For control alone."""

from __future__ import annotations

from collections.abc import Iterator

from ..speech import _
from ..table.branches import Branch
from ..table.comparing import Choice, Comparison, Side, compared
from .blocks import Block, Grid, Headed, Says
from .material import Material

MOST_BRANCHES, MOST_NUMBERS, MOST_CHOICES = 4, 12, 12
"""Branches that are compared, the newest first, and what is told of each."""


def side_by_side(m: Material) -> Iterator[Block]:
    """Yield each other branch, beside the one that is played."""
    assert m.whole
    others = [it for it in reversed(m.past.branches) if it is not m.past.branch]
    for branch in others[:MOST_BRANCHES]:
        yield from _beside(m, branch)
    if len(others) > MOST_BRANCHES:
        yield Says(_("Older branches: “d” in the list of branches of “whitecell host” compares them too."))


def _beside(m: Material, branch: Branch) -> Iterator[Block]:
    it = compared((branch, m.past.game(branch)), (m.past.branch, m.game))
    titles = {"one": _called(m, it.sides[0]), "other": _called(m, it.sides[1])}
    yield Headed(_("{one} beside {other}").format(**titles))
    parted = _("They part after event {number}, in turn {turn}, {phase}.")
    parted = parted if it.phase else _("They part after event {number}, when turn {turn} begins.")
    yield Says(parted.format(number=it.at, turn=it.turn, phase=m.phase_of(it.phase)))
    heads = ("", _("then"), titles["one"], titles["other"])
    yield Grid(heads, ((_("Ending"), "", *(_ending(m, side) for side in it.sides)), *_numbers(it)))
    if it.decisions:
        rows = tuple(_choice(m, choice) for choice in it.decisions[:MOST_CHOICES])
        yield Grid((_("Turn"), _("Phase"), _("Seat"), titles["one"], titles["other"]), rows)


def _called(m: Material, it: Side) -> str:
    return m.naming.text(it.title)


def _ending(m: Material, it: Side) -> str:
    if not it.over:
        return _("goes on in turn {turn}").format(turn=it.turn)
    return m.scenario.endings.get(it.ending) or _("the game is over")


def _numbers(it: Comparison) -> Iterator[tuple[str, ...]]:
    """Yield the numbers that differ, those of nobody in particular first."""
    ranked = sorted(it.numbers, key=lambda row: "[" in row.name)
    yield from ((row.title, row.then, *row.now) for row in ranked[:MOST_NUMBERS])


def _choice(m: Material, it: Choice) -> tuple[str | int, ...]:
    given = ("; ".join(m.naming.text(text) for text in side) or "-" for side in it.given)
    return it.turn, m.phase_of(it.phase), m.title_of(it.role), *given
