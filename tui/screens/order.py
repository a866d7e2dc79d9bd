"""Giving an order: parameters one after another, then conditions, then the order in full with its cost and odds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from engine.problems import Refused
from engine.speech import _
from engine.table.capture import Aside

from ..bargaining import tally_of
from ..filling import Filling, said_of
from ..odds import brief
from ..proposal import (
    MOST_ASIDE,
    WHY,
    Outcome,
    Steps,
    acts_of,
    aside_of,
    asked_aside,
    before,
    now_rows,
    onward,
    page_of,
)
from ..scene import Act, Offered
from ..shown import content, lines, plain
from ..widgets.picker import Picker
from ..widgets.sheet import Layout, Sheet
from .beside import Beside
from .paging import turn_page

if TYPE_CHECKING:
    from engine.play.orders import Order
    from engine.play.views import View


_LEAST_ROWS = 3


class OrderDialog(Beside[Outcome | None]):
    """Fills one form. Enter chooses, Escape goes one step back; nothing is given before the last step."""

    DEFAULT_CSS = """
    #order-page { height: auto; scrollbar-size-vertical: 1; }
    """
    BINDINGS = [
        Binding("escape", "back", _("Back"), tooltip=_("One step back; at the first step, out")),
        Binding("pagedown", "page(1)", show=False, priority=True, tooltip=_("More of the order and its odds")),
        Binding("pageup", "page(-1)", show=False, priority=True, tooltip=_("Back in the order and its odds")),
    ]

    def __init__(self, view: View, filling: Steps, beside: Aside | None = None) -> None:
        super().__init__()
        self._view = view
        self._filling = onward(filling)
        self._offered: Sequence[Offered] = ()
        self._aside = beside or Aside()
        self._explaining = False  # whether words beside the order are being typed

    def compose(self) -> ComposeResult:
        """A box: the order as far as it is chosen, the picker, and a line that says what comes of it or why not."""
        with Vertical(id="order-box") as box:
            box.border_title = content(self._filling.form.title or self._filling.form.id)
            with VerticalScroll(id="order-page", can_focus=False):
                yield Sheet(id="order-so-far")
            yield Picker(id="order-picker")
            yield Static(id="order-note")

    def on_mount(self) -> None:
        """Begin where the filling stands: a draft begins at its end."""
        self.watch(self.query_one("#order-page"), "show_vertical_scrollbar", self._tell_keys)
        self._ask()

    @on(Picker.Considered)
    def note(self, message: Picker.Considered) -> None:
        """Tell what the order would come to with the option under the cursor."""
        if isinstance(message, Picker.Chosen) or self._is_late(message):
            return
        acts = isinstance(message.option, Act)
        order = None if acts else self._filling.order_with(message.option.value)
        self._say("" if order is None else " ".join(part for part in self._foretold(order) if part))

    def _foretold(self, order: Order) -> Iterator[str]:
        """Yield what the option's own line does not say: its cost stands there."""
        yield brief(self._filling.form.odds(order))
        yield tally_of(self._view, order)

    @on(Picker.Chosen)
    def choose(self, message: Picker.Chosen) -> None:
        """Take the next step, or do what the last step's line says."""
        if self._is_late(message):
            return
        if isinstance(message.option, Act):
            self._act(message.option.value)
        else:
            self._filling = onward(self._filling.choose(message.option))
            self._ask()

    @on(Picker.Written)
    def write(self, message: Picker.Written) -> None:
        """Keep what was said with the order, or beside it."""
        if self._explaining:
            self._take_aside(message.text)
        elif isinstance(self._filling, Filling) and self._filling.writing is not None:
            self._filling = self._filling.write(message.text)
            self._ask()

    def _take_aside(self, text: str) -> None:
        try:
            self._aside = aside_of(text)
        except Refused as refused:
            self._say(plain(refused.reason))
        else:
            self._explaining = False
            self._ask()

    @on(Picker.Refused)
    def explain(self, message: Picker.Refused) -> None:
        """Say what would have been an option."""
        self._say(message.reason)

    def action_back(self) -> None:
        """Go one step back, or out."""
        earlier = self._filling if self._explaining else before(self._filling)
        self._explaining = False
        if earlier is None:
            self.dismiss(None)
        else:
            self._filling = earlier
            self._ask()

    def action_page(self, by: int) -> None:
        """Show more of the order, or go back in it."""
        turn_page(self.query_one("#order-page", VerticalScroll), by)

    @on(Picker.Resized)
    def make_room(self) -> None:
        """Take the place that the picker leaves now."""
        self.call_after_refresh(self.fit)

    def fit(self) -> None:
        """Give the order what the picker and the note leave; say so when there is more than fits."""
        super().fit()
        if len(self.query("#order-box, #order-page")) < 2:
            return
        box, page = self.query_one("#order-box"), self.query_one("#order-page", VerticalScroll)
        others = [it for it in box.query("#order-picker, #order-note") if it.display]
        taken = sum(it.outer_size.height + it.styles.margin.height for it in others)
        room = self.size.height - box.styles.margin.height - box.styles.gutter.height - taken
        page.styles.max_height = max(_LEAST_ROWS, room)

    def _tell_keys(self, scrolls: bool) -> None:
        keys = _("PgDn: more · Esc goes back") if scrolls else _("Enter chooses · Esc goes back")
        self.query_one("#order-box").border_subtitle = keys

    def action_leave(self) -> None:
        """Leave the game; what was filled in so far is kept as a draft."""
        order = self._filling.draft
        self.dismiss(Outcome(order=order, draft=True, leaving=True) if order.params or order.terms else None)

    def _is_late(self, message: Picker.Considered) -> bool:
        """Return whether an answer is to a step that was taken meanwhile: keys come faster than steps."""
        return not any(it is message.option for it in self._offered)

    def _act(self, what: str) -> None:
        if what in ("give", "draft"):
            self._finish(draft=what == "draft")
            return
        if what == WHY:
            self._explaining = True
        else:
            self._filling = onward(self._filling.done(what))
        self._ask()

    def _finish(self, *, draft: bool) -> None:
        order = self._filling.order
        reason = "" if draft else self._view.choices.why_not(order)
        if reason:
            self._say(_("Not possible: {reason}").format(reason=plain(reason)))
        else:
            self.dismiss(Outcome(order=order, beside=self._aside, draft=draft))

    def _ask(self) -> None:
        """Draw the step that the filling stands at."""
        filling = self._filling
        wording = filling.writing if isinstance(filling, Filling) else None
        self.query_one(Sheet).show(page_of(self._view, filling) if filling.filled else self._so_far())
        self.query_one("#order-page", VerticalScroll).scroll_home(animate=False)
        self._say("")
        acts = acts_of(self._view, filling, self._aside) if filling.filled else ()
        options: Sequence[Offered] = acts or filling.options
        self._offered = options
        if self._explaining:
            self.query_one(Picker).ask(self._aside.text, MOST_ASIDE)
            self._say(asked_aside())
        elif wording is not None and isinstance(filling, Filling):
            self.query_one(Picker).ask(filling.wrote, wording.most)
            self._say(_("Enter keeps it; an empty line says nothing."))
        elif options:
            self.query_one(Picker).offer(options, narrows=not filling.filled)
        else:
            self._say(_("Nothing can be chosen here now: Esc goes back."))
        self.call_after_refresh(self.fit)

    def _so_far(self) -> Layout:
        """Return what was chosen, and what is asked now."""
        filling = self._filling
        wording = filling.writing if isinstance(filling, Filling) else None
        rows = [content(_("{name}: {value}").format(name=name, value=value)) for name, value in filling.chosen]
        if isinstance(filling, Filling) and filling.condition is not None:
            rows.append(content(_("Condition: {title}").format(title=plain(filling.condition.title)), "bold"))
            rows += now_rows(self._view, filling.condition)
        elif filling.text:
            rows.insert(0, content(filling.text, "dim"))
        asked = _("Choose: {name}").format(name=filling.asked) if wording is None else said_of(wording)
        whole = lines(*rows, content(asked, "bold"))
        return lambda _width: whole

    def _say(self, text: str) -> None:
        note = self.query_one("#order-note", Static)
        note.update(content(text))
        note.display = bool(text)
        self.call_after_refresh(self.fit)
