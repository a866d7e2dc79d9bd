"""The register of effects' verbs: one decorated class is schema, help and behaviour.

The classes live where the behaviour is (`engine.rules.effects`); this register is here so that the
reader and the schema can find them without knowing how rules are compiled.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, TypeVar

import attrs

from .shapes import Written


@attrs.frozen(kw_only=True)
class Effect:
    """One item of a list of effects; `mark` is where its verb stands, `fields` as with entries."""

    verb: ClassVar[str] = ""  # as authors write it

    mark: int = attrs.field(default=0, eq=False)
    fields: dict[str, int] = attrs.field(factory=dict, eq=False, repr=False)


C = TypeVar("C", bound=type[Effect])


@attrs.frozen(kw_only=True)
class Assignment(Effect):
    """`track[index] = formula`, `+=` or `-=`."""

    text: Written


VERBS: dict[str, type[Effect]] = {}


def effect(verb: str) -> Callable[[C], C]:
    """Enter an effect class in the register under `verb`; its docstring is the help."""

    def register(cls: C) -> C:
        assert verb not in VERBS, f"the verb {verb!r} is taken by {VERBS[verb].__name__}"
        assert cls.__doc__, f"the verb {verb!r} needs a docstring: it is the help"
        cls.verb = verb
        VERBS[verb] = cls
        return cls

    return register
