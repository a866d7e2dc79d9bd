"""Host a game as the white cell: seats, clock, paper slips, and the whole truth, in this terminal.

Seats of people are those of --seat; without any, every seat that the scenario leaves free. Their orders are
typed from paper slips. All other seats are played by their doctrines. Without a terminal, or with --plain,
the console is told in lines.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from engine.speech import _

from . import Misuse, beginning, pairs

if TYPE_CHECKING:
    from engine import Scenario
    from engine.table.seats import Sitter
    from engine.table.session import Session

    from ..console.control import Control

MOST_MINUTES = 24 * 60


def declare(parser: ArgumentParser) -> None:
    """Name the options."""
    parser.add_argument("scenario", metavar="SCENARIO|FILE", help=_("a scenario, a ruleset, or a saved game"))
    parser.add_argument(
        "--seat",
        metavar="ROLE[=NAME,NAME]",
        action="append",
        default=[],
        help=_("a role that people play, and their names"),
    )
    beginning(parser)
    parser.add_argument("--injects", metavar="FILE.csv", type=Path, help=_("a list of injects to take in at the start"))
    parser.add_argument(
        "--map", metavar="HEADING=COLUMN,…", default="", dest="mapping", help=_("which of its headings is which column")
    )
    parser.add_argument(
        "--as", metavar="NAME", default="", dest="name", help=_("who is in control: the name stands with each command")
    )
    parser.add_argument("--plain", action="store_true", help=_("lines instead of a screen"))
    parser.add_argument(
        "--minutes", metavar="N", type=float, help=_("how many minutes there are for everything, as in the runbook")
    )


def run(options: Namespace) -> int:
    """Host, and return the exit code."""
    minutes = options.minutes
    if minutes is not None and not 0 < minutes <= MOST_MINUTES:
        raise Misuse(_("--minutes must be from 1 to {most}").format(most=MOST_MINUTES))
    if options.mapping and options.injects is None:
        raise Misuse(_("--map says how to read the file of --injects"))
    terminal = sys.stdin.isatty() and sys.stdout.isatty()
    session = opened(options)
    try:
        if options.injects is not None:
            _take_in(session, options)
        return _hosted(session, options, terminal=terminal)
    finally:
        session.close()


def _take_in(session: Session, options: Namespace) -> None:
    """Take in a list of injects.

    Raises: Misuse: anything is wrong with it; it says all that is.
    """
    from engine.papers.injects import mapping_of, read_file, take_in
    from engine.table.injects import injects_of

    from .injects import titles

    sheet = read_file(options.injects, injects_of(session), titles(session.scenario), mapping_of(options.mapping))
    wrong = sheet.faults or take_in(session, sheet)[1]
    if wrong:
        raise Misuse("\n".join(f"{options.injects}: {it}" for it in wrong))
    for note in sheet.notes:
        print(f"{options.injects}: {note}", file=sys.stderr)


def _hosted(session: Session, options: Namespace, *, terminal: bool) -> int:
    from ..console.control import Control

    control = Control(session=session, name=options.name, minutes=options.minutes)
    try:
        if options.publish:
            control.publish()
        if options.plain or not terminal:
            return _in_lines(control, terminal=terminal)
        from ..console.app import Console

        app = Console(control)
        app.run()
        if session.journal is not None:
            print(control.kept)
        return app.return_code or 0
    finally:
        control.close()


def _in_lines(control: Control, *, terminal: bool) -> int:
    from ..plain import Lines
    from ..plain.hosting import host

    sys.stdin.reconfigure(errors="replace")  # type: ignore[union-attr]
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    return host(control, Lines(sys.stdin, sys.stdout, interactive=terminal))


def opened(options: Namespace) -> Session:
    """Return a game that goes on, or a new one.

    Raises: Misuse: there is no such role, or more is asked of a saved game than to go on.
    """
    from engine import load
    from engine.table.journal import is_journal
    from engine.table.saves import new_save_path
    from engine.table.session import Session

    path = Path(options.scenario)
    if path.is_file() and (path.suffix != ".yaml" or is_journal(path)):
        if options.seat or options.doctrine or options.seed is not None or options.journal:
            raise Misuse(_("a saved game has its seats, seed and file already: give its name alone"))
        return Session.resume(path)
    scenario = load(options.scenario)
    seats = seats_of(scenario, options.seat, pairs(options.doctrine, "ROLE=NAME"))
    journal = options.journal or new_save_path(scenario.id)
    session = Session.open(scenario, seats=seats, seed=options.seed, journal=journal)
    if session.game.wants_control:
        session.rule("sit", "")
    return session


def seats_of(scenario: Scenario, people: list[str], doctrines: Mapping[str, str]) -> dict[str, Sitter]:
    """Return who was asked to sit where; without people, they take every seat that is left free.

    Raises: Misuse: there is no such role, it is asked for twice, or its people's names cannot all be kept.
    """
    from engine.problems import Refused
    from engine.table.seats import people_of
    from engine.table.session import Scripted

    roles = [role.id for role in scenario.roles]
    named = [(role.strip(), names) for role, _equals, names in (word.partition("=") for word in people)]
    for role in (*(role for role, _names in named), *doctrines):
        if role not in roles:
            said = _("there is no role '{role}' here; there are {roles}")
            raise Misuse(said.format(role=role, roles=", ".join(roles)))
    for role, _names in named:
        if role in doctrines:
            said = _("{role} is played by a person and by '{name}'; choose one")
            raise Misuse(said.format(role=role, name=doctrines[role]))
    if not named:
        free = [role for role in roles if role not in doctrines]
        named = [(role, "") for role in free if role not in scenario.seats] or [(role, "") for role in free]
    seats: dict[str, Sitter] = {role: Scripted(name) for role, name in doctrines.items()}
    try:
        return seats | {role: people_of(names) for role, names in named}
    except Refused as refused:
        raise Misuse(refused.reason) from None
