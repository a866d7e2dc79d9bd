"""Overlays: a ruleset's or scenario's texts in another language, in files of their own.

The overlay of a ruleset's folder is `text/de.yaml`, that of a scenario's file `text/NAME.de.yaml` beside it; a
text file `text/paris.md` is translated by `text/de/paris.md`. Overlays change words and nothing else, so
they count for no digest of the rules. Here they are files; `speakers` reads them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from ..speech import PSEUDO
from .files import MOST_FILE_BYTES, MOST_TEXT_BYTES, Layer, NotThere, Unreadable, read_inside, small

FOLDER = "text"

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:_[A-Z]{2})?")


def languages(asked: str) -> tuple[str, ...]:
    """Return the languages whose overlays are read, the general one first; empty when none is."""
    if not _LANGUAGE.fullmatch(asked) or asked == PSEUDO:
        return ()
    return tuple(dict.fromkeys((asked.split("_")[0], asked)))


def overlay_name(path: Path, root: Path, language: str) -> str:
    """Return the path of an overlay inside the folder of what it translates."""
    stem = "" if path == root else f"{path.stem}."
    return f"{FOLDER}/{stem}{language}.yaml"


def translated_name(path: str, language: str) -> str:
    """Return the path of a text file's translation: in a folder named after the language, beside it."""
    plain = PurePosixPath(path)
    return str(plain.parent / language / plain.name)


def files_of(layer: Layer, asked: str) -> Iterator[tuple[str, str, bytes | Unreadable]]:
    """Yield language, path and bytes (or why not) of the overlays and text files there are in a language."""
    for language in languages(asked):
        yield from taken(layer.root, language, overlay_name(layer.path, layer.root, language), MOST_FILE_BYTES)
        for path in layer.texts:
            yield from taken(layer.root, language, translated_name(path, language), MOST_TEXT_BYTES)


def digest_of_overlays(layers: Iterable[Layer], asked: str) -> str:
    """Return a digest of all overlays and translated text files, "" when there are none."""
    digest, found = hashlib.blake2b(digest_size=8), False
    for layer in layers:
        for _language, name, data in files_of(layer, asked):
            found = True
            for part in (name.encode("utf-8", "surrogateescape"), data if isinstance(data, bytes) else b"?"):
                digest.update(len(part).to_bytes(8, "big"))
                digest.update(part)
    return digest.hexdigest() if found else ""


def taken(root: Path, language: str, name: str, most: int) -> Iterator[tuple[str, str, bytes | Unreadable]]:
    """Yield language, name and bytes (or why not) of one file in a folder, nothing when it is not there."""
    try:
        data = read_inside(root, name, most + 1)
        yield language, name, data if name.endswith(".yaml") else small(data)
    except NotThere:
        return
    except Unreadable as error:
        yield language, name, error
