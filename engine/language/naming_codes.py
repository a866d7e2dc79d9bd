"""The codes for mistakes in names: members, sets, attributes, links, dates, tracks and their levels."""

from __future__ import annotations

from .codes import code

TAKEN = code(
    "N001",
    "A name is taken",
    why="Members, tracks, measures, dates, functions and the words of the language share one space of names, so that a "
    "formula can mean only one thing.",
    failing="tracks:\n  red: {range: 0..9}\n",
    mended="tracks:\n  red_anger: {range: 0..9}\n",
)
SET_TWICE = code(
    "N002",
    "Two sets have one name, or a set has a name that the language needs",
    failing='sets:\n  side: {left: {}}\n  none: "s in side"\n',
    mended='sets:\n  side: {left: {}}\n  both: "s in side"\n',
)
NO_ROLES = code(
    "N003",
    "A ruleset has no roles",
    failing="roles: {}\norders: {}\nturn: {play: {}}\n",
    mended="roles: {red: {}}\norders: {}\nturn: {play: {}}\n",
)
MIXED_TYPES = code(
    "N004",
    "An attribute is of different types",
    why="An attribute is a number, flag, member, list of members or word, and the same throughout its set.",
    failing="roles: {red: {gate: 1}, blue: {gate: true}}\n",
    mended="roles: {red: {gate: 1}, blue: {gate: 0}}\n",
)
NOT_AN_ATTRIBUTE = code(
    "N005",
    "This cannot be an attribute",
    failing='roles: {red: {motto: "We win!"}, blue: {}}\n',
    mended='roles: {red: {text: "We win!"}, blue: {}}\n',
)
LIKE_ANOTHER = code(
    "N015",
    "One member alone has an attribute that is called nearly like one of the others",
    why="A missing flag is false, so that a misspelt one would go unnoticed. This is a warning: it may be meant.",
    failing="roles: {red: {lead: true}, blue: {lead: true}, green: {laed: true}}\n",
    mended="roles: {red: {lead: true}, blue: {lead: true}, green: {lead: true}}\n",
)
NOT_A_MEMBER = code(
    "N006",
    "A list holds something that is no member, or members of several sets",
    failing="roles: {red: {friends: [bleu]}, blue: {}}\n",
    mended="roles: {red: {friends: [blue]}, blue: {}}\n",
)
NOT_FIXED = code(
    "N007",
    "A set that is fixed at load reads what changes during play",
    why="Subsets and `seen_by` are known before play begins; visibility never depends on the state.",
    failing='tracks:\n  plan: {range: 0..9, seen_by: "r in role if turn > 2"}\n',
    mended='roles: {red: {spy: true}, blue: {}}\ntracks:\n  plan: {range: 0..9, seen_by: "r in role if r.spy"}\n',
)
NO_AREA = code(
    "N008",
    "A link leads to no area",
    failing="areas: {coast: {links: {hils: land}}, hills: {}}\n",
    mended="areas: {coast: {links: {hills: land}}, hills: {}}\n",
)
NO_CALENDAR = code(
    "N009",
    "A date cannot be placed in a turn, or a turn's length cannot be read",
    failing="begins: 2026-01-07\nturn_lasts: a while\n",
    mended="begins: 2026-01-07\nturn_lasts: 3 months\n",
)
NO_SET = code(
    "N010",
    "A track or measure is kept per something that is no set, or holds something unknown",
    failing="tracks:\n  money: {per: rolle, range: 0..9}\n",
    mended="tracks:\n  money: {per: role, range: 0..9}\n",
)
BAD_TRACK = code(
    "N011",
    "A track's range, levels or owner do not fit together",
    failing="tracks:\n  mood: {range: 0..1, levels: [calm, tense, wild]}\n",
    mended="tracks:\n  mood: {range: 0..2, levels: [calm, tense, wild]}\n",
)
TOO_MUCH = code(
    "N012",
    "A ruleset holds more than the engine can",
    why="At most 200,000 numbers in all tracks, 1,000 members in a set, 12 kinds of links.",
    failing="sets:\n  cell: {" + ", ".join(f"c{n}: {{}}" for n in range(60)) + "}\n"
    "tracks:\n  board: {per: {a: cell, b: cell, c: cell}, range: 0..1}\n",
    mended="sets:\n  cell: {" + ", ".join(f"c{n}: {{}}" for n in range(9)) + "}\n"
    "tracks:\n  board: {per: {a: cell, b: cell, c: cell}, range: 0..1}\n",
)
SET_CIRCLE = code(
    "N014",
    "Sets are selected from each other in a circle",
    failing='sets:\n  large: "r in small if r == red"\n  small: "r in large if r == blue"\n',
    mended='sets:\n  large: "r in role if r == red"\n  small: "r in role if r == blue"\n',
)
