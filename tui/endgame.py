"""The end in words: how it ended and why, who scored what, what became of promises, and how numbers went.

Pages are content and know no widget, so that plain lines can print them too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import attrs
from rich.cells import cell_len
from textual.content import Content

from engine.analysis.funnel import Flow, flows
from engine.analysis.standing import Standing, standings
from engine.language.quotation import quotation
from engine.speech import _
from engine.table.shelving import told_path

from .dice import revealed
from .gauges import heading, name_of, spark, words_of
from .shown import content, fitted, lines, marked, plain
from .vantage import OTHERS, PLACES, WORLD
from .whys import rule_rows

if TYPE_CHECKING:
    from engine.play.readings import Goal, Reading

    from .room import Room
    from .scene import Scene
    from .vantage import Vantage

WIDTH = 52
"""Cells of a page beside the list of pages, at 80 columns."""
_NAME = 18
_LONGEST_NAME, _LEAST_PAST, _MOST_PAST = 40, 8, 30


@attrs.frozen(kw_only=True)
class Leaf:
    """One page of the end: its name in the list, and its text."""

    title: str
    text: Content


def end_pages(scene: Scene, room: Room, *, drawn: bool = True, width: int = WIDTH) -> tuple[Leaf, ...]:
    """Return the pages that need no thinking; nothing is hidden any more. Without `drawn`, all is said in words."""
    columns = _Columns.of(width)
    pages = [
        _ending(scene, room),
        *(_funnel(flow, room, drawn=drawn) for flow in flows(room.session.game)),
        _turns(scene, room, columns, drawn=drawn),
    ]
    return tuple(pages)


@attrs.frozen(kw_only=True)
class _Columns:
    """How a line of numbers shares its cells: its width, how many values it tells, and the most cells for those."""

    width: int
    past: int
    numbers: int

    @classmethod
    def of(cls, width: int) -> _Columns:
        """Return the columns of a page with so many cells: three cells a value, and one for it in the trail."""
        more = max(0, width - WIDTH)
        past = min(_MOST_PAST, _LEAST_PAST + more // 5)
        return cls(width=max(WIDTH, width), past=past, numbers=3 * past)

    def told(self, it: Standing) -> str:
        """Return the newest values of a number."""
        return " ".join(f"{round(value, 1):g}" for value in it.past[-self.past :])


def _headed(title: str, *, drawn: bool, width: int = WIDTH) -> Content:
    return heading(title, width) if drawn else content(title, "bold")


# How it ended.


def _ending(scene: Scene, room: Room) -> Leaf:
    """Return the ending, why it came, and the scores, best first, each with its objectives."""
    view = scene.view
    rows = [content(view.ending_title or _("The game is over."), "bold"), content("")]
    rows += [marked(view.ending_text), content("")] if view.ending_text else []
    rows += [*_why_it_ended(scene, room), content("")]
    ranked = (
        sorted(view.scores.items(), key=lambda pair: -pair[1])
        if room.scenario.aims or any(view.scores.values())
        else ()
    )
    here = [role for role, _points in ranked if role in {view.role, *room.people}]
    rows += [content(_summary(scene, role, room)) for role in here]
    rows += [content(""), content(_("Scores and objectives"), "bold")] if ranked else []
    for role, score in ranked:
        rows.append(_score(room.titles.get(role, role), score, own=role in here, alone=len(here) == 1))
        rows += map(_goal, room.session.seat(role).view.objectives)
    if dice := list(revealed(room.session)):
        rows += [content(""), content(_("The dice"), "bold"), *map(content, dice)]
    return Leaf(title=_("How it ended"), text=lines(*rows))


def _why_it_ended(scene: Scene, room: Room) -> Iterator[Content]:
    """Yield when it ended, what happened last, and the rule of the ending."""
    view = scene.view
    if view.turn >= view.turns:
        yield content(_("It ended after turn {turn}, the last one.").format(turn=view.turn))
    else:
        yield content(_("It ended early: in turn {turn} of {turns}.").format(turn=view.turn, turns=view.turns))
        last = next((event for event in reversed(room.session.game.log) if event.changes), None)
        if last is not None:
            yield content(_("What brought it about: {event}").format(event=plain(last.headline, 160)))
    place = room.scenario.place_of_ending(view.ending)
    if place is not None:
        yield content(
            _("The rule of this ending stands in {place}:").format(place=f"{told_path(place.path)}:{place.line}"), "dim"
        )
        yield from rule_rows(quotation(place))


def _summary(scene: Scene, role: str, room: Room) -> str:
    """Return how somebody at this table did among the others."""
    scores = scene.view.scores
    own = scores.get(role, 0)
    place = 1 + sum(score > own for score in scores.values())
    said = _("{role} scored {score}: place {place} of {players}.")
    return said.format(role=plain(room.titles.get(role, role)), score=own, place=place, players=len(scores))


def _score(title: str, score: int, *, own: bool, alone: bool) -> Content:
    """Return somebody's score; who plays alone is told that it is theirs, several that it is one of theirs."""
    said = _("{role} (you)") if alone else _("{role} (played here)")
    return content(f"{score:>4}  {said.format(role=title) if own else title}", "bold")


def _goal(goal: Goal) -> Content:
    """Return an objective with its worth; what is worth nothing was not met."""
    worth = f"{goal.worth:>+4}" if goal.worth is not None else "    "
    met = _("met") if (goal.worth or 0) > 0 else _("not met")
    said = _("{title} (sealed), {met}") if goal.sealed else _("{title}, {met}")
    return content(f"   {worth}  {said.format(title=plain(goal.title), met=met)}")


# What became of promises.


def _funnel(flow: Flow, room: Room, *, drawn: bool) -> Leaf:
    """Return a row for each role, a column for each stage, and in words where most was lost."""
    titles = {role: room.titles.get(role, role) for role in flow.rows}
    ranked = sorted(flow.rows.items(), key=lambda pair: -pair[1][0])
    table = [(titles[role], [f"{round(value, 1):g}" for value in values]) for role, values in ranked]
    table.append((_("All"), [f"{round(sum(values), 1):g}" for values in zip(*flow.rows.values(), strict=True)]))
    rows = [content(flow.title, "bold"), *([content(flow.text)] if flow.text else []), content("")]
    rows += _columns(flow, table) if drawn else _sentences(flow, table)
    return Leaf(title=plain(flow.title, 22), text=lines(*rows, content(""), *_lost(flow, room)))


def _columns(flow: Flow, table: Sequence[tuple[str, Sequence[str]]]) -> Iterator[Content]:
    """Yield a table; its last row are the sums."""
    name = min(_NAME, max(cell_len(first) for first, _values in table)) + 1
    widths = _widths([plain(stage) for stage in flow.stages], WIDTH - name)

    def row(first: str, words: Iterable[str], style: str = "") -> Content:
        cells = (fitted(word, width - 1).strip().rjust(width) for word, width in zip(words, widths, strict=True))
        return content(fitted(first, name) + "".join(cells), style)

    yield row("", map(plain, flow.stages), "bold")
    yield from (row(*line) for line in table[:-1])
    yield row(*table[-1], "bold")


def _sentences(flow: Flow, table: Iterable[tuple[str, Iterable[str]]]) -> Iterator[Content]:
    """Yield the same table with the name of its stage before each number."""
    for first, values in table:
        told = ", ".join(f"{plain(stage)} {value}" for stage, value in zip(flow.stages, values, strict=True))
        yield content(_("{name}: {value}").format(name=first, value=told))


def _widths(titles: Sequence[str], room: int) -> list[int]:
    """Return the cells of columns with these titles: what they need, or an even share where there is too little."""
    needed = [max(6, cell_len(title) + 1) for title in titles]
    return needed if sum(needed) <= room else [max(4, room // len(titles))] * len(titles)


def _lost(flow: Flow, room: Room) -> Iterator[Content]:
    """Yield for each step of the way who fell behind most."""
    for at, (before, after) in enumerate(zip(flow.stages, flow.stages[1:], strict=False)):
        losses = {role: values[at] - values[at + 1] for role, values in flow.rows.items()}
        worst = max(losses, key=lambda role: losses[role], default="")
        words = {"before": plain(before).lower(), "after": plain(after).lower()}
        if worst and losses[worst] > 0:
            said = _("From {before} to {after} most was lost by {role}: {lost:g}.")
            yield content(said.format(**words, role=room.titles.get(worst, worst), lost=round(losses[worst], 1)))
        else:
            yield content(_("From {before} to {after} nobody lost anything.").format(**words))


# How the numbers went.


def _turns(scene: Scene, room: Room, columns: _Columns, *, drawn: bool) -> Leaf:
    """Return every number that moved, turn by turn, with its value before the first turn and after each.

    Those of the seats at this table come first: who plays alone is told that they are theirs.
    """
    here = room.people if len(room.people) > 1 else (scene.view.role,)
    vantage = room.vantage(here[0] if len(here) == 1 else "")
    groups: dict[tuple[str, str], list[Standing]] = {}
    for it in _moved(room):
        if it.reading.id not in vantage.passing and len(it.reading.indices) < 2:
            seat = next((role for role in here if role in it.reading.indices), "")
            own = vantage.own if seat == vantage.role else room.titles.get(seat, seat)
            groups.setdefault((seat, own if seat else _heading(it.reading, vantage)), []).append(it)
    groups.pop(("", PLACES), None)
    ranks = {seat: place - len(here) for place, seat in enumerate(here)}
    rows = [content(_("From before the first turn to the end; the last number is where it came to rest."), "dim")]
    for (seat, title), found in sorted(groups.items(), key=lambda it: ranks.get(it[0][0], _rank(it[0][1], vantage))):
        cells = min(columns.numbers, max(cell_len(columns.told(it)) for it in found))
        rows += [content(""), _headed(title, drawn=drawn, width=columns.width)]
        rows += [_trail(it, seat, columns, cells) if drawn else _told(it, seat) for it in found]
    return Leaf(title=_("Turn by turn"), text=lines(*rows))


def _moved(room: Room) -> list[Standing]:
    return [it for it in standings(room.session.game) if it.past]


def _heading(reading: Reading, vantage: Vantage) -> str:
    """Return under which heading a number belongs when nothing is hidden any more: what few saw says who did."""
    heading, watchers = vantage.heading(reading), vantage.watchers.get(reading.id, ())
    if not watchers or heading in (vantage.own, OTHERS, PLACES):
        return heading
    names = [vantage.roles.get(role, plain(role, 40)) for role in watchers]
    blind = [title for role, title in vantage.roles.items() if role not in watchers]
    if len(blind) < len(names):
        return _("Hidden from {roles}").format(roles=", ".join(blind))
    return _("Seen by {roles} alone").format(roles=", ".join(names))


def _rank(heading: str, vantage: Vantage) -> int:
    return {vantage.own: 0, WORLD: 1, OTHERS: 3, PLACES: 4}.get(heading, 2)


def _told(it: Standing, role: str) -> Content:
    return content(
        _("{name}: {value}").format(name=name_of(it.reading, without=role), value=_Columns.of(WIDTH).told(it))
    )


def _trail(it: Standing, role: str, columns: _Columns, cells: int) -> Content:
    """Return one line: the name, the trail, and the numbers, the newest at the right."""
    told = columns.told(it)
    room = min(_LONGEST_NAME, columns.width - columns.past - 2 - max(cells, cell_len(told)))
    name, trail = fitted(name_of(it.reading, without=role), room), spark(it.past[-columns.past :], columns.past)
    return Content.assemble(f"{name} ", (trail.ljust(columns.past), "$primary"), f" {told.rjust(cells)}")


# What the others were thinking.


def minds(room: Room) -> tuple[str, ...]:
    """Return the scripted seats, those first who gave the most secret orders."""
    secrets: Counter[str] = Counter()
    for it in room.session.scripted_orders():
        secrets[it.role] += it.order.partition(" ")[0] in room.scenario.secret_orders
    return tuple(sorted((role for role in room.titles if role in secrets), key=lambda role: -secrets[role]))


def mind_page(room: Room, role: str, *, drawn: bool = True) -> Leaf:
    """Return the reasons of all decisions of a scripted seat.

    Slow: every decision is thought through once more. Only after the end.
    """
    rows = [content(_("What {role} was thinking").format(role=room.titles[role]), "bold")]
    told = 0
    for it in room.session.scripted_orders():  # in order of time: going back and forth is what costs
        if it.role != role:
            continue
        if it.turn != told:
            told = it.turn
            rows += [content(""), _headed(_("Turn {turn}").format(turn=told), drawn=drawn)]
        first, *more = room.session.seat(role).explain(it.number).splitlines() or [""]
        rows += [content(""), content(first, "bold"), *map(content, more)]
    return Leaf(title=plain(room.titles[role], 20), text=lines(*rows))


def reasons_pages(room: Room) -> tuple[Leaf, ...]:
    """Return a page for each scripted seat with the reasons of all its decisions, secret players first."""
    return tuple(mind_page(room, role) for role in minds(room))


def numbers(room: Room, role: str) -> tuple[tuple[str, str], ...]:
    """Return all numbers that moved, as they are written, each with a line: what one may ask about after the end."""
    vantage = room.vantage(role)
    ranked = sorted(_moved(room), key=lambda it: _rank(_heading(it.reading, vantage), vantage))
    return tuple((it.reading.name, f"{name_of(it.reading)}: {words_of(it.reading)}") for it in ranked)
