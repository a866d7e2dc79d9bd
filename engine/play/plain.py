"""What a view holds, as JSON has it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from .orders import Order
from .readings import Entry, Goal, Motion, News, Offer, Outlook, Reading, Waiting

_BARE = frozenset({str, int, float, bool, type(None)})
_FIELDS = {
    it: tuple(field.name for field in attrs.fields(it))
    for it in (Reading, News, Goal, Motion, Outlook, Offer, Entry, Waiting)
}


def plain(value: Any) -> Any:
    """Return what a view holds as numbers, texts, lists and dicts."""
    kind = type(value)
    if kind in _BARE:
        return value
    if kind in _FIELDS:
        return {name: plain(getattr(value, name)) for name in _FIELDS[kind]}
    if isinstance(value, Order):
        return value.text
    if isinstance(value, tuple):
        return [plain(it) for it in value]
    return dict(value) if isinstance(value, Mapping) else value
