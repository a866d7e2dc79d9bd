"""What a seat says beside the game: why it gave an order, and how likely it holds what control asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.speech import _
from engine.table.capture import chances

from ..proposal import MOST_ASIDE, aside_of, asked_aside
from ..shown import plain
from ..widgets.orders import OrdersPane
from .asking import LineQuestion
from .giving import Giving

if TYPE_CHECKING:
    from engine.table.capture import Question
    from engine.table.seat import Said


class Explaining(Giving):
    """A seat that is asked for words, never made to give any."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing to explain before an order was given, nothing to forecast before control asks."""
        if action == "reason":
            return bool(self._scene.said)
        if action == "forecast":
            return bool(self._scene.questions)
        return super().check_action(action, parameters)

    def action_reason(self) -> None:
        """Ask why the order under the cursor was given, elsewhere the one that was given last."""
        it = self._explained()
        if it is None or not self.ready():
            return

        def said(line: str | None) -> None:
            if line:
                self._act(lambda: self._seat.say_why(it.number, aside_of(line)), _("Kept for the debriefing."))

        title = _("Why? {order}").format(order=plain(it.title))
        self.app.push_screen(LineQuestion(title, asked_aside(), it.beside.text, most=MOST_ASIDE, check=aside_of), said)

    def _explained(self) -> Said | None:
        place = self.query_one(OrdersPane).given_here
        given = self._scene.given[place].order if place is not None and place < len(self._scene.given) else None
        found = None if given is None else self._scene.said_of(given)
        return found or self._scene.last_said

    def action_forecast(self) -> None:
        """Ask for the first forecast that this seat has not given; then for the others, to be changed."""
        if self.ready():
            asked = sorted(self._scene.questions, key=lambda it: bool(self._seat.forecasts(it.number)))
            self._ask_forecast(asked[0])

    def _ask_forecast(self, it: Question) -> None:
        names, given = self._seat.names, self._seat.forecasts(it.number)
        alone = len(names) == 1
        begun = ", ".join(str(chance) if alone else f"{who} {chance}" for who, chance in given.items())
        how = _("How likely, 0 to 100 per cent?") if alone else _("Who holds it how likely? {all}.")
        how = how.format(all=", ".join(f"{plain(who)} 70" for who in names))
        text = f"{plain(it.text)}\n{how} " + _("Only control learns it, when it is settled.")

        def said(line: str | None) -> None:
            if line:
                self._act(lambda: self._seat.forecast(it.number, chances(line, names)), _("Your forecast is kept."))

        title = _("Forecast, asked in turn {turn}").format(turn=it.turn)
        self.app.push_screen(LineQuestion(title, text, begun, check=lambda line: chances(line, names)), said)
