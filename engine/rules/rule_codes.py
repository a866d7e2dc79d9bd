"""The codes for mistakes in rules: orders, phases, events, endings, starts, doctrines and seats."""

from __future__ import annotations

from ..language.codes import code
from ..language.formula_codes import HIDES, NOT_A_VALUE, TOO_MANY_STEPS, UNREAD, WRONG_TYPE

__all__ = ["HIDES", "NOT_A_VALUE", "TOO_MANY_STEPS", "UNREAD", "WRONG_TYPE"]

_HEAT = "tracks:\n  heat: {range: 0..9}\n"
_STAY = "doctrines:\n  calm: {for: red, cards: {stay: {order: hold}}}\n"

NOT_A_LOOP = code(
    "R001",
    "A loop has no name, or one is picked from something that has no members",
    failing="turn:\n  play: {does: [{for: role, do: [{say: Hello.}]}]}\n",
    mended='turn:\n  play: {does: [{for: "r in role", do: [{say: "Hello, {r}."}]}]}\n',
)
UNKNOWN = code(
    "R002",
    "A rule names something that is not there",
    why="Orders, kinds, conditions, events, choices, decks, endings, roles and doctrines are named by their id.",
    failing="turn:\n  play: {by: all, offers: [hodl], mode: sequential}\n",
    mended="turn:\n  play: {by: all, offers: [hold], mode: sequential}\n",
)
PARAMETER = code(
    "R003",
    "A parameter is missing, unknown, or stands where none can be",
    failing="events:\n  storm: {takes: {n: 1..3}}\nturn:\n  play: {does: [{fire: storm}]}\n",
    mended="events:\n  storm: {takes: {n: 1..3}}\nturn:\n  play: {does: [{fire: storm, with: {n: 2}}]}\n",
)
NOT_ROLES = code(
    "R004",
    "A selection of roles was expected",
    failing="areas: {coast: {}}\norders:\n  hold: {by: coast}\n",
    mended="areas: {coast: {}}\norders:\n  hold: {by: red}\n",
)
COST = code(
    "R005",
    "A cost is taken from something that is no track of numbers",
    failing="tracks:\n  ready: {type: flag}\norders:\n  hold: {by: all, cost: {ready: 1}}\n",
    mended="tracks:\n  ready: {range: 0..3}\norders:\n  hold: {by: all, cost: {ready: 1}}\n",
)
LIMIT = code(
    "R006",
    "A limit counts nothing",
    failing="orders:\n  hold: {by: all, limit: {each: place}}\n",
    mended="areas: {coast: {}}\norders:\n  hold: {by: all, choose: {place: area}, limit: {per_turn: 1, each: place}}\n",
)
FALLING = code(
    "R007",
    "More pledges may make a condition false",
    why="Pledges that wait for each other are settled together, and that has one answer only when more pledges never "
    "make a condition false. This one is decided in order of declaration. A warning.",
    failing=_HEAT + 'conditions:\n  quiet: {is: "heat <= 3"}\n',
    mended=_HEAT + 'conditions:\n  loud: {is: "heat >= 3"}\n',
)
STANCE = code(
    "R008",
    "A card stands in a stance that its doctrine does not have",
    failing="doctrines:\n  calm: {for: red, stances: {wait: {}}, cards: {stay: {order: hold, in: [wiat]}}}\n",
    mended="doctrines:\n  calm: {for: red, stances: {wait: {}}, cards: {stay: {order: hold, in: [wait]}}}\n",
)
ANSWER = code(
    "R009",
    "A card answers deals, which is done by what their terms are worth",
    failing="doctrines:\n  calm: {for: red, cards: {stay: {order: accept}}}\n",
    mended=_STAY,
)
ENGINES_OWN = code(
    "R010",
    "An order bears the name of one of the engine's own",
    failing="orders:\n  pass: {by: all}\n  hold: {by: all}\n",
    mended="orders:\n  pass_on: {by: all}\n  hold: {by: all}\n",
)
NOBODY_ACTS = code(
    "R011",
    "Nobody acts in a phase",
    failing="turn:\n  play: {offers: [hold], mode: sequential}\n",
    mended="turn:\n  play: {by: all, offers: [hold], mode: sequential}\n",
)
NO_SOLUTION = code(
    "R012",
    "`solve` says neither greatest nor least",
    failing="turn:\n  play: {by: all, offers: [hold], mode: sealed, solve: 3}\n",
    mended="turn:\n  play: {by: all, offers: [hold], mode: sealed, solve: greatest}\n",
)
HALF_ASKED = code(
    "R013",
    "An event asks without choices, or has choices and asks nobody",
    failing="events:\n  row: {asks: red}\n",
    mended="events:\n  row: {asks: red, choices: {yield: {}, insist: {}}}\n",
)
EVENT_CIRCLE = code(
    "R014",
    "An event makes itself happen again",
    why="Within one moment that would never end; `schedule` does it in a later turn.",
    failing="events:\n  storm: {does: [{fire: storm}]}\n",
    mended="events:\n  storm: {does: [{schedule: storm, in: 1}]}\n",
)
EVENT_DEPTH = code(
    "R046",
    "Events make each other happen through too many others",
    why="At most 32 happen one inside the other; what is longer is better one event with several effects.",
    failing="events:\n" + "".join(f"  e{n}: {{does: [{{fire: e{n + 1}}}]}}\n" for n in range(33)) + "  e33: {}\n",
    mended="events:\n  e0: {does: [{fire: e1}]}\n  e1: {}\n",
)
TOO_MANY_EFFECTS = code(
    "R047",
    "A list of effects is too long",
    why="Lists inside it count too. What a turn, an order or an event does fits on some pages.",
    failing=_HEAT + f"events:\n  storm: {{does: [{', '.join(['heat += 1'] * 600)}]}}\n",
    mended=_HEAT + "events:\n  storm: {does: [heat += 1]}\n",
)
TOO_SMALL = code(
    "R048",
    "A weight or a cost is below 0, or a time is less than a turn",
    why="Play would take 0 for it, or the next turn. What an order gives stands in its `does`; `fire` makes an event "
    "happen now.",
    failing=_HEAT + "orders:\n  hold: {by: all, cost: {heat: -2}}\n",
    mended=_HEAT + 'orders:\n  hold: {by: all, does: ["heat += 2"]}\n',
)
CALL_CIRCLE = code(
    "R040",
    "A procedure calls for itself again",
    why="It would have no end. What its phases do counts, the orders that they offer, and the events that these fire.",
    failing=_HEAT + "procedures:\n  crisis: {warn: {does: [{call: crisis}]}}\n",
    mended=_HEAT + 'procedures:\n  crisis: {warn: {does: ["heat += 1"]}}\n',
)
PHASE_TWICE = code(
    "R041",
    "Two phases bear the same name",
    why="Formulas know a phase by its name, so the phases of the turn and of all procedures have different ones.",
    failing="procedures:\n  crisis: {play: {by: all, offers: [hold]}}\n",
    mended="procedures:\n  crisis: {respond: {by: all, offers: [hold]}}\n",
)
NO_STEPS = code(
    "R042",
    "A procedure has no phases",
    failing="procedures:\n  crisis: {title: Crisis}\n",
    mended="procedures:\n  crisis: {respond: {by: all, offers: [hold]}}\n",
)
INJECT_TWICE = code(
    "R043",
    "An inject bears the name of an event",
    failing="events: {storm: {}}\ninjects:\n  storm: {cue: manual}\n",
    mended="events: {storm: {}}\ninjects:\n  storm_warning: {cue: manual}\n",
)
CUE_TOO_LATE = code(
    "R044",
    "An inject waits for a turn that never begins",
    why="A warning: control can still fire it.",
    failing="turns: 2\ninjects:\n  storm: {cue: {turn: 3}}\n",
    mended="turns: 3\ninjects:\n  storm: {cue: {turn: 3}}\n",
)
UNHEARD = code(
    "R045",
    "Arguments are offered where nobody hears them",
    failing="palette: {calm: {does: [{say: Calm.}]}}\nturn:\n  play: {by: all, offers: [argue], mode: sealed}\n",
    mended="palette: {calm: {does: [{say: Calm.}]}}\nturn:\n  play: {by: all, offers: [argue], mode: open}\n",
)
NOT_FOR = code(
    "R015",
    "A doctrine is seated where it is not for",
    failing=_STAY + "seats: {blue: calm}\n",
    mended=_STAY + "seats: {red: calm}\n",
)
NO_PHASES = code(
    "R016",
    "A ruleset has no phases",
    failing="turn: {}\n",
    mended="turn: {play: {by: all, offers: [hold], mode: sequential}}\n",
)
NO_LAST_ENDING = code(
    "R017",
    "No ending is left when all others fail",
    why="After the last turn the first ending `at: end` that fits is taken, so the last of them has no condition.",
    failing=_HEAT + 'endings:\n  over: {at: end, when: "heat > 3"}\n',
    mended=_HEAT + 'endings:\n  hot: {at: end, when: "heat > 3"}\n  over: {at: end}\n',
)
START = code(
    "R018",
    "A track cannot start so",
    why="A start is a value or a formula of attributes, within the track's range, for every member it is kept per.",
    failing="tracks:\n  heat: {range: 0..9, start: 12}\n",
    mended="tracks:\n  heat: {range: 0..9, start: 9}\n",
)
MANY_PARAMETERS = code(
    "R019",
    "An order or condition has too many parameters",
    why="At most 8: what may be given is searched left to right.",
    failing="orders:\n  hold: {by: all, choose: {" + ", ".join(f"n{n}: 1..2" for n in range(9)) + "}}\n",
    mended="orders:\n  hold: {by: all, choose: {" + ", ".join(f"n{n}: 1..2" for n in range(3)) + "}}\n",
)
NOT_FIXED = code(
    "R020",
    "A value that is fixed at load reads what changes during play",
    failing="doctrines:\n  calm: {for: red, traits: {nerve: turn}, cards: {stay: {order: hold}}}\n",
    mended="doctrines:\n  calm: {for: red, traits: {nerve: 3}, cards: {stay: {order: hold}}}\n",
)
MANY_CHOICES = code(
    "R021",
    "An order may be given in too many ways",
    why="At most 100,000 combinations of parameters: an opponent, a test and the screen look through them.",
    failing="orders:\n  hold: {by: all, choose: {a: 1..1000, b: 1..1000}}\n",
    mended="orders:\n  hold: {by: all, choose: {a: 1..100, b: 1..100}}\n",
)
PUBLICLY = code(
    "R029",
    "A card says publicly what not all may know",
    why="`publicly` is told with the order when all are told of it: so the order is not secret, the text reads what "
    "all see and the parameters that the order's title shows, and one card speaks for each order, since which card "
    "it was would tell what the doctrine thinks.",
    failing="doctrines:\n  calm:\n    for: red\n    traits: {nerve: 3}\n"
    '    cards: {stay: {order: hold, publicly: "We have nerve {nerve}."}}\n',
    mended=_HEAT
    + 'doctrines:\n  calm:\n    for: red\n    cards: {stay: {order: hold, publicly: "Heat is at {heat}."}}\n',
)
VOTING = code(
    "R030",
    "A motion's rule does not say how votes are counted",
    why="One of `opt_in` and `qualified`; a share of weight needs an attribute of every role, a whole number.",
    failing="motions:\n  launch: {by: all, members: all, rule: {qualified: {members: 55, weight: 65}}}\n",
    mended="roles: {red: {share: 3}, blue: {share: 5}}\n"
    "motions:\n  launch: {by: all, members: all, rule: {qualified: {members: 55, weight: 65, by: share}}}\n",
)
PROMISE = code(
    "R031",
    "A promise has no time, or a time promises nothing",
    why="`lasts: 2` wants it to hold at the end of each of two turns, `within: 2` at the end of one of them.",
    failing=_HEAT + 'terms:\n  calm: {by: all, promise: "heat <= 3"}\n',
    mended=_HEAT + 'terms:\n  calm: {by: all, promise: "heat <= 3", lasts: 2}\n',
)
NO_DEALS = code(
    "R032",
    "Deals are offered where nobody can answer",
    why="A sealed phase shows no offer before it is over.",
    failing="terms:\n  calm: {by: all}\nturn:\n  talk: {by: all, offers: [deal], mode: sealed}\n",
    mended="terms:\n  calm: {by: all}\nturn:\n  talk: {by: all, offers: [deal], mode: open}\n",
)
NO_CHECK = code(
    "R033",
    "A style of adjudication stands where control has nothing to decide",
    why="`adjudicate` says who decides checks. Where an order, argument, motion, term or the answers to a question "
    "make none, there is nothing to decide, and reasons of what is automatic count at once.",
    failing=_HEAT + 'orders:\n  hold: {by: all, adjudicate: semi, does: ["heat += 1"]}\n',
    mended=_HEAT + 'orders:\n  hold: {by: all, adjudicate: semi, does: [{check: storm, success: ["heat += 1"]}]}\n',
)
