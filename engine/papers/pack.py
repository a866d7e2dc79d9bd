"""The pack to print before a game: briefs, order slips, name tents, the table of 2d6, tracks to fill in, a runbook.

Everything is read off the game as it stands: its views say what a brief may tell, its forms say what a slip may say.
A first turn is played through to learn what each phase asks of whom. Source: dossier, practice 6.2 and 6.3.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

import attrs

from ..play.forms import Form
from ..play.game import Game
from ..play.orders import Order
from ..play.readings import Goal, Inject
from ..play.scenario import Scenario
from ..play.views import View
from ..rules.dice import Median
from ..table.injects import injects_at
from ..table.journal import is_journal
from ..table.planning import Plan, plan_of
from ..table.resuming import Past, past_of
from ..table.seats import Person
from ..table.shelving import scenario_named

SKIPPED = frozenset({"pass", "choose", "accept", "decline"})
"""Orders that a brief need not explain."""

MOST_PHASES = 40
"""Phases of a turn that are played through, procedures included."""


@attrs.frozen(kw_only=True)
class Choice:
    """An order that a role may be offered in a phase: how a slip says it, and what it is."""

    name: str
    part: str
    words: str
    title: str
    secret: bool


@attrs.frozen(kw_only=True)
class Asked:
    """A phase of the turn, whom it asks, and what each of them may be offered."""

    id: str
    title: str
    mode: str
    menus: Mapping[str, tuple[Choice, ...]] = attrs.field(factory=dict)
    stands: Mapping[str, str] = attrs.field(factory=dict)
    examples: Mapping[str, str] = attrs.field(factory=dict)


class Pack:
    """What the papers of a game are made of; without a past it has not begun."""

    def __init__(self, game: Game, past: Past | None = None, minutes: int | None = None, source: str = "") -> None:
        """`minutes`: how many there are for everything; None for what the scenario plans.

        `source`: what names the game on a command line, "" for the scenario's own name.
        """
        self.game = game
        self.minutes = minutes
        self.source = source or game.scenario.id
        self.scenario: Scenario = game.scenario
        self._past = past

    @property
    def people(self) -> Mapping[str, tuple[str, ...]]:
        """Role -> the names of those who play it, as far as they are told."""
        sitters = self._past.sitters if self._past else {}
        return {role: it.names for role, it in sitters.items() if isinstance(it, Person)}

    @property
    def injects(self) -> tuple[Inject, ...]:
        """Every inject, those that control prepared itself among them."""
        return injects_at(self.game, self._past) if self._past else self.game.injects

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles in order of declaration."""
        return self.game.roles

    def title_of(self, role: str) -> str:
        """Return the title of a role."""
        return self.scenario.title_of(role)

    def text_of(self, role: str) -> str:
        """Return a role's own words about itself."""
        return next((it.text for it in self.scenario.roles if it.id == role), "")

    @cached_property
    def numbers(self) -> Mapping[str, str]:
        """Every number, as formulas name it -> what it is called, for control."""
        return {it.name: ", ".join((it.title, *it.index_titles)) for it in self.game.numbers}

    @cached_property
    def public(self) -> View:
        """What everybody may know."""
        return self.game.view(self.roles[0]).public()

    def goals(self, role: str) -> tuple[Goal, ...]:
        """Return what a role wants; in a game that has not begun, not what the dice will deal it."""
        dealt = {(it.role, it.rule) for it in self.game.log if it.kind == "dealt"} if self._past is None else set()
        return tuple(it for it in self.game.view(role).objectives if (role, it.id) not in dealt)

    def is_dealt(self, role: str) -> bool:
        """Return whether a role is dealt an objective that its brief does not name yet."""
        return len(self.goals(role)) < len(self.game.view(role).objectives)

    @cached_property
    def phases(self) -> tuple[Asked, ...]:
        """The phases of a turn that ask somebody: the first one, played through with nobody doing anything.

        It is played on a game that has just begun, by dice that fall as their median: what this game hides, and what
        is to come in it, is nobody's to read.
        """
        game, found = Game(self.scenario, dice=Median()), list[Asked]()
        turn = game.turn
        while not game.over and game.turn == turn and game.awaiting and len(found) < MOST_PHASES:
            it = _asked(game)
            found.append(it)
            while not game.over and game.awaiting and game.turn == turn and _phase(game) == it.id:
                game.default(game.awaiting[0])
        return tuple(found)

    @cached_property
    def plan(self) -> Plan:
        """The plan to the minute, which is the clock's too.

        Raises: Refused: there are more phases to play than minutes.
        """
        begun = self._past is not None and self._past.clock.used
        return plan_of(self.scenario, self.game.turn, self.minutes, begun=begun)

    def asked(self, phase: str) -> Asked | None:
        """Return what a phase asks, None when it was not come to."""
        return next((it for it in self.phases if it.id == phase and it.mode != "choice"), None)


def pack_of(source: str, minutes: int | None = None) -> Pack:
    """Return the papers of a scenario that has not begun, or of a saved game as it stands; `minutes` for all of it.

    Raises: Refused: it is no saved game, or its rules are lost. Problems: it does not load.
    """
    path = Path(source)
    if path.is_file() and (path.suffix != ".yaml" or is_journal(path)):
        past = past_of(path)
        return Pack(past.game(), past, minutes, source)
    return Pack(Game(scenario_named(source)), minutes=minutes, source=source)


def _phase(game: Game) -> str:
    return game.view(game.roles[0]).phase


def _asked(game: Game) -> Asked:
    views = {role: game.view(role) for role in game.awaiting}
    first = next(iter(views.values()))
    return Asked(
        id=first.phase,
        title=first.phase_title,
        mode=first.mode,
        menus={role: tuple(_menu(view)) for role, view in views.items()},
        stands={role: _stands(view) for role, view in views.items()},
        examples={role: text for role, view in views.items() if (text := _example(role, view))},
    )


def _menu(view: View) -> Iterator[Choice]:
    forms = view.choices.forms
    names = [form.name for form in forms]
    for form in forms:
        if form.name not in SKIPPED:
            part = form.id.rpartition(".")[2] if names.count(form.name) > 1 else ""
            yield Choice(name=form.name, part=part, words=_words(form), title=form.title, secret=form.secret)


def _words(form: Form) -> str:
    """Return what follows an order's name on a slip: what is chosen, in capitals, and that conditions may be added."""
    labels = [label.upper().replace(" ", "-") for label in form.labels[len(form.fixed) :]]
    return " ".join([*labels, *(["[if …]"] if form.conditions else [])])


def _stands(view: View) -> str:
    """Return what is done for a role that says nothing, in words; "" when that is to pass."""
    order = view.choices.default
    return "" if order is None or order == Order("pass") else view.choices.form_of(order).title_of(order)


def _example(role: str, view: View) -> str:
    """Return a slip that a role could give now, as rich as there is one; "" without one."""
    found = [
        text for form in view.choices.forms if form.name not in SKIPPED and form.open and (text := _slip(role, form))
    ]
    return max(found, key=lambda it: (" if " in it, -len(it)), default="")


def _slip(role: str, form: Form) -> str:
    words = [role, form.name, *([form.id.rpartition(".")[2]] if "." in form.id else [])]
    values: tuple[int | str | None, ...] = tuple(option.value for option in form.fixed.values())
    for _label in form.labels[len(values) :]:
        options = form.domain(*values)
        if not options:
            return ""
        values = (*values, options[0].value)
        words.append(_word(options[0].value))
    for condition in form.conditions[:1]:
        chosen: tuple[int | str | None, ...] = ()
        for _label in condition.labels:
            options = condition.domain(*chosen)
            if not options:
                return " ".join(words)
            chosen = (*chosen, options[0].value)
        words += ["if", condition.id, *map(_word, chosen)]
    return " ".join(words)


def _word(value: int | str | None) -> str:
    return "none" if value is None else str(value)
