"""The rules that a game was begun by travel with it: their text goes into the journal, and comes back from there.

They are read from the journal only where what is installed is something else, or gone. They are unpacked into the
user's cache folder, which its owner alone may write, and are used only when their digest is that of the game.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from shutil import rmtree
from typing import Any

from platformdirs import user_cache_path

from ..language.files import MOST_BYTES, MOST_FILES, Layer, digest_of
from ..language.layers import layers_of
from ..language.library import catalogue
from ..language.overlays import FOLDER, files_of
from ..play.scenario import Scenario
from ..problems import Problems, Refused
from ..rules.load import load
from ..speech import _

Written = list[dict[str, Any]]
"""One map for each layer: `name`, whether it is a `folder`, and by name its `files`, the `texts` that they name, and
the `overlays` in all languages, which count for no digest."""

_PARTS = ("files", "texts", "overlays")

_NAME = re.compile(r"[^/\\\0]{1,200}")
_LANGUAGE = re.compile(r"(?:.*\.)?([a-z]{2,3}(?:_[A-Z]{2})?)(?:\.yaml)?")
_MOST_LAYERS = 16


def scenario_named(source: str) -> Scenario:
    """Return the scenario at a path or with an id.

    Raises: Problems: it does not load.
    """
    return Scenario(load(source), source)


def source_of(scenario: Scenario) -> str:
    """Return what finds a scenario again from anywhere: the id of what ships, or a whole path."""
    shipped = any(entry.id == scenario.source for entry in catalogue())
    return scenario.source if shipped else os.path.abspath(scenario.source)


def written(scenario: Scenario) -> Written:
    """Return the text of all files of a scenario and its ruleset, overlays and text files among them.

    Raises: Refused: they are no longer what was loaded.
    """
    try:
        layers = layers_of(scenario.source)
    except Problems:
        layers = []
    if digest_of(reversed(layers)) != scenario.digest:
        raise Refused(
            _("The files of {title} have changed since they were read: load it again.").format(title=scenario.title)
        )
    return [_written(it) for it in layers]


def digest_in(layers: Iterable[Mapping[str, Any]]) -> str:
    """Return the digest of the text that a journal holds.

    Raises: KeyError, AttributeError, TypeError: it holds none.
    """
    return digest_of(reversed([_layer(it) for it in layers]))


def installed(source: str, digest: str) -> Scenario | None:
    """Return the scenario that is installed here when it is the one of that digest."""
    try:
        if digest_of(reversed(layers_of(source))) == digest:
            return scenario_named(source)
    except Problems:
        return None
    return None


def unpacked(layers: Iterable[Mapping[str, Any]], digest: str) -> Scenario:
    """Return the scenario of which a journal holds the text.

    Raises: Refused: the text is not that of the digest, or cannot be unpacked. Problems: it does not load here.
    """
    try:
        if digest_in(layers) != digest:
            raise Refused(_("The rules in this saved game are not those that it was begun by."))
        files = dict(_placed(layers))
        start = next(iter(files))
        shelf = _shelf(digest)
        where = shelf / start.parts[0] / start.parts[1]
        if not where.exists() or digest_of(reversed(layers_of(where))) != digest:
            _fill(shelf, files)
    except (AttributeError, KeyError, TypeError, ValueError, StopIteration) as error:
        raise Refused(_("The rules in this saved game are not as they were written.")) from error
    except OSError as error:
        said = _("The rules of this saved game cannot be unpacked: {error}.")
        raise Refused(said.format(error=(error.strerror or type(error).__name__).lower())) from None
    if digest_of(reversed(layers_of(where))) != digest:
        raise Refused(_("The rules in this saved game are not those that it was begun by."))
    return scenario_named(str(where))


def _written(layer: Layer) -> dict[str, Any]:
    return {
        "name": layer.path.absolute().name,
        "folder": layer.path == layer.root,
        "files": {name: _text(data) for name, data in layer.files.items()},
        "texts": {name: _text(data) for name, data in layer.texts.items()},
        "overlays": dict(_overlays(layer)),
    }


def _layer(layer: Mapping[str, Any]) -> Layer:
    files, texts = ({name: _bytes(text) for name, text in layer[part].items()} for part in _PARTS[:2])
    return Layer(path=Path(), root=Path(), files=files, texts=texts, refused={}, passed_over={}, too_much=False)


def _overlays(layer: Layer) -> Iterator[tuple[str, str]]:
    for language in sorted(_languages(layer)):
        for _general, name, found in files_of(layer, language):
            if isinstance(found, bytes):
                yield name, _text(found)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _languages(layer: Layer) -> Iterator[str]:
    """Yield the languages in which there may be an overlay or a translated text."""
    folders = {FOLDER, *(str(PurePosixPath(name).parent) for name in layer.texts)}
    names = {entry.name for it in folders if (layer.root / it).is_dir() for entry in (layer.root / it).iterdir()}
    yield from {found[1] for name in names if (found := _LANGUAGE.fullmatch(name))}


def _placed(layers: Iterable[Mapping[str, Any]]) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Yield where each file belongs, so that each layer finds its base as it did at home; the first is the start's."""
    room, left, count = "", MOST_BYTES * 4, 0
    for number, layer in enumerate(layers):
        name, folder = layer["name"], layer["folder"]
        room = "rulesets" if folder else room or "scenarios"
        top = PurePosixPath(room) / _plain(name)
        for inner, text in (it for part in _PARTS for it in layer[part].items()):
            data = _bytes(text)
            left, count = left - len(data), count + 1
            if left < 0 or count > MOST_FILES * 4 or number >= _MOST_LAYERS:
                raise ValueError(name)
            parts = [_plain(part) for part in inner.split("/")]
            yield (top if folder else top.parent).joinpath(*parts), data


def _plain(name: Any) -> str:
    """Return a name that leads nowhere else."""
    if not isinstance(name, str) or not _NAME.fullmatch(name) or name in (".", ".."):
        raise ValueError(name)
    return name


def _shelf(digest: str) -> Path:
    if not re.fullmatch(r"[0-9a-f]{1,64}", digest):
        raise ValueError(digest)
    return user_cache_path("whitecell", appauthor=False) / "played" / digest


def told_path(path: str) -> str:
    """Return a file of the rules as it is told: of a saved game's own copy its folder and name, no place in a cache."""
    try:
        return PurePosixPath(*Path(path).relative_to(_shelf("0").parent).parts[1:]).as_posix()
    except ValueError:
        return path


def _fill(shelf: Path, files: Mapping[PurePosixPath, bytes]) -> None:
    """Put files on a shelf, all at once."""
    shelf.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(dir=shelf.parent, ignore_cleanup_errors=True) as folder:
        new = Path(folder) / "new"
        for name, data in files.items():
            path = new / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        if shelf.exists():
            rmtree(shelf)
        new.rename(shelf)
