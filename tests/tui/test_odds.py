"""Odds in lines: named terms, bands in columns, ranges where something is not known."""

from __future__ import annotations

from fractions import Fraction

import attrs

from engine.play.odds import Band, Odds, Term
from tui.odds import brief, lines_of


def band(title: str, least: int, most: int | None = None, text: str = "") -> Band:
    return Band(title=title, text=text, least=Fraction(least, 36), most=Fraction(least if most is None else most, 36))


BLOW = Odds(
    id="blow",
    title="Blow",
    kind="check",
    dice="2d6",
    terms=(
        Term(title="Prepared", least=2, most=2),
        Term(title="Tier", least=0, most=0),
        Term(title="Air defence", least=-1.5, most=-1.5),
    ),
    least=1,
    most=1,
    good=(Fraction(26, 36), Fraction(26, 36)),
    bands=(
        band("strong", 10, text="The wall falls"),
        band("success", 16, text="The wall cracks"),
        band("mixed", 7),
        band("fail", 3),
    ),
)


def test_nothing_is_said_of_an_order_that_rolls_nothing() -> None:
    assert lines_of(()) == []


def test_odds_hold_as_things_stand() -> None:
    assert lines_of((BLOW,))[0] == "Odds as things stand:"


def test_terms_stand_in_columns_and_those_that_add_nothing_in_one_line() -> None:
    assert lines_of((BLOW,))[1:6] == [
        "Blow: 2d6 +1",
        "  Prepared     +2",
        "  Air defence  -1.5",
        "  Nothing from: Tier",
        "  Together +0.5; the dice get +1",
    ]


def test_dice_to_which_nothing_is_added_stand_alone() -> None:
    assert lines_of((attrs.evolve(BLOW, terms=(), least=0, most=0),))[1] == "Blow: 2d6"


def test_one_term_is_not_summed_but_what_the_dice_get_of_it_is_said() -> None:
    half = attrs.evolve(BLOW, terms=(Term(title="Guard", least=-0.5, most=-0.5),), least=0, most=0)
    assert lines_of((half,))[1:4] == ["Blow: 2d6", "  Guard  -0.5", "  The dice get nothing"]


def test_bands_stand_in_columns_with_what_they_do() -> None:
    assert lines_of((BLOW,))[6:] == [
        "  strong   28 %  The wall falls",
        "  success  44 %  The wall cracks",
        "  mixed    19 %  nothing",
        "  fail      8 %  nothing",
    ]


def test_where_there_is_no_room_beside_a_band_its_text_stands_under_it() -> None:
    wide = attrs.evolve(BLOW, bands=(band("strong", 10, text="The wall falls, and the gate"), *BLOW.bands[1:]))
    rows = lines_of((wide,), 38)
    assert rows[rows.index("  strong   28 %") + 1] == "      The wall falls, and the gate"
    assert "  success  44 %  The wall cracks" in rows


def test_no_line_is_wider_than_asked() -> None:
    long = attrs.evolve(BLOW, bands=(band("strong", 10, text="The wall falls, and " * 9), *BLOW.bands[1:]))
    for width in (30, 36, 66, 76):
        assert max(map(len, lines_of((long,), width))) <= width


def test_what_is_not_known_has_a_span_and_says_so() -> None:
    hidden = attrs.evolve(BLOW, terms=(Term(title="Guard", least=-2, most=1),), least=-2, most=1)
    assert lines_of((hidden,))[1:3] == ["Blow: 2d6 -2 to +1", "  Guard  -2 to +1: not known to you"]


def test_a_roll_in_doubt_may_be_rolled() -> None:
    assert lines_of((attrs.evolve(BLOW, sure=False),))[1] == "Blow (may be rolled): 2d6 +1"


def test_what_is_possible_is_never_nought_per_cent() -> None:
    rare = Odds(id="bet", title="Bet", kind="chance", bands=(band("happens", 0, 36), band("does not", 0, 36)))
    almost = attrs.evolve(rare, bands=(Band(title="happens", text="", least=Fraction(1, 999), most=Fraction(1, 999)),))
    assert "0–100 %" in lines_of((rare,))[2]
    assert "1 %" in lines_of((almost,))[2]


def test_a_draw_of_one_among_unknown_ones_says_so() -> None:
    lot = Odds(id="lot", title="Lot", kind="pick")
    assert lines_of((lot,))[1:] == ["Lot: one is drawn", "  You do not know among which."]


def test_in_brief_only_what_is_rolled_for_certain_is_told() -> None:
    assert brief((BLOW, attrs.evolve(BLOW, title="Trace", sure=False))) == "Success or better: Blow 72 %."


def test_in_brief_the_authors_words_stand_for_a_success_that_may_be_anothers() -> None:
    trace = attrs.evolve(BLOW, title="Trace", outcome="The trail leads home")
    assert brief((BLOW, trace)) == "Success or better: Blow 72 %. The trail leads home: 72 %."
    assert "uccess" not in brief((trace,))
