"""What control decided of checks, while effects run: a band, or reasons for and against."""

from __future__ import annotations

from ..language.styles import RIGID
from ..speech import _

Decision = tuple[str, str, int, int]  # key of the draw, band ("" as the dice fall), reasons for, and against


class Undecided(Exception):
    """A check that control has to decide has come; the effects, on a copy, stop at it."""

    def __init__(self, key: str, check: str, style: str, terms: tuple[tuple[str, float], ...], modifier: int) -> None:
        super().__init__(key)
        self.key, self.check, self.style, self.terms, self.modifier = key, check, style, terms, modifier


class Ruling:
    """What control decided of checks; the others stop the effects while it `asks` and the style is not rigid."""

    __slots__ = ("asks", "decided", "style")

    def __init__(self, decided: tuple[Decision, ...], style: str = RIGID, *, asks: bool = False) -> None:
        self.decided = {key: (band, pros, cons) for key, band, pros, cons in decided}
        self.style = style
        self.asks = asks

    @property
    def stops(self) -> bool:
        """Whether a check that is not decided waits for control."""
        return self.asks and self.style != RIGID


def worth_of(pros: int, cons: int) -> tuple[tuple[str, int], ...]:
    """Return what reasons for and against are worth on a check, in named terms."""
    return tuple((name, worth) for name, worth in ((_("reasons for"), pros), (_("reasons against"), -cons)) if worth)
