"""What a role may do now, and the reason when it may not: the one judge of orders.

`read` is asked by `submit` and by `in`, so the two cannot differ. The rules' own reasons come from
`refusal` and `closed`; the engine's are full sentences made here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..problems import Refused
from ..rules.events import Given
from ..rules.ruleset import Choice, Phase
from ..rules.ruleset import Limit as RuleLimit
from ..rules.ruleset import Order as Rule
from .asking import awaiting, phase_of
from .book import ENGINES, PASS, shortened, suggestion
from .course import Course
from .orders import Order

_MOST_PARAMETERS = 64


def offered(course: Course, role: int) -> tuple[Rule, ...]:
    """Return the orders that the phase offers to a role, in order of resolution."""
    phase = phase_of(course)
    return () if phase is None else course.book.offered[phase.index][role]


def idle(course: Course, role: int) -> str:
    """Return why a role may not act now, or "" when it may."""
    return "" if role in awaiting(course) else _why_idle(course, role)


def _why_idle(course: Course, role: int) -> str:
    state, titles, frame = course.state, course.book.role_titles, course.state.top
    if frame[0] == "over":
        return "The game is over."
    if frame[0] == "ask":
        return f"{titles[frame[3]]} has a question to answer first."
    if frame[0] != "phase" or role not in frame[4]:
        return f"{titles[role]} has nothing to do in this phase."
    if role in state.ready:
        return "You have passed in this phase."
    phase = course.rules.phases[frame[1]]
    if state.acted.get(role, 0) >= course.book.most[phase.index]:
        return "You have given all your orders of this phase."
    return f"It is the turn of {' and '.join(titles[other] for other in awaiting(course))}."


def read(course: Course, role: int, order: object) -> Given:
    """Return an order as the rules know it, when the role may give it now.

    Raises: Refused: it may not; the reason is the rule's own, or the engine's.
    """
    if role not in (course.awaited if course.asked_at == course.moment else awaiting(course)):
        raise Refused(_why_idle(course, role))
    if not isinstance(order, Order):
        raise Refused(f"An order was expected, not {shortened(order)}.")
    raw = order.raw
    given = raw[1] if raw is not None and raw[0] is course.book else _given(course, role, order)
    phase = course.phase
    rule = None if phase is None else course.book.called[phase.index][role].get(given[0])
    if rule is not None and not given[2] and accepts(course, role, rule, given[1]):
        return given  # as most orders are; the rest is to say why not
    why = _refusal(course, role, given)
    if why:
        raise Refused(why)
    return given


def _given(course: Course, role: int, order: Order) -> Given:
    """Return a written order by positions, not yet judged."""
    book, name, params = course.book, order.name, order.params
    if type(name) is not str or (name not in ENGINES and name not in course.rules.orders):
        hint = suggestion(name, [*course.rules.orders, *ENGINES])
        raise Refused(f"There is no order {shortened(name)}.{hint}")
    if len(params) > _MOST_PARAMETERS or len(order.conditions) > _MOST_PARAMETERS:
        raise Refused(f"{name} has too many parameters or conditions.")
    if name in ENGINES:
        return _engines(name, order)
    rule = course.rules.orders[name]
    why = _not_offered(course, role, rule)
    if why:
        raise Refused(why)
    attached = tuple(_condition(course, rule, it) for it in order.conditions)
    return name, book.read(book.titles[name], rule.parameters, params), attached


def _engines(name: str, order: Order) -> Given:
    wanted = ("event", "choice") if name == "choose" else ()
    if order.conditions:
        raise Refused(f"{name} takes no conditions.")
    if set(order.params) != set(wanted):
        raise Refused("choose needs an event and a choice." if wanted else f"{name} takes no parameters.")
    values = tuple(order.params[key] for key in wanted)
    if not all(type(value) is str for value in values):
        raise Refused("choose needs the ids of an event and of a choice.")
    return name, values, ()


def _condition(course: Course, rule: Rule, attached: tuple[Any, Any]) -> tuple[str, tuple[int, ...]]:
    name, params = attached
    if type(name) is not str or name not in rule.conditional:
        raise Refused(_cannot_carry(course, rule, name))
    return name, course.book.read(name, course.rules.conditions[name].parameters, params)


def _cannot_carry(course: Course, rule: Rule, name: object) -> str:
    hint = suggestion(name, rule.conditional)
    return f"{course.book.titles[rule.id]} cannot carry the condition {shortened(name)}.{hint}"


def _refusal(course: Course, role: int, given: Given) -> str:
    """Return why a role that is awaited may not give an order now, or ""."""
    name, params, attached = given
    phase = course.phase
    rule = None if phase is None else course.book.called[phase.index][role].get(name)
    if rule is None:
        return _engines_refused(course, role, name, params)
    if attached:
        return refused(course, role, rule, params) or _attached_refused(course, role, rule, attached)
    return refused(course, role, rule, params)


def _engines_refused(course: Course, role: int, name: str, params: tuple[Any, ...]) -> str:
    if name == "pass":
        return pass_refused(course, role)
    if name == "choose":
        return _choice_refused(course, params)
    return _not_offered(course, role, course.rules.orders[name])


def accepts(course: Course, role: int, rule: Rule, params: tuple[int, ...]) -> bool:
    """Return whether an offered order may be given with these parameters."""
    state = course.state
    values, memo = course.ground(role) if state.sealed else (state.values, state.memo)
    if rule.refusal(values, memo, role, *params) != -1 or (rule.by is not None and not rule.by(values, memo, role)):
        return False
    return not rule.limits or not limit_reached(course, role, rule, params)


def refused(course: Course, role: int, rule: Rule, params: tuple[int, ...]) -> str:
    """Return why an offered order may not be given with these parameters, or ""."""
    values, memo = course.ground(role)
    if rule.by is not None and not rule.by(values, memo, role):
        return f"{course.book.titles[rule.id]} is not yours to give now."
    number = rule.refusal(values, memo, role, *params)
    if number != -1:
        return str(rule.reason(values, memo, role, number, *params))
    return limit_reached(course, role, rule, params) if rule.limits else ""


def _not_offered(course: Course, role: int, rule: Rule) -> str:
    phase, title = phase_of(course), course.book.titles[rule.id]
    if phase is None:
        return "There is a question to answer first."
    if rule.id not in course.book.rank[phase.index]:
        return f"{title} is not offered in this phase."
    return "" if role in rule.may else f"{title} is not an order of {course.book.role_titles[role]}."


def limit_key(rule: Rule, role: int, number: int, params: tuple[int, ...]) -> tuple[Any, ...]:
    """Return under which key the uses of a limit are counted."""
    limit = rule.limits[number]
    if not limit.each:
        return limit.span, role, rule.id, number
    return (limit.span, role, rule.id, number, *[params[position] for position in limit.each])


def limit_reached(course: Course, role: int, rule: Rule, params: tuple[int, ...]) -> str:
    """Return the sentence for a limit that is used up, or ""."""
    for number, limit in enumerate(rule.limits):
        if course.state.used.get(limit_key(rule, role, number, params), 0) >= limit.times:
            return _limit_text(course, rule, limit)
    return ""


def _limit_text(course: Course, rule: Rule, limit: RuleLimit) -> str:
    times = {1: "once", 2: "twice"}.get(limit.times, f"{limit.times} times")
    each = " and ".join(rule.parameters[position].name for position in limit.each)
    for_each = f" for each {each}" if each else ""
    return f"{course.book.titles[rule.id]} may be given {times} a {limit.span}{for_each}, and has been."


def _attached_refused(course: Course, role: int, rule: Rule, attached: tuple[tuple[str, tuple[int, ...]], ...]) -> str:
    phase = phase_of(course)
    if phase is None or phase.mode != "sealed":
        return "A condition can be attached only where orders are sealed."
    if len(set(attached)) != len(attached):
        return "The same condition is attached twice."
    values, memo = course.ground(role)
    for name, chosen in attached:
        if name not in rule.conditional:
            return _cannot_carry(course, rule, name)
        condition = course.rules.conditions[name]
        for position, domain in enumerate(condition.domains):
            if chosen[position] not in domain(values, memo, role, *chosen[:position]):
                parameter = condition.parameters[position]
                shown = shortened(course.book.shown(parameter, chosen[position]))
                return f"{name}: {parameter.name} cannot be {shown}."
    return ""


def legal(course: Course, role: int, rule: Rule) -> Sequence[tuple[int, ...]]:
    """Return all parameters with which a role that is awaited may give an order now."""
    values, memo = course.ground(role)
    if rule.by is not None and not rule.by(values, memo, role):
        return ()
    found: Sequence[tuple[int, ...]] = rule.legal(values, memo, role)
    return _unlimited(course, role, rule, found) if course.state.used else found


def legal_lists(course: Course, role: int, phase: Phase) -> Sequence[Sequence[tuple[int, ...]]]:
    """Return the legal parameters of every order that the phase offers, in order, for a role that is awaited."""
    state = course.state
    values, memo = course.ground(role) if state.sealed else (state.values, state.memo)
    assert phase.legal is not None, phase.id
    found: Sequence[Sequence[tuple[int, ...]]] = phase.legal(values, memo, role)
    if not state.used or not course.book.limited[phase.index]:
        return found
    rules = course.book.offers[phase.index]
    return [_unlimited(course, role, rule, it) for rule, it in zip(rules, found, strict=True)]


def _unlimited(course: Course, role: int, rule: Rule, found: Sequence[tuple[int, ...]]) -> Sequence[tuple[int, ...]]:
    """Return those parameters for which no limit is used up."""
    if not rule.limits or not found:
        return found
    if not any(limit.each for limit in rule.limits):
        return () if limit_reached(course, role, rule, ()) else found
    return [params for params in found if not limit_reached(course, role, rule, params)]


def closed(course: Course, role: int, rule: Rule) -> str:
    """Return why an order cannot be given now whatever its parameters, or "" when it may be open."""
    values, memo = course.ground(role)
    if rule.by is not None and not rule.by(values, memo, role):
        return f"{course.book.titles[rule.id]} is not yours to give now."
    number = rule.closed(values, memo, role)
    if number != -1:
        return str(rule.reason(values, memo, role, number))
    return _limits_closed(course, role, rule)


def _limits_closed(course: Course, role: int, rule: Rule) -> str:
    for number, limit in enumerate(rule.limits):
        if not limit.each and course.state.used.get(limit_key(rule, role, number, ()), 0) >= limit.times:
            return _limit_text(course, rule, limit)
    return ""


def left(course: Course, role: int) -> tuple[int, int | None]:
    """Return how many orders a role must and may still give in this phase."""
    phase = phase_of(course)
    if phase is None or role not in awaiting(course):
        return 0, 0
    acted = course.state.acted.get(role, 0)
    return max(0, phase.least - acted), None if phase.most is None else phase.most - acted


def pass_refused(course: Course, role: int) -> str:
    """Return why a role that is awaited may not pass, or ""."""
    phase = phase_of(course)
    if phase is None:
        return "The question must be answered."
    must = phase.least - course.state.acted.get(role, 0)
    if must > 0 and any(legal(course, role, rule) for rule in offered(course, role)):
        return f"{must} more order{'s' if must > 1 else ''} must be given before you may pass."
    return ""


def choices_of(course: Course) -> tuple[Choice, ...]:
    """Return the answers that are open to the question now asked."""
    _, name, args, _ = course.state.top
    return answers(course, name, args)


def answers(course: Course, event: str, args: tuple[int, ...]) -> tuple[Choice, ...]:
    """Return the answers that an event's question would have now."""
    values, memo = course.state.values, course.state.memo
    found = course.rules.events[event].choices
    return tuple(it for it in found if it.when is None or it.when(values, memo, *args))


def _choice_refused(course: Course, params: tuple[Any, ...]) -> str:
    frame = course.state.top
    if frame[0] != "ask":
        return "There is no question to answer."
    event = course.rules.events[frame[1]]
    if params[0] != event.id:
        return f"The question is {event.id}, not {shortened(params[0])}."
    if params[1] in [choice.id for choice in choices_of(course)]:
        return ""
    known = [choice.id for choice in event.choices]
    if params[1] in known:
        return "That answer is not open now."
    return f"{event.id} has no answer {shortened(params[1])}.{suggestion(params[1], known)}"


def default(course: Course, role: int) -> Given | None:
    """Return what stands if a role says nothing: its standing order, else pass, else the first legal."""
    if role not in awaiting(course):
        return None
    if course.state.top[0] == "ask":
        return _default_choice(course)
    standing = course.rules.standing.get(course.book.role_ids[role])
    if standing is not None and not course.state.acted.get(role):
        given: Given = (standing.order, standing.parameters, ())
        if not _refusal(course, role, given):
            return given
    return PASS if not pass_refused(course, role) else first(course, role)


def _default_choice(course: Course) -> Given:
    event, open_now = course.rules.events[course.state.top[1]], [it.id for it in choices_of(course)]
    return "choose", (event.id, event.default if event.default in open_now else open_now[0]), ()


def first(course: Course, role: int) -> Given | None:
    """Return the first legal order, if there is one."""
    for rule in offered(course, role):
        for params in legal(course, role, rule):
            return rule.id, tuple(params), ()
    return None
