"""The same moment with other secrets: all that a role may not know is changed, the rest stays.

What is hidden is worked out here from what the author wrote, not asked of the engine's own whitelist.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from random import Random
from typing import Any

from engine import Game
from engine.play.course import Course, Log
from engine.rules.dice import Seeded
from engine.rules.events import NOBODY, Given, Record
from engine.rules.ruleset import Ruleset, Track

MARK = 1_928_374_650
"""No game has such a number, so that it is found wherever it leaks."""

WORD = "canary-1928374650"


def hidden_places(rules: Ruleset, role: int) -> Iterator[tuple[int, Track]]:
    """Yield the places, each with its track, that a role may not read, or by level only."""
    for track in rules.tracks.values():
        for positions in product(*(index.members for index in track.indices)):
            if not _sees(track, role, positions):
                yield rules.place_of(track.id, positions), track


def _sees(track: Track, role: int, positions: tuple[int, ...]) -> bool:
    if track.seen_by == "owner":
        return positions[0] == role
    return track.seen_by == "all" if isinstance(track.seen_by, str) else role in track.seen_by


def disturbed(game: Game, role: str, rng: Random) -> Game:
    """Return a fork in which everything that a role may not know is different."""
    fork, me = game.fork(), game.roles.index(role)
    course = fork._course
    for place, track in hidden_places(course.rules, me):
        course.state.values[place] = _other(track, course.state.values[place], rng)
    _disturb_records(course, me, rng)
    _disturb_sealed(course, me, rng)
    _disturb_counts(course, me, rng)
    _rewrite_deals(course, me, lambda giver, name, _params: (giver, name, _valid(course, name, rng)))
    _disturb_heard(course, me, rng)
    return _settled(fork, rng)


def marked(game: Game, role: str) -> Game:
    """Return a fork in which everything that a role may not know is a number or word found nowhere else."""
    fork, me = game.fork(), game.roles.index(role)
    course = fork._course
    hidden = {place for place, track in hidden_places(course.rules, me) if not track.public_levels}
    for place in hidden:
        course.state.values[place] = MARK
    _rewrite(course, lambda record: _marked(record, me, hidden))
    course.state.pending["scheduled"] = ((MARK, WORD, (MARK,)),)
    course.state.spent[WORD] = MARK
    course.state.drawn[WORD] = MARK
    _rewrite_deals(course, me, lambda giver, name, _params: (giver, name, (MARK,)))
    for other in range(len(game.roles)):
        if other != me:
            course.state.heard[other] = MARK
            course.state.used[("turn", other, WORD, MARK)] = MARK
            course.state.dealt[other] = WORD
    return _settled(fork, Random(MARK))


def _settled(fork: Game, rng: Random) -> Game:
    course = fork._course
    course.state.memo.clear()
    course.dice = Seeded(rng.randrange(10**9))
    return fork


def _other(track: Track, value: int, rng: Random) -> int:
    """Return another value in the track's range; within the same level where levels are public."""
    least, most = track.least, track.most
    if track.public_levels:
        level = next((it for it in track.levels if it.least <= value <= it.most), None)
        least, most = (level.least, level.most) if level is not None else (value, value)
    return rng.randint(least, most)


def _disturb_sealed(course: Course, me: int, rng: Random) -> None:
    """Replace others' sealed orders, and what they set aside for them; how many they gave stays."""
    for key, order in list(course.state.sealed.items()):
        if key[0] != me:
            name, params, attached = _another(course, key[0], order[:3], rng)
            course.state.sealed[key] = (name, params, attached, ((rng.randrange(2, len(course.state.values)), 1),))
    held = tuple(tuple(_other_part(course, part, me, rng) for part in kept) for kept in pending(course, "held"))
    course.state.pending |= {"held": held} if held else {}


def pending(course: Course, part: str) -> tuple[Any, ...]:
    """Return what waits."""
    return course.state.pending.get(part, ())


def _other_part(course: Course, part: tuple[str, Any], me: int, rng: Random) -> tuple[str, Any]:
    """Return what is kept below a procedure, with other orders of others sealed in it."""
    if part[0] != "sealed":
        return part
    kept = [(key, order if key[0] == me else _reordered(course, order, rng)) for key, order in part[1]]
    return "sealed", tuple(kept)


def _reordered(course: Course, order: tuple[Any, ...], rng: Random) -> tuple[Any, ...]:
    return order[0], _members(course, order[:3], rng), (), ((rng.randrange(2, len(course.state.values)), 1),)


def _disturb_counts(course: Course, me: int, rng: Random) -> None:
    """Use others' limits up, deal them other objectives, let other events wait, and other draws be drawn."""
    state, rules = course.state, course.rules
    for other in range(len(rules.roles)):
        if other == me:
            continue
        goals = [goal.id for goal in rules.objectives.values() if goal.sealed and other in goal.roles]
        state.dealt |= {other: rng.choice(goals)} if goals else {}
        for order in rules.orders.values():
            for number, limit in enumerate(order.limits):
                params = _members(course, (order.id, (), ()), rng)
                key = (limit.span, other, order.id, number, *(params[at] for at in limit.each))
                state.used[key] = limit.times
    ruled = rng.sample(sorted(rules.injects), len(rules.injects) // 2)
    state.pending |= {"injects": tuple((it, rng.choice(["held", "skipped"])) for it in ruled)} if ruled else {}
    state.pending["scheduled"] = ((rng.randint(1, 9), rng.choice([*rules.events, ""]), ()),)
    state.spent |= {rng.choice([*rules.events, ""]): 1}
    state.drawn = {key: times + 1 for key, times in state.drawn.items()}


def _rewrite_deals(course: Course, me: int, change: Any) -> None:
    """Change the terms of all deals, open or struck, that a role does not know of."""
    state = course.state
    for key, deal in list(state.deals.items()):
        if me not in [role for role, _number in deal[6]]:
            state.deals[key] = (*deal[:4], tuple(change(*term) for term in deal[4]), *deal[5:])
    for watched, line in list(state.ledger.items()):
        if me not in line[3] and not line[4]:
            state.ledger[watched] = (*change(*line[:3]), *line[3:])


def _disturb_heard(course: Course, me: int, rng: Random) -> None:
    """Let others know of more deals than they do, and have offered others."""
    state = course.state
    for role, count in list(state.heard.items()):
        if role != me:
            state.heard[role] = count + rng.randint(1, 9)
    for role in range(len(course.rules.roles)):
        if role != me and course.rules.terms:
            state.used[("phase", role, "offer", (rng.randint(0, 9), ()))] = 1


def _valid(course: Course, name: str, rng: Random) -> tuple[int, ...]:
    parameters = course.rules.terms[name].order.parameters
    return tuple(rng.randrange(len(course.rules.roots[it.root])) if it.root else rng.randint(1, 9) for it in parameters)


def _another(course: Course, role: int, given: Given, rng: Random) -> Given:
    """Return another order of the phase that could be that role's; the same where there is none."""
    rules = [rule for rule in course.book.offered[course.state.values[1]][role] if rule.parameters]
    for rule in rng.sample(rules, len(rules)):
        params: tuple[int, ...] = ()
        for domain in rule.domains:
            found = list(domain(course.state.values, {}, role, *params))
            if not found:
                break
            params = (*params, rng.choice(found))
        if len(params) == len(rule.parameters):
            return rule.id, params, ()
    return given


def _disturb_records(course: Course, me: int, rng: Random) -> None:
    hidden = dict(hidden_places(course.rules, me))
    _rewrite(course, lambda record: _disturbed(course, record, me, hidden, rng))


def _rewrite(course: Course, change: Any) -> None:
    log = Log()
    for record in course.log:
        log.tail.append(change(record))
    course.log = log
    course.told.clear()


def _disturbed(course: Course, record: Record, me: int, hidden: dict[int, Track], rng: Random) -> Record:
    changes = tuple(
        (p, _other(hidden[p], b, rng), _other(hidden[p], a, rng), c) if p in hidden else (p, b, a, c)
        for p, b, a, c in record.changes
    )
    record = record._replace(changes=changes, notes=tuple(_note(course, note, me, rng) for note in record.notes))
    if record.kind == "deal" and record.order is not None and _is_secret(course, record, me):
        return record._replace(order=("decline", (rng.randint(1, 9),), ()), rule="decline")
    if not _is_secret(course, record, me) or record.order is None or record.order[0] in ("pass", "choose"):
        return record
    return record._replace(order=(record.order[0], _members(course, record.order, rng), ()))


def _is_secret(course: Course, record: Record, me: int) -> bool:
    """Return whether another role's order is one that this role is not told."""
    if record.role in (me, NOBODY):
        return False
    if record.kind == "deal":
        return bool(record.notes[0][0] == "tell" and me not in record.notes[0][2])
    return record.kind == "sealed" or (record.kind == "order" and course.rules.orders[record.rule].secret)


def _members(course: Course, given: Given, rng: Random) -> tuple[int, ...]:
    """Return other parameters of the same sorts."""
    parameters = course.rules.orders[given[0]].parameters
    return tuple(rng.randrange(len(course.rules.roots[it.root])) if it.root else rng.randint(1, 9) for it in parameters)


def _note(course: Course, note: tuple[Any, ...], me: int, rng: Random) -> tuple[Any, ...]:
    kind = note[0]
    if kind == "tell" and me not in note[2]:
        return (*note[:3], f"{note[3]} {rng.random()}")
    if kind == "inject" and me not in note[3] and len(note[3]) < len(course.rules.roles):
        return (*note[:4], f"{note[4]} {rng.random()}")
    if kind == "ruled":
        return (*note[:2], f"{note[2]} {rng.random()}")
    if kind == "title" and course.rules.causes[note[1]].section in ("orders", "motions"):
        return note
    if kind in ("roll", "pick", "chance"):
        return (*note[:-1], rng.randint(1, 9))
    if kind == "check":
        return (*note[:3], (("secret", rng.random()),), rng.randint(-4, 4), rng.randint(2, 12), "fail")
    return note


def _marked(record: Record, me: int, hidden: set[int]) -> Record:
    changes = tuple((p, MARK, MARK, c) if p in hidden else (p, b, a, c) for p, b, a, c in record.changes)
    notes = tuple(
        (*note[:3], WORD) if note[0] == "tell" and me not in note[2]
        else (*note[:2], WORD) if note[0] == "ruled"
        else (*note[:4], WORD) if note[0] == "inject" and me not in note[3]
        else (*note[:2], WORD, *note[3:-1], MARK) if note[0] in ("roll", "chance", "pick")
        else note
        for note in record.notes
    )  # fmt: skip
    return record._replace(changes=changes, notes=notes)
