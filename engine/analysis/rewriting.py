"""Rules compiled otherwise than they are written: with other numbers, or without what they do.

Language and compiler come with it: ask `variants`, where what was compiled once is remembered.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from typing import Any

import attrs

from ..language.files import Layer
from ..language.layers import layers_of
from ..language.shapes import Written
from ..language.source import Map, Sources, read
from ..language.spec import Measure
from ..language.spec import Ruleset as WrittenRuleset
from ..rules.ruleset import Ruleset
from ..rules.written import compile_spec, load_spec

_DOES: dict[str, dict[str, Any]] = {
    "orders": {"when": {}, "cost": {}, "does": ()},
    "events": {"when": None, "does": ()},
    "doctrines": {"reads": (), "stances": (), "cards": (), "accepts": {}},
    "turn": {"does": (), "after": ()},
}
"""What entries do, by section, and what stands in its place where they do nothing."""


def with_numbers(path_or_id: str, turns: int, constants: Iterable[tuple[str, float]]) -> Ruleset:
    """Return the rules of a scenario with so many turns, 0 for its own, and these measures as constants.

    Raises: Problems: everything that is wrong with it.
    """
    written, _ = load_spec(path_or_id)
    values = dict(constants)
    measures = tuple(_set(it, values[it.id]) if it.id in values else it for it in written.measures)
    return compile_spec(attrs.evolve(written, turns=turns or written.turns, measures=measures))[0]


def idle(path_or_id: str) -> Ruleset:
    """Return the rules of a scenario of which only what the scenario itself writes does anything.

    Raises: Problems: what is wrong with all that is left.
    """
    return compile_spec(_idle(load_spec(path_or_id)[0], own_entries(path_or_id)))[0]


def own_entries(path_or_id: str) -> frozenset[tuple[str, str]]:
    """Return what a scenario itself writes or takes out, by section and id, of what could do something."""
    *own, _ruleset = layers_of(path_or_id)
    return frozenset((section, id) for it in _maps(own) for section in _DOES for id in it.get(section) or ())


def _maps(layers: Iterable[Layer]) -> Iterator[Map]:
    """Yield what stands in files that were found to be whole."""
    for layer in layers:
        for data in layer.files.values():
            if (found := read(data, "", Sources(), [])) is not None:
                yield found


def _idle(written: WrittenRuleset, own: Container[tuple[str, str]]) -> WrittenRuleset:
    """Return a ruleset of which nothing does anything but these entries, by section and id."""
    sections: dict[str, Any] = {}
    for section, nothing in _DOES.items():
        entries = getattr(written, section)
        sections[section] = tuple(it if (section, it.id) in own else attrs.evolve(it, **nothing) for it in entries)
    return attrs.evolve(written, **sections)


def _set(measure: Measure, value: float) -> Measure:
    return attrs.evolve(measure, is_=(("", Written(f"{value:g}", measure.mark)),))
