"""The parser's events, one by one: libyaml's, or without it those of PyYAML, sped up and limited."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import yaml
from yaml.events import NodeEvent

MOST_NODES_WITHOUT_LIBYAML = 16_000


def puller(text: str) -> Callable[[], Any]:
    """Return what gives the next event; without libyaml it raises StopIteration after too many values."""
    loader: Any = yaml.CSafeLoader if yaml.__with_libyaml__ else _Loader
    pull: Callable[[], Any] = loader(text).get_event
    if yaml.__with_libyaml__:
        return pull
    left = iter(range(MOST_NODES_WITHOUT_LIBYAML))

    def counted() -> Any:
        event = pull()
        if isinstance(event, NodeEvent):
            next(left)
        return event

    return counted


class _Loader(yaml.SafeLoader):
    """PyYAML's own parser, which asks before each token whether a key may have begun.

    Here the outermost place where one may have begun answers for all: it is always the oldest.
    """

    def need_more_tokens(self) -> bool:
        if not self.tokens:
            return not self.done
        if self.done or not self.possible_simple_keys:
            return False
        self.stale_possible_simple_keys()
        return bool(self.next_possible_simple_key() == self.tokens_taken)

    def stale_possible_simple_keys(self) -> None:
        for key in self.possible_simple_keys.values():
            if key.line != self.line or self.index - key.index > 1024:
                super().stale_possible_simple_keys()
            return

    def next_possible_simple_key(self) -> int | None:
        for key in self.possible_simple_keys.values():
            return int(key.token_number)
        return None
