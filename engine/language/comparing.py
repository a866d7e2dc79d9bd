"""What is compared with what: chains, words known by their neighbour, and being in a set, list or range."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from . import formula_codes as codes
from . import nodes, ranging
from .meaning import Bool, Comparison, Const, Domain, Mem, Member, Num, Operation, Steps, Tree, Type, Words, is_number

if TYPE_CHECKING:
    from .settle import Resolver


def compare(at: Resolver, node: nodes.Compare) -> Tree:
    """Return a chain of comparisons."""
    given = [node.first, *(item for _, item in node.rest)]
    items = compared(at, given)
    ops = tuple(op for op, _ in node.rest)
    for left, op, right, where in zip(items, ops, items[1:], given[1:], strict=False):
        _comparable(at, left, op, right, where)
    return Comparison(type=Bool(), ops=ops, items=tuple(items))


def compared(at: Resolver, given: Sequence[nodes.Node]) -> list[Tree]:
    """Return things compared with each other; a word, level or phase is known by its neighbour."""
    found: list[Tree | None] = []
    vocabulary: Type | None = None
    for node in given:
        tree = None if _may_be_word(at, node) else at.value(node)
        if tree is not None and isinstance(tree.type, Words | Steps):
            vocabulary = tree.type
        found.append(tree)
    return [_word(at, node, vocabulary) if tree is None else tree for tree, node in zip(found, given, strict=True)]


def _may_be_word(at: Resolver, node: nodes.Node) -> bool:
    return isinstance(node, nodes.Name) and node.id not in at.scope.names and node.id != "phase"


def _word(at: Resolver, node: nodes.Node, vocabulary: Type | None) -> Tree:
    assert isinstance(node, nodes.Name)
    if not isinstance(vocabulary, Words | Steps):
        return at.name(node)
    words = tuple(sorted(vocabulary.words)) if isinstance(vocabulary, Words) else vocabulary.names
    if node.id in words:
        value = node.id if isinstance(vocabulary, Words) else words.index(node.id)
        return Const(type=vocabulary, value=value)
    what = f"no member has the word {node.id!r} there"
    if isinstance(vocabulary, Steps):
        what = f"no {'phase' if vocabulary.of == 'phase' else f'level of {vocabulary.of}'} is called {node.id!r}"
    hint = at.world.suggest(node.id, words) or "known: " + ", ".join(words[:20])
    raise at.unknown(node, what, words, hint, codes.NO_SUCH_WORD)


def _comparable(at: Resolver, left: Tree, op: str, right: Tree, node: nodes.Node) -> None:
    a, b = left.type, right.type
    if is_number(a) and is_number(b):
        if op in ("==", "!=") and not (_is_whole(a) and _is_whole(b)):
            hint = "round one of them, or use <= or >="
            raise at.wrong(node, codes.FRACTIONS_EQUAL, f"fractions are not compared with {op}", hint)
        return
    if isinstance(a, Steps) and a == b:
        return
    same = _are_members(a, b) or (isinstance(a, Words) and isinstance(b, Words))
    if same and op in ("==", "!="):
        return
    message = f"{a} is not compared with {op if same else b}"
    raise at.wrong(node, codes.NOT_COMPARED, message)


def _are_members(a: Type, b: Type) -> bool:
    """Return whether both are members (or none) of one root set."""
    return isinstance(a, Mem) and isinstance(b, Mem) and (a.root == b.root or "" in (a.root, b.root))


def _is_whole(type: Type) -> bool:
    return not isinstance(type, Num) or type.whole


def within(at: Resolver, node: nodes.Within) -> Tree:
    """Return whether something is in a set, list or range."""
    if not isinstance(node.domain, nodes.Listing):
        item = at.value(node.item)
        return _inside(at, node, item, ranging.domain(at, node.domain, most=None))
    item, *items = compared(at, [node.item, *node.domain.items])
    if not isinstance(item.type, Words | Steps):
        return _inside(at, node, item, ranging.listed(at, node.domain, items))
    for other, where in zip(items, node.domain.items, strict=True):
        _comparable(at, item, "==", other, where)
    equal = tuple(Comparison(type=Bool(), ops=("==",), items=(item, other)) for other in items)
    tree = Operation(type=Bool(), op="or", items=equal)
    return Operation(type=Bool(), op="not", items=(tree,)) if node.negated else tree


def _inside(at: Resolver, node: nodes.Within, item: Tree, domain: Domain) -> Tree:
    if is_number(item.type) and is_number(domain.type):
        if not _is_whole(item.type):
            hint = "round it, or write a <= x <= b"
            raise at.wrong(node.item, codes.FRACTIONS_EQUAL, "a fraction is in no list or range", hint)
    elif not _are_members(item.type, domain.type):
        raise at.wrong(node.item, codes.NOT_COMPARED, f"{item.type} cannot be in a list of {domain.type}")
    return Member(type=Bool(), item=item, domain=domain, negated=node.negated)
