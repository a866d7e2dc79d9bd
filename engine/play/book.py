"""What play looks up in a ruleset again and again, prepared once: who is offered what, and names.

The rules know members by position; people, doctrines and logs know them by id. Here is the only
place that goes from one to the other.
"""

from __future__ import annotations

import difflib
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from operator import itemgetter
from typing import Any

from ..problems import Refused
from ..rules import ruleset as rules_
from ..rules.events import Given
from ..rules.linked import Reading
from ..rules.ruleset import NONE, TURN, Ruleset
from ..rules.state import Frame
from ..rules.words import ACCEPT, ARGUE, DECLINE, OFFER, PROPOSE, VOTE
from ..speech import _, listed
from .orders import Attached, Stated, Value

PASS: Given = ("pass", (), ())
ENGINES = ("pass", "choose")
ABOUT_MOTIONS = (PROPOSE, VOTE)
ABOUT_DEALS = (OFFER, ACCEPT, DECLINE)
ANSWERS = (ACCEPT, DECLINE)
OPEN_CAP, CAP = 8, 64  # orders a role in a phase that allows any number: open, and otherwise
_MOST_DIGITS = 15
_TURNS = 5  # parts of a frame that plays the phases of the turn; a procedure's has its id besides


class Book:
    """A ruleset with its indexes; made once for a scenario, shared by its games."""

    def __init__(self, rules: Ruleset) -> None:
        self.rules = rules
        self.role_ids = tuple(role.id for role in rules.roles)
        self.role_titles = tuple(role.title for role in rules.roles)
        self.role_at = {role: position for position, role in enumerate(self.role_ids)}
        self.offers = tuple(tuple(rules.orders[name] for name in phase.offers) for phase in rules.phases)
        self.rank = tuple({name: rank for rank, name in enumerate(phase.offers)} for phase in rules.phases)
        self.offered = tuple(
            tuple(tuple(order for order in offers if role in order.may) for role in range(len(self.role_ids)))
            for offers in self.offers
        )
        self.drawn_among = tuple(map(_drawn_among, rules.phases, self.offered))
        self.lasting = {span: Lasting(pairs) for span, pairs in rules.lasting.items() if pairs}
        self.alone = tuple((role,) for role in range(len(self.role_ids)))
        self.first_moves = tuple((("acted", role, None, 1),) for role in range(len(self.role_ids)))  # of a first order
        self.passing = tuple((("ready", role, None, 1),) for role in range(len(self.role_ids)))  # the moves of a pass
        self.waking = tuple(("ready", role, 1, 0) for role in range(len(self.role_ids)))  # how one may act again
        self.passing_again = tuple((("ready", role, 0, 1),) for role in range(len(self.role_ids)))
        self.within = tuple((phase.procedure,) if phase.procedure else () for phase in rules.phases)  # ends a frame
        self.idle = tuple(map(_idle, rules.phases, self.offered))
        self.called = tuple(tuple({it.id: it for it in rules} for rules in by_role) for by_role in self.offered)
        own = (*ENGINES, *(ABOUT_DEALS if rules.terms else ()))
        self.spoken = tuple(dict.fromkeys((*(name.partition(".")[0] for name in rules.orders), *own)))
        self.motion_titles = {it.id: plain(it.plain_title, it.id) for it in rules.motions.values()}
        self.tabling = tuple(any(order.motion for order in offers) for offers in self.offers)
        self.voting = tuple(any(order.motion and order.kind == VOTE for order in offers) for offers in self.offers)
        self.balloting = tuple(map(_is_ballot, rules.phases, self.offers))
        self.direct = tuple(_direct(phase, offers) for phase, offers in zip(rules.phases, self.offers, strict=True))
        self.limited = tuple(any(order.limits for order in offers) for offers in self.offers)
        self.counted = frozenset(  # the orders whose limits do not ask for their parameters
            it.id for it in rules.orders.values() if it.limits and not any(limit.each for limit in it.limits)
        )
        self.counted_by = _Counted(rules)
        self.listing = tuple(
            phase.legal if _is_plain(phase) and not limited else None
            for phase, limited in zip(rules.phases, self.limited, strict=True)
        )
        self.entries = tuple((*phase.offers, *ANSWERS[: 2 * phase.deals], "pass") for phase in rules.phases)  # by name
        self.most = tuple(_most(phase) for phase in rules.phases)
        self.named = _Named(self.role_ids)
        self.rounds = _Rounds()
        self.titles = {order.id: plain(order.plain_title, order.id) for order in rules.orders.values()}
        self.resting = rules.resting
        self.looked_at = tuple((it.when, it) for it in rules.endings.values() if it.when is not None and not it.at_end)
        self.goals = tuple(
            tuple(it for it in rules.objectives.values() if role in it.roles) for role in range(len(rules.roles))
        )
        self.sealed_goals = tuple(_sealed_goals(self.goals))
        self.projections: dict[int, Any] = {}  # role -> what it may read, kept by `projection_of`
        self.beginning: Any = None  # the course with which every game begins, kept by `flow.begun`
        self.naming = {it.id: _naming(it.order.parameters) for it in rules.terms.values()}  # which name a role
        self.steps = rules.steps
        self.argued = any(order.argues for order in rules.orders.values())
        self.injects = tuple(rules.injects.values())
        self.cued = tuple(it for it in self.injects if it.turn or it.when is not None)  # the others are control's
        self.watched = bool(self.looked_at or self.injects)
        cues = _resting(rules, (it.rests_on for it in self.cued if it.when is not None))
        self.cues = itemgetter(TURN, *sorted(cues))  # of the values, what the conditions of injects read
        self.heeded = cues | _resting(rules, (it.rests_on for _when, it in self.looked_at))  # and those of endings
        self.at_end = tuple(it for it in rules.endings.values() if it.at_end)

    def end_of(self, frame: Frame) -> int:
        """Return the position behind the last phase of the turn or procedure that a frame plays."""
        return self.steps if len(frame) == _TURNS else self.rules.procedures[frame[5]].end

    def member(self, root: str, position: int) -> str | None:
        """Return the id of a member, None for none."""
        return None if position == NONE else self.rules.roots[root][position].id

    def member_title(self, root: str, position: int) -> str:
        """Return the title of a member, "none" for none."""
        return _("none") if position == NONE else self.rules.roots[root][position].title

    def member_text(self, root: str, position: int) -> str:
        """Return what an author says of a member of a set of the ruleset's own; "" for numbers, roles and areas."""
        if position == NONE or root in ("", "role", "area"):
            return ""
        return self.rules.roots[root][position].text

    def shown(self, parameter: rules_.Parameter, value: int) -> Value:
        """Return a parameter's value as people write it."""
        if parameter.named:
            return parameter.named[value]
        return self.member(parameter.root, value) if parameter.root else value

    def params_of(self, given: Given) -> dict[str, Value]:
        """Return an order's parameters by name."""
        name, params, _conditions = given
        if name == "choose":
            return {"event": params[0], "choice": params[1]}
        if name == "pass":
            return {}
        if name in ABOUT_DEALS:
            return self._of_deal(name, params)
        rule = self.rules.orders[name]
        named = self._named(rule.parameters, params)
        texts: Any = given[2]
        if rule.argues:
            return {"effect": rule.argues, **named, **dict(texts)}
        return {"motion": rule.motion, **named} if rule.motion else named

    def conditions_of(self, given: Given) -> tuple[Attached, ...]:
        """Return an order's conditions by name."""
        conditions = self.rules.conditions
        if given[0].startswith(f"{ARGUE}."):
            return ()  # what is attached to an argument are its own words
        return tuple((name, self._named(conditions[name].parameters, params)) for name, params in given[2])

    def conditions_in_words(self, role: int, given: Given, values: rules_.Values | None = None) -> str:
        """Return an order's conditions as their titles read by these values, those of the start when none are given."""
        conditions, read = self.rules.conditions, list(self.rules.start) if values is None else values
        words = (conditions[name].name_of(read, {}, role, *params) for name, params in given[2])
        return "; ".join(map(str, words))

    def _of_deal(self, name: str, params: tuple[Any, ...]) -> dict[str, Value]:
        if name != OFFER:
            return {"deal": params[0]}
        public, answers, partner, _terms = params
        said = {"public": "yes" if public else "", "answers": answers, "partner": self.member("role", partner)}
        return {key: value for key, value in said.items() if value}

    def terms_of(self, given: Given) -> tuple[Stated, ...]:
        """Return the terms of an offer by name."""
        terms = self.rules.terms
        return tuple(
            (self.role_ids[giver], name, self._named(terms[name].order.parameters, params))
            for giver, name, params in given[1][3]
        )

    def _named(self, parameters: Iterable[rules_.Parameter], values: Iterable[int]) -> dict[str, Value]:
        return {it.name: self.shown(it, value) for it, value in zip(parameters, values, strict=True)}

    def read(self, what: str, parameters: tuple[rules_.Parameter, ...], given: Mapping[str, Value]) -> tuple[int, ...]:
        """Return written parameters as whole numbers.

        Raises: Refused: one is missing, unknown, or of the wrong sort. `what` names the order in the reason.
        """
        if len(given) != len(parameters) or any(it.name not in given for it in parameters):
            raise Refused(self._misfit(what, [it.name for it in parameters], given))
        return tuple(self._position(what, it, given[it.name]) for it in parameters)

    def _misfit(self, what: str, names: list[str], given: Mapping[str, Value]) -> str:
        for name in names:
            if name not in given:
                return _("{what} needs a value for {name}.").format(what=what, name=name)
        extra = next(name for name in given if name not in names)
        some = _("{what} has no parameter {extra}; it takes {names}.")
        said = some if names else _("{what} has no parameter {extra}; it takes none.")
        return said.format(what=what, extra=shortened(extra), names=listed(names))

    def _position(self, what: str, parameter: rules_.Parameter, value: Value) -> int:
        name, root = parameter.name, parameter.root
        if parameter.named:
            return self._word(what, parameter, value)
        if value is None:
            if parameter.nullable:
                return NONE
            raise Refused(_("{what}: {name} cannot be none.").format(what=what, name=name))
        if not root:
            if type(value) is not int or abs(value) >= 10**_MOST_DIGITS:
                raise Refused(
                    _("{what}: {name} is a whole number, not {value}.").format(
                        what=what, name=name, value=shortened(value)
                    )
                )
            return value
        found = self.rules.positions.get(value) if type(value) is str else None
        if found is None or found[0] != root:
            raise Refused(
                _("{what}: {name} is a member of {root}, not {value}.{hint}").format(
                    what=what, name=name, root=root, value=shortened(value), hint=self._hint(root, value)
                )
            )
        return found[1]

    def _word(self, what: str, parameter: rules_.Parameter, value: Value) -> int:
        if type(value) is str and value in parameter.named:
            return parameter.named.index(value)
        said = _("{what}: {name} is one of {words}, not {value}.")
        words = ", ".join(parameter.named)
        raise Refused(said.format(what=what, name=parameter.name, words=words, value=shortened(value)))

    def inner(self, name: str, given: Mapping[str, Value]) -> tuple[str, Mapping[str, Value]]:
        """Return an order that tables a motion or votes on it as the rules know it: by the motion, without it.

        Raises: Refused: it names no motion that there is.
        """
        motion, known = given.get("motion"), self.rules.motions
        if type(motion) is not str or motion not in known:
            said = _("{name} needs a motion: {known}.{hint}")
            hint = suggestion(motion, known)
            raise Refused(said.format(name=name, known=", ".join(known), hint=hint))
        return f"{name}.{motion}", {key: value for key, value in given.items() if key != "motion"}

    def _hint(self, root: str, value: object) -> str:
        return suggestion(value, [member.id for member in self.rules.roots[root]])


def _resting(rules: Ruleset, found: Iterable[frozenset[Reading] | None]) -> frozenset[int]:
    """Return the places of the values that decide some conditions: all of them where one is not known."""
    known = list(found)
    if None in known:
        return frozenset(range(len(rules.start)))
    return rules.places_of(frozenset().union(*(it for it in known if it is not None)))


def _drawn_among(
    phase: rules_.Phase, offered: Iterable[tuple[rules_.Order, ...]]
) -> tuple[tuple[rules_.Order | str, ...], ...]:
    """Return by role what an order at random is drawn from."""
    own = (*(ABOUT_DEALS if phase.deals else ()), PASS[0])
    return tuple((*orders, *own) for orders in offered)


def _naming(parameters: Iterable[rules_.Parameter]) -> tuple[int, ...]:
    return tuple(position for position, it in enumerate(parameters) if it.root == "role")


def _idle(phase: rules_.Phase, offered: Iterable[tuple[rules_.Order, ...]]) -> frozenset[int]:
    """Return the roles to which a phase can never offer anything."""
    return frozenset(role for role, orders in enumerate(offered) if not orders and not phase.deals)


def _is_plain(phase: rules_.Phase) -> bool:
    """Return whether roles act in turn and no costs are set aside meanwhile, as below a procedure."""
    return phase.mode == "sequential" and not phase.procedure


def _direct(phase: rules_.Phase, offers: Iterable[rules_.Order]) -> Mapping[str, rules_.Order]:
    """Return the orders of a phase that nothing but their `refusal` judges, and that are done as they are given."""
    return {order.id: order for order in offers if _is_plain(phase) and _is_direct(order)}


def _is_ballot(phase: rules_.Phase, offers: Iterable[rules_.Order]) -> bool:
    """Return whether a phase is there for votes alone: without a motion on the table nobody is asked in it."""
    found = list(offers)
    return bool(found) and not phase.deals and all(order.motion and order.kind == VOTE for order in found)


def _is_direct(order: rules_.Order) -> bool:
    return order.by is None and not (
        order.limits or order.costly or order.title_reads_state or order.motion or order.argues
    )


def _sealed_goals(goals: Iterable[Iterable[rules_.Objective]]) -> Iterator[tuple[int, list[rules_.Objective]]]:
    """Yield each role that is dealt a sealed objective, with those it may be dealt."""
    for role, its in enumerate(goals):
        sealed = [it for it in its if it.sealed]
        if sealed:
            yield role, sealed


def _most(phase: rules_.Phase) -> int:
    """Return how many orders a role may give in the phase."""
    if phase.most is not None:
        return phase.most
    return OPEN_CAP if phase.mode == "open" else CAP


class _Counted(dict[tuple[int, str], tuple[tuple[Any, int], ...]]):
    """Role and order -> under which keys uses are counted whatever the parameters, and how many there may be."""

    def __init__(self, rules: Ruleset) -> None:
        super().__init__()
        self.orders = rules.orders

    def __missing__(self, key: tuple[int, str]) -> tuple[tuple[Any, int], ...]:
        role, name = key
        limits = enumerate(self.orders[name].limits)
        found = self[key] = tuple([((it.span, role, name, number), it.times) for number, it in limits])
        return found


class Lasting:
    """The places of tracks that last only so long, how to read them all, and how they start."""

    def __init__(self, pairs: Iterable[tuple[int, int]]) -> None:
        self.pairs = tuple(pairs)
        twice = (*self.pairs, self.pairs[0])  # of one place alone no tuple would be read
        self.read: Callable[[list[int]], tuple[int, ...]] = itemgetter(*[place for place, _ in twice])
        self.starts = tuple([start for _, start in twice])


class _Named(dict[tuple[int, ...], tuple[str, ...]]):
    """The ids of some roles, remembered."""

    def __init__(self, ids: tuple[str, ...]) -> None:
        super().__init__()
        self.ids = ids

    def __missing__(self, roles: tuple[int, ...]) -> tuple[str, ...]:
        found = self[roles] = tuple(self.ids[role] for role in roles)
        return found


class _Rounds(dict[tuple[tuple[int, ...], int], tuple[int, ...]]):
    """Some roles, and who acted last -> the roles in the order in which they are asked, remembered."""

    def __missing__(self, key: tuple[tuple[int, ...], int]) -> tuple[int, ...]:
        roles, last = sorted(key[0]), key[1]
        after = bisect_right(roles, last)
        found = self[key] = (*roles[after:], *roles[:after])
        return found


def suggestion(value: object, known: Iterable[str]) -> str:
    """Return " Did you mean …?" when something known looks like `value`, else ""."""
    if type(value) is not str or len(value) > 60:
        return ""
    near = _nearest(value, tuple(known))
    return _(" Did you mean {near}?").format(near=near) if near else ""


@lru_cache(maxsize=1024)  # a slip is judged again at every key
def _nearest(value: str, known: tuple[str, ...]) -> str:
    return next(iter(difflib.get_close_matches(value, known, n=1)), "")


def shortened(value: object) -> str:
    """Return what somebody wrote, short and harmless enough for a sentence."""
    if type(value) is int and abs(value) >= 10**_MOST_DIGITS:
        return _("so large a number")
    if type(value) in (int, float, bool, str):
        return ascii(value[:40] if isinstance(value, str) else value)
    return _("a {kind}").format(kind=type(value).__name__[:40])


def plain(title: str, name: str) -> str:
    """Return a title without what stands in braces; the id in words when nothing is left.

    >>> plain("{line}: {place}", "probe"), plain("Pledge {n} of {f}", "pledge"), plain("Hold", "hold")
    ('Probe', 'Pledge … of …', 'Hold')
    """
    without = re.sub(r"\{[^{}]*\}", "…", title)
    return without if re.search(r"[^\W_]", without) else name.replace("_", " ").capitalize()
