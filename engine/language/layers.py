"""What a path or an id names and what that extends, down to its ruleset: files, found without reading YAML."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path

from .files import Layer, digest_of, extends_of, layer_at
from .library import catalogue, find
from .overlays import digest_of_overlays
from .text import is_id

MOST_STEPS = 8


def fingerprint(path_or_id: str | Path, language: str = "") -> str:
    """Return the digest that a load would have, and with a language that of its overlays, without reading YAML.

    Raises: Problems: nothing is called so.
    """
    return _fingerprint(layers_of(path_or_id), language)


def fingerprint_here(path_or_id: str | Path, language: str = "") -> str:
    """Return a fingerprint that also follows where the files lie as seen from the working folder.

    The places that a load carries are written so: two folders see two loads of the same text.

    Raises: Problems: nothing is called so.
    """
    layers = layers_of(path_or_id)
    seen = "\0".join(layer.shown("") for layer in layers)
    return _fingerprint(layers, language) + blake2b(seen.encode("utf-8", "replace"), digest_size=8).hexdigest()


def scenarios_of(ruleset_id: str) -> tuple[str, ...]:
    """Return the shipped scenarios that extend a ruleset, at first or second hand, by id."""
    extends = {each.id: extends_of(layer_at(each.path)) for each in catalogue() if each.kind == "scenario"}
    return tuple(name for name in extends if ruleset_id in _chain(name, extends))


def first_of(source: str | Path) -> str | Path:
    """Return the id of the first shipped scenario of a shipped ruleset; anything else as it is."""
    entry = next((each for each in catalogue() if each.kind == "ruleset" and each.id == source), None)
    found = scenarios_of(entry.id) if entry is not None else ()
    return found[0] if found else source


def path_of(path_or_id: str | Path) -> Path:
    """Return where to load from; a `Path` is never the id of what ships."""
    return find(str(path_or_id.absolute())) if isinstance(path_or_id, Path) else find(path_or_id)


def layers_of(path_or_id: str | Path) -> list[Layer]:
    """Return what a path or id names and what it extends, bases last."""
    layers = [layer_at(path_of(path_or_id))]
    while len(layers) <= MOST_STEPS:
        base = base_of(layers[-1].path, extends_of(layers[-1]) or "")
        if base is None:
            break
        layers.append(layer_at(base))
    return layers


def _fingerprint(layers: list[Layer], language: str) -> str:
    return digest_of(reversed(layers)) + digest_of_overlays(layers, language)


def bases_at(path: Path) -> list[str]:
    """Return the ids that a ruleset or scenario at `path` may extend: what stands beside it, and what ships."""
    names = [each.stem for each in path.absolute().parent.glob("*")] + [each.id for each in catalogue()]
    return [name for name in dict.fromkeys(names) if base_of(path, name) is not None]


def base_of(path: Path, wanted: str) -> Path | None:
    """Return where stands what a ruleset or scenario at `path` extends: beside it before among what ships."""
    if not is_id(wanted, dashes=True):
        return None
    near = path.absolute().parent
    for folder in (near.parent / "rulesets" / wanted, near / wanted):
        if folder.is_dir():
            return folder
    file = near / f"{wanted}.yaml"
    if file.is_file() and file != path.absolute():
        return file
    return next((each.path for each in catalogue() if each.id == wanted), None)


def _chain(name: str, extends: dict[str, str | None]) -> list[str]:
    chain: list[str] = []
    step = extends.get(name)
    while step is not None and step not in chain:
        chain.append(step)
        step = extends.get(step)
    return chain
