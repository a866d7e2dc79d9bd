"""Which sealed orders were taken back before the reveal: the log tells how the orders that lie sealed moved up."""

from __future__ import annotations

from collections.abc import Iterable

from ..rules.events import Record

_BACK = ("taken_back", "took")
"""Records that take sealed orders back: by their seat, and by control."""


def withdrawn(log: Iterable[Record]) -> frozenset[int]:
    """Return the numbers of the records with which orders were sealed that were taken back later."""
    lying: dict[int, list[tuple[int, object]]] = {}  # role -> its sealed orders, each with the number of its record
    gone: set[int] = set()
    for record in log:
        if record.kind in ("phase", "reveal"):
            lying.clear()
        for part, key, _before, after in record.moves if record.kind in (*_BACK, "sealed") else ():
            if part == "sealed" and record.kind == "sealed":
                lying.setdefault(key[0], []).append((record.number, after))
        if record.kind in _BACK and record.role in lying:
            before = lying[record.role]
            lying[record.role] = kept = _kept(before, record)
            gone.update({number for number, _order in before} - {number for number, _order in kept})
    return frozenset(gone)


def _kept(before: list[tuple[int, object]], record: Record) -> list[tuple[int, object]]:
    """Return those sealed orders that still lie there after a record that takes some back."""
    orders = dict(enumerate(order for _number, order in before))
    for part, key, _before, after in record.moves:
        if part == "sealed":
            orders[key[1]] = after
    left = [orders[which] for which in sorted(orders) if orders[which] is not None]
    kept = []
    for number, order in before:
        if left and order == left[0]:
            kept.append((number, order))
            left.pop(0)
    return kept
