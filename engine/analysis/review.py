"""Everything that is wrong with a ruleset, its tests, claims and sources included, and what was read."""

from __future__ import annotations

import attrs

from ..language.files import layer_at
from ..language.library import find
from ..language.spec import Ruleset as Written
from ..problems import MOST_SHOWN, Problem, Problems
from ..rules.load import checked, compiled
from ..rules.written import load_spec
from . import idle, sources, trials
from .cases import IN_VAIN, asked_in_vain, pieces_of
from .references import NO_SOURCE

SECTIONS = {
    "role": "roles",
    "area": "areas",
    "track": "tracks",
    "measure": "measures",
    "order": "orders",
    "phase": "turn",
    "procedure": "procedures",
    "event": "events",
    "inject": "injects",
    "ending": "endings",
    "objective": "objectives",
    "doctrine": "doctrines",
    "test": "tests",
    "claim": "claims",
    "expectation": "expects",
}


@attrs.frozen(kw_only=True)
class Review:
    """What a check found; `counts` says what was read, empty when nothing could be."""

    path: str
    problems: tuple[Problem, ...]
    counts: dict[str, int] = attrs.field(factory=dict)


def review(path_or_id: str, language: str = "") -> Review:
    """Return all problems and warnings of a ruleset or scenario, sorted by place; with a language, of its overlays."""
    counts: dict[str, int] = {}
    try:
        written, warnings = load_spec(path_or_id)
        counts = _counts(path_or_id, written)
        rules, warnings = checked(path_or_id, language) if language else compiled(path_or_id, written, warnings)
        warnings = (
            *warnings,
            *idle.warnings(written, rules),
            *_of_tests(path_or_id, written),
            *trials.asked_in_vain(path_or_id, written),
            *_of_sources(written),
        )
    except Problems as found:
        return Review(path=path_or_id, problems=found.problems, counts=counts)
    return Review(path=path_or_id, problems=_sorted(warnings), counts=counts)


def _counts(path_or_id: str, written: Written) -> dict[str, int]:
    files = len(layer_at(find(path_or_id)).files)
    return {"file": files, **{name: len(getattr(written, section)) for name, section in SECTIONS.items()}}


def _of_tests(path_or_id: str, written: Written) -> list[Problem]:
    """Return what tests ask for and the rules do not have, found without playing."""
    found = [(piece, wrong) for piece in pieces_of(path_or_id, written) for wrong in asked_in_vain(piece)]
    return [
        Problem(place=it.place, code=IN_VAIN, message=it.message, excerpt=piece.sources.excerpt(it.place))
        for piece, it in found
    ]


def _of_sources(written: Written) -> list[Problem]:
    """Return what is wrong with sources: they are read by people and by analysis, and play does not need them."""
    return [written.sources.problem(mark, NO_SOURCE, message) for mark, message in sources.faults(written)]


def _sorted(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    return tuple(sorted(dict.fromkeys(problems), key=lambda it: it.place)[:MOST_SHOWN])
