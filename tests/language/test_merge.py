from __future__ import annotations

from typing import Any

import pytest

from engine.language.faults import Faults
from engine.language.merge import extended, filled_in, over, together
from engine.language.source import Map, Sources, read


class Desk:
    """Reads texts as files called a.yaml, b.yaml, … and keeps what is wrong with them."""

    def __init__(self) -> None:
        self.sources = Sources()
        self.faults = Faults(self.sources)
        self._names = iter("abcdefgh")

    def file(self, text: str) -> Map:
        found = read(text.encode(), f"{next(self._names)}.yaml", self.sources, self.faults.found)
        assert found is not None
        return found

    def filled(self, text: str) -> Map:
        return filled_in(self.file(text), self.faults)

    @property
    def codes(self) -> list[str]:
        return [problem.code for problem in self.faults.found]


@pytest.fixture
def desk() -> Desk:
    return Desk()


def plain(value: Any) -> Any:
    """Return maps as lists of pairs, so that a comparison sees their order."""
    return [(name, plain(inner)) for name, inner in value.items()] if isinstance(value, Map) else value


# ---- files of one ruleset


def test_sections_of_many_files_are_joined_in_order_of_writing(desk: Desk) -> None:
    whole = together([desk.file("tracks: {b: {}, a: {}}"), desk.file("tracks: {c: {}}\nturns: 3")], desk.faults)
    assert plain(whole) == [("tracks", [("b", []), ("a", []), ("c", [])]), ("turns", 3)]


def test_the_same_entry_in_two_files_names_both_places(desk: Desk) -> None:
    together([desk.file("tracks:\n  heat: {}"), desk.file("tracks:\n\n  heat: {}")], desk.faults)
    (problem,) = desk.faults.found
    assert str(problem.place) == "b.yaml:3:3"
    assert "'heat' is written twice in `tracks`; it stands at a.yaml:2:3 already" in problem.message


def test_the_same_plain_key_in_two_files_is_told(desk: Desk) -> None:
    together([desk.file("turns: 3"), desk.file("turns: 4")], desk.faults)
    assert desk.codes == ["S020"]


@pytest.mark.parametrize(("first", "second"), [("turns: 3", "turns: {day: {}}"), ("turns: {day: {}}", "turns: 3")])
def test_a_plain_key_that_is_a_map_in_another_file_is_told(desk: Desk, first: str, second: str) -> None:
    together([desk.file(first), desk.file(second)], desk.faults)
    assert desk.codes == ["S020"]


def test_joining_leaves_the_files_as_they_were(desk: Desk) -> None:
    first = desk.file("tracks: {a: {}}")
    together([first, desk.file("tracks: {b: {}}")], desk.faults)
    assert plain(first) == [("tracks", [("a", [])])]


# ---- extends


def test_maps_merge_key_by_key_and_anything_else_replaces(desk: Desk) -> None:
    base = desk.file("tracks: {heat: {range: 0..9, levels: [a, b], start: {red: 1, blue: 2}}}")
    own = desk.file("tracks: {heat: {levels: [c], start: {blue: 3}}}")
    assert plain(over(base, own)) == [
        ("tracks", [("heat", [("range", "0..9"), ("levels", ["c"]), ("start", [("red", 1), ("blue", 3)])])])
    ]


def test_entries_of_the_base_keep_their_place_and_new_ones_come_after(desk: Desk) -> None:
    merged = over(desk.file("tracks: {a: {}, b: {}}"), desk.file("tracks: {c: {}, b: {start: 1}}"))
    assert list(merged["tracks"]) == ["a", "b", "c"]


def test_null_removes_what_the_base_gives(desk: Desk) -> None:
    merged = over(desk.file("tracks: {a: {start: 1}, b: {}}\nturns: 3"), desk.file("tracks: {b: , a: {start: }}"))
    assert plain(merged) == [("tracks", [("a", [])]), ("turns", 3)]


def test_a_null_that_removes_nothing_stays_to_be_told(desk: Desk) -> None:
    assert over(desk.file("tracks: {}"), desk.file("tracks: {a: }"))["tracks"] == {"a": None}


def test_a_value_keeps_the_place_of_the_file_it_comes_from(desk: Desk) -> None:
    merged = over(desk.file("tracks:\n  a: {range: 0..9, start: 1}"), desk.file("\n\ntracks: {a: {start: 2}}"))
    place, track = desk.sources.place, merged["tracks"]["a"]
    assert str(place(merged["tracks"].keys_at["a"])) == "a.yaml:2:3"
    assert str(place(track.values_at["range"])) == "a.yaml:2:14"
    assert str(place(track.values_at["start"])) == "b.yaml:3:21"


def test_id_extends_and_tests_are_not_inherited(desk: Desk) -> None:
    base = desk.file("id: base\nextends: older\ntests: {one: {}}\nturns: 3")
    assert plain(extended(base, desk.file("id: own"))) == [("turns", 3), ("id", "own")]


def test_a_text_replaces_the_text_file_of_the_base(desk: Desk) -> None:
    base = desk.file("areas: {north: {text_file: north.md}}")
    assert plain(over(base, desk.file("areas: {north: {text: Cold.}}")))[0][1] == [("north", [("text", "Cold.")])]


# ---- like


def test_like_gives_all_keys_that_an_entry_does_not_give_itself(desk: Desk) -> None:
    whole = desk.filled("tracks: {a: {range: 0..9, start: 1}, b: {like: a, start: 2}}")
    assert plain(whole["tracks"]["b"]) == [("range", "0..9"), ("start", 2)]


def test_like_merges_maps_key_by_key(desk: Desk) -> None:
    whole = desk.filled("doctrines: {a: {traits: {x: 1, y: 2}}, b: {like: a, traits: {y: 3}}}")
    assert whole["doctrines"]["b"]["traits"] == {"x": 1, "y": 3}


def test_like_may_be_chained_in_any_order(desk: Desk) -> None:
    whole = desk.filled("tracks: {c: {like: b}, b: {like: a, start: 2}, a: {range: 0..9, start: 1}}")
    assert plain(whole["tracks"]) == [
        ("c", [("range", "0..9"), ("start", 2)]),
        ("b", [("range", "0..9"), ("start", 2)]),
        ("a", [("range", "0..9"), ("start", 1)]),
    ]


@pytest.mark.parametrize("section", ["roles", "areas", "forces"])
def test_members_may_be_like_each_other(desk: Desk, section: str) -> None:
    whole = desk.filled(f"{section}: {{a: {{gate: 1}}, b: {{like: a}}}}")
    assert whole[section]["b"] == {"gate": 1}


def test_members_of_ones_own_sets_may_be_like_each_other(desk: Desk) -> None:
    assert desk.filled("sets: {card: {ace: {worth: 9}, king: {like: ace}}}")["sets"]["card"]["king"] == {"worth": 9}


def test_cards_of_a_doctrine_may_be_like_each_other(desk: Desk) -> None:
    whole = desk.filled("doctrines: {d: {cards: {a: {order: x, cooldown: 1}, b: {like: a, order: y}}}}")
    assert whole["doctrines"]["d"]["cards"]["b"] == {"order": "y", "cooldown": 1}


def test_null_removes_what_like_gives(desk: Desk) -> None:
    assert desk.filled("tracks: {a: {range: 0..9, start: 1}, b: {like: a, start: }}")["tracks"]["b"] == {
        "range": "0..9"
    }


def test_like_sees_what_an_extension_changed_in_the_other(desk: Desk) -> None:
    base = desk.file("tracks: {a: {start: 1}, b: {like: a}}")
    whole = filled_in(extended(base, desk.file("tracks: {a: {start: 5}}")), desk.faults)
    assert whole["tracks"]["b"] == {"start": 5}


def test_like_an_unknown_entry_is_answered_with_the_nearest_other(desk: Desk) -> None:
    whole = desk.filled("tracks: {heat: {}, heap: {like: haet}}")
    (problem,) = desk.faults.found
    assert (problem.code, problem.hint) == ("S021", "did you mean 'heat'?")
    assert list(whole["tracks"]) == ["heat"]


def test_those_like_an_entry_that_is_missing_are_told_once(desk: Desk) -> None:
    desk.filled("tracks: {a: {like: b}, b: {like: c}, c: {like: nowhere}}")
    assert desk.codes == ["S021"]


def test_a_circle_of_likes_is_told_once(desk: Desk) -> None:
    desk.filled("tracks: {a: {like: b}, b: {like: c}, c: {like: b}, d: {like: d}}")
    assert desk.codes == ["S022", "S022"]
    assert "b → c → b" in desk.faults.found[0].message


def test_a_long_chain_of_likes_needs_no_deep_recursion(desk: Desk) -> None:
    chain = ", ".join(f"t{number}: {{like: t{number + 1}}}" for number in range(1400))
    whole = desk.filled(f"tracks: {{{chain}, t1400: {{start: 7}}}}")
    assert whole["tracks"]["t0"] == {"start": 7}


def test_what_likes_take_is_bounded(desk: Desk) -> None:
    keys = ", ".join(f"k{number}: 1" for number in range(1000))
    many = ", ".join(f"m{number}: {{like: a}}" for number in range(1000))
    desk.filled(f"areas: {{a: {{{keys}}}, {many}}}")
    assert desk.codes == ["S025"]


# ---- phases


def test_a_phase_that_follows_another_is_placed_after_it(desk: Desk) -> None:
    whole = desk.filled("turn: {a: {}, b: {}, c: {follows: a}, d: {follows: a}, e: {follows: c}}")
    assert list(whole["turn"]) == ["a", "c", "e", "d", "b"]


def test_an_extension_places_its_phase_between_those_of_the_base(desk: Desk) -> None:
    base = desk.file("turn: {first: {}, last: {}}")
    whole = filled_in(extended(base, desk.file("turn: {middle: {follows: first}}")), desk.faults)
    assert list(whole["turn"]) == ["first", "middle", "last"]


def test_phases_that_follow_each_other_are_told(desk: Desk) -> None:
    desk.filled("turn: {a: {}, b: {follows: c}, c: {follows: b}}")
    assert desk.codes == ["S024"]


def test_a_phase_that_follows_one_with_a_wrong_like_is_not_told(desk: Desk) -> None:
    desk.filled("turn: {a: {like: nowhere}, b: {follows: a}}")
    assert desk.codes == ["S021"]
