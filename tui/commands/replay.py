"""Go through a saved game event by event: steps, jumps, searches, bookmarks. It shows everything, secrets too.

Commands are typed in lines, or come through a pipe: `echo "t 2" | whitecell replay FILE`. Nothing is played.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from engine.speech import _


def declare(parser: ArgumentParser) -> None:
    """Name the options."""
    parser.add_argument("file", metavar="FILE", type=Path, help=_("a saved game"))
    parser.add_argument("--json", action="store_true", help=_("print every event as a line of JSON, and leave"))
    parser.add_argument("--branch", metavar="N", type=int, help=_("look at this branch, not at the one that is played"))


def run(options: Namespace) -> int:
    """Show the game until somebody leaves or the input ends; return the exit code."""
    from engine.table.replaying import replay_of

    from ..plain import Lines
    from ..plain.replay import browse

    replay = replay_of(options.file)
    if options.branch is not None:
        replay.to_branch(options.branch)
    if options.json:
        import json

        for event in replay.to_json():
            print(json.dumps(event))
        return 0
    sys.stdin.reconfigure(errors="replace")  # type: ignore[union-attr]
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    browse(replay, Lines(sys.stdin, sys.stdout, interactive=sys.stdin.isatty() and sys.stdout.isatty()))
    return 0
