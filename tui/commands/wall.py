"""Show what everybody may know of a game that is played on this computer: for a projector.

ADDRESS is what the host says; without it, the only game that is published here. The wall is a program of its
own: it knows the public picture only, and reads no saved game.
"""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace

from engine.speech import _

from . import Misuse


def declare(parser: ArgumentParser) -> None:
    """Name the options."""
    from .play import THEMES

    parser.add_argument("address", metavar="ADDRESS", nargs="?", default="", help=_("what the host says"))
    parser.add_argument("--at-once", action="store_true", help=_("show news as they come: no reveal waits for a key"))
    parser.add_argument("--theme", choices=THEMES, help=_("the colours (default: high contrast)"))


def run(options: Namespace) -> int:
    """Show the wall until it is closed, and return the exit code."""
    from engine.table.meeting import place_of

    from .play import THEMES

    place = place_of(options.address)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Misuse(_("the wall needs a terminal"))
    if options.theme or not os.environ.get("WHITECELL_THEME"):
        os.environ["WHITECELL_THEME"] = THEMES[options.theme or "high-contrast"]
    from ..wall.app import WallApp

    app = WallApp(place, at_once=options.at_once)
    app.run()
    return app.return_code or 0
