"""The mini game written by hand, as one would write it in Python: slots, one function a rule, a log."""

# ruff: noqa: ARG001 (the rules of a kind share one signature)

from __future__ import annotations

from collections.abc import Callable, Iterable

TURNS, ROUNDS, ROLES, AREAS = 10, 5, 15, 30

Decision = tuple[int, int]


class Luck:
    """A linear congruential generator: the same draws for every engine."""

    __slots__ = ("state",)

    def __init__(self, seed: int) -> None:
        self.state = seed & 0xFFFFFFFF

    def below(self, most: int) -> int:
        self.state = (self.state * 1664525 + 1013904223) & 0xFFFFFFFF
        return self.state * most >> 32


class Role:
    __slots__ = ("budget", "id", "influence", "morale", "readiness", "side", "will")

    def __init__(self, id: int) -> None:
        self.id, self.side, self.budget, self.influence = id, id % 2, 5 + id % 4, 3
        self.will, self.morale, self.readiness = 4, 5, 3 + id % 3


class Area:
    __slots__ = ("control", "fort", "id", "supply", "unrest")

    def __init__(self, id: int) -> None:
        self.id, self.control = id, 0 if id < 10 else 1 if id < 20 else 2
        self.supply, self.unrest, self.fort = id % 3, id % 5, id % 2


class World:
    __slots__ = ("id", "tension")

    def __init__(self) -> None:
        self.id, self.tension = 0, 3


class State:
    __slots__ = ("areas", "log", "luck", "roles", "turn", "world")

    def __init__(self, seed: int) -> None:
        self.roles = [Role(id) for id in range(ROLES)]
        self.areas = [Area(id) for id in range(AREAS)]
        self.world, self.luck, self.turn = World(), Luck(seed), 0
        self.log: list[tuple[object, ...]] = []


def change(state: State, it: Role | Area | World, name: str, after: int) -> None:
    before = getattr(it, name)
    setattr(it, name, after)
    state.log.append((state.turn, type(it).__name__, it.id, name, before, after))


def may_deploy(state: State, me: Role, area: Area) -> bool:
    return me.budget >= 2 and area.control == me.side and area.supply < 6


def deploy(state: State, me: Role, area: Area) -> None:
    change(state, me, "budget", me.budget - 2)
    change(state, area, "supply", area.supply + 1)


def may_strike(state: State, me: Role, area: Area) -> bool:
    return me.readiness >= 2 and state.world.tension >= 2 and area.control == 1 - me.side


def strike(state: State, me: Role, area: Area) -> None:
    roll = state.luck.below(6) + 1
    if roll + me.morale // 3 >= 3 + area.supply + area.fort:
        change(state, area, "control", me.side)
        change(state, area, "supply", 1)
        change(state, me, "will", me.will + 1)
    else:
        change(state, me, "readiness", me.readiness - 1)
        change(state, me, "morale", max(0, me.morale - 1))
    change(state, me, "readiness", me.readiness - 1)
    change(state, state.world, "tension", min(12, state.world.tension + 1))


def may_influence(state: State, me: Role, area: Area) -> bool:
    return me.influence >= 1 and area.control == 2 and area.unrest <= 4


def influence(state: State, me: Role, area: Area) -> None:
    roll = state.luck.below(6) + 1
    if roll >= 4:
        change(state, area, "control", me.side)
    change(state, me, "influence", me.influence - 1)
    change(state, area, "unrest", area.unrest + 1)


def may_calm(state: State, me: Role, area: Area) -> bool:
    return me.budget >= 1 and area.control == me.side and area.unrest > 0


def calm(state: State, me: Role, area: Area) -> None:
    roll = state.luck.below(3) + 1
    change(state, area, "unrest", max(0, area.unrest - roll))
    change(state, me, "budget", me.budget - 1)


def may_aid(state: State, me: Role, other: Role) -> bool:
    return me.budget >= 4 and other.side == me.side and other.budget < me.budget


def aid(state: State, me: Role, other: Role) -> None:
    change(state, me, "budget", me.budget - 3)
    change(state, other, "budget", other.budget + 2)
    change(state, me, "influence", me.influence + 1)


def may_mobilise(state: State, me: Role, _: None) -> bool:
    return me.will >= 2 and state.world.tension >= 3


def mobilise(state: State, me: Role, _: None) -> None:
    change(state, me, "readiness", me.readiness + 2)
    change(state, me, "will", me.will - 1)
    change(state, state.world, "tension", min(12, state.world.tension + 1))


def may_deescalate(state: State, me: Role, _: None) -> bool:
    return state.world.tension > 0 and me.influence >= 2


def deescalate(state: State, me: Role, _: None) -> None:
    change(state, state.world, "tension", state.world.tension - 1)
    change(state, me, "influence", me.influence - 2)
    change(state, me, "will", me.will + 1)


def may_rest(state: State, me: Role, _: None) -> bool:
    return True


def rest(state: State, me: Role, _: None) -> None:
    change(state, me, "budget", me.budget + 1)
    change(state, me, "morale", min(10, me.morale + 1))


ORDERS: tuple[tuple[str, str, Callable[..., bool], Callable[..., None]], ...] = (
    ("deploy", "area", may_deploy, deploy),
    ("strike", "area", may_strike, strike),
    ("influence", "area", may_influence, influence),
    ("calm", "area", may_calm, calm),
    ("aid", "role", may_aid, aid),
    ("mobilise", "", may_mobilise, mobilise),
    ("deescalate", "", may_deescalate, deescalate),
    ("rest", "", may_rest, rest),
)


def legal(state: State, me: Role) -> list[Decision]:
    found = []
    for number, (_, kind, may, _) in enumerate(ORDERS):
        if not kind:
            if may(state, me, None):
                found.append((number, -1))
            continue
        targets: Iterable[Role | Area] = state.areas if kind == "area" else state.roles
        for target in targets:
            if may(state, me, target):
                found.append((number, target.id))  # noqa: PERF401 (as one would write it)
    return found


def apply(state: State, me: Role, decision: Decision) -> None:
    number, target = decision
    name, kind, _, do = ORDERS[number]
    state.log.append((state.turn, "decision", me.id, name, target))
    do(state, me, None if not kind else state.areas[target] if kind == "area" else state.roles[target])


def close(state: State) -> None:
    for area in state.areas:
        roll = state.luck.below(6) + 1
        if area.unrest + roll >= 9:
            change(state, area, "control", 2)
            change(state, area, "unrest", area.unrest - 2)
    for role in state.roles:
        held = sum(1 for area in state.areas if area.control == role.side)
        change(state, role, "budget", min(12, role.budget + held // 4))
        if role.influence < 6:
            change(state, role, "influence", role.influence + 1)


def play(seed: int, bot: Luck) -> tuple[int, int]:
    """Return the checksum of a finished game, and how many decisions it took."""
    state, decisions = State(seed), 0
    for state.turn in range(TURNS):
        for _ in range(ROUNDS):
            for me in state.roles:
                found = legal(state, me)
                apply(state, me, found[bot.below(len(found))])
                decisions += 1
        close(state)
    return checksum(state), decisions


def fold(numbers: Iterable[int]) -> int:
    total = 7
    for number in numbers:
        total = (total * 31 + number) & 0xFFFFFFFF
    return total


def checksum(state: State) -> int:
    numbers = [state.world.tension]
    for name in ("budget", "influence", "will", "morale", "readiness"):
        numbers += [getattr(role, name) for role in state.roles]
    for name in ("control", "supply", "unrest"):
        numbers += [getattr(area, name) for area in state.areas]
    return fold([*numbers, state.luck.state])
