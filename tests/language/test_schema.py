from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from engine.language import spec
from engine.language.plan import plan_of, top_level
from engine.language.schema import schema
from engine.language.source import Sources, read

import_module("engine.rules.effects")  # enters the verbs

CHECKOUT = Path(__file__).resolve().parents[2]
FILES = [
    *sorted((CHECKOUT / "rulesets").glob("*/*.yaml")),
    *sorted((CHECKOUT / "rulesets").glob("*/*/*.yaml")),
    *sorted((CHECKOUT / "scenarios").glob("*.yaml")),
]

_KINDS: dict[str, Any] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, (int, float)) and not isinstance(value, bool),
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
}


class Checker:
    """As much of JSON Schema as ours uses; yields the paths of what does not fit."""

    def __init__(self, whole: dict[str, Any]) -> None:
        self.whole = whole

    def wrong(self, value: Any, rule: dict[str, Any], path: str = "") -> Iterator[str]:
        if "$ref" in rule:
            name = rule["$ref"].removeprefix("#/definitions/").replace("%20", " ")
            yield from self.wrong(value, self.whole["definitions"][name], path)
            return
        kinds = rule.get("type", [])
        kinds = [kinds] if isinstance(kinds, str) else kinds
        if kinds and not any(_KINDS[kind](value) for kind in kinds):
            yield f"{path}: {value!r} is none of {kinds}"
            return
        if "anyOf" in rule:
            found = [list(self.wrong(value, each, path)) for each in rule["anyOf"]]
            if all(found):  # the branch that goes deepest is the one that was meant
                yield from max(found, key=lambda wrong: max(each.partition(":")[0].count(".") for each in wrong))
        yield from self._scalar(value, rule, path)
        if isinstance(value, dict):
            yield from self._map(value, rule, path)
        for number, item in enumerate(value if isinstance(value, list) else ()):
            yield from self.wrong(item, rule.get("items", {}), f"{path}[{number}]")

    def _scalar(self, value: Any, rule: dict[str, Any], path: str) -> Iterator[str]:
        if "enum" in rule and value not in rule["enum"]:
            yield f"{path}: {value!r} is none of {rule['enum']}"
        if isinstance(value, str) and not re.search(rule.get("pattern", ""), value):
            yield f"{path}: {value!r} does not match {rule['pattern']}"
        if isinstance(value, int) and not rule.get("minimum", value) <= value <= rule.get("maximum", value):
            yield f"{path}: {value} is out of bounds"

    def _map(self, value: dict[str, Any], rule: dict[str, Any], path: str) -> Iterator[str]:
        known = rule.get("properties", {})
        more = rule.get("additionalProperties", True)
        yield from (f"{path}: {name} is missing" for name in rule.get("required", ()) if name not in value)
        for name, inner in value.items():
            yield from self._scalar(name, rule.get("propertyNames", {}), f"{path}.{name}")
            each = known.get(name, more)
            if each is False:
                yield f"{path}.{name} is not known"
            elif each is not True:
                yield from self.wrong(inner, each, f"{path}.{name}")


def wrong_in(text: str, kind: Any = "ruleset") -> list[str]:
    whole = schema(kind)
    found = read(text.encode(), "x.yaml", Sources(), [])
    return list(Checker(whole).wrong(found, whole))


def rules(rule: Any) -> Iterator[dict[str, Any]]:
    """Yield every schema inside a schema."""
    if isinstance(rule, dict):
        yield rule
        for inner in rule.values():
            yield from rules(inner)
    for inner in rule if isinstance(rule, list) else ():
        yield from rules(inner)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(CHECKOUT)))
def test_every_shipped_file_fits_the_schema(path: Path) -> None:
    kind = "scenario" if path.parent.name == "scenarios" else "ruleset"
    assert wrong_in(path.read_text("utf-8"), kind) == []


@pytest.mark.parametrize(
    "text",
    [
        "tracks: {heat: {rnage: 0..9}}",
        "trakcs: {}",
        "turns: six",
        "turns: 0",
        "orders: {hold: {by: all, secret: yes}}",
        "turn: {play: {mode: seeled}}",
        "tracks: {Heat: {}}",
        "tracks: {heat: {range: 0-9}}",
        "begins: 7.1.2026",
        "tracks: []",
        "roles: {red: {gate-2: 3}}",
        "turn: {play: {does: [{shout: hello}]}}",
        "seats: {red: {traits: {}}}",
    ],
)
def test_what_the_reader_refuses_by_its_shape_the_schema_refuses_too(text: str) -> None:
    assert wrong_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "roles: {red: {gate: 1, home: [a, b]}, else: {gate: 0}}",
        "sets: {card: {ace: {worth: 9}}, red: 'c in card if c.red', pair: [ace, king]}",
        "tracks: {cold: {like: heat, start: }, gone: }",
        "measures: {flight: {is: 3}, odds: {is: {public: 1, private: a + 2}}}",
        "orders: {hold: {by: [a, b], choose: {n: 1..6, m: 3}, when: {Not now.: turn > 2}, cost: {'pc[me]': n}}}",
        "turn: {play: {orders: any, offers: hold, does: heat += 1}}",
        "tests: {one: {given: {'prep[drones]': 2}, when: [{role: a, order: b}], then: {'x == 1': true}}}",
        "seats: {red: bold, blue: {doctrine: shy}}",
        "title: 7\nversion: 1.0",
    ],
)
def test_what_the_reader_takes_the_schema_takes_too(text: str) -> None:
    assert wrong_in(text) == []


def test_every_key_of_the_top_is_in_the_schema() -> None:
    assert set(top_level()) == set(schema("ruleset")["properties"])


def test_a_scenario_needs_an_id_and_what_it_extends() -> None:
    assert schema("scenario")["required"] == ["id", "extends"]


def test_every_key_of_every_entry_has_help() -> None:
    whole = schema("ruleset")
    silent = [
        f"{owner}.{name}"
        for owner, rule in {**whole["definitions"], "top": whole}.items()
        for name, inner in rule.get("properties", {}).items()
        if not inner.get("markdownDescription")
    ]
    assert silent == []


def test_no_class_but_members_and_procedures_takes_keys_that_it_does_not_know() -> None:
    loose = [name for name, rule in schema("ruleset")["definitions"].items() if rule.get("additionalProperties", False)]
    assert loose == ["Area", "Member", "Procedure", "Role"]


def test_every_reference_leads_to_a_definition() -> None:
    whole = schema("ruleset")
    wanted = {
        rule["$ref"].removeprefix("#/definitions/").replace("%20", " ") for rule in rules(whole) if "$ref" in rule
    }
    assert wanted == set(whole["definitions"])


def test_the_schema_is_json_and_the_same_each_time() -> None:
    assert json.dumps(schema("ruleset")) == json.dumps(schema("ruleset"))


def test_the_keys_of_a_track_in_the_schema_are_those_of_its_class() -> None:
    assert set(schema("ruleset")["definitions"]["Track"]["properties"]) == {*plan_of(spec.Track).keys, "like"}
