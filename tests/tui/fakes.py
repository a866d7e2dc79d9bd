"""A small game that has the face of a session and runs no rule: what widgets are tested on.

Warsaw is a person's, Moscow scripted. Two turns, one sealed phase each; every kind of text in it may
be replaced by a hostile one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import attrs

from engine import Game
from engine.play.forms import ConditionForm, Option, Wording
from engine.play.letters import letters
from engine.play.odds import Odds
from engine.play.orders import Order, Value
from engine.play.readings import Entry, Goal, Motion, News, Offer, Reading, Seen, Waiting
from engine.play.scenario import Aim, Scenario
from engine.problems import Refused
from engine.table.capture import Aside, Question
from engine.table.remarks import Remark
from engine.table.seat import Said
from engine.table.seats import Randomly
from tests.play import handmade
from tui.board import Area, board_of
from tui.room import Room
from tui.scene import Scene, scene_of

if TYPE_CHECKING:
    from engine.play.views import View
    from engine.table.session import Session

HOSTILE = "\x1b[2J\x1b]52;c;aGk=\x07[@click=app.quit]Öl[/] 100% [/] [b]\u202eevil"

PICTURE = """\
      The Baltic Sea            Minsk
     [lithuania]-------------[belarus]
          |                      |
     Rzeszow                 Kyiv
     [poland_se]--------------[ua_kyiv]
"""

AREAS = (
    Area(id="lithuania", title="Lithuania", zone="flank", links=("belarus", "poland_se")),
    Area(id="belarus", title="Belarus", zone="russia", links=("lithuania", "ua_kyiv")),
    Area(id="poland_se", title="Rzeszow", zone="flank", links=("lithuania", "ua_kyiv")),
    Area(id="ua_kyiv", title="Kyiv", zone="safe", links=("belarus", "poland_se")),
)

ROLES = {"warsaw": "Warsaw", "moscow": "Moscow"}


@attrs.define(kw_only=True)
class FakeCondition:
    """If the backstop is at least n."""

    id: str = "backstop_at_least"
    title: str = "if the US backstop is at least …"
    parameters: tuple[str, ...] = ("n",)
    labels: tuple[str, ...] = ("How many",)
    about: Aim = attrs.field(factory=Aim)

    def domain(self, *earlier: Value) -> tuple[Option, ...]:
        """0 to 5."""
        return tuple(Option(value=n, title=str(n)) for n in range(6)) if not earlier else ()

    options = domain

    def title_of(self, params: Mapping[str, Value]) -> str:
        """The condition in words."""
        return f"if the US backstop is at least {params['n']}"


@attrs.define(kw_only=True)
class FakeForm:
    """A form whose domains are listed."""

    id: str
    title: str
    text: str = ""
    kind: str = "decision"
    reason: str = ""
    named: bool = False
    secret: bool = False
    domains: dict[str, tuple[Option, ...]] = attrs.field(factory=dict)
    conditions: tuple[ConditionForm, ...] = ()
    price: str = ""
    words: str = ""
    roots: tuple[str, ...] = ()
    rolls: tuple[Odds, ...] = ()
    fixed: dict[str, Option] = attrs.field(factory=dict)
    wordings: tuple[Wording, ...] = ()

    @property
    def open(self) -> bool:
        """Whether it may be given."""
        return not self.reason

    @property
    def parameters(self) -> tuple[str, ...]:
        """The names of what is asked."""
        return tuple(self.domains)

    @property
    def labels(self) -> tuple[str, ...]:
        """What is asked, in words."""
        return tuple({"f": "Force", "n": "How many"}.get(name, name.capitalize()) for name in self.domains)

    def domain(self, *earlier: Value) -> tuple[Option, ...]:
        """What may be chosen next."""
        return list(self.domains.values())[len(earlier)]

    options = domain

    def odds(self, order: Order) -> tuple[Odds, ...]:
        """Nothing is rolled, unless the test says what."""
        return self.rolls

    def at(self, parameter: str, value: Value) -> FakeForm | None:
        """The form with one parameter settled; only what is among its options."""
        found = [option for option in self.domains[parameter] if option.value == value]
        return attrs.evolve(self, fixed={parameter: found[0]}) if found else None

    def cost(self, order: Order) -> tuple[tuple[str, int], ...]:
        """What it takes: as many as `n` says, or 1."""
        return ((self.price, int(order.params.get("n") or 1)),) if self.price else ()

    def title_of(self, order: Order) -> str:
        """The order in words."""
        words = self.words.format(**order.params) if self.words else self.title
        return ", ".join([words, *(FakeCondition().title_of(params) for _, params in order.conditions)])

    def order(self, *values: Value, conditions: Any = ()) -> Order:
        """The order filled in."""
        return Order(self.id, conditions=conditions, terms=(), **dict(zip(self.parameters, values, strict=True)))

    def begun(self, *values: Value, conditions: Any = ()) -> Order:
        """The order as far as it is filled in."""
        return Order(self.id, conditions=conditions, terms=(), **dict(zip(self.parameters, values, strict=False)))

    @property
    def name(self) -> str:
        """The name of its orders."""
        return self.id


def forms(text: str = "") -> tuple[FakeForm, ...]:
    """What Warsaw may do; `text` spoils every text of the first form."""
    forces = tuple(Option(value=f, title=t) for f, t in (("battalion", "Battalion"), ("brigade", "Brigade")))
    return (
        FakeForm(
            id="pledge",
            title=text or "Pledge",
            text=text or "Promise forces.",
            words=(text and "{n}") or "Pledge {n} {f}",
            price="Money",
            domains={"f": forces, "n": tuple(Option(value=n, title=str(n)) for n in range(1, 21))},
            conditions=(cast(ConditionForm, FakeCondition()),),
        ),
        FakeForm(id="speak", title="Speak at home", text="Explain the force to the public."),
        FakeForm(id="mine", title="Lay mines", secret=True, price="Covert"),
        FakeForm(id="launch", title="Launch the force", reason=text or "Nobody has tabled it."),
    )


@attrs.define
class FakeGame:
    """What both seats share."""

    turn: int = 1
    over: bool = False
    given: list[Order] = attrs.field(factory=list)
    approval: int = 4
    told: list[News] = attrs.field(factory=list)
    changes: list[Seen] = attrs.field(factory=list)
    decided: list[Any] = attrs.field(factory=list)
    remarks: list[Remark] = attrs.field(factory=list)
    spoil: str = ""

    def __getattr__(self, name: str) -> Any:
        """What is asked about a finished game is told of a small real one."""
        if name in ("_course", "log", "roles", "scenario", "why"):
            return getattr(finished(), name)
        raise AttributeError(name)

    def readings(self) -> tuple[Reading, ...]:
        """The numbers that Warsaw knows."""
        title = self.spoil or "US backstop"
        return (
            _number("backstop", title, 3, 5, level="air_cover", shown="air cover"),
            self.approval_now(),
            _number("approval", "Approval", None, 10, ("moscow", "Moscow"), level="high", shown="high"),
            _number("presence", "Presence", 2, 60, ("lithuania", "Lithuania")),
            _number("presence", "Presence", 5, 60, ("ua_kyiv", "Kyiv")),
            _number("people", "People", 8500, 400_000, ("ua_kyiv", "Kyiv")),
        )

    def approval_now(self) -> Reading:
        """Warsaw's approval."""
        return _number("approval", "Approval", self.approval, 10, ("warsaw", "Warsaw"), level="mid")

    def say(self, text: str, *, private: bool = False) -> None:
        """Tell Warsaw something."""
        number = len(self.told) + 1
        self.told.append(News(number=number, turn=self.turn, phase="commit", text=text, private=private))

    def resolve(self) -> None:
        """End the phase: a turn passes, and approval rises."""
        before = self.approval_now()
        self.approval += 1
        self.changes.append(Seen(before=before, after=self.approval_now(), reasons=("a speech at home",)))
        self.decided.append(
            SimpleNamespace(number=len(self.decided) + 1, turn=self.turn, phase="commit", role="moscow", order="probe")
        )
        self.say(self.spoil or f"Drones crossed into Lithuania in turn {self.turn}.")
        self.remarks.append(Remark(number=len(self.told), role="moscow", text=self.spoil or "We have seen no drones."))
        self.say("A cable was cut, and only you know.", private=True)
        self.given.clear()
        self.over = self.turn == 2
        self.turn = min(2, self.turn + 1)


@attrs.define
class FakeChoices:
    """What Warsaw may do now."""

    _game: FakeGame

    @property
    def forms(self) -> tuple[FakeForm, ...]:
        """All forms while the game lasts."""
        return () if self._game.over else forms(self._game.spoil)

    @property
    def may_pass(self) -> bool:
        """Passing is legal while the game lasts."""
        return not self._game.over

    @property
    def left(self) -> tuple[int, int | None]:
        """Two orders a phase."""
        return 0, 2 - len(self._game.given)

    def form(self, name: str) -> FakeForm:
        """The form of that name."""
        return next(iter([it for it in self.forms if it.id == name])) if not self._game.over else _missing(name)

    def form_of(self, order: Order) -> FakeForm:
        """The form that an order fills."""
        return self.form(order.name)

    def why_not(self, order: Order) -> str:
        """Why an order is refused: too many mines."""
        return "There are no mines." if order.name == "mine" else ""


@lru_cache
def finished() -> Game:
    """Return two turns of the prisoners' dilemma, both times one of them talked."""
    game = Game(Scenario(handmade.dilemma(2)), seed=1)
    for row, column in (("cooperate", "defect"), ("defect", "cooperate")):
        game.submit("row", Order(row))
        game.submit("column", Order(column))
    return game


def _missing(name: str) -> FakeForm:
    raise KeyError(name)


@attrs.frozen(kw_only=True)
class FakeView:
    """One moment of Warsaw's."""

    role: str = "warsaw"
    title: str = "Warsaw"
    turn: int = 1
    turns: int = 2
    date: str = "January 2026"
    phase: str = "commit"
    phase_title: str = "Commit"
    mode: str = "sealed"
    prompt: str = "Seal up to two orders."
    tracks: tuple[Reading, ...] = ()
    news: tuple[News, ...] = ()
    choices: FakeChoices
    given: tuple[Order, ...] = ()
    waiting: tuple[str, ...] = ("warsaw",)
    procedure: str = ""
    silent: tuple[str, ...] = ()
    motions: tuple[Motion, ...] = ()
    deals: tuple[Offer, ...] = ()
    ledger: tuple[Entry, ...] = ()
    pledges: tuple[Waiting, ...] = ()
    objectives: tuple[Goal, ...] = ()
    over: bool = False
    ending: str = ""
    ending_title: str = ""
    ending_text: str = ""
    scores: Mapping[str, int] = attrs.field(factory=dict)

    def keep(self) -> FakeView:
        """It stays as it is anyway."""
        return self


@attrs.define
class FakeSeat:
    """Warsaw's seat; the draft is remembered, an order for too much is refused."""

    _game: FakeGame
    role: str
    draft: Order | None = None
    looked: int = 0
    beside: dict[int, Aside] = attrs.field(factory=dict)
    questions: tuple[Question, ...] = ()
    foretold: dict[int, dict[str, int]] = attrs.field(factory=dict)

    @property
    def view(self) -> FakeView:
        """What Warsaw sees."""
        game = self._game
        goal = Goal(id="safe", title=game.spoil or "A safe border", text="Keep Lithuania covered.", worth=2)
        return FakeView(
            turn=game.turn,
            tracks=game.readings(),
            news=tuple(game.told),
            choices=FakeChoices(game),
            given=tuple(game.given),
            objectives=(goal,),
            over=game.over,
            ending="holding" if game.over else "",
            ending_title="The line holds" if game.over else "",
            ending_text=(game.spoil or "Nobody is happy, and nobody is at war.") if game.over else "",
            scores={"warsaw": 3, "moscow": -1} if game.over else {},
        )

    @property
    def said(self) -> tuple[Said, ...]:
        """The sealed orders, numbered from one."""
        orders = enumerate(self._game.given, 1)
        return tuple(Said(number=k, order=it, title=it.text, beside=self.beside.get(k, Aside())) for k, it in orders)

    @property
    def names(self) -> tuple[str, ...]:
        """Nobody said a name."""
        return ("Warsaw",)

    def say_why(self, number: int, beside: Aside) -> None:
        """Remember it."""
        self.beside[number] = beside

    def forecasts(self, question: int) -> Mapping[str, int]:
        """What was forecast here."""
        return self.foretold.get(question, {})

    def forecast(self, question: int, chances: Mapping[str, int]) -> None:
        """Remember it."""
        self.foretold[question] = dict(chances)

    def submit(self, order: Order, beside: Aside | None = None) -> None:
        """Seal an order, or pass and let the turn end."""
        if order.params.get("n") == 20:
            raise Refused("You have money for 19 only.")
        if order.name != "pass":
            self._game.given.append(order)
            if beside:
                self.beside[len(self._game.given)] = beside
        if order.name == "pass" or len(self._game.given) == 2:
            self._game.resolve()
        self.draft = None

    def take_back(self, order: Order | None = None) -> None:
        """Take back a sealed order."""
        self._game.given.remove(order or self._game.given[-1])

    def save_draft(self, order: Order | None) -> None:
        """Remember a draft."""
        self.draft = order

    def since_last(self) -> tuple[Seen, ...]:
        """What changed since this was asked last."""
        changes = tuple(self._game.changes[self.looked :])
        self.looked = len(self._game.changes)
        return changes

    def history(self) -> Mapping[str, tuple[float, ...]]:
        """Warsaw's approval rises by one each turn."""
        turns = len(self._game.changes)
        return {"approval[warsaw]": tuple(range(4, 5 + turns))} if turns else {}

    def remarks(self) -> tuple[Remark, ...]:
        """What Moscow says of its orders."""
        return tuple(self._game.remarks)

    def explain(self, event: int) -> str:
        """Why Moscow did it."""
        return f"Western resolve looks 3 of 8.\nDecision {event}: probe, because cover is thin. [b]"


@attrs.define
class FakeSession:
    """One person, one doctrine."""

    game: FakeGame = attrs.field(factory=FakeGame)
    seats: dict[str, FakeSeat] = attrs.field(factory=dict)

    @property
    def waiting_for(self) -> tuple[str, ...]:
        """Warsaw, until the end."""
        return () if self.game.over else ("warsaw",)

    @property
    def over(self) -> bool:
        """Whether it has ended."""
        return self.game.over

    def seat(self, role: str) -> FakeSeat:
        """The seat of a role."""
        return self.seats.setdefault(role, FakeSeat(self.game, role))

    @property
    def mended(self) -> str:
        """Nothing was wrong."""
        return ""

    @property
    def resumed(self) -> bool:
        """It has just begun."""
        return False

    @property
    def commitment(self) -> str:
        """It has no dice."""
        return ""

    @property
    def revealed(self) -> None:
        """It has no dice."""

    def scripted_orders(self) -> tuple[Any, ...]:
        """Moscow's probes."""
        return tuple(self.game.decided)

    def sitter(self, role: str) -> Randomly:
        """Whoever plays the rest of the game underneath."""
        return Randomly()

    def close(self) -> None:
        """There is no journal to let go of."""

    def listen(self, callback: Callable[[], object]) -> None:
        """Nobody else plays here."""


def _number(
    id: str,
    title: str,
    value: int | None,
    most: int,
    index: tuple[str, str] | None = None,
    *,
    level: str = "",
    shown: str = "",
) -> Reading:
    indices, titles = ((index[0],), (index[1],)) if index else ((), ())
    return Reading(
        id=id,
        title=title,
        indices=indices,
        index_titles=titles,
        value=value,
        shown=shown or str(value),
        level=level,
        least=0,
        most=most,
    )


def fake_room(spoil: str = "", picture: str = PICTURE, areas: tuple[Area, ...] = AREAS, text: str = "") -> Room:
    """A room with the fake game in it; `spoil` stands in for as many texts as can be."""
    role = SimpleNamespace(id="warsaw", title=spoil or "Warsaw", text=spoil or "You guard the eastern flank.")
    scenario = SimpleNamespace(
        title=spoil or "The fake game",
        roles=(role, SimpleNamespace(id="moscow", title="Moscow", text="")),
        areas=areas,
        summary=spoil,
        briefing=text or spoil,
        bargains=False,
        secret_orders=frozenset(),
        watchers={},
        passing=frozenset(),
        phases={},
        rounds={},
        endings={},
        aims={},
        place_of=lambda _number: None,
        place_of_ending=lambda _ending: None,
        member_title=str,
        drawn_title=str,
        roll_title=str,
    )
    session = FakeSession(game=FakeGame(spoil=spoil))
    return Room(
        session=cast("Session", session),
        scenario=cast(Any, scenario),
        board=board_of(areas, picture),
        titles=ROLES,
        people=("warsaw",),
        letters=letters({"presence": "Presence", "people": "People"}),
    )


def fake_scene(room: Room) -> Scene:
    """What Warsaw sees now."""
    return scene_of(room.session.seat("warsaw"))


def fake_view(room: Room) -> View:
    """What Warsaw sees now, as a view."""
    return fake_scene(room).view
