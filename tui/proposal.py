"""The last step of an order, before it is given: the order in full, and what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
from textual.content import Content

from engine.play.deal_forms import OfferForm
from engine.speech import _, strung
from engine.table.capture import MOST_WHY, Aside, aside

from .bargaining import offer_rows, order_rows, tally_rows
from .filling import Filling, begun, filling_of
from .gauges import name_of, words_of
from .odds import lines_of
from .offering import Offering, offering_of
from .scene import Act, cost_of
from .shown import content, lines, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from engine.play.forms import ConditionForm, Form
    from engine.play.orders import Order
    from engine.play.readings import Reading
    from engine.play.views import View

    from .scene import Offered


@attrs.frozen(kw_only=True)
class Outcome:
    """How the filling of a form ended: an order to give, with what is said beside it, or one to keep as a draft."""

    order: Order
    beside: Aside = attrs.field(factory=Aside)
    draft: bool = False
    leaving: bool = False  # the player leaves the game


WHY = "why"
"""What is done to say something beside an order."""

MOST_ASIDE = 2 * MOST_WHY + len("; 5; ")
"""Characters of what is said beside an order, on one line."""

_MOST_OF_WORDS = 60

Steps = Filling | Offering
"""What is filled in step by step."""


def steps_of(form: Form) -> Steps:
    """Return a form to be filled in."""
    return Offering(form=form) if isinstance(form, OfferForm) else begun(form)


def steps_from(form: Form, order: Order) -> Steps:
    """Return a form filled as `order` says: a draft taken up again, a counter-offer to be changed."""
    return offering_of(form, order) if isinstance(form, OfferForm) else filling_of(form, order)


def alone(steps: Steps) -> Offered | None:
    """Return the only thing that may be chosen now, None where there is a choice or something closed to be told of."""
    options = () if steps.filled else steps.options
    return options[0] if len(options) == 1 and not options[0].reason else None


def onward(steps: Steps) -> Steps:
    """Return a form with everything chosen in which there is no choice, as far as that comes next."""
    writes = isinstance(steps, Filling) and steps.writing is not None
    while not writes and (option := alone(steps)) is not None:
        steps = steps.choose(option)
    return steps


def before(steps: Steps) -> Steps | None:
    """Return a form one step earlier, past the steps in which there was no choice; None at its beginning."""
    earlier = steps.back()
    while earlier is not None and alone(earlier) is not None:
        earlier = earlier.back()
    return earlier


def acts_of(view: View, steps: Steps, beside: Aside) -> tuple[Act, ...]:
    """Return what can be done at the last step: give the order, change it, say why, keep it as a draft."""
    giving = _("Seal this order") if view.mode == "sealed" else _("Give this order")
    if isinstance(steps, Offering):
        giving = steps.giving
    why = Act(value=WHY, title=_("[x] Why: {words}").format(words=plain(beside.text, _MOST_OF_WORDS)))
    why = why if beside else Act(value=WHY, title=_("[ ] Say why (may be left out)"))
    return (Act(value="give", title=giving), *steps.further(), why, Act(value="draft", title=_("Keep as a draft")))


def asked_aside() -> str:
    """Return what may be said beside an order."""
    return _("Why, in a line; how sure, 1 to 5; what you rejected. Each may be left out. It is for the debriefing.")


def aside_of(text: str) -> Aside:
    """Return what a line says beside an order: `to be seen; 4; to wait`; an empty one says nothing.

    Raises: Refused: more is said than these, or one of them is too long.
    """
    return aside(text.split(";"))


def page_of(view: View, steps: Steps) -> Callable[[int], Content]:
    """Return the order in full for any width: in words with its conditions, what it costs, may roll, and does."""
    if isinstance(steps, Offering):
        page = lines(*offer_rows(view, steps))
        return lambda _width: page
    return _page(view, steps)


def _page(view: View, filling: Filling) -> Callable[[int], Content]:
    form, order = filling.form, filling.order
    secret = _("Others learn only what its effects say.") if form.secret else ""
    costs = f"{price_of(form, order) or _('Costs nothing.')} {secret}".rstrip()
    rows, rolls = [*order_rows(view, order), content(costs), *tally_rows(view, order)], form.odds(order)
    if order.conditions:
        rows.append(content(_("It counts only if its conditions hold when all is revealed.")))
        attached = {name for name, _params in order.conditions}
        rows += [row for it in form.conditions if it.id in attached for row in now_rows(view, it)]
    rows += [content(_("{title}: {words}").format(title=title, words=words)) for title, words in filling.said]
    about = [content(form.text, "dim")] if form.text else []
    return lambda width: lines(*rows, *(Content(row) for row in lines_of(rolls, width)), *about)


def now_rows(view: View, condition: ConditionForm) -> list[Content]:
    """Return what the numbers that decide a condition are now, as far as the seat sees them; of many those above 0."""
    found: dict[str, list[Reading]] = {}
    for it in view.tracks:
        if condition.about.counts(view.role, it.id, it.indices):
            found.setdefault(it.id, []).append(it)
    return [content(_now(readings, view.role), "dim") for readings in found.values()]


def _now(readings: Sequence[Reading], role: str) -> str:
    said, (first, *more) = _("{name} now: {value}"), readings
    if not more:
        return said.format(name=name_of(first, without=role), value=words_of(first))
    each = [f"{', '.join(map(plain, it.index_titles))} {plain(it.shown)}" for it in readings if it.value != 0]
    return said.format(name=plain(first.title), value=strung(each) or _("nothing above 0"))


def price_of(form: Form, order: Order) -> str:
    """Return what an order costs in a sentence, "" when nothing."""
    cost = cost_of(form, order)
    return _("Costs {cost}.").format(cost=cost) if cost else ""
