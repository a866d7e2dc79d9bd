"""What changed, in sentences and groups."""

from __future__ import annotations

import attrs

from engine.play.readings import Goal, News, Reading, Seen
from engine.play.scenario import Aim
from engine.table.remarks import Remark
from tui.changes import (
    AIMS,
    MOST_ROWS,
    RESTS,
    SHORT_NEAR,
    SHORT_SAID,
    concerns_of,
    numbers_of,
    report_of,
    said_of,
    sentence,
)
from tui.vantage import OTHERS, PLACES, WORLD, Vantage

ROLES = {"warsaw": "Warsaw", "moscow": "Moscow"}


def vantage(*areas: str) -> Vantage:
    return Vantage(role="warsaw", roles=ROLES, areas=areas)


def seen(before: int | None, after: int | None, *indices: str, id: str = "approval", reason: str = "") -> Seen:
    titles = tuple(index.capitalize() for index in indices)
    first, last = (
        Reading(
            id=id,
            title=id.capitalize(),
            indices=indices,
            index_titles=titles,
            value=value,
            shown=shown,
            least=0,
            most=9,
        )
        for value, shown in ((before, str(before)), (after, str(after)))
    )
    return Seen(before=first, after=last, reasons=(reason,) if reason else ())


def test_a_change_is_told_with_before_after_and_reason() -> None:
    change = seen(4, 5, "warsaw", reason="a speech at home")
    assert sentence(change, without="warsaw").plain == "· Approval: up from 4 to 5 (a speech at home)"


def test_a_number_that_falls_is_said_to_fall() -> None:
    assert sentence(seen(5, 4)).plain == "· Approval: down from 5 to 4"


def test_what_is_no_number_has_no_direction() -> None:
    assert sentence(seen(None, 4)).plain == "· Approval: from None to 4"


def test_own_changes_come_first_and_places_last() -> None:
    changes = [seen(0, 1, "kyiv", id="hit"), seen(1, 2, "moscow"), seen(2, 3, id="heat"), seen(4, 5, "warsaw")]
    found = concerns_of(changes, vantage("kyiv"))
    assert [concern.title for concern in found] == ["Warsaw (you)", WORLD, OTHERS, PLACES]


def test_what_was_told_stands_between_what_is_near_and_what_is_far() -> None:
    changes = [seen(1, 2, "moscow"), seen(4, 5, "warsaw")]
    concerns = concerns_of(changes, vantage())
    news = [News(number=1, turn=1, phase="commit", text="Drones.", private=True)]
    rows = report_of(concerns, news, own="warsaw").plain.split("\n")
    assert rows.index("Warsaw (you)") < rows.index("* Drones.") < rows.index(OTHERS)


def test_what_was_told_in_a_procedure_stands_before_the_numbers_under_its_title() -> None:
    news = [
        News(number=1, turn=1, phase="commit", text="Drones."),
        News(number=2, turn=1, phase="commit", text="Crisis round", begins="procedure"),
        News(number=3, turn=1, phase="first_day", text="CRISIS at Kharkiv."),
        News(number=4, turn=1, phase="reckoning", text="All is quiet."),
    ]
    concerns = concerns_of([seen(4, 5, "warsaw")], vantage())
    for short in (True, False):
        page = report_of(concerns, news, own="warsaw", short=short, rounds={"first_day": "Crisis round"})
        rows = [row for row in page.plain.split("\n") if row]
        assert rows[:3] == ["Crisis round", "· CRISIS at Kharkiv.", "Warsaw (you)"]
        assert rows[-3:] == ["You were told", "· Drones.", "· All is quiet."]


def test_a_slip_that_was_handed_over_is_told_by_its_title_in_short_and_whole_in_full() -> None:
    slip = News(number=1, turn=1, phase="situation", text="Two states vote.", private=True, inject="States vote")
    short, full = (report_of((), [slip], own="warsaw", short=it, handed=True).plain for it in (True, False))
    assert "States vote" in short
    assert "Two states vote." not in short
    assert "Two states vote." in full


def test_too_many_changes_are_counted() -> None:
    concerns = concerns_of([seen(k, k + 1, id=f"track{k}") for k in range(500)], vantage())
    report = report_of(concerns, [], own="warsaw").plain
    assert report.count("\n") == MOST_ROWS
    assert "more: the tracks and areas show how things stand." in report


def test_a_counter_that_starts_again_each_turn_is_no_change() -> None:
    changes = [seen(0, 2, id="incidents"), seen(1, 2, id="heat")]
    found = concerns_of(changes, attrs.evolve(vantage(), passing={"incidents"}))
    assert [change.after.id for concern in found for change in concern.changes] == ["heat"]


def test_what_few_see_is_told_after_what_is_ones_own() -> None:
    changes = [seen(0, 1, id="heat"), seen(1, 2, id="covert"), seen(4, 5, "warsaw")]
    found = concerns_of(changes, attrs.evolve(vantage(), watchers={"covert": ("warsaw",)}))
    assert [concern.title for concern in found] == ["Warsaw (you)", "Only you see", WORLD]


def test_the_short_report_tells_what_has_a_reason_and_counts_the_rest() -> None:
    changes = [seen(0, 1, id=f"track{k}") for k in range(20)] + [seen(0, 1, id="heat", reason="an incident")]
    report = report_of(concerns_of(changes, vantage()), [], own="warsaw", short=True).plain
    assert "an incident" in report
    assert f"… and {21 - SHORT_NEAR} more" in report


def test_the_short_report_tells_all_that_only_this_seat_was_told() -> None:
    news = [News(number=k, turn=1, phase="commit", text=f"Told {k}.", private=k == 1) for k in range(1, 31)]
    report = report_of((), news, own="warsaw", short=True).plain
    assert "* Told 1." in report
    assert "· Told 30." in report
    assert "· Told 2." not in report


def test_the_short_report_cuts_a_reason_that_is_long_and_leaves_out_its_brackets() -> None:
    change = attrs.evolve(seen(4, 5, "warsaw"), reasons=("The loan passes (yes: Paris, Rome; no: Brussels)",))
    assert sentence(change, without="warsaw", reasons=1).plain == "· Approval: up from 4 to 5 (The loan passes)"
    assert "no: Brussels" in sentence(change, without="warsaw").plain
    change = attrs.evolve(change, reasons=("word " * 40,))
    assert sentence(change, without="warsaw", reasons=1).plain.endswith(" word…)")


def test_of_many_reasons_the_short_report_gives_one() -> None:
    change = attrs.evolve(seen(4, 5, "warsaw"), reasons=("one", "two", "three"))
    assert sentence(change, without="warsaw", reasons=1).plain == "· Approval: up from 4 to 5 (one; 2 more)"


def aims() -> dict[str, Aim]:
    return {
        "safe": Aim(reads=(("heat", ()), ("cover", ("kyiv",)), ("approval", ("me",))), rests_on=frozenset({"posted"}))
    }


GOAL = Goal(id="safe", title="A safe border")


def test_what_an_objective_counts_comes_after_what_is_ones_own() -> None:
    changes = [seen(0, 1, id="noise"), seen(0, 1, id="heat"), seen(4, 5, "warsaw")]
    found = concerns_of(changes, vantage(), [GOAL], aims())
    assert [concern.title for concern in found] == ["Warsaw (you)", AIMS, WORLD]


def test_an_objective_counts_the_place_it_names_and_no_other() -> None:
    changes = [seen(0, 1, "kyiv", id="cover"), seen(0, 1, "odesa", id="cover")]
    found = concerns_of(changes, vantage("kyiv", "odesa"), [GOAL], aims())
    assert [(concern.title, concern.changes[0].after.indices) for concern in found] == [
        (AIMS, ("kyiv",)),
        (PLACES, ("odesa",)),
    ]


def test_what_those_numbers_rest_on_is_told_apart_from_others() -> None:
    changes = [seen(0, 1, "moscow"), seen(0, 1, "moscow", id="posted")]
    found = concerns_of(changes, vantage(), [GOAL], aims())
    assert [(concern.title, concern.near) for concern in found] == [(RESTS, False), (OTHERS, False)]


def test_each_number_that_changed_can_be_asked_about() -> None:
    concerns = concerns_of([seen(4, 5, "warsaw", reason="a speech")], vantage())
    assert numbers_of(concerns, own="warsaw") == (("approval[warsaw]", "Approval: up from 4 to 5"),)


def test_no_change_is_said_too() -> None:
    assert report_of((), [], own="warsaw").plain == "Nothing changed that you know of."


def test_what_others_say_stands_after_what_was_told() -> None:
    news = [News(number=1, turn=1, phase="commit", text="Moscow: Offer talks")]
    said = said_of([Remark(number=1, role="moscow", text="We were always ready to talk.")], ROLES)
    rows = report_of((), news, own="warsaw", said=said).plain.split("\n")
    assert rows[-2:] == ["What they say of it", "· Moscow: “We were always ready to talk.”"]


def test_who_says_the_same_is_told_together() -> None:
    remarks = [Remark(number=k, role=role, text="No comment.") for k, role in enumerate(["warsaw", "moscow", "warsaw"])]
    assert said_of(remarks, ROLES) == (("Warsaw, Moscow", "No comment."),)


def test_the_short_report_tells_the_newest_of_what_they_say_and_counts_the_rest() -> None:
    said = [("Moscow", f"Words {k}.") for k in range(SHORT_SAID + 2)]
    report = report_of((), [], own="warsaw", short=True, said=said).plain
    assert f"Words {SHORT_SAID + 1}." in report
    assert "Words 1." not in report
    assert "… and 2 more" in report
