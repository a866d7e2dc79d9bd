"""The codes for mistakes of shape: keys, ids and values that are not what the language has."""

from __future__ import annotations

from .codes import Example, code

UNKNOWN_KEY = code(
    "S001",
    "There is no such key",
    why="A key that nobody reads would be a rule that never happens, so every key must be known.",
    failing="tracks:\n  heat: {rnage: 0..9}\n",
    mended="tracks:\n  heat: {range: 0..9}\n",
)
MISSING = code(
    "S002",
    "A key that is needed is missing",
    failing="measures:\n  calm: {title: Calm}\n",
    mended='measures:\n  calm: {title: Calm, is: "3 + 4"}\n',
)
WRONG_KIND = code(
    "S003",
    "The value is of the wrong kind",
    why="`yes`, `no`, `on` and `off` are text here; a flag is `true` or `false`.",
    failing="orders:\n  wait: {by: all, secret: yes}\n",
    mended="orders:\n  wait: {by: all, secret: true}\n",
)
OUT_OF_BOUNDS = code(
    "S004",
    "The number is too small or too large",
    failing="turns: 0\n",
    mended="turns: 6\n",
)
NOT_AN_ID = code(
    "S005",
    "This cannot be an id",
    why="Ids stand in formulas, so they have small letters a to z, digits and _ only, and begin with a letter. "
    "Those of rulesets and scenarios may have - as well. What people read is the `title`.",
    failing="tracks:\n  Public-Opinion: {range: 0..9}\n",
    mended="tracks:\n  public_opinion: {title: Public opinion, range: 0..9}\n",
)
NOT_A_WORD = code(
    "S006",
    "Only certain words may stand here",
    failing="turn:\n  play: {by: all, offers: [hold], mode: seeled}\n",
    mended="turn:\n  play: {by: all, offers: [hold], mode: sealed}\n",
)
NOT_A_DAY = code(
    "S007",
    "This is not a day",
    failing="begins: 7.1.2026\nturn_lasts: 3 months\n",
    mended="begins: 2026-01-07\nturn_lasts: 3 months\n",
)
NOT_A_RANGE = code(
    "S008",
    "This is not a range",
    failing="tracks:\n  heat: {range: 0-9}\n",
    mended="tracks:\n  heat: {range: 0..9}\n",
)
NO_VALUE = code(
    "S009",
    "A key has no value",
    why="In a scenario or an extension, null removes what its base gives. Anywhere else it is a forgotten value.",
    failing="tracks:\n  heat:\n",
    mended="tracks:\n  heat: {range: 0..9}\n",
)
NO_EFFECT = code(
    "S010",
    "This is no effect",
    why="An effect is an assignment in quotes, or a map with one verb.",
    failing="turn:\n  play: {does: [{shout: hello}]}\n",
    mended='tracks:\n  heat: {range: 0..9}\nturn:\n  play: {does: ["heat += 1"]}\n',
)
TEXT_TWICE = code(
    "S013",
    "An entry has `text` and `text_file`",
    failing="tracks:\n  heat: {range: 0..9, text: How hot it is., text_file: heat.md}\n",
    mended="tracks:\n  heat: {range: 0..9, text: How hot it is.}\n",
)
TEXT_FILE = code(
    "S014",
    "A text file cannot be read",
    why="`text_file` names a file inside the ruleset's folder (or beside the scenario), of at most 64 KiB in UTF-8.",
    failing="text_file: ../../secret.md\n",
    mended=Example(
        {"ruleset.yaml": "id: example\ntext_file: text/intro.md\nturn: {play: {}}\n", "text/intro.md": "Welcome.\n"},
        shown="text_file: text/intro.md",
    ),
)
TAKEN = code(
    "S015",
    "This set is filled elsewhere",
    why="`roles:` fills the set `role`, `areas:` the set `area`, `forces:` the set `force`.",
    failing="sets:\n  role: {green: {}}\n",
    mended="sets:\n  observer: {green: {}}\n",
)
BRACES = code(
    "S045",
    "Braces in a text that takes no formulas",
    why="Formulas are filled into the titles of orders, motions and arguments, the texts of conditions, terms and "
    "injects, and what `say` and `because` tell. All other titles and texts are shown as they are written.",
    failing='orders:\n  hold: {by: all}\ntracks:\n  heat: {range: 0..9, title: "Heat {heat}"}\n',
    mended="orders:\n  hold: {by: all}\ntracks:\n  heat: {range: 0..9, title: Heat}\n",
)
