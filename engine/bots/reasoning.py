"""Why a doctrine decided as it did: worked out again from the moment, only when somebody asks.

Nothing of it is kept while playing: the same view and the same draws give the same decision.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import attrs

from ..language.adding import added_up
from ..play.sight import Params, Sight
from ..rules.ruleset import Card
from ..speech import _
from .doctrine import Choice, Commander, Judgement, Weighed
from .player import Draws, sight_of
from .search import given_of, is_about, rests_until, why_impossible

if TYPE_CHECKING:
    from ..play.views import View

MOST_STEPS = 8
"""How far a read is moved to see what it would have changed."""

_SHOWN = 3


@attrs.frozen(kw_only=True)
class Considered:
    """A card with its best order, or the one played: the terms of its score, and the author's reason."""

    card: str
    title: str
    score: float
    terms: tuple[tuple[str, float], ...] = ()
    because: str = ""


@attrs.frozen(kw_only=True)
class ReadAs:
    """What a read was, and its sentence."""

    id: str
    value: float
    sentence: str = ""


@attrs.frozen(kw_only=True)
class Turning:
    """The smallest change of one read that would have changed the choice, and what it would have been."""

    read: str
    value: float
    instead: float
    title: str


@attrs.frozen(kw_only=True)
class Reasoning:
    """Why a seat gave an order: `best` are its three best cards, `impossible` the others and why."""

    role: str
    doctrine: str
    turn: int
    phase: str
    reads: tuple[ReadAs, ...]
    stance: str
    stance_because: str
    chosen: Considered
    best: tuple[Considered, ...]
    impossible: tuple[tuple[str, str], ...]
    turning: Turning | None

    def text(self) -> str:
        """Return it as lines that can be read aloud."""
        return "\n".join(_lines(self))


def explain(commander: Commander, view: View, draws: Draws) -> Reasoning:
    """Return why `commander` decides as it does in this view, with these draws."""
    sight = sight_of(view)
    judgement = commander.judge(sight)
    choice = commander.choose(sight, judgement, draws)
    commander.settle(sight, judgement)
    best = sorted(judgement.weighed, key=lambda it: -it.score)[:_SHOWN]
    return Reasoning(
        role=view.role,
        doctrine=commander.doctrine.title,
        turn=view.turn,
        phase=view.phase_title,
        reads=_reads(commander, sight, judgement),
        stance=judgement.stance.id if judgement.stance else "",
        stance_because=_stance_because(commander, sight, judgement),
        chosen=_chosen(commander, sight, judgement, choice),
        best=tuple(_considered(commander, sight, judgement, it, it.orders[it.best]) for it in best),
        impossible=tuple(_impossible(commander, sight, judgement)),
        turning=_turning(commander, sight, judgement, choice, draws),
    )


def hindered(commander: Commander, view: View) -> Iterator[tuple[str, str]]:
    """Yield the cards for orders of this moment, each with why it could not be played, "" when it could."""
    sight = sight_of(view)
    judgement = commander.judge(sight)
    commander.settle(sight, judgement)
    yield from ((it.id, "") for it in judgement.weighed)
    yield from _impossible(commander, sight, judgement)


def _reads(commander: Commander, sight: Sight, judgement: Judgement) -> tuple[ReadAs, ...]:
    pairs = zip(commander.doctrine.reads, judgement.reads, strict=True)
    traits, values = commander.traits, judgement.reads
    return tuple(
        ReadAs(id=it.id, value=value, sentence=str(sight.ask(it.say, traits, values)) if it.say else "")
        for it, value in pairs
    )


def _stance_because(commander: Commander, sight: Sight, judgement: Judgement) -> str:
    stance = judgement.stance
    if stance is None or stance.because is None:
        return ""
    return str(sight.ask(stance.because, commander.traits, judgement.reads))


def _chosen(commander: Commander, sight: Sight, judgement: Judgement, choice: Choice) -> Considered:
    if choice.weighed is None:
        worth = _worth(commander, sight, judgement, choice)
        said = "" if worth is None else _("the deal is worth {worth} to it").format(worth=_signed(worth))
        return Considered(card="", title=sight.title_of(choice.given), score=worth or 0.0, because=said)
    return _considered(commander, sight, judgement, choice.weighed, choice.weighed.orders[choice.position])


def _worth(commander: Commander, sight: Sight, judgement: Judgement, choice: Choice) -> float | None:
    """Return what the deal that was answered is worth, None when none was."""
    number = choice.given[1][0] if choice.given[0] in ("accept", "decline") else None
    deal = dict(sight.offers).get(number) if number is not None else None
    return None if deal is None else commander.worth(sight, deal, judgement.reads)


def _considered(
    commander: Commander, sight: Sight, judgement: Judgement, weighed: Weighed, params: Params
) -> Considered:
    """Return a card with one of its orders, in words."""
    card, traits, reads = weighed.card, commander.traits, judgement.reads
    if card is None:
        return Considered(card=weighed.id, title=_("Pass"), score=0.0)
    values = sight.ask(card.score, traits, reads, *params) if card.score else ()
    return Considered(
        card=card.id,
        title=sight.title_of(given_of(sight, card, traits, reads, params)),
        score=added_up(values),
        terms=tuple(zip(card.term_names, values, strict=True)),
        because=str(sight.ask(card.because, traits, reads, *params)) if card.because else "",
    )


def _impossible(commander: Commander, sight: Sight, judgement: Judgement) -> Iterator[tuple[str, str]]:
    """Yield the cards for orders of this moment that could not be played, with the reason."""
    possible = {it.id for it in judgement.weighed}
    for card in commander.doctrine.cards:
        if card.id not in possible and is_about(sight, card):
            yield card.id, judgement.refused.get(card.id) or _why(commander, sight, judgement, card)


def _why(commander: Commander, sight: Sight, judgement: Judgement, card: Card) -> str:
    traits, reads, stance = commander.traits, judgement.reads, judgement.stance
    if card.stances and (stance is None or stance.id not in card.stances):
        return _("only in the stance {stances}").format(stances=_(" or ").join(card.stances))
    if card.when is not None and not sight.ask(card.when, traits, reads):
        return _("its condition does not hold")
    until = rests_until(sight, card, traits, reads)
    if until > sight.turn:
        return _("it rests until turn {until}").format(until=until)
    return why_impossible(sight, card, traits, reads)


def _turning(commander: Commander, sight: Sight, judgement: Judgement, choice: Choice, draws: Draws) -> Turning | None:
    """Return the smallest change of one read that changes the order, ties by declaration, down before up."""
    for step in range(1, MOST_STEPS + 1):
        for position, read in enumerate(commander.doctrine.reads):
            for value in _moved(read.kind, judgement.reads[position], step):
                other = commander.choose(sight, commander.judge(sight, {position: value}), draws)
                if other.given != choice.given:
                    title = sight.title_of(other.given)
                    return Turning(read=read.id, value=judgement.reads[position], instead=value, title=title)
    return None


def _moved(kind: str, value: float, step: int) -> tuple[float, ...]:
    """Return the values that are `step` away; a flag has one other, a member's neighbours mean nothing."""
    if isinstance(value, bool):
        return (not value,) if step == 1 else ()
    return (value - step, value + step) if kind == "number" else ()


def _lines(it: Reasoning) -> Iterator[str]:
    yield _("{doctrine}, turn {turn}, {phase}: {title}").format(
        doctrine=it.doctrine, turn=it.turn, phase=it.phase, title=it.chosen.title
    )
    if it.chosen.because:
        yield _("  because {reason}").format(reason=it.chosen.because)
    for read in it.reads:
        number = f"{read.id} {_number(read.value)}"
        yield (
            _("  It read: {sentence} ({number})").format(sentence=read.sentence, number=number)
            if read.sentence
            else _("  It read: {number}").format(number=number)
        )
    if it.stance:
        said = _("  Its stance: {stance}, because {reason}") if it.stance_because else _("  Its stance: {stance}")
        yield said.format(stance=it.stance, reason=it.stance_because)
    if it.best:
        yield _("  Its best cards:")
    for card in it.best:
        terms = ", ".join(f"{name} {_signed(value)}" for name, value in card.terms)
        yield f"    {_number(card.score)}  {card.title}" + (f" ({terms})" if terms else "")
    if it.best and it.chosen.title not in {card.title for card in it.best[:1]}:
        yield _("  It was drawn to {title} ({score}) by its temperature.").format(
            title=it.chosen.title, score=_number(it.chosen.score)
        )
    for name, reason in it.impossible:
        yield _("  Not “{card}”: {reason}").format(card=name.replace("_", " "), reason=reason)
    if it.turning is not None:
        turn = it.turning
        yield _("  If {read} had been {instead} instead of {value}: {title}").format(
            read=turn.read, instead=_number(turn.instead), value=_number(turn.value), title=turn.title
        )


def _number(value: float) -> str:
    shown = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if shown == "-0" else shown


def _signed(value: float) -> str:
    shown = _number(value)
    return shown if shown.startswith("-") else f"+{shown}"
