"""Everything that is wrong with a ruleset, its tests, claims and sources included, and what was read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from ..language.codes import Example, code
from ..language.files import layer_at
from ..language.library import find
from ..language.removing import few
from ..language.spec import Entry
from ..language.spec import Ruleset as Written
from ..problems import MOST_SHOWN, Problem, Problems
from ..rules.load import checked, compiled
from ..rules.ruleset import Ruleset
from ..rules.words import ARGUE, DEAL, PROPOSE, VOTE
from ..rules.written import load_spec
from . import sources, trials
from .cases import IN_VAIN, asked_in_vain, pieces_of
from .references import NO_SOURCE

SECTIONS = {
    "role": "roles",
    "area": "areas",
    "track": "tracks",
    "measure": "measures",
    "order": "orders",
    "phase": "turn",
    "procedure": "procedures",
    "event": "events",
    "inject": "injects",
    "ending": "endings",
    "objective": "objectives",
    "doctrine": "doctrines",
    "test": "tests",
    "claim": "claims",
    "expectation": "expects",
}


UNOFFERED = code(
    "T006",
    "No phase offers an order, or not where it is of use",
    why="A phase offers kinds of orders, and an order without a kind by its id. What no phase offers nobody can give; "
    "conditions are attached where orders are sealed. Motions need phases that offer propose and vote, terms one that "
    "offers deal, arguments one that offers argue.",
    failing=Example({}, shown="orders:\n  wait: {by: all}\nturn:\n  play: {by: all, offers: [hold]}"),
    mended=Example({}, shown="orders:\n  wait: {by: all, kind: hold}\nturn:\n  play: {by: all, offers: [hold]}"),
)


@attrs.frozen(kw_only=True)
class Review:
    """What a check found; `counts` says what was read, empty when nothing could be."""

    path: str
    problems: tuple[Problem, ...]
    counts: dict[str, int] = attrs.field(factory=dict)


def review(path_or_id: str, language: str = "") -> Review:
    """Return all problems and warnings of a ruleset or scenario, sorted by place; with a language, of its overlays."""
    counts: dict[str, int] = {}
    try:
        written, warnings = load_spec(path_or_id)
        counts = _counts(path_or_id, written)
        rules, warnings = checked(path_or_id, language) if language else compiled(path_or_id, written, warnings)
        warnings = (
            *warnings,
            *_of_orders(written, rules),
            *_of_tests(path_or_id, written),
            *trials.asked_in_vain(path_or_id, written),
            *_of_sources(written),
        )
    except Problems as found:
        return Review(path=path_or_id, problems=found.problems, counts=counts)
    return Review(path=path_or_id, problems=_sorted(warnings), counts=counts)


def _counts(path_or_id: str, written: Written) -> dict[str, int]:
    files = len(layer_at(find(path_or_id)).files)
    return {"file": files, **{name: len(getattr(written, section)) for name, section in SECTIONS.items()}}


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


def _of_orders(written: Written, rules: Ruleset) -> Iterator[Problem]:
    """Yield a warning of each order that nobody can ever give, and of conditions and motions that come to nothing.

    Where that is so since an extension took a phase out of its base, it is told once, where that was done.
    """
    since: dict[tuple[str, str], list[str]] = {}
    for it in _idle(written, rules):
        gone = _gone(written, it)
        if gone:
            since.setdefault((gone, it.said), []).append(it.entry.id)
        else:
            yield _warning(written, it.entry.mark, it.said.format(it.entry.id), it.hint, it.entry.id)
    for (phase, said), ids in since.items():
        message = f"{phase!r} is taken out here: {said.format(few(ids))}"
        hint = "let another phase offer what this one did, or take that out too"
        yield _warning(written, written.removed[phase].mark, message, hint, phase)


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


def _warning(written: Written, mark: int, message: str, hint: str, word: str) -> Problem:
    found: Problem = written.sources.problem(mark, UNOFFERED, message, hint=hint, length=len(word), severity="warning")
    return found


def _of_tests(path_or_id: str, written: Written) -> list[Problem]:
    """Return what tests ask for and the rules do not have, found without playing."""
    found = [(piece, wrong) for piece in pieces_of(path_or_id, written) for wrong in asked_in_vain(piece)]
    return [
        Problem(place=it.place, code=IN_VAIN, message=it.message, excerpt=piece.sources.excerpt(it.place))
        for piece, it in found
    ]


def _of_sources(written: Written) -> list[Problem]:
    """Return what is wrong with sources: they are read by people and by analysis, and play does not need them."""
    return [written.sources.problem(mark, NO_SOURCE, message) for mark, message in sources.faults(written)]


def _sorted(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    return tuple(sorted(dict.fromkeys(problems), key=lambda it: it.place)[:MOST_SHOWN])
