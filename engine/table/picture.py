"""The public picture of a game as plain JSON: what a wall shows, put together by a whitelist from the public view.

Nothing here reads the state, the journal or a seat's view. What is no part of the public view is a fact of the
scenario that every seat's screen shows: its title, roles and map.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import attrs

from ..play.readings import News, Reading
from ..play.scenario import Scenario
from ..play.views import View
from .clock import PhaseClock
from .messages import CONTROL, Message

FORMAT = 3
"""Grows when a wall of before could not read the frames any more."""

MOST_BYTES = 256 * 1024
"""Of a frame, its line break included."""

MOST_NEWS, MOST_TRACKS, MOST_PAST, MOST_NOTICES = 60, 800, 40, 8
_MOST_AREAS, _MOST_LINKS, _MOST_PICTURE, _MOST_TEXT = 200, 16, 12_000, 400

Frame = dict[str, Any]


@attrs.frozen(kw_only=True)
class Public:
    """What everybody may know of a game at one moment, and facts of its scenario; a View of nobody.

    history: number -> its values turn by turn, of numbers that all see · notices: notes written to everybody
    """

    scenario: Scenario
    view: View
    history: Mapping[str, Sequence[float]] = attrs.field(factory=dict)
    notices: Sequence[Message] = ()
    commitment: str = ""


def picture_of(it: Public, *, blank: bool = False) -> Frame:
    """Return the frame that shows all of it; where the wall is blank, none of it."""
    if blank:
        return {"kind": "blank", "format": FORMAT}
    view = it.view
    assert view.role == "", f"the view of {view.role} is not public"
    return {
        "kind": "picture",
        "format": FORMAT,
        "title": _cut(it.scenario.title),
        "roles": {role.id: _cut(role.title or role.id) for role in it.scenario.roles},
        "turn": view.turn,
        "turns": view.turns,
        "date": _cut(view.date),
        "phase": _cut(view.phase_title),
        "awaited": list(view.waiting),
        "silent": list(view.silent),
        "over": view.over,
        "ending": _cut(view.ending_title),
        "ending_text": _cut(view.ending_text),
        "commitment": _cut(it.commitment),
        "areas": list(_areas(it.scenario)),
        "map": it.scenario.picture[:_MOST_PICTURE],
        "tracks": [_track(reading, it.scenario) for reading in _telling(_as_they_matter(it), it.scenario)],
        "history": _history(view, it.history),
        "news": [_story(item) for item in _told(view.news)],
        "notices": [_notice(message, it.scenario) for message in it.notices[-MOST_NOTICES:]],
    }


def clock_of(clock: PhaseClock) -> Frame:
    """Return the frame that shows the clock; `used` when there is time to count down."""
    spell = clock.spell
    return {
        "kind": "clock",
        "format": FORMAT,
        "used": spell is not None and spell.planned + spell.added > 0,
        "left": round(clock.left, 1),
        "running": clock.running,
        "amber": clock.amber,
    }


def line_of(frame: Frame) -> bytes:
    """Return a frame as one line; of a picture that is too large, so many oldest news and last numbers are left out."""
    while len(line := _line(frame)) > MOST_BYTES:
        frame = {**frame, "tracks": _half(frame["tracks"]), "news": frame["news"][len(frame["news"]) // 2 + 1 :]}
        if not (frame["tracks"] or frame["news"]):
            frame |= {"areas": [], "map": "", "history": {}}
    return line


def _line(frame: Frame) -> bytes:
    return json.dumps(frame, separators=(",", ":"), allow_nan=False).encode("ascii") + b"\n"


def _half(tracks: list[Any]) -> list[Any]:
    return tracks[: len(tracks) // 2]


def _cut(text: str) -> str:
    return text[:_MOST_TEXT]


def _areas(scenario: Scenario) -> Iterable[Frame]:
    for area in scenario.areas[:_MOST_AREAS]:
        links = [str(link) for link in area.links[:_MOST_LINKS]]
        yield {"id": area.id, "title": _cut(area.title), "zone": _cut(area.zone), "links": links}


def _as_they_matter(it: Public) -> Sequence[Reading]:
    """Return numbers of the whole game before others, those first on which most objectives rest.

    Then come levels that have names, and what has moved; last what counts anew each turn. Others stay in their order.
    """
    weights: Counter[str] = Counter()
    for aim in it.scenario.aims.values():
        weights.update(aim.rests_on | {number for number, _indices in aim.reads})

    def rank(reading: Reading) -> tuple[bool, bool, int, bool, bool]:
        if reading.indices:
            return True, False, 0, False, False
        passing, moved = reading.id in it.scenario.passing, reading.name in it.history
        return False, passing, -weights[reading.id], not reading.level, not moved

    return sorted(it.view.tracks, key=rank)


def _telling(readings: Sequence[Reading], scenario: Scenario) -> Sequence[Reading]:
    """Return numbers that say something now: no zeros but those of the whole game, and levels that last."""
    found = [
        it
        for it in readings
        if it.value not in (0, None, "")
        or (it.level and it.id not in scenario.passing)
        or (it.value == 0 and not it.indices and it.id not in scenario.passing)
    ]
    return found[:MOST_TRACKS]


def _track(it: Reading, scenario: Scenario) -> Frame:
    return {
        "id": it.id,
        "title": _cut(it.title),
        "indices": list(it.indices),
        "index_titles": [_cut(title) for title in it.index_titles],
        "value": it.value,
        "shown": _cut(it.shown),
        "level": it.level,
        "least": it.least,
        "most": it.most,
        "measure": it.measure,
        "letter": scenario.letters.get(it.id, ""),
    }


def _history(view: View, history: Mapping[str, Sequence[float]]) -> dict[str, list[float]]:
    """Return the histories of numbers of the whole game whose value all know."""
    known = [it.name for it in view.tracks if not it.indices and it.value is not None]
    return {name: list(history[name][-MOST_PAST:]) for name in known[:MOST_TRACKS] if name in history}


def _told(news: Sequence[News]) -> Sequence[News]:
    """Return the last news of all, without the mere names of phases."""
    found = [it for it in news if not it.private and it.begins != "phase"]
    return found[-MOST_NEWS:]


def _story(it: News) -> Frame:
    told = {"number": it.number, "turn": it.turn, "text": _cut(it.text), "inject": _cut(it.inject)}
    return {**told, "begins": it.begins}


def _notice(it: Message, scenario: Scenario) -> Frame:
    by = "" if it.sender == CONTROL else scenario.title_of(it.sender)
    return {"number": it.number, "by": _cut(by), "text": _cut(it.text)}
