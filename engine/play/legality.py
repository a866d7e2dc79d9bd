"""What a role may do now, and the reason when it may not: the one judge of orders.

`read` is asked by `submit` and by `in`, so the two cannot differ. The rules' own reasons come from
`refusal` and `closed`; the engine's are full sentences made here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ..problems import Refused
from ..rules.events import Given
from ..rules.ruleset import Limit as RuleLimit
from ..rules.ruleset import Order as Rule
from ..rules.ruleset import Phase
from ..rules.words import ARGUE, VOTE
from ..speech import _, _n, listed
from . import arguments, deals, excepting
from .asking import awaiting, phase_of
from .book import ABOUT_DEALS, ABOUT_MOTIONS, ENGINES, PASS, shortened, suggestion
from .closing import Named
from .course import Course
from .idling import idle as idle
from .idling import why_idle
from .motions import is_refused as is_out_of_order
from .motions import refused as motion_refused
from .orders import Order
from .questions import choices_of

_MOST_PARAMETERS = 64


def offered(course: Course, role: int) -> tuple[Rule, ...]:
    """Return the orders that the phase offers to a role, in order of resolution."""
    phase = phase_of(course)
    return () if phase is None else course.book.offered[phase.index][role]


def read(course: Course, role: int, order: object) -> Given:
    """Return an order as the rules know it, when the role may give it now.

    Raises: Refused: it may not; the reason is the rule's own, or the engine's.
    """
    if role not in (course.awaited if course.asked_at == course.moment else awaiting(course)):
        raise Refused(why_idle(course, role))
    if not isinstance(order, Order):
        raise Refused(_("An order was expected, not {order}.").format(order=shortened(order)))
    raw = order.raw
    given = raw[1] if raw is not None and raw[0] is course.book else _given(course, role, order)
    if course.judged is not None and course.judged == (course.moment, role, given):
        return given
    phase = course.phase
    rule = None if phase is None else course.book.called[phase.index][role].get(given[0])
    if rule is not None and not given[2] and accepts(course, role, rule, given[1]):
        return given  # as most orders are; the rest is to say why not
    if given is PASS and phase is not None and not phase.least:
        return given
    why = _refusal(course, role, given)
    if why:
        raise Refused(why)
    course.judged = (course.moment, role, given)
    return given


def _given(course: Course, role: int, order: Order) -> Given:
    """Return a written order by positions, not yet judged."""
    book, name, params = course.book, order.name, order.params
    if name in ABOUT_DEALS and course.rules.terms:
        return deals.read(course, order)
    texts: arguments.Texts = ()
    if name == ARGUE and book.argued:
        name, params = arguments.inner(course, params)
        texts = arguments.texts_of(params)
    elif name in ABOUT_MOTIONS and course.rules.motions:
        name, params = book.inner(name, params)
    elif type(name) is not str or "." in name or (name not in ENGINES and name not in course.rules.orders):
        hint = suggestion(name, book.spoken)
        raise Refused(_("There is no order {name}.{hint}").format(name=shortened(name), hint=hint))
    if len(params) > _MOST_PARAMETERS or len(order.conditions) > _MOST_PARAMETERS:
        raise Refused(_("{name} has too many parameters or conditions.").format(name=name))
    if name in ENGINES:
        return _engines(name, order)
    rule = course.rules.orders[name]
    why = _not_offered(course, role, rule)
    if why:
        raise Refused(why)
    attached: Any = texts or tuple(_condition(course, rule, it) for it in order.conditions)
    return name, book.read(book.titles[name], rule.parameters, params), attached


def _engines(name: str, order: Order) -> Given:
    wanted = ("event", "choice") if name == "choose" else ()
    if order.conditions:
        raise Refused(_("{name} takes no conditions.").format(name=name))
    if set(order.params) != set(wanted):
        raise Refused(
            _("choose needs an event and a choice.") if wanted else _("{name} takes no parameters.").format(name=name)
        )
    values = tuple(order.params[key] for key in wanted)
    if not all(type(value) is str for value in values):
        raise Refused(_("choose needs the ids of an event and of a choice."))
    return name, values, ()


def _condition(course: Course, rule: Rule, attached: tuple[Any, Any]) -> tuple[str, tuple[int, ...]]:
    name, params = attached
    if type(name) is not str or name not in rule.conditional:
        raise Refused(_cannot_carry(course, rule, name))
    return name, course.book.read(name, course.rules.conditions[name].parameters, params)


def _cannot_carry(course: Course, rule: Rule, name: object) -> str:
    hint = suggestion(name, rule.conditional)
    return _("{order} cannot carry the condition {name}.{hint}").format(
        order=course.book.titles[rule.id], name=shortened(name), hint=hint
    )


def _refusal(course: Course, role: int, given: Given) -> str:
    """Return why a role that is awaited may not give an order now, or ""."""
    name, params, attached = given
    phase = course.phase
    rule = None if phase is None else course.book.called[phase.index][role].get(name)
    if rule is None:
        return _engines_refused(course, role, name, params)
    if attached and not rule.argues:
        return refused(course, role, rule, params) or _attached_refused(course, role, rule, attached)
    return refused(course, role, rule, params)


def _engines_refused(course: Course, role: int, name: str, params: tuple[Any, ...]) -> str:
    if name == "pass":
        return pass_refused(course, role)
    if name == "choose":
        return _choice_refused(course, params)
    if name in ABOUT_DEALS:
        return deals.refused(course, role, (name, params, ()))
    return _not_offered(course, role, course.rules.orders[name])


def accepts(course: Course, role: int, rule: Rule, params: tuple[int, ...]) -> bool:
    """Return whether an offered order may be given with these parameters."""
    state = course.state
    values, memo = course.ground(role) if state.sealed or "held" in state.pending else (state.values, state.memo)
    if rule.refusal(values, memo, role, *params) != -1 or (rule.by is not None and not rule.by(values, memo, role)):
        return False
    return not rule.limits or not is_spent(course, role, rule, params)


def refused(course: Course, role: int, rule: Rule, params: tuple[int, ...]) -> str:
    """Return why an offered order may not be given with these parameters, or ""."""
    if "excepted" in course.state.pending and excepting.excuses(course, role, rule, params):
        return ""
    values, memo = course.ground(role)
    if rule.by is not None and not rule.by(values, memo, role):
        return _not_yours(course, rule)
    number = rule.refusal(values, memo, role, *params)
    if number != -1:
        return str(rule.reason(values, memo, role, number, *params))
    return limit_reached(course, role, rule, params) if rule.limits else ""


def _not_yours(course: Course, rule: Rule) -> Named:
    return Named(_("{order} is not yours to give now.").format(order=course.book.titles[rule.id]))


def _not_offered(course: Course, role: int, rule: Rule) -> str:
    phase, title = phase_of(course), course.book.titles[rule.id]
    if phase is None:
        return _("There is a question to answer first.")
    if rule.id not in course.book.rank[phase.index]:
        where = [it.title for it in course.rules.phases if rule.id in course.book.rank[it.index]]
        never, elsewhere = _("{title} is in no phase."), _("{title} is not offered in this phase, but in {phases}.")
        return (elsewhere if where else never).format(title=title, phases=listed(where))
    if role in rule.may:
        return ""
    return _("{title} is not an order of {role}.").format(title=title, role=course.book.role_titles[role])


def limit_key(rule: Rule, role: int, number: int, params: tuple[int, ...]) -> tuple[Any, ...]:
    """Return under which key the uses of a limit are counted."""
    limit = rule.limits[number]
    if not limit.each:
        return limit.span, role, rule.id, number  # as `Book.counted_by` has it
    return (limit.span, role, rule.id, number, *[params[position] for position in limit.each])


def limit_keys(course: Course, role: int, rule: Rule, params: tuple[int, ...]) -> Iterable[tuple[Any, int]]:
    """Return under which keys the uses of all its limits are counted, each with how many there may be."""
    if rule.id in course.book.counted:
        return course.book.counted_by[role, rule.id]
    return [(limit_key(rule, role, number, params), limit.times) for number, limit in enumerate(rule.limits)]


def limit_reached(course: Course, role: int, rule: Rule, params: tuple[int, ...]) -> str:
    """Return the sentence for a limit that is used up, or for a motion that cannot be tabled or voted on, or ""."""
    if not is_spent(course, role, rule, params):
        return ""
    if rule.motion and (why := motion_refused(course, rule)):
        return why
    for number, limit in enumerate(rule.limits):
        if course.state.used.get(limit_key(rule, role, number, params), 0) >= limit.times:
            return _limit_text(course, rule, limit)
    return ""


def _limit_text(course: Course, rule: Rule, limit: RuleLimit) -> Named:
    if rule.motion:
        voted, tabled = _("You have voted on {motion} already."), _("You have tabled {motion} already.")
        return Named((voted if rule.kind == VOTE else tabled).format(motion=course.book.motion_titles[rule.motion]))
    times = {1: _("once"), 2: _("twice")}.get(limit.times) or _("{n} times").format(n=limit.times)
    each = listed([rule.parameters[position].words.lower() for position in limit.each])
    said = {
        "phase": _("{order} may be given {times} a phase, and has been."),
        "turn": _("{order} may be given {times} a turn, and has been."),
        "game": _("{order} may be given {times} a game, and has been."),
    }
    of_each = {
        "phase": _("{order} may be given {times} a phase for each {each}, and has been."),
        "turn": _("{order} may be given {times} a turn for each {each}, and has been."),
        "game": _("{order} may be given {times} a game for each {each}, and has been."),
    }
    found = (of_each if each else said)[limit.span]
    return Named(found.format(order=course.book.titles[rule.id], times=times, each=each))


def _attached_refused(course: Course, role: int, rule: Rule, attached: tuple[tuple[str, tuple[int, ...]], ...]) -> str:
    phase = phase_of(course)
    if phase is None or phase.mode != "sealed":
        return _("A condition can be attached only where orders are sealed.")
    if len(set(attached)) != len(attached):
        return _("The same condition is attached twice.")
    values, memo = course.ground(role)
    for name, chosen in attached:
        if name not in rule.conditional:
            return _cannot_carry(course, rule, name)
        condition = course.rules.conditions[name]
        for position, domain in enumerate(condition.domains):
            if chosen[position] not in domain(values, memo, role, *chosen[:position]):
                parameter = condition.parameters[position]
                shown = shortened(course.book.shown(parameter, chosen[position]))
                return _("{order}: {name} cannot be {shown}.").format(order=name, name=parameter.name, shown=shown)
    return ""


def legal(course: Course, role: int, rule: Rule) -> Sequence[tuple[int, ...]]:
    """Return all parameters with which a role that is awaited may give an order now."""
    values, memo = course.ground(role)
    if rule.by is not None and not rule.by(values, memo, role):
        return ()
    found: Sequence[tuple[int, ...]] = rule.legal(values, memo, role)
    return unlimited(course, role, rule, found)


def legal_lists(course: Course, role: int, phase: Phase) -> Sequence[Sequence[tuple[int, ...]]]:
    """Return the legal parameters of every order that the phase offers, in order, for a role that is awaited."""
    state = course.state
    values, memo = course.ground(role) if state.sealed or "held" in state.pending else (state.values, state.memo)
    assert phase.legal is not None, phase.id
    found: Sequence[Sequence[tuple[int, ...]]] = phase.legal(values, memo, role)
    if not course.book.limited[phase.index] or not (state.used or course.book.tabling[phase.index]):
        return found
    rules = course.book.offers[phase.index]
    return [unlimited(course, role, rule, it) for rule, it in zip(rules, found, strict=True)]


def unlimited(course: Course, role: int, rule: Rule, found: Sequence[tuple[int, ...]]) -> Sequence[tuple[int, ...]]:
    """Return those parameters for which no limit is used up."""
    if not rule.limits or not found or not (course.state.used or rule.motion):
        return found
    if rule.id in course.book.counted:
        return () if is_spent(course, role, rule) else found
    if rule.motion and is_out_of_order(course, rule):
        return ()
    used = course.state.used
    for number, limit in enumerate(rule.limits):
        head, each, times = (limit.span, role, rule.id, number), limit.each, limit.times  # as `limit_key` puts them
        if len(each) == 1:
            at = each[0]
            found = [params for params in found if used.get((*head, params[at]), 0) < times]
        else:
            found = [params for params in found if used.get((*head, *[params[at] for at in each]), 0) < times]
    return found


def is_spent(course: Course, role: int, rule: Rule, params: tuple[int, ...] = ()) -> bool:
    """Return whether a limit is used up, or a motion out of order: `limit_reached` says why.

    An order of `Book.counted` needs no parameters.
    """
    if rule.motion and is_out_of_order(course, rule):
        return True
    used = course.state.used
    if used:
        for key, times in limit_keys(course, role, rule, params):
            if key in used and used[key] >= times:
                return True
    return False


def closed(course: Course, role: int, rule: Rule) -> str:
    """Return why an order cannot be given now whatever its parameters, or "" when it may be open."""
    values, memo = course.ground(role)
    if rule.by is not None and not rule.by(values, memo, role):
        return _not_yours(course, rule)
    if "excepted" in course.state.pending and excepting.granted(course, role, rule):
        return ""
    number = rule.closed(values, memo, role)
    if number != -1:
        return str(rule.reason(values, memo, role, number))
    return _limits_closed(course, role, rule)


def _limits_closed(course: Course, role: int, rule: Rule) -> str:
    if rule.motion and is_out_of_order(course, rule):
        return motion_refused(course, rule)
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
        return _("The question must be answered.")
    must = phase.least - course.state.acted.get(role, 0)
    if must > 0 and any(legal(course, role, rule) for rule in offered(course, role)):
        said = _n(
            "{n} more order must be given before you may pass.",
            "{n} more orders must be given before you may pass.",
            must,
        )
        return said.format(n=must)
    return ""


def _choice_refused(course: Course, params: tuple[Any, ...]) -> str:
    frame = course.state.top
    if frame[0] != "ask":
        return _("There is no question to answer.")
    event = course.rules.events[frame[1]]
    if params[0] != event.id:
        return _("The question is {event}, not {given}.").format(event=event.id, given=shortened(params[0]))
    if params[1] in [choice.id for choice in choices_of(course)]:
        return ""
    known = [choice.id for choice in event.choices]
    if params[1] in known:
        return _("That answer is not open now.")
    return _("{event} has no answer {given}.{hint}").format(
        event=event.id, given=shortened(params[1]), hint=suggestion(params[1], known)
    )


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
