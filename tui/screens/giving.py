"""Giving orders: from a key or a line of the menu through the dialog to the session, and back again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from engine.play.orders import OFFER, Order
from engine.speech import _, _n

from .. import hints
from ..areas import area_page, forms_at
from ..bargaining import order_rows
from ..haste import hurried
from ..hot_seat import Words
from ..proposal import Outcome, Steps, steps_from, steps_of
from ..scene import Scene, menu_of, said_when_given, title_of
from ..shown import lines, plain
from ..widgets.orders import OrdersPane
from .bargains import ACCEPT, COUNTER, DECLINE, VOTE, BargainsScreen, Wish
from .here import KNOWN, HereDialog
from .order import OrderDialog
from .page import Page, ask
from .seated import Seated

if TYPE_CHECKING:
    from engine.play.views import View
    from engine.table.capture import Aside


class Giving(Seated):
    """A seat whose orders are given one by one; what is final is asked first, and never done in haste."""

    words: Words | None = None
    """What was said beside the order that is kept as a draft."""

    @on(OrdersPane.Wanted)
    def begin_order(self, message: OrdersPane.Wanted) -> None:
        """Open the dialog for an order."""
        self.begin(message.form)

    def act_at(self, area: str) -> None:
        """Ask which order to give in an area, or show all that is known of it."""
        self.took(hints.OPEN)
        if not self.ready(even_over=True):
            return
        board = self._room.board
        it, forms = board.areas[area], forms_at(self._seat.view, area)

        def chosen(name: str | None) -> None:
            if name == KNOWN:
                self.app.push_screen(Page(it.title, area_page(board, it, self._scene.view.tracks)))
            elif name and self._stands():
                self._fill(self._seat.view, steps_of(forms[int(name)]))

        if forms:
            self.app.push_screen(HereDialog(it.title, plain(it.zone), forms), chosen)
        else:
            self.say(_("No order of this phase is for an area like this one."), refused=True)
            chosen(KNOWN)

    @on(OrdersPane.DraftWanted)
    def take_up_draft(self) -> None:
        """Open the dialog where the draft stands."""
        draft = self._scene.draft
        if draft is not None and self.ready():
            view = self._seat.view
            self._fill(view, steps_from(view.choices.form_of(draft.order), draft.order), self._said_beside(draft.order))

    def _said_beside(self, draft: Order) -> Aside | None:
        """Return what who sits here said beside a draft, None for words of another person or beside another draft."""
        it, sitter = self.words, self._room.session.sitter(self.role)
        return it.beside if it is not None and (it.sitter, it.order) == (sitter, draft.text) else None

    def _keep(self, outcome: Outcome, said: str) -> None:
        sitter = self._room.session.sitter(self.role)
        self.words = Words(sitter=sitter, order=outcome.order.text, beside=outcome.beside)
        self.keep_draft(outcome.order, said)

    @on(OrdersPane.GivenWanted)
    def ask_back(self, message: OrdersPane.GivenWanted) -> None:
        """Ask whether an order that was given should be taken back, where it can be."""
        if not self._scene.takes_back:
            self.say(_("What is given here stands: only sealed orders can be taken back. r says why."), refused=True)
            return
        given = self._scene.given[message.number]
        ask(
            self.app,
            _("Take back: {title}?").format(title=given.title),
            _("takes it back"),
            lambda: self.take_back(given.order, _("Taken back: {title}").format(title=given.title)),
        )

    def action_bargains(self) -> None:
        """Show motions, deals, pledges and promises, and do what is wanted about one of them."""
        self.app.push_screen(BargainsScreen(self._scene.view, self._room.titles), self._wished)

    def _wished(self, wish: Wish | None) -> None:
        if wish is None or not self._stands():
            return
        if wish.act in (ACCEPT, DECLINE):
            self._answer(Order(wish.act, deal=wish.deal))
        elif wish.act == VOTE:
            self._vote(wish.motion)
        else:
            self._offer(wish.deal if wish.act == COUNTER else 0)

    def _answer(self, order: Order) -> None:
        """Show the deal in full, and answer it when somebody agrees."""
        view = self._seat.view
        reason = view.choices.why_not(order)
        if reason:
            self.say(_("Not possible: {reason}").format(reason=reason), refused=True)
            return
        accepts = order.name == ACCEPT
        title = title_of(view, order)
        page = lines(*order_rows(view, order))
        ask(self.app, page, _("accepts") if accepts else _("declines"), lambda: self.give(order, title))

    def _vote(self, motion: str) -> None:
        view = self._seat.view
        form = next((it for it in view.choices.forms if it.id == f"vote.{motion}"), None)
        if form is None:
            reason = view.choices.why_not(Order("vote", motion=motion, ballot="yes"))
            self.say(plain(reason), refused=True)
        elif form.reason:
            self.say(_("Closed: {reason}").format(reason=plain(form.reason)), refused=True)
        else:
            self._fill(view, steps_of(form))

    def _offer(self, answers: int) -> None:
        """Begin a new deal, or a counter-offer with the terms of the deal it answers."""
        view = self._seat.view
        form = next((it for it in menu_of(view.choices) if it.name == OFFER), None)
        if form is None:
            self.say(_("Deals are not made in this phase."), refused=True)
        elif form.reason:
            self.say(_("Closed: {reason}").format(reason=plain(form.reason)), refused=True)
        else:
            counter = view.choices.offer.counter(answers) if answers else None
            self._fill(view, steps_of(form) if counter is None else steps_from(form, counter))

    def action_pass(self) -> None:
        """Pass; ask first while orders could still be given."""
        if not self.ready():
            return
        choices = self._seat.view.choices
        if not choices.may_pass:
            reason = choices.why_not(Order("pass"))
            self.say(_("You cannot pass now. {reason}").format(reason=reason), refused=True)
        elif not self._scene.open:
            self._pass()
        else:
            ask(self.app, _sure(self._scene), _("passes"), self._pass)

    def action_take_back(self) -> None:
        """Take back the order given last."""
        if not self._scene.given:
            self.say(_("There is no order of yours to take back in this phase."), refused=True)
        elif self.ready():
            last = self._scene.given[-1]
            self.take_back(last.order, _("Taken back: {title}").format(title=last.title))

    def begin(self, form: str) -> None:
        """Open the dialog for the order of that name."""
        if self.ready():
            view = self._seat.view
            self._fill(view, steps_of(view.choices.offer if form == OFFER else view.choices.form(form)))

    def _fill(self, view: View, steps: Steps, beside: Aside | None = None) -> None:
        self.took(hints.GIVE)
        self.say("")
        self.app.push_screen(OrderDialog(view, steps, beside), self._filled)

    def _filled(self, outcome: Outcome | None) -> None:
        if outcome is None:
            self.say(_("No order given."))
            return
        title = title_of(self._seat.view, outcome.order)
        if outcome.draft:
            self._keep(outcome, _("Kept as a draft: {title}").format(title=title))
            if outcome.leaving:
                self.action_leave()
        elif hurried(self.app):
            said = _("The keys came too fast to be meant. Kept as a draft: {title}")
            self._keep(outcome, said.format(title=title))
        else:
            said = said_when_given(outcome.order, sealed=self._scene.view.mode == "sealed")
            said = said if outcome.beside else f"{said} · " + _("r: say why")
            self.give(outcome.order, said.format(title=title), outcome.beside)

    def _pass(self) -> None:
        self.took(hints.END)
        self.give(Order("pass"), _("Passed."))

    def ready(self, *, even_over: bool = False) -> bool:
        """Return whether the session can be asked now; else say why not. A key that comes late finds a dialog open."""
        return self.is_current and self._stands(even_over=even_over)

    def _stands(self, *, even_over: bool = False) -> bool:
        if self._busy:
            self.say(_("The others are moving: one moment."), refused=True)
        elif self._scene.view.over and not even_over:
            self.say(_("The game is over: q leaves."), refused=True)
        else:
            return True
        return False

    def action_leave(self) -> None:
        """Leave the game where it stands."""
        raise NotImplementedError

    def say(self, text: str, *, refused: bool = False) -> None:
        """Tell something; `refused` when a key did nothing."""
        raise NotImplementedError

    def took(self, step: str) -> None:
        """Note a step for which a newcomer needs no hint any more."""
        raise NotImplementedError


def _sure(scene: Scene) -> str:
    """Return the question before somebody passes who could still give orders."""
    count = len(scene.given)
    given = _n(
        "You gave {count} order and may give others. Pass all the same?",
        "You gave {count} orders and may give others. Pass all the same?",
        count,
    )
    question = given.format(count=count) if count else _("You have given no order in this phase. Pass all the same?")
    again = _("When somebody acts after you, you may act again.") if scene.view.mode == "open" else ""
    return f"{question} {again}".rstrip()
