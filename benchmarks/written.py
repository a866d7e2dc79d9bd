"""A long ruleset as an author might write it, for readers to read: always the same text."""

from __future__ import annotations

from collections.abc import Iterator

LINES = 10_000
_PLACES = ("harbour", "ridge", "crossing", "airfield", "depot", "suburb", "forest", "island")
_KINDS = ("deployment", "decision", "probe", "response")


def ruleset(lines: int = LINES) -> str:
    """Return a ruleset of at least so many lines, at most one entry more."""
    text = list(_head())
    while len(text) < lines // 4:
        text += _area(len(text))
    text.append("orders:")
    while len(text) < 3 * lines // 4:
        text += _order(len(text))
    text.append("events:")
    while len(text) < lines:
        text += _event(len(text))
    return "\n".join(text) + "\n"


def _head() -> Iterator[str]:
    yield "# A long ruleset: nobody plays it, but it is written as one that is played."
    yield "id: long"
    yield "title: A long ruleset"
    yield "format: 1"
    yield "turns: 12"
    yield "roles:"
    for name in ("north", "south", "east", "west"):
        yield f"  {name}: {{title: {name.capitalize()}, side: {name}, gate: 2, home: none}}"
    yield "tracks:"
    yield "  supply: {title: Supply, per: area, range: 0..60, start: area.stock}"
    yield "  heat: {title: Heat, range: 0..10, start: 2, levels: {calm: 0..3, warm: 4..7, hot: 8..10}}"
    yield "areas:"


def _area(number: int) -> Iterator[str]:
    place = _PLACES[number % len(_PLACES)]
    yield f"  {place}_{number}:"
    yield f'    title: "{place.capitalize()} {number}"'
    yield f"    zone: {'exposed' if number % 3 else 'safe'}"
    yield f"    stock: {number % 40}"
    yield f"    pop: {number * 37 % 9000}"
    yield f"    exposed: {'true' if number % 3 else 'false'}"


def _order(number: int) -> Iterator[str]:
    kind = _KINDS[number % len(_KINDS)]
    yield f"  # {kind.capitalize()} number {number}."
    yield f"  {kind}_{number}:"
    yield f"    kind: {kind}"
    yield f'    title: "{kind.capitalize()} {number} to {{place}}"'
    yield "    by: all"
    yield f'    choose: {{place: "a in area if a.stock > {number % 30}", n: "1..min(6, heat + {number % 5})"}}'
    yield "    when:"
    yield f'      "The heat is too high for it.": "heat <= {number % 8 + 2}"'
    yield f'      "Nothing is left there.": "supply[place] >= n + {number % 4}"'
    yield f"    cost: {{supply: {number % 3 + 1}}}"
    yield "    limit: {per_turn: 1, each: place}"
    yield "    does:"
    yield f'      - "supply[place] -= n + {number % 4}"'
    yield '      - if: "heat >= 6 and supply[place] < 12"'
    yield '        then: ["heat -= 1"]'
    yield '        else: ["heat += 1"]'
    yield '      - say: "Something moved near {place}."'
    yield "    source:"
    yield f"      kind: {'judgement' if number % 2 else 'estimate'}"
    yield f"      ref: S{number % 90:02}"
    yield f"      range: [{number % 4}, {number % 4 + 3}]"


def _event(number: int) -> Iterator[str]:
    yield f"  happening_{number}:"
    yield f"    weight: {number % 5 + 1}"
    yield f'    when: "heat >= {number % 9}"'
    yield "    once: true"
    yield f"    text: What happened on day {number} was in the papers for a week, and then forgotten."
    yield f'    does: ["heat -= {number % 3}", {{say: "Day {number} has passed."}}]'
