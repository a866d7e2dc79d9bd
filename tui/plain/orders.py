"""Orders in plain lines: the menu, giving one, what can be done in an area, drafts, taking back, passing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.language.text import clean, nearest
from engine.play.orders import Order
from engine.speech import _, _n

from ..areas import forms_at, lines_for
from ..proposal import Outcome, Steps, steps_from, steps_of
from ..scene import closed_line, menu_of, said_when_given, title_of
from ..shown import plain
from .asking import filled
from .place import AT_SEAT, Place
from .reading import area_called, area_told

if TYPE_CHECKING:
    from engine.play.forms import Form
    from engine.table.capture import Aside

    from ..scene import Item


# The menu.


@AT_SEAT.command("o", "orders", _("orders"), _("the orders you may give, with what they cost; o NUMBER: about one"))
def tell_orders(who: Place, words: str) -> None:
    """Tell what was given and what may be, or what one order does."""
    if words:
        _tell_about(who, words)
        return
    scene = who.scene
    given = _("Sealed {number}: {title}") if scene.view.mode == "sealed" else _("Given {number}: {title}")
    for number, it in enumerate(scene.given, 1):
        who.lines.say(given.format(number=number, title=it.title))
    if scene.draft is not None:
        who.lines.say(_("Draft: {title} (d takes it up)").format(title=scene.draft.title))
    if scene.open:
        who.lines.say(_("Orders:"))
        who.lines.list(map(_offered, scene.open))
    if closed := len(scene.closed):
        said = _n("{n} more is closed: x says why", "{n} more are closed: x says why", closed)
        who.lines.say("     " + said.format(n=closed))
    who.lines.say(_empty_line(who))


def _offered(item: Item) -> str:
    title = item.title + ("…" if item.asks and "…" not in item.title else "")
    return _("{title}, costs {cost}").format(title=title, cost=item.cost) if item.cost else title


def _empty_line(who: Place) -> str:
    """Return what an empty line does now, and how to get help."""
    if who.scene.may_pass:
        return _("An empty line passes. ? helps.")
    default = who.seat.view.choices.default
    if default is None:
        return _("An empty line does nothing here. ? helps.")
    words = title_of(who.seat.view, default)
    return _("An empty line takes the default: {order}. ? helps.").format(order=words)


def _tell_about(who: Place, words: str) -> None:
    """Tell what an order does, costs and hides."""
    number = who.lines.number(words, len(who.scene.open))
    if number is not None:
        it = who.scene.open[number - 1]
        secret = _("Others learn only what its effects say.") if it.secret else ""
        parts = (f"{_offered(it)}.", it.text, secret)
        who.lines.say(" ".join(part for part in parts if part))


@AT_SEAT.command("x", "closed", _("closed"), _("the orders that are closed now, and why"))
def tell_closed(who: Place, _rest: str) -> None:
    """Tell why orders are closed; of passing the empty line tells."""
    for it in who.scene.closed:
        who.lines.say(f"  {closed_line(it)}")
    if not who.scene.closed:
        who.lines.say(_("No order is closed."))


# Giving.


def order_for(who: Place, line: str) -> None:
    """Give what a line asks for: a number of the menu, or nothing, which passes or takes the default."""
    word, *more = line.split() or [""]
    forms = [form for form in menu_of(who.seat.view.choices) if form.open]
    if not word:
        _pass_or_default(who)
    elif word.isdecimal() and forms:
        number = who.lines.number(word, len(forms), _("a command: {keys}").format(keys=who.words.keys()))
        if number is not None:
            _fill(who, steps_of(forms[number - 1]), more)
    else:
        _say_wanted(who, word, forms)


def _say_wanted(who: Place, word: str, forms: list[Form]) -> None:
    """Say what may be typed instead, and what was probably meant."""
    near = nearest(word, [form.name for form in who.seat.view.choices.forms])
    if near:
        who.lines.expected(_("a number, the name of an order, or a command (? tells them)"), word)
        who.lines.say(_("Did you mean {near}?").format(near=near))
    elif forms:
        wanted = _("a number from 1 to {most}, the name of an order").format(most=len(forms))
        who.puzzled(wanted, word)
    else:
        who.puzzled(_("an empty line"), word)


def give_written(who: Place, line: str) -> bool:
    """Give an order that is written out, and return whether the line is one; one letter is always a command."""
    word = line.split(" ")[0]
    if len(word) < 2 or word not in [form.name for form in who.seat.view.choices.forms]:
        return False
    if who.words.find(word) is not None and "=" not in line:
        return False  # `accept 3` is the command, `accept deal=3` the order
    give(who, Order.parse(line))
    return True


def _fill(who: Place, steps: Steps, words: list[str]) -> None:
    """Ask for what the order needs, and give it, or keep it as a draft."""
    finish(who, filled(who.seat.view, steps, words, who.lines))


def finish(who: Place, outcome: Outcome | None) -> None:
    """Give what was filled in, or keep it as a draft."""
    if outcome is None:
        who.lines.say(_("Nothing was given."))
    elif outcome.draft:
        title = title_of(who.seat.view, outcome.order)
        who.seat.save_draft(outcome.order)
        who.look()
        who.lines.say(_("Kept as a draft: {title}. d takes it up.").format(title=title))
    else:
        give(who, outcome.order, outcome.beside)


def give(who: Place, order: Order, beside: Aside | None = None) -> None:
    """Give an order, and tell what came of it."""
    view = who.seat.view
    said = said_when_given(order, sealed=view.mode == "sealed")
    said = _("You pass.") if order.name == "pass" else said.format(title=title_of(view, order))
    who.seat.submit(order, beside)
    who.lines.say(said)
    who.look()
    if not (who.view.over or who.role in who.room.session.waiting_for):
        who.tell_changes()  # before somebody else has the keyboard


@AT_SEAT.command("p", "pass", _("pass"), _("give no more orders in this phase"))
def pass_on(who: Place, _rest: str) -> None:
    """Pass, or say why not."""
    reason = who.seat.view.choices.why_not(Order("pass"))
    if reason:
        who.lines.say(_("You cannot pass now. {reason}").format(reason=reason))
    else:
        give(who, Order("pass"))


def _pass_or_default(who: Place) -> None:
    choices = who.seat.view.choices
    order = Order("pass") if choices.may_pass else choices.default
    if order is None:
        who.lines.say(_("There is nothing to take by default: choose an order."))
    else:
        give(who, order)


@AT_SEAT.command("a", "area", _("area"), _("a AREA: what you can do there, and all that you know of it"))
def act_at(who: Place, words: str) -> None:
    """Tell about an area, and ask which order to give there."""
    if not words and who.an_area:
        said = _("a wants the name of an area: a {area}. m tells all areas.")
        who.lines.say(said.format(area=who.an_area))
        return
    area = area_called(who, words)
    if area is None:
        return
    who.lines.say(area_told(who, area))
    forms = forms_at(who.seat.view, area.id)
    able = [form for form in forms if form.open]
    shown = lines_for(forms)
    for line in shown[len(able) :]:
        who.lines.say(f"  x  {closed_line(line)}")
    if not able:
        who.lines.say(_("No order can be given here now."))
        return
    who.lines.say(_("What can I do here?"))
    at = who.choose(_("Order here"), [line.title for line in shown[: len(able)]], _("an empty line for none"))
    if at is not None:
        _fill(who, steps_of(able[at]), [])


# Drafts, and taking back.


@AT_SEAT.command("d", "draft", _("draft"), _("take up the draft of an order; d no: forget it"))
def take_up_draft(who: Place, words: str) -> None:
    """Go on with the draft where it stands."""
    draft = who.scene.draft
    if draft is None:
        who.lines.say(_("There is no draft: d at a question keeps one."))
    elif words.casefold() in ("no", _("no")):
        who.seat.save_draft(None)
        who.look()
        who.lines.say(_("The draft is forgotten."))
    elif draft.order.name not in [form.name for form in who.seat.view.choices.forms]:
        who.lines.say(_("This draft is of another phase: {title}").format(title=draft.title))
    else:
        _fill(who, steps_from(who.seat.view.choices.form_of(draft.order), draft.order), [])


@AT_SEAT.command("u", "undo", _("undo"), _("take back the order sealed last; u NUMBER: that one"))
def take_back(who: Place, words: str) -> None:
    """Take back an order of this phase."""
    given = who.scene.given
    if not given:
        who.lines.say(_("There is nothing to take back: only sealed orders of this phase can be."))
        return
    number = who.lines.number(words, len(given)) if words else len(given)
    if number is not None:
        it = given[number - 1]
        who.seat.take_back(it.order)
        who.look()
        who.lines.say(_("Taken back: {title}").format(title=clean(plain(it.title))))
