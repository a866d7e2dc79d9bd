"""Injects: what is armed, held, skipped and fired, when each would fire, and control's hand on them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.content import Content

from engine.papers.injects import COLUMNS, mapping_of, read_file, sheet_of, take_in, write_sheet
from engine.play.book import shortened
from engine.play.own_words import MOST_TEXT, roles_of
from engine.problems import Refused
from engine.speech import _, _n
from engine.table.injects import carry_out, injects_of, prepare, ruling, wording

from ..screens.page import Page
from ..shown import content, fitted, lines, plain
from .cues import STATUS, about_inject
from .listed import ListScreen
from .readers import readers_of

if TYPE_CHECKING:
    from engine.play.readings import Inject


class InjectsScreen(ListScreen):
    """Fires, holds, skips and arms injects; each act may have a reason, and is in the journal."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "rule('fire')", _("Fire"), tooltip=_("Fire it now")),
        Binding("h", "rule('hold')", _("Hold"), tooltip=_("Keep it from firing until you fire or arm it")),
        Binding("k", "rule('skip')", _("Skip"), tooltip=_("Strike it off")),
        Binding("r", "rule('arm')", _("Arm"), tooltip=_("Let it fire on its cue again")),
        Binding("e", "edit", _("Edit"), tooltip=_("Give it other words before it fires")),
        Binding("d", "address", _("To"), tooltip=_("Say who is told")),
        Binding("n", "improvise", _("New"), tooltip=_("Write an inject of your own")),
        Binding("x", "write", _("Out"), tooltip=_("Write the list to a table for a spreadsheet")),
        Binding("g", "take_in", _("In"), tooltip=_("Take in a table, also one with other headings")),
        Binding("o", "open", _("Procedure"), tooltip=_("Open a procedure at once, by its id")),
    ]

    def rows(self) -> Sequence[Content]:
        """Return each inject with its status."""
        found = self.control.picture.injects
        return [content(f"{fitted(STATUS.get(it.status, it.status), 8)} {plain(it.title, 60)}") for it in found]

    def without(self) -> str:
        """Return why nothing is here."""
        return _("This game has no injects: n writes one of your own, g takes a list in.")

    def about(self, at: int) -> Content:
        """Return all that control should know of an inject."""
        it = self.control.picture.injects[at]
        return lines(content(plain(it.title, 80), "bold"), *about_inject(it, self.control.titles))

    def action_rule(self, act: str) -> None:
        """Ask for a reason, and rule."""
        injects = self.control.picture.injects
        if not injects:
            self.say(_("! There are no injects in this game."))
            return
        it, session = injects[self.at], self.control.session
        verb = {"fire": _("Fire"), "hold": _("Hold"), "skip": _("Skip"), "arm": _("Arm")}[act]
        done = {
            "fire": _("{inject} was fired."),
            "hold": _("{inject} is held."),
            "skip": _("{inject} is skipped."),
            "arm": _("{inject} is armed."),
        }[act].format(inject=plain(it.title, 60))

        def go(reason: str) -> None:
            self.want(lambda: carry_out(session, ruling(session, act, it.id, reason)), done)

        title = f"{verb}: {plain(it.title, 60)}"
        self.ask_line(title, _("Why? The reason stands in the journal; it may be left out."), go)

    @property
    def inject(self) -> Inject | None:
        """The inject under the cursor; that there is none is said."""
        injects = self.control.picture.injects
        if not injects:
            self.say(_("! There are no injects in this game: n writes one."))
        return injects[self.at] if injects else None

    def action_edit(self) -> None:
        """Ask for other words, and keep them for when it fires."""
        it, session = self.inject, self.control.session
        if it is None:
            return

        def go(text: str) -> None:
            self.want(lambda: carry_out(session, wording(session, it.id, text, it.to)), _("It has your words now."))

        title = _("Words of {inject}").format(inject=plain(it.title, 60))
        self.ask_line(
            title,
            _("These words are told when it fires; formulas in braces do not count here."),
            go,
            it.text,
            MOST_TEXT,
        )

    def action_address(self) -> None:
        """Ask who is told."""
        it, session = self.inject, self.control.session
        if it is None:
            return

        def go(words: str) -> None:
            to = readers_of(words, self.control.titles)
            self.want(lambda: carry_out(session, wording(session, it.id, it.text, to)), _("The readers are set."))

        self._ask_readers(plain(it.title, 60), go, ", ".join(it.to))

    def action_improvise(self) -> None:
        """Ask for title, text and readers of an inject of control's own; it stands on the list, armed."""
        session = self.control.session

        def titled(title: str) -> None:
            self.ask_line(title, _("What is told?"), lambda text: worded(title, text), most=MOST_TEXT)

        def worded(title: str, text: str) -> None:
            self._ask_readers(title, lambda words: go(title, text, words), "")

        def go(title: str, text: str, words: str) -> None:
            to = readers_of(words, self.control.titles)
            said = _("It stands last on the list; f fires it.")
            self.want(lambda: carry_out(session, prepare(session, title, text, to)), said)

        self.ask_line(_("An inject of your own"), _("Its title."), titled)

    def _ask_readers(self, title: str, go: Callable[[str], object], begun: str) -> None:
        book, titles = self.control.session.scenario.book, self.control.titles
        asked = _("Who is told? Seats with commas between, nothing for all: {known}.").format(known=", ".join(titles))
        self.ask_line(title, asked, go, begun, check=lambda words: roles_of(book, readers_of(words, titles)))

    def action_write(self) -> None:
        """Ask for a file, and write the list to it."""
        injects, roles = self.control.picture.injects, tuple(self.control.titles)

        def go(name: str) -> None:
            path = Path(name).expanduser()
            said = _("Written to {path}.").format(path=plain(str(path), 200))
            self.want(lambda: _on_disk(lambda: write_sheet(path, sheet_of(injects, roles))), said)

        name = f"{self.control.session.scenario.id}-injects.csv"
        self.ask_line(_("Write the list"), _("To which new file?"), go, name)

    def action_take_in(self) -> None:
        """Ask for a file and its headings, and take it in when nothing is wrong with it."""

        def named(name: str) -> None:
            said = _("Other headings? Title=title, Who=to; nothing when they are as written by x: {columns}.")
            self.ask_line(name, said.format(columns=", ".join(COLUMNS)), lambda words: self._take_in(name, words))

        self.ask_line(
            _("Take in a list"), _("From which file? Nothing is taken of a file in which anything is wrong."), named
        )

    def _take_in(self, name: str, words: str) -> None:
        session, titles = self.control.session, self.control.titles

        def act() -> str:
            path = Path(name).expanduser()
            sheet = _on_disk(lambda: read_file(path, injects_of(session), titles, mapping_of(words)))
            if sheet.faults:
                self._tell_faults(name, sheet.faults)
                count = len(sheet.faults)
                said = _n("! {count} fault: nothing was taken.", "! {count} faults: nothing was taken.", count)
                return said.format(count=count)
            changed, refused = take_in(session, sheet)
            if refused or sheet.notes:
                self._tell_faults(name, (*refused, *sheet.notes))
            return _n("{count} inject was changed.", "{count} injects were changed.", changed).format(count=changed)

        self.want(act)

    def _tell_faults(self, name: str, faults: Sequence[str]) -> None:
        """Show all that is wrong with a file; called by the worker that read it."""
        page = Page(_("What was not taken of {file}").format(file=plain(name, 60)), lines(*map(content, faults)))
        self.app.call_from_thread(self.app.push_screen, page)

    def action_open(self) -> None:
        """Ask for a procedure, and open it."""
        session = self.control.session

        def go(text: str) -> None:
            name, _space, reason = text.partition(" ")
            if name:
                self.want(lambda: session.rule("open", name, reason.strip()), _("The procedure is open."))

        known = ", ".join(session.scenario.procedures)
        if not known:
            self.say(_("! There are no procedures in this game."))
            return
        question = _("Which, and why? Its id first: {known}.").format(known=plain(known, 300))
        names = tuple(session.scenario.procedures)
        self.ask_line(_("Open a procedure"), question, go, f"{names[0]} " if len(names) == 1 else "")


T = TypeVar("T")


def _on_disk(act: Callable[[], T]) -> T:
    """Return what an act with a file returns.

    Raises: Refused: the file cannot be used.
    """
    try:
        return act()
    except OSError as error:
        said = _("The file {name} cannot be used: {why}.")
        name = shortened(str(error.filename)) if error.filename else ""
        raise Refused(said.format(name=name, why=(error.strerror or str(error)).lower())) from None
