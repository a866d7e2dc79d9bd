"""What calculations give: the bounds of sums, products and functions, and what is decided by them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product as pairs
from typing import Protocol

from . import formula_codes as codes
from . import nodes
from .meaning import (
    BOUND,
    Bool,
    Comparison,
    Const,
    Mem,
    Num,
    Operation,
    Steps,
    Tree,
    Type,
    Words,
    as_number,
    numbers_of,
)


class Blamer(Protocol):
    """Whoever can say what is wrong with a piece of a formula."""

    def wrong(self, node: nodes.Node, code: str, message: str, hint: str = "") -> Exception:
        """Note a problem and return what is to be raised: the formula is given up."""


def joined(a: Type, b: Type) -> Type | None:
    """Return the type that holds the values of both, or None when they do not fit."""
    if isinstance(a, Bool) and isinstance(b, Bool):
        return a
    if isinstance(a, Num | Bool) and isinstance(b, Num | Bool):
        x, y = numbers_of(a), numbers_of(b)
        return Num(min(x.least, y.least), max(x.most, y.most), x.whole and y.whole)
    if isinstance(a, Mem) and isinstance(b, Mem) and (a.root == b.root or not a.root or not b.root):
        return Mem(a.root or b.root, a.members | b.members, a.nullable or b.nullable)
    if isinstance(a, Words) and isinstance(b, Words):
        return Words(a.words | b.words)
    return a if isinstance(a, Steps) and a == b else None


_WITHOUT_ZERO = {
    "/": "write div(a, b, else)",
    "//": "write floor(div(a, b, else))",
    "%": "write a % max(1, b)",
}


def calculate(at: Blamer, node: nodes.Node, op: str, *items: Tree) -> Tree:
    """Return the calculation of numbers, bounded; fails where it may divide by zero or grow too large."""
    numbers = [numbers_of(item.type) for item in items]
    if op in ("/", "//", "%") and numbers[1].least <= 0 <= numbers[1].most:
        raise at.wrong(node, codes.BY_ZERO, f"{op} by what may be zero", _WITHOUT_ZERO[op])
    type = _CALCULATIONS[op](*numbers)
    if max(abs(type.least), abs(type.most)) > BOUND:
        raise at.wrong(node, codes.TOO_LARGE, "this may grow beyond 10^15", "narrow the ranges of the tracks it reads")
    return Operation(type=type, op=op, items=items)


def _corners(a: Num, b: Num, of: Callable[[float, float], float]) -> tuple[float, float]:
    found = [of(x, y) for x, y in pairs((a.least, a.most), (b.least, b.most))]
    return min(found), max(found)


def _divide(a: Num, b: Num) -> Num:
    return Num(*_corners(a, b, lambda x, y: x / y), whole=False)


def _floor_divide(a: Num, b: Num) -> Num:
    return Num(*_corners(a, b, lambda x, y: x // y), whole=a.whole and b.whole)


def _remainder(a: Num, b: Num) -> Num:
    whole = a.whole and b.whole
    edge = 1 if whole else 0
    if b.least > 0:
        return Num(0, b.most - edge, whole)
    return Num(b.least + edge, 0, whole)


_CALCULATIONS: dict[str, Callable[..., Num]] = {
    "neg": lambda a: Num(-a.most, -a.least, a.whole),
    "+": lambda a, b: Num(a.least + b.least, a.most + b.most, a.whole and b.whole),
    "-": lambda a, b: Num(a.least - b.most, a.most - b.least, a.whole and b.whole),
    "*": lambda a, b: Num(*_corners(a, b, lambda x, y: x * y), whole=a.whole and b.whole),
    "/": _divide,
    "//": _floor_divide,
    "%": _remainder,
}


def _rounding(a: Num) -> Num:
    return Num(_down(a.least), _up(a.most))


def _down(value: float) -> int:
    return int(value) - (1 if value < int(value) else 0)


def _up(value: float) -> int:
    return int(value) + (1 if value > int(value) else 0)


def _magnitude(a: Num) -> Num:
    least = 0 if a.least <= 0 <= a.most else min(abs(a.least), abs(a.most))
    return Num(least, max(abs(a.least), abs(a.most)), a.whole)


def _together(numbers: list[Num]) -> Num:
    whole = all(number.whole for number in numbers)
    return Num(min(number.least for number in numbers), max(number.most for number in numbers), whole)


FUNCTIONS = {  # name: (least, most number of values, what they are)
    "min": (2, 20, "two or more numbers"),
    "max": (2, 20, "two or more numbers"),
    "abs": (1, 1, "one number"),
    "clamp": (3, 3, "a number, the least and the most"),
    "round": (1, 1, "one number"),
    "floor": (1, 1, "one number"),
    "ceil": (1, 1, "one number"),
    "at": (2, 40, "a position from 0 and the values of a table"),
    "div": (3, 3, "a number, what divides it, and the result when that is 0"),
}


def call_type(at: Blamer, node: nodes.Call, items: list[Tree]) -> Tree:
    """Return the call of a function of numbers; fails on unknown ones and wrong counts."""
    if node.name not in FUNCTIONS:
        raise at.wrong(
            node, codes.NO_FUNCTION, f"there is no function {node.name!r}", "functions: " + ", ".join(FUNCTIONS)
        )
    least, most, what = FUNCTIONS[node.name]
    if not least <= len(items) <= most:
        raise at.wrong(node, codes.NO_FUNCTION, f"{node.name} takes {what}, here are {len(items)} values")
    type = _function_type(node.name, [numbers_of(item.type) for item in items])
    if max(abs(type.least), abs(type.most)) > BOUND:
        raise at.wrong(node, codes.TOO_LARGE, "this may grow beyond 10^15", "narrow the ranges of the tracks it reads")
    return Operation(type=type, op=node.name, items=tuple(as_number(item) for item in items))


def _function_type(name: str, numbers: list[Num]) -> Num:
    first = numbers[0]
    whole = all(number.whole for number in numbers)
    if name == "min":
        return Num(min(n.least for n in numbers), min(n.most for n in numbers), whole)
    if name == "max":
        return Num(max(n.least for n in numbers), max(n.most for n in numbers), whole)
    if name == "abs":
        return _magnitude(first)
    if name in ("round", "floor", "ceil"):
        return _rounding(first)
    if name == "at":
        return _together(numbers[1:])
    if name == "clamp":
        low, high = numbers[1], numbers[2]
        least = max(low.least, min(first.least, high.least))
        return Num(least, max(low.most, min(first.most, high.most)), whole)
    return _quotient(first, numbers[1], numbers[2])


def _quotient(a: Num, b: Num, otherwise: Num) -> Num:
    """Return the bounds of `div`: what divides is not 0, and if whole at least 1 away from it."""
    edge = 1.0 if b.whole else 1e-6
    ends = [end for end in (b.least, b.most, edge, -edge) if end and b.least <= end <= b.most]
    found = [x / y for x in (a.least, a.most) for y in ends] or [0.0]
    return Num(min(*found, otherwise.least), max(*found, otherwise.most), whole=False)


def decided(tree: Tree) -> bool | None:
    """Return whether a condition always (true) or never (false) holds by its bounds; None: it depends."""
    if isinstance(tree, Const):
        return bool(tree.value)
    if isinstance(tree, Comparison):
        verdicts = [
            _compared(a.type, op, b.type) for a, op, b in zip(tree.items, tree.ops, tree.items[1:], strict=False)
        ]
        return False if False in verdicts else True if all(verdict is True for verdict in verdicts) else None
    if isinstance(tree, Operation) and tree.op in ("and", "or", "not"):
        verdicts = [decided(item) for item in tree.items]
        if tree.op == "not":
            return None if verdicts[0] is None else not verdicts[0]
        ruling = tree.op == "or"
        return ruling if ruling in verdicts else not ruling if all(v is (not ruling) for v in verdicts) else None
    return None


def _compared(a: Type, op: str, b: Type) -> bool | None:
    if not isinstance(a, Num) or not isinstance(b, Num):
        return None
    always = {
        "<": a.most < b.least,
        "<=": a.most <= b.least,
        ">": a.least > b.most,
        ">=": a.least >= b.most,
        "==": a.least == a.most == b.least == b.most,
        "!=": a.most < b.least or a.least > b.most,
    }
    never = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}
    if always[op]:
        return True
    return False if {**always}[never[op]] else None
