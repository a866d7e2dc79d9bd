"""Say whether a saved game is what was played: its chain of lines, the dice, and what doctrines decided.

The game is played once more by the rules and the seed in the file, which only the same version can do; what it cannot
check it says. The seed is told when the game is over, and not before.
Exit code 0: nothing is wrong with what could be checked; 1: something is; 2: the command line makes no sense.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from engine.speech import _

if TYPE_CHECKING:
    from engine.table.verifying import Verdict


def declare(parser: ArgumentParser) -> None:
    """Name the options."""
    parser.add_argument("file", metavar="FILE", type=Path, help=_("a saved game"))
    parser.add_argument("--json", action="store_true", help=_("print JSON"))


def run(options: Namespace) -> int:
    """Print what came of it, and return the exit code."""
    from engine.table.verifying import verify

    verdict = verify(options.file)
    print(_json(verdict) if options.json else "\n".join(_told(verdict)))
    return 0 if verdict.holds else 1


def _json(verdict: Verdict) -> str:
    import json

    return json.dumps(verdict.to_json(), indent=2)


def _told(it: Verdict) -> Iterator[str]:
    said = _("{steps} steps, {events} events; checked: {rolls} rolls and {decisions} decisions of doctrines.")
    yield said.format(steps=it.steps, events=it.events, rolls=it.rolls, decisions=it.decisions)
    if it.branches > 1:
        yield _("{n} branches; what follows is told of the one that is played.").format(n=it.branches)
    for fault in it.faults:
        yield _("WRONG, line {line}: {text}").format(line=fault.line, text=fault.text)
    for text in it.cannot:
        yield _("Not checked: {text}").format(text=text)
    if it.commitment:
        yield _("Commitment to the seed: {commitment}").format(commitment=it.commitment)
    if it.seed is not None:
        yield _("The seed was {seed}, its salt {salt}.").format(seed=it.seed, salt=it.salt or "-")
    for luck in it.fresh:
        yield _("Commitment to fresh dice from event {since} on: {commitment}").format(
            since=luck.since, commitment=luck.commitment
        )
        if it.over:
            yield _("The seed was {seed}, its salt {salt}.").format(seed=luck.seed, salt=luck.salt)
    yield _("Code of the last line: {code}").format(code=it.code)
    yield _conclusion(it)


def _conclusion(it: Verdict) -> str:
    if not it.holds:
        return _("This is not as it was played.")
    return _("In what could be checked nothing is wrong.") if it.cannot else _("All is as it was played.")
