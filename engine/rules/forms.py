"""Parameters settled left to right, and the expressions for what each may be."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from ..language.meaning import Bool, Bound, Mem, Num, TrackAt, Tree, Type, free_names, numbers_of
from ..language.resolve import Scope
from ..language.shapes import Written
from ..language.world import BINDABLE, World
from ..speech import _
from . import rule_codes as codes
from .module import Module
from .needing import needed
from .ruleset import Parameter
from .source import Python


@attrs.define
class Form:
    """The parameters of an order or condition, settled left to right."""

    names: list[str]
    bounds: list[Bound]
    scope: Scope  # after all parameters

    @property
    def arguments(self) -> str:
        """`,p_a,p_b` for calls and definitions."""
        return "".join(f",p_{name}" for name in self.names)

    def level(self, tree: Tree) -> int:
        """Return how many parameters must be chosen before a tree can be worked out."""
        free = free_names(tree)
        return max((n + 1 for n, name in enumerate(self.names) if name in free), default=0)


def settle(scope: Scope, choose: Mapping[str, Written]) -> Form | None:
    """Return the parameters of `choose`, or None when one is wrong."""
    form = Form([], [], scope)
    for name, written in choose.items():
        world = scope.world
        hidden = name not in BINDABLE and world.taken(name)
        if hidden or name in form.scope.names or name in _ENGINES:
            world.blame(written, codes.HIDES, f"{name!r} would hide another name", "choose another name")
            return None
        bound = form.scope.selection(written, most=None)
        if bound is None:
            return None
        form.names.append(name)
        form.bounds.append(bound)
        form.scope = form.scope.bind(**{name: bound.type})
    return form


_ENGINES = frozenset({"name", "conditions", "self"})


def parameters(form: Form) -> tuple[Parameter, ...]:
    """Return a form's parameters as play knows them."""
    return tuple(
        Parameter(
            name=name,
            root=bound.type.root if isinstance(bound.type, Mem) else "",
            nullable=isinstance(bound.type, Mem) and bound.type.nullable,
            members=bound.type.members if isinstance(bound.type, Mem) else frozenset(),
            span=(numbers_of(bound.type).least, numbers_of(bound.type).most),
            words=_words(form.scope.world, name, bound),
            needs=needed(form.scope.world, bound.condition),
        )
        for name, bound in zip(form.names, form.bounds, strict=True)
    )


def _words(world: World, name: str, bound: Bound) -> str:
    """Return what people call a parameter: its name in words, what it is a member of when the name is a mere letter."""
    if len(name) > 2:
        return world.words(name).capitalize()
    root = bound.type.root if isinstance(bound.type, Mem) else ""
    if name == "to" and root:
        return _("To whom") if root == "role" else _("Where to")
    return world.words(root).capitalize() if root else _("How many")


def runs(python: Python, name: str, bound: Bound) -> str:
    """Return `for p_x in …` with the selection's own condition."""
    inner = python.spelled(**{bound.name: f"p_{name}"}) if bound.name else python
    wanted = f" if {inner(bound.condition)}" if bound.condition is not None else ""
    return f" for p_{name} in {inner.collection(bound.domain)}{wanted}"


def domains(module: Module, stem: str, form: Form) -> list[str]:
    """Define one function a parameter that gives what it may be; return their names."""
    found, python = [], Python(module)
    for n, (name, bound) in enumerate(zip(form.names, form.bounds, strict=True)):
        before = "".join(f",p_{earlier}" for earlier in form.names[:n])
        text = f"[p_{name}{runs(python, name, bound)}]" if bound.condition else python.collection(bound.domain)
        found.append(module.define(f"{stem}_{n}", f"s,m,me{before}", [f"return {text}"]))
    return found


def inside(python: Python, name: str, bound: Bound) -> str:
    """Return the expression for whether a value is in its parameter's domain."""
    inner = python.spelled(**{bound.name: f"p_{name}"}) if bound.name else python
    text = inner.within(f"p_{name}", bound.domain)
    return text if bound.condition is None else f"{text} and {inner(bound.condition)}"


@attrs.define
class Guard:
    """One thing that must hold: a formula split at `and`.

    `scope` is what is known before it, where its reason is told; `fixed` are the parts that rule members out for good.
    """

    parts: list[tuple[int, Tree]]  # (level, condition)
    scope: Scope
    text: Written | None
    reason: str = ""
    fixed: tuple[Tree, ...] = ()


Payment = tuple[int, TrackAt, list[Tree], int]  # level, track, what is added, the track's least


@attrs.frozen
class Recipe:
    """What an order's questions are made of: its parameters, what must hold, what it costs, who may give it."""

    form: Form
    guards: tuple[Guard, ...]
    payments: tuple[Payment, ...]
    asked: str  # Python, "" for everybody it is offered to

    def at(self, level: int) -> tuple[list[Tree], list[Payment]]:
        """Return what must hold, and be payable, once so many parameters are chosen."""
        wanted = [tree for guard in self.guards for at, tree in guard.parts if at == level]
        return wanted, [payment for payment in self.payments if payment[0] == level]


def payable(python: Python, target: TrackAt, trees: list[Tree], least: int) -> str:
    """Return the condition under which a cost can be paid."""
    amount = "+".join(python(tree) for tree in trees) or "0"
    type: list[Type] = [tree.type for tree in trees]
    never_negative = all(isinstance(t, Bool) or (isinstance(t, Num) and t.least >= 0) for t in type)
    whole = all(not isinstance(t, Num) or t.whole for t in type)
    amount = amount if whole else f"_round({amount})"
    left = f"{python(target)}-({amount})>={least}" if least else f"{python(target)}>={amount}"
    return f"({left})" if never_negative else f"(({amount})<=0 or {left})"
