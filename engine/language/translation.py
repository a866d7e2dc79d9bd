"""Every text of a ruleset that people read, found by the shapes of its keys, said in another language.

A title that is not written is made of the id; it can be translated like one that is. What players do
not read (tests, versions, drawings) stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

import attrs

from . import spec
from .plan import Key, plan_of
from .shapes import Effects, Either, Many, Named, Node, Of, Prose, Sentence, Shape, Table, Word, Written
from .speakers import Text
from .text import is_id
from .verbs import Assignment

_SETS = {"roles": "role", "areas": "area", "forces": "force"}
_UNTITLED = (spec.Card, spec.Case, spec.Condition, spec.Read, spec.Ruleset, spec.Stance)
_SENTENCES = (spec.Order, spec.Condition, spec.Motion, spec.Argument)  # their titles have formulas


class Speaker(Protocol):
    """Who says texts in some language."""

    def say(self, text: Text) -> str:
        """Return the text as it is said in this language."""

    def twice(self, said: str, mark: int) -> None:
        """Report that two reasons of one order would become one."""


def translated(written: spec.Ruleset, speaker: Speaker) -> spec.Ruleset:
    """Return the ruleset with its texts as the speaker says them; nothing else differs."""
    walk = _Walk(speaker)
    walk.ids = _ids(written)
    members: dict[str, Any] = {}
    for section, root in _SETS.items():
        members[section] = walk.members(root, getattr(written, section))
    sets = tuple(walk.set(each) for each in written.sets)
    whole: spec.Ruleset = walk.object(written)
    return attrs.evolve(whole, **members, sets=sets, words=walk.words)


def in_words(id: str) -> str:
    """Return an id as people read it."""
    return id.replace("_", " ")


def _ids(written: spec.Ruleset) -> frozenset[str]:
    """Return the ids of all members, and `none`: an attribute with one of them is no word."""
    found = [*written.roles, *written.areas, *written.forces, *(it for each in written.sets for it in each.members)]
    return frozenset({"none", *(member.id for member in found)})


class _Walk:
    """Goes through objects of the spec classes, by the shapes of their fields."""

    def __init__(self, speaker: Speaker) -> None:
        self.ids: frozenset[str] = frozenset()
        self.words: dict[str, str] = {}
        self._speaker = speaker

    def members(self, root: str, found: tuple[spec.Member, ...]) -> tuple[Any, ...]:
        """Return the members of a set that a section fills; the set's name may be that of a parameter."""
        if found:
            self._word(root, found[0].mark)
        return self.many(found)

    def many(self, found: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(map(self.object, found))

    def set(self, found: spec.SetSpec) -> spec.SetSpec:
        self._word(found.id, found.mark)
        return attrs.evolve(found, members=self.many(found.members))

    def object(self, found: Any) -> Any:
        """Return an object with its texts said; `found` itself when it has none."""
        if isinstance(found, (Assignment, spec.Case)):
            return found
        changed = {}
        file: str = getattr(found, "text_file", "")
        for key in plan_of(type(found)).keys.values():
            value = getattr(found, key.field)
            if key.field == "text" and file:
                continue  # a text file is translated by a file
            said = self._value(key.shape, value, _marks(found, key))
            if said is not value:
                changed[key.field] = said
        if isinstance(found, spec.Entry):
            changed |= self._untitled(found)
        if isinstance(found, spec.Member):
            self._attributes(found)
        if isinstance(found, spec.Track) and found.levels is not None:
            self._levels(found.levels)
        return attrs.evolve(found, **changed) if changed else found

    def _value(self, shape: Shape, value: Any, marks: Mapping[str, int]) -> Any:
        """Return a value with its texts said; `marks` has its own under "", those of its keys under theirs."""
        mark = marks[""]
        match shape:
            case Prose(said=True) if value:
                return self._said(value, mark)
            case Sentence() if value is not None:
                return Written(self._said(value.text, value.mark, "sentence"), value.mark)
            case Named():
                for name, _formula in value:
                    self._word(name, mark)
            case Word(words=True) if value:
                self._word(value, mark)
            case Of() if value is not None:
                return self.object(value)
            case Effects():
                return self.many(value)
            case Many(of=Of()):
                return self.many(value)
            case Table() | Either() if isinstance(value, (dict, tuple)):
                return self._table(shape, value, marks)
        return value

    def _table(self, shape: Shape, value: Any, marks: Mapping[str, int]) -> Any:
        tables = shape.shapes if isinstance(shape, Either) else (shape,)
        table = next((each for each in tables if isinstance(each, Table)), None)
        if table is None:
            return value
        if isinstance(value, tuple):
            return self.many(value)
        if table.words:
            for name in value:
                self._word(name, marks.get(name, marks[""]))
        inner = {name: self._value(table.of, each, {"": marks.get(name, marks[""])}) for name, each in value.items()}
        return self._reasons(inner, marks) if table.said else inner

    def _reasons(self, table: dict[str, Any], marks: Mapping[str, int]) -> dict[str, Any]:
        """Return a table whose keys are sentences with those said."""
        found: dict[str, Any] = {}
        for reason, inner in table.items():
            mark = marks.get(reason, marks[""])
            said = self._said(reason, mark, "sentence") if reason else reason
            if said in found:
                self._speaker.twice(reason, mark)
                said = reason
            found[said] = inner
        return found

    def _untitled(self, entry: spec.Entry) -> dict[str, Any]:
        """Return what stands for a title that is made of the id, when that is said in other words."""
        if isinstance(entry, spec.Condition):
            return self._made("text", entry, in_words(entry.id).capitalize())
        if isinstance(entry, _UNTITLED):
            return {}
        words = in_words(entry.id)
        return self._made("title", entry, words if isinstance(entry, spec.Member) else words.capitalize())

    def _made(self, name: str, entry: spec.Entry, made: str) -> dict[str, Any]:
        if getattr(entry, name):
            return {}
        said = self._said(made, entry.mark)
        if said == made:
            return {}
        return {name: Written(said, entry.mark) if isinstance(entry, _SENTENCES) else said}

    def _attributes(self, member: spec.Member) -> None:
        """Say the words that attributes have (`zone: safe`)."""
        for node in member.attributes.values():
            if isinstance(node.value, str) and is_id(node.value) and node.value not in self.ids:
                self._word(node.value, node.mark)

    def _levels(self, node: Node) -> None:
        names = node.value if isinstance(node.value, (dict, list)) else ()
        for name in names:
            if isinstance(name, str):
                self._word(name.replace(" ", "_"), node.mark)

    def _word(self, id: str, mark: int) -> None:
        words = in_words(id)
        if len(id) > 2 and words not in self.words:  # shorter ones are letters of formulas
            said = self._speaker.say(Text(text=words, mark=mark, kind="word"))
            if said != words:
                self.words[words] = said

    def _said(self, text: str, mark: int, kind: str = "prose") -> str:
        return self._speaker.say(Text(text=text, mark=mark, kind=kind))


def _marks(found: Any, key: Key) -> dict[str, int]:
    """Return the mark of a key's value under "", and those of the keys inside it."""
    fields = getattr(found, "fields", {})
    own = fields.get(key.name, getattr(found, "mark", 0))
    before, after = f"{key.name}.", ":"
    inner = {
        path[len(before) : -1]: mark
        for path, mark in fields.items()
        if path.startswith(before) and path.endswith(after)
    }
    return {**inner, "": own}
