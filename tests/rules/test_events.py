"""Records: what is applied can be taken back, and comes back from JSON."""

from __future__ import annotations

import json

import pytest

from engine.rules.events import Record, apply, unapply
from engine.rules.state import State
from tests.rules.test_state import some_state


def record(
    *moves: tuple[object, object, object, object], changes: tuple[tuple[int, int, int, int], ...] = ()
) -> Record:
    return Record(1, 1, 0, "order", 0, "raid", ("raid", (0, 2), ()), changes, (), moves)  # type: ignore[arg-type]


MOVES = {
    "a value": ("values", 0, 0, 2),
    "a new entry": ("acted", 2, None, 1),
    "another value": ("acted", 1, 2, 3),
    "an entry gone": ("ready", 2, 1, None),
    "a whole part": ("acted", None, ((1, 2),), ((0, 1), (2, 4))),
    "a key of many parts": ("used", ("turn", 0, "raid", 0, 2), 1, None),
    "an end": ("flow", None, ((0, ("start",)), (1, ("ask", "budget", (3,), 0))), ((0, ("over", "war")),)),
}


@pytest.mark.parametrize("name", MOVES)
def test_what_is_taken_back_was_never_there(name: str) -> None:
    state = some_state()
    it = record(MOVES[name], changes=((2, 0, 5, 0), (2, 5, 6, 0), (3, 4, 1, 0)))
    apply(state, it)
    assert state != some_state()
    unapply(state, it)
    assert state == some_state()


@pytest.mark.parametrize("name", MOVES)
def test_a_record_does_the_same_after_json(name: str) -> None:
    it = record(MOVES[name], changes=((2, 0, 5, 0),))
    back = Record.from_json(json.loads(json.dumps(it.to_json())))
    assert back == it
    one, other = some_state(), some_state()
    apply(one, it)
    apply(other, back)
    assert one == other


def test_changes_of_values_forget_remembered_measures() -> None:
    state = State([1, 0, 5])
    state.memo["m"] = 1
    apply(state, record(changes=((2, 5, 6, 0),)))
    assert not state.memo


def test_what_leaves_the_values_alone_keeps_remembered_measures() -> None:
    state = State([1, 0, 5])
    state.memo["m"] = 1
    apply(state, record(("acted", 0, None, 1)))
    assert state.memo
