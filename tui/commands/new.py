"""Start a ruleset or scenario of your own: small, commented, playable at once."""

from __future__ import annotations

import re
from argparse import ArgumentParser, Namespace
from pathlib import Path, PurePath

from engine.speech import _

from . import Misuse

_ID = re.compile(r"[a-z][a-z0-9_]*(-[a-z0-9_]+)*")
_MOST_LETTERS = 60


def declare(parser: ArgumentParser) -> None:
    """Name the options."""
    parser.add_argument("kind", choices=("ruleset", "scenario"), help=_("what to start"))
    parser.add_argument("name", metavar="NAME", help=_("its id: small letters, digits, `-`"))
    parser.add_argument(
        "--in", dest="folder", metavar="FOLDER", type=Path, default=Path(), help=_("where (default: here)")
    )
    parser.add_argument(
        "--extends",
        metavar="RULESET",
        default="prisoners-dilemma",
        help=_("the ruleset a scenario is a start of (default: prisoners-dilemma)"),
    )


def run(options: Namespace) -> int:
    """Write the files, never over existing ones, and return the exit code."""
    if len(options.name) > _MOST_LETTERS or not _ID.fullmatch(options.name):
        said = _("'{name}' cannot be an id: small letters, digits and '-', such as 'lake-2'")
        raise Misuse(said.format(name=options.name))
    if options.name in ("true", "false", "null"):
        raise Misuse(_("'{name}' is a word of YAML; choose another name").format(name=options.name))
    if options.kind == "scenario":
        _findable(options.extends, options.folder / f"{options.name}.yaml")
    files = _ruleset(options.name) if options.kind == "ruleset" else _scenario(options.name, options.extends)
    _write(options.folder, files)
    path = _typed(options.folder / next(iter(files)).parts[0])
    print(_("{path} is ready. Try:").format(path=path))
    print("\n".join(f"  whitecell {command} {path}" for command in ("check", "test", "play")))
    return 0


def _typed(path: Path) -> str:
    """Return what to type for a path: a bare name that ships with the engine would mean that one."""
    from engine.language.library import catalogue

    return f"./{path}" if str(path) in {entry.id for entry in catalogue()} else str(path)


def _findable(base: str, path: Path) -> None:
    """Make sure that a scenario at `path` will find what it extends.

    Raises: Misuse: it will not.
    """
    from engine.language.layers import base_of, bases_at
    from engine.language.text import clean, nearest

    if base_of(path, base) is not None:
        return
    near = nearest(PurePath(base).stem, bases_at(path))
    said = _("there is no ruleset or scenario '{name}' beside {path} or among those that ship")
    meant = _("there is no ruleset or scenario '{name}' beside {path} or among those that ship; did you mean '{near}'?")
    raise Misuse((meant if near else said).format(name=clean(base, most=60), path=path, near=near))


def _ruleset(name: str) -> dict[Path, str]:
    """Return a new ruleset's files by path: the template's, with their own name."""
    from .schema import text_of

    top = _templates() / "my-ruleset"
    files = {Path(name) / path.relative_to(top): _named(path, "ruleset", name) for path in sorted(top.rglob("*.yaml"))}
    return {**files, Path(name) / "ruleset.schema.json": text_of("ruleset")}


def _scenario(name: str, ruleset: str) -> dict[Path, str]:
    from .schema import text_of

    text = _named(_templates() / "my-scenario.yaml", "scenario", name).replace("my-ruleset", ruleset)
    return {Path(f"{name}.yaml"): text, Path("scenario.schema.json"): text_of("scenario")}


def _templates() -> Path:
    import engine.language

    return Path(engine.language.__file__).parent / "templates"


def _named(path: Path, kind: str, name: str) -> str:
    text = path.read_text(encoding="utf-8")
    title = name.replace("-", " ").replace("_", " ").capitalize()
    return text.replace(f"my-{kind}", name).replace(f"My {kind}", title)


def _write(folder: Path, files: dict[Path, str]) -> None:
    taken = [folder / path for path in files if (folder / path).exists() and path.suffix != ".json"]
    if taken:
        said = _("{path} is already there; choose another name, or another folder with --in")
        raise Misuse(said.format(path=taken[0]))
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
