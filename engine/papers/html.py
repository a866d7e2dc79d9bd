"""A report as one HTML page that needs nothing else, for the screen and for A4."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import assert_never

from ..speech import _
from .blocks import Block, Cell, Facts, Grid, Headed, Items, Lead, Picture, Says, Section, Told
from .markup import Markup, joined, page, tag

STYLE = """
:root { color-scheme: light; --ink: #16202c; --deep: #17375e; --line: #c9d0d8; --soft: #f2f5f8 }
* { box-sizing: border-box; print-color-adjust: exact; -webkit-print-color-adjust: exact }
html { scroll-behavior: smooth }
body { margin: 0 auto; max-width: 72rem; padding: 0 1.5rem 3rem; background: #fff; color: var(--ink);
  font: 17px/1.5 "Helvetica Neue", Arial, "Liberation Sans", sans-serif }
table.sheet { width: 100%; border-collapse: collapse; table-layout: fixed }
table.sheet > thead > tr > td, table.sheet > tfoot > tr > td, table.sheet > tbody > tr > td { padding: 0; border: 0 }
.mark { border: 2px solid var(--ink); padding: .2rem .7rem; margin: .7rem 0; font-size: .8rem; letter-spacing: .04em;
  display: flex; justify-content: space-between; gap: 1rem; background: #fff }
.mark b { letter-spacing: .24em }
header { background: var(--deep); color: #fff; padding: 2.2rem 2rem 1.6rem; margin: .4rem 0 1.2rem }
header h1 { font-size: 2.5rem; line-height: 1.15; margin: 0 0 .3rem; letter-spacing: -.01em }
header p { font-size: 1.2rem; margin: .2rem 0; opacity: .92 }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(7.5rem, 1fr)); gap: .7rem; margin: 1rem 0 }
.facts div { background: var(--soft); border-top: 4px solid var(--deep); padding: .6rem .8rem; break-inside: avoid }
.facts b { display: block; font-size: 1.75rem; line-height: 1.15; font-variant-numeric: tabular-nums }
.facts span { font-size: .85rem; color: #46525f }
nav ol { columns: 3 15rem; padding-left: 1.7rem; margin: .8rem 0 0; font-size: .95rem }
nav a { color: var(--deep); text-decoration-color: var(--line); text-underline-offset: .2em }
h2 { font-size: 1.55rem; line-height: 1.2; margin: 3rem 0 .7rem; padding-bottom: .35rem; color: var(--deep);
  border-bottom: 3px solid var(--deep); break-after: avoid }
h2 small { display: inline-block; min-width: 2.1rem; font-weight: 400; font-size: 1.15rem; color: #6b7885 }
h3 { font-size: 1.1rem; margin: 1.5rem 0 .35rem; break-after: avoid }
p { margin: .45rem 0; max-width: 54rem } ul { margin: .35rem 0; padding-left: 1.2rem; max-width: 62rem }
li { margin: .22rem 0; break-inside: avoid }
.grid { overflow-x: auto; margin: .6rem 0 }
.grid table { border-collapse: collapse; width: 100%; font-size: .88rem; line-height: 1.38 }
.grid th, .grid td { text-align: left; vertical-align: top; padding: .28rem .8rem .28rem .35rem;
  border-bottom: 1px solid var(--line); overflow-wrap: break-word; min-width: 2.6rem }
.grid th { border-bottom: 2px solid var(--ink); font-weight: 600; overflow-wrap: normal; background: #fff }
.grid tbody tr:nth-child(even) { background: var(--soft) }
.grid.plain td:first-child { width: 13rem; color: #46525f }
.grid tr { break-inside: avoid } .grid .n { text-align: right; font-variant-numeric: tabular-nums }
figure { margin: .8rem 0; break-inside: avoid } figure svg { max-width: 100%; height: auto; display: block }
.gallery { display: grid; gap: .9rem 1.2rem; grid-template-columns: repeat(auto-fill, minmax(19rem, 1fr)) }
.gallery figure { margin: 0; padding: .5rem .6rem .2rem; border: 1px solid var(--line) }
.gallery svg { width: 100% }
dl { display: grid; grid-template-columns: 5.5rem 1fr; gap: .2rem .8rem; margin: .3rem 0 .8rem; max-width: 66rem }
dt { font-weight: 600; color: #46525f } dd { margin: 0 }
@page { size: A4; margin: 12mm 15mm }
@media print {
  body { max-width: none; padding: 0; font-size: 9.6pt; line-height: 1.38 }
  .mark { margin: 0 0 4mm; padding: .5mm 3mm } .sheet > tfoot .mark { margin: 4mm 0 0 }
  header { padding: 7mm 7mm 5mm } header h1 { font-size: 22pt } header p { font-size: 12pt }
  .facts { grid-template-columns: repeat(6, 1fr); gap: 2mm } .facts b { font-size: 15pt } .facts span { font-size: 8pt }
  .facts div { padding: 1.5mm 2mm } nav ol { columns: 2 } nav a { text-decoration: none }
  h2 { margin-top: 9mm; font-size: 15pt } h3 { font-size: 11pt }
  .grid { overflow: visible } .grid table { font-size: 8.4pt }
  .gallery { grid-template-columns: repeat(3, 1fr); gap: 3mm } .grid th, .grid td { padding: .6mm 2mm .6mm 1mm }
}
"""


def whole(title: str, marking: str, sections: Sequence[Section], language: str = "", *, style: str = "") -> str:
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
    return page(f"{_('EXERCISE')}: {title}", STYLE + style, sheet, language=language)


def _main(title: str, sections: Sequence[Section]) -> Iterator[Markup]:
    first = sections[0].blocks[:1]
    lead = first[0].rows if first and isinstance(first[0], Lead) else ()
    yield tag("header", tag("h1", title), *(tag("p", it) for it in lead))
    links = (tag("li", tag("a", it.title, href=f"#part-{n}")) for n, it in enumerate(sections, 1))
    yield tag("nav", tag("ol", *links))
    for n, it in enumerate(sections, 1):
        head = tag("h2", tag("small", f"{n} "), it.title, id=f"part-{n}")
        yield tag("section", head, *_blocks(it.blocks))


def _blocks(blocks: Sequence[Block]) -> Iterator[Markup]:
    """Yield blocks; small pictures that follow each other stand side by side."""
    for small, them in groupby(blocks, key=lambda it: isinstance(it, Picture) and it.small):
        drawn = map(_block, them)
        if small:
            yield tag("div", *drawn, class_="gallery")
        else:
            yield from drawn


def _block(it: Block) -> Markup:
    match it:
        case Lead():
            return joined(())
        case Says(text):
            return tag("p", text)
        case Headed(text):
            return tag("h3", text)
        case Items(rows):
            return tag("ul", *(tag("li", row) for row in rows))
        case Facts(rows):
            return tag("div", *(tag("div", tag("b", value), tag("span", name)) for name, value in rows), class_="facts")
        case Told(rows):
            return tag("dl", *(part for name, text in rows for part in (tag("dt", name), tag("dd", text))))
        case Grid(heads, rows):
            return _grid(heads, rows)
        case Picture(image, told):
            return tag("figure", image, role="img", aria_label=told)
    assert_never(it)


def _grid(heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Markup:
    counts = [
        bool(rows) and all(not isinstance(row[at], str) or row[at] == "" for row in rows) for at in range(len(heads))
    ]
    head = (
        [tag("thead", tag("tr", *(_cell("th", it, counts[at]) for at, it in enumerate(heads))))] if any(heads) else []
    )
    body = [tag("tr", *(_cell("td", it, counts[at]) for at, it in enumerate(row))) for row in rows]
    return tag("div", tag("table", *head, tag("tbody", joined(body))), class_="grid" if head else "grid plain")


def _cell(name: str, value: Cell, number: bool) -> Markup:
    shown = f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else value
    return tag(name, shown, class_="n") if number else tag(name, shown)
