"""Seats are not people: who sits there is written down and read again as it was."""

from __future__ import annotations

from typing import Any

import pytest

from engine.problems import Refused
from engine.table.seats import Absent, Person, Randomly, Scripted, Sitter, Voiced, from_json, to_json


@pytest.mark.parametrize(
    "sitter", [Person(), Person(["Anna", "Ben"]), Voiced(), Absent(), Randomly(), Scripted("keeper", {"care": 2.0})]
)
def test_a_sitter_comes_back_as_it_was(sitter: Sitter) -> None:
    assert from_json(to_json(sitter)) == sitter


@pytest.mark.parametrize(
    "data",
    [None, {}, {"by": "ghost"}, {"by": "person", "names": "Anna"}, {"by": "person", "names": [1]}, {"by": "doctrine"}],
)
def test_nobody_is_refused(data: Any) -> None:
    with pytest.raises(Refused):
        from_json(data)


def test_names_of_people_are_cleaned_and_said_once() -> None:
    assert Person(["A\x1b]52;c;x\x07nna", "Ben", "Ben", " ", "x" * 99]).names == ("A]52;c;xnna", "Ben", "x" * 39 + "…")


def test_a_seat_is_shared_by_eight_at_most() -> None:
    assert len(Person([str(k) for k in range(20)]).names) == 8
