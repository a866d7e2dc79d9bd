"""What is wrong with a word of a slip, in sentences: what stood there, what may stand there, and why not the other.

Whoever types slips did not write them, so each sentence names the order by its title and all that may be typed instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import attrs

from ..language.text import nearest, quoted
from ..play.book import Book
from ..play.forms import Option
from ..play.orders import Order
from ..play.views import View
from ..speech import _
from .vocabulary import Choices, are_numbers, choice, meant, named, of_option

MOST_TOLD = 16
"""Choices that a message names."""

_MOST_ELSEWHERE = 3


@attrs.frozen(kw_only=True)
class Blank:
    """What a word is to fill in: of which order, what it is called, and what it may be.

    `options` is asked only when something is wrong: it says why what is closed is closed.
    """

    order: str
    what: str
    choices: Choices
    options: Callable[[], Sequence[Option]] = tuple


def told(choices: Choices) -> str:
    """Return what may be typed: words, or numbers from the least to the most."""
    names = [named(it) for it in choices]
    if len(names) > 2 and are_numbers(choices) and _follow(choices) and names == [it.words[0] for it in choices]:
        return _("{least} to {most}").format(least=names[0], most=names[-1])
    return ", ".join(names[:MOST_TOLD] + ["…"] * (len(names) > MOST_TOLD))


def _follow(choices: Choices) -> bool:
    return [it.value for it in choices] == list(range(int(str(choices[0].value)), int(str(choices[-1].value)) + 1))


def early(what: str, choices: Choices) -> str:
    """Return that a slip ends too early."""
    return _("The slip ends before {what}: {known}.").format(what=what, known=told(choices))


def vague(word: str, found: Choices) -> str:
    """Return that a word may be several things."""
    return _("{word} may be {known}: type more of it.").format(word=quoted(word), known=told(found))


def unknown(word: str, what: str, choices: Choices) -> str:
    """Return that there is no such thing, and what there is."""
    said = _("{word} is not {what}; there are {known}.").format(word=quoted(word), what=what, known=told(choices))
    return said + _hint(word, choices)


def unfit(word: str, blanks: Sequence[Blank]) -> str:
    """Return that a word fills none of the blanks: what each may be, and why what it names is closed."""
    may = [_may_be(it) for it in blanks]
    said = _("{order}: {may}, not {word}.").format(order=blanks[0].order, may=", ".join(may), word=quoted(word))
    closed = next((why for it in blanks if (why := _closed(word, it))), "")
    if closed:
        return f"{said} {closed}"
    return said + _hint(word, [it for blank in blanks for it in blank.choices])


def _may_be(blank: Blank) -> str:
    text = _("{what} can only be {known}") if len(blank.choices) == 1 else _("{what} may be {known}")
    return text.format(what=blank.what, known=told(blank.choices))


def _closed(word: str, blank: Blank) -> str:
    """Return why what a word names cannot be chosen, "" when it names nothing."""
    shut = {it.value: it for it in blank.options() if it.reason}
    found = meant([of_option(it) for it in shut.values()], word)
    if len(found) != 1:
        return ""
    return _("{title} is closed: {reason}").format(title=found[0].title, reason=shut[found[0].value].reason)


def _hint(word: str, choices: Choices) -> str:
    """Return what a word was probably meant to be: an id, or a word of a title."""
    near = None if are_numbers(choices) else nearest(word, [said for it in choices for said in it.words])
    return _(" Did you mean {near}?").format(near=near) if near else ""


def too_much(order: str, word: str) -> str:
    """Return that nothing may follow where a word stands."""
    return _("{order} is whole before {word}: nothing more may follow.").format(order=order, word=quoted(word))


def no_more(order: str, word: str, choices: Choices) -> str:
    """Return that only certain words may follow where a word stands."""
    if not choices:
        return too_much(order, word)
    said = _("{order} is whole before {word}: only {known} may follow.")
    return said.format(order=order, word=quoted(word), known=told(choices))


def no_condition(order: str, word: str) -> str:
    """Return that only a condition may follow where a word stands."""
    said = _("{order} is whole before {word}: only “if” and a condition may follow.")
    return said.format(order=order, word=quoted(word))


def no_order(book: Book, view: View, word: str, choices: Choices) -> str:
    """Return that a role has no such order now: which others a word names, and which the role has."""
    here = {"word": quoted(word), "role": view.title, "phase": view.phase_title, "known": told(choices)}
    asked = next((it for it in view.choices.forms if it.name == "choose"), None)
    if asked is not None:
        answers = told([of_option(it) for it in asked.domain(*(it.value for it in asked.domain()))])
        said = _("{word} is no answer: {role} has a question to answer first, {question}. Type choose and {answers}.")
        return said.format(**here, question=asked.title, answers=answers)
    said = _("{word} is not an order of {role} in {phase}.").format(**here)
    other = "; ".join(_elsewhere(book, view, word))
    said = f"{said} {other}." if other else said + _hint(word, choices)
    return said + " " + _("{role} has {known}.").format(**here)


def _elsewhere(book: Book, view: View, word: str) -> Iterator[str]:
    """Yield the orders that a word names in other phases, or of other roles."""
    ids: dict[str, list[str]] = {}
    for id in book.rules.orders:
        ids.setdefault(id.partition(".")[0], []).append(id)
    named = [choice(name, book.titles[its[0]] if len(its) == 1 else "") for name, its in ids.items()]
    for it in meant(named, word)[:_MOST_ELSEWHERE]:
        where = _where(book, view, ids[str(it.value)])
        if where:
            yield _("{order} is one {where}").format(order=it.words[0], where=where)


def _where(book: Book, view: View, orders: Sequence[str]) -> str:
    """Return in which phases a role has one of these orders, or who has it."""
    pairs, role = zip(book.rules.phases, book.offered, strict=True), book.role_at[view.role]
    phases = {phase.id: phase.title for phase, offered in pairs if any(it.id in orders for it in offered[role])}
    if view.phase in phases:
        return _("in this phase, but there is nothing to give it for now")
    if phases:
        return _("in {phases}").format(phases=_few(list(phases.values())))
    roles = dict.fromkeys(book.role_titles[it] for order in orders for it in book.rules.orders[order].may)
    return _("of {roles}").format(roles=_few(list(roles))) if roles else ""


def _few(names: Sequence[str]) -> str:
    return ", ".join(names[:_MOST_ELSEWHERE]) + (", …" if len(names) > _MOST_ELSEWHERE else "")


def idle(book: Book, view: View) -> str:
    """Return why a role is asked for nothing now, and who is."""
    why = view.choices.why_not(Order("pass"))
    if not view.waiting:
        return why
    others = _few([book.role_titles[book.role_at[it]] for it in view.waiting])
    return _("{why} The phase {phase} waits for {roles}.").format(why=why, phase=view.phase_title, roles=others)


def endless(length: int, most: int) -> str:
    """Return that a slip is too long."""
    return _("The slip has {length} characters, at most {most} are read: make two of it.").format(
        length=length, most=most
    )
