"""Turning points and luck in words: what the rest of a game would have been with one decision or roll another.

Slow: hundreds of rests are played, here or in a process of their own. Pages are content and know no widget.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import attrs
from textual.content import Content

from engine.analysis.apart import LUCK, SEARCHES, TURNING, BrokenOff, NoProcess, Search, Seats, forks_of, past_of
from engine.analysis.forks import Progress, Swing
from engine.analysis.luck import Luck, expected
from engine.analysis.turning import TurningPoint
from engine.speech import _, _n, strung

from .endgame import Leaf
from .shown import content, lines, plain

if TYPE_CHECKING:
    from engine.play.narration import Event

    from .room import Room

Searcher = Callable[["Room", str, Progress | None], Sequence[Any]]
"""Finds what a search finds in a room's game."""

_SWINGS = 3
"""Roles whose gain or loss is told, of each decision or roll."""


@attrs.frozen(kw_only=True)
class _Words:
    """The sentences about what something changed."""

    never: str
    otherwise: str
    more: str
    less: str


_OF_A_DECISION = _Words(
    never=_("Without it the game never ended otherwise."),
    otherwise=_("Without it the game ended otherwise in {number} of {replays} replays: {endings}."),
    more=_("With it {role} scored {points} more on average; more in {same} of {replays} replays."),
    less=_("With it {role} scored {points} less on average; less in {same} of {replays} replays."),
)
_OF_A_ROLL = _Words(
    never=_("With a middling roll the game never ended otherwise."),
    otherwise=_("With a middling roll the game ended otherwise in {number} of {replays} replays: {endings}."),
    more=_("As it fell {role} scored {points} more on average; more in {same} of {replays} replays."),
    less=_("As it fell {role} scored {points} less on average; less in {same} of {replays} replays."),
)


def here(room: Room, search: str, progress: Progress | None = None) -> Sequence[Any]:
    """Return what a search finds, in this process."""
    found: Sequence[Any] = SEARCHES[search](forks_of(room.session.game, _seats(room)), progress=progress)
    return found


class Elsewhere:
    """Searches in processes of their own, one after the other; here where none can be had."""

    def __init__(self) -> None:
        self._search: Search | None = None
        self._ended = False

    def __call__(self, room: Room, search: str, progress: Progress | None = None) -> Sequence[Any]:
        """Return what a search finds.

        Raises: BrokenOff: the process ended early. Ended: nobody wants to know any more.
        """
        from engine.table.shelving import source_of

        game = room.session.game
        self._search = Search(past_of(game, source_of(game.scenario), _seats(room), search))
        if self._ended:
            self._search.end()
        try:
            return self._search.found(progress)
        except NoProcess:
            return here(room, search, progress)

    def end(self) -> None:
        """End the search that is going on, and let no other begin."""
        self._ended = True
        if self._search is not None:
            self._search.end()


def _seats(room: Room) -> Seats:
    """Return who plays the rests: each seat its doctrine, a person's the usual one."""
    from engine.bots.roster import RANDOM
    from engine.table.seats import Person, Scripted, named

    found, scenario = [], room.session.game.scenario
    for role in room.session.game.roles:
        sitter = room.session.sitter(role)
        it = named(scenario, role, Scripted()) if isinstance(sitter, Person) else sitter
        name, traits = (it.doctrine, dict(it.traits)) if isinstance(it, Scripted) else (RANDOM, {})
        found.append((role, name, traits))
    return tuple(found)


def broken_page(title: str, error: BrokenOff) -> Leaf:
    """Return a page that says that its search ended early."""
    said = _("The search broke off before it had found anything ({reason}). The other pages are complete.")
    return Leaf(
        title=title, text=lines(content(title, "bold"), content(""), content(said.format(reason=plain(str(error)))))
    )


def turning_page(room: Room, progress: Progress | None = None, search: Searcher = here) -> Leaf:
    """Return the decisions after which the game went elsewhere; only after the end."""
    found: Sequence[TurningPoint] = search(room, TURNING, progress)
    rows = [content(_("Decisions after which the game went elsewhere"), "bold"), content(""), *_how_turning(found)]
    for point in found:
        rows += [content(""), *_point(point, room)]
    return Leaf(title=_("Turning points"), text=lines(*rows))


def _how_turning(found: Sequence[TurningPoint]) -> Iterator[Content]:
    if not found:
        yield content(_("There are none: with any decision left to its default, the game came to the same."))
        return
    replays = found[0].replays
    said = _n(
        "Each decision was left to its default instead, and all seats then played on by their doctrines: {count} time "
        "with it and {count} time without, by the same dice. It tells of this model, and forecasts nothing.",
        "Each decision was left to its default instead, and all seats then played on by their doctrines: {count} times "
        "with it and {count} times without, by the same dice. It tells of this model, and forecasts nothing.",
        replays,
    )
    yield content(said.format(count=replays), "dim")


def _point(point: TurningPoint, room: Room) -> Iterator[Content]:
    phase = plain(room.scenario.phases.get(point.phase, ""), 40)
    role = room.titles.get(point.role, point.role)
    yield content(_("Turn {turn}, {phase}: {role}").format(turn=point.turn, phase=phase, role=role), "bold")
    yield from (content(f"  {plain(title, 200)}") for title in point.titles if title != _("pass"))
    yield _endings(point.others, point.replays, room, _OF_A_DECISION)
    yield from _gains(point.swings, point.replays, room, _OF_A_DECISION)


def luck_page(room: Room, progress: Progress | None = None, search: Searcher = here) -> Leaf:
    """Return the rolls that mattered, and how lucky the game was in all; only after the end."""
    found: Sequence[Luck] = search(room, LUCK, progress)
    rows = [content(_("Rolls that mattered"), "bold"), content(""), *_ledger(room.session.game.log)]
    for it in found:
        rows += [content(""), *_lucky(it, room)]
    if not found:
        rows += [content(""), content(_("No roll mattered: middling ones would have led to the same."))]
    return Leaf(title=_("Luck"), text=lines(*rows))


def _ledger(log: Sequence[Event]) -> Iterator[Content]:
    """Yield how often checks fell on each band, and how often that was to be expected."""
    bands = expected(log)
    if any(fell for fell, _odds in bands.values()):
        yield content(_("How all checks of this game fell, and in brackets how often that was to be expected:"), "dim")
        told = ", ".join(f"{_BANDS.get(band, band)} {fell} ({odds:.0f})" for band, (fell, odds) in bands.items())
        yield content(f"  {told}")


_BANDS = {"strong": _("strong"), "success": _("success"), "mixed": _("mixed"), "fail": _("fail")}


def _lucky(it: Luck, room: Room) -> Iterator[Content]:
    roll = it.roll
    about = strung(plain(room.scenario.member_title(member), 40) for member in roll.about)
    name = plain(room.scenario.roll_title(roll.name), 60)
    said = _("Turn {turn}: {name}, {about}") if about else _("Turn {turn}: {name}")
    yield content(said.format(turn=roll.turn, name=name, about=about), "bold")
    yield content("  " + _("in: {event}").format(event=plain(roll.title, 160)), "dim")
    fell = room.scenario.drawn_title(roll.fell) if roll.kind == "pick" else _BANDS.get(roll.fell, roll.fell)
    if roll.likely is None:
        yield content("  " + _("It fell on {fell}.").format(fell=plain(fell, 60)))
    else:
        odds = f"{100 * roll.likely:.0f}"
        yield content("  " + _("It fell on {fell}, which had {odds} per cent.").format(fell=plain(fell, 60), odds=odds))
    if roll.middling:
        middling = _BANDS.get(roll.middling, roll.middling)
        yield content("  " + _("In the middle it falls on {middling}.").format(middling=middling))
    yield _endings(it.others, it.replays, room, _OF_A_ROLL)
    yield from _gains(it.swings, it.replays, room, _OF_A_ROLL)


def _endings(others: Sequence[tuple[str, int]], replays: int, room: Room, words: _Words) -> Content:
    """Return in how many replays the game ended otherwise, and how."""
    number = sum(count for _ending, count in others)
    if not number:
        return content(f"  {words.never}")
    titles = room.scenario.endings
    told = ", ".join(f"{plain(titles.get(ending, ending), 60)} {count}" for ending, count in others)
    return content("  " + words.otherwise.format(number=number, replays=replays, endings=told))


def _gains(swings: Sequence[Swing], replays: int, room: Room, words: _Words) -> Iterator[Content]:
    """Yield who gained and who lost, by how much on average, and in how many replays it went that way."""
    clear = [it for it in swings if 2 * it.same >= replays][:_SWINGS]
    if not clear:
        yield content("  " + _("It moved nobody's score clearly: not the same way in half of the replays."))
    for it in clear:
        said, role = words.more if it.mean > 0 else words.less, room.titles.get(it.role, it.role)
        points = f"{abs(it.mean):.1f}"
        yield content("  " + said.format(role=role, points=points, same=it.same, replays=replays))
