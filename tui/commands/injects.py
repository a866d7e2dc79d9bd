"""List the injects of a scenario or saved game, and take the list out and in as a table for a spreadsheet.

Columns: id, status, title, to, text, cue, guidance, expected, objective. --map Title=title,Who=to reads other headings.
With --from, rows with a known id change that inject, others are new ones; a saved game takes them in. For a
scenario the file is only checked: `whitecell host SCENARIO --injects FILE.csv` plays with it.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from engine.speech import _, _n

from . import Misuse

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from engine import Scenario
    from engine.papers.injects import Sheet
    from engine.play.readings import Inject
    from engine.table.session import Session


def declare(parser: ArgumentParser) -> None:
    """Name the options."""
    parser.add_argument("scenario", metavar="SCENARIO|FILE", help=_("a scenario, a ruleset, or a saved game"))
    parser.add_argument("--to", metavar="FILE.csv", type=Path, help=_("write the list to a new file"))
    parser.add_argument("--from", metavar="FILE.csv", type=Path, dest="source", help=_("read a list"))
    parser.add_argument(
        "--map", metavar="HEADING=COLUMN,…", default="", dest="mapping", help=_("which of its headings is which column")
    )


def run(options: Namespace) -> int:
    """List, write or read injects, and return the exit code."""
    from engine import Game, load
    from engine.table.journal import is_journal
    from engine.table.session import Session

    if options.mapping and options.source is None:
        raise Misuse(_("--map says how to read the file of --from"))
    path = Path(options.scenario)
    if not (path.is_file() and (path.suffix != ".yaml" or is_journal(path))):
        scenario = load(options.scenario)
        return _done(options, Game(scenario).injects, scenario, None)
    from engine.table.injects import injects_of

    session = Session.resume(path)
    try:
        return _done(options, injects_of(session), session.scenario, session)
    finally:
        session.close()


def _done(options: Namespace, injects: Sequence[Inject], scenario: Scenario, session: Session | None) -> int:
    from engine.papers.injects import sheet_of, write_sheet

    roles = titles(scenario)
    if options.source is not None:
        code = _read(options, injects, roles, session)
        if code:
            return code
    if options.to is not None:
        if session is not None:
            from engine.table.injects import injects_of

            injects = injects_of(session)
        write_sheet(options.to, sheet_of(injects, tuple(roles)))
        print(
            _n("{count} inject was written.", "{count} injects were written.", len(injects)).format(count=len(injects))
        )
    elif options.source is None:
        _list(injects)
    return 0


def titles(scenario: Scenario) -> dict[str, str]:
    """Return id -> title of each role."""
    return {role.id: role.title or role.id for role in scenario.roles}


def _list(injects: Sequence[Inject]) -> None:
    from engine.language.text import clean

    for it in injects:
        print(f"{it.status:<8} {clean(it.id, most=30):<24} {clean(it.title, most=80)}")
    if not injects:
        print(_("There are no injects."))


def _read(options: Namespace, injects: Sequence[Inject], roles: Mapping[str, str], session: Session | None) -> int:
    """Read a file and take it into a saved game; return 1 when anything is wrong with it."""
    from engine.papers.injects import mapping_of, read_file

    sheet = read_file(options.source, injects, roles, mapping_of(options.mapping))
    if sheet.faults:
        for fault in sheet.faults:
            print(f"{options.source}: {fault}")
        print(_("Nothing was taken: mend the file, and read it again."))
        return 1
    for note in sheet.notes:
        print(f"{options.source}: {note}")
    if session is not None:
        return taken(session, sheet)
    new = sum(row.known is None for row in sheet.rows)
    count = len(sheet.rows)
    said = _n("{count} row can be read, {new} of them new.", "{count} rows can be read, {new} of them new.", count)
    print(said.format(count=count, new=new), end=" ")
    print(_("`whitecell host {scenario} --injects FILE.csv` plays with them.").format(scenario=options.scenario))
    return 0


def taken(session: Session, sheet: Sheet) -> int:
    """Take a sheet into a game, tell what came of it, and return 1 when anything was refused."""
    from engine.papers.injects import take_in

    changed, refused = take_in(session, sheet)
    print(_n("{count} inject was changed.", "{count} injects were changed.", changed).format(count=changed))
    for line in refused:
        print(line)
    return 1 if refused else 0
