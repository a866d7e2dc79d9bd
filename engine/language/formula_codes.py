"""The codes for mistakes in formulas: what each means, an example that fails, and one that is right."""

from __future__ import annotations

from .codes import code

_TRACKS = "tracks:\n  heat: {range: 0..9}\n"
_TWO = "roles: {red: {}, blue: {}}\nareas: {coast: {}, hills: {}}\n"

UNREAD = code(
    "F001",
    "A formula cannot be read",
    why="Formulas have Python's spelling: + - * / // %, comparisons, and or not, a if c else b, in, "
    "and sum min max count any all argmin argmax with `for`.",
    failing=_TRACKS + 'measures:\n  warm: {is: "heat +"}\n',
    mended=_TRACKS + 'measures:\n  warm: {is: "heat + 1"}\n',
)
UNKNOWN = code(
    "F002",
    "A name in a formula is nothing of the ruleset",
    failing=_TRACKS + 'measures:\n  warm: {is: "haet + 1"}\n',
    mended=_TRACKS + 'measures:\n  warm: {is: "heat + 1"}\n',
)
WRONG_TYPE = code(
    "F003",
    "A value is of the wrong type",
    why="Numbers and flags can be calculated with; members, words and levels can only be compared.",
    failing='measures:\n  odd: {is: "red + 1"}\n',
    mended='measures:\n  odd: {is: "turn + 1"}\n',
)
WRONG_COUNT = code(
    "F004",
    "A track has other indices than these",
    failing='tracks:\n  money: {per: role, range: 0..9}\nmeasures:\n  rich: {is: "money"}\n',
    mended='tracks:\n  money: {per: role, range: 0..9}\nmeasures:\n  rich: {is: "money[red]"}\n',
)
WRONG_INDEX = code(
    "F005",
    "An index is no member of the set that a track is kept per",
    failing=_TWO + 'tracks:\n  money: {per: role, range: 0..9}\nmeasures:\n  rich: {is: "money[coast]"}\n',
    mended=_TWO + 'tracks:\n  money: {per: role, range: 0..9}\nmeasures:\n  rich: {is: "money[red]"}\n',
)
NOT_COMPARED = code(
    "F006",
    "Two things cannot be compared",
    failing=_TRACKS + 'measures:\n  same: {is: "heat == red"}\n',
    mended=_TRACKS + 'measures:\n  same: {is: "heat == 3"}\n',
)
BY_ZERO = code(
    "F007",
    "Something is divided by what may be zero",
    why="A game never stops with an error, so the formula must say what happens then.",
    failing=_TRACKS + 'measures:\n  share: {is: "9 // heat"}\n',
    mended=_TRACKS + 'measures:\n  share: {is: "floor(div(9, heat, 0))"}\n',
)
NO_ATTRIBUTE = code(
    "F008",
    "A member has no such attribute",
    failing='roles: {red: {gate: 1}, blue: {}}\nmeasures:\n  gates: {is: "sum(r.gate for r in role)"}\n',
    mended='roles: {red: {gate: 1}, blue: {gate: 0}}\nmeasures:\n  gates: {is: "sum(r.gate for r in role)"}\n',
)
SECRET = code(
    "F009",
    "A rule would give a secret away",
    why="An order's `by`, `choose`, `when` and `cost` may read only what its actor sees, a public text only what all "
    "see. What may be known is copied into another track by effects.",
    failing="tracks:\n  plan: {range: 0..9, seen_by: [red]}\nturn:\n"
    '  play: {by: all, offers: [hold], mode: sequential, when: "plan > 2"}\n',
    mended="tracks:\n  plan: {range: 0..9}\nturn:\n"
    '  play: {by: all, offers: [hold], mode: sequential, when: "plan > 2"}\n',
)
FRACTIONS_EQUAL = code(
    "F010",
    "A fraction is compared for being equal",
    why="Whether 0.1 + 0.2 is 0.3 depends on how a machine counts. Round it, or ask for <= or >=.",
    failing=_TRACKS + 'measures:\n  half: {is: "heat / 2 == 1"}\n',
    mended=_TRACKS + 'measures:\n  half: {is: "round(heat / 2) == 1"}\n',
)
TOO_MANY_STEPS = code(
    "F011",
    "A formula or a list of effects takes too many steps",
    why="A formula takes at most 100,000 steps, a list of effects a million; loops inside loops multiply.",
    failing='measures:\n  many: {is: "sum(a for a in 1..1000 for b in 1..1000)"}\n',
    mended='measures:\n  many: {is: "sum(a for a in 1..1000)"}\n',
)
TOO_LARGE = code(
    "F012",
    "A number may grow beyond 10^15",
    failing='tracks:\n  people: {range: 0..400000000}\nmeasures:\n  much: {is: "people * people"}\n',
    mended='tracks:\n  people: {range: 0..400000000}\nmeasures:\n  much: {is: "people * 2"}\n',
)
HIDES = code(
    "F013",
    "A name would hide another",
    why="Members, tracks, measures, dates, functions and the words of the language share one space of names; the names "
    "of loops, parameters and indices must be others.",
    failing=_TRACKS + 'measures:\n  many: {is: "count(heat > 1 for heat in 1..3)"}\n',
    mended=_TRACKS + 'measures:\n  many: {is: "count(heat > n for n in 1..3)"}\n',
)
NO_FUNCTION = code(
    "F014",
    "A function is unknown, or used in another way than it works",
    failing=_TRACKS + 'measures:\n  root: {is: "sqrt(heat)"}\n',
    mended=_TRACKS + 'measures:\n  root: {is: "max(heat, 1)"}\n',
)
DECIDED = code(
    "F015",
    "A condition always or never holds",
    why="The ranges of the tracks it reads decide it already. This is a warning: the rule may be meant otherwise.",
    failing=_TRACKS + 'turn:\n  play: {by: all, offers: [hold], mode: sequential, when: "heat >= 0"}\n',
    mended=_TRACKS + 'turn:\n  play: {by: all, offers: [hold], mode: sequential, when: "heat >= 1"}\n',
)
NOT_A_VALUE = code(
    "F016",
    "This cannot stand here: a set is no value, a measure cannot be changed",
    failing='measures:\n  many: {is: "role"}\n',
    mended='measures:\n  many: {is: "count(r in role for r in role)"}\n',
)
LONG_RANGE = code(
    "F017",
    "A range in a loop is too long",
    failing='measures:\n  many: {is: "sum(a for a in 1..2000)"}\n',
    mended='measures:\n  many: {is: "sum(a for a in 1..1000)"}\n',
)
NO_SUCH_WORD = code(
    "F018",
    "There is no such word, level, phase or kind of link",
    failing='tracks:\n  mood: {range: 0..1, levels: [calm, tense]}\nmeasures:\n  edgy: {is: "level(mood) == tens"}\n',
    mended='tracks:\n  mood: {range: 0..1, levels: [calm, tense]}\nmeasures:\n  edgy: {is: "level(mood) == tense"}\n',
)
NOT_A_DOMAIN = code(
    "F019",
    "This does not hold members or whole numbers to choose from",
    why="After `in` stands a set, a subset, a list, an attribute that is a list, or a range such as 1..6.",
    failing=_TRACKS + 'measures:\n  many: {is: "sum(n for n in heat + 1)"}\n',
    mended=_TRACKS + 'measures:\n  many: {is: "sum(n for n in 1..heat + 1)"}\n',
)
CIRCLE = code(
    "F020",
    "Measures read each other in a circle",
    failing='measures:\n  hen: {is: "egg + 1"}\n  egg: {is: "hen - 1"}\n',
    mended='measures:\n  hen: {is: "egg + 1"}\n  egg: {is: 3}\n',
)
TOO_DEEP = code(
    "F021",
    "Measures read each other through too many others",
    why="At most 32 measures stand between a measure and the tracks it reads.",
    failing="measures:\n  m0: {is: 1}\n" + "".join(f'  m{n}: {{is: "m{n - 1} + turn"}}\n' for n in range(1, 40)),
    mended="measures:\n  m0: {is: 1}\n" + "".join(f'  m{n}: {{is: "m{n - 1} + turn"}}\n' for n in range(1, 20)),
)
