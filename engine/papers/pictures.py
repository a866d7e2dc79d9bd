"""Pictures as SVG, told apart by dashes, lightness and words, so that they can be printed in black and white."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from .markup import Markup, joined, tag

_DASHES = ("", "7 3", "2 3", "10 3 2 3", "1 4", "12 4", "5 2 1 2", "3 6")
_GREYS = ("#dfe5ec", "#a3b1c2", "#5b7190", "#17375e", "#8c98a6", "#c4ccd6")
_INK = "#16202c"
_DEEP = "#17375e"


def drawn(width: float, height: float, *parts: Markup) -> Markup:
    """Return a picture."""
    return tag(
        "svg",
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width:g} {height:g}",
        width=width,
        height=height,
        font_family="Arial, Liberation Sans, sans-serif",
        font_size=12,
        fill=_INK,
    )


def word(text: str, x: float, y: float, anchor: str = "start", size: float = 12, weight: str = "normal") -> Markup:
    """Return a word in a picture."""
    return tag("text", text, x=round(x, 1), y=round(y, 1), text_anchor=anchor, font_size=size, font_weight=weight)


def short(text: str, most: int) -> str:
    """Return a text of at most so many letters."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


# Gauges: numbers over turns.

_W, _H, _LEFT, _TOP, _LOW = 340, 168, 30, 34, 24
Point = tuple[float, float]


def gauge(title: str, lines: Mapping[str, Sequence[float]], least: float, most: float) -> Markup:
    """Return one gauge over turns; several lines are named at their ends, in an order in which they do not touch."""
    right = _W - (104 if len(lines) > 1 else 36)
    count = max(len(values) for values in lines.values())
    span = (most - least) or 1

    def place(at: int, value: float) -> Point:
        x = _LEFT + (right - _LEFT) * (at / max(1, count - 1))
        return x, _TOP + (_H - _TOP - _LOW) * (1 - (value - least) / span)

    parts = [word(short(title, 42), 0, 15, size=14, weight="bold"), *_axes(right, least, most, count)]
    ends = []
    for n, (name, values) in enumerate(lines.items()):
        points = [place(at, value) for at, value in enumerate(values)]
        parts += _curve(points, _DASHES[n % len(_DASHES)], filled=len(lines) == 1)
        ends.append((points[-1][1], f"{short(name, 12)} {values[-1]:g}".strip()))
    for y, (_at, said) in zip(_apart([it[0] for it in sorted(ends)]), sorted(ends), strict=True):
        parts.append(word(said, right + 8, y + 4, size=12 if len(lines) > 1 else 15, weight="bold"))
    return drawn(_W, _H, *parts)


def _curve(points: Sequence[Point], dashes: str, *, filled: bool) -> Iterator[Markup]:
    """Yield a line with a dot at its end; alone in its picture it stands on a shade."""
    said = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    if filled:
        foot = _H - _LOW
        shade = f"{points[0][0]:.1f},{foot} {said} {points[-1][0]:.1f},{foot}"
        yield tag("polygon", points=shade, fill="#e6ebf1")
    yield tag(
        "polyline",
        points=said,
        fill="none",
        stroke=_DEEP,
        stroke_width=2.4,
        stroke_linejoin="round",
        stroke_dasharray=dashes or "none",
    )
    yield tag("circle", cx=round(points[-1][0], 1), cy=round(points[-1][1], 1), r=3.6, fill=_DEEP)


def _axes(right: float, least: float, most: float, count: int) -> Iterator[Markup]:
    for value, y in ((least, _H - _LOW), (most, _TOP)):
        yield tag("line", x1=_LEFT, y1=y, x2=right, y2=y, stroke="#9aa5b1", stroke_width=1)
        yield word(f"{value:g}", _LEFT - 5, y + 4, "end", 11)
    step = max(1, math.ceil(count / 8))
    for at in range(0, count, step):
        yield word(str(at), _LEFT + (right - _LEFT) * at / max(1, count - 1), _H - 8, "middle", 11)


def _apart(places: Sequence[float], least: float = 13) -> list[float]:
    """Return sorted places moved down so that none is nearer to the next than `least`, and back up at the foot."""
    found: list[float] = []
    for y in places:
        found.append(max(y, found[-1] + least) if found else y)
    over = max(0.0, found[-1] - (_H - _LOW)) if found else 0.0
    return [y - over for y in found]


# Funnels: for each role what is left at each stage.


def funnel(stages: Sequence[str], rows: Sequence[tuple[str, Sequence[float]]]) -> Markup:
    """Return a bar for each stage of each row, with its number."""
    name, bar, high = 130.0, 300.0, 11.0
    block = high * len(stages) + 12
    most = max((value for _title, values in rows for value in values), default=1) or 1
    width, height = name + bar + 60, 26 + block * len(rows)
    parts = list(_legend(stages, name))
    for at, (title, values) in enumerate(rows):
        top = 26 + at * block
        parts.append(word(short(title, 20), name - 8, top + block / 2 - 2, "end"))
        for n, value in enumerate(values):
            y, long = top + n * high, bar * max(0.0, value) / most
            parts.append(_bar(name, y, max(1, long), high - 1, n))
            parts.append(word(f"{value:g}", name + max(1, long) + 4, y + 9, size=10))
    return drawn(width, height, *parts)


def _bar(x: float, y: float, width: float, height: float, n: int) -> Markup:
    grey = _GREYS[n % len(_GREYS)]
    return tag(
        "rect", x=x, y=round(y, 1), width=round(width, 1), height=height, fill=grey, stroke=_INK, stroke_width=0.8
    )


def _legend(stages: Sequence[str], start: float) -> Iterator[Markup]:
    x = start
    for n, title in enumerate(stages):
        yield _bar(x, 2, 12, 10, n)
        yield word(short(title, 14), x + 16, 11, size=11)
        x += 26 + 6.4 * min(14, len(title))


# The network of deals.


def network(names: Sequence[str], ties: Mapping[tuple[int, int], tuple[int, int]]) -> Markup:
    """Return who dealt with whom: `ties` tell for two places how many terms there were, and how many were broken."""
    size, centre, round_ = 430.0, 215.0, 140.0
    spots = [_spot(at, len(names), centre, round_) for at in range(len(names))]
    parts = []
    for (one, other), (count, broken) in sorted(ties.items()):
        (x1, y1), (x2, y2) = spots[one], spots[other]
        parts.append(
            tag(
                "line",
                x1=x1,
                y1=y1,
                x2=x2,
                y2=y2,
                stroke=_INK,
                stroke_width=min(7, 1 + count),
                stroke_dasharray="6 4" if broken else "none",
            )
        )
    parts += (_mark(x, y) for x, y in spots)
    for at, name in enumerate(names):
        x, y = _spot(at, len(names), centre, round_ + 16)
        anchor = "middle" if abs(x - centre) < 24 else "start" if x > centre else "end"
        parts.append(word(short(name, 14), x, y + 4 + (6 if y > centre + 90 else -6 if y < centre - 90 else 0), anchor))
    return drawn(size, size - 60, tag("g", joined(parts), transform="translate(0 -30)"))


def _spot(at: int, count: int, centre: float, radius: float) -> tuple[float, float]:
    angle = 2 * math.pi * at / max(1, count) - math.pi / 2
    return round(centre + radius * math.cos(angle), 1), round(centre + radius * math.sin(angle), 1)


def _mark(x: float, y: float) -> Markup:
    return tag("circle", cx=x, cy=y, r=6, fill="#fff", stroke=_INK, stroke_width=2)


# Calibration, and time.


def calibration(bins: Sequence[tuple[float, float, int]], across: str, up: str) -> Markup:
    """Return how often what was given a chance came about: chance, share that came, and how many forecasts."""
    left, top, side = 48.0, 10.0, 230.0
    parts = [
        tag("rect", x=left, y=top, width=side, height=side, fill="none", stroke="#999"),
        tag("line", x1=left, y1=top + side, x2=left + side, y2=top, stroke="#999", stroke_dasharray="4 4"),
    ]
    for tick in (0, 50, 100):
        parts.append(word(f"{tick} %", left + side * tick / 100, top + side + 16, "middle", 11))
        parts.append(word(f"{tick} %", left - 5, top + side * (1 - tick / 100) + 4, "end", 11))
    for chance, came, count in bins:
        x, y = left + side * chance / 100, top + side * (1 - came)
        parts.append(
            tag(
                "circle",
                cx=round(x, 1),
                cy=round(y, 1),
                r=round(4 + 1.6 * math.sqrt(count), 1),
                fill="#fff",
                stroke=_INK,
                stroke_width=2,
            )
        )
        parts.append(word(str(count), x, y + 4, "middle", 10))
    parts.append(word(across, left + side / 2, top + side + 34, "middle", 11))
    turned = tag("g", word(up, 0, 0, "middle", 11), transform=f"translate(10 {top + side / 2:g}) rotate(-90)")
    return drawn(left + side + 30, top + side + 44, *parts, turned)


def times(rows: Sequence[tuple[str, float, float]]) -> Markup:
    """Return a bar of spent minutes for each row, with a mark where the plan was."""
    name, long, high = 200.0, 320.0, 18.0
    most = max((max(planned, spent) for _title, planned, spent in rows), default=1) or 1
    parts = []
    for at, (title, planned, spent) in enumerate(rows):
        y = 4 + at * high
        parts.append(word(short(title, 32), name - 8, y + 11, "end", 11))
        parts.append(_bar(name, y, max(1, long * spent / most), high - 6, 1))
        x = round(name + long * planned / most, 1)
        parts.append(tag("line", x1=x, y1=y - 3, x2=x, y2=y + high - 3, stroke=_INK, stroke_width=2.5))
        parts.append(word(f"{spent:.1f}", name + long * max(spent, planned) / most + 6, y + 11, size=11))
    return drawn(name + long + 50, 8 + high * len(rows), *parts)
