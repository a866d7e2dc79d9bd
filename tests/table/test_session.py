"""A session lets people and scripted seats play one game, and keeps it."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from engine import Event, Order, Refused, Scenario, load
from engine.table.journal import Journal, Unkept, read
from engine.table.session import Person, Randomly, Scripted, Session


def red(arena: Scenario, path: Path | None = None, seed: int = 3, **seats: Person | Scripted | Randomly) -> Session:
    """Open a game in which a person plays red, and a doctrine with a temperature blue."""
    return Session.open(arena, seats={"red": Person(), **seats}, seed=seed, journal=path)


def give(session: Session, text: str, role: str = "red") -> None:
    session.seat(role).submit(Order.parse(text))


def played(session: Session, orders: int, after: Callable[[Session], Session] = lambda it: it) -> Session:
    """Let red give its first legal order that often; `after` follows each."""
    for _ in range(orders):
        if session.over:
            break
        give(session, session.seat("red").view.choices[0].text)
        session = after(session)
    return session


def reopened(session: Session) -> Session:
    assert session.journal is not None
    session.close()
    return Session.resume(session.journal)


# Seats.


def test_it_waits_for_people_only(arena: Scenario) -> None:
    assert red(arena).waiting_for == ("red",)
    assert red(arena).people == ("red",)


def test_seats_left_out_are_played_as_usual(arena: Scenario) -> None:
    assert red(arena).sitter("blue") == Scripted("keeper")


def test_without_people_the_game_plays_itself(arena: Scenario) -> None:
    session = Session.open(arena, seed=1)
    assert session.over
    assert session.game.ending == "done"


def test_scripted_seats_act_after_a_persons_order(arena: Scenario) -> None:
    session = red(arena)
    give(session, "raid place=south n=3")
    assert (session.game.turn, session.waiting_for) == (2, ("red",))


def test_the_same_seed_gives_the_same_game(arena: Scenario) -> None:
    games = [played(red(arena, blue=Randomly()), 9).game.digest for _ in range(2)]
    assert games[0] == games[1]


def test_a_person_may_answer_what_a_doctrine_would(arena: Scenario) -> None:
    session = Session.open(arena, seats={"blue": Person()}, seed=3)
    give(session, "pass", "blue")
    assert session.seat("blue").view.mode == "choice"
    give(session, "choose event=offer choice=take", "blue")
    assert session.game.turn == 2


def test_an_unknown_role_is_refused(arena: Scenario) -> None:
    with pytest.raises(Refused, match="There is no role 'green'; there are red, blue"):
        Session.open(arena, seats={"green": Person()})


def test_a_doctrine_that_cannot_play_the_seat_is_refused_before_there_is_a_file(arena: Scenario, path: Path) -> None:
    with pytest.raises(Refused, match="can play Blue"):
        red(arena, path, blue=Scripted("raider"))
    assert not path.exists()


def test_a_refused_order_changes_nothing(arena: Scenario, path: Path) -> None:
    session = red(arena, path)
    before, size = session.game.digest, path.stat().st_size
    with pytest.raises(Refused, match="not among what N may be"):
        give(session, "raid place=south n=9")
    assert (session.game.digest, path.stat().st_size) == (before, size)


def test_a_seat_can_be_handed_to_its_doctrine(arena: Scenario) -> None:
    session = red(arena)
    session.hand_over("red")
    assert session.over
    assert session.people == ()


def test_a_seat_can_be_handed_to_a_person(arena: Scenario) -> None:
    session = red(arena)
    session.hand_over("blue", Person())
    give(session, "earn")
    assert session.waiting_for == ("blue",)


def test_a_sealed_order_can_be_taken_back(arena: Scenario) -> None:
    session = Session.open(arena, seats={"blue": Person()}, seed=3)
    give(session, "fortify place=north", "blue")
    session.seat("blue").take_back(Order("fortify", place="north"))
    assert session.seat("blue").view.given == ()


def test_listeners_are_told_after_each_act(arena: Scenario) -> None:
    session, told = red(arena), list[tuple[Event, ...]]()
    silent = session.listen(told.append)
    give(session, "earn")
    silent()
    give(session, "earn")
    assert len(told) == 1
    assert told[0][0].order == Order("earn")
    assert [event.number for event in told[0]] == list(range(told[0][0].number, told[0][-1].number + 1))


def test_what_changed_is_told_once(arena: Scenario) -> None:
    session = red(arena)
    session.seat("red").since_last()
    give(session, "raid place=south n=3")
    changed = {seen.after.name: seen.after.value for seen in session.seat("red").since_last()}
    assert changed["trophies"] == 3
    assert session.seat("red").since_last() == ()


def test_why_tells_only_what_the_seat_sees(arena: Scenario) -> None:
    session = red(arena)
    give(session, "raid place=south n=3")
    assert [it.after for it in session.seat("red").why("trophies")] == ["3"]


# Reasons.


def test_a_scripted_seat_explains_its_decisions(arena: Scenario) -> None:
    session = red(arena)
    give(session, "raid place=south n=3")
    first = session.scripted_orders()[0]
    assert (first.role, first.order, first.phase) == ("blue", "fortify place=south if raided n=4", "answer")
    assert session.seat("blue").explain(first.number).startswith("Keeper, turn 1, Answer: Fortify South")


def test_every_explanation_is_of_the_decision_that_was_made(arena: Scenario) -> None:
    session = Session.open(arena, seats={"red": Scripted("dicer"), "blue": Scripted("keeper")}, seed=5)
    for it in session.scripted_orders():
        event = session.game.log[it.number - 1]
        assert event.order is not None
        assert event.order.text == it.order
        title = session.seat(it.role).explain(it.number).splitlines()[0].split(": ", 1)[1]
        assert title.split()[0].lower() == ("take" if event.order.name == "choose" else event.order.name)


def test_a_random_seat_says_so(arena: Scenario) -> None:
    session = red(arena, blue=Randomly())
    give(session, "earn")
    it = session.scripted_orders()[0]
    assert session.seat("blue").explain(it.number).endswith("at random")


def test_a_seat_explains_no_other_seats_decision(arena: Scenario) -> None:
    session = red(arena)
    give(session, "earn")
    assert session.seat("red").explain(session.scripted_orders()[0].number) == ""


# The journal.


def test_a_game_goes_on_where_it_was_left(arena: Scenario, path: Path) -> None:
    session = played(red(arena, path), 3)
    again = reopened(session)
    assert (again.game.digest, again.waiting_for, again.mended) == (session.game.digest, ("red",), "")


def test_opening_again_and_again_changes_nothing_that_is_decided(arena: Scenario, path: Path) -> None:
    whole = played(red(arena, seed=8, blue=Randomly()), 99)
    parts = played(red(arena, path, seed=8, blue=Randomly()), 99, after=reopened)
    assert whole.over
    assert parts.game.digest == whole.game.digest
    assert parts.scripted_orders() == whole.scripted_orders()


def test_opening_again_writes_nothing(arena: Scenario, path: Path) -> None:
    session = played(red(arena, path), 2)
    before = path.read_bytes()
    reopened(session)
    assert path.read_bytes() == before


def test_a_draft_comes_back(arena: Scenario, path: Path) -> None:
    session = red(arena, path)
    session.seat("red").save_draft(Order("raid", place="west"))
    assert reopened(session).seat("red").draft == Order("raid", place="west")


def test_a_draft_can_be_forgotten(arena: Scenario, path: Path) -> None:
    session = red(arena, path)
    session.seat("red").save_draft(Order("earn"))
    session.seat("red").save_draft(None)
    assert session.seat("red").draft is None
    assert reopened(session).seat("red").draft is None


def test_a_draft_goes_with_the_order_that_is_given(arena: Scenario, path: Path) -> None:
    session = red(arena, path)
    session.seat("red").save_draft(Order("raid", place="west"))
    give(session, "earn")
    assert session.seat("red").draft is None
    assert reopened(session).seat("red").draft is None


def test_sealed_orders_come_back_sealed(arena: Scenario, path: Path) -> None:
    session = Session.open(arena, seats={"blue": Person()}, seed=3, journal=path)
    give(session, "fortify place=north", "blue")
    assert reopened(session).seat("blue").view.given == (Order("fortify", place="north"),)


def test_a_hand_over_is_remembered(arena: Scenario, path: Path) -> None:
    session = red(arena, path)
    session.hand_over("blue", Person())
    give(session, "earn")
    assert reopened(session).waiting_for == ("blue",)


def test_traits_are_remembered(arena: Scenario, path: Path) -> None:
    session = Session.open(arena, seats={"red": Scripted("raider", {"greed": 0}), "blue": Person()}, journal=path)
    assert reopened(session).sitter("red") == Scripted("raider", {"greed": 0})


def test_reasons_are_the_same_after_opening_again(arena: Scenario, path: Path) -> None:
    session = played(red(arena, path), 4)
    before = [session.seat(it.role).explain(it.number) for it in session.scripted_orders()]
    again = reopened(session)
    assert [again.seat(it.role).explain(it.number) for it in again.scripted_orders()] == before


def test_a_game_cut_anywhere_goes_on_to_the_same_end(arena: Scenario, path: Path) -> None:
    whole = played(red(arena, path, seed=8), 99)
    whole.close()
    data = path.read_bytes()
    first = data.index(b"\n") + 1
    for cut in range(first, len(data), 997):
        path.write_bytes(data[:cut])
        session = played(Session.resume(path), 99)
        assert session.game.digest == whole.game.digest
        assert bool(session.mended) == (data[cut - 1] != 10)
        session.close()


def test_two_sessions_cannot_play_the_same_file(arena: Scenario, path: Path) -> None:
    session = red(arena, path)
    with pytest.raises(Refused, match="being played already"):
        Session.resume(path)
    session.close()
    Session.resume(path).close()


def changed(arena: Scenario, path: Path, folder: Path) -> Session:
    """Return a game that was saved to `path`, of which the rules have changed since."""
    rules = folder / "rules.yaml"
    text = Path(arena.source).read_text(encoding="utf-8")
    rules.write_text(text, encoding="utf-8")
    session = Session.open(str(rules), seats={"red": Person()}, seed=8, journal=path)
    session.close()
    rules.write_text(text.replace("start: 6", "start: 7"), encoding="utf-8")
    return session


def test_a_game_goes_on_by_the_rules_it_began_with(arena: Scenario, path: Path, tmp_path: Path) -> None:
    session = changed(arena, path, tmp_path)
    again = Session.resume(path)
    assert (again.game.digest, again.scenario.digest) == (session.game.digest, session.scenario.digest)
    assert played(again, 99).over


def test_a_game_goes_on_where_its_rules_are_gone(arena: Scenario, path: Path, tmp_path: Path) -> None:
    session = changed(arena, path, tmp_path)
    (tmp_path / "rules.yaml").unlink()
    again = Session.resume(path)
    assert again.game.digest == session.game.digest
    assert again.seat("red").view.choices


def test_rules_that_a_cut_took_away_are_written_down_again(arena: Scenario, path: Path) -> None:
    red(arena, path).close()
    data = path.read_bytes()
    path.write_bytes(data[: data.index(b"\n") + 100])
    Session.resume(path).close()
    assert [step["do"] for step in read(path).steps] == ["rules", "advance"]


def test_a_game_is_not_begun_by_rules_that_have_changed_since_they_were_read(
    arena: Scenario, path: Path, tmp_path: Path
) -> None:
    rules = tmp_path / "rules.yaml"
    rules.write_bytes(Path(arena.source).read_bytes())
    scenario = load(rules)
    rules.write_text(rules.read_text().replace("start: 6", "start: 7"))
    with pytest.raises(Refused, match="have changed since they were read"):
        Session.open(scenario, seats={"red": Person()}, journal=path)
    assert not path.exists()


def test_where_a_game_stands_is_said_in_a_line(path: Path) -> None:
    session = Session.open("prisoners-dilemma", seats={"ann": Person(), "bob": Person()}, seed=3, journal=path)
    give(session, session.seat("ann").view.choices[0].text, "ann")
    assert reopened(session).standing == "Turn 1, Interrogation, 1 of 2 roles are done"


def test_rules_given_by_a_path_are_found_from_anywhere(
    arena: Scenario, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "rules.yaml").write_bytes(Path(arena.source).read_bytes())
    monkeypatch.chdir(tmp_path)
    Session.open("./rules.yaml", seats={"red": Person()}, journal=path).close()
    monkeypatch.chdir("/")
    Session.resume(path).close()


NOWHERE = [1, 1, 0, "order", 0, "earn", None, [[99_999, 0, 1, 0]], [], []]


@pytest.mark.parametrize(
    "step",
    [
        {"do": "order", "role": "red", "order": "earn", "records": [[1, 1]]},
        {"do": "order", "role": "red", "order": "earn", "records": [NOWHERE]},
        {"do": "draft", "role": "red", "order": "((("},
        {"do": "seat", "role": "red", "seat": {"by": "ghost"}},
        {"records": []},
        {"do": "order", "role": "red", "order": "earn", "by": {"by": "random"}, "records": []},
    ],
)
def test_a_journal_that_does_not_fit_its_rules_is_refused(arena: Scenario, path: Path, step: dict[str, object]) -> None:
    red(arena, path).close()
    journal, _ = Journal.open(path)
    journal.append(step)
    journal.close()
    with pytest.raises(Refused):
        Session.resume(path)


def full_disk(fd: int, data: bytes) -> int:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_when_the_disk_is_full_nothing_is_done(arena: Scenario, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = red(arena, path)
    before = session.game.digest
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full_disk)
        with pytest.raises(Unkept, match=r"the disk is full\. Nothing was done"):
            give(session, "earn")
    assert session.game.digest == before
    give(session, "earn")
    assert reopened(session).game.digest == session.game.digest


def test_when_the_disk_fills_up_behind_an_order_the_order_is_kept(
    arena: Scenario, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, real, left = red(arena, path), os.write, [1]

    def filling(fd: int, data: bytes) -> int:
        left[0] -= 1
        return real(fd, data) if left[0] >= 0 else full_disk(fd, data)

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", filling)
        with pytest.raises(Unkept, match="Orders given before are kept"):
            give(session, "earn")
    again = reopened(session)
    assert again.seat("red").view.turn == 2
    assert again.waiting_for == ("red",)


KILLED = """
import sys
from pathlib import Path
from engine import Order
from engine.table.session import Person, Session
session = Session.open(sys.argv[1], seats={"red": Person()}, seed=8, journal=Path(sys.argv[2]))
seat = session.seat("red")
while not session.over:
    seat.submit(seat.view.choices[0])
    print(len(session.game.log), session.game.digest, flush=True)
"""


@pytest.mark.parametrize("wanted", [1, 3])
def test_a_game_that_is_killed_has_all_it_acknowledged(
    arena: Scenario, path: Path, wanted: int, checkout: Path
) -> None:
    command = [sys.executable, "-c", KILLED, arena.source, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=checkout) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(wanted)]
        process.send_signal(signal.SIGKILL)
        lines += process.stdout.readlines()
    number, digest = lines[-1].split()
    session = Session.resume(path)
    log = session.game.log
    assert len(log) >= int(number)
    assert type(session.game).resumed(session.scenario, log[: int(number)], 0).digest == digest
    assert played(session, 99).game.digest == played(red(arena, seed=8), 99).game.digest
