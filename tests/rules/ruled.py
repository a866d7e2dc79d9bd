"""Small rulesets written in a test, compiled and brought to life."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from engine.language.loader import load_spec
from engine.problems import Problem, Problems
from engine.rules.compiler import compile_spec
from engine.rules.link import code_of, linked
from engine.rules.ruleset import Ruleset

NEEDED = {
    "id": "id: ruled",
    "roles": "roles: {red: {}, blue: {}}",
    "orders": "orders: {hold: {by: all}}",
    "turn": "turn: {play: {by: all, offers: [hold], mode: sequential}}",
    "endings": "endings: {over: {at: end}}",
}


def compiled(text: str) -> tuple[Ruleset, tuple[Problem, ...]]:
    """Return the rules that a text makes with what it leaves out, not linked, and the warnings.

    Raises: Problems: what is wrong.
    """
    keys = {line.partition(":")[0] for line in text.splitlines()}
    whole = "\n".join([*(line for key, line in NEEDED.items() if key not in keys), text, ""])
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ruled.yaml"
        path.write_text(whole, "utf-8")
        return compile_spec(load_spec(path)[0])


def rules_of(text: str) -> Ruleset:
    """Return the living rules that a text makes."""
    rules, _ = compiled(text)
    return linked(rules, code_of(rules))


def wrong(text: str) -> tuple[Problem, ...]:
    """Return what is wrong with a text."""
    try:
        compiled(text)
    except Problems as problems:
        return problems.problems
    return ()
