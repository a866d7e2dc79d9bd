"""The language as JSON Schema (draft-07), for editors: generated from the spec classes and the verbs.

One schema fits every file of a ruleset's folder and every scenario. It says less than the reader (an
editor knows no ids and no formulas), and never refuses what the reader accepts.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Any, Literal

from . import spec
from .plan import SET_OF, Key, Plan, entry_class, plan_of
from .shapes import (
    Day,
    Effects,
    Either,
    Flag,
    Formula,
    Many,
    Named,
    Of,
    OneWord,
    Prose,
    Raw,
    Selection,
    Sentence,
    Shape,
    Span,
    Table,
    Whole,
    Word,
)
from .speakers import Overlay
from .verbs import VERBS, Assignment

Schema = dict[str, Any]

ID = "^[a-z][a-z0-9_]*$"
DASHED_ID = "^[a-z][a-z0-9_-]*$"

_TEXT: Schema = {"type": ["string", "number", "boolean"]}
_FORMULA: Schema = {"type": ["string", "number", "boolean"]}


def schema(kind: Literal["ruleset", "scenario", "overlay"]) -> Schema:
    """Return the JSON Schema of a ruleset's files, of a scenario's file, or of an overlay's.

    A ruleset has many files, so none of them needs any key; a scenario says its id and what it extends.
    """
    writer = _Writer()
    top = writer.overlay() if kind == "overlay" else writer.top(kind)
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": f"Whitecell {kind}",
        **top,
        "definitions": dict(sorted(writer.definitions.items())),
    }


class _Writer:
    """Writes shapes out; classes become definitions, so that they may hold each other."""

    def __init__(self) -> None:
        self.definitions: dict[str, Schema] = {}
        self._writers: Mapping[type[Shape], Callable[[Any], Schema]] = {
            Word: _word,
            Prose: lambda _: dict(_TEXT),
            Sentence: lambda _: dict(_TEXT),
            Formula: lambda _: dict(_FORMULA),
            Selection: _selection,
            Named: lambda _: _one_of(dict(_FORMULA), _map_of(dict(_FORMULA))),
            Whole: lambda shape: {"type": "integer", "minimum": shape.least, "maximum": shape.most},
            Flag: lambda _: {"type": "boolean"},
            Day: lambda _: {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
            OneWord: lambda shape: {"enum": list(shape.words)},
            Span: _span,
            Raw: lambda _: {},
            Many: self._many,
            Table: self._table,
            Effects: self._effects,
            Of: lambda shape: self._object(shape.cls()),
            Either: lambda shape: _one_of(*map(self.shape, shape.shapes)),
        }

    def top(self, kind: str) -> Schema:
        plan = plan_of(spec.Ruleset)
        properties = {"id": {**_word(Word(dashes=True)), **_help("The id; other files find it by this.")}}
        properties |= {name: self.key(key) for name, key in plan.keys.items()}
        for section, (name, cls) in SET_OF.items():
            properties[section] = {**self._members(cls), **_help(f"The members of the set `{name}`.")}
        properties["sets"] = {**self._sets(), **_help("Sets of one's own: members, or a selection.")}
        needed = ["id", "extends"] if kind == "scenario" else []
        return {**_object(properties, needed), **_help(_docstring(spec.Ruleset))}

    def overlay(self) -> Schema:
        plan = plan_of(Overlay)
        properties = {name: self.key(key) for name, key in plan.keys.items()}
        return {**_object(properties, [key.name for key in plan.required]), **_help(_docstring(Overlay))}

    def shape(self, shape: Shape) -> Schema:
        """Return the schema of a value of this shape."""
        return self._writers[type(shape)](shape)

    def key(self, key: Key) -> Schema:
        """Return the schema of a key's value, with its help; null may remove what a base gives."""
        return {"anyOf": [self.shape(key.shape), {"type": "null"}], **_help(key.doc)}

    def _many(self, shape: Many) -> Schema:
        one = self.shape(shape.of)
        return _one_of(one, {"type": "array", "items": one})

    def _table(self, shape: Table) -> Schema:
        cls = entry_class(shape)
        return _map_of(self.shape(shape.of), free=shape.free and cls is None)

    def _members(self, cls: type[spec.Member]) -> Schema:
        attributes = _map_of({})
        return {**_map_of(self._object(cls)), "properties": {"else": attributes}}

    def _sets(self) -> Schema:
        return _map_of(_one_of(self._members(spec.Member), {"type": "string"}, {"type": "array"}))

    def _object(self, cls: type) -> Schema:
        """Return a reference to the definition of a class, which is written when it is new."""
        plan = plan_of(cls)
        name = cls.__name__
        if name not in self.definitions:
            self.definitions[name] = {}
            self.definitions[name] = {**self._defined(plan), **_help(_docstring(cls))}
        return {"$ref": f"#/definitions/{name}"}

    def _defined(self, plan: Plan) -> Schema:
        properties = {name: self.key(key) for name, key in plan.keys.items()}
        entry = issubclass(plan.cls, spec.Entry)
        if entry:
            properties["like"] = {"type": "string", **_help("An entry of this section, to take all other keys from.")}
        needed = [] if entry else [key.name for key in plan.required]  # an entry may take them from another
        written = _object(properties, needed)
        if issubclass(plan.cls, spec.Member):
            written |= {"additionalProperties": True, "propertyNames": {"pattern": ID}}
        if plan.cls is spec.Procedure:
            del written["properties"]["phases"]  # they stand among its own keys
            written |= {"additionalProperties": self._object(spec.Phase), "propertyNames": {"pattern": ID}}
        return written

    def _effects(self, _shape: Effects) -> Schema:
        if "Effect" not in self.definitions:
            self.definitions["Effect"] = {}
            verbs = [self._verb(verb, plan_of(cls)) for verb, cls in VERBS.items()]
            text = {"type": "string", **_help(_docstring(Assignment))}
            self.definitions["Effect"] = {"anyOf": [text, *verbs]}
        one = {"$ref": "#/definitions/Effect"}
        return _one_of(one, {"type": "array", "items": one})

    def _verb(self, verb: str, plan: Plan) -> Schema:
        name = f"effect {verb}"
        properties = {key.name: self.key(key) for key in plan.keys.values()}
        properties[verb] |= _help(_docstring(plan.cls))
        needed = sorted({verb, *(key.name for key in plan.required)})
        self.definitions[name] = {**_object(properties, needed), **_help(_docstring(plan.cls))}
        return {"$ref": f"#/definitions/{name.replace(' ', '%20')}"}


def _word(shape: Word) -> Schema:
    return {"type": "string", "pattern": DASHED_ID if shape.dashes else ID}


def _selection(_shape: Selection) -> Schema:
    return _one_of({"type": ["string", "number"]}, {"type": "array", "items": {"type": ["string", "integer"]}})


def _span(_shape: Span) -> Schema:
    return _one_of({"type": "integer"}, {"type": "string", "pattern": r"^(any|-?[0-9]+\s*\.\.\s*-?[0-9]+)$"})


def _object(properties: Mapping[str, Schema], needed: list[str]) -> Schema:
    written: Schema = {"type": "object", "additionalProperties": False, "properties": dict(properties)}
    return {**written, "required": needed} if needed else written


def _map_of(values: Schema, *, free: bool = False) -> Schema:
    written: Schema = {"type": "object", "additionalProperties": _one_of(values, {"type": "null"}) if values else True}
    return written if free else {**written, "propertyNames": {"pattern": ID}}


def _one_of(*schemas: Schema) -> Schema:
    return {"anyOf": list(schemas)}


def _help(text: str) -> Schema:
    return {"description": text.replace("`", ""), "markdownDescription": text} if text else {}


def _docstring(cls: type) -> str:
    return inspect.cleandoc(cls.__doc__ or "").split("\n\n")[0].replace("\n", " ")
