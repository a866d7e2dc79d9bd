"""A game goes back, forks and changes branches; nothing that was done is lost, and what is opened is what was left."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from engine import Order, Refused, Scenario, load
from engine.play.game import Game
from engine.rules.events import Record
from engine.table.clock import PhaseClock
from engine.table.journal import read
from engine.table.resuming import Past, past_in
from engine.table.session import Person, Scripted, Session
from engine.table.verifying import verify
from tests.table.planned import evenly

from .disks import Memory, holding
from .forged import Entries, forge

PATH = Path("/games/arena.journal")
SHELF = Path(__file__).parents[1] / "rulesets"


@pytest.fixture(scope="module")
def briefed() -> Scenario:
    return load(SHELF / "briefed.yaml")


@pytest.fixture
def session(arena: Scenario, path: Path) -> Session:
    session = Session.open(arena, seats={"red": Person(), "blue": Scripted("keeper")}, seed=5, journal=path)
    played(session, 4)
    return session


def played(session: Session, orders: int, chance: Random | None = None) -> None:
    """Let people give random legal orders."""
    chance = chance or Random(1)
    for _ in range(orders):
        for role in session.waiting_for[:1]:
            session.submit(role, session.seat(role).view.choices.sample(chance))


def records(session: Session) -> list[Record]:
    return [event.record for event in session.game.log]


def test_going_back_leaves_the_game_as_it_was_after_that_event(session: Session, arena: Scenario) -> None:
    before = session.game.log
    session.branches.rewind(3, "A misread rule")
    assert [event.record for event in session.game.log[:3]] == [event.record for event in before[:3]]
    assert session.branches.here.at == 3


def test_by_the_same_dice_what_follows_from_the_same_orders_is_the_same(arena: Scenario) -> None:
    session = Session.open(arena, seed=5)
    before = records(session)
    for to in range(0, len(before), 5):
        session.branches.rewind(to, "Again")
        assert records(session) == before


def test_a_game_can_be_taken_back_to_any_event_and_goes_on_as_it_did(briefed: Scenario) -> None:
    session = Session.open(briefed, seed=3)
    whole = records(session)
    for to in range(len(whole)):
        game = Game.resumed(briefed, whole[:to], 3)
        game.advance()
        made = [event.record for event in game.log]
        assert made == whole[: len(made)], to


def test_fresh_dice_have_a_commitment_of_their_own_and_are_told_at_the_end(arena: Scenario, path: Path) -> None:
    session = Session.open(arena, seats={"red": Person()}, seed=5, journal=path)
    played(session, 4)
    before = session.commitment
    branch = session.branches.rewind(session.past.number, "What if", fresh=True)
    assert session.commitment != before
    assert len(branch.luck) == 2
    assert verify(path).fresh[0].salt == ""
    session.hand_over("red")
    assert session.revealed == (branch.luck[1].seed, branch.luck[1].salt)
    session.close()
    verdict = verify(path)
    assert (verdict.holds, verdict.seed, verdict.fresh) == (True, 5, branch.luck[1:])


def test_the_secrets_of_fresh_dice_are_printed_nowhere(session: Session, path: Path) -> None:
    branch = session.branches.rewind(3, "What if", fresh=True)
    told = [repr(it) for it in (session.past, branch, session.past.written[-1], verify(path))]
    told.append(str(verify(path).to_json()))
    assert not any(str(branch.luck[-1].seed) in it or branch.luck[-1].salt in it for it in told)


def test_by_fresh_dice_a_game_may_end_otherwise(briefed: Scenario) -> None:
    session = Session.open(briefed, seed=3)
    found = set()
    for _ in range(8):
        session.branches.rewind(0, "Again", fresh=True)
        found.add(session.game.digest)
    assert len(found) > 1


def test_the_branch_that_was_left_is_taken_up_again_where_it_was(session: Session) -> None:
    before, number = session.game.digest, session.past.number
    session.branches.rewind(3, "What if", left="As it was")
    played(session, 2, Random(7))
    session.branches.switch(1)
    assert (session.game.digest, session.past.number) == (before, number)
    assert [it.title for it in session.branches.all] == ["As it was", "branch 2"]


def test_a_fork_undoes_nothing(session: Session) -> None:
    session.keep(session.desk.post.message("red", ["blue"], "Hello"))
    before, said = session.game.digest, session.desk.post.messages("red")
    session.branches.fork("What if")
    assert (session.game.digest, session.desk.post.messages("red")) == (before, said)
    assert session.branches.here.title == "What if"


def test_notes_and_messages_go_back_with_the_game_and_come_again_with_their_branch(session: Session) -> None:
    session.keep(session.desk.post.message("red", ["blue"], "Hello"))
    session.keep(session.desk.capture.remember("Scribe", "Red hesitates", ()))
    played(session, 1)
    session.branches.rewind(1, "A misread rule")
    assert session.desk.post.messages("blue") == ()
    session.branches.switch(1)
    assert [it.text for it in session.desk.post.messages("blue")] == ["Hello"]
    assert [it.text for it in session.desk.capture.notes] == ["Red hesitates"]


def test_who_sits_where_does_not_go_back(session: Session) -> None:
    session.hand_over("blue", Person(("Anna",)))
    session.branches.rewind(1, "A misread rule")
    assert session.sitter("blue") == Person(("Anna",))


class Timed:
    """A game whose clock runs, and the seconds that a test lets pass."""

    def __init__(self, arena: Scenario, path: Path) -> None:
        self.seconds = 0.0
        self.session = Session.open(arena, seats={"red": Person()}, seed=5, journal=path)
        self.session.past.clock = PhaseClock(evenly({"answer": 9}, 6), now=lambda: self.seconds)
        self.session.desk.turn_clock("start")

    @property
    def minutes(self) -> float:
        """What all phases have taken."""
        return sum(it.spent for it in self.session.desk.clock.spells)

    def note(self, seconds: float) -> None:
        """Let time pass, and write something down that does not turn the clock."""
        self.seconds += seconds
        self.session.keep(self.session.desk.capture.remember("Ada", "x"))


@pytest.fixture
def timed(arena: Scenario, path: Path) -> Timed:
    return Timed(arena, path)


def test_a_fork_takes_every_second_of_a_running_clock_along(timed: Timed) -> None:
    timed.seconds = 90.0
    timed.session.branches.fork("try")
    assert not timed.session.desk.clock.running
    assert timed.minutes == pytest.approx(1.5)


def test_a_branch_that_is_taken_up_again_has_the_seconds_it_was_left_with(timed: Timed) -> None:
    timed.note(30.0)
    timed.seconds = 90.0
    timed.session.branches.rewind(0, "From the start.")
    timed.session.branches.switch(1)
    assert timed.minutes == pytest.approx(1.5)


def test_a_rewind_goes_back_to_what_the_clock_said_at_the_last_step_before(timed: Timed) -> None:
    timed.note(30.0)
    event = timed.session.past.number
    timed.note(60.0)
    timed.seconds += 60
    played(timed.session, 1)
    timed.session.branches.rewind(event, "Too soon.")
    assert timed.minutes == pytest.approx(1.5)


def test_a_game_that_is_opened_again_stands_at_the_seconds_of_its_last_step(timed: Timed, path: Path) -> None:
    timed.note(30.0)
    timed.session.branches.fork("try")
    timed.session.close()
    again = Session.resume(path)
    assert sum(it.spent for it in again.desk.clock.spells) == pytest.approx(0.5)


def test_marks_of_events_that_are_shared_stay_whenever_they_were_made(session: Session) -> None:
    last = session.past.number
    session.bookmark(2, "The start")
    session.bookmark(last, "The end")
    session.branches.rewind(4, "A misread rule")
    assert session.past.bookmarks == {2: "The start"}
    session.bookmark(2, "")
    session.branches.switch(1)
    assert session.past.bookmarks == {last: "The end"}


def test_going_back_wants_a_reason_and_an_event_that_there_is(session: Session) -> None:
    with pytest.raises(Refused, match="Say why"):
        session.branches.rewind(1, "  ")
    with pytest.raises(Refused, match="There is no event 999"):
        session.branches.rewind(999, "Why not")
    assert len(session.branches.all) == 1


def test_only_another_branch_that_there_is_can_be_taken_up(session: Session) -> None:
    with pytest.raises(Refused, match="branch 1 is played already"):
        session.branches.switch(1)
    with pytest.raises(Refused, match="There is no branch 7; there are 1 to 1"):
        session.branches.switch(7)


def test_a_preview_says_what_would_be_undone(session: Session) -> None:
    session.keep(session.desk.post.message("red", ["blue"], "Hello"))
    last = session.past.number
    it = session.branches.preview(1)
    assert (it.events, it.messages, it.notes) == (last - 1, 1, 0)
    assert len(it.orders) > 3
    assert session.branches.preview(last).orders == ()
    assert session.past.number == last


def test_two_branches_are_told_side_by_side(session: Session) -> None:
    before = session.game
    session.branches.rewind(0, "Otherwise")
    session.submit("red", Order("earn"))
    it = session.branches.compare(1, 2)
    assert it.sides[0].turn == before.turn
    assert {row.name: row.now for row in it.numbers} == {
        here.name: (here.shown, there.shown)
        for here, there in zip(before.numbers, session.game.numbers, strict=True)
        if here.shown != there.shown
    }
    assert all(choice.given[0] != choice.given[1] for choice in it.decisions)
    with pytest.raises(Refused, match="Compare two branches"):
        session.branches.compare(2, 2)


def test_why_a_doctrine_decided_is_told_by_the_dice_of_then(session: Session) -> None:
    decided = session.scripted_orders()[0]
    before = session.explain(decided.role, decided.number)
    session.branches.rewind(decided.number, "What if", fresh=True)
    assert session.explain(decided.role, decided.number) == before


def test_a_game_with_branches_holds_when_it_is_verified(session: Session, path: Path) -> None:
    session.branches.rewind(6, "What if", fresh=True)
    played(session, 3)
    session.branches.switch(1)
    played(session, 2)
    session.branches.rewind(9, "Again")
    session.close()
    verdict = verify(path)
    assert (verdict.faults, verdict.branches) == ((), 3)


def other_fresh_dice(entries: Entries) -> None:
    next(it for it in entries if it.get("do") == "rewind")["seed"] += 1


def test_a_changed_seed_of_fresh_dice_is_found(session: Session, path: Path) -> None:
    session.branches.rewind(6, "What if", fresh=True)
    session.close()
    forge(path, other_fresh_dice)
    assert any("not the ones that were committed to" in it.text for it in verify(path).faults)


@pytest.mark.parametrize("to", [-1, 99_999, True, "3"])
def test_a_journal_that_goes_back_to_no_event_is_refused_in_words(session: Session, path: Path, to: object) -> None:
    session.branches.rewind(6, "What if")
    session.close()
    forge(path, lambda entries: next(it for it in entries if it.get("do") == "rewind").update(to=to))
    with pytest.raises(Refused):
        Session.resume(path)


def test_a_rewind_that_cannot_be_written_has_not_happened(arena: Scenario) -> None:
    disk = Memory()
    session = Session.open(arena, seats={"red": Person()}, seed=5, journal=PATH, disk=disk)
    before = session.game.digest
    session.close()
    with pytest.raises(Refused, match="Nothing was done"):
        session.branches.rewind(1, "What if")
    assert session.game.digest == before
    assert len(session.branches.all) == 1


# What is opened is what was left.


def state(session: Session) -> object:
    return remembered(session.past), session.game.digest


def remembered(past: Past) -> object:
    branches = [(it.number, it.luck, it.name, it.parent, it.at, it.reason, it.entries) for it in past.branches]
    said = past.post.messages("red"), past.capture.notes, past.capture.rationales, past.bookmarks
    return branches, past.branch.number, past.number, past.drafts, past.decided, past.sitters, said, past.seed


ACTS: dict[str, Callable[[Session, Random], object]] = {
    "play": lambda it, chance: played(it, 1, chance),
    "rewind": lambda it, chance: it.branches.rewind(
        chance.randint(0, it.past.number), "Why", fresh=chance.random() < 0.5
    ),
    "fork": lambda it, _chance: it.branches.fork("A name"),
    "switch": lambda it, chance: it.branches.switch(chance.randint(1, len(it.branches.all))),
    "name": lambda it, chance: it.branches.rename(chance.randint(1, len(it.branches.all)), f"n{chance.random()}"),
    "mark": lambda it, chance: it.bookmark(chance.randint(1, max(1, it.past.number)), "A mark"),
    "note": lambda it, _chance: it.keep(it.desk.capture.remember("Scribe", "A note", ())),
    "write": lambda it, _chance: it.keep(it.desk.post.message("red", [], "A message")),
    "draft": lambda it, _chance: it.save_draft("red", Order("pass")),
    "hand over": lambda it, chance: it.hand_over("blue", Person() if chance.random() < 0.5 else Scripted()),
}


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_done_a_game_that_is_opened_again_is_the_one_that_was_left(
    arena: Scenario, briefed: Scenario, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    scenario, chance, disk = (arena, briefed)[seed % 2], Random(seed), Memory()
    monkeypatch.setattr("engine.table.resuming.installed", lambda *_: scenario)  # read once
    session = Session.open(scenario, seats={"red": Person()}, seed=seed, journal=PATH, disk=disk)
    kept: dict[int, list[Record]] = {}
    for _ in range(25):
        if chance.random() < 0.1:
            session.close()
            session = Session.resume(PATH, disk)
        act = ACTS[chance.choice(list(ACTS))]
        try:
            act(session, chance)
        except Refused:
            continue
        data = disk.files[PATH].now
        past = past_in(read(PATH, holding(PATH, data)), PATH)
        assert (remembered(past), past.game().digest) == state(session)
        for branch in session.branches.all:  # nothing that was acknowledged is lost
            now = list(branch.records)
            assert now[: len(kept.get(branch.number, []))] == kept.get(branch.number, [])
            kept[branch.number] = now
    assert verify(PATH, disk).faults == ()
