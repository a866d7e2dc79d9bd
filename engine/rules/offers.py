"""What a doctrine offers, compiled: the terms on a card with all their parameters, and what goes with them.

Who gives a term is `me`, a role, or a read of the doctrine that is a role; a read of nobody is nobody's offer.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..language import spec
from ..language.meaning import Mem, Num, Tree, Type
from ..language.resolve import Scope
from ..language.shapes import Written
from . import rule_codes as codes
from .source import Python

Terms = Mapping[str, Mapping[str, Type]]  # what each term takes


def offered(python: Python, scope: Scope, terms: Terms, written: spec.Card) -> str | None:
    """Return the expression for an offer as play knows it, or None after a problem."""
    named = [(giver, *it) for one in written.terms for giver, terms_ in one.items() for it in terms_.items()]
    stated = [_stated(python, scope, terms, written, *it) for it in named]
    with_it = _with_it(python, scope, written)
    if None in stated or with_it is None:
        return None
    if not stated:
        message, hint = "an offer has terms", "terms: [{me: {pay: {n: 2}}}]"
        scope.world.report(written.mark, codes.PARAMETER, message, hint=hint, length=len(written.id))
        return None
    return f"({with_it},({','.join(filter(None, stated))},))"


def _stated(
    python: Python,
    scope: Scope,
    terms: Terms,
    written: spec.Card,
    giver: str,
    term: str,
    given: Mapping[str, Written],
) -> str | None:
    """Return the expression for one term of an offer."""
    world, takes = scope.world, terms.get(term)
    mark = written.fields.get("terms", written.mark)
    who = _giver(python, scope, giver)
    if not who:
        known = (*(member.id for member in world.roots["role"]), *scope.names)
        world.unknown(mark, codes.UNKNOWN, f"no role and no read of a role is called {giver!r}", giver, known)
        return None
    if takes is None:
        world.unknown(mark, codes.UNKNOWN, f"no term is called {term!r}", term, tuple(terms))
        return None
    wrong = next((name for name in (*given, *takes) if name not in takes or name not in given), None)
    if wrong is not None:
        message = f"{term} needs {wrong!r}" if wrong in takes else f"{term} has no parameter {wrong!r}"
        world.report(mark, codes.PARAMETER, message)
        return None
    values = [_value(python, scope, given[name], type) for name, type in takes.items()]
    if None in values:
        return None
    return f"({who},{term!r},({''.join(f'{value},' for value in values)}))"


def _giver(python: Python, scope: Scope, giver: str) -> str:
    """Return the expression for who gives a term, or "" when nobody is called so."""
    type = scope.names.get(giver)
    if isinstance(type, Mem) and type.root == "role":
        return "me" if giver == "me" else python.name(giver)
    root, position = scope.world.positions.get(giver, ("", 0))
    return str(position) if root == "role" else ""


def _value(python: Python, scope: Scope, written: Written, type: Type) -> str | None:
    """Return the expression for a parameter; play looks at each value, so numbers may be out of bounds."""
    tree: Tree | None = scope.of_type(written, type)
    if tree is None:
        return None
    whole = not isinstance(tree.type, Num) or tree.type.whole
    return python(tree) if whole else f"_round({python(tree)})"


def _with_it(python: Python, scope: Scope, written: spec.Card) -> str | None:
    """Return the expressions for whether an offer is public, what it answers (nothing), and its partner."""
    world, partner = scope.world, "-1"
    for name, text in written.with_.items():
        if name == "partner":
            tree = scope.of_type(text, Mem("role", frozenset(world.everything("role")), nullable=True))
            if tree is None:
                return None
            partner = python(tree)
        elif name != "public" or text.text not in ("yes", "no", "true", "false"):
            world.report(text.mark, codes.PARAMETER, "an offer takes a partner, and public: yes or no")
            return None
    public = written.with_.get("public", Written("no")).text in ("yes", "true")
    return f"{int(public)},0,{partner}"
