"""Events at the edge: named parts, and a sentence for the log of control."""

from __future__ import annotations

from engine import Event, Game, Order
from tests.play.handmade import HERE


def test_an_event_names_who_by_which_rule_and_what_changed(siege: Game) -> None:
    order = Order("raid", place="hill", n=1)
    event = siege.submit("south", order)[0]
    assert (event.kind, event.role, event.rule, event.order) == ("order", "south", "raid", order)
    assert (event.turn, event.phase, event.number) == (1, "signals", len(siege.log))
    assert [(it.name, it.before, it.after) for it in event.changes][:2] == [("supply[south]", 4, 3), ("heat", 1, 2)]
    assert event.changes[0].cause.place == HERE
    assert event.changes[0].indices == ("south",)


def test_an_event_tells_its_changes_in_a_sentence(siege: Game) -> None:
    assert siege.submit("south", Order("calm"))[0].text == "South: Calm: heat 1 → 0."
    assert siege.submit("north", Order("pass"))[0].text == "North passes."


def test_events_of_the_rules_have_no_role_and_no_order(siege: Game) -> None:
    begun = next(event for event in siege.log if event.kind == "phase")
    assert (begun.role, begun.order, begun.rule) == (None, None, "dawn")
    assert begun.text == "Dawn begins: heat 0 → 1."


def test_what_was_drawn_is_in_the_notes_but_in_no_news(siege: Game) -> None:
    event = siege.submit("south", Order("raid", place="hill", n=1))[0]
    assert [note[0] for note in event.notes if note[0] == "chance"] == ["chance"]
    assert not any("chance" in it.text for role in siege.roles for it in siege.view(role).news)


def test_turns_and_phases_part_the_news(siege: Game) -> None:
    assert [(it.text, it.private) for it in siege.view("judge").news] == [
        ("Turn 1, November 2026", False),
        ("Dawn", False),
        ("Signals", False),
    ]


def test_events_are_equal_by_what_happened(siege: Game) -> None:
    twin = siege.fork()
    assert siege.submit("south", Order("calm")) == twin.submit("south", Order("calm"))
    assert siege.log[-1] != siege.log[0]
    assert isinstance(siege.log[0], Event)
