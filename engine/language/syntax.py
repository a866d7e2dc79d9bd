"""What an author probably did when the YAML parser gives up, said in an author's words.

Both parsers' wordings are known here, libyaml's and the pure Python one's, and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress

import attrs
import yaml

from .text import quoted

MOST_SCANNED = 64 << 10


@attrs.frozen
class Mistake:
    """Where the parser gave up (from 0), and why."""

    line: int
    column: int
    code: str
    message: str
    hint: str = ""


_INDENT_HINT = "entries that belong together start in the same column; use spaces only"
_QUOTE_HINT = "put the text in quotes"
_TIGHT = re.compile(r" *(?:- +)*([A-Za-z_]\w*):(?=[^\s:/])")
_NEITHER = "this line is neither `key: value` nor `- item`"
_NEITHER_HINT = "a colon needs a space after it; a text of several lines begins with `|` or `>`"

# What the parser says, whether the place is where the construct began, code, message, hint.
# {what} is the character there.
_TABLE = (
    (
        "quoted scalar.*(end of stream|document)",
        True,
        "Y021",
        "this quote is never closed",
        "close it with the same quote; inside '…' an apostrophe is written twice",
    ),
    (
        "tab character",
        False,
        "Y023",
        "a tab stands where the line is indented",
        "indent with spaces",
    ),
    (
        "sequence entries are not allowed",
        False,
        "Y028",
        "a list begins on the line of its key",
        "write each `- item` on a line of its own, or `[a, b]`",
    ),
    (
        "mapping keys are not allowed",
        False,
        "Y025",
        "a text begins with '? '",
        _QUOTE_HINT,
    ),
    (
        "unknown escape|hexadecimal|hexdecimal|Unicode character",
        False,
        "Y026",
        'a backslash means a special character inside "…", and this one is not known',
        "use '…' quotes, where a backslash is only a backslash",
    ),
    (
        "could not find expected ':'",
        True,
        "Y027",
        _NEITHER,
        _NEITHER_HINT,
    ),
    (
        "scanning an? (anchor|alias)",
        True,
        "Y025",
        "a text begins with {what}, which means something else in YAML",
        _QUOTE_HINT,
    ),
    (
        "tag",
        True,
        "Y013",
        "a tag (!) is not part of the language",
        "leave it out, or put the text in quotes",
    ),
    (
        "block scalar",
        True,
        "Y031",
        "nothing but a line break may follow `|` or `>`",
        "begin the text on the next line, indented; or put it in quotes",
    ),
    (
        "directive|incompatible",
        True,
        "Y029",
        "a line that begins with % is a YAML directive, which is not part of the language",
        "leave the line out",
    ),
)


def mistake(error: yaml.YAMLError, text: str) -> Mistake:
    """Return what is wrong in a text where the parser gave up with `error`."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return Mistake(0, 0, "Y029", "YAML cannot be read here", "look at the line before, too")
    said = f"{error.context or ''}: {error.problem or ''}"
    lines = text.split("\n")
    here = _spot(error.problem_mark or error.context_mark)
    began = _spot(error.context_mark or error.problem_mark)
    quote = _closed_late(here, text, lines)
    if quote is not None:
        return quote
    if "mapping values" in said:
        return _colon(*here, lines)
    if "cannot start any token" in said:
        return _start(*here, lines)
    if "',' or" in said:
        return _bracket(here, began, lines)
    for pattern, at_begin, code, message, hint in _TABLE:
        if re.search(pattern, said):
            spot = began if at_begin else here
            tight = _tight(spot[0], lines) if message == _NEITHER else None
            return tight or Mistake(*spot, code, message.format(what=_letter(*spot, lines)), hint)
    return _block(said, here, lines)


def _spot(mark: object) -> tuple[int, int]:
    return getattr(mark, "line", 0), getattr(mark, "column", 0)


def _line(line: int, lines: Sequence[str]) -> str:
    return lines[line] if line < len(lines) else ""


def _letter(line: int, column: int, lines: Sequence[str]) -> str:
    letter = _line(line, lines)[column : column + 1]
    return quoted(letter) if letter else "the end of the line"


def _closed_late(here: tuple[int, int], text: str, lines: Sequence[str]) -> Mistake | None:
    """Return that a quote opened on an earlier line is closed before `here` only, by one that was to open another."""
    before = _line(here[0], lines)[: here[1]]
    if len(text) > MOST_SCANNED or not {'"', "'"}.intersection(before):
        return None
    found = None
    with suppress(yaml.YAMLError):
        for token in yaml.scan(text, Loader=yaml.SafeLoader):
            start, end = _spot(token.start_mark), _spot(token.end_mark)
            if end > here:
                break
            if getattr(token, "style", None) in ("'", '"') and start[0] < end[0] == here[0]:
                found = start
    if found is None:
        return None
    message = f"this quote is closed on line {here[0] + 1} only, where {_letter(*here, lines)} stands after it"
    return Mistake(*found, "Y021", message, "close it on its own line, with the same quote")


def _colon(line: int, column: int, lines: Sequence[str]) -> Mistake:
    before = _line(line, lines)[:column]
    tight = _tight(line, lines) or _tight(line - 1, lines)
    if tight is not None:
        return tight
    if ": " in before:
        return Mistake(line, column, "Y020", "a second ': ' in one line makes the value look like a key", _QUOTE_HINT)
    above = line - 1
    while above > 0 and not lines[above].split("#")[0].strip():
        above -= 1
    if above >= 0 and not re.search(r"[:\-|>]", lines[above]):
        column = len(lines[above]) - len(lines[above].lstrip())
        return Mistake(above, column, "Y027", _NEITHER, _NEITHER_HINT)
    column = len(before) - len(before.lstrip(" -"))
    return Mistake(line, column, "Y022", "this key is indented deeper than its place allows", _INDENT_HINT)


def _tight(line: int, lines: Sequence[str]) -> Mistake | None:
    """Return that nothing but a blank is missing to make a line a key with its value."""
    found = _TIGHT.match(lines[line]) if 0 <= line < len(lines) else None
    if found is None:
        return None
    message, hint = "a blank is missing after this colon", f"write `{found[1]}: …`"
    return Mistake(line, found.end(1), "Y027", message, hint)


def _start(line: int, column: int, lines: Sequence[str]) -> Mistake:
    letter = _line(line, lines)[column : column + 1]
    if letter == "\t":
        return Mistake(line, column, "Y023", "a tab stands where the line is indented", "indent with spaces")
    return Mistake(line, column, "Y025", f"a text cannot begin with {quoted(letter)}", _QUOTE_HINT)


def _bracket(here: tuple[int, int], began: tuple[int, int], lines: Sequence[str]) -> Mistake:
    name, close = ("map", "}") if _line(*began[:1], lines)[began[1] :][:1] == "{" else ("list", "]")
    if here[0] != began[0]:
        return Mistake(*began, "Y024", f"this {name} is never closed", f"close it with '{close}'")
    what = _letter(*here, lines)
    hint = f"separate entries with commas, close with '{close}', put text with : or # in quotes"
    if _line(*here[:1], lines)[: here[1]].endswith(("'", '"')):
        hint = "a quote ends before it: was one left out further to the left?"
    return Mistake(*here, "Y024", f"a comma or '{close}' was expected here, not {what}", hint)


def _block(said: str, here: tuple[int, int], lines: Sequence[str]) -> Mistake:
    """Return what is wrong where a block ended before its time."""
    line, column = here
    text = _line(line, lines)
    if "node content" in said:
        return Mistake(*here, "Y025", f"a value was expected here, not {_letter(*here, lines)}", _QUOTE_HINT)
    if "document start" in said and any(row.startswith("...") for row in lines[:line]):
        return Mistake(*here, "Y015", "a second document begins here; a file holds one", "put it in a file of its own")
    if text[:column].strip(" -"):
        apostrophe = text[:column].rstrip(" ").endswith("'")
        hint = "inside '…' an apostrophe is written twice" if apostrophe else "quote the whole value"
        return Mistake(*here, "Y030", f"{_letter(*here, lines)} stands after the end of the value", hint)
    return Mistake(*here, "Y022", "this line fits no entry above it; its indentation differs", _INDENT_HINT)
