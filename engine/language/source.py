"""The strict YAML reader: text, marks and problems, from a file that may be made to hurt.

Built on the parser's events alone. `yaml.load` and `yaml.compose` must not be used anywhere: they
rewrite `NO` and `3:1`, keep the last of two keys, and their recursion ends the process on deep
nesting. The event parser does not recurse; reading stops at the event that passes a limit.
"""

from __future__ import annotations

import re
from itertools import repeat, starmap
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
)

from ..problems import MOST_SHOWN, Place, Problem
from . import yaml_codes  # noqa: F401  (enters the codes that stand below)
from .garbage import few_collections
from .marks import Map, Seq, Sources
from .parser import MOST_NODES_WITHOUT_LIBYAML, puller
from .spots import BRANCH, DOUBLE, FOLDED, LITERAL, PLAIN, SINGLE
from .syntax import mistake
from .text import control_character, quoted

__all__ = ["Map", "Seq", "Sources", "read"]

MOST_BYTES = 1 << 20
MOST_BYTES_WITHOUT_LIBYAML = 64 << 10
MOST_DEPTH = 32
MOST_NODES = 100_000
MOST_LETTERS = 20_000
LARGEST = 10**9

_STYLES = {None: PLAIN, "": PLAIN, "'": SINGLE, '"': DOUBLE, "|": LITERAL, ">": FOLDED}
_WORDS: dict[str, Any] = {"true": True, "false": False, "null": None, "~": None, "": None}
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")
_FLOAT = re.compile(r"-?(?:(?:0|[1-9][0-9]*)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
# Where an anchor or a tag may begin: not inside a word, not after a word and a space (as in `x != 3`).
_ANCHOR_OR_TAG = re.compile(r"""[&!](?<![^\s,\[\]{}:?-][&!])(?<![\w)\]}'"] [&!])""")
_UNKNOWN = object()
_CONTROL = bytes({*range(0x20), 0x7F} - {*b"\t\n\r"})
_WRITE_OUT = "write the entry out in full"


def read(data: bytes, path: str, sources: Sources, problems: list[Problem]) -> Map | None:
    """Return the map that a file holds, or None when nothing in it can be used.

    What is wrong is added to `problems`; after an error of syntax, or past a limit, the rest of
    the file is not read. An empty file is an empty map.
    """
    text = _text(data, path, sources, problems)
    if text is None:
        return None
    base = sources.add(path, text)
    spot = -1 if _is_harmless(data) else control_character(text)
    if spot >= 0:
        message = f"{_named(text[spot])} is in the text"
        problems.append(sources.problem(base + (spot << 3), "Y003", message, hint="leave it out"))
        return None
    try:
        with few_collections():
            return _Reader(text, base, sources, problems).document()
    except StopIteration:
        problems.append(_too_many(path))
    except _Stop:
        pass
    except yaml.YAMLError as error:
        found = mistake(error, text)
        mark = sources.mark(base, found.line, found.column)
        problems.append(sources.problem(mark, found.code, found.message, hint=found.hint))
    except (ValueError, OverflowError):
        problems.append(_of_file(path, "Y026", 'a "\\u…" in the file names no character', "write the character itself"))
    return None


def _text(data: bytes, path: str, sources: Sources, problems: list[Problem]) -> str | None:
    """Return the text of a file with one kind of line break, None when it has none."""
    most = MOST_BYTES if yaml.__with_libyaml__ else MOST_BYTES_WITHOUT_LIBYAML
    if len(data) > most:
        problems.append(_too_large(path, len(data), most))
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problems.append(_not_utf8(data, error.start, path, sources))
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _is_harmless(data: bytes) -> bool:
    """Return True when the bytes are ASCII without control characters, which is soon seen."""
    return data.isascii() and len(data.translate(None, _CONTROL)) == len(data)


def _of_file(path: str, code: str, message: str, hint: str) -> Problem:
    return Problem(place=Place(path), code=code, message=message, hint=hint)


def _too_large(path: str, size: int, most: int) -> Problem:
    without = "" if yaml.__with_libyaml__ else " while PyYAML runs without libyaml"
    message = f"the file has {size:,} bytes; at most {most:,} are read{without}"
    return _of_file(path, "Y001", message, "divide it: all YAML files of a folder are one ruleset")


def _too_many(path: str) -> Problem:
    message = f"the file holds more than {MOST_NODES:,} values"
    if not yaml.__with_libyaml__:
        message = f"the file holds more than {MOST_NODES_WITHOUT_LIBYAML:,} values while PyYAML runs without libyaml"
    return _of_file(path, "Y005", message, "divide it: all YAML files of a folder are one ruleset")


def _not_utf8(data: bytes, spot: int, path: str, sources: Sources) -> Problem:
    data = data.removeprefix(b"\xef\xbb\xbf")
    before = data[:spot].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    base = sources.add(path, data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n"))
    message = f"byte 0x{data[spot]:02X} on line {before.count(10) + 1} is not UTF-8"
    mark = base + (len(before.decode("utf-8", "replace")) << 3)
    return sources.problem(mark, "Y002", message, hint="save the file with the encoding UTF-8")


def _named(letter: str) -> str:
    return f"the control character U+{ord(letter):04X}"


class _Stop(Exception):
    """Reading of this file has ended; why is among the problems."""


class _Keys(dict[str, str | None]):
    """The keys of a file by their text, each kept once; None for what cannot be a key as it stands."""

    def __missing__(self, text: str) -> str | None:
        if len(self) >= MOST_NODES // 2:
            raise StopIteration
        found = self[text] = None if text == "<<" or len(text) > MOST_LETTERS else text
        return found


class _Values(dict[str, Any]):
    """The values of plain scalars by their text, each resolved once."""

    def __missing__(self, text: str) -> Any:
        value = self[text] = _resolved(text)
        return value


class _Reader:
    """One file being read, event by event."""

    __slots__ = (
        "_base",
        "_careful",
        "_escapes",
        "_events",
        "_keys",
        "_most",
        "_nodes",
        "_plain",
        "_problems",
        "_pull",
        "_sources",
        "_styled",
    )

    def __init__(self, text: str, base: int, sources: Sources, problems: list[Problem]) -> None:
        self._base = base
        self._styled = {style: base + number for style, number in _STYLES.items()}
        self._careful = ("&" in text or "!" in text) and _ANCHOR_OR_TAG.search(text) is not None
        self._escapes = "\\" in text
        self._sources = sources
        self._problems = problems
        self._most = len(problems) + MOST_SHOWN
        self._nodes = 0
        self._plain = _Values(_WORDS)
        self._keys = _Keys()
        self._pull = puller(text)
        self._events = starmap(self._pull, repeat((), 2 * MOST_NODES + 10))

    def document(self) -> Map | None:
        """Return the only map of the file, None when it holds something else."""
        pull = self._pull
        pull()
        if type(pull()) is not DocumentStartEvent:
            return self._empty()
        first = pull()
        result, mark = self._value(first, 1)
        pull()
        if type(after := pull()) is DocumentStartEvent:
            self._tell(self._mark(after), "Y015", "a second document begins here; a file holds one")
        if result is None and type(first) is ScalarEvent:
            return self._empty()
        if not isinstance(result, Map):
            self._tell(mark, "Y017", f"a file holds keys and values, not {quoted(result)}", "write `key: value`")
            return None
        return result

    def _empty(self) -> Map:
        result = Map()
        result.at, result.keys_at, result.values_at = self._base | BRANCH, {}, {}
        return result

    def _map(self, mark: int, depth: int) -> Map:
        # The loops of _map and _seq are written out, without calls: they are the time that reading takes.
        result = Map()
        keys_at: dict[str, int] = {}
        values_at: dict[str, int] = {}
        result.at, result.keys_at, result.values_at = mark, keys_at, values_at
        at: Any
        pull, keys, plain, base, styled = self._pull, self._keys, self._plain, self._base, self._styled
        careful, with_care = self._careful, self._careful or self._escapes
        for key in self._events:
            if (
                type(key) is ScalarEvent
                and not (careful or key.style)
                and (name := keys[key.value]) is not None
                and name not in result
            ):
                at = key.start_mark
                key_mark = base + at.index * 8
            elif type(key) is MappingEndEvent:
                self._count(2 * len(result))
                return result
            else:
                key_mark = self._mark(key)
                name = self._key(key, key_mark, keys_at, depth)
            event = pull()
            if type(event) is not ScalarEvent:
                value, mark = self._value(event, depth + 1)
            elif style := event.style:
                at = event.start_mark
                mark = styled[style] + at.index * 8
                value = event.value
                if with_care or len(value) > MOST_LETTERS:
                    value = self._scalar(event, mark)
            else:
                at = event.start_mark
                mark = base + at.index * 8
                if careful or (value := plain[event.value]) is _UNKNOWN:
                    value = self._scalar(event, mark)
            if name is not None:
                keys_at[name] = key_mark
                values_at[name] = mark
                result[name] = value
        raise StopIteration

    def _seq(self, mark: int, depth: int) -> Seq:
        result = Seq()
        result.at = mark
        result.items_at = items_at = []
        at: Any
        plain, base, styled = self._plain, self._base, self._styled
        careful, with_care = self._careful, self._careful or self._escapes
        for event in self._events:
            if type(event) is ScalarEvent:
                if style := event.style:
                    at = event.start_mark
                    mark = styled[style] + at.index * 8
                    value = event.value
                    if with_care or len(value) > MOST_LETTERS:
                        value = self._scalar(event, mark)
                else:
                    at = event.start_mark
                    mark = base + at.index * 8
                    if careful or (value := plain[event.value]) is _UNKNOWN:
                        value = self._scalar(event, mark)
            elif type(event) is SequenceEndEvent:
                self._count(len(result))
                return result
            else:
                value, mark = self._value(event, depth + 1)
            items_at.append(mark)
            result.append(value)
        raise StopIteration

    def _value(self, event: Any, depth: int) -> tuple[Any, int]:
        """Return the value that begins with `event`, and its mark."""
        mark = self._mark(event)
        if type(event) is ScalarEvent:
            return self._scalar(event, mark), mark
        if type(event) is AliasEvent:
            self._tell(mark, "Y012", f"the alias *{quoted(event.anchor)[1:-1]} is used here", _WRITE_OUT)
            return None, mark
        self._refuse_marks(event, mark)
        if depth > MOST_DEPTH:
            self._tell(mark, "Y004", f"lists and maps are nested more than {MOST_DEPTH} deep", "use fewer levels")
            raise _Stop
        return (self._map if type(event) is MappingStartEvent else self._seq)(mark, depth), mark

    def _scalar(self, event: Any, mark: int) -> Any:
        """Return the value of a scalar that has to be looked at, after telling what is wrong with it."""
        if self._careful:
            self._refuse_marks(event, mark)
        text: str = event.value
        if not self._is_fine(text, mark):
            return ""
        if event.style:
            return text
        if (value := self._plain[text]) is not _UNKNOWN:
            return value
        message = f"the number {quoted(text)} lies beyond ±1,000,000,000"
        self._tell(mark, "Y007", message, "use a smaller unit", length=len(text))
        return 0

    def _key(self, event: Any, mark: int, earlier: dict[str, int], depth: int) -> str | None:
        """Return the key that an event is, None for one that is refused."""
        if type(event) is not ScalarEvent:
            if type(event) is not AliasEvent:
                self._tell(mark, "Y016", "a list or a map stands where a key is expected", "a key is one word")
            self._value(event, depth + 1)
            return None
        name: str = event.value
        self._refuse_marks(event, mark)
        if name == "<<":
            self._tell(mark, "Y014", "the merge key << is used here", _WRITE_OUT, length=2)
            return None
        if name in earlier:
            first = self._sources.place(earlier[name])
            message = f"the key {quoted(name)} is given twice; the first is at {first.line}:{first.column}"
            self._tell(mark, "Y010", message, "remove one of the two", length=len(name))
            return None
        if not self._is_fine(name, mark):
            return None
        return self._keys[name]

    def _refuse_marks(self, event: Any, mark: int) -> None:
        if event.anchor is not None:
            self._tell(mark, "Y011", f"the anchor &{quoted(event.anchor)[1:-1]} is used here", _WRITE_OUT)
        if event.tag is not None:
            self._tell(mark, "Y013", f"the tag {quoted(event.tag)} is used here", "leave it out, or quote the text")

    def _is_fine(self, text: str, mark: int) -> bool:
        if len(text) > MOST_LETTERS:
            message = f"this text has {len(text):,} characters; at most {MOST_LETTERS:,} are read"
            self._tell(mark, "Y006", message, "shorten it, or divide it")
            return False
        spot = -1 if text.isprintable() else control_character(text)
        if spot >= 0:
            self._tell(mark, "Y003", f"{_named(text[spot])} is in the text", "leave it out")
        return spot < 0

    def _mark(self, event: Any) -> int:
        style = _STYLES[event.style] if type(event) is ScalarEvent else BRANCH
        return self._base + int(event.start_mark.index) * 8 + style

    def _count(self, inside: int) -> None:
        self._nodes += inside
        if self._nodes >= MOST_NODES:
            raise StopIteration

    def _tell(self, mark: int, code: str, message: str, hint: str = "", *, length: int = 1) -> None:
        self._problems.append(self._sources.problem(mark, code, message, hint=hint, length=length))
        if len(self._problems) >= self._most:
            raise _Stop


def _resolved(text: str) -> Any:
    """Return what a plain scalar is by the core schema, a number or the text; `_UNKNOWN` past a limit."""
    value: float
    if len(text) > MOST_LETTERS:
        return _UNKNOWN
    if _INTEGER.fullmatch(text):
        value = int(text) if len(text) <= 12 else LARGEST * 10
    elif _FLOAT.fullmatch(text):
        value = float(text)
    else:
        return text
    return value if -LARGEST <= value <= LARGEST else _UNKNOWN
