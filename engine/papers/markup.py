"""HTML and SVG as a tree of our own tags; whatever is not a tag is text, and is escaped here and nowhere else."""

from __future__ import annotations

import html
from collections.abc import Iterable

import attrs

from ..language.text import clean

MOST_TEXT = 20_000

_EMPTY = frozenset({"meta", "br", "hr", "line", "rect", "circle", "path", "polyline", "polygon"})


@attrs.frozen
class Markup:
    """Text that is markup already."""

    source: str


Part = Markup | str | int | float
"""What may stand inside a tag: markup as it is, all else as text."""


def tag(name: str, /, *parts: Part, **attributes: str | int | float) -> Markup:
    """Return an element; `class_` is written `class`, `stroke_width` is written `stroke-width`."""
    given = "".join(f' {_named(key)}="{escaped(value)}"' for key, value in attributes.items())
    if name in _EMPTY:
        return Markup(f"<{name}{given}/>")
    return Markup(f"<{name}{given}>{joined(parts).source}</{name}>")


def joined(parts: Iterable[Part]) -> Markup:
    """Return parts one after the other."""
    return Markup("".join(it.source if isinstance(it, Markup) else escaped(it) for it in parts))


def escaped(value: str | int | float) -> str:
    """Return a value as text that cannot become markup."""
    text = f"{value:g}" if isinstance(value, float) else str(value)
    return html.escape(clean(text, most=MOST_TEXT, lines=True), quote=True)


def page(title: str, style: str, *parts: Part, language: str = "") -> str:
    """Return a whole page that loads nothing from anywhere."""
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", title),
        tag("style", Markup(style)),
    )
    return f"<!doctype html>\n{tag('html', head, tag('body', *parts), lang=_tongue(language)).source}\n"


def _tongue(language: str) -> str:
    """Return a language as HTML names it; "" and "C" are English."""
    return language.replace("_", "-") if language not in ("", "C", "POSIX") else "en"


def _named(key: str) -> str:
    return key.rstrip("_").replace("_", "-") if key != "viewBox" else key
