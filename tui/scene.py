"""One moment as a seat sees it, ready to be drawn: read in a worker, handed down to the widgets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Protocol

import attrs

from engine.play.orders import OFFER
from engine.problems import Refused
from engine.speech import _, _n

from .shown import plain

if TYPE_CHECKING:
    from engine.play.choices import Choices
    from engine.play.forms import Form
    from engine.play.orders import Order
    from engine.play.readings import Seen
    from engine.play.views import View
    from engine.table.capture import Question
    from engine.table.remarks import Remark
    from engine.table.seat import Said
    from engine.table.session import Seat


class Offered(Protocol):
    """What a picker needs of an option."""

    @property
    def value(self) -> int | str | None:
        """What it stands for."""

    @property
    def title(self) -> str:
        """What it is called."""

    @property
    def text(self) -> str:
        """What is good to know of it, "" for most."""

    @property
    def cost(self) -> tuple[tuple[str, int, int], ...]:
        """What it costs: a track's title, the least and the most."""

    @property
    def reason(self) -> str:
        """Why it cannot be chosen, "" when it can."""


@attrs.frozen(kw_only=True)
class Act:
    """A line that does something; it stands in a picker like any option."""

    value: str
    title: str
    text: str = ""
    cost: tuple[tuple[str, int, int], ...] = ()
    reason: str = ""


_MOST_SAID = 60
"""Characters of what is said beside an option."""


def price(option: Offered) -> str:
    """Return `2 Money`, or `1–3 Money` where the rest decides."""
    words = []
    for track, least, most in option.cost:
        if most:
            amount = str(least) if least == most else f"{least}–{most}"
            words.append(_("{amount} {track}").format(amount=amount, track=plain(track)))
    return ", ".join(words)


def known_of(option: Offered) -> str:
    """Return what is good to know of an option, in few words; "" of most."""
    return plain(option.text, _MOST_SAID)


def stands_for(option: Offered) -> bool:
    """Return whether an option is a number that stands for something else, as that of a deal does."""
    return type(option.value) is int and option.title != str(option.value)


def beside(option: Offered) -> str:
    """Return what stands beside an option's title: what is good to know of it, and its price."""
    return " · ".join(filter(None, (known_of(option), price(option))))


class Closed(Protocol):
    """What may be closed: its title, why it is, and whether the reason names it."""

    @property
    def title(self) -> str:
        """What it is called."""

    @property
    def reason(self) -> str:
        """Why it is closed."""

    @property
    def named(self) -> bool:
        """Whether the reason names it."""


def closed_line(it: Closed) -> str:
    """Return what is closed and why; the reason alone where it names what it is about."""
    return it.reason if it.named else _("{title}: {reason}").format(title=it.title, reason=it.reason)


@attrs.frozen(kw_only=True)
class Item:
    """One order of the menu: what it is called, what it costs, or why it is closed."""

    id: str
    title: str
    text: str = ""
    kind: str = ""
    open: bool = True
    reason: str = ""
    named: bool = False  # the reason names the order
    cost: str = ""
    asks: bool = False  # it has parameters or conditions
    secret: bool = False


@attrs.frozen(kw_only=True)
class Given:
    """An order given in this phase, or the draft of one."""

    order: Order
    title: str


@attrs.frozen(kw_only=True)
class Scene:
    """A seat's view with its menu, what it gave, and what changed since it last looked."""

    view: View
    items: tuple[Item, ...]
    given: tuple[Given, ...] = ()
    draft: Given | None = None
    changes: tuple[Seen, ...] = ()
    may_pass: bool = False
    left: tuple[int, int | None] = (0, 0)
    history: Mapping[str, tuple[float, ...]] = attrs.field(factory=dict)  # number -> its values turn by turn
    remarks: tuple[Remark, ...] = ()  # what opponents say publicly of their orders
    said: tuple[Said, ...] = ()  # own orders of the whole game, with what was said beside them
    questions: tuple[Question, ...] = ()  # what control asks to forecast

    @property
    def open(self) -> tuple[Item, ...]:
        """The orders that may be given now."""
        return tuple(item for item in self.items if item.open)

    @property
    def takes_back(self) -> bool:
        """Whether what was given in this phase can be taken back: only what is sealed can."""
        return self.view.mode == "sealed"

    @property
    def last_said(self) -> Said | None:
        """The order that was given last; passing only where nothing else was given. None before the first."""
        orders = [it for it in self.said if it.order.name != "pass"]
        return next(reversed(orders or self.said), None)

    def said_of(self, order: Order) -> Said | None:
        """Return that order with what was said beside it, the one given last where there are several."""
        return next((it for it in reversed(self.said) if it.order.text == order.text), None)

    @property
    def closed(self) -> tuple[Item, ...]:
        """The orders that may not, each with its reason."""
        return tuple(item for item in self.items if not item.open)


def scene_of(seat: Seat) -> Scene:
    """Return what `seat` sees now; what changed since it last looked counts as looked at."""
    changes = tuple(seat.since_last())
    view = seat.view
    choices, draft = view.choices, seat.draft
    return Scene(
        view=view.keep(),
        items=tuple(item_of(form) for form in menu_of(choices)),
        given=tuple(Given(order=order, title=title_of(view, order)) for order in view.given),
        draft=Given(order=draft, title=title_of(view, draft)) if draft else None,
        changes=changes,
        may_pass=choices.may_pass,
        left=choices.left,
        history=seat.history(),
        remarks=seat.remarks(),
        said=seat.said,
        questions=seat.questions,
    )


def menu_of(choices: Choices) -> tuple[Form, ...]:
    """Return the forms of the menu: all but passing, and one for offers of whatever terms there are."""
    forms = [form for form in choices.forms if form.id != "pass"]
    terms = [form for form in forms if form.name == OFFER]
    whole: list[Form] = [choices.offer] if terms else []
    return tuple(it for form in forms for it in (whole if terms and form is terms[0] else [form]) if it not in terms)


def item_of(form: Form) -> Item:
    """Return the menu's line for a form."""
    return Item(
        id=form.id,
        title=plain(form.title),
        text=plain(form.text),
        kind=plain(form.kind),
        open=form.open,
        reason=plain(form.reason),
        named=form.named,
        cost=span_of_costs(form) if form.open else "",
        asks=bool(form.parameters or form.conditions) or form.name == OFFER,
        secret=form.secret,
    )


def span_of_costs(form: Form) -> str:
    """Return `2 money`, or `1–3 money` where one way to fill the form costs less than another."""
    spans, words = [*_spans(form)], []
    for track in dict.fromkeys(track for span in spans for track in span):
        low = min(span.get(track, (0, 0))[0] for span in spans)
        high = max(span.get(track, (0, 0))[1] for span in spans)
        amount = str(low) if low == high else f"{low}–{high}"
        words.append(_("{amount} {track}").format(amount=amount, track=plain(track)))
    return ", ".join(words)


def _spans(form: Form) -> Iterator[dict[str, tuple[int, int]]]:
    """Yield what the first and the last way to fill a form cost, and each of its first choices from least to most."""
    for end in (0, -1):
        yield {track: (amount, amount) for track, amount in form.cost(form.order(*_filled(form, end)))}
    chosen: tuple[int | str | None, ...] = ()
    options = form.options() if form.parameters else ()
    while len(options) == 1 and len(chosen) + 1 < len(form.parameters):  # as the motion of a vote
        chosen = (*chosen, options[0].value)
        options = form.options(*chosen)
    if any(option.cost for option in options):
        for option in options:
            if not option.reason:
                yield {track: (least, most) for track, least, most in option.cost}


def cost_of(form: Form, order: Order) -> str:
    """Return what `order` costs in words, "" when nothing."""
    costs = form.cost(order)
    return ", ".join(_("{amount} {track}").format(amount=n, track=plain(track)) for track, n in costs if n)


def title_of(view: View, order: Order) -> str:
    """Return an order in words, with its conditions."""
    try:
        return plain(view.choices.form(order.name).title_of(order))
    except (KeyError, Refused):  # not of this phase, or half filled
        return plain(order.text)


def said_when_given(order: Order, *, sealed: bool) -> str:
    """Return what is said when an order was given, with a place for its title."""
    if sealed:
        return _("Sealed: {title}")
    if order.name in (OFFER, "accept", "decline"):
        return "{title}"  # which says so itself: offers, accepts or declines a deal
    return _("Voted: {title}") if order.name == "vote" else _("Given: {title}")


def asked_of(scene: Scene) -> str:
    """Return how many orders are still to be given, or who is awaited."""
    view = scene.view
    if view.over:
        return _("the game is over")
    if not scene.items and not scene.may_pass:
        return _n("waiting for {n} seat", "waiting for {n} seats", len(view.waiting)).format(n=len(view.waiting))
    if view.mode == "choice":
        return _("your answer is asked")
    least, most = scene.left
    if most is None:
        return _("any number of orders")
    if least == most:
        return _n("{count} order left", "{count} orders left", most).format(count=most)
    return _n("up to {count} order", "up to {count} orders", most).format(count=most)


def brief_of(scene: Scene) -> str:
    """Return what is asked in few words, for where there is no room for the whole prompt."""
    least, most = scene.left
    if scene.view.mode == "choice":
        return _("A question: 2, then Enter.")
    if scene.view.over or not (scene.items or scene.may_pass):
        return asked_of(scene).capitalize() + "."
    sealed = scene.view.mode == "sealed"
    if most is None:
        some = _("Seal orders") if sealed else _("Give orders")
    elif least == most:
        some = (
            _n("Seal {n} order", "Seal {n} orders", most) if sealed else _n("Give {n} order", "Give {n} orders", most)
        )
    else:
        upto = _n("Give up to {n} order", "Give up to {n} orders", most)
        some = _n("Seal up to {n} order", "Seal up to {n} orders", most) if sealed else upto
    return (_("{some}; p passes.") if scene.may_pass else _("{some}.")).format(some=some.format(n=most))


def _filled(form: Form, end: int) -> tuple[int | str | None, ...]:
    values: tuple[int | str | None, ...] = ()
    for _unused in form.parameters:
        values = (*values, form.domain(*values)[end].value)
    return values
