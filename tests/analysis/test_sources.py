"""Every number of a ruleset has a source, or is named with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.analysis.sources import Coverage, coverage

BARE = """
id: lake
title: Lake
roles: {north: {title: North}}
orders: {hold: {by: all}}
turn: {play: {by: all, offers: [hold], mode: sequential}}
endings: {over: {at: end}}
"""


def found(folder: Path, more: str) -> Coverage:
    (folder / "lake.yaml").write_text(BARE + more)
    return coverage(str(folder / "lake.yaml"))


def naked(folder: Path, more: str) -> list[tuple[str, str, str]]:
    return [(it.entry, it.key, it.text) for it in found(folder, more).naked]


def test_a_number_without_a_source_is_naked_at_its_place(tmp_path: Path) -> None:
    (it,) = found(tmp_path, "tracks: {fish: {range: 0..9, start: 4}}\n").naked
    assert (it.place.line, it.place.column) == (8, 37)
    assert (it.section, it.entry, it.key, it.text) == ("tracks", "fish", "start", "4")


def test_a_source_goes_for_all_numbers_of_its_entry(tmp_path: Path) -> None:
    assert naked(tmp_path, "tracks: {fish: {range: 0..9, start: 4, source: {kind: judgement}}}\n") == []


def test_a_text_is_the_reference_of_a_fact(tmp_path: Path) -> None:
    assert found(tmp_path, "tracks: {fish: {range: 0..9, start: 4, source: S27}}\n").kinds["fact"] == 1


def test_single_keys_may_have_sources_of_their_own(tmp_path: Path) -> None:
    more = "sets: {boat: {tub: {crew: 4, sail: 7, source: {crew: {kind: estimate}}}}}\n"
    assert naked(tmp_path, more) == [("tub", "sail", "7")]


def test_a_single_source_stands_beside_that_of_the_whole(tmp_path: Path) -> None:
    more = "sets: {boat: {tub: {crew: 4, sail: 7, source: {kind: invented, crew: S1}}}}\n"
    assert found(tmp_path, more).kinds == {"fact": 1, "estimate": 0, "judgement": 0, "invented": 1}


def test_the_range_of_a_track_may_be_sourced_beside_the_range_of_a_source(tmp_path: Path) -> None:
    more = "tracks: {fish: {range: 0..9, start: 4, source: {range: {kind: fact, ref: S1}, start: {kind: invented}}}}\n"
    assert found(tmp_path, more).kinds["invented"] == 1


@pytest.mark.parametrize(
    "more",
    [
        "tracks: {fish: {range: 0..9, levels: {few: 0..3, many: 4..9}}}\n",
        'measures: {some: {is: "1 if turn > 0 else 0"}}\n',
        "turns: 8\n",
        "tests: {none: {then: {turn: 7}}}\n",
    ],
)
def test_scales_logic_and_tests_have_no_numbers(more: str, tmp_path: Path) -> None:
    assert found(tmp_path, more).numbers == ()


@pytest.mark.parametrize(
    ("more", "number"),
    [
        ('measures: {some: {is: "turn * 3"}}\n', ("some", "is", "turn * 3")),
        ('measures: {some: {is: {year: "turn / 4"}}}\n', ("some", "is", "turn / 4")),
        ("events: {row: {weight: 5}}\n", ("row", "weight", "5")),
        ('events: {row: {does: [{say: "hm"}, {chance: 0.3, id: x}]}}\n', ("row", "does", "0.3")),
        ("events: {row: {does: [{check: x, modifier: {luck: 2}}]}}\n", ("row", "does", "2")),
        (
            "events: {row: {does: [{check: x, modifier: {luck: turn}, fail: [{chance: 0.2, id: y}]}]}}\n",
            ("row", "does", "0.2"),
        ),
        ("events: {row: {asks: north, choices: {a: {when: turn > 5}}}}\n", ("row", "choices.a.when", "turn > 5")),
        ("doctrines: {calm: {for: all, traits: {nerve: 3}}}\n", ("calm", "traits", "3")),
        ("doctrines: {calm: {for: all, cards: {h: {order: hold, score: 2}}}}\n", ("calm", "cards.h.score", "2")),
        ("doctrines: {calm: {for: all, cards: {h: {order: hold, cooldown: 2}}}}\n", ("calm", "cards.h.cooldown", "2")),
        ("tracks: {fish: {per: role, range: 0..9, start: {north: 3, else: 3}}}\n", ("fish", "start", "3")),
    ],
)
def test_numbers_stand_in_all_sections(more: str, number: tuple[str, str, str], tmp_path: Path) -> None:
    assert number in naked(tmp_path, more)


def test_an_inner_entry_takes_the_source_of_the_outer_one(tmp_path: Path) -> None:
    more = "doctrines: {calm: {for: all, source: {cards: {kind: invented}}, cards: {h: {order: hold, score: 2}}}}\n"
    assert naked(tmp_path, more) == []


def test_what_all_others_take_is_sourced_by_one_of_them(tmp_path: Path) -> None:
    more = "sets: {boat: {else: {crew: 4}, tub: {source: S1}, raft: {crew: 2, source: S2}}}\n"
    assert naked(tmp_path, more) == []


def test_nothing_for_all_others_is_no_number(tmp_path: Path) -> None:
    assert naked(tmp_path, "sets: {boat: {else: {crew: 0}, tub: {}}}\n") == []


def test_the_json_lists_kinds_and_naked_numbers(tmp_path: Path) -> None:
    told = found(tmp_path, "tracks: {fish: {range: 0..9, start: 4}}\n").as_json()
    assert list(told) == ["numbers", "kinds", "naked"]
    assert list(told["naked"][0]) == ["path", "line", "column", "section", "entry", "key", "text"]
