"""Where rulesets and scenarios are found: the same in a checkout, an editable install and a wheel.

Only file names are read here, never a file: the command line asks before it loads anything.
"""

from __future__ import annotations

import os
from pathlib import Path, PurePath
from typing import Literal

import attrs

from ..problems import Place, Problem, Problems
from .codes import Example, code
from .text import clean, is_id, nearest, quoted, visible

Kind = Literal["ruleset", "scenario"]

NOT_FOUND = code(
    "L001",
    "Nothing playable has this name",
    why="A bare name means what ships with the engine; a path, such as `./name`, means a folder or file of yours.",
    failing=Example({}, shown="whitecell play tutorail"),
    mended=Example({}, shown="whitecell play tutorial"),
)

_YAML = ".yaml"
_MOST_SHOWN = 60


@attrs.frozen(kw_only=True)
class Entry:
    """One ruleset (`path` is a folder) or scenario (`path` is a file) that ships with the engine."""

    id: str
    kind: Kind
    path: Path


def shipped() -> Path:
    """Return the folder that holds `rulesets/` and `scenarios/`."""
    package = Path(__file__).resolve().parents[1]
    carried = package / "shipped"
    return carried if carried.is_dir() else package.parent


def catalogue() -> tuple[Entry, ...]:
    """Return what ships with the engine: rulesets, then scenarios, each by id."""
    top = shipped()
    folders = sorted(path for path in _inside(top / "rulesets") if path.is_dir())
    files = sorted(path for path in _inside(top / "scenarios") if path.suffix == _YAML and path.is_file())
    rulesets = tuple(
        Entry(id=path.name, kind="ruleset", path=path) for path in folders if is_id(path.name, dashes=True)
    )
    scenarios = tuple(
        Entry(id=path.stem, kind="scenario", path=path) for path in files if is_id(path.stem, dashes=True)
    )
    return rulesets + scenarios


def find(path_or_id: str) -> Path:
    """Return the ruleset folder or scenario file that `path_or_id` names.

    A bare name means what ships with the engine before it means a file here; `./name` is always a file here.

    Raises: Problems: one problem, saying what was looked for.
    """
    for entry in catalogue():
        if entry.id == path_or_id:
            return entry.path
    if os.path.isdir(path_or_id):
        return _ruleset_folder(path_or_id)
    if os.path.isfile(path_or_id):
        return _scenario_file(path_or_id)
    raise _nothing_called(path_or_id)


def _inside(folder: Path) -> tuple[Path, ...]:
    return tuple(folder.iterdir()) if folder.is_dir() else ()


def _ruleset_folder(path: str) -> Path:
    if any(Path(path).glob(f"*{_YAML}")):
        return Path(path)
    raise _problem(path, f"this folder holds no {_YAML} file; a ruleset's folder holds at least one")


def _scenario_file(path: str) -> Path:
    suffix = Path(path).suffix
    if suffix == _YAML:
        return Path(path)
    raise _problem(path, f"this file's name ends in {quoted(suffix)}; a scenario's ends in {_YAML}")


def _nothing_called(name: str) -> Problems:
    message = f"there is no ruleset, scenario, folder or file called {quoted(visible(name), most=_MOST_SHOWN)}"
    return _problem(name, message, hint=_suggestion(name))


def _suggestion(name: str) -> str:
    ids = [entry.id for entry in catalogue()]
    near = nearest(PurePath(name).stem, ids)
    if near:
        return f"did you mean {quoted(near)}?"
    return f"these ship with the engine: {', '.join(ids)}" if ids else "nothing ships with this engine: give a path"


def _problem(path: str, message: str, *, hint: str = "") -> Problems:
    place = Place(clean(visible(path), most=_MOST_SHOWN))
    return Problems([Problem(place=place, code=NOT_FOUND, message=message, hint=hint)])
