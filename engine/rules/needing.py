"""What a selection asks of its members, in words: said where none of them fits.

Only what the condition says is told, never what it comes to. A seat's choices read nothing that it may not see.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..language.meaning import Bool, Comparison, Const, MeasureAt, Num, Operation, TrackAt, Tree, walk
from ..language.world import World
from ..speech import _, listed

_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


def needed(world: World, condition: Tree | None) -> str:
    """Return what no member has when a selection is empty, or what that hangs on; "" when on nothing that changes.

    A condition of titles, numbers, `and` and `or` is said as it is; of any other the titles that it reads are told.
    """
    if condition is None:
        return ""
    said = _said(world, condition)
    if said:
        return _("none has {wanted}").format(wanted=said)
    titles = tuple(dict.fromkeys(_titles(world, condition)))
    return _("that hangs on {titles}").format(titles=listed(titles)) if titles else ""


def _said(world: World, tree: Tree) -> str:
    """Return a condition in words, "" when there are none for it."""
    if isinstance(tree, TrackAt | MeasureAt) and isinstance(tree.type, Bool):
        return _title(world, tree)
    if isinstance(tree, Comparison):
        return _compared(world, tree)
    if not isinstance(tree, Operation) or tree.op not in ("and", "or"):
        return ""
    parts = [_said(world, part) for part in tree.items]
    if not all(parts):
        return ""
    return (_(" and ") if tree.op == "and" else _(" or ")).join(parts)


def _compared(world: World, tree: Comparison) -> str:
    if len(tree.ops) > 1:
        return ""
    (left, right), op = tree.items, tree.ops[0]
    if isinstance(left, Const):
        left, right, op = right, left, _TURNED.get(op, op)
    if not isinstance(left, TrackAt | MeasureAt) or not isinstance(right, Const) or not isinstance(right.type, Num):
        return ""
    said = {
        ">": _("{title} above {n}"),
        ">=": _("{title} of at least {n}"),
        "<": _("{title} below {n}"),
        "<=": _("{title} of at most {n}"),
        "==": _("{title} of {n}"),
        "!=": _("{title} other than {n}"),
    }
    return said[op].format(title=_title(world, left), n=right.value)


def _titles(world: World, condition: Tree) -> Iterator[str]:
    return (_title(world, part) for part in walk(condition) if isinstance(part, TrackAt | MeasureAt))


def _title(world: World, tree: TrackAt | MeasureAt) -> str:
    return world.tracks[tree.track].title if isinstance(tree, TrackAt) else world.measures[tree.measure].title
