"""What must hold at a table after everything that is done: each is one function, and `hold` asks them all."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.papers.material import EDITIONS, Material
from engine.papers.reporting import report
from engine.play.game import Game
from engine.table.catching_up import catch_up
from engine.table.clock import PhaseClock
from engine.table.messages import CONTROL
from engine.table.picture import Public, picture_of
from engine.table.remarks import EVERYBODY
from engine.table.replaying import replay_of
from engine.table.resuming import Past, past_of
from engine.table.seats import Person, Voiced
from engine.table.steps import Opened, Recorded
from engine.table.verifying import verify

from ..disks import Memory
from .faults import reboot
from .promises import Note, entries_of, line_of

if TYPE_CHECKING:
    from .table import Table


NAME = "Zyxwena"
"""A person whom no report may name."""


class Broken(AssertionError):
    """A promise was not kept."""


def hold(table: Table) -> None:
    """Ask of a table all that it was promised; some questions are dear and are asked now and then only."""
    same_words(table)
    same_seats(table)
    same_time(table)
    same_branches(table)
    on_disk(table)
    if not table.behind:
        nobody_blocks(table)
    if table.chance.random() < 0.3:
        own_only(table, table.one(table.roles))
    if table.chance.random() < 0.1:
        public_only(table)
    if table.chance.random() < 0.1:
        same_when_opened(table)


def equal(what: str, found: Any, wanted: Any) -> None:
    """Hold two things against each other.

    Raises: Broken: they differ.
    """
    if found != wanted:
        raise Broken(f"{what}: {found!r} instead of {wanted!r}")


def same_words(table: Table) -> None:
    """Drafts, notes, requests, marks and captured words are those that were acknowledged."""
    past, told = table.session.past, table.promises.told
    equal("drafts", past.drafts, told.drafts)
    equal("notes", [Note(it.sender, it.to, it.text) for it in past.post.messages(CONTROL)], told.notes)
    requests = [(it.role, it.text, it.state, it.answer) for it in past.post.requests(CONTROL)]
    equal("requests", requests, told.requests)
    equal("press", past.post.press, told.press)
    equal("marks", past.bookmarks, told.marks)
    equal("captured", sorted(captured(past)), sorted(told.captured))
    equal("forecasts", {key: it.chance for key, it in past.capture.forecasts.items()}, told.forecasts)


def captured(past: Past) -> Iterator[str]:
    """Yield what was captured, in words."""
    yield from (f"question {it.text}" + ("" if it.came is None else f" {it.came}") for it in past.capture.questions)
    yield from (f"note {it.text} {it.tags}" for it in past.capture.notes)


def same_seats(table: Table) -> None:
    """Who sits where is what was acknowledged, and people are those who are asked."""
    session, seats = table.session, table.promises.seats
    equal("seats", {role: session.sitter(role) for role in table.roles}, seats)
    people = {role for role, sitter in seats.items() if isinstance(sitter, (Person, Voiced))}
    equal("people", set(session.people), people)
    equal("waited for", set(session.waiting_for), people & set(session.game.awaiting))


def same_time(table: Table) -> None:
    """The clock ran as long as it ran."""
    clock, promises = table.session.desk.clock, table.promises
    equal("running", clock.running, promises.running)
    if not -promises.slack <= promises.ran - counted(clock) <= promises.unsure + promises.slack:
        raise Broken(f"the clock ran {promises.ran} s and counted {counted(clock)} s")
    if promises.unsure:
        promises.unsure, promises.ran = 0.0, counted(clock)
    equal("minutes added", sum(it.added for it in clock.spells), promises.told.added)


def same_branches(table: Table) -> None:
    """The branches are those that were begun, and the one that is played is the one that was taken up last."""
    past, promises = table.session.past, table.promises
    found = [(it.parent - 1, it.at, len(it.entries)) for it in past.branches]
    wanted = [(it.parent, it.at if number else 0, len(it.acts)) for number, it in enumerate(promises.courses)]
    extra = [sum(isinstance(entry.step, (Recorded, Opened)) for entry in it.entries) for it in past.branches]
    equal("branches", [(it[0], it[1], it[2] - n) for it, n in zip(found, extra, strict=True)], wanted)
    equal("the branch that is played", past.branch.number - 1, promises.here)


def counted(clock: PhaseClock) -> float:
    """Return the seconds that a clock has counted."""
    return sum(it.spent for it in clock.spells) * 60


def on_disk(table: Table) -> None:
    """As many lines are on disk for sure as were acknowledged."""
    from .table import PATH

    kept, wanted = table.disk.files[PATH].safe.count(b"\n"), len(table.session.past.written) + 1
    if kept < wanted:
        raise Broken(f"{wanted} lines are acknowledged, {kept} are on disk")


def nobody_blocks(table: Table) -> None:
    """The game is over, or waits for somebody who is there and can do something."""
    session = table.session
    if session.over or session.game.arguments:
        return
    equal("awaited but absent or scripted", set(session.game.awaiting) - set(session.waiting_for), set())
    if not session.waiting_for:
        raise Broken("nobody is awaited, and the game is not over")
    for role in session.waiting_for:
        if session.seat(role).view.choices.default is None:
            raise Broken(f"{role} is awaited and can do nothing")


def own_only(table: Table, role: str) -> None:
    """A role reads its own notes, requests, drafts and orders, and those that were meant for it."""
    session, told = table.session, table.promises.told
    post = session.desk.post
    read = [it for it in told.notes if not it.to or role in (it.sender, *it.to)]
    equal(f"notes of {role}", [Note(it.sender, it.to, it.text) for it in post.messages(role)], read)
    asked = [it[1:] for it in told.requests if it[0] == role]
    equal(f"requests of {role}", [(it.text, it.state, it.answer) for it in post.requests(role)], asked)
    draft = session.seat(role).draft
    equal(f"draft of {role}", None if draft is None else draft.text, told.drafts.get(role))
    given = {event.order for event in session.game.log if event.role == role and event.order is not None}
    equal(f"orders of others that {role} is shown as its own", set(session.seat(role).view.given) - given, set())
    own = " ".join([*(it.text for it in read), *(" ".join(it) for it in asked), told.drafts.get(role, "")])
    page = " ".join(line for section in catch_up(session, role) for line in section.lines)
    equal(f"words that {role} must not read", _tokens(page) - _tokens(own), set())


def public_only(table: Table) -> None:
    """The wall shows what was written to everybody, and nothing else that was written."""
    session = table.session
    game, post = session.game, session.past.post
    view, notices = game.view(game.roles[0]).public(), post.messages(EVERYBODY)
    public = Public(scenario=session.scenario, view=view, history=game.public_history(), notices=notices)
    shown = json.dumps(picture_of(public))
    read = " ".join(it.text for it in table.promises.told.notes if not it.to)
    equal("words on the wall", _tokens(shown) - _tokens(read), set())


def _tokens(text: str) -> set[str]:
    return set(re.findall(r"token\d+x", text))


def same_when_opened(table: Table) -> None:
    """A game that is opened now is the one that is played, and so it is after a loss of power."""
    from .table import PATH

    past = past_of(PATH, reboot(table.disk, table.chance if table.chance.random() < 0.5 else None))
    lines, ours = [line_of(entry) for entry in entries_of(past)], table.promises.lines
    for found, wanted in zip_longest(lines[: len(ours)], ours):
        equal("a line that was opened", found, wanted)
    if len(lines) == len(ours):
        equal("what was opened", picture(past, past.game()), picture(table.session.past, table.session.game))


def picture(past: Past, game: Game) -> dict[str, Any]:
    """Return all that must be the same when a game is opened again."""
    return {
        "digest": game.digest,
        "events": len(game.log),
        "awaiting": game.awaiting,
        "drafts": past.drafts,
        "notes": past.post.messages(CONTROL),
        "requests": past.post.requests(CONTROL),
        "press": past.post.press,
        "seats": past.sitters,
        "marks": past.bookmarks,
        "decided": past.decided,
        "capture": past.capture,
        "number": past.number,
        "here": past.here,
        "clock": _stood(past.clock),
        "branches": [(it.number, it.name, it.parent, it.at, it.luck, it.reason, it.last) for it in past.branches],
    }


def _stood(clock: PhaseClock) -> list[tuple[int, str, float, float]]:
    """Return the phases that were timed, the present one up to its last step."""
    return [(it.turn, it.phase, it.planned, it.added) for it in clock.spells]


def verified(path: Path, disk: Memory) -> None:
    """The journal is what was played: its chain, its dice, its decisions."""
    verdict = verify(path, disk)
    equal("faults that verify finds", [str(it) for it in verdict.faults], [])
    equal("what verify cannot say", verdict.cannot, ())


def reported(path: Path, disk: Memory) -> None:
    """A report names no person, and below control's edition tells of words only those that were everybody's."""
    replay = replay_of(path, disk)
    for edition in EDITIONS:
        text = " ".join(report(Material(replay, edition, named=False)).values())
        equal(f"persons named in the edition for {edition}", NAME in text, False)
        past = replay.past
        read = [*(it.text for it in past.capture.questions), *(it.text for it in past.post.messages(EVERYBODY))]
        if edition != "control":
            equal(f"words in the edition for {edition}", _tokens(text) - _tokens(" ".join(read)), set())
