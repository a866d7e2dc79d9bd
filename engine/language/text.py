"""Text from outside becomes text that can be shown: cleaned, capped, suggested.

Every name, line of chat or value that a person or a file gives goes through here before it
reaches a message, a log or a screen. Nothing else decides which characters are harmless.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

_MOST_LISTED = 40
MOST_MARKS = 8
"""Combining marks that one letter may carry."""

# Control, soft hyphen, joiners and fillers without width, bidi, line separators, tags, variation
# selectors, surrogates, private use, non-characters, planes where nothing is assigned.
_BIDI = "\u202a-\u202e\u2066-\u2069"
_HIDDEN = (
    "\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028\u2029"
    f"{_BIDI}\u2060-\u2065\u206a-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U0001fffe\U0001ffff\U0002fffe\U0002ffff\U0003fffe-\U0010ffff"
)
_REMOVED = re.compile(f"[{_HIDDEN}]")
_REMOVED_BUT_BREAKS = re.compile(f"(?!\n)[{_HIDDEN}]")
_BREAK = re.compile("\r\n?|[\x85\u2028\u2029]")
_NOT_IN_FILES = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029{_BIDI}\ufeff\ud800-\udfff\ufffe\uffff]")

_ID = re.compile(r"[a-z][a-z0-9_]*")
_DASHED_ID = re.compile(r"[a-z][a-z0-9_-]*")
_MOST_CANDIDATES = 500
_LONGEST_WORD = 80


def clean(text: str, *, most: int = 2000, lines: bool = False) -> str:
    """Return `text` without characters that hide, move or command; NFC, ≤ `most` long.

    A tab becomes a space; a line break stays with `lines`, else it becomes a space too.
    Cleaning a second time changes nothing.
    """
    if not (text.isascii() and text.isprintable()):
        text = _without_hidden(text, lines=lines)
        if not text.isascii():
            text = _few_marks(unicodedata.normalize("NFC", _few_marks(text)))
    return text if len(text) <= most else text[: max(0, most - 1)] + "…"


def visible(text: str) -> str:
    """Return `text` with each hidden character as `�`: as many characters as before."""
    if text.isascii() and text.isprintable():
        return text
    return _REMOVED.sub("\ufffd", text.replace("\t", " "))


def control_character(text: str, start: int = 0) -> int:
    """Return the index of the first character that no file may hold, or -1."""
    found = _NOT_IN_FILES.search(text, start)
    return found.start() if found else -1


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that `word` was probably meant to be, for "did you mean"."""
    if not word or len(word) > _LONGEST_WORD:
        return None
    reach = max(2, len(word) // 2)
    near = [other for other in set(known) if abs(len(other) - len(word)) <= reach]
    near.sort(key=lambda other: (abs(len(other) - len(word)), other))
    folded: dict[str, str] = {}
    for other in near[:_MOST_CANDIDATES]:
        folded.setdefault(other.casefold(), other)
    found = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return folded[found[0]] if found else None


def meant(word: str, known: Iterable[str]) -> str:
    """Return a hint for an unknown word: the known one that was meant, or all there are."""
    known = list(known)
    near = nearest(word, known)
    if near is not None:
        return f"did you mean {quoted(near)}?"
    more = " …" if len(known) > _MOST_LISTED else ""
    listed = ", ".join(clean(each, most=40) for each in sorted(known)[:_MOST_LISTED])
    return f"there is {listed or 'none'}{more}"


def quoted(value: object, most: int = 40) -> str:
    """Return an outside value as it can stand in a message: `'text'`, `12`, `a map`."""
    match value:
        case None | bool():
            return {None: "null", True: "true", False: "false"}[value]
        case str():
            return f"'{clean(value, most=most)}'"
        case int() if value.bit_length() > 256:
            return "a very large number"
        case int() | float():
            return str(value)
        case Mapping():
            return "a map" if value else "an empty map"
        case Sequence():
            return "a list" if value else "an empty list"
    return f"a {clean(type(value).__name__, most=most)}"


def _without_hidden(text: str, *, lines: bool) -> str:
    text = _BREAK.sub("\n", text).replace("\t", " ")
    if lines:
        return _REMOVED_BUT_BREAKS.sub("", text)
    return _REMOVED.sub("", text.replace("\n", " "))


def _few_marks(text: str) -> str:
    """Return `text` with no more than `MOST_MARKS` combining marks in a row."""
    kept: list[str] = []
    run = 0
    for letter in text:
        run = run + 1 if unicodedata.category(letter) in ("Mn", "Me") else 0
        if run <= MOST_MARKS:
            kept.append(letter)
    return "".join(kept)


def is_id(text: str, *, dashes: bool = False) -> bool:
    """Return whether `text` may name an entry; `else` never does."""
    return (_DASHED_ID if dashes else _ID).fullmatch(text) is not None and text != "else"
