"""Three small games with rules written by hand, as the compiler would make them.

`dilemma`: sealed orders, an `after`, tracks that last a phase. `market`: an open phase with parameters.
`siege`: the rest: sequential and sealed phases, costs, limits, conditions, a question, a schedule,
secrets, sealed objectives, repeats, endings.
"""

# ruff: noqa: ARG005, E731  (compiled functions share one signature, whether each reads it all or not)

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from engine.problems import Place
from engine.rules.ruleset import (
    Cause,
    Choice,
    Condition,
    Ending,
    Event,
    Index,
    Level,
    Limit,
    Member,
    Objective,
    Order,
    Parameter,
    Phase,
    Ruleset,
    Set,
    Standing,
    Track,
)
from engine.rules.run import Run

HERE = Place("handmade.yaml", 1, 1)
Function = Callable[..., Any]


def put(s: list[int], m: dict[Any, Any], run: Run, place: int, value: int, cause: int = 0) -> None:
    """Write a number as compiled rules do."""
    before = s[place]
    if before != value:
        s[place] = value
        run.changes.append((place, before, value, cause))
        m.clear()


def members(*ids: str) -> tuple[Member, ...]:
    return tuple(Member(id=it, title=it.replace("_", " ").title()) for it in ids)


class Maker:
    """A ruleset in the making: tracks one after the other, then everything else."""

    def __init__(self, name: str, turns: int, **roots: tuple[Member, ...]) -> None:
        self.name, self.turns, self.roots = name, turns, roots
        self.tracks: dict[str, Track] = {}
        self.start: list[int] = [1, 0]
        self.lasting: dict[str, list[tuple[int, int]]] = {"phase": [], "turn": []}
        self.causes = [Cause(section="orders", entry=name, place=HERE)]

    def track(self, name: str, *roots: str, start: int | Sequence[int] = 0, **more: Any) -> int:
        """Add a track and return where it begins."""
        sizes = [len(self.roots[root]) for root in roots]
        strides = [0] * len(sizes)
        size = 1
        for position in reversed(range(len(sizes))):
            strides[position], size = size, size * sizes[position]
        base = len(self.start)
        indices = tuple(
            Index(name=root, set=root, root=root, members=tuple(range(len(self.roots[root])))) for root in roots
        )
        given = {"least": 0, "most": 99, "kind": "number", **more}
        self.tracks[name] = Track(
            id=name,
            title=name.title(),
            base=base,
            size=size,
            indices=indices,
            strides=tuple(strides),
            place=HERE,
            **given,
        )
        values = [start] * size if isinstance(start, int) else list(start)
        self.start += values
        if more.get("lasts"):
            self.lasting[more["lasts"]] += [(base + k, value) for k, value in enumerate(values)]
        return base

    def made(self, **parts: Any) -> Ruleset:
        """Return the ruleset."""
        given: dict[str, Any] = {
            part: {it.id: it for it in parts.pop(part, ())}
            for part in ("orders", "conditions", "events", "endings", "objectives")
        }
        phases = tuple(parts.pop("phases"))
        for it in phases:
            it.legal = together([given["orders"][name] for name in it.offers])
        for name in ("measures", "decks", "doctrines", "seats", "usual", "standing", "dates"):
            given[name] = parts.pop(name, {})
        positions = {it.id: (root, at) for root, found in self.roots.items() for at, it in enumerate(found)}
        sets = {root: Set(id=root, root=root, members=tuple(range(len(found)))) for root, found in self.roots.items()}
        return Ruleset(
            id=self.name,
            ruleset=self.name,
            title=self.name.title(),
            digest="0",
            turns=self.turns,
            roots=self.roots,
            positions=positions,
            sets=sets,
            tracks=self.tracks,
            phases=phases,
            start=tuple(self.start),
            lasting={span: tuple(pairs) for span, pairs in self.lasting.items()},
            causes=tuple(self.causes),
            **given,
            **parts,
        )


def no_reason(*_: Any) -> int:
    return -1


def no_costs(*_: Any) -> tuple[tuple[int, int], ...]:
    return ()


def order(
    name: str,
    do: Function,
    *,
    choose: dict[str, tuple[str, Function]] | None = None,
    reasons: Sequence[tuple[str, Function]] = (),
    cost: Function | None = None,
    name_of: Function | None = None,
    may: Sequence[int] = (0, 1, 2),
    **more: Any,
) -> Order:
    """Make an order: `choose` gives root and domain; of `reasons`, each must hold."""
    choose = choose or {}
    domains = tuple(domain for _, domain in choose.values())

    def candidates(s: Any, m: Any, me: int, chosen: tuple[int, ...] = ()) -> Iterator[tuple[int, ...]]:
        if len(chosen) == len(domains):
            yield chosen
            return
        for value in domains[len(chosen)](s, m, me, *chosen):
            yield from candidates(s, m, me, (*chosen, value))

    def refusal(s: Any, m: Any, me: int, *p: int) -> int:
        for position, domain in enumerate(domains):
            if p[position] not in domain(s, m, me, *p[:position]):
                return 1000 + position
        for number, (_, holds) in enumerate(reasons):
            if not holds(s, m, me, *p):
                return number
        if cost is not None and any(s[place] < amount for place, amount in cost(s, m, me, *p)):
            return 2000
        return -1

    def legal(s: Any, m: Any, me: int) -> list[tuple[int, ...]]:
        return [p for p in candidates(s, m, me) if refusal(s, m, me, *p) == -1]

    def reason(s: Any, m: Any, me: int, number: int, *p: int) -> str:
        if number >= 2000:
            return "That costs more than you have."
        return f"That is no choice for {list(choose)[number - 1000]}." if number >= 1000 else reasons[number][0]

    def titled(s: Any, m: Any, me: int, *p: int) -> str:
        return " ".join([name.title(), *map(str, p)])

    return Order(
        id=name,
        kind=more.pop("kind", name),
        plain_title=name.title(),
        may=frozenset(may),
        parameters=tuple(
            Parameter(name=key, root=root, words=root.capitalize() or "How many") for key, (root, _) in choose.items()
        ),
        costly=cost is not None,
        place=HERE,
        cause=0,
        domains=domains,
        legal=legal,
        refusal=refusal,
        closed=more.pop("closed", no_reason),
        reason=reason,
        costs=cost or no_costs,
        do=do,
        name_of=name_of or titled,
        **more,
    )


def together(orders: Sequence[Order]) -> Function:
    """Return the function that lists all legal orders of a phase, none of those that the role never gives."""

    def legal(s: Any, m: Any, me: int) -> tuple[list[tuple[int, ...]], ...]:
        return tuple(order.legal(s, m, me) if _gives(order, s, m, me) else [] for order in orders)

    return legal


def _gives(order: Order, s: Any, m: Any, me: int) -> bool:
    return me in order.may and (order.by is None or bool(order.by(s, m, me)))


def phase(
    index: int, name: str, mode: str, offers: Sequence[str] = (), roles: Sequence[int] = (), **more: Any
) -> Phase:
    by = (lambda s, m: tuple(roles)) if roles else None
    return Phase(
        id=name, title=name.title(), index=index, mode=mode, offers=tuple(offers), place=HERE, cause=0, by=by, **more
    )


def dilemma(turns: int = 5) -> Ruleset:
    """Two prisoners, `turns` times: both cooperate 3 each, both defect 1 each, the only defector 5."""
    maker = Maker("dilemma", turns, role=members("row", "column"))
    points = maker.track("points", "role", least=-99)
    chose = maker.track("chose", "role", start=-1, least=-1, seen_by="nobody", lasts="phase")

    def choose(what: int) -> Function:
        return lambda s, m, run, me: put(s, m, run, chose + me, what)

    def pay(s: list[int], m: dict[Any, Any], run: Run) -> None:
        for me, other in ((0, 1), (1, 0)):
            gain = {(0, 0): 3, (0, 1): 0, (1, 0): 5, (1, 1): 1}[s[chose + me], s[chose + other]]
            put(s, m, run, points + me, s[points + me] + gain)

    return maker.made(
        orders=[order("cooperate", choose(0), may=(0, 1)), order("defect", choose(1), may=(0, 1))],
        phases=[phase(0, "play", "sealed", ("cooperate", "defect"), (0, 1), least=1, most=1, after=pay)],
        objectives=[Objective(id="payoff", title="Payoff", roles=(0, 1), worth=lambda s, m, me: s[points + me])],
        endings=[Ending(id="done", title="Done", at_end=True)],
    )


def market() -> Ruleset:
    """Three traders in an open phase: pay somebody, or boast."""
    maker = Maker("market", 2, role=members("ann", "ben", "cat"))
    levels = (Level(id="poor", title="poor", least=0, most=3), Level(id="rich", title="rich", least=4, most=99))
    money = maker.track("money", "role", start=5, seen_by="owner", levels=levels, public_levels=True)
    noise = maker.track("noise")

    def pay(s: list[int], m: dict[Any, Any], run: Run, me: int, to: int, n: int) -> None:
        put(s, m, run, money + me, s[money + me] - n)
        put(s, m, run, money + to, s[money + to] + n)
        run.tell(0, (to,), f"You got {n}.")

    def boast(s: list[int], m: dict[Any, Any], run: Run, me: int) -> None:
        put(s, m, run, noise, s[noise] + 1)
        run.say(0, "Somebody boasts.")

    others: Function = lambda s, m, me: tuple(role for role in range(3) if role != me)
    amount: Function = lambda s, m, me, to: range(1, s[money + me] + 1)
    return maker.made(
        orders=[
            order("pay", pay, choose={"to": ("role", others), "n": ("", amount)}),
            order("boast", boast, secret=True, limits=(Limit(span="turn", times=1),)),
        ],
        phases=[phase(0, "trade", "open", ("pay", "boast"), (0, 1, 2), most=None)],
        objectives=[
            Objective(
                id="wealth", title="Wealth", roles=(0, 1, 2), seen_by="owner", worth=lambda s, m, me: s[money + me]
            )
        ],
        endings=[Ending(id="closed", title="Closed", at_end=True)],
    )


class Siege:
    """Where the numbers of `siege` stand."""

    heat, supply, held, prep, pledged, trust = 2, 3, 6, 9, 12, 15


def siege(turns: int = 3, solve: bool | None = None) -> Ruleset:
    """North and south raid and pledge, a judge watches; everything the other two games do not use."""
    maker = Maker("siege", turns, role=members("north", "south", "judge"), area=members("hill", "ford", "gate"))
    heat = maker.track("heat", most=12)
    supply = maker.track("supply", "role", start=4, seen_by="owner")
    held = maker.track("held", "area", start=-1, least=-1, most=2, kind="member", root="role")
    prep = maker.track("prep", "area", seen_by=frozenset({0}))
    pledged = maker.track("pledged", "role", lasts="turn")
    maker.track("trust", kind="flag", most=1, start=int(bool(solve)))

    def raid(s: list[int], m: dict[Any, Any], run: Run, me: int, place: int, n: int) -> None:
        name = maker.roots["area"][place].id
        put(s, m, run, heat, min(12, s[heat] + 1))
        if run.chance(0, "success", f"success/{maker.roots['role'][me].id}/{name}", n / 4):
            put(s, m, run, held + place, me)
            run.say(0, f"The {name} falls.")
        put(s, m, run, prep + place, s[prep + place] + n)
        run.schedule(0, "relief", 1, (me, n))

    def pledge(s: list[int], m: dict[Any, Any], run: Run, me: int, n: int) -> None:
        put(s, m, run, pledged + me, s[pledged + me] + n)

    def relief(s: list[int], m: dict[Any, Any], run: Run, who: int, n: int) -> None:
        run.fired(0, "relief", (who, n))
        put(s, m, run, supply + who, s[supply + who] + n)

    def council(s: list[int], m: dict[Any, Any], run: Run) -> None:
        run.ask(0, "budget", (sum(s[pledged : pledged + 3]),))

    def cut(s: list[int], m: dict[Any, Any], run: Run, me: int, total: int) -> None:
        put(s, m, run, supply + me, s[supply + me] + total)

    def borrow(s: list[int], m: dict[Any, Any], run: Run, me: int, total: int) -> None:
        put(s, m, run, heat, min(12, s[heat] + 1))
        if s[heat] >= 12:
            run.end(0, "collapse")

    def calm(s: list[int], m: dict[Any, Any], run: Run, me: int) -> None:
        put(s, m, run, heat, max(0, s[heat] - 1))

    areas: Function = lambda s, m, me: (0, 1, 2)
    others: Function = lambda s, m, me, n: sum(s[pledged + r] for r in range(3) if r != me) >= n
    at_most: Function = lambda s, m, me, n: sum(s[pledged + r] for r in range(3) if r != me) <= n
    return maker.made(
        begins=datetime.date(2026, 11, 7),
        turn_lasts=(3, "month"),
        orders=[
            order(
                "raid",
                raid,
                may=(0, 1),
                choose={"place": ("area", areas), "n": ("", lambda s, m, me, place: range(1, 4))},
                reasons=[("It is yours already.", lambda s, m, me, place, n: s[held + place] != me)],
                cost=lambda s, m, me, place, n: ((supply + me, n),),
                limits=(Limit(span="turn", times=1, each=(0,)),),
                secret=True,
            ),
            order(
                "pledge",
                pledge,
                choose={"n": ("", lambda s, m, me: range(1, 4))},
                conditional=("others", "at_most"),
                pledge=pledge,
                limits=(Limit(span="phase", times=1),),
            ),
            order(
                "calm",
                calm,
                closed=lambda s, m, me: -1 if s[heat] > 0 else 0,
                reasons=[("There is no heat.", lambda s, m, me: s[heat] > 0)],
            ),
            order("hold", lambda s, m, run, me: None),
        ],
        conditions=[
            condition("others", others),
            condition("at_most", at_most, monotone=False),
        ],
        phases=[
            phase(0, "dawn", "automatic", does=lambda s, m, run: put(s, m, run, heat, s[heat] + 1)),
            phase(1, "signals", "sequential", ("raid", "calm", "hold"), (1, 0, 2), most=1),
            phase(
                2,
                "commit",
                "sealed",
                ("pledge", "raid"),
                (0, 1, 2),
                most=2,
                after=council,
                solve=None if solve is None else (lambda s, m: solve),
            ),
            phase(3, "rest", "sequential", ("calm",), (0, 1), least=1, most=1, repeat=2, when=lambda s, m: s[heat] > 2),
        ],
        events=[
            Event(
                id="relief",
                title="Relief",
                takes=(Parameter(name="who", root="role"), Parameter(name="n")),
                place=HERE,
                cause=0,
                fire=relief,
            ),
            Event(
                id="budget",
                title="The budget",
                text="Who pays?",
                takes=(Parameter(name="total"),),
                place=HERE,
                cause=0,
                choices=(
                    Choice(id="cut", title="Cut", cause=0, does=cut, when=lambda s, m, me, total: total > 0),
                    Choice(id="borrow", title="Borrow", cause=0, does=borrow),
                ),
                default="borrow",
                fire=no_reason,
                asks=lambda s, m, total: 0 if total != 1 else -1,
            ),
        ],
        endings=[
            Ending(id="war", title="War", text="All lose.", when=lambda s, m: s[heat] >= 11),
            Ending(id="collapse", title="Collapse", by_effect_only=True),
            Ending(id="calm_end", title="Calm", at_end=True, when=lambda s, m: s[heat] <= 2),
            Ending(id="frozen", title="Frozen", at_end=True),
        ],
        objectives=[
            Objective(id="ground", title="Ground", roles=(0, 1), worth=lambda s, m, me: s[held : held + 3].count(me)),
            Objective(id="stock", title="Stock", roles=(0,), sealed=True, worth=lambda s, m, me: s[supply + me]),
            Objective(id="peace", title="Peace", roles=(0,), sealed=True, worth=lambda s, m, me: 12 - s[heat]),
        ],
        standing={"judge": Standing(order="hold")},
    )


def condition(name: str, holds: Function, *, monotone: bool = True) -> Condition:
    return Condition(
        id=name,
        parameters=(Parameter(name="n"),),
        monotone=monotone,
        place=HERE,
        domains=(lambda s, m, me: range(7),),
        holds=holds,
        name_of=lambda s, m, me, n: f"if {name} {n}",
    )
