"""What is bargained about, in words: motions, deals, pledges that wait for each other, promises, who is silent.

Screen and plain lines tell the same. Nothing is counted or decided here: all of it is read from a view.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import attrs
from textual.content import Content

from engine.speech import _, _n, listed

from .scene import title_of
from .shown import content, lines, plain

if TYPE_CHECKING:
    from engine.play.orders import Order
    from engine.play.readings import Entry, Motion, Offer, Waiting
    from engine.play.views import View

    from .offering import Offering

Names = Mapping[str, str]
"""Role -> its title, harmless."""


@attrs.frozen(kw_only=True)
class Matter:
    """One thing on the page: its lines, and which deal or motion it is, if it is one."""

    rows: tuple[str, ...]
    deal: int = 0
    motion: str = ""
    waits: bool = False  # for this seat


@attrs.frozen(kw_only=True)
class Chapter:
    """Matters of one kind, under a heading; `without` is said where there are none."""

    title: str
    matters: tuple[Matter, ...] = ()
    without: str = ""


def chapters_of(view: View, names: Names) -> tuple[Chapter, ...]:
    """Return everything that is bargained about, as far as a view tells."""
    found = (
        Chapter(
            title=_("Motions on the table"),
            matters=tuple(_motion(it, names) for it in view.motions),
            without=_("No motion is on the table."),
        ),
        Chapter(
            title=_("Deals offered"),
            matters=tuple(_deal(it, names) for it in view.deals),
            without=_("No deal that you know of is open."),
        ),
        Chapter(title=_("Pledges under conditions"), matters=tuple(_pledges(view.pledges, names))),
        Chapter(title=_("What was agreed"), matters=tuple(_agreed(it, names) for it in reversed(view.ledger))),
        _unheard(view, names),
    )
    return tuple(it for it in found if it.matters or it.without)


def page(view: View, names: Names) -> Content:
    """Return all of it as one text."""
    rows: list[Content] = []
    for chapter in chapters_of(view, names):
        rows.append(content(chapter.title, "bold"))
        rows += [Content(row) for matter in chapter.matters for row in matter.rows]
        rows += [] if chapter.matters else [content(chapter.without, "dim")]
    return lines(*rows)


def waiting(view: View) -> int:
    """Return how many deals wait for this seat's answer."""
    return sum(it.waits for it in view.deals)


# Motions.


def _motion(it: Motion, names: Names) -> Matter:
    head = _("{motion} (tabled by {role})").format(motion=plain(it.title), role=_name(it.by, names))
    rows = [head, *([f"  {plain(it.text)}"] if it.text else [])]
    rows += [f"  {row}" for row in (*_ballots(it, names), _stand(it), *_outlooks(it))]
    return Matter(rows=tuple(rows), motion=it.id, waits=bool(it.outlook) and not it.own)


def _ballots(it: Motion, names: Names) -> Iterator[str]:
    """Yield who voted what, and who is missing."""
    said = {"yes": _("Yes: {names}"), "no": _("No: {names}"), "abstain": _("Abstain: {names}")}
    parts = []
    for ballot, text in said.items():
        voters = [role for role, cast in it.ballots if cast == ballot]
        if voters:
            parts.append(text.format(names=_names(voters, names)))
    if it.missing:
        parts.append(_("Not voted: {names}").format(names=_names(it.missing, names)))
    yield "; ".join(parts) or _("Nobody may vote.")


def _stand(it: Motion) -> str:
    """Return how it stands, and who many are missing for it."""
    stands = (_("As it stands it passes: {why}.") if it.passes else _("As it stands it fails: {why}.")).format(
        why=plain(it.stands)
    )
    if it.lacks is None:
        return _("{stands} Even all who are missing are not enough.").format(stands=stands)
    if not it.lacks:
        return stands
    more = _n("{n} more yes is enough.", "{n} more yes are enough.", it.lacks).format(n=it.lacks)
    return f"{stands} {more}"


def _outlooks(it: Motion) -> Iterator[str]:
    """Yield what would come of one's own ballots, or the one given; those that come to the same stand together."""
    if it.own:
        yield _("You voted: {ballot}.").format(ballot=_ballot(it.own))
        return
    found: dict[bool, list[str]] = {}
    for outlook in it.outlook:
        found.setdefault(outlook.passes, []).append(_ballot(outlook.ballot))
    if not found:
        return
    if len(found) == 1:
        passes = next(iter(found))
        yield _("It passes however you vote.") if passes else _("It fails however you vote, unless others join.")
        return
    said = {True: _("it passes if you vote: {ballots}"), False: _("it fails if you vote: {ballots}")}
    parts = [said[passes].format(ballots=", ".join(ballots)) for passes, ballots in found.items()]
    yield _("What if: {parts}").format(parts="; ".join(parts))


def tally_of(view: View, order: Order) -> str:
    """Return what a ballot would come to, "" for any other order."""
    if order.name != "vote":
        return ""
    about, ballot = order.params.get("motion"), order.params.get("ballot")
    outlooks = [outlook for it in view.motions if it.id == about for outlook in it.outlook if outlook.ballot == ballot]
    if not outlooks:
        return ""
    passes, fails = _("Then it passes as things stand: {why}."), _("Then it fails as things stand: {why}.")
    return (passes if outlooks[0].passes else fails).format(why=plain(outlooks[0].stands))


def tally_rows(view: View, order: Order) -> tuple[Content, ...]:
    """Return the motion that an order votes on, and what the ballot would come to; nothing for any other order."""
    text = tally_of(view, order)
    return (content(text),) if text else ()


def _ballot(ballot: str) -> str:
    return {"yes": _("yes"), "no": _("no"), "abstain": _("abstain")}.get(ballot, ballot)


# Deals.


def _deal(it: Offer, names: Names) -> Matter:
    return Matter(rows=tuple(deal_rows(it, names)), deal=it.number, waits=it.waits)


def deal_rows(it: Offer, names: Names) -> Iterator[str]:
    """Yield a deal in full: who offers it to whom, every term with its giver, and who has accepted."""
    others = _names([role for role in it.parties if role != it.by], names)
    head = _("Deal {number}, offered by {role} to {others}")
    if it.answers:
        head = _("Deal {number}, offered by {role} to {others} instead of deal {answers}")
    head = head.format(number=it.number, role=_name(it.by, names), others=others, answers=it.answers)
    yield _("{deal} (public)").format(deal=head) if it.public else head
    for giver, _term, words in it.terms:
        yield "  · " + _("{role}: {term}").format(role=_name(giver, names), term=plain(words))
    left = [role for role in it.parties if role not in it.accepted]
    said = _("Accepted by {names}; waits for {left}.")
    said = said.format(names=_names(it.accepted, names), left=_names(left, names))
    yield "  " + (_("{said} It is for you to answer.").format(said=said) if it.waits else said)


def offer_rows(view: View, steps: Offering) -> Iterator[Content]:
    """Yield a deal that is put together, in full; and why it cannot be offered, if it cannot."""
    order = steps.order
    head = _("A counter-offer to deal {number}:").format(number=steps.answers) if steps.answers else _("The deal:")
    yield content(head, "bold")
    words = [steps.form.words(term) for term in steps.terms]
    yield from (content(f"· {plain(it)}") for it in words)
    reason = view.choices.why_not(order)
    answered = next((it for it in view.deals if it.number == steps.answers), None)
    if reason and answered is not None and set(words) == set(answered.said):
        yield content(_("These are its own terms still: change one, or add another, to offer something else."))
        return
    if reason:
        yield content(_("Not possible: {reason}").format(reason=plain(reason)))
        return
    names = listed([plain(it) for it in steps.form.parties(order)])
    yield content(_("Between {names}. It holds once all of them have accepted.").format(names=names))
    yield content(_("Everybody will know of it.") if steps.public else _("Nobody else will know of it."))


def order_rows(view: View, order: Order) -> Iterator[Content]:
    """Yield an order in words; the answer to a deal with every term on a line of its own."""
    answers = order.name in ("accept", "decline")
    deal = next((it for it in view.deals if it.number == order.params.get("deal")), None) if answers else None
    if deal is None:
        yield content(title_of(view, order), "bold")
        return
    said = _("Accept deal {number}:") if order.name == "accept" else _("Decline deal {number}:")
    yield content(said.format(number=deal.number), "bold")
    yield from (content(f"· {plain(words)}") for words in deal.said)


# Pledges that wait for each other.


def _pledges(pledges: Sequence[Waiting], names: Names) -> Iterator[Matter]:
    """Yield each pledge with what it waits for, and what comes of all of them together."""
    yield from (Matter(rows=tuple(_pledge(it, names))) for it in pledges)
    settled = [it for it in pledges if not it.sealed]
    if settled:
        yield Matter(rows=tuple(_together(settled, names)))
    elif pledges:
        yield Matter(rows=(_("What others have sealed is not known before it is opened."),))


def _pledge(it: Waiting, names: Names) -> Iterator[str]:
    role, what = _name(it.role, names), plain(it.title)
    conditions = "; ".join(map(plain, it.conditions))
    yield _("{role}: {pledge}, {conditions}").format(role=role, pledge=what, conditions=conditions)
    if it.sealed:
        return
    if it.hangs_on:
        said = _("{role} waits for {others}.").format(role=role, others=_names(it.hangs_on, names))
    elif it.least:
        said = _("{role} need not wait for anybody.").format(role=role)
    elif it.greatest:
        said = _("{role} waits for others, for none of them above all.").format(role=role)
    else:
        said = _("{role} waits for more than was pledged.").format(role=role)
    yield "  " + (_("{said} It held.") if it.held else _("{said} It did not hold.")).format(said=said)


def _together(pledges: Sequence[Waiting], names: Names) -> Iterator[str]:
    least, greatest = sum(it.least for it in pledges), sum(it.greatest for it in pledges)
    yield _("If all wait, {least} of {whole} hold; if all trust, {greatest}. All of it as far as you know.").format(
        least=least, greatest=greatest, whole=len(pledges)
    )
    first = max(pledges, key=lambda it: len(it.unlocks))
    if first.unlocks:
        said = _("{role} moving first would unlock most: {others}.")
        yield said.format(role=_name(first.role, names), others=_names(first.unlocks, names))


# What was agreed, and who is silent.


def _agreed(it: Entry, names: Names) -> Matter:
    said = {
        "done": _("done"),
        "open": _("watched until the end of turn {until}"),
        "kept": _("kept"),
        "broken": _("BROKEN"),
    }[it.status].format(until=it.until)
    text = _("Turn {turn}, {role}: {term} - {status}").format(
        turn=it.turn, role=_name(it.giver, names), term=plain(it.title), status=said
    )
    return Matter(rows=(text,))


def _unheard(view: View, names: Names) -> Chapter:
    """Return who was not heard yet, or who has still to seal orders, where nobody speaks."""
    sealed = view.mode == "sealed"
    roles = view.waiting if sealed else view.silent
    title = _("Orders are sealed here: still to seal theirs") if sealed else _("Not heard yet in this phase")
    return Chapter(title=title, matters=(Matter(rows=(_names(roles, names),)),) if roles else ())


def _names(roles: Sequence[str], names: Names) -> str:
    return listed([_name(role, names) for role in roles]) or _("nobody")


def _name(role: str, names: Names) -> str:
    return plain(names.get(role, role))
