"""The codes for mistakes in YAML itself: what is refused before anything is understood."""

from __future__ import annotations

from .codes import Example, code

_PLAIN = "tracks:\n  heat: {range: 0..9}\n"
_OUT = "Every entry is written out in full, so that what a file says stands where it is said."


def _file(body: str | bytes, shown: str) -> Example:
    """Return an example that is one whole file."""
    return Example({"ruleset.yaml": body}, shown=shown)


_RULES = "id: example\nroles: {red: {}}\norders: {hold: {by: all}}\nturn: {play: {by: all, offers: [hold]}}\n"
_WHOLE = _RULES + "endings: {over: {at: end}}\n"
_RIGHT = _file(_WHOLE, shown="# a file of some hundred lines")

code(
    "Y001",
    "The file is larger than a file may be",
    why="At most 1 MiB; a ruleset may have many files.",
    failing=_file(_WHOLE + "# x\n" * 300_000, shown="# a file of 1.2 MiB"),
    mended=_RIGHT,
)
code(
    "Y002",
    "The file is not text in UTF-8",
    failing=_file(b"title: Caf\xe9\n", shown="title: Café   # saved in another encoding"),
    mended="title: Café\n",
)
code(
    "Y003",
    "A character that hides, commands or turns text around is in the file",
    failing="title: Front\u202eline\n",
    mended="title: Front line\n",
)
code(
    "Y004",
    "Lists and maps are nested too deep",
    why="At most 32 deep.",
    failing=_file("title: " + "[" * 40 + "]" * 40 + "\n", shown="title: [[[[[[[[[[[[[[[[[[…]]]]]]]]]]]]]]]]]]"),
    mended="title: Example\n",
)
code(
    "Y005",
    "The file holds too many values",
    why="At most 100,000; a ruleset may have many files.",
    failing=_file("tags: [" + "a," * 100_001 + "a]\n", shown="tags: [a, a, a, …]   # 100,000 times"),
    mended=_RIGHT,
)
code(
    "Y006",
    "One text is too long",
    why="At most 20,000 characters; a longer one is a `text_file`.",
    failing=_file(f"{_WHOLE}text: {'x' * 20_001}\n", shown="text: a novel"),
    mended="text: A paragraph.\n",
)
code(
    "Y007",
    "A number is too large",
    why="Whole numbers lie within ±1,000,000,000.",
    failing="tracks:\n  people: {range: 0..9, start: 45000000000}\n",
    mended="tracks:\n  people: {range: 0..9, start: 4}\n",
)
code(
    "Y010",
    "A map has the same key twice",
    failing="tracks:\n  heat: {range: 0..9}\n  heat: {range: 0..5}\n",
    mended="tracks:\n  heat: {range: 0..9}\n  cold: {range: 0..5}\n",
)
code("Y011", "An anchor (&) is used", why=_OUT, failing="tracks:\n  heat: &h {range: 0..9}\n", mended=_PLAIN)
code("Y012", "An alias (*) is used", why=_OUT, failing="*hot : One\n", mended="title: One\n")
code(
    "Y013",
    "A tag (!) is used",
    why="What a value is follows from its key.",
    failing="tracks:\n  heat: !track {range: 0..9}\n",
    mended=_PLAIN,
)
code(
    "Y014",
    "A merge key (<<) is used",
    why="`like: another` takes what another entry has.",
    failing="tracks:\n  heat:\n    <<: {range: 0..9}\n",
    mended="tracks:\n  cold: {range: 0..9}\n  heat: {like: cold}\n",
)
code("Y015", "The file holds more than one document", failing="title: One\n---\ntitle: Two\n", mended="title: One\n")
code("Y016", "A key is a list or a map instead of a word", failing="[title]: One\n", mended="title: One\n")
code(
    "Y017",
    "The file is not a map of keys and values",
    failing=_file("- red\n- blue\n", shown="- red\n- blue"),
    mended="roles: {red: {}, blue: {}}\n",
)
code(
    "Y020",
    "A text with a colon and a space in it is not in quotes",
    failing="title: Turn 1: the start\n",
    mended='title: "Turn 1: the start"\n',
)
code("Y021", "A quote is opened and never closed", failing="title: 'One\n", mended="title: 'One'\n")
code(
    "Y022",
    "A line is indented so that it belongs to nothing",
    failing="title: One\n  summary: Short\n",
    mended="title: One\nsummary: Short\n",
)
code("Y023", "A tab indents a line", failing="tracks:\n\theat: {range: 0..9}\n", mended=_PLAIN)
code(
    "Y024",
    "A list [ ] or map { } is not closed, or a comma is missing",
    failing="tracks:\n  heat: {range: 0..9\ntitle: One\n",
    mended=_PLAIN + "title: One\n",
)
code(
    "Y025",
    "A text begins with a character that means something else in YAML",
    failing="title: @home\n",
    mended='title: "@home"\n',
)
code(
    "Y026",
    "A backslash in double quotes stands before an unknown letter",
    failing='title: "C:\\quiet"\n',
    mended="title: 'C:\\quiet'\n",
)
code(
    "Y027",
    "A line is neither a key with a value nor a list item",
    failing="title: One\nheat\nsummary: S\n",
    mended="title: One\n",
)
code("Y028", "A list begins on the line of its key", failing="tags: - one\n", mended="tags: [one]\n")
code("Y029", "YAML cannot be read here", failing="%FOO\n---\ntitle: One\n", mended="title: One\n")
code("Y030", "Something stands after the end of a value", failing="title: 'One' two\n", mended="title: One two\n")
code("Y031", "Text stands on the line of a | or >", failing="text: | Once\n", mended="text: |\n  Once\n")
