"""Play a scenario or a saved game, alone or with others at one keyboard.

Seats that nobody takes are played by their doctrines. Without a terminal, or with --plain, the game
is told in numbered lines.
"""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from engine.speech import _

from . import Misuse, beginning, known_language, pairs

if TYPE_CHECKING:
    from engine import Scenario
    from engine.table.session import Session

    from ..app import Whitecell
    from ..opening import Asked
    from ..plain import Lines
    from ..seating import Seating


THEMES = {
    "dark": "whitecell-dark",
    "light": "whitecell-light",
    "high-contrast": "high-contrast",
    "sixteen-dark": "sixteen-dark",
    "sixteen-light": "sixteen-light",
}
"""What a player calls a theme -> its name."""


def declare(parser: ArgumentParser) -> None:
    """Name the options."""
    parser.add_argument(
        "scenario", metavar="SCENARIO|FILE", nargs="?", help=_("a scenario, a ruleset, or a saved game")
    )
    parser.add_argument(
        "--seat",
        metavar="ROLE",
        action="append",
        default=[],
        help=_("a role that a person plays; several share the screen"),
    )
    beginning(parser)
    parser.add_argument("--theme", choices=THEMES, help=_("the colours"))
    parser.add_argument("--language", metavar="LANGUAGE", help=_("the language of the texts: de, pt_BR"))
    parser.add_argument("--plain", action="store_true", help=_("numbered lines instead of a screen"))


def run(options: Namespace) -> int:
    """Play, and return the exit code; `--language` was heard before any text was read."""
    known_language(options.language or "")
    if options.theme:
        os.environ["WHITECELL_THEME"] = THEMES[options.theme]
    terminal = sys.stdin.isatty() and sys.stdout.isatty()
    if terminal and not options.plain:
        return _on_screen(options)
    return _in_lines(options, terminal=terminal)


def _on_screen(options: Namespace) -> int:
    from engine.language.library import find
    from engine.language.text import clean

    from ..opening import Asked

    asked = Asked(
        scenario=options.scenario or "",
        journal=options.journal,
        seats=tuple(options.seat),
        doctrines=pairs(options.doctrine, "ROLE=NAME"),
        seed=options.seed,
    )
    if asked.saved is not None:
        _only_its_name(options)
    elif asked.scenario:
        find(asked.scenario)  # what does not exist is said before the screen is taken
    app = _app(asked, publish=options.publish)
    app.run()
    if app.kept is not None:
        print(_("The game is saved. Go on with: whitecell play {where}").format(where=clean(str(app.kept), most=300)))
    return app.return_code or 0


def _app(asked: Asked, *, publish: bool) -> Whitecell:
    if publish:
        from ..published import PublishedWhitecell

        return PublishedWhitecell(asked)
    from ..app import Whitecell

    return Whitecell(asked)


def _in_lines(options: Namespace, *, terminal: bool) -> int:
    from ..plain import Lines
    from ..plain.onlooker import Again, Quit

    sys.stdin.reconfigure(errors="replace")  # type: ignore[union-attr]
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    lines = Lines(sys.stdin, sys.stdout, interactive=terminal)
    if not terminal and not options.plain:
        lines.say(_("This is no terminal, so the game is told in plain lines."))
    while True:
        try:
            return _told(_session(options, lines), lines, publish=options.publish)
        except Quit:
            return 0
        except Again:
            options = Namespace(scenario="", seat=[], doctrine=[], seed=None, journal=None, publish=options.publish)


def _told(session: Session, lines: Lines, *, publish: bool) -> int:
    """Play in lines, and return the exit code; a mistake of the program is told without values."""
    from engine.problems import Problems, Refused
    from engine.table.publishing import publishing

    from ..crash import crash_folder, told
    from ..plain import play
    from ..plain.onlooker import Again

    try:
        if not publish:
            return play(session, lines)
        with publishing(session) as address:
            lines.say(_("The wall: whitecell wall {address}").format(address=address))
            return play(session, lines)
    except (OSError, Problems, Refused, Again):
        raise
    except Exception as error:  # its words may hold orders and numbers that nobody should read
        if os.environ.get("WHITECELL_TRACEBACK"):
            raise
        print(told(error, crash_folder()), file=sys.stderr)
        return 1
    finally:
        session.close()


def _session(options: Namespace, lines: Lines) -> Session:
    """Return a game that goes on, or a new one with people where they asked to sit.

    Raises: Quit: somebody leaves before it begins.
    """
    from engine import load

    from ..plain.start import set_table, something_to_play

    wanted = options.scenario or something_to_play(lines)
    if _is_saved_game(wanted):
        return _resumed(options, wanted)
    scenario, doctrines = load(wanted), pairs(options.doctrine, "ROLE=NAME")
    _known(scenario, options.seat, doctrines)
    seating, seed = set_table(scenario, options.seat, doctrines, options.seed, lines)
    return _opened(scenario, seating, seed, options.journal, kept=lines.interactive)


def _opened(scenario: Scenario, seating: Seating, seed: int | None, journal: Path | None, *, kept: bool) -> Session:
    """Return a new game, saved to the file named, or when somebody may come back."""
    from engine.table.saves import new_save_path
    from engine.table.session import Person, Scripted, Session

    scripted = {role: Scripted(name) for role, name in seating.doctrines.items()}
    seats = {role: Person() for role in seating.people} | scripted
    path = journal or (new_save_path(scenario.id) if kept else None)
    return Session.open(scenario, seats=seats, seed=seed, journal=path)


def _known(scenario: Scenario, people: Iterable[str], doctrines: Mapping[str, str]) -> None:
    """Raise Misuse when there is no such role, or no such doctrine for it."""
    from engine.bots.roster import player_for
    from engine.problems import Refused

    roles = [role.id for role in scenario.roles]
    for role in (*people, *doctrines):
        if role not in roles:
            said = _("there is no role '{role}' here; there are {roles}")
            raise Misuse(said.format(role=role, roles=", ".join(roles)))
    for role, name in doctrines.items():
        if role in people:
            said = _("{role} is played by a person and by '{name}'; choose one")
            raise Misuse(said.format(role=role, name=name))
        try:
            player_for(scenario, role, name)
        except Refused as refused:
            raise Misuse(refused.reason) from None


def _is_saved_game(wanted: str) -> bool:
    from engine.table.journal import is_journal

    return Path(wanted).is_file() and (Path(wanted).suffix != ".yaml" or is_journal(Path(wanted)))


def _resumed(options: Namespace, wanted: str) -> Session:
    from ..opening import resumed

    _only_its_name(options)
    return resumed(Path(wanted))


def _only_its_name(options: Namespace) -> None:
    """Raise Misuse when more is asked of a saved game than to go on."""
    if options.seat or options.doctrine or options.seed is not None or options.journal:
        raise Misuse(_("a saved game has its seats, seed and file already: give its name alone"))
