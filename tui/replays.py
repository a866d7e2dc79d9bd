"""Turning points and luck in words: what the rest of a game would have been with one decision or roll another.

Slow: hundreds of rests are played. Pages are content and know no widget.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import attrs
from textual.content import Content

from engine.analysis.forks import Forks, Progress, Swing
from engine.analysis.luck import Luck, expected, luck
from engine.analysis.turning import TurningPoint, turning_points
from engine.speech import _, _n

from .endgame import Leaf
from .shown import content, lines, plain

if TYPE_CHECKING:
    from .room import Room

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


def forks_of(room: Room) -> Forks:
    """Return what plays the rests of a game: each seat by its doctrine, a person's by the usual one."""
    from engine.table.seats import Person, Scripted, named, player_of

    session, players = room.session, {}
    scenario = session.game.scenario
    for role in session.game.roles:
        sitter = session.sitter(role)
        player = player_of(scenario, role, named(scenario, role, Scripted()) if isinstance(sitter, Person) else sitter)
        assert player is not None, role
        players[role] = player
    return Forks(session.game, players)


def turning_page(room: Room, progress: Progress | None = None) -> Leaf:
    """Return the decisions after which the game went elsewhere; only after the end."""
    found = turning_points(forks_of(room), progress=progress)
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


def luck_page(room: Room, progress: Progress | None = None) -> Leaf:
    """Return the rolls that mattered, and how lucky the game was in all; only after the end."""
    forks = forks_of(room)
    found = luck(forks, progress=progress)
    rows = [content(_("Rolls that mattered"), "bold"), content(""), *_ledger(forks)]
    for it in found:
        rows += [content(""), *_lucky(it, room)]
    if not found:
        rows += [content(""), content(_("No roll mattered: middling ones would have led to the same."))]
    return Leaf(title=_("Luck"), text=lines(*rows))


def _ledger(forks: Forks) -> Iterator[Content]:
    """Yield how often checks fell on each band, and how often that was to be expected."""
    bands = expected(forks.log)
    if any(fell for fell, _odds in bands.values()):
        yield content(_("How all checks of this game fell, and in brackets how often that was to be expected:"), "dim")
        told = ", ".join(f"{_BANDS.get(band, band)} {fell} ({odds:.0f})" for band, (fell, odds) in bands.items())
        yield content(f"  {told}")


_BANDS = {"strong": _("strong"), "success": _("success"), "mixed": _("mixed"), "fail": _("fail")}


def _lucky(it: Luck, room: Room) -> Iterator[Content]:
    roll = it.roll
    about = ", ".join(plain(room.scenario.member_title(member), 40) for member in roll.about)
    name = plain(roll.name.replace("_", " "), 60)
    said = _("Turn {turn}: {name}, {about}") if about else _("Turn {turn}: {name}")
    yield content(said.format(turn=roll.turn, name=name, about=about), "bold")
    yield content("  " + _("in: {event}").format(event=plain(roll.title, 160)), "dim")
    fell = room.scenario.member_title(roll.fell) if roll.kind == "pick" else _BANDS.get(roll.fell, roll.fell)
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
