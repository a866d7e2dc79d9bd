"""Who says the texts of a ruleset or scenario: as they are written, or as overlays have them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import attrs

from ..speech import PSEUDO, Pseudo
from .bind import bind_one
from .faults import Enough, Faults
from .files import MOST_FILE_BYTES, Layer, Unreadable
from .formula import FormulaError, parse_text
from .overlay_codes import BRACES, NOT_TRANSLATED, OTHER_LANGUAGE, SAID_TWICE, UNUSED
from .overlays import files_of, languages, overlay_name, taken, translated_name
from .shapes import Prose, Table, key
from .source import Map, Sources, read
from .text import clean, quoted

LONGEST = 20_000
MOST_TOLD = 40  # texts not translated, and translations without a text, in one report

_FORMULA = re.compile(r"\{\{|\}\}|\{([^}]*)\}")


@attrs.frozen(kw_only=True)
class Overlay:
    """Texts of a ruleset or scenario in another language: `text/de.yaml`, or `text/NAME.de.yaml` beside a scenario."""

    mark: int = attrs.field(default=0, eq=False)
    language: str = key(Prose(said=False), doc="The language, as in the file's name: `de`, `pt_BR`.")
    texts: dict[str, str] = key(
        Table(Prose(said=False), free=True),
        default=attrs.Factory(dict),
        doc="Each text as it is written, and its translation.",
    )


@attrs.frozen(kw_only=True)
class Text:
    """A text of a ruleset and where it stands; a sentence has formulas in braces, a word is an id in words."""

    text: str
    mark: int
    kind: str = "prose"  # "prose", "sentence", "word"


@attrs.define
class Translation:
    """A translation in an overlay, and whether a text wanted it."""

    text: str
    mark: int
    own: bool  # it stands in the overlay of what is loaded, not in that of its base
    used: bool = False
    agrees: bool | None = None


class Plain:
    """Says every text as it is written, and remembers it."""

    language = ""

    def __init__(self) -> None:
        self.heard: dict[str, Text] = {}

    def say(self, text: Text) -> str:
        """Return the text as it is said in this language."""
        self.heard.setdefault(squeezed(text.text), text)
        return text.text

    def file(self, layer: Layer, path: str, mark: int) -> bytes | None:
        """Return the translation of a text file, None when there is none.

        Raises: Unreadable: there is one that is not read.
        """
        return None

    def twice(self, said: str, mark: int) -> None:
        """Report that two reasons of one order would become one."""


class MadeUp(Plain):
    """Says every text in the made-up language."""

    language = PSEUDO

    def say(self, text: Text) -> str:
        """Return the text with accents, in brackets."""
        super().say(text)
        return Pseudo().gettext(text.text)

    def file(self, layer: Layer, path: str, mark: int) -> bytes | None:
        try:
            return Pseudo().gettext(layer.texts[path].decode("utf-8-sig")).encode()
        except UnicodeDecodeError:
            return None  # the loader says what is wrong with it


class Foreign(Plain):
    """Says texts as the overlays have them, the rest as it is written."""

    def __init__(self, language: str, faults: Faults) -> None:
        super().__init__()
        self.language = language
        self.translations: dict[str, Translation] = {}
        self.files_lacking: dict[str, int] = {}
        self.is_there = False
        self._faults = faults

    def add(self, data: bytes, path: str, name: str, *, own: bool) -> None:
        """Take in one overlay's file; later ones go before earlier ones."""
        self.is_there = True
        whole = read(data, path, self._faults.sources, self._faults.found)
        bound = None if whole is None else bind_one(Overlay, whole, self._faults)
        if whole is None or bound is None:
            return
        self._named(whole, bound, name)
        texts = whole.get("texts")
        if isinstance(texts, Map):
            for written, said in texts.items():
                known = clean(str(said), most=LONGEST, lines=True)
                self.translations[squeezed(written)] = Translation(known, texts.values_at[written], own)

    def say(self, text: Text) -> str:
        """Return the translation when there is one that fits."""
        key = squeezed(text.text)
        self.heard.setdefault(key, text)
        found = self.translations.get(key)
        if found is None:
            return text.text
        found.used = True
        return found.text if found.text and self._agrees(found, text) else text.text

    def file(self, layer: Layer, path: str, mark: int) -> bytes | None:
        found = {name: data for _language, name, data in files_of(layer, self.language)}
        names = [translated_name(path, language) for language in languages(self.language)]
        data = next((found[name] for name in reversed(names) if name in found), None)
        if isinstance(data, Unreadable):
            raise data
        if data is None:
            self.files_lacking[translated_name(path, self.language)] = mark
        return data

    def untold(self) -> Iterator[Text]:
        """Yield the texts that have no translation."""
        for known, text in self.heard.items():
            found = self.translations.get(known)
            if (found is None or not found.text) and re.search(r"[^\W\d_]", text.text):
                yield text

    def warn(self, path: str) -> None:
        """Add a warning for each text without translation, and each translation without text."""
        if not self.is_there:
            hint = f"`whitecell texts PATH --language {self.language} --write` begins one"
            self._faults.of_file(
                NOT_TRANSLATED, path, f"nothing is translated into '{self.language}'", hint=hint, severity="warning"
            )
            return
        hint = f"`whitecell texts PATH --language {self.language}` lists them all"
        for text in [*self.untold()][:MOST_TOLD]:
            message = f"{quoted(text.text)} is not translated into '{self.language}'"
            self._faults.add(NOT_TRANSLATED, text.mark, message, hint=hint, severity="warning")
        for name, mark in self.files_lacking.items():
            message = f"there is no translation of this file into '{self.language}'"
            self._faults.add(NOT_TRANSLATED, mark, message, hint=f"write {quoted(name)}", severity="warning")
        unused = [(known, it) for known, it in self.translations.items() if it.own and not it.used]
        for known, it in unused[:MOST_TOLD]:
            meant = self._faults.meant(known, (text.text for text in self.untold()))
            hint = meant if meant.startswith("did") else "leave it out"
            self._faults.add(UNUSED, it.mark, f"no text is {quoted(known)}", hint=hint, severity="warning")

    def twice(self, said: str, mark: int) -> None:
        found = self.translations.get(squeezed(said))
        message = f"{quoted(said)} is translated like another reason of the same order"
        self._faults.add(SAID_TWICE, found.mark if found else mark, message)

    def _named(self, whole: Map, bound: Overlay, name: str) -> None:
        if bound.language != name:
            message = f"the file is named for '{name}', and says its language is {quoted(bound.language)}"
            self._faults.add(OTHER_LANGUAGE, whole.values_at["language"], message, length=len(bound.language))

    def _agrees(self, found: Translation, text: Text) -> bool:
        """Return whether a sentence and its translation have the same formulas; a problem when not."""
        if text.kind != "sentence":
            return True
        if found.agrees is None:
            wrong = _disagreement(text.text, found.text)
            found.agrees = wrong is None
            if wrong is not None:
                self._faults.add(BRACES, found.mark, wrong[0], hint=wrong[1], length=len(found.text))
        return found.agrees


def squeezed(text: str) -> str:
    """Return a text with single spaces, as overlays find it: how its lines break does not matter."""
    return " ".join(clean(text, most=LONGEST).split())


def at_a_glance(path: Path, asked: str) -> Callable[[str], str]:
    """Return who says single texts of the ruleset or scenario at `path`, before anything is loaded.

    What is wrong with its overlay is said when it is loaded.
    """
    if asked == PSEUDO:
        return Pseudo().gettext
    root = path if path.is_dir() else path.parent
    speaker = Foreign(asked, Faults(Sources()))
    for language in languages(asked):
        with suppress(Enough):
            for _language, name, data in taken(root, language, overlay_name(path, root, language), MOST_FILE_BYTES):
                if isinstance(data, bytes):
                    speaker.add(data, name, language, own=True)
    return lambda text: speaker.say(Text(text=text, mark=0))


def _disagreement(text: str, translation: str) -> tuple[str, str] | None:
    """Return what is wrong with a translation's formulas, and a hint; None when nothing is."""
    try:
        wanted = _formulas(text)
    except FormulaError:
        return None  # the compiler says what is wrong with the text itself
    try:
        given = _formulas(translation)
    except FormulaError as error:
        return f"in this translation: {error.message}", error.hint
    lacking, more = sorted(wanted - given), sorted(given - wanted)
    if not (lacking or more):
        return None
    told = [f"{_braced(lacking)} is missing"] if lacking else []
    told += [f"{_braced(more)} is not in the text"] if more else []
    hint = f"the text has {_braced(sorted(wanted))}" if wanted else "the text has none; write {{ for a brace"
    return f"this translation has other formulas than the text: {', '.join(told)}", hint


def _formulas(text: str) -> frozenset[str]:
    parse_text(text)
    return frozenset(" ".join(found[1].split()) for found in _FORMULA.finditer(text) if found[1] is not None)


def _braced(formulas: list[str]) -> str:
    return ", ".join(f"{{{clean(each, most=40)}}}" for each in formulas)
