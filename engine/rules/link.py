"""Compiled rules given life: the generated Python is run once and its functions put in their places."""

from __future__ import annotations

from types import CodeType
from typing import Any

from .remembering import Resting
from .ruleset import Function, Linked, Ruleset
from .runtime import RUNTIME


def code_of(rules: Ruleset) -> CodeType:
    """Return the generated Python compiled to byte code."""
    return compile(rules.source, f"<rules of {rules.id}>", "exec", dont_inherit=True, optimize=0)


def linked(rules: Ruleset, code: CodeType) -> Ruleset:
    """Put the functions of `code` into the rules and return them."""
    rules.resting = _resting(rules)
    functions: dict[str, Any] = {**RUNTIME, "resting": rules.resting}
    exec(code, functions)
    for rule in _rules(rules):
        rule.link(functions)
    rules.functions = functions
    return rules


def _resting(rules: Ruleset) -> Resting:
    """Return what is remembered and rests on each number."""

    def where(place: int) -> tuple[str, tuple[int, ...]]:
        track, indices = rules.track_at(place)
        return track.id, indices

    listed = (rules.tracks[id] for id in rules.listed)
    return Resting(rules.rests, where, frozenset(place for it in listed for place in range(it.base, it.base + it.size)))


def function_of(rules: Ruleset, name: str, text: str) -> Function:
    """Return a function that the rules keep as text, given life the first time it is asked for."""
    functions = rules.functions
    if name not in functions:
        assert isinstance(functions, dict), name
        exec(compile(text, f"<rules of {rules.id}: {name}>", "exec", dont_inherit=True, optimize=0), functions)
    found: Function = functions[name]
    return found


def odds_name(id: str) -> str:
    """Return the name of the function that tells the odds of an order or an answer; a dot is spelled out."""
    return f"odds_{id.replace('.', '_FOR_')}"


def _rules(rules: Ruleset) -> list[Linked]:
    found: list[Linked] = [
        *rules.measures.values(),
        *rules.orders.values(),
        *rules.conditions.values(),
        *rules.motions.values(),
        *rules.terms.values(),
        *(term.order for term in rules.terms.values()),
        *rules.phases,
        *rules.events.values(),
        *rules.injects.values(),
        *rules.endings.values(),
        *rules.objectives.values(),
        *rules.funnels.values(),
    ]
    found += [choice for event in rules.events.values() for choice in event.choices]
    for doctrine in rules.doctrines.values():
        found += [doctrine, *doctrine.reads, *doctrine.stances, *doctrine.cards, *doctrine.accepts]
    return found
