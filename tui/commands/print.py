"""Write what a game needs on paper: a brief for each role, order slips, name tents, tables and tracks, a runbook.

HTML for a printer in black and white, A4: open each file in a browser and print it. Of a saved game the papers say how
it stands. Slips are written as the scribe types them in `whitecell host`, so that a turn that was played on paper can
be typed in as one batch.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from engine.speech import _

from . import bounded

MOST_MINUTES = 24 * 60


def declare(parser: ArgumentParser) -> None:
    """Name the options."""
    parser.add_argument("scenario", metavar="SCENARIO|FILE", help=_("a scenario, a ruleset, or a saved game"))
    parser.add_argument("--to", metavar="DIR", type=Path, required=True, help=_("the folder to write into"))
    parser.add_argument("--minutes", metavar="N", type=int, help=_("how many minutes the runbook plans, in all"))


def run(options: Namespace) -> int:
    """Write the papers, say where they are, and return the exit code."""
    from engine.papers.pack import pack_of
    from engine.papers.printing import printed
    from engine.papers.reporting import written

    if options.minutes is not None:
        bounded("--minutes", options.minutes, MOST_MINUTES)
    for path in written(printed(pack_of(options.scenario, options.minutes)), options.to):
        print(path)
    print(_("Briefs are for one seat each, the runbook is for control; open each file in a browser, and print it."))
    return 0
