"""Every kind of step is one class; what a line lacks or has too much is judged in one place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

from engine import Scenario
from engine.problems import Refused
from engine.table.branches import Named, Rewound, Switched
from engine.table.capture import Explained, Foretold, Noted, Questioned, Settled
from engine.table.clock import Clocked
from engine.table.injects import Improvised, Prepared, Worded
from engine.table.journal import Journal
from engine.table.messages import Asked, Pressed, Replied, Written
from engine.table.overruling import Overruled
from engine.table.resuming import past_of
from engine.table.seats import Person, Scripted
from engine.table.session import Session
from engine.table.steps import (
    KINDS,
    Advanced,
    Bookmarked,
    Defaulted,
    Drafted,
    Opened,
    Ordered,
    Recorded,
    Ruled,
    Seated,
    Step,
    TakenBack,
    json_of,
    step,
    step_of,
)

ONE_OF_EACH = (
    Advanced(),
    Ordered(role="red", order="earn"),
    Ordered(role="blue", order="pass", by=Scripted("keeper", {"care": 2}), card="wait", draw=("1", "answer", "blue")),
    TakenBack(role="red", order=""),
    Ruled(ruling="fire", what="leak", reason="It is time."),
    Overruled(ruling="add", what="heat +2", reason="A slip was misread.", public=True),
    Drafted(role="red", order=None),
    Drafted(role="red", order="raid place=west"),
    Seated(role="red", seat=Person()),
    Bookmarked(number=12, name="The raid"),
    Defaulted(role="red"),
    Clocked(hand="add", turn=1, phase="answer", minutes=1, spent=0.5),
    Written(role="red", text="Hello", to=("blue",)),
    Pressed(press="public"),
    Asked(role="red", text="How many?"),
    Replied(request=1, state="answered", text="Twelve."),
    Explained(role="red", event=3, why="To wait", sure=4, rejected="Raid"),
    Questioned(text="Will it hold?"),
    Foretold(question=1, who="Anna", chance=80),
    Settled(question=1, came=True),
    Noted(who="Scribe", text="Red hesitates", tags=("red line",)),
    Worded(inject="leak", text="The heat is known.", to=("blue",), reason="Shorter."),
    Prepared(inject="own-1", title="A storm", text="It rains.", to=("red",), status="held", cue="Turn 2"),
    Improvised(inject="own-1", title="A storm", text="It rains.", to=("red",), reason="Now."),
    Opened(whitecell=2, engine="0.1.0", language="de"),
    Rewound(to=7, reason="A rule was misread", left="As it was", name="Again", seed=5, salt="00", commitment="ab"),
    Switched(branch=1, reason="It was better"),
    Named(branch=2, name="The other way"),
    Recorded(layers=[{"name": "duel", "folder": True, "files": {"a.yaml": "id: duel"}, "texts": {}, "overlays": {}}]),
)


@pytest.mark.parametrize("it", ONE_OF_EACH, ids=lambda it: it.do)
def test_a_step_is_read_as_it_was_written(it: Step) -> None:
    assert step_of(json_of(it), 2) == it


def test_every_kind_is_written_and_read_here() -> None:
    assert {type(it) for it in ONE_OF_EACH} == set(KINDS.values())


def test_an_unknown_kind_is_refused_by_its_line_and_name() -> None:
    with pytest.raises(Refused, match=r"Line 7 holds a step 'telepathy', which whitecell .* does not know"):
        step_of({"do": "telepathy"}, 7)


def test_a_field_of_a_later_version_is_passed_over() -> None:
    assert step_of({"do": "order", "role": "red", "order": "earn", "mood": "gloomy"}, 2) == ONE_OF_EACH[1]


@pytest.mark.parametrize(
    "data",
    [
        {"do": "order", "role": "red"},
        {"do": "order", "role": "red", "order": 7},
        {"do": "order", "role": "red", "order": "earn", "draw": [1]},
        {"do": "bookmark", "number": True, "name": "x"},
        {"do": "rules", "layers": "x"},
        {"do": "seat", "role": "red", "seat": {"by": "ghost"}},
        {"do": ["order"]},
        {},
    ],
)
def test_a_line_that_lacks_what_its_kind_needs_is_refused(data: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        step_of(data, 2)


@pytest.fixture
def gesture() -> Iterator[type[Step]]:
    """A kind that a later version may have: one class, and nothing else."""

    @step("gesture")
    @attrs.frozen(kw_only=True)
    class Reasoned(Step):
        role: str
        text: str
        confidence: int = 0

    yield Reasoned
    del KINDS["gesture"]


def test_a_new_kind_of_step_is_one_class(gesture: Any, arena: Scenario, path: Path) -> None:
    Session.open(arena, seats={"red": Person()}, seed=3, journal=path).close()
    journal, _ = Journal.open(path)
    journal.append(json_of(gesture(role="red", text="They are weak.", confidence=4)))
    journal.close()
    ((entry, found),) = past_of(path).of(gesture)
    assert (entry.line, found) == (4, gesture(role="red", text="They are weak.", confidence=4))


def test_a_game_with_a_step_of_a_later_version_is_refused_and_left_as_it_is(arena: Scenario, path: Path) -> None:
    Session.open(arena, seats={"red": Person()}, seed=3, journal=path).close()
    journal, _ = Journal.open(path)
    journal.append({"do": "telepathy"})
    journal.close()
    before = path.read_bytes()
    with pytest.raises(Refused, match="'telepathy'"):
        Session.resume(path)
    assert path.read_bytes() == before
