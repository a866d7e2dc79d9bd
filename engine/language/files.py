"""The files of a ruleset or scenario as bytes: which are read, how many, and the digest of them.

Nothing is parsed here but the two keys that lead to other files, and those by their letters: so the
digest of all that a load would read is known without reading YAML.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePath

import attrs

MOST_FILES = 200
MOST_BYTES = 4 << 20
MOST_FILE_BYTES = 1 << 20
MOST_TEXT_BYTES = 64 << 10
SUBFOLDERS = ("doctrines", "tests")
HEAD = "ruleset.yaml"
"""What the file with a ruleset's id is usually called."""

_TEXT_FILE = re.compile(rb"""text_file["']?[ \t]*:[ \t]+(?:"([^"\n\\]*)"|'([^'\n]*)'|([^\s"',}\]#][^\r\n,}\]#]*))""")
_ID = re.compile(rb"""^["']?id["']?:""", re.MULTILINE)
_EXTENDS = re.compile(rb"^extends:[ \t]+([a-z][a-z0-9_-]*)[ \t]*(?:#[^\r\n]*)?\r?$", re.MULTILINE)


class Unreadable(Exception):
    """A file is not read; the message says why, without its name."""


class NotThere(Unreadable):
    """There is no such file."""


@attrs.frozen(kw_only=True)
class Layer:
    """One ruleset or scenario on the disk, without what it extends.

    `files` are its YAML files by name, in order of reading, and `texts` the text files they name.
    `refused` are files that cannot be read, with the reason; `passed_over` are others that
    look like YAML, each with why it is not read and what to do about it.
    """

    path: Path
    root: Path
    files: Mapping[str, bytes]
    texts: Mapping[str, bytes]
    refused: Mapping[str, str]
    passed_over: Mapping[str, tuple[str, str]]
    too_much: bool

    def shown(self, name: str) -> str:
        """Return the path of one of its files as problems show it."""
        return _near(self.root / name)


def layer_at(path: Path) -> Layer:
    """Return the files of the ruleset's folder, or of the scenario's file, at `path`."""
    folder = path.is_dir()
    root = path if folder else path.parent
    names = _names(root) if folder else [path.name]
    shelf = _Shelf(root)
    for name in names:
        shelf.take(name)
    return Layer(
        path=path,
        root=root,
        files=shelf.files,
        texts=shelf.text_files(),
        refused=shelf.refused,
        passed_over=dict(_passed_over(root)) if folder else {},
        too_much=shelf.too_much,
    )


def extends_of(layer: Layer) -> str | None:
    """Return the id of what the layer extends, or None."""
    found = (_extends_in(data) for data in layer.files.values() if b"extends" in data)
    return next((each for each in found if each), None)


def around(file: Path) -> Layer | None:
    """Return the ruleset's folder that a file is only a part of, or None where it stands for itself.

    One file of such a folder has an id, and unless it is called `ruleset.yaml` it extends nothing.
    """
    if not file.is_file():
        return None
    folder = file.absolute().parent
    layer = layer_at(folder.parent if folder.name in SUBFOLDERS else folder)
    heads = [name for name, data in layer.files.items() if _ID.search(data)]
    if len(layer.files) == 1 or len(heads) != 1:
        return None
    return layer if heads == [HEAD] or (file.name not in heads and extends_of(layer) is None) else None


def digest_of(layers: Iterable[Layer]) -> str:
    """Return the digest of names and bytes of all files, bases first."""
    digest = hashlib.blake2b(digest_size=16)
    for layer in layers:
        for name, data in (*layer.files.items(), *sorted(layer.texts.items())):
            for part in (name.encode("utf-8", "surrogateescape"), data):
                digest.update(len(part).to_bytes(8, "big"))
                digest.update(part)
    return digest.hexdigest()


class _Shelf:
    """The files taken so far, within the limits."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.files: dict[str, bytes] = {}
        self.refused: dict[str, str] = {}
        self.too_much = False
        self._left = MOST_BYTES

    def take(self, name: str) -> None:
        if self.too_much:
            return
        try:
            data = read_inside(self.root, name, MOST_FILE_BYTES + 1)  # the YAML reader says when it is too large
        except Unreadable as error:
            self.refused[name] = str(error)
            return
        self._left -= len(data)
        self.too_much = len(self.files) >= MOST_FILES or self._left < 0
        if not self.too_much:
            self.files[name] = data

    def text_files(self) -> dict[str, bytes]:
        texts: dict[str, bytes] = {}
        names = dict.fromkeys(name for name in _named_texts(self.files.values()) if name not in self.refused)
        for number, name in enumerate(names):
            try:
                if number >= MOST_FILES:
                    raise Unreadable(f"more than {MOST_FILES} text files are named")
                texts[name] = small(read_inside(self.root, name, MOST_TEXT_BYTES + 1))
            except Unreadable as error:
                self.refused[name] = str(error)
        return texts


def small(data: bytes) -> bytes:
    if len(data) > MOST_TEXT_BYTES:
        raise Unreadable(f"it is larger than {MOST_TEXT_BYTES >> 10} KiB")
    return data


def read_inside(root: Path, name: str, most: int) -> bytes:
    """Return up to `most` bytes of a regular file inside `root`.

    Raises: Unreadable: it is not there, is something else, or lies outside, if only by a link.
    """
    try:
        path = (root / name).resolve()
        if not path.is_relative_to(root.resolve()):
            raise Unreadable("it lies outside the folder")
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with open(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise Unreadable("it is not a file")
            return file.read(most)
    except FileNotFoundError:
        raise NotThere("there is no such file") from None
    except (OSError, ValueError, RuntimeError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise Unreadable(f"the system says: {reason or 'it cannot be opened'}") from None


def _names(root: Path) -> list[str]:
    return sorted(name for name in _all_names(root) if name.endswith(".yaml"))


def _all_names(root: Path) -> Iterator[str]:
    """Yield the names of files in the folder and its sub-folders for doctrines and tests."""
    for folder in ("", *SUBFOLDERS):
        inside = root / folder
        names = os.listdir(inside) if inside.is_dir() else []
        yield from (f"{folder}/{name}" if folder else name for name in names if not name.startswith("."))


def _passed_over(root: Path) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield the names of files that look like YAML and are not read, each with the reason and a hint."""
    for name in _all_names(root):
        suffix = PurePath(name).suffix
        if suffix != ".yaml" and suffix.lower() in (".yaml", ".yml"):
            yield name, (f"its name ends in {suffix}", "let it end in .yaml")
    hint = f"put it beside the others, or into {' or '.join(f'{it}/' for it in SUBFOLDERS)}"
    for folder in sorted(os.listdir(root)):
        if folder not in (*SUBFOLDERS, "text") and not folder.startswith("."):
            for name in _inside(root / folder):
                if name.endswith(".yaml"):
                    yield f"{folder}/{name}", (f"it lies in {folder}/", hint)


def _inside(folder: Path) -> list[str]:
    """Return the names in a folder, none where it cannot be looked into or is reached by a link."""
    try:
        return [] if folder.is_symlink() or not folder.is_dir() else sorted(os.listdir(folder))
    except OSError:
        return []


def _named_texts(files: Iterable[bytes]) -> Iterator[str]:
    for data in files:
        for found in _TEXT_FILE.finditer(data) if b"text_file" in data else ():
            name = (found[1] or found[2] or found[3] or b"").strip().decode("utf-8", "replace")
            if name:
                yield name


def _extends_in(data: bytes) -> str | None:
    """Return what a file extends; only a file that mentions it in an unusual way is parsed."""
    plain = _EXTENDS.findall(data)
    if len(plain) == data.count(b"extends") == 1:
        return str(plain[0], "ascii")
    from .source import Sources, read

    whole = read(data, "", Sources(), [])
    found = whole.get("extends") if whole else None
    return found if isinstance(found, str) else None


def _near(path: Path) -> str:
    """Return the path from the working folder when it leads down from there."""
    try:
        return str(path.absolute().relative_to(Path.cwd()))
    except (ValueError, OSError):
        return str(path)
