"""Take a person out of a saved game: their name in seats, forecasts and notes, and wherever somebody wrote it.

The file is written anew and its lines are chained as before; orders, rolls and numbers stay, and `whitecell verify`
checks it as it did. Damaged ends that lie beside the file (FILE.damaged-1) are gone through too. Give the name as it
was typed; another spelling is another run. No backup is kept unless you ask for one with --keep: it would have the name
in it. What was printed or copied elsewhere is out of reach.
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
    if it.left:
        left = _("Parts of the name still stand in what people wrote: {parts}. Forget them by name if they are theirs.")
        print(left.format(parts=", ".join(clean(part, most=40) for part in it.left)))
    for path, count in it.ends:
        end = _("{path}, a damaged end that was cut off: {count} times. What the damage made of a name is not found.")
        print(end.format(path=clean(str(path), most=300), count=count))
    for path in it.backups:
        backup = _("{path} is a backup of an earlier run, and was not changed: delete it, or it keeps the name.")
        print(backup.format(path=clean(str(path), most=300)))
    if it.before is None:
        print(_("No backup was kept: the old file is gone. Copies of it, reports and printouts are not."))
    else:
        kept = _("The old file is kept, with the name in it: {path}. Delete it when all is well.")
        print(kept.format(path=clean(str(it.before), most=300)))
    print(_("The code of the journal's last line is another one now; `whitecell verify` checks the new file."))
    return 0
