"""Frames from a socket become what a wall may show: each part is checked and cleaned, and nothing else is kept."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from math import isfinite
from typing import Any, TypeVar

import attrs

from engine.play.readings import News, Reading
from engine.table.picture import FORMAT, MOST_BYTES

from ..board import Area
from ..shown import plain

T = TypeVar("T")

_MOST_NUMBER = 10**12
_MOST_LISTED, _MOST_AREAS, _MOST_PICTURE, _MOST_TEXT, _MOST_ID = 1000, 200, 12_000, 400, 80


class Strange(Exception):
    """A frame that no host of this version sends."""


class Other(Strange):
    """A frame of another version."""


@attrs.frozen(kw_only=True)
class Notice:
    """What somebody told everybody; without `by`, control did."""

    number: int
    by: str
    text: str


@attrs.frozen(kw_only=True)
class Picture:
    """What everybody may know of the game."""

    title: str
    roles: Mapping[str, str]  # id -> title
    turn: int
    turns: int
    date: str
    phase: str
    awaited: tuple[str, ...]
    silent: tuple[str, ...]
    over: bool
    ending: str
    ending_text: str
    commitment: str
    areas: tuple[Area, ...]
    drawing: str
    tracks: tuple[Reading, ...]
    letters: Mapping[str, str]  # number -> the letter under which it stands on the map
    history: Mapping[str, tuple[float, ...]]
    news: tuple[News, ...]
    notices: tuple[Notice, ...]


@attrs.frozen(kw_only=True)
class Clock:
    """The clock of the phase; `left` in seconds, below zero when it overruns."""

    used: bool = False
    left: float = 0.0
    running: bool = False
    amber: bool = False


@attrs.frozen
class Blank:
    """The host wants nothing to be seen."""


Frame = Picture | Clock | Blank


def frame_of(line: bytes) -> Frame:
    """Return the frame that a line holds.

    Raises: Strange: it holds none.
    """
    if len(line) > MOST_BYTES:
        raise Strange
    try:
        data = json.loads(line, parse_constant=_refused)
    except (ValueError, RecursionError):
        raise Strange from None
    match data:
        case {"format": int(number)} if number != FORMAT:
            raise Other
        case {"kind": "picture", "format": int()}:
            return _picture(data)
        case {"kind": "clock", "format": int()}:
            return _clock(data)
        case {"kind": "blank", "format": int()}:
            return Blank()
    raise Strange


def _refused(word: str) -> float:
    raise ValueError(word)


def _picture(data: Mapping[str, Any]) -> Picture:
    roles = data.get("roles")
    if not isinstance(roles, dict) or len(roles) > _MOST_LISTED:
        raise Strange
    return Picture(
        title=_text(data, "title"),
        roles={plain(id, _MOST_ID): _words(title) for id, title in roles.items()},
        turn=_whole(data, "turn"),
        turns=_whole(data, "turns"),
        date=_text(data, "date"),
        phase=_text(data, "phase"),
        awaited=_texts(data, "awaited"),
        silent=_texts(data, "silent"),
        over=_flag(data, "over"),
        ending=_text(data, "ending"),
        ending_text=_text(data, "ending_text"),
        commitment=_text(data, "commitment"),
        areas=_each(data, "areas", _area, most=_MOST_AREAS),
        drawing=_drawing(data),
        tracks=_each(data, "tracks", _track),
        letters=dict(_each(data, "tracks", _letter)),
        history=_history(data),
        news=_each(data, "news", _story),
        notices=_each(data, "notices", _notice),
    )


def _clock(data: Mapping[str, Any]) -> Clock:
    left = _number(data.get("left"))
    if abs(left) > 1e6:
        raise Strange
    return Clock(used=_flag(data, "used"), left=float(left), running=_flag(data, "running"), amber=_flag(data, "amber"))


def _area(data: Mapping[str, Any]) -> Area:
    return Area(id=_text(data, "id"), title=_text(data, "title"), zone=_text(data, "zone"), links=_texts(data, "links"))


def _track(data: Mapping[str, Any]) -> Reading:
    indices, titles = _texts(data, "indices"), _texts(data, "index_titles")
    if len(indices) != len(titles):
        raise Strange
    return Reading(
        id=_text(data, "id"),
        title=_text(data, "title"),
        indices=indices,
        index_titles=titles,
        value=_value(data.get("value")),
        shown=_text(data, "shown"),
        level=_text(data, "level"),
        least=_whole(data, "least"),
        most=_whole(data, "most"),
        measure=_flag(data, "measure"),
    )


def _letter(data: Mapping[str, Any]) -> tuple[str, str]:
    return _text(data, "id"), _text(data, "letter")[:1]


def _story(data: Mapping[str, Any]) -> News:
    return News(
        number=_whole(data, "number"),
        turn=_whole(data, "turn"),
        phase="",
        text=_text(data, "text"),
        inject=_text(data, "inject"),
        begins=_text(data, "begins"),
    )


def _notice(data: Mapping[str, Any]) -> Notice:
    return Notice(number=_whole(data, "number"), by=_text(data, "by"), text=_text(data, "text"))


def _history(data: Mapping[str, Any]) -> dict[str, tuple[float, ...]]:
    found = data.get("history")
    if not isinstance(found, dict) or len(found) > _MOST_LISTED:
        raise Strange
    return {plain(name, _MOST_ID): tuple(map(_number, _list(found, name, 100))) for name in found}


def _drawing(data: Mapping[str, Any]) -> str:
    found = data.get("map")
    if not isinstance(found, str) or len(found) > _MOST_PICTURE:
        raise Strange
    return found  # `board_of` cleans it line by line


def _each(data: Mapping[str, Any], key: str, read: Callable[[Mapping[str, Any]], T], most: int = 1000) -> tuple[T, ...]:
    return tuple(read(it) for it in _maps(_list(data, key, most)))


def _maps(found: Iterable[Any]) -> Iterable[Mapping[str, Any]]:
    for it in found:
        if not isinstance(it, dict):
            raise Strange
        yield it


def _list(data: Mapping[str, Any], key: str, most: int) -> list[Any]:
    found = data.get(key)
    if not isinstance(found, list) or len(found) > most:
        raise Strange
    return found


def _texts(data: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return tuple(map(_words, _list(data, key, _MOST_LISTED)))


def _text(data: Mapping[str, Any], key: str) -> str:
    return _words(data.get(key))


def _words(found: object) -> str:
    if not isinstance(found, str):
        raise Strange
    return plain(found[: 2 * _MOST_TEXT], _MOST_TEXT)


def _flag(data: Mapping[str, Any], key: str) -> bool:
    found = data.get(key)
    if not isinstance(found, bool):
        raise Strange
    return found


def _whole(data: Mapping[str, Any], key: str) -> int:
    found = _number(data.get(key))
    if not isinstance(found, int):
        raise Strange
    return found


def _number(found: object) -> int | float:
    if isinstance(found, bool) or not isinstance(found, (int, float)):
        raise Strange
    if abs(found) > _MOST_NUMBER or not isfinite(found):  # a long whole number is no float
        raise Strange
    return found


def _value(found: object) -> int | float | str | None:
    if found is None or isinstance(found, bool):
        return found
    return _words(found) if isinstance(found, str) else _number(found)
