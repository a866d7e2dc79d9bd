"""The white cell's console in plain lines, for a pipe, a screen reader, or a scribe: one answer a line.

A line that is no command is a slip.
"""

from __future__ import annotations

from engine.problems import Refused
from engine.speech import _

from ..console.control import Control
from . import branching, ruling, seating  # noqa: F401  (they declare commands)
from .desk import Host, tell_status
from .lines import Lines
from .onlooker import Quit


def host(control: Control, lines: Lines) -> int:
    """Host until control leaves or the input ends; return the exit code."""
    who = Host(control=control, lines=lines)
    if who.session.mended:
        lines.say(who.session.mended)
    lines.say(_("EXERCISE. You are control; ? lists what you can type. A line that is no command is a slip."))
    tell_status(who, "")
    try:
        while True:
            line = lines.ask()
            try:
                who.tick()
                with who.session.guard.given_by(control.name):
                    who.obey(line)
            except Refused as refused:
                lines.say(f"! {refused.reason}")
    except (EOFError, Quit):
        lines.say_whole(control.kept if who.session.journal else _("The game was not kept."))
    return 0
