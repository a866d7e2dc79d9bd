"""Briefs, one side of A4 for each role: who you are, what you want and have, what a slip of yours may say."""

from __future__ import annotations

import math
from collections.abc import Iterator

from ..play.readings import Reading
from ..speech import _
from .markup import Markup, tag
from .pack import Asked, Choice, Pack
from .sheets import prose, sheet, sheets

SIZES = (("s10", 10.0), ("s9", 9.0), ("s8", 8.2), ("s7", 7.3))
"""Sizes of type, the largest first; the first with which a brief fits its side is taken."""

HIGH, WIDE = 276.0, 186.0
"""Millimetres of a side inside its margins."""

MOST_HAD, MOST_STORES = 8, 3
MOST_LISTED = 30


def briefs(pack: Pack) -> str:
    """Return a page with a brief for each role, each on one side."""
    title = _("{scenario}: briefs").format(scenario=pack.scenario.title)
    return sheets(title, *(brief(pack, role) for role in pack.roles), language=pack.scenario.language)


def brief(pack: Pack, role: str) -> Markup:
    """Return one role's brief, in the largest type with which it fits."""
    size = next((name for name, points in SIZES if height_of(pack, role, points) <= HIGH), SIZES[-1][0])
    marking = _("{scenario} · brief of {role}, for nobody else").format(
        scenario=pack.scenario.title, role=pack.title_of(role)
    )
    return sheet(marking, *_parts(pack, role), size=size)


def _parts(pack: Pack, role: str) -> Iterator[Markup]:
    names = ", ".join(pack.people.get(role, ()))
    where = " · ".join(filter(None, (names, pack.scenario.title, pack.scenario.date(pack.game.turn))))
    yield tag("h1", pack.title_of(role), tag("small", where))
    yield from prose(pack.text_of(role) or _("Your role has no description."))
    yield tag("h2", _("What is counted for you at the end"))
    yield tag("ul", *(tag("li", it) for it in _wants(pack, role)))
    if had := had_by(pack, role):
        yield tag("h2", _("Your numbers now"))
        yield tag("p", " · ".join(had))
    yield tag("h2", _("What your slip may say"))
    yield tag("p", slip_line(role))
    yield tag("div", *_menus(pack, role), class_="menu")
    yield tag("div", _("Notes"), class_="notes")


def slip_line(role: str) -> str:
    """Return how a slip is written."""
    return _(
        "One line, one order: {role} ORDER CHOICE … [if CONDITION CHOICE …]. Words in capitals are chosen by you; the "
        "beginning of each word is enough."
    ).format(role=role)


def _wants(pack: Pack, role: str) -> Iterator[str]:
    goals = pack.goals(role)
    for it in goals:
        title = _("{goal} (only you know)").format(goal=it.title) if it.sealed else it.title
        yield f"{title}: {it.text}" if it.text else title
    if pack.is_dealt(role):
        yield _("A sealed objective that control hands you: ______________________________")
    elif not goals:
        yield _("Nothing is scored for you.")


# What a role has.


def had_by(pack: Pack, role: str) -> tuple[str, ...]:
    """Return a role's own numbers that are not nothing, a few of them; stores of several kinds in one line each."""
    single: list[str] = []
    stores: dict[str, list[Reading]] = {}
    for it in pack.game.view(role).tracks:
        if it.measure or it.id in pack.scenario.passing or not isinstance(it.value, int) or not it.value:
            continue
        if it.indices == (role,) and it.shown not in ("yes", "no"):
            single.append(f"{it.title} {it.shown}")
        elif len(it.indices) == 2 and it.indices[0] == role and it.shown not in ("yes", "no"):
            stores.setdefault(it.title, []).append(it)
    listed = [
        f"{title}: {', '.join(f'{it.index_titles[1]} {it.shown}' for it in them)}" for title, them in stores.items()
    ]
    return (*single[:MOST_HAD], *listed[:MOST_STORES])


# What a slip may say.


def _menus(pack: Pack, role: str) -> Iterator[Markup]:
    for asked in pack.phases:
        if menu := asked.menus.get(role):
            yield tag("h3", asked.title)
            for words, title in lines_of(menu):
                yield tag("p", tag("code", words), f"  {title}" if title else "")
            if stands := asked.stands.get(role):
                yield tag("p", _("If you say nothing: {order}").format(order=stands))
    yield tag("h3", _("When it comes to that"))
    for words, title in _always(pack):
        yield tag("p", tag("code", words), f"  {title}")


def _always(pack: Pack) -> Iterator[tuple[str, str]]:
    """Yield what a slip may say in phases of every kind."""
    if pack.scenario.rules.motions:
        yield "vote MOTION BALLOT", _("yes, no or abstain")
    if pack.scenario.rules.terms:
        yield "offer TERM GIVER CHOICE … [+ TERM …]", _("a deal; last for whom, where no term names them")
        yield "accept DEAL", _("or decline, by its number")
    yield "pass", _("nothing more in this phase")


def lines_of(menu: tuple[Choice, ...]) -> Iterator[tuple[str, str]]:
    """Yield what a slip says and what it is; orders of one name stand together, with what comes second."""
    done: set[str] = set()
    for it in menu:
        if it.name in done:
            continue
        done.add(it.name)
        same = [other for other in menu if other.name == it.name]
        if len(same) == 1 and not it.part:
            secret = _(" (secret)") if it.secret else ""
            yield f"{it.name} {it.words}".strip(), f"{it.title}{secret}"
        else:
            yield f"{it.name} …", ", ".join(other.part for other in same[:MOST_LISTED])


# How high it will be.


def height_of(pack: Pack, role: str, points: float) -> float:
    """Return about how many millimetres a brief needs in a size of type, with some to spare."""
    line = points * 0.3528 * 1.35
    letter = points * 0.3528 * 0.5
    high = 2 * 5.5 + 16 + 14  # marks, title, notes
    for text in pack.text_of(role).split("\n\n"):
        high += _lines(text, WIDE / letter) * line + 1.2
    high += sum(_lines(it, WIDE / letter) * line + 0.4 for it in _wants(pack, role)) + 8
    if had := had_by(pack, role):
        high += _lines(" · ".join(had), WIDE / letter) * line + 8
    high += _lines(slip_line(role), WIDE / letter) * line + 9
    return high + _menu_height(pack.phases, role, points)


def _menu_height(phases: tuple[Asked, ...], role: str, points: float) -> float:
    size = points * 0.9
    line, across = size * 0.3528 * 1.28, 88 / (size * 0.3528 * 0.55)
    both = 0.0
    for asked in phases:
        menu = asked.menus.get(role, ())
        both += (line + 1.4) * bool(menu)
        both += sum(_lines(f"{words}   {title}", across) * line + 0.5 for words, title in lines_of(menu))
        if stands := asked.stands.get(role):
            both += _lines(stands, across - 20) * line + 0.5
    return both / 2 + line * 5


def _lines(text: str, across: float) -> int:
    return sum(max(1, math.ceil(len(row) / across)) for row in text.split("\n"))
