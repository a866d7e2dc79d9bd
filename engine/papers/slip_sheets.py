"""Order slips and name tents, to cut out. What a slip asks for is what the scribe types, word for word."""

from __future__ import annotations

from collections.abc import Iterator

from ..speech import _
from .markup import Markup, tag
from .pack import Pack
from .sheets import marked, sheet, sheets

ON_A_SHEET = 4
LINES = 3
"""Orders that a slip has room for."""

LONG = 13
"""Letters of a title that needs smaller type on a tent."""


def slips(pack: Pack) -> str:
    """Return a page with a sheet of four slips for each role."""
    title = _("{scenario}: order slips").format(scenario=pack.scenario.title)
    language = pack.scenario.language
    return sheets(title, *(_sheet(pack, role) for role in pack.roles), language=language)


def _sheet(pack: Pack, role: str) -> Markup:
    marking = _("{scenario} · order slips of {role}: cut along the lines").format(
        scenario=pack.scenario.title, role=pack.title_of(role)
    )
    return sheet(marking, tag("div", *(_slip(pack, role) for _n in range(ON_A_SHEET)), class_="slips"))


def _slip(pack: Pack, role: str) -> Markup:
    return tag("div", *_slip_parts(pack, role), class_="slip")


def _slip_parts(pack: Pack, role: str) -> Iterator[Markup]:
    yield marked(pack.scenario.title)
    yield tag("h2", pack.title_of(role))
    yield _blank(_("turn ____   phase ______________________"))
    for _line in range(LINES):
        yield _blank("", tag("code", role))
    yield _blank(_("why, in a line"))
    yield _blank(_("what else you thought of"))
    yield tag("p", _("How sure:   1 hardly    2    3    4    5 wholly"))
    yield tag("p", *_how(pack, role), class_="foot")


def _blank(label: str, *before: Markup) -> Markup:
    return tag("div", *before, *([tag("span", label)] if label else []), class_="blank")


def _how(pack: Pack, role: str) -> Iterator[Markup | str]:
    """Yield how a line is written, in the words that the scribe's line understands."""
    yield _("One line is one order: ")
    yield tag("code", f"{role} ORDER CHOICE … [if CONDITION CHOICE …]")
    yield _(". The beginning of each word is enough; pass is an order too.")
    if example := example_of(pack, role):
        yield " " + _("For example: ")
        yield tag("code", example)
        yield "."
    if pack.scenario.book.argued:
        yield " " + _("An argument: ")
        yield tag("code", f"{role} argue EFFECT … {_('WHAT YOU SAY + REASON FOR - REASON AGAINST')}")
        yield "."
    yield " " + _("The scribe types it as it stands here.")


def example_of(pack: Pack, role: str) -> str:
    """Return a slip that a role could give, of the last phase of the turn that has one; "" without any."""
    return next((it.examples[role] for it in reversed(pack.phases) if role in it.examples), "")


# Name tents.


def tents(pack: Pack) -> str:
    """Return a page with tents to fold, two on a sheet."""
    title = _("{scenario}: name tents").format(scenario=pack.scenario.title)
    pairs = [pack.roles[at : at + 2] for at in range(0, len(pack.roles), 2)]
    marking = _("{scenario} · name tents: cut along the dashes, fold along the dots").format(
        scenario=pack.scenario.title
    )
    made = (sheet(marking, tag("div", *(_tent(pack, role) for role in pair), class_="tents")) for pair in pairs)
    return sheets(title, *made, language=pack.scenario.language)


def _tent(pack: Pack, role: str) -> Markup:
    title, names = pack.title_of(role), ", ".join(pack.people.get(role, ()))
    inner = (
        tag("b", title, class_="long" if len(title) > LONG else "short"),
        *([tag("span", names)] if names else []),
        tag("div", tag("b", _("EXERCISE")), class_="mark"),
    )
    return tag("div", tag("div", *inner, class_="face turned"), tag("div", *inner, class_="face"), class_="tent")
