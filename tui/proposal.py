"""The last step of an order, before it is given: the order in full, and what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
from textual.content import Content

from engine.speech import _

from .odds import lines_of
from .scene import cost_of, title_of
from .shown import content, lines, plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.play.forms import Form
    from engine.play.orders import Order
    from engine.play.views import View

    from .filling import Filling


@attrs.frozen(kw_only=True)
class Outcome:
    """How the filling of a form ended: an order to give, or one to keep as a draft."""

    order: Order
    draft: bool = False
    leaving: bool = False  # the player leaves the game


@attrs.frozen(kw_only=True)
class Act:
    """A line of the last step; it stands in a picker like any option."""

    value: str
    title: str
    cost: tuple[tuple[str, int, int], ...] = ()
    reason: str = ""


def acts_of(view: View, filling: Filling) -> tuple[Act, ...]:
    """Return what can be done at the last step: give the order, attach and remove conditions, keep a draft."""
    acts = [Act(value="give", title=_("Seal this order") if view.mode == "sealed" else _("Give this order"))]
    attached = filling.attached()
    for condition in filling.form.conditions:
        if condition.id in attached:
            acts.append(Act(value=f"remove:{condition.id}", title=f"[x] {attached[condition.id]}"))
        else:
            title = _("[ ] Attach a condition: {title}").format(title=plain(condition.title))
            acts.append(Act(value=f"attach:{condition.id}", title=title))
    return (*acts, Act(value="draft", title=_("Keep as a draft")))


def with_condition(filling: Filling, act: str) -> Filling:
    """Return the form after `attach:NAME` or `remove:NAME`."""
    doing, _colon, name = act.partition(":")
    condition = next(it for it in filling.form.conditions if it.id == name)
    return filling.remove(name) if doing == "remove" else filling.attach(condition)


def page_of(view: View, filling: Filling) -> Callable[[int], Content]:
    """Return the order in full for any width: in words with its conditions, what it costs, may roll, and does."""
    form, order = filling.form, filling.order
    secret = _("Others learn only what its effects say.") if form.secret else ""
    costs = f"{price_of(form, order) or _('Costs nothing.')} {secret}".rstrip()
    rows, rolls = [content(title_of(view, order), "bold"), content(costs)], form.odds(order)
    if order.conditions:
        rows.append(content(_("It counts only if its conditions hold when all is revealed.")))
    about = [content(form.text, "dim")] if form.text else []
    return lambda width: lines(*rows, *(Content(row) for row in lines_of(rolls, width)), *about)


def price_of(form: Form, order: Order) -> str:
    """Return what an order costs in a sentence, "" when nothing."""
    cost = cost_of(form, order)
    return _("Costs {cost}.").format(cost=cost) if cost else ""
