"""What is written and comes to nothing: orders that no phase offers, events that nothing makes happen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from ..language.codes import Example, code
from ..language.removing import few
from ..language.spec import Entry
from ..language.spec import Ruleset as Written
from ..language.verbs import Effect
from ..problems import Problem
from ..rules.ruleset import Ruleset
from ..rules.words import ARGUE, DEAL, PROPOSE, VOTE

UNOFFERED = code(
    "T006",
    "No phase offers an order, or not where it is of use",
    why="A phase offers kinds of orders, and an order without a kind by its id. What no phase offers nobody can give; "
    "conditions are attached where orders are sealed. Motions need phases that offer propose and vote, terms one that "
    "offers deal, arguments one that offers argue.",
    failing=Example({}, shown="orders:\n  wait: {by: all}\nturn:\n  play: {by: all, offers: [hold]}"),
    mended=Example({}, shown="orders:\n  wait: {by: all, kind: hold}\nturn:\n  play: {by: all, offers: [hold]}"),
)
UNREACHED = code(
    "T007",
    "Nothing makes an event happen, draws from a deck, comes to an ending or carries a condition",
    why="Only a deck, `fire`, `schedule` and a cue make events happen. A warning.",
    failing=Example({}, shown="events:\n  storm: {does: [...]}"),
    mended=Example({}, shown="events:\n  storm: {does: [...]}\ndecks:\n  weather: [storm]"),
)
MISSPELT = code(
    "T008",
    "An extension adds an empty entry whose name is like one of its base",
    why="A name that the base does not have makes a new entry, and the one that was meant stays as it was. A warning.",
    failing=Example({}, shown="# the base has the phase `day`\nturn:\n  dya: {minutes: 5}"),
    mended=Example({}, shown="turn:\n  day: {minutes: 5}"),
)

_DOING = ("orders", "turn", "procedures", "events", "injects", "motions", "terms", "palette")
_MAKING = ("fire", "schedule", "draw", "end")


def warnings(written: Written, rules: Ruleset) -> Iterator[Problem]:
    """Yield a warning of everything that comes to nothing."""
    yield from _unoffered(written, rules)
    yield from _unreached(written)
    yield from _misspelt(written)


# -- what no phase offers --------------------------------------------------------------------------


@attrs.frozen(kw_only=True)
class _Idle:
    """Something that comes to nothing: what is wrong, with its name left out, and which words in `offers` mend it."""

    entry: Entry
    said: str
    hint: str
    wanted: frozenset[str]
    sealed: bool = False

    def mended_by(self, phase: object) -> bool:
        """Return whether a phase as it is written would have made it come to something."""
        if not isinstance(phase, Mapping) or (self.sealed and phase.get("mode") != "sealed"):
            return False
        offers = phase.get("offers", ())
        return not self.wanted.isdisjoint([offers] if isinstance(offers, str) else offers)


def _unoffered(written: Written, rules: Ruleset) -> Iterator[Problem]:
    """Yield a warning of each order that nobody can ever give, and of conditions and motions that come to nothing.

    Where that is so since an extension took a phase out of its base, it is told once, where that was done.
    """
    since: dict[tuple[str, str], list[str]] = {}
    for it in _idle(written, rules):
        gone = _gone(written, it)
        if gone:
            since.setdefault((gone, it.said), []).append(it.entry.id)
        else:
            yield _warning(written, UNOFFERED, it.entry.mark, it.said.format(it.entry.id), it.hint, it.entry.id)
    for (phase, said), ids in since.items():
        message = f"{phase!r} is taken out here: {said.format(few(ids))}"
        hint = "let another phase offer what this one did, or take that out too"
        yield _warning(written, UNOFFERED, written.removed[phase].mark, message, hint, phase)


def _idle(written: Written, rules: Ruleset) -> Iterator[_Idle]:
    offering = {order: [phase.mode for phase in rules.phases if order in phase.offers] for order in rules.orders}
    for order in written.orders:
        modes, wanted = offering.get(order.id, []), frozenset((order.id, order.kind))
        if not modes:
            hint = f"name {order.kind or order.id} in the `offers` of a phase"
            yield _Idle(entry=order, said="no phase offers {}", hint=hint, wanted=wanted)
        elif order.conditional and "sealed" not in modes:
            said, hint = "{} can never carry its conditions", "they are attached in phases that are sealed"
            yield _Idle(entry=order, said=said, hint=hint, wanted=wanted, sealed=True)
    for motion in written.motions:
        tabled, voted = (offering.get(f"{kind}.{motion.id}") for kind in (PROPOSE, VOTE))
        if tabled == []:
            yield _unheard(motion, "nobody can table {}", PROPOSE)
        elif tabled and not voted:
            yield _unheard(motion, "nobody can vote on {}", VOTE)
    for argument in written.palette:
        if offering.get(f"{ARGUE}.{argument.id}") == []:
            yield _unheard(argument, "nobody can argue for {}", ARGUE)
    for term in written.terms if not any(phase.deals for phase in rules.phases) else ():
        yield _unheard(term, "nobody can offer {}", DEAL)


def _unheard(entry: Entry, said: str, word: str) -> _Idle:
    """Return that something comes to nothing since no phase offers a word of the language."""
    where = "an open phase" if word in (ARGUE, DEAL) else "a phase"
    return _Idle(entry=entry, said=said, hint=f"name {word} in the `offers` of {where}", wanted=frozenset((word,)))


def _gone(written: Written, it: _Idle) -> str:
    """Return the phase that an extension took out of the base of an entry, and with it what the entry needs, or ""."""
    found = written.removed.items()
    return next((name for name, gone in found if it.entry.mark >= gone.base and it.mended_by(gone.value)), "")


# -- what nothing makes happen ---------------------------------------------------------------------


def _unreached(written: Written) -> Iterator[Problem]:
    """Yield a warning of each event, deck, ending and condition that nothing ever comes to.

    Of an extension only what it adds is looked at: what its base has may be left over on purpose.
    """
    for id, mark, said, hint in _left_over(written):
        new = written.added.get(mark)
        if new is not None or not written.extends:
            yield _warning(written, UNREACHED, mark, said.format(id), (new and new.meant) or hint, id)


def _left_over(written: Written) -> Iterator[tuple[str, int, str, str]]:
    """Yield the id and mark of what nothing comes to, what is wrong with it, and how to mend that."""
    made = frozenset(_made([getattr(written, section) for section in _DOING]))
    drawn = {event for deck in written.decks.values() for event in deck}
    carried = {condition for order in written.orders for condition in order.conditional}
    for event in written.events:
        if event.id not in drawn and made.isdisjoint({("fire", event.id), ("schedule", event.id)}):
            hint = "let a deck hold it, or an effect `fire` or `schedule` it"
            yield event.id, event.mark, "nothing makes {} happen", hint
    for deck in written.decks:
        if ("draw", deck) not in made:
            yield deck, written.fields.get(f"decks.{deck}:", 0), "nothing draws from {}", f"draw: {deck}"
    for ending in written.endings:
        if ending.when is None and not ending.at and ("end", ending.id) not in made:
            hint = "give it `when` or `at: end`, or let an effect `end` so"
            yield ending.id, ending.mark, "nothing ends the game with {}", hint
    for condition in written.conditions:
        if condition.id not in carried:
            yield condition.id, condition.mark, "no order may carry {}", "name it in the `conditional` of an order"


def _made(thing: Any) -> Iterator[tuple[str, str]]:
    """Yield what effects anywhere inside a thing make happen: the verb, and the id behind it."""
    if isinstance(thing, Effect) and thing.verb in _MAKING:
        yield thing.verb, getattr(thing, thing.verb)
    elif isinstance(thing, tuple | list):
        yield from (it for inner in thing for it in _made(inner))
    elif attrs.has(type(thing)):
        yield from (it for field in attrs.fields(type(thing)) for it in _made(getattr(thing, field.name)))


def _misspelt(written: Written) -> Iterator[Problem]:
    """Yield a warning of each empty phase and untitled member that an extension calls nearly like one of its base."""
    still = [it for it in written.turn if it.by is None and not it.does and not it.after]
    members = {"role": written.roles, "area": written.areas, "force": written.forces}
    named = [("phase", it) for it in still] + [
        (noun, it) for noun, them in members.items() for it in them if not it.title
    ]
    for noun, it in named:
        new = written.added.get(it.mark)
        if new is not None and new.meant:
            message = f"{new.base!r} has no {noun} {it.id!r}, so this is a new one"
            yield _warning(written, MISSPELT, it.mark, message, new.meant, it.id)


def _warning(written: Written, name: str, mark: int, message: str, hint: str, word: str) -> Problem:
    found: Problem = written.sources.problem(mark, name, message, hint=hint, length=len(word), severity="warning")
    return found
