"""The command `whitecell`: finds a command's module, puts what goes wrong in words.

Nothing slow is imported here: `--help` is a table, and each command's module imports what it needs
when it runs. Exit codes: 0 fine, 1 problems, 2 misuse, 130 interrupted.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # type checkers know the name; importing `typing` would cost more than all of `--help`
if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Callable, Sequence
    from types import ModuleType

FINE, PROBLEMS, MISUSE, INTERRUPTED = 0, 1, 2, 130
_ENGLISH = ("", "C", "POSIX", "en", "en_US", "en_GB")
_LANGUAGES = ("WHITECELL_LANGUAGE", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def _(text: str) -> str:
    """Return a text in the reader's language; for one who reads English nothing is imported."""
    asked = next((value for name in _LANGUAGES if (value := os.environ.get(name))), "")
    if asked.split(":")[0].split(".")[0] in _ENGLISH:
        return text
    from engine.speech import _ as said

    return said(text)


COMMANDS = (
    *("play", "host", "injects", "wall", "replay", "verify", "report", "forget", "print"),
    *("check", "explain", "schema", "new", "texts", "test"),
    *("simulate", "claims", "monotone", "sources", "coverage"),
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code; a user never sees a traceback."""
    words = list(sys.argv[1:] if argv is None else argv)
    _hear_language(words)
    try:
        code = _guarded(lambda: _dispatch(words))
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        return _reader_left()
    return code


def _hear_language(words: list[str]) -> None:
    """Let `play --language` be heard before any text is read in another one."""
    if words[:1] != ["play"]:
        return
    for word, after in zip(words, [*words[1:], ""], strict=True):
        asked = after if word == "--language" else word.removeprefix("--language=") if "=" in word else ""
        if asked and word.startswith("--language"):
            os.environ["WHITECELL_LANGUAGE"] = asked


def _dispatch(words: list[str]) -> int:
    match words:
        case ["-h" | "--help" | "help", *_]:
            print(_help())
            return FINE
        case ["-V" | "--version", *_]:
            return _print_version()
        case [] | ["--plain"]:
            return _run("play", words)
        case [name, *rest] if name in COMMANDS:
            return _run(name, rest)
    return _unknown(words[0])


def _help() -> str:
    lines = [f"  {name:<10}{what}" for name, what in _abouts().items()]
    return "\n".join(
        [
            _("usage: whitecell [COMMAND …]"),
            "",
            _("A turn-based wargame in the terminal. Without a command the game opens."),
            "",
            *lines,
            "",
            _("`whitecell COMMAND --help` tells more about one; `whitecell --version` names the version."),
        ]
    )


def _abouts() -> dict[str, str]:
    """Return what each command does."""
    return {
        "play": _("play a scenario or a saved game"),
        "host": _("host a game as the white cell: clock, seats, slips"),
        "injects": _("list injects; take the list out and in as a table"),
        "replay": _("go through a saved game event by event"),
        "wall": _("show what all may know of a game, for a projector"),
        "verify": _("say whether a saved game is what was played"),
        "report": _("write the report of a saved game"),
        "forget": _("take a person out of a saved game"),
        "print": _("write briefs, slips and a runbook to print"),
        "check": _("say what is wrong with a ruleset or scenario"),
        "explain": _("explain a problem's code, with an example"),
        "schema": _("write the JSON Schema that helps editors"),
        "new": _("start a ruleset or scenario of your own"),
        "texts": _("list what there is to translate, and what is not translated"),
        "test": _("run the tests of a ruleset or scenario"),
        "simulate": _("play many games with every seat scripted"),
        "claims": _("play many games, and say which claims come out of the rules"),
        "monotone": _("raise single tracks step by step, and list the perverse steps"),
        "sources": _("say where the numbers of a ruleset come from"),
        "coverage": _("play many games, and list what hardly ever happens in them"),
    }


def _print_version() -> int:
    from importlib.metadata import PackageNotFoundError, version

    try:
        print(f"whitecell {version('whitecell')}")
    except PackageNotFoundError:
        print(_("whitecell, from a checkout that is not installed"))
    return FINE


def _unknown(word: str) -> int:
    from engine.language.text import clean, nearest

    near = nearest(word, COMMANDS)
    meant = _("there is no command '{word}'; did you mean {near}?")
    said = meant if near else _("there is no command '{word}'; there are {known}")
    _complain(said.format(word=clean(word, most=60), near=near, known=", ".join(COMMANDS)))
    return MISUSE


def _run(name: str, words: list[str]) -> int:
    from importlib import import_module

    command = import_module(f"tui.commands.{name}")
    try:
        options = _parser(name, command).parse_args(words)
    except SystemExit as left:  # after `--help`, or a misuse that was printed
        return FINE if left.code in (0, None) else MISUSE
    code: int = command.run(options)
    return code


def _parser(name: str, command: ModuleType) -> ArgumentParser:
    from .commands import Parser

    parser = Parser(prog=f"whitecell {name}", description=_(str(command.__doc__)))
    command.declare(parser)
    return parser


def _guarded(act: Callable[[], int]) -> int:
    """Return what `act` returns; problems, refusals and system errors become text."""
    try:
        return act()
    except (KeyboardInterrupt, BrokenPipeError):
        raise
    except OSError as error:
        _complain(_words_of(error))
        return PROBLEMS
    except Exception as error:
        return _explained(error)


def _explained(error: Exception) -> int:
    """Say what went wrong and return its exit code.

    A mistake of ours is raised only when WHITECELL_TRACEBACK is set.
    """
    from engine.language.report import as_text
    from engine.language.text import clean
    from engine.problems import Problems, Refused

    from .commands import Misuse

    match error:
        case Problems():
            print(as_text(error.problems), file=sys.stderr)
            return PROBLEMS
        case Refused():
            _complain(clean(error.reason))
            return PROBLEMS
        case Misuse():
            _complain(clean(str(error)))
            return MISUSE
    if os.environ.get("WHITECELL_TRACEBACK"):
        raise error
    what = clean(f"{type(error).__name__}: {error}", most=300)
    _complain(_("a mistake of ours, please report it: {what} (WHITECELL_TRACEBACK=1 shows where)").format(what=what))
    return PROBLEMS


def _words_of(error: OSError) -> str:
    from engine.language.text import clean

    what = (error.strerror or str(error)).lower()
    return clean(f"{error.filename}: {what}" if error.filename else what)


def _complain(text: str) -> None:
    print(f"whitecell: {text}", file=sys.stderr)


def _reader_left() -> int:
    """Leave quietly: who read our output has gone (`whitecell … | head`)."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return FINE


if __name__ == "__main__":
    sys.exit(main())
