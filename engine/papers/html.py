"""A report as one HTML page that needs nothing else, for the screen and for A4."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from ..speech import _
from .blocks import Block, Cell, Grid, Headed, Items, Picture, Says, Section
from .markup import Markup, joined, page, tag

STYLE = """
:root { color-scheme: light }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 60rem; padding: 0 1rem 3rem; background: #fff; color: #111;
  font: 16px/1.5 "Helvetica Neue", Arial, "Liberation Sans", sans-serif }
table.sheet { width: 100%; border-collapse: collapse }
table.sheet > thead td, table.sheet > tfoot td, table.sheet > tbody > tr > td { padding: 0; border: 0 }
.mark { border: 2px solid #111; padding: .15rem .6rem; margin: .6rem 0; font-size: .8rem; letter-spacing: .06em;
  display: flex; justify-content: space-between; gap: 1rem }
.mark b { letter-spacing: .2em }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 1.2rem 0 .4rem }
h2 { font-size: 1.25rem; margin: 2.2rem 0 .5rem; padding-top: .5rem; border-top: 3px solid #111; break-after: avoid }
h3 { font-size: 1rem; margin: 1.3rem 0 .3rem; break-after: avoid }
p { margin: .4rem 0 } ul { margin: .3rem 0; padding-left: 1.2rem } li { margin: .15rem 0; break-inside: avoid }
nav ol { columns: 2; padding-left: 1.6rem } nav a { color: #111 }
.grid { overflow-x: auto; margin: .6rem 0 }
.grid table { border-collapse: collapse; width: 100%; font-size: .86rem; line-height: 1.35 }
.grid th, .grid td { text-align: left; vertical-align: top; padding: .22rem .6rem .22rem 0;
  border-bottom: 1px solid #bbb; overflow-wrap: break-word; min-width: 2.2rem }
.grid th { border-bottom: 2px solid #111; font-weight: 600 }
.grid tr { break-inside: avoid } .grid .n { text-align: right; font-variant-numeric: tabular-nums }
figure { margin: .8rem 0; break-inside: avoid } figure svg { max-width: 100%; height: auto; display: block }
figure.small { display: inline-block; width: 48%; margin-right: 1.5%; vertical-align: top }
@page { size: A4; margin: 14mm 16mm }
@media print {
  body { max-width: none; padding: 0; font-size: 10.5pt; line-height: 1.4 }
  .mark { margin: 0 0 4mm } .sheet > tfoot .mark { margin: 4mm 0 0 } nav ol { columns: 2 }
  h2 { margin-top: 1.5rem }
}
"""


def whole(title: str, marking: str, sections: Sequence[Section], language: str = "") -> str:
    """Return the page; the marking stands at the top and the foot of every sheet that is printed."""
    mark = tag("div", tag("b", _("EXERCISE")), tag("span", marking), class_="mark")
    inner = tag("td", tag("main", *_main(title, sections)))
    sheet = tag(
        "table",
        tag("thead", tag("tr", tag("td", mark))),
        tag("tfoot", tag("tr", tag("td", mark))),
        tag("tbody", tag("tr", inner)),
        class_="sheet",
        role="presentation",
    )
    return page(f"{_('EXERCISE')}: {title}", STYLE, sheet, language=language)


def _main(title: str, sections: Sequence[Section]) -> Iterator[Markup]:
    yield tag("h1", title)
    links = (tag("li", tag("a", it.title, href=f"#part-{n}")) for n, it in enumerate(sections, 1))
    yield tag("nav", tag("ol", *links))
    for n, it in enumerate(sections, 1):
        yield tag("section", tag("h2", f"{n}. {it.title}", id=f"part-{n}"), *map(_block, it.blocks))


def _block(it: Block) -> Markup:
    match it:
        case Says(text):
            return tag("p", text)
        case Headed(text):
            return tag("h3", text)
        case Items(rows):
            return tag("ul", *(tag("li", row) for row in rows))
        case Grid(heads, rows):
            return _grid(heads, rows)
        case Picture(image, told, small):
            return tag("figure", image, role="img", aria_label=told, class_="small" if small else "wide")
    assert_never(it)


def _grid(heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Markup:
    counts = [
        bool(rows) and all(not isinstance(row[at], str) or row[at] == "" for row in rows) for at in range(len(heads))
    ]
    head = tag("tr", *(_cell("th", it, counts[at]) for at, it in enumerate(heads)))
    body = [tag("tr", *(_cell("td", it, counts[at]) for at, it in enumerate(row))) for row in rows]
    return tag("div", tag("table", tag("thead", head), tag("tbody", joined(body))), class_="grid")


def _cell(name: str, value: Cell, number: bool) -> Markup:
    shown = f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else value
    return tag(name, shown, class_="n") if number else tag(name, shown)
