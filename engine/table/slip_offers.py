"""An offer as it stands on a slip: terms with a + between them, to whom, whether all know of it, and what it answers.

`offer pay paris warsaw 2 + pledge warsaw battalion 1 public answers 3`: a term is its name, who gives it, and its
choices. Whom the offer is for is said only where no term names anybody but the one who offers.
"""

from __future__ import annotations

from ..play.book import Book
from ..play.deal_forms import TermForm
from ..play.orders import Order, Stated
from ..play.views import View
from ..problems import Refused
from ..speech import _
from . import misread
from .misread import Blank
from .slip_reader import Reader
from .vocabulary import Choice, Choices, choice, of_option

_AND, _PUBLIC, _ANSWERS = (choice(word, "") for word in ("+", "public", "answers"))


class OfferReader:
    """Reads an offer from the words that a reader has left."""

    def __init__(self, reader: Reader, view: View, book: Book) -> None:
        self._reader = reader
        self._view = view
        self._book = book
        self._whole = view.choices.offer
        self._terms: tuple[Stated, ...] = ()
        self._partner: str | None = None
        self._public = False
        self._answers: int | None = None
        self._last = ""  # the title of the last term

    @property
    def order(self) -> Order:
        """The offer so far."""
        terms, partner = self._terms, self._partner
        return self._whole.offer(*terms, public=self._public, answers=self._answers, partner=partner)

    def read(self, first: TermForm) -> Order:
        """Return the offer that begins with a term, to the end of the line.

        Raises: Refused: a word stands for nothing there, or the line ends too early. Asked: see `Reader.take`.
        """
        whom = self._add(first)
        while whom or not self._reader.ended or self._reader.asking:
            whom = self._go_on(whom)
        return self.order

    def _add(self, form: TermForm) -> Choices:
        """Take a term, and return whom the offer may be for, if that does not show yet."""
        values = self._reader.values(form, but=1)
        self._terms, self._last = (*self._terms, form.stated(*values)), form.title
        return tuple(map(of_option, form.domain(*values))) if len(self._whole.parties(self.order)) < 2 else ()

    def _go_on(self, whom: Choices) -> Choices:
        """Take what the next word begins, and return whom the offer may be for, if that does not show yet."""
        blank = Blank(order=self._last, what=_("whom it is offered to"), choices=whom)
        if self._reader.goes_without_saying(blank):
            self._partner = str(whom[0].value)
            return ()
        known = (*whom, *self._further(bool(whom)))
        found = self._reader.take(known, blank.what, lambda word: self._wrong(word, blank, known))
        if found is _AND:
            return self._add(self._reader.one_of(self._whole.terms, _("a term")))
        if found is _PUBLIC:
            self._public = True
        elif found is _ANSWERS:
            self._answers = self._deal()
        else:
            self._partner = str(found.value)
        return ()

    def _further(self, lacks_partner: bool) -> Choices:
        """Return what may follow a term besides whom the offer is for."""
        found = [_AND] if len(self._terms) < self._whole.most else []
        if lacks_partner:
            return found
        found += [] if self._public else [_PUBLIC]
        tells = self._view.deals or not self._reader.asking
        return found + ([_ANSWERS] if self._answers is None and tells else [])

    def _deal(self) -> int:
        """Take the number of the deal that this one is to take the place of."""
        known = tuple(self._open_deals())
        if not known:
            raise Refused(_("No deal that {role} knows of is open.").format(role=self._view.title))
        return int(str(self._reader.take(known, _("the number of an open deal")).value))

    def _open_deals(self) -> list[Choice]:
        book, said = self._book, _("{role} offers: {deal}")
        by = {it.number: book.role_titles[book.role_at[it.by]] for it in self._view.deals}
        return [choice(it.number, said.format(role=by[it.number], deal=it.title)) for it in self._view.deals]

    def _wrong(self, word: str, blank: Blank, known: Choices) -> str:
        """Return what is wrong with a word behind a term."""
        if word == _AND.value:
            return _("A deal has at most {most} terms.").format(most=self._whole.most)
        if blank.choices:
            return misread.unknown(word, blank.what, known)
        return self._reader.unfit(self._last, word, lambda title, it: misread.no_more(title, it, known))
