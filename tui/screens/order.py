"""Giving an order: parameters one after another, then conditions, then the order in full with its cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from ..filling import Filling
from ..scene import cost_of, title_of
from ..shown import content, lines, plain
from ..widgets.picker import Picker

if TYPE_CHECKING:
    from engine.play.orders import Order
    from engine.play.views import View


@attrs.frozen(kw_only=True)
class Outcome:
    """How a dialog ended: an order to give, or one to keep as a draft."""

    order: Order
    draft: bool = False
    leaving: bool = False  # the player leaves the game


@attrs.frozen(kw_only=True)
class Act:
    """A line of the last step; it stands in the picker like any option."""

    value: str
    title: str


class OrderDialog(ModalScreen[Outcome | None]):
    """Fills one form. Enter chooses, Escape goes one step back; nothing is given before the last step."""

    BINDINGS = [Binding("escape", "back", "Back", tooltip="One step back; at the first step, out")]

    def __init__(self, view: View, filling: Filling) -> None:
        super().__init__()
        self._view = view
        self._filling = filling

    def compose(self) -> ComposeResult:
        """A box: what was chosen, the picker, and a line that says what it would cost or why not."""
        with Vertical(id="order-box") as box:
            box.border_title = content(self._filling.form.title or self._filling.form.id)
            box.border_subtitle = "Enter chooses · Esc goes back"
            yield Static(id="order-so-far")
            yield Picker(id="order-picker")
            yield Static(id="order-note")

    def on_mount(self) -> None:
        """Begin where the filling stands: a draft begins at its end."""
        self._ask()

    @on(Picker.Considered)
    def note(self, message: Picker.Considered) -> None:
        """Tell what the order would cost with the option under the cursor."""
        if isinstance(message, Picker.Chosen) or isinstance(message.option, Act):
            return
        order = self._filling.order_with(message.option.value)
        self._say(f"Costs {cost}." if order and (cost := cost_of(self._filling.form, order)) else "")

    @on(Picker.Chosen)
    def choose(self, message: Picker.Chosen) -> None:
        """Take the next step, or do what the last step's line says."""
        if isinstance(message.option, Act):
            self._act(message.option.value)
        else:
            self._filling = self._filling.choose(message.option)
            self._ask()

    @on(Picker.Refused)
    def explain(self, message: Picker.Refused) -> None:
        """Say what would have been an option."""
        self._say(message.reason)

    def action_back(self) -> None:
        """Go one step back, or out."""
        earlier = self._filling.back()
        if earlier is None:
            self.dismiss(None)
        else:
            self._filling = earlier
            self._ask()

    def action_leave(self) -> None:
        """Leave the game; what was filled in so far is kept as a draft."""
        order = self._filling.draft
        self.dismiss(Outcome(order=order, draft=True, leaving=True) if order.params else None)

    def _act(self, what: str) -> None:
        doing, _, name = what.partition(":")
        if doing in ("give", "draft"):
            self._finish(draft=doing == "draft")
            return
        condition = next(it for it in self._filling.form.conditions if it.id == name)
        self._filling = self._filling.remove(name) if doing == "remove" else self._filling.attach(condition)
        self._ask()

    def _finish(self, *, draft: bool) -> None:
        order = self._filling.order
        reason = "" if draft else self._view.choices.why_not(order)
        if reason:
            self._say(f"Not possible: {reason}")
        else:
            self.dismiss(Outcome(order=order, draft=draft))

    def _ask(self) -> None:
        """Draw the step that the filling stands at."""
        filling = self._filling
        self.query_one("#order-so-far", Static).update(self._so_far())
        options = self._acts() if filling.filled else filling.options
        self._say(self._price() if filling.filled else "")
        if options:
            self.query_one(Picker).offer(options, narrows=not filling.filled)  # type: ignore[arg-type]
        else:
            self._say("Nothing can be chosen here now: Esc goes back.")

    def _so_far(self) -> Content:
        filling = self._filling
        if filling.filled:
            about = [content(filling.form.text, "dim")] if filling.form.text else []
            return lines(content(title_of(self._view, filling.order), "bold"), *about)
        chosen = list(zip(filling.form.labels, filling.titles, strict=False))[filling.fixed :]
        rows = [content(f"{plain(name)}: {title}") for name, title in chosen]
        if filling.condition is not None:
            rows.append(content(f"Condition: {filling.condition.title}", "bold"))
        elif not rows and filling.form.text:
            rows.append(content(filling.form.text, "dim"))
        return lines(*rows, content(f"Choose: {filling.asked}", "bold"))

    def _price(self) -> str:
        cost = cost_of(self._filling.form, self._filling.order)
        secret = " Others learn only what its effects say." if self._filling.form.secret else ""
        return (f"Costs {cost}." if cost else "Costs nothing.") + secret

    def _acts(self) -> tuple[Act, ...]:
        sealed = self._view.mode == "sealed"
        acts = [Act(value="give", title="Seal this order" if sealed else "Give this order")]
        attached = self._filling.attached()
        for condition in self._filling.form.conditions:
            if condition.id in attached:
                acts.append(Act(value=f"remove:{condition.id}", title=f"[x] {attached[condition.id]}"))
            else:
                acts.append(
                    Act(value=f"attach:{condition.id}", title=f"[ ] Attach a condition: {plain(condition.title)}")
                )
        return (*acts, Act(value="draft", title="Keep as a draft"))

    def _say(self, text: str) -> None:
        self.query_one("#order-note", Static).update(content(text))
