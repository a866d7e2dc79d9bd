"""What lies on the table when a game is played on paper: the table of 2d6, and tracks to fill in turn by turn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..play.readings import Reading
from ..rules.dice import ways
from ..rules.run import BANDS
from ..speech import _
from .markup import Markup, tag
from .pack import Pack
from .sheets import rows_of, sheet, sheets

MODIFIERS = range(-4, 5)
"""What terms may add to a roll: they are clamped there, on paper as in the rules."""

AT_LEAST = (10, 7, 5)
"""What a roll with its modifier must reach for each band but the last."""

ROWS = 30
"""Rows of tracks on a sheet."""

MOST_ROWS = 150
"""Rows of tracks in all: beyond that nobody fills them in by hand."""


def mats(pack: Pack) -> str:
    """Return a page with the table of 2d6 and the tracks that everybody may see."""
    title = _("{scenario}: tables and tracks").format(scenario=pack.scenario.title)
    marking = _("{scenario} · tables and tracks, for everybody").format(scenario=pack.scenario.title)
    made = [sheet(marking, *_dice()), *_tracks(pack, marking)]
    return sheets(title, *made, language=pack.scenario.language)


# Dice.


def chances(modifier: int) -> tuple[float, ...]:
    """Return how likely each band is with a modifier, in per cent, the best band first."""
    falls = ways(2, 6)
    whole = sum(falls.values())
    reached = [sum(count for sum_, count in falls.items() if sum_ + modifier >= least) for least in AT_LEAST]
    steps = [reached[0], *(after - before for before, after in pairwise(reached))]
    return tuple(100 * it / whole for it in (*steps, whole - reached[-1]))


def _dice() -> Iterator[Markup]:
    yield tag("h1", _("A check with two dice"))
    yield tag("p", _("Add both dice and the terms that speak for it or against it, never more than four either way."))
    names = dict(zip(BANDS, (_("strong"), _("success"), _("mixed"), _("fail")), strict=True))
    reach = (_("10 and more"), _("7 to 9"), _("5 and 6"), _("4 and less"))
    yield rows_of((_("Dice and terms"), _("Band")), tuple(zip(reach, names.values(), strict=True)))
    yield tag("h2", _("How likely each band is"))
    rows = tuple((f"{it:+d}" if it else "0", *(f"{chance:.0f} %" for chance in chances(it))) for it in MODIFIERS)
    yield rows_of((_("Terms together"), *names.values()), rows)
    yield tag("h2", _("An argument of a seat"))
    yield tag(
        "p",
        _(
            "Each reason for it that is good adds one, each against it takes one away. Control says which are good, "
            "with a word why, before the dice fall."
        ),
    )
    yield tag("h2", _("Rolls of this game"))
    heads = (_("Turn"), _("Seat"), _("What"), _("Terms"), _("Dice"), _("Together"), _("Band"))
    yield rows_of(heads, (("",) * len(heads),) * 12, "tall")


# Tracks.


def _tracks(pack: Pack, marking: str) -> Iterator[Markup]:
    rows = tuple(_rows(pack))
    turns = tuple(range(pack.game.turn, pack.scenario.turns + 1))
    heads = (_("Track"), _("Range"), _("Now"), *(str(it) for it in turns))
    for at in range(0, min(len(rows), MOST_ROWS), ROWS):
        filled = tuple((*row, *("" for _turn in turns)) for row in rows[at : at + ROWS])
        yield sheet(
            marking,
            tag("h1", _("Tracks, turn by turn")),
            tag("p", _("Write what each stands at when a turn ends. Only what everybody may see is here.")),
            rows_of(heads, filled, "tall"),
            size="s8",
        )


def _rows(pack: Pack) -> Iterator[tuple[str, str, str]]:
    """Yield the tracks that all see, those of nobody in particular first; counts of a phase or turn are left out."""
    seen = [it for it in pack.public.tracks if not it.measure and it.id not in pack.scenario.passing]
    for many in (0, 1):
        for it in seen:
            if len(it.indices) == many and _counts(it, seen):
                yield _title(it), f"{it.least} … {it.most}" if isinstance(it.value, int) else "", it.shown


def _counts(it: Reading, seen: Sequence[Reading]) -> bool:
    """Return whether a track is worth a row: its own, or one of a few of which some stand at something."""
    return not it.indices or any(other.id == it.id and other.shown not in ("0", "no", "none") for other in seen)


def _title(it: Reading) -> str:
    return f"{it.title}, {', '.join(it.index_titles)}" if it.indices else it.title
