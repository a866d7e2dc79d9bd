"""Write the report of a saved game: one HTML page, Markdown, and tables for spreadsheets. Nothing is played.

Editions: players (hidden orders once the game is over, but no sealed objectives and nobody's words), control
(everything), public (only what everybody saw). `--names roles` keeps the Chatham House rule in control's edition;
the other two always keep it.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from engine.speech import _

from . import Misuse


def declare(parser: ArgumentParser) -> None:
    """Name the options."""
    parser.add_argument("file", metavar="FILE", type=Path, help=_("a saved game"))
    parser.add_argument("--to", metavar="DIR", type=Path, required=True, help=_("the folder to write into"))
    parser.add_argument(
        "--edition",
        choices=("players", "control", "public"),
        default="players",
        help=_("for whom it is (default: players)"),
    )
    parser.add_argument(
        "--names", choices=("roles", "people"), help=_("whether persons are named, in control's edition")
    )


def run(options: Namespace) -> int:
    """Write the report, say where it is, and return the exit code."""
    from engine.papers.material import material_of
    from engine.papers.reporting import report, written

    if options.names == "people" and options.edition != "control":
        raise Misuse(_("persons are named in control's edition only; leave --names out, or add --edition control"))
    m = material_of(options.file, options.edition, named=options.names != "roles")
    for path in written(report(m), options.to):
        print(path)
    if options.edition == "control":
        print(_("It holds every secret of the game: it is for control."))
    return 0
