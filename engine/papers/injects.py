"""The list of injects as a table for a spreadsheet, out and in; what is wrong is told by line and column.

Nothing of a file is lost: what no column of ours takes goes into the guidance under its own heading, and of a file
with a fault nothing is taken at all, so that it can be mended and read again.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import attrs

from ..language.text import clean, nearest, quoted
from ..play.own_words import MOST_TEXT, MOST_TITLE
from ..play.readings import Inject
from ..problems import Refused
from ..speech import _
from ..table.injects import ACTS, ARMED, FIRED, HELD, SKIPPED, carry_out, prepare, ruling, wording
from ..table.session import Session
from .tables import table

COLUMNS = ("id", "status", "title", "to", "text", "cue", "guidance", "expected", "objective")
"""What a row may say; `title` and `text` it must, unless its `id` is known."""

MOST_BYTES, MOST_ROWS, MOST_CELL = 2_000_000, 500, 4000
ALL, MANUAL = "all", "manual"


@attrs.frozen(kw_only=True)
class Row:
    """One inject as a file has it; `known` is how it stands now, None for a new one."""

    line: int
    known: Inject | None
    to: tuple[str, ...]
    said: Mapping[str, str]


@attrs.frozen(kw_only=True)
class Sheet:
    """What a file says; with `faults` none of it is to be taken. `notes`: what it says that cannot be changed."""

    rows: tuple[Row, ...] = ()
    notes: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


def sheet_of(injects: Iterable[Inject], roles: Sequence[str]) -> str:
    """Return the table of injects, ready to be edited and read again."""
    return table(COLUMNS, [_cells(it, roles) for it in injects])


def _cells(it: Inject, roles: Sequence[str]) -> list[str]:
    to = ALL if set(it.to) == set(roles) else ", ".join(it.to)
    return [it.id, it.status, it.title, to, it.text, _cue(it), it.guidance, it.expected, it.objective]


def _cue(it: Inject) -> str:
    if it.trigger or not it.turn:
        return it.trigger or MANUAL
    return " ".join(filter(None, (f"turn {it.turn}", it.phase, f"+{it.minute}m" if it.minute else "")))


def write_sheet(path: Path, text: str) -> None:
    """Write a table to a new file, as spreadsheets expect it.

    Raises: Refused: there is such a file already.
    """
    try:
        with path.open("x", encoding="utf-8-sig", newline="") as file:
            file.write(text)
    except FileExistsError:
        raise Refused(_("{path} is there already: name another file.").format(path=clean(str(path)))) from None


def mapping_of(words: str) -> dict[str, str]:
    """Return heading -> column of `Title=title,Who=to`.

    Raises: Refused: it is no list of pairs, or names no column of ours.
    """
    found: dict[str, str] = {}
    for pair in filter(None, (it.strip() for it in words.split(","))):
        heading, equals, column = (it.strip() for it in pair.partition("="))
        if not (heading and equals) or column not in COLUMNS:
            said = _("{pair} is no HEADING=COLUMN; columns are {known}.")
            raise Refused(said.format(pair=quoted(clean(pair, most=60)), known=", ".join(COLUMNS)))
        found[heading.casefold()] = column
    return found


def read_file(path: Path, injects: Sequence[Inject], roles: Mapping[str, str], mapping: Mapping[str, str]) -> Sheet:
    """Return what a file says: see `read_sheet`.

    Raises: OSError: it cannot be read.
    """
    with path.open("rb") as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        return Sheet(faults=(_("The file is larger than {most} bytes.").format(most=MOST_BYTES),))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    return read_sheet(text, injects, roles, mapping)


def read_sheet(text: str, injects: Sequence[Inject], roles: Mapping[str, str], mapping: Mapping[str, str]) -> Sheet:
    """Return what a table says of injects; roles: id -> title."""
    lines = list(_lines(text))
    if not lines:
        return Sheet(faults=(_("The file is empty."),))
    heads = [clean(it, most=MOST_TITLE).strip() for it in lines[0][1]]
    reader = _Reader(heads, {it.id: it for it in injects}, roles, mapping)
    faults = list(reader.head_faults())
    rows: list[Row] = []
    for line, cells in lines[1:] if not faults else ():
        found = reader.read(line, cells)
        rows += [found] if found is not None else []
    faults += reader.faults
    if len(lines) > MOST_ROWS + 1:
        faults.append(_("There are {count} rows; {most} at most.").format(count=len(lines) - 1, most=MOST_ROWS))
    notes = tuple(note for row in rows for note in reader.notes(row))
    return Sheet(rows=() if faults else tuple(rows), notes=notes, faults=tuple(faults))


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row that says anything with the number of its first line; the separator is that of the heading."""
    text = text.replace("\0", "")
    head = text.split("\n", 1)[0]
    separator = max(",;\t", key=head.count)
    reader, line = csv.reader(io.StringIO(text), delimiter=separator), 1
    try:
        for cells in reader:
            if any(it.strip() for it in cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error:
        yield line, []


class _Reader:
    """Reads one row after another, and collects what is wrong."""

    def __init__(
        self, heads: Sequence[str], known: Mapping[str, Inject], roles: Mapping[str, str], mapping: Mapping[str, str]
    ) -> None:
        self._heads = heads
        self._known = known
        self._roles = roles
        self._mapping = mapping
        self._columns = [mapping.get(it.casefold(), it.casefold()) for it in heads]
        self._own = {it.id for it in known.values() if it.own}
        self._seen: set[str] = set()
        self.faults: list[str] = []

    def head_faults(self) -> Iterator[str]:
        """Yield what is wrong with the headings and their mapping."""
        there = {it.casefold() for it in self._heads}
        for heading in self._mapping:
            if heading not in there:
                said = _("line 1: no column is called {heading}; there are {known}")
                yield said.format(heading=quoted(clean(heading, most=60)), known=", ".join(self._heads))
        for column in COLUMNS:
            if self._columns.count(column) > 1:
                yield _("line 1: two columns are {column}").format(column=column)
        if "id" not in self._columns:
            for column in ("title", "text"):
                if column not in self._columns:
                    yield _("line 1: no column is {column}; --map HEADING={column} names one").format(column=column)

    def read(self, line: int, cells: Sequence[str]) -> Row | None:
        """Return a row, None after a fault."""
        before = len(self.faults)
        if len(cells) > len(self._heads) or not cells:
            wrong = _("line {line}: {count} cells below {heads} headings; is a quotation mark missing?")
            self.faults.append(wrong.format(line=line, count=len(cells), heads=len(self._heads)))
            return None
        said = self._said(line, cells)
        known = self._known.get(said.get("id", ""))
        to = self._to(line, said)
        self._check(line, said, known)
        return Row(line=line, known=known, to=to, said=said) if len(self.faults) == before else None

    def notes(self, row: Row) -> Iterator[str]:
        """Yield which columns of an inject of the rules stay as they are, though the row says otherwise."""
        if row.known is None or row.known.id in self._own:
            return
        known = dict(zip(COLUMNS, _cells(row.known, tuple(self._roles)), strict=True))
        for column in ("title", "cue", "guidance", "expected", "objective"):
            if row.said.get(column) and row.said[column].split() != known[column].split():
                said = _("line {line}, column {heading}: stays as the rules have it")
                yield said.format(line=row.line, heading=self._heading(column))

    def _said(self, line: int, cells: Sequence[str]) -> dict[str, str]:
        """Return column -> text; what has no column of ours stands in the guidance under its heading."""
        found: dict[str, str] = {}
        rest: list[str] = []
        for heading, column, cell in zip(self._heads, self._columns, cells, strict=False):
            if len(cell) > MOST_CELL:
                self._fault(
                    line, heading, _("{count} characters; {most} at most").format(count=len(cell), most=MOST_CELL)
                )
            said = _bare(clean(cell, most=MOST_CELL, lines=column == "guidance").strip())
            if column in COLUMNS:
                found[column] = said
            elif said:
                rest.append(f"{heading}: {said}")
        if rest:
            found["guidance"] = "\n".join(filter(None, (found.get("guidance", ""), *rest)))
        return found

    def _check(self, line: int, said: Mapping[str, str], known: Inject | None) -> None:
        status, id = said.get("status", "").casefold(), said.get("id", "")
        if status and status not in (ARMED, HELD, SKIPPED, FIRED):
            self._wrong(line, "status", status, (ARMED, HELD, SKIPPED))
        if id and id in self._seen:
            self._fault(line, self._heading("id"), _("{id} stands there twice").format(id=quoted(id)))
        self._seen.add(id)
        for column, most in (("title", MOST_TITLE), ("text", MOST_TEXT)):
            text = said.get(column, "")
            if not text and known is None:
                self._fault(line, self._heading(column), _("is empty, and {id} is no inject").format(id=quoted(id)))
            if len(text) > most:
                self._fault(
                    line,
                    self._heading(column),
                    _("{count} characters; {most} at most").format(count=len(text), most=most),
                )
        if known is not None and known.status == FIRED and said.get("text", known.text) != known.text:
            self._fault(line, self._heading("text"), _("{id} has been fired").format(id=quoted(id)))

    def _to(self, line: int, said: Mapping[str, str]) -> tuple[str, ...]:
        """Return the roles that a row names, by id or title; all, where it names none."""
        found: list[str] = []
        for word in said.get("to", "").replace(";", ",").split(","):
            name = word.strip().casefold()
            if name in ("", ALL, _("all"), _("everybody")):
                continue
            role = next((id for id, title in self._roles.items() if name in (id, title.casefold())), None)
            if role is None:
                self._wrong(line, "to", word.strip(), tuple(self._roles))
            else:
                found.append(role)
        return tuple(found)

    def _wrong(self, line: int, column: str, word: str, known: Sequence[str]) -> None:
        near = nearest(word.casefold(), known)
        hint = (
            _("; did you mean {near}?").format(near=near)
            if near
            else _("; there are {known}").format(known=", ".join(known))
        )
        self._fault(
            line, self._heading(column), _("{word} is not known").format(word=quoted(clean(word, most=40))) + hint
        )

    def _heading(self, column: str) -> str:
        return self._heads[self._columns.index(column)] if column in self._columns else column

    def _fault(self, line: int, heading: str, what: str) -> None:
        said = _("line {line}, column {heading}: {what}")
        self.faults.append(said.format(line=line, heading=clean(heading, most=60), what=what))


def _too_long(text: str, most: int) -> str:
    return _("{count} characters; {most} at most").format(count=len(text), most=most)


def _bare(text: str) -> str:
    """Return a cell without the apostrophe that made it harmless."""
    return text[1:] if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@", "|", "%") else text


def take_in(session: Session, sheet: Sheet) -> tuple[int, tuple[str, ...]]:
    """Take the rows into a game; return how many changed anything, and what was refused, by line.

    Raises: Refused: the sheet has faults; nothing was taken.
    """
    if sheet.faults:
        raise Refused(sheet.faults[0])
    changed, refused = 0, []
    for row in sheet.rows:
        try:
            changed += _take(session, row)
        except Refused as error:
            refused.append(_("line {line}: {reason}").format(line=row.line, reason=error.reason))
    return changed, tuple(refused)


def _is_there(session: Session, said: Mapping[str, str]) -> bool:
    """Return whether a row without an id stands on the list already: a file may be taken in twice."""
    return any((it.title, it.text) == (said["title"], said["text"]) for it in session.past.prepared.values())


def _take(session: Session, row: Row) -> bool:
    """Take one row, and return whether it changed anything."""
    said, known = row.said, row.known
    if known is None and not said.get("id") and _is_there(session, said):
        return False
    if known is None:
        made = prepare(session, said["title"], said["text"], row.to, inject=said.get("id", ""))
        cue, status = said.get("cue", ""), said.get("status", "").casefold()
        made = attrs.evolve(
            made,
            cue="" if cue == MANUAL else cue,
            guidance=said.get("guidance", ""),
            expected=said.get("expected", ""),
            objective=said.get("objective", ""),
            status=status if status in (HELD, SKIPPED) else ARMED,
        )
        carry_out(session, made)
        return True
    if known.status == FIRED:
        return False
    if known.own:
        return _change(session, row)
    text, to = said.get("text") or known.text, row.to if "to" in said else known.to
    different = text != known.text or set(to or session.game.roles) != set(known.to)
    if different:
        carry_out(session, wording(session, known.id, text, to))
    status = said.get("status", "").casefold() or known.status
    act = dict(zip((FIRED, HELD, SKIPPED, ARMED), ACTS, strict=True))[status]
    if status not in (known.status, FIRED):
        carry_out(session, ruling(session, act, known.id))
        return True
    return different


def _change(session: Session, row: Row) -> bool:
    """Change an inject of control's own as a row says, and return whether that changed anything."""
    assert row.known is not None, row
    mine, said = session.past.prepared[row.known.id], dict(row.said)
    if said.get("guidance", "").split() == row.known.guidance.split():  # it was written with the cue before it
        said["guidance"] = mine.guidance
    if said.get("cue") == MANUAL:
        said["cue"] = mine.cue
    made = prepare(session, said.get("title") or mine.title, said.get("text") or mine.text, row.to, inject=mine.inject)
    status = said.get("status", "").casefold()
    after = attrs.evolve(
        made,
        to=made.to if "to" in said else mine.to,
        status=status if status in (ARMED, HELD, SKIPPED) else mine.status,
        cue=said.get("cue", mine.cue),
        guidance=said.get("guidance", mine.guidance),
        expected=said.get("expected", mine.expected),
        objective=said.get("objective", mine.objective),
    )
    if after == mine:
        return False
    carry_out(session, after)
    return True
