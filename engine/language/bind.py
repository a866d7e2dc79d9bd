"""From YAML as it was read to the spec classes, by the shapes of their fields.

Nothing here knows a section by name but `roles`, `areas`, `forces` and `sets`: a new key is a new
field of its spec class. Every mistake is found in one go; what stands inside a bad value is not
looked at, so each has its first cause only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from . import spec
from .burden import MOST_TERMS, Burden
from .faults import Faults
from .merge import filled_up
from .mistakes import BRACES, MISSING, NO_EFFECT, NO_VALUE, TAKEN, TEXT_TWICE, UNKNOWN_KEY
from .plan import SET_OF, Plan, marks_of, plan_of, top_level
from .scalars import READERS, Wrong, braces_in, misread, number_at, wanted, wrong_id
from .shapes import (
    Effects,
    Either,
    Formula,
    Many,
    Named,
    Node,
    Of,
    Prose,
    Raw,
    Selection,
    Sentence,
    Shape,
    Table,
    Terms,
    Word,
    Written,
)
from .source import Map, Seq
from .text import clean, is_id, quoted
from .verbs import VERBS, Assignment, Effect

T = TypeVar("T")

TextOf = Callable[[str, int], str | None]
"""Gives the content of a text file by its path and the mark of that; None when a problem was told."""

_LONGEST_KEY = 500
_TERMS = "a formula or a map of named terms"
_SAYING = "take the braces out; what `say` tells takes formulas"


def bind(whole: Map, faults: Faults, text_of: TextOf) -> spec.Ruleset | None:
    """Return the ruleset that `whole` describes, or None when its shape is wrong somewhere."""
    ruleset = _Binder(faults, text_of).ruleset(whole)
    return None if isinstance(ruleset, _Bad) else ruleset


def bind_one(cls: type[T], whole: Map, faults: Faults) -> T | None:
    """Return the object of a spec class that a whole file describes, or None when its shape is wrong somewhere."""
    found = _Binder(faults, lambda _path, _mark: None).one(cls, whole)
    return found if isinstance(found, cls) else None


class _Bad:
    """Stands for a value that is not what its key wants; the problem is told."""


BAD = _Bad()


class _Binder:
    """Reads values by their shapes; every method gives `BAD` after telling what is wrong."""

    def __init__(self, faults: Faults, text_of: TextOf) -> None:
        self._faults = faults
        self._burden = Burden(faults)
        self._text_of = text_of
        self._branches: dict[type[Shape], Callable[[Any, Any, int], Any]] = {
            Named: self._named,
            Many: self._many,
            Table: self._table,
            Effects: self._effects,
            Of: self._of,
            Either: self._either,
            Raw: lambda _shape, value, mark: Node(value, mark),
        }

    # ---- the whole, its sets and their members

    def ruleset(self, whole: Map) -> spec.Ruleset | _Bad:
        plan = plan_of(spec.Ruleset)
        own = {name: whole[name] for name in ("id", *SET_OF, "sets") if name in whole}
        unknown = [name for name in whole if name not in plan.keys and name not in own]
        for name in unknown:
            self._unknown(whole, name, "a ruleset", top_level())
        filled = self._filled(plan, whole, whole.at)
        parts = self._parts(whole)
        if isinstance(filled, _Bad) or isinstance(parts, _Bad) or unknown:
            return BAD
        seats = {role: _pair(seat) for role, seat in filled.get("seats", {}).items()}
        return spec.Ruleset(**{**filled, **parts, "seats": seats, "mark": whole.at})

    def one(self, cls: type, whole: Map) -> Any:
        return self._object(plan_of(cls), whole, whole.at)

    def _parts(self, whole: Map) -> dict[str, Any] | _Bad:
        """Return what the ruleset has besides its plain keys: its id, and all members of sets."""
        parts: dict[str, Any] = {"id": self._id_of(whole), "lacking": {}}
        for section, (_, cls) in SET_OF.items():
            if section in whole:
                parts[section], parts["lacking"][section] = self._members(cls, whole[section], whole.values_at[section])
        if "sets" in whole:
            parts["sets"] = self._sets(whole["sets"], whole.values_at["sets"])
        return BAD if _any_bad(parts.values()) else parts

    def _id_of(self, whole: Map) -> Any:
        if "id" in whole:
            return self._value(Word(dashes=True), whole["id"], whole.values_at["id"])
        hint = "write `id: a_name_of_its_own` at the top"
        return self._bad(MISSING, whole.at, "there is no key 'id'; every ruleset and scenario has one", hint=hint)

    def _members(self, cls: type[spec.Member], value: Any, mark: int) -> tuple[Any, dict[str, Node]]:
        """Return the members, and what `else` gives to those that leave it out."""
        if not isinstance(value, Map):
            return self._refuse(value, mark, "a map from ids to members"), {}
        rest = value.get("else", {})
        if not isinstance(rest, Map) and "else" in value:
            return self._refuse(rest, value.values_at["else"], "a map of attributes"), {}
        plan = plan_of(cls)
        usual = [name for name in rest if name in plan.keys]
        entries = (
            (name, node if isinstance(node, _Bad) else filled_up(node, rest, usual), mark)
            for name, node, mark in self._entries(value, plan)
        )
        members = [self._member(plan, *entry) for entry in entries if entry[0] != "else"]
        lacking = {name: Node(rest[name], rest.values_at[name]) for name in rest if name not in plan.keys}
        told = [self._attribute(rest, name) for name in lacking]
        return (tuple(members) if all(told) and not _any_bad(members) else BAD), lacking

    def _member(self, plan: Plan, name: str, node: Map | _Bad, mark: int) -> Any:
        if isinstance(node, _Bad):
            return BAD
        attributes = [name for name in node if name not in plan.keys]
        told = [self._attribute(node, name) for name in attributes]
        filled = self._filled(plan, node, mark)
        if isinstance(filled, _Bad) or not all(told):
            return BAD
        values = {name: Node(node[name], node.values_at[name]) for name in attributes}
        return plan.cls(id=name, mark=mark, attributes=values, **filled)

    def _attribute(self, node: Map, name: str) -> bool:
        if not is_id(name):
            self._wrong(wrong_id(name), node.keys_at[name], name)
        elif node[name] is None:
            self._no_value(node.values_at[name])
        else:
            return True
        return False

    def _sets(self, value: Any, mark: int) -> Any:
        if not isinstance(value, Map):
            return self._refuse(value, mark, "a map from names to sets")
        sets = [self._set(value, name) for name in value]
        return BAD if _any_bad(sets) else tuple(sets)

    def _set(self, sets: Map, name: str) -> spec.SetSpec | _Bad:
        value, at, mark = sets[name], sets.keys_at[name], sets.values_at[name]
        filler = next((section for section, (filled, _) in SET_OF.items() if filled == name), None)
        if not is_id(name):
            return self._wrong(wrong_id(name), at, name)
        if filler is not None:
            return self._bad(TAKEN, at, f"the set '{name}' is filled by `{filler}:`", length=len(name))
        if isinstance(value, Map):
            members, lacking = self._members(spec.Member, value, mark)
            return BAD if members is BAD else spec.SetSpec(id=name, mark=at, members=members, lacking=lacking)
        if not isinstance(value, (str, Seq)) and value is not None:
            return self._refuse(value, mark, "members, or a selection like `r in role if r.lead`")
        selection = self._value(Selection(), value, mark)
        return BAD if selection is BAD else spec.SetSpec(id=name, mark=at, selection=selection)

    # ---- classes

    def _of(self, shape: Of, value: Any, mark: int) -> Any:
        plan = plan_of(shape.cls())
        return self._object(plan, value, mark) if isinstance(value, Map) else self._refuse(value, mark, _keys(plan))

    def _object(self, plan: Plan, node: Map, mark: int, **more: Any) -> Any:
        """Return an object of the plan's class; every key must be one of its own."""
        unknown = [name for name in node if name not in plan.keys]
        for name in unknown:
            self._unknown(node, name, plan.label, plan.keys)
        filled = self._filled(plan, node, mark)
        if isinstance(filled, _Bad) or unknown:
            return BAD
        return plan.cls(mark=mark, **more, **filled) if plan.marked else plan.cls(**more, **filled)

    def _filled(self, plan: Plan, node: Map, mark: int) -> dict[str, Any] | _Bad:
        """Return the fields that `node` fills; keys that the plan does not have are passed over."""
        values: dict[str, Any] = {}
        missing = [key for key in plan.required if key.name not in node]
        good = not missing
        marks = node.values_at
        for name, key in plan.keys.items():
            if name in node:
                values[key.field] = read = self._value(key.shape, node[name], marks[name])
                if read is BAD:
                    self._faults.advise(marks[name], key.doc)
                    good = False
        if missing:
            self._faults.missing(plan, missing, mark)
        if "text_file" in node and "text_file" in plan.keys and good:
            good = self._add_text(plan, node, values)
        if plan.fielded:
            values["fields"] = marks_of(plan, node)
        return values if good else BAD

    def _add_text(self, plan: Plan, node: Map, values: dict[str, Any]) -> bool:
        path, mark = values["text_file"], node.values_at["text_file"]
        if "text" in node:
            message = "this entry has `text` and `text_file`; it may have one of them"
            self._faults.add(TEXT_TWICE, node.keys_at["text_file"], message, length=len("text_file"))
            return False
        text = self._text_of(path, mark)
        if text is not None:
            values["text"] = Written(text, mark) if isinstance(plan.keys["text"].shape, Sentence) else text
        return text is not None

    # ---- branches

    def _value(self, shape: Shape, value: Any, mark: int) -> Any:
        if value is None:
            return self._no_value(mark)
        reader = READERS.get(type(shape))
        if reader is None:
            return self._branches[type(shape)](shape, value, mark)
        if type(value) is float and isinstance(shape, (Prose, Sentence, Formula, Selection)):
            value = self._as_written(value, mark)
        read = reader(shape, value, mark)
        if type(read) is Written:
            self._burden.text(read)
        elif type(shape) is Prose and (braces := braces_in(shape, read)):
            message = f"{quoted(braces)} is shown as it stands: this text takes no formulas"
            self._faults.add(BRACES, mark, message, hint=_SAYING, severity="warning")
        return self._wrong(read, mark, value) if type(read) is Wrong else read

    def _named(self, shape: Named, value: Any, mark: int) -> Terms | _Bad:
        if not isinstance(value, Map):
            plain = self._value(Formula(), value, mark)
            return BAD if plain is BAD else (("", plain),)
        self._burden.items(value, mark, MOST_TERMS)
        table: Any = self._table(Table(Formula()), value, mark) if value else self._refuse(value, mark, _TERMS)
        return BAD if table is BAD else tuple(table.items())

    def _many(self, shape: Many, value: Any, mark: int) -> Any:
        of = shape.of
        if not isinstance(value, Seq):
            one = self._value(of, value, mark)
            return BAD if one is BAD else (one,)
        self._burden.items(value, mark)
        items = [self._value(of, item, at) for item, at in zip(value, value.items_at, strict=True)]
        return BAD if _any_bad(items) else tuple(items)

    def _table(self, shape: Table, value: Any, mark: int) -> Any:
        if not isinstance(value, Map):
            return self._refuse(value, mark, _table_of(shape))
        if isinstance(shape.of, Of) and issubclass(cls := shape.of.cls(), spec.Entry):
            return self._entries_of(plan_of(cls), value)
        self._burden.items(value, mark)
        table: dict[str, Any] = {}
        good = True
        for name, inner in value.items():
            if shape.free:
                known = clean(name, most=_LONGEST_KEY)
            elif is_id(name):
                known = name
            else:
                self._wrong(wrong_id(name), value.keys_at[name], name)
                good = False
                continue
            table[known] = read = self._value(shape.of, inner, value.values_at[name])
            good = good and read is not BAD
        return table if good else BAD

    def _entries_of(self, plan: Plan, table: Map) -> Any:
        entries = [
            BAD if isinstance(node, _Bad) else self._object(plan, node, mark, id=name)
            for name, node, mark in self._entries(table, plan)
        ]
        return BAD if _any_bad(entries) else tuple(entries)

    def _entries(self, table: Map, plan: Plan) -> Iterator[tuple[str, Map | _Bad, int]]:
        """Yield id, keys and mark of each entry of a table; `else` where members stand."""
        members = issubclass(plan.cls, spec.Member)
        for name, node in table.items():
            at = table.keys_at[name]
            self._burden.entry(at)
            if not (is_id(name) or (members and name == "else")):
                yield name, self._wrong(wrong_id(name), at, name), at
            elif node is None:
                yield name, self._no_value(at, name), at
            elif not isinstance(node, Map):
                yield name, self._refuse(node, table.values_at[name], _keys(plan)), at
            else:
                yield name, node, at

    def _either(self, shape: Either, value: Any, mark: int) -> Any:
        """Return the value by the shape that fits what it is; a table's plain value gets no name."""
        branch = next((each for each in shape.shapes if isinstance(each, (Table, Of, Named))), None)
        plain = next(each for each in shape.shapes if not isinstance(each, (Table, Of)))
        if branch is None or not isinstance(value, Map):
            read = self._value(plain, value, mark)
            return {"": read} if isinstance(branch, Table) and read is not BAD else read
        return self._value(branch, value, mark)

    # ---- effects

    def _effects(self, shape: Effects, value: Any, mark: int) -> Any:
        if not isinstance(value, Seq):
            one = self._effect(value, mark)
            return BAD if isinstance(one, _Bad) else (one,)
        self._burden.items(value, mark)
        effects = [self._effect(item, at) for item, at in zip(value, value.items_at, strict=True)]
        return BAD if _any_bad(effects) else tuple(effects)

    def _effect(self, item: Any, mark: int) -> Effect | _Bad:
        if isinstance(item, str):
            text = Written(item, mark)
            self._burden.text(text)
            return Assignment(text=text, mark=mark)
        if not isinstance(item, Map):
            return self._bad(NO_EFFECT, mark, f"found {quoted(item)}, expected an assignment in quotes or a verb")
        verbs = [name for name in item if name in VERBS]
        if len(verbs) == 1:
            self._burden.verb(mark)
            effect: Effect | _Bad = self._object(plan_of(VERBS[verbs[0]]), item, item.keys_at[verbs[0]])
            return effect
        if verbs:
            message = f"one effect has one verb; {' and '.join(map(quoted, verbs))} are two"
            return self._bad(NO_EFFECT, item.keys_at[verbs[1]], message, hint="begin a new item of the list with `- `")
        return self._no_verb(item, mark)

    def _no_verb(self, item: Map, mark: int) -> _Bad:
        if not item:
            return self._bad(NO_EFFECT, mark, "found an empty map, expected an assignment in quotes or a verb")
        first = next(iter(item))
        at = item.keys_at[first]
        message = f"{quoted(first)} is no verb; an effect is an assignment in quotes, or a map with one verb"
        return self._bad(NO_EFFECT, at, message, hint=self._faults.meant(first, VERBS), length=len(first))

    # ---- telling

    def _unknown(self, node: Map, name: str, label: str, known: Any) -> None:
        at, length = node.keys_at[name], len(name)
        if name == "like":
            self._refuse(node[name], node.values_at[name], "the id of another entry of this section")
        else:
            hint = misread(name) if node[name] is None else ""
            hint = hint or self._faults.meant(name, known)
            self._bad(UNKNOWN_KEY, at, f"{label} has no key {quoted(name)}", hint=hint, length=length)

    def _no_value(self, mark: int, name: str = " ") -> _Bad:
        new = self._faults.added.get(mark)
        hint = "write a value (`{}` for an entry without keys); null only removes what a base or `like` gives"
        hint = (new and new.meant) or hint
        return self._bad(NO_VALUE, mark, "there is no value here", hint=hint, length=len(name))

    def _refuse(self, value: Any, mark: int, expected: str) -> _Bad:
        return self._no_value(mark) if value is None else self._wrong(wanted(value, expected), mark, value)

    def _wrong(self, wrong: Wrong, mark: int, value: Any) -> _Bad:
        length = len(str(value)) if isinstance(value, (str, int, float)) else 1
        return self._bad(wrong.code, mark, wrong.message, hint=wrong.hint, length=length)

    def _bad(self, code: str, mark: int, message: str, *, hint: str = "", length: int = 1) -> _Bad:
        self._faults.add(code, mark, message, hint=hint, length=length)
        return BAD

    def _as_written(self, value: float, mark: int) -> str:
        """Return a number as the author wrote it: `0.10` is a version, not a tenth."""
        place = self._faults.sources.place(mark)
        return number_at(self._faults.sources.excerpt(place), place.column) or str(value)


def _any_bad(values: Iterable[Any]) -> bool:
    return any(value is BAD for value in values)


def _keys(plan: Plan) -> str:
    few = "" if issubclass(plan.cls, spec.Entry) else f": {', '.join(plan.keys)}"
    return f"a map with the keys of {plan.label}{few}"


def _table_of(shape: Table) -> str:
    return "a map" if shape.free else "a map whose keys are ids"


def _pair(seat: str | spec.SeatSpec) -> str | tuple[str, dict[str, Written]]:
    return (seat.doctrine, seat.traits) if isinstance(seat, spec.SeatSpec) else seat
