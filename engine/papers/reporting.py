"""The report of a game: sixteen parts, each a function; one HTML page, one Markdown text, tables.

A part that has nothing to tell says so in a line. To add one, write a function from `Material` to `Section`
and name it in `PARTS`. Source: content of an after-action report (dossier, practice 5).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import attrs

from ..problems import Problems, Refused
from ..speech import _
from ..table.journal import shown, words_of
from ..version import __version__
from . import bargains, data, html, judgement, markdown, story, tables
from .blocks import Block, Cell, Facts, Grid, Headed, Items, Lead, Picture, Says, Section, Told
from .material import Material

PARTS: tuple[Callable[[Material], Section], ...] = (
    story.cover,
    story.story,
    story.gauges,
    story.decisions,
    bargains.funnels,
    bargains.votes,
    bargains.deals,
    bargains.hands,
    judgement.forecasts,
    judgement.luck,
    judgement.branches,
    judgement.audit,
    judgement.red_lines,
    judgement.limits,
    judgement.survey,
)


def report(m: Material) -> Mapping[str, str]:
    """Return the files of a report: name -> text."""
    sheets = {f"{name}.csv": sheet for name in data.TABLES if (sheet := _sheet(m, name))}
    found = [*(part(m) for part in PARTS), appendix(m, tuple(sheets))]
    sections = [_masked(m, it) for it in found]
    title = m.naming.anything(m.scenario.title)
    marking = _("{title} · edition for {edition}").format(title=title, edition=_READERS[m.edition])
    return {
        "report.html": html.whole(title, marking, sections, m.scenario.language),
        "report.md": markdown.whole(title, marking, sections),
        **sheets,
    }


def appendix(m: Material, sheets: tuple[str, ...]) -> Section:
    """Return which tables there are, where the numbers of the rules come from, and how to check the game."""
    rows = (
        _("Tables beside this report: {names}.").format(names=", ".join(sheets) or "-"),
        _("Written by whitecell {version}; the game was begun by {then}.").format(
            version=__version__, then=m.header.engine or "?"
        ),
        _("“whitecell verify FILE” checks the journal, every roll and what doctrines decided."),
        *((_("Code of the journal's last line: {code}").format(code=m.replay.kept.code),) if m.whole else ()),
        _("“whitecell replay FILE --json” prints every event of the game, for programs and for control alone."),
        *_provenance(m),
    )
    damage = m.replay.kept.damage
    wrong: tuple[Block, ...] = (
        (Says(_("The journal is damaged: {what}").format(what=damage.text)),) if damage and m.whole else ()
    )
    return Section(title=_("Appendices"), blocks=(Items(rows), *wrong))


def _provenance(m: Material) -> tuple[str, ...]:
    """Return how many numbers of the rules are facts, estimates, judgements or invented."""
    from ..analysis.sources import coverage

    try:
        found = coverage(m.scenario.source)
    except (Problems, OSError):
        return (_("Where the numbers of the rules come from cannot be said here: their files are not at hand."),)
    said = _(
        "{numbers} numbers stand in the rules: {facts} facts, {estimates} estimates, {judgements} judgements, "
        "{invented} invented, {naked} without a source."
    )
    kinds = found.kinds
    return (
        said.format(
            numbers=len(found.numbers),
            facts=kinds.get("fact", 0),
            estimates=kinds.get("estimate", 0),
            judgements=kinds.get("judgement", 0),
            invented=kinds.get("invented", 0),
            naked=len(found.naked),
        ),
    )


_READERS = {"players": _("players"), "control": _("control"), "public": _("the public")}


def _sheet(m: Material, name: str) -> str:
    """Return a table as text, "" when it has no rows."""
    heads, rows = data.TABLES[name]
    found = [[_cell(m, it) for it in row] for row in rows(m)]
    return tables.table(heads, found) if found else ""


# Whoever may not be named is not named, whatever the text is from.


def _masked(m: Material, it: Section) -> Section:
    return Section(title=it.title, blocks=tuple(_block(m, block) for block in it.blocks))


def _block(m: Material, it: Block) -> Block:
    said = m.naming.anything
    match it:
        case Says(text):
            return Says(said(text))
        case Headed(text):
            return Headed(said(text))
        case Items(rows):
            return Items(tuple(map(said, rows)))
        case Lead(rows):
            return Lead(tuple(map(said, rows)))
        case Facts() | Told():
            return type(it)(tuple((said(name), said(text)) for name, text in it.rows))
        case Grid(heads, rows):
            return Grid(heads, tuple(tuple(_cell(m, cell) for cell in row) for row in rows))
        case Picture():
            return attrs.evolve(it, told=said(it.told))


def _cell(m: Material, it: Cell) -> Cell:
    return m.naming.anything(it) if isinstance(it, str) else it


# Files.


def written(files: Mapping[str, str], folder: Path) -> tuple[Path, ...]:
    """Write files into a folder, made where it is missing; only their owner may read them. Return their paths.

    Raises: Refused: they cannot be written.
    """
    paths = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            path = folder / name
            new = folder / f".{name}.new"
            new.unlink(missing_ok=True)
            with open(
                os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8", newline=""
            ) as file:
                file.write(text)
            new.replace(path)
            paths.append(path)
    except OSError as error:
        said = _("{path} cannot be written: {error}.")
        raise Refused(said.format(path=shown(folder), error=words_of(error))) from None
    return tuple(paths)
