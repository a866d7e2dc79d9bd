"""Texts that try to act when they are shown, and a game that is full of them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from typing import Any

import yaml

from .tour import SHELF

MARKER = "pwned"
"""Stands in every control sequence that must not arrive."""

HOSTILE = (
    "\x1b[2J\x1b[7;7r\x1b[38;5;201m" + MARKER,
    f"\x1b]52;c;cHduZWQ=\x07\x1b]0;{MARKER}\x07",
    f"\x1b]8;;http://{MARKER}\x1b\\link\x1b]8;;\x1b\\",
    f"\x1bP$q{MARKER}\x1b\\\x1b_{MARKER}\x1b\\\x1b^{MARKER}\x1b\\",
    f"\x9b5n\x9d0;{MARKER}\x9c\x90{MARKER}\x9c\x85",
    "\u202eevil\u202c \u2066in\u2069 \u200eleft\u200f\u061c",
    "a\u200bb\u200c\u200d\u2060c\ufeff\u00add",
    "[red]red[/] [b]bold[/b]",
    f"[@click=app.quit]{MARKER}[/]",
    "[/] 100% [/red] [[ ]] \\[",
    "one\r\ntwo\tthree\x0bfour\x0cfive\x08\x08\x7f\x00",
    "long " * 2000,
    "e" + "\u0301\u0336\u20dd" * 200,
    "日本語テキスト ｗｉｄｅ 漢字",
    "👩‍👩‍👧‍👦 ❤️ 🇫🇷 👍🏽 ☝️ 1️⃣",
    "\ud7ff\ue000\uffff\U0010ffff\u2028\u2029\u0085",
    "%s %d %(x)s {{0}} \\x1b[31m \\033[2J",
    "; rm -rf ~ $(reboot) `reboot` ' \"",
)
HIDDEN = "\u202e\u202c\u2066\u2069\u200e\u200f\u061c\u200b\u200c\u200d\u2060\ufeff\u00ad\ufe0f\u2028\u2029"
"""What is never written to a terminal."""

_TEXTS = {"title", "text", "summary", "because", "say"}
Spoil = Callable[[str], str]


def hostile_shelf(top: Path) -> Path:
    """Write the shelf of the tour with every text of its game spoilt, and return it."""
    folder = _copied(top)
    path = folder / "ruleset.yaml"
    said = yaml.safe_load(path.read_text(encoding="utf-8"))
    said = _spoilt(said, _in_turn())
    said["map"]["picture"] += "\n".join(f"    {text}" for text in HOSTILE if "\r" not in text and len(text) < 500)
    path.write_text(yaml.safe_dump(said, sort_keys=False, width=20_000), encoding="utf-8")
    return top / "shelf"


def hostile_overlay(top: Path) -> Path:
    """Write the shelf of the tour with a German overlay in which every text is spoilt, and return it."""
    folder = _copied(top)
    spoil, texts = _in_turn(), dict[str, str]()

    def keep(text: str) -> str:
        texts[text] = spoil(text)
        return text

    _spoilt(yaml.safe_load((folder / "ruleset.yaml").read_text(encoding="utf-8")), keep)
    (folder / "text").mkdir()
    overlay = yaml.safe_dump({"language": "de", "texts": texts}, width=20_000)
    (folder / "text" / "de.yaml").write_text(overlay, encoding="utf-8")
    return top / "shelf"


def _copied(top: Path) -> Path:
    shutil.copytree(SHELF, top / "shelf")
    return top / "shelf" / "rulesets" / "isles"


def _in_turn() -> Spoil:
    kinds = cycle(HOSTILE)
    return lambda text: f"{text} {next(kinds)}"


def _spoilt(said: Any, spoil: Spoil) -> Any:
    """Return what a file says with every text for people spoilt; formulas and names stay."""
    match said:
        case list():
            return [_spoilt(it, spoil) for it in said]
        case dict():
            return {
                spoil(key) if " " in key else key: spoil(it)
                if key in _TEXTS and isinstance(it, str)
                else _spoilt(it, spoil)
                for key, it in said.items()
            }
    return said
