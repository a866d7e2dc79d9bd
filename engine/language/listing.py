"""What there is to translate, and an overlay's file with what is missing added at its end."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import attrs

from ..problems import Place, Problem
from .files import Layer, layer_at
from .library import find
from .loader import heard
from .overlays import languages, overlay_name
from .source import Map, Sources, read
from .speakers import Foreign, Plain, Text, squeezed

_LONG = 100  # a longer key stands on a line of its own


@attrs.frozen(kw_only=True)
class Listed:
    """A text, its place, and its translation ("" without one); `own` when its place is in what was asked about."""

    text: str
    place: Place
    translation: str
    own: bool


@attrs.frozen(kw_only=True)
class Listing:
    """The texts of a ruleset or scenario in a language, and where its overlay is or would be."""

    language: str
    overlay: Path
    texts: tuple[Listed, ...]
    files: tuple[str, ...]  # translated text files that are missing

    @property
    def missing(self) -> tuple[Listed, ...]:
        """The texts that have no translation, as their overlay's author meets them."""
        return tuple(it for it in self.texts if not it.translation)


def listed(path_or_id: str, language: str) -> Listing:
    """Return the texts of a ruleset or scenario and their translations into a language.

    Raises: Problems: what is wrong with it, or with its overlays.
    """
    speaker, ruleset = heard(path_or_id, language)
    layer = layer_at(find(path_or_id))
    own = frozenset(layer.shown(name) for name in layer.files)
    missing = {squeezed(text.text) for text in speaker.untold()} if isinstance(speaker, Foreign) else set()
    texts = tuple(
        _listed(speaker, text, ruleset.sources.place(text.mark), own, key in missing)
        for key, text in speaker.heard.items()
    )
    files = tuple(speaker.files_lacking) if isinstance(speaker, Foreign) else ()
    return Listing(language=language, overlay=_overlay(layer, language), texts=texts, files=files)


def extended_overlay(old: str, listing: Listing) -> str | None:
    """Return an overlay's content with the missing texts of its own at the end; None when they cannot stand there."""
    before = _texts_in(old) or {}
    texts = [it for it in listing.missing if it.own and squeezed(it.text) not in before]
    head = old.rstrip("\n") or f"language: {listing.language}\ntexts:"
    new = "\n".join([head, *_lines(texts), ""])
    wanted = before | {squeezed(it.text): "" for it in texts}
    return new if _texts_in(new) == wanted else None


def _listed(speaker: Plain, text: Text, place: Place, own: frozenset[str], is_missing: bool) -> Listed:
    found = "" if is_missing else speaker.say(text)
    return Listed(text=text.text, place=place, translation=found, own=place.path in own)


def _overlay(layer: Layer, language: str) -> Path:
    named = languages(language)[-1] if languages(language) else language
    return layer.root / overlay_name(layer.path, layer.root, named)


def _lines(texts: Sequence[Listed]) -> Iterator[str]:
    """Yield the lines of entries without a translation, under the name of the file that they are from."""
    last = ""
    for it in texts:
        if it.place.path != last:
            last = it.place.path
            yield f"  # {Path(last).name}"
        written = json.dumps(squeezed(it.text), ensure_ascii=False)
        yield f'  {written}: ""' if len(written) < _LONG else f'  ? {written}\n  : ""'


def _texts_in(content: str) -> dict[str, str] | None:
    """Return the texts that an overlay's content has, None when it cannot be read."""
    problems: list[Problem] = []
    whole = read(content.encode(), "", Sources(), problems)
    if whole is None or problems:
        return None
    texts = whole.get("texts")
    return {squeezed(key): str(value) for key, value in texts.items()} if isinstance(texts, Map) else {}
