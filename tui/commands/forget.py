"""Take a person out of a saved game: their name in seats, forecasts and notes, and wherever somebody wrote it.

The file is written anew and its lines are chained as before; orders, rolls and numbers stay. Give the name as it was
typed; another spelling is another run. What was printed or copied elsewhere is out of reach.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from engine.speech import _


def declare(parser: ArgumentParser) -> None:
    """Name the options."""
    parser.add_argument("file", metavar="FILE", type=Path, help=_("a saved game"))
    parser.add_argument("person", metavar="PERSON", help=_("the name, as it was typed"))
    parser.add_argument("--keep", action="store_true", help=_("keep the old file beside the new one"))


def run(options: Namespace) -> int:
    """Write the file anew, say what was changed, and return the exit code."""
    from engine.language.text import clean
    from engine.table.forgetting import forget

    it = forget(options.file, options.person, keep=options.keep)
    said = _("Now {alias}: in {names} places for names, and {words} times in what was written ({kinds}).")
    kinds = ", ".join(f"{clean(kind, most=40)} {count}" for kind, count in it.kinds.items())
    print(said.format(alias=it.alias, names=it.names, words=it.words, kinds=kinds))
    if it.before is None:
        print(_("The old file is gone. Copies and backups of it are not."))
    else:
        print(_("The old file is kept as {path}, with the name in it.").format(path=clean(str(it.before), most=300)))
    return 0
