"""States: copied cheaply, compared exactly, written and read back."""

from __future__ import annotations

import copy
import json
import time

import pytest

from engine.rules.state import PARTS, State
from tests.play import handmade


def some_state() -> State:
    """A state with something in each of its parts."""
    state = State.at_start(handmade.siege())
    state.values[5] = -7
    state.flow[1] = ("ask", "budget", (3,), 0)
    state.sealed[0, 0] = ("raid", (0, 2), (("others", (1,)),), ((3, 2),))
    state.acted[1] = 2
    state.ready[2] = 1
    state.used["turn", 0, "raid", 0, 2] = 1
    state.drawn["1/signals/success/north/hill"] = 2
    state.spent["budget"] = 1
    state.dealt[0] = "stock"
    state.pending["scheduled"] = ((2, "relief", (0, 1)),)
    return state


def test_a_fork_equals_its_origin() -> None:
    state = some_state()
    assert state.fork() == state
    assert state.fork().digest == state.digest


@pytest.mark.parametrize("part", PARTS)
def test_a_fork_goes_its_own_way(part: str) -> None:
    state = some_state()
    fork = state.fork()
    getattr(fork, part).clear()
    assert getattr(state, part)
    assert fork.digest != state.digest


def test_a_fork_has_values_of_its_own() -> None:
    state = some_state()
    fork = state.fork()
    fork.values[2] += 1
    assert fork.values[2] != state.values[2]


def test_remembered_measures_are_no_part_of_the_state() -> None:
    state = some_state()
    before = state.digest
    state.memo["garrison"] = 4
    assert state.digest == before
    assert not state.fork().memo


def test_a_state_comes_back_from_json() -> None:
    state = some_state()
    back = State.from_json(json.loads(json.dumps(state.as_json())))
    assert back == state
    assert back.digest == state.digest


def test_the_digest_does_not_depend_on_the_order_of_writing() -> None:
    one, other = some_state(), some_state()
    one.acted = {0: 1, 1: 2}
    other.acted = {1: 2, 0: 1}
    assert one.digest == other.digest


def test_a_number_and_its_text_have_different_digests() -> None:
    one, other = some_state(), some_state()
    one.spent["1"] = 1
    other.spent[1] = 1  # type: ignore[index]
    assert one.digest != other.digest


def test_a_fork_costs_at_most_a_twentieth_of_a_deep_copy_of_the_values() -> None:
    state = State([*range(5000)])
    ratios = []
    for _ in range(5):
        start = time.process_time()
        for _ in range(100):
            state.fork()
        forked = (time.process_time() - start) / 100
        start = time.process_time()
        copy.deepcopy(state.values)
        ratios.append(forked / (time.process_time() - start))
    assert sorted(ratios)[2] <= 1 / 20


def test_printing_a_state_tells_nothing_of_it() -> None:
    assert str(some_state().values[5]) not in repr(some_state()).replace(some_state().digest[:8], "")
