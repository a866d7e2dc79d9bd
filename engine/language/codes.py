"""The register of problem codes: what each means, a failing example and its mended twin.

A module declares its codes where it finds the mistakes: `UNKNOWN = code("S001", "…", …)`. Codes are
stable: one that falls out of use is never given to another mistake.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import attrs

MOST_LINES = 24
MOST_COLUMNS = 110

_PREAMBLE = {
    "id": "id: example",
    "title": "title: Example",
    "roles": "roles: {red: {title: Red}, blue: {title: Blue}}",
    "orders": "orders: {hold: {by: all, title: Hold}}",
    "turn": "turn: {play: {by: all, offers: [hold], mode: sequential}}",
    "endings": "endings: {over: {at: end, text: The game is over.}}",
}


@attrs.frozen
class Example:
    """Files of a tiny ruleset by name; `start` is what is loaded, `shown` what `explain` prints instead.

    `language` is the one it is loaded in.
    """

    files: Mapping[str, str | bytes]
    start: str = ""
    shown: str = ""
    language: str = ""


@attrs.frozen(kw_only=True)
class Code:
    """One kind of mistake, with an example that makes it and one that does not."""

    code: str
    title: str
    why: str
    failing: Example
    mended: Example


CODES: dict[str, Code] = {}


def code(name: str, title: str, *, failing: str | bytes | Example, mended: str | bytes | Example, why: str = "") -> str:
    """Enter a code in the register and return its name.

    An example given as text is a piece of a ruleset's file; what a ruleset needs besides stands in
    a second file that `explain` does not print.
    """
    assert name not in CODES, f"the code {name} is taken by {CODES[name].title!r}"
    CODES[name] = Code(code=name, title=title, why=why, failing=_example(failing), mended=_example(mended))
    return name


def explain(name: str) -> str:
    """Return what a code means, with an example that fails and one that is mended.

    Raises: LookupError: no mistake has this code; the message names those that exist.
    """
    entry = CODES.get(name.strip().upper())
    if entry is None:
        raise LookupError(f"no problem has this code; there are {', '.join(sorted(CODES))}")
    parts = [f"{entry.code}: {entry.title}", entry.why]
    parts += ["This fails:", _shown(entry.failing), "This is right:", _shown(entry.mended)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _example(given: str | bytes | Example) -> Example:
    if isinstance(given, Example):
        return given
    text = given if isinstance(given, str) else given.decode("utf-8", "replace")
    taken = set(re.findall(r"^([a-z_]+):", text, re.MULTILINE))
    preamble = [line for key, line in _PREAMBLE.items() if key not in taken]
    return Example({"example.yaml": given, "ruleset.yaml": "\n".join([*preamble, ""])}, shown=text)


def _shown(example: Example) -> str:
    texts = [example.shown] if example.shown else [f"# {name}\n{_text(body)}" for name, body in example.files.items()]
    lines = "\n".join(texts).rstrip("\n").split("\n")
    cut = [line if len(line) <= MOST_COLUMNS else line[: MOST_COLUMNS - 1] + "…" for line in lines[:MOST_LINES]]
    if len(lines) > MOST_LINES:
        cut.append("…")
    return "\n".join(f"    {line}".rstrip() for line in cut)


def _text(body: str | bytes) -> str:
    return body if isinstance(body, str) else body.decode("utf-8", "replace")
