"""Amounts that their ranges prove too small: play would take the least there is, and nobody would be told."""

from __future__ import annotations

from collections.abc import Iterable

from ..language.meaning import Tree, numbers_of
from ..language.shapes import Terms
from ..language.world import World
from . import rule_codes as codes


def expect(world: World, terms: Terms, trees: Iterable[Tree], what: str, *, least: int = 0, hint: str = "") -> None:
    """Report an amount, written as terms and settled to trees, that is always below the least it may be."""
    most = sum(numbers_of(tree.type).most for tree in trees)
    if terms and most < least:
        _, first = terms[0]
        said = f"{what} is {least} or more, this is {'always' if len(terms) == 1 else 'in all'} less"
        world.blame(first, codes.TOO_SMALL, said, hint)
