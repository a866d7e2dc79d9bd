"""Sheets of A4 for a printer in black and white: each stands alone, and says above and below that it is an exercise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..language.emphasis import BOLD, CODE, ITALIC, emphasis
from ..speech import _
from .markup import Markup, joined, page, tag

STYLE = """
* { box-sizing: border-box; print-color-adjust: exact; -webkit-print-color-adjust: exact }
body { margin: 0; background: #fff; color: #000;
  font: 10pt/1.35 "Helvetica Neue", Arial, "Liberation Sans", sans-serif }
.sheet { height: 276mm; width: 186mm; margin: 0 auto; display: flex; flex-direction: column; break-after: page }
.sheet:last-child { break-after: auto }
.mark { border: 1.5px solid #000; padding: .4mm 2.5mm; font-size: 7.5pt; letter-spacing: .03em; flex: none;
  display: flex; justify-content: space-between; gap: 4mm } .mark b { letter-spacing: .22em }
.sheet > .mark:last-child { margin-top: auto }
h1 { font-size: 22pt; line-height: 1.1; margin: 4mm 0 .5mm }
h1 small { font-size: 10pt; font-weight: 400; float: right; padding-top: 3mm }
h2 { font-size: 1.08em; margin: 2.2mm 0 .6mm; padding-bottom: .3mm; border-bottom: 1.2px solid #000 }
p { margin: .9mm 0 } ul { margin: .6mm 0; padding-left: 4.5mm } li { margin: .3mm 0 }
.s10 { font-size: 10pt } .s9 { font-size: 9pt } .s8 { font-size: 8.2pt } .s7 { font-size: 7.3pt }
.menu { columns: 2; column-gap: 6mm; font-size: .9em; line-height: 1.28 } .menu p { margin: 0 0 .5mm;
  break-inside: avoid; padding-left: 3mm; text-indent: -3mm }
.menu h3 { font-size: 1em; margin: .8mm 0 .3mm; break-after: avoid }
code { font-family: "DejaVu Sans Mono", "Liberation Mono", monospace; font-size: .92em; font-weight: 700 }
.notes { flex: 1 1 0; min-height: 8mm; margin: 2mm 0; border: 1px solid #777; padding: 1mm 2mm;
  color: #444; font-size: 8pt }
.slips { flex: 1; display: grid; grid-template-columns: 1fr 1fr; grid-template-rows: 1fr 1fr; margin: 2mm 0 }
.slip { border: 1px dashed #555; padding: 3.5mm; display: flex; flex-direction: column; font-size: 8.6pt }
.slip h2 { font-size: 15pt; border: 0; margin: 1mm 0 0 } .slip .mark { font-size: 6.6pt }
.blank { border-bottom: 1px solid #000; height: 12mm; display: flex; align-items: flex-end; gap: 2mm;
  padding-bottom: .6mm }
.blank span { color: #444; font-size: 7.4pt } .slip .foot { margin-top: auto; font-size: 7.4pt; line-height: 1.3 }
.tents { flex: 1; display: grid; grid-template-rows: 1fr 1fr }
.tent { display: grid; grid-template-rows: 1fr 1fr; border: 1px dashed #555 }
.face { display: flex; flex-direction: column; align-items: center; justify-content: center; text-align: center;
  padding: 3mm; overflow: hidden }
.face + .face { border-top: 1px dotted #777 } .face.turned { transform: rotate(180deg) }
.face b { font-size: 46pt; line-height: 1.05 } .face b.long { font-size: 30pt }
.face span { font-size: 13pt; margin-top: 2mm }
.face .mark { justify-content: center; margin-top: 4mm; padding: .6mm 8mm } .face .mark b { font-size: 10pt }
table { border-collapse: collapse; width: 100%; margin: 1.5mm 0; font-size: .92em } tr { break-inside: avoid }
th, td { border: 1px solid #555; padding: .7mm 1.6mm; text-align: left; vertical-align: top }
th { background: #e8e8e8 } td.n, th.n { text-align: center }
.tall td { height: 6.6mm }
@page { size: A4; margin: 10mm 12mm }
@media screen {
  body { background: #ddd; padding: 6mm 0 }
  .sheet { background: #fff; padding: 10mm 12mm; width: 210mm; height: 297mm; margin: 0 auto 6mm }
}
"""

_TAGS = {BOLD: "b", ITALIC: "i", CODE: "code"}


def sheets(title: str, *them: Markup, language: str = "") -> str:
    """Return a page of sheets."""
    return page(f"{_('EXERCISE')}: {title}", STYLE, *them, language=language)


def sheet(marking: str, *parts: Markup, size: str = "s10") -> Markup:
    """Return one side of A4."""
    mark = marked(marking)
    return tag("section", mark, *parts, mark, class_=f"sheet {size}")


def marked(marking: str) -> Markup:
    """Return the line that says what this paper is."""
    return tag("div", tag("b", _("EXERCISE")), tag("span", marking), class_="mark")


def prose(text: str) -> Iterator[Markup]:
    """Yield an author's Markdown as paragraphs, its first heading left out: the sheet has its own."""
    rows = [row.strip() for row in text.strip().splitlines()]
    if rows and rows[0].startswith("#"):
        rows = rows[1:]
    for block in "\n".join(rows).split("\n\n"):
        lines = [row for row in block.split("\n") if row]
        if not lines:
            continue
        if all(row.startswith(("- ", "* ")) for row in lines):
            yield tag("ul", *(tag("li", inline(row[2:])) for row in lines))
        elif lines[0].startswith("#"):
            yield tag("h2", inline(lines[0].lstrip("# ")))
            yield from ([tag("p", inline(" ".join(lines[1:])))] if lines[1:] else [])
        else:
            yield tag("p", inline(" ".join(lines)))


def inline(text: str) -> Markup:
    """Return a line of Markdown: bold, italics, code; all else is text."""
    return joined(tag(_TAGS[kind], words) if kind else words for words, kind in emphasis(text))


def rows_of(heads: Sequence[str], rows: Sequence[Sequence[str]], kind: str = "") -> Markup:
    """Return a table to write in; cells that hold nothing are there to be filled in."""
    head = tag("thead", tag("tr", *(tag("th", it) for it in heads)))
    body = tag("tbody", *(tag("tr", *(tag("td", it) for it in row)) for row in rows))
    return tag("table", head, body, class_=kind or "plain")
