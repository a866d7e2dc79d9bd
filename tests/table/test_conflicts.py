"""Several people in control: what somebody has not seen wins over what they want, and is named."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path
from random import Random

import attrs
import pytest

from engine import Refused, Scenario, load
from engine.table.branches import Rewound
from engine.table.conflicts import Conflict
from engine.table.journal import read
from engine.table.messages import CONTROL
from engine.table.overruling import Overruled
from engine.table.resuming import past_in, past_of
from engine.table.seats import Absent
from engine.table.session import Person, Scripted, Session, Voiced
from engine.table.steps import Ruled
from engine.table.verifying import verify

from .disks import Memory

PATH = Path("/games/briefed.journal")


@pytest.fixture(scope="module")
def briefed() -> Scenario:
    return load(Path(__file__).parents[1] / "rulesets" / "briefed.yaml")


def opened(scenario: Scenario, disk: Memory | None = None) -> Session:
    journal = None if disk is None else PATH
    seats = {"red": Person(), "blue": Person(), "green": Person()}
    return Session.open(scenario, seats=seats, seed=1, journal=journal, **({} if disk is None else {"disk": disk}))


@pytest.fixture
def session(briefed: Scenario) -> Session:
    return opened(briefed)


def order(session: Session) -> None:
    role = session.waiting_for[0]
    session.submit(role, next(iter(session.seat(role).view.choices)))


def test_who_has_seen_all_is_never_refused_for_it(session: Session) -> None:
    session.rule("hold", "leak")
    with session.guard.having_seen(session.past.seen):
        session.rule("arm", "leak")


def test_a_command_on_what_changed_meanwhile_is_refused_by_naming_the_event(session: Session) -> None:
    seen = session.past.seen
    session.rule("hold", "leak", "Too early")
    number = session.past.number
    with (
        pytest.raises(Conflict, match=f"Event {number} came first: .*leak") as refused,
        session.guard.having_seen(seen),
    ):
        session.rule("fire", "leak")
    assert refused.value.number == number


def test_a_conflict_names_who_in_control_came_first(session: Session) -> None:
    seen = session.past.seen
    with session.guard.given_by("Cleo"):
        session.rule("hold", "leak", "Too early")
    with pytest.raises(Conflict, match="It was Cleo"), session.guard.given_by("Dan"), session.guard.having_seen(seen):
        session.rule("fire", "leak")


def test_the_journal_names_who_gave_a_command_and_nobody_for_what_follows_from_it(briefed: Scenario) -> None:
    disk = Memory()
    session = opened(briefed, disk)
    with session.guard.given_by("Cleo\x1b"):
        session.hand_over("red", Scripted())
    order(session)
    session.close()
    named = [(entry.step.do, entry.control) for entry in past_of(PATH, disk).written if entry.control]
    assert named == [("seat", "Cleo")]


def test_commands_on_different_things_do_not_conflict(session: Session) -> None:
    seen = session.past.seen
    session.rule("hold", "leak")
    session.hand_over("red", Voiced())
    with session.guard.having_seen(seen):
        session.rule("hold", "boil")


def test_nobody_undoes_what_they_have_not_seen(session: Session) -> None:
    seen = session.past.seen
    order(session)
    with pytest.raises(Conflict, match="came first"), session.guard.having_seen(seen):
        session.branches.rewind(1, "A misread rule")
    assert len(session.branches.all) == 1


def test_a_fork_undoes_nothing_and_so_wins_over_what_was_not_seen(session: Session) -> None:
    seen = session.past.seen
    order(session)
    with session.guard.having_seen(seen):
        session.branches.fork("What if")


def test_after_a_rewind_what_was_seen_before_it_counts_no_more(session: Session) -> None:
    order(session)
    seen = session.past.seen
    session.branches.rewind(1, "A misread rule")
    with pytest.raises(Conflict, match="the game was taken back to event 1"), session.guard.having_seen(seen):
        session.rule("fire", "leak")


def test_a_seat_is_handed_over_by_one_of_two(session: Session) -> None:
    seen = session.past.seen
    session.hand_over("red", Voiced())
    with pytest.raises(Conflict, match="the seat red changed hands"), session.guard.having_seen(seen):
        session.hand_over("red", Absent())
    assert session.sitter("red") == Voiced()


def test_a_phase_is_ended_by_one_of_two(session: Session) -> None:
    seen = session.past.seen
    session.desk.lock()
    number = session.past.number
    with pytest.raises(Conflict, match=r"Event \d+ came first"), session.guard.having_seen(seen):
        session.desk.lock()
    assert session.past.number == number


def test_a_number_that_moved_meanwhile_is_not_overruled_unseen(session: Session) -> None:
    seen = session.past.seen
    session.act(Overruled(ruling="add", what="heat 1", reason="The press knows"))
    with pytest.raises(Conflict, match=r"came first: .*Heat 0 → 1"), session.guard.having_seen(seen):
        session.act(Overruled(ruling="add", what="heat 2", reason="So it does"))


def test_only_the_command_in_the_block_is_looked_at(session: Session) -> None:
    seen = session.past.seen
    session.rule("hold", "leak")
    with pytest.raises(Conflict), session.guard.having_seen(seen):
        session.rule("fire", "leak")
    session.rule("fire", "leak")


# A thousand commands.

INJECTS = ("leak", "boil", "hearing", "dawn", "midnight", "inside")


@attrs.define
class Hand:
    """One person in control: what they saw last."""

    session: Session
    chance: Random
    seen: int = 0
    events: int = 0

    def look(self) -> None:
        self.seen, self.events = self.session.past.seen, self.session.past.number

    def command(self, token: str) -> Callable[[], object]:
        """Return something that control might want."""
        it, chance = self.session, self.chance
        role, inject = chance.choice(it.game.roles), chance.choice(INJECTS)
        to = chance.randint(max(0, self.events - 6), self.events)
        other = chance.randint(1, len(it.branches.all))
        acts: list[Callable[[], object]] = [
            *[lambda: it.rule(chance.choice(("fire", "hold", "skip", "arm")), inject, token)] * 4,
            *[it.desk.lock, lambda: order(it)] * 4,
            lambda: it.hand_over(role, chance.choice((Person(), Voiced(), Absent()))),
            lambda: it.keep(it.desk.post.message(CONTROL, [], token)),
            lambda: it.keep(it.desk.capture.remember("Scribe", token, ())),
            lambda: it.branches.rewind(to, token, fresh=chance.random() < 0.3),
            lambda: it.branches.switch(other, token),
            lambda: it.branches.rename(other, token),
        ]
        return chance.choice(acts)


@pytest.mark.parametrize("hands", [2, 3, 4])
def test_a_thousand_commands_of_several_hands_lose_nothing_and_undo_nothing_unseen(
    briefed: Scenario, monkeypatch: pytest.MonkeyPatch, hands: int
) -> None:
    monkeypatch.setattr("engine.table.resuming.installed", lambda *_: briefed)
    chance, disk, numbers = Random(hands), Memory(), count()
    session = opened(briefed, disk)
    people = [Hand(session, chance) for _ in range(hands)]
    won, done = [], 0
    for _ in range(1000):
        hand = chance.choice(people)
        if chance.random() < 0.5:
            hand.look()
        before, events = session.past.seen, session.past.number
        act = hand.command(f"token-{next(numbers)}")
        try:
            with session.guard.having_seen(hand.seen):
                act()
        except Conflict as conflict:
            won.append((hand.seen, conflict.line, before))
        except (Refused, IndexError):  # not now, or nobody is awaited
            pass
        else:
            done += 1
            step = next(session.past.since(before)).step
            if isinstance(step, Rewound):
                assert step.to == events or hand.events == events
            if isinstance(step, Ruled):
                unseen = [it.step for it in session.past.since(hand.seen) if it.line <= before]
                assert not any(isinstance(it, Ruled) and it.what == step.what for it in unseen)
            hand.look()
            continue
        assert session.past.seen == before
    assert done > 100
    assert len(won) > 30
    assert all(seen < line <= last for seen, line, last in won)
    kept = past_in(read(PATH, disk), PATH)
    assert [it.step for it in kept.written] == [it.step for it in session.past.written]
    assert kept.game().digest == session.game.digest
    assert verify(PATH, disk).faults == ()
