"""Contrast as painted: the colours of every piece of text on a screen, and their ratio after WCAG 2.2."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs
from rich.color import Color, ColorType
from rich.segment import Segment
from rich.terminal_theme import TerminalTheme
from textual.app import App

from .golden_text import screen_lines

_NORMAL = [
    (0, 0, 0),
    (205, 0, 0),
    (0, 205, 0),
    (205, 205, 0),
    (0, 0, 238),
    (205, 0, 205),
    (0, 205, 205),
    (229, 229, 229),
]
_BRIGHT = [(127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0), (92, 92, 255), (255, 0, 255), (0, 255, 255)]
_WHITE = (255, 255, 255)
XTERM = TerminalTheme((0, 0, 0), (229, 229, 229), _NORMAL, [*_BRIGHT, _WHITE])
"""The sixteen colours as xterm has them: white on black."""

XTERM_WHITE = TerminalTheme(_WHITE, (0, 0, 0), _NORMAL, [*_BRIGHT, _WHITE])
"""The same, black on white."""

DECORATION = frozenset("▏ ")
"""Divides what is told apart anyway."""

LINES = frozenset("─│┌┐└┘├┤┬┴┼━┃┏┓┗┛┣┫┳┻╋╭╮╯╰▁▂▃▄▅▆▇█▎▊▔▕▏╴╵╶╷╸╹╺╻·")


@attrs.frozen
class Pair:
    """Text with its two colours."""

    text: str
    front: tuple[int, int, int]
    back: tuple[int, int, int]

    @property
    def ratio(self) -> float:
        """From 1, the same colour, to 21, black on white."""
        light, dark = sorted((_luminance(self.front), _luminance(self.back)), reverse=True)
        return (light + 0.05) / (dark + 0.05)

    @property
    def is_line(self) -> bool:
        """Whether this is a border, a bar or a stroke: no words."""
        return set(self.text) <= LINES | {" "}


def pairs(app: App[Any], terminal: TerminalTheme = XTERM) -> Iterator[Pair]:
    """Yield what can be read on the screen in front, each text with its colours; what lies behind it is inactive."""
    front = [child.region for child in app.screen.children] if app.screen.is_modal else [app.screen.region]
    for y, line in enumerate(screen_lines(app)):
        x = 0
        for segment in line:
            if any(region.contains(x, y) for region in front):
                yield from _pair(segment, terminal)
            x += segment.cell_length


def _pair(segment: Segment, terminal: TerminalTheme) -> Iterator[Pair]:
    style = segment.style
    if style is not None and segment.text.strip() and not set(segment.text) <= DECORATION:
        front, back = _rgb(style.color, terminal, front=True), _rgb(style.bgcolor, terminal, front=False)
        yield Pair(segment.text, back, front) if style.reverse else Pair(segment.text, front, back)


def _rgb(color: Color | None, terminal: TerminalTheme, *, front: bool) -> tuple[int, int, int]:
    if color is None or color.type is ColorType.DEFAULT:
        return terminal.foreground_color if front else terminal.background_color
    return color.get_truecolor(terminal, foreground=front)


def _luminance(rgb: tuple[int, int, int]) -> float:
    parts = [value / 255 for value in rgb]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
