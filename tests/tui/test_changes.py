"""What changed, in sentences and groups."""

from __future__ import annotations

from engine.play.readings import News, Reading, Seen
from tui.changes import MOST_ROWS, concerns_of, report_of, sentence


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
    assert sentence(change, without="warsaw").plain == "  Approval: 4 → 5 (a speech at home)"


def test_own_changes_come_first_and_places_last() -> None:
    changes = [seen(0, 1, "kyiv", id="hit"), seen(1, 2, "moscow"), seen(2, 3, id="heat"), seen(4, 5, "warsaw")]
    found = concerns_of(changes, role="warsaw", title="Warsaw", roles={"warsaw", "moscow"}, areas={"kyiv"})
    assert [concern.title for concern in found] == ["Warsaw (you)", "Everybody", "Others", "Places"]


def test_what_was_told_stands_between_what_is_near_and_what_is_far() -> None:
    changes = [seen(1, 2, "moscow"), seen(4, 5, "warsaw")]
    concerns = concerns_of(changes, role="warsaw", title="Warsaw", roles={"warsaw", "moscow"}, areas=())
    news = [News(number=1, turn=1, phase="commit", text="Drones.", private=True)]
    rows = report_of(concerns, news, own="warsaw").plain.split("\n")
    assert rows.index("Warsaw (you)") < rows.index("* Drones.") < rows.index("Others")


def test_too_many_changes_are_counted() -> None:
    concerns = concerns_of(
        [seen(k, k + 1, id=f"track{k}") for k in range(500)], role="warsaw", title="Warsaw", roles=(), areas=()
    )
    report = report_of(concerns, [], own="warsaw").plain
    assert report.count("\n") == MOST_ROWS
    assert "more: the tracks and areas show how things stand." in report


def test_no_change_is_said_too() -> None:
    assert report_of((), [], own="warsaw").plain == "Nothing changed that you know of."
