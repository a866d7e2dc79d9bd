from __future__ import annotations

import datetime

import pytest

from engine.language.naming import later
from engine.language.world import FAR, MISSING, Sight, World
from engine.problems import Problem

from .small import world_of

BEGIN = "id: small\nroles: {red: {}, blue: {}}\n"


def named(text: str) -> World:
    """Return the names of a small ruleset with more in it, nothing wrong."""
    world, _ = world_of(BEGIN + text if "roles:" not in text else "id: small\n" + text)
    assert not world.problems, world.problems
    return world


def wrong(text: str) -> Problem:
    """Return the one problem of a small ruleset's names."""
    world, _ = world_of(BEGIN + text if "roles:" not in text else "id: small\n" + text)
    (problem,) = world.problems
    return problem


# -- one space of names ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("tracks: {red: {range: 0..9}}", "'red' is taken: see"),
        ("areas: {blue: {}}", "'blue' is taken: see"),
        ("tracks: {heat: {range: 0..9}}\nmeasures: {heat: {is: 1}}", "'heat' is taken: see"),
        ("tracks: {turn: {range: 0..9}}", "'turn' is a word of the language"),
        ("measures: {score: {is: 1}}", "'score' is a word of the language"),
        ("tracks: {near: {range: 0..9}}", "'near' is a word of the language"),
        ("tracks: {if: {range: 0..9}}", "'if' is a word of the language"),
        ("sets: {deed: {sum: {}}}", "'sum' is a word of the language"),
        ("begins: 2026-01-01\nturn_lasts: 1 month\ndates: {red: 2026-02-01}", "'red' is taken"),
    ],
)
def test_a_clash_of_names_is_a_problem(text: str, part: str) -> None:
    problem = wrong(text)
    assert (problem.code, part in problem.message) == ("N001", True), problem


@pytest.mark.parametrize("name", ["all", "none", "for"])
def test_a_set_has_no_name_that_the_language_needs(name: str) -> None:
    assert wrong(f"sets: {{{name}: {{green: {{}}}}}}").code == "N002"


def test_an_index_may_bear_the_name_of_its_set() -> None:
    assert named("tracks: {money: {per: role, range: 0..9}}").tracks["money"].indices[0].name == "role"


def test_an_index_hides_no_name() -> None:
    assert wrong("tracks: {trust: {per: {red: role}, range: 0..9}}").code == "F013"


def test_an_index_hides_no_track_written_later() -> None:
    text = "tracks: {trust: {per: {heat: role}, range: 0..9}, heat: {range: 0..9}}"
    assert wrong(text).code == "F013"


# -- attributes ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "kind", "table"),
    [
        ("3", "number", [3, MISSING]),
        ("2.5", "number", [2.5, MISSING]),
        ("true", "flag", [True, False]),
        ("east", "word", ["east", MISSING]),
        ("blue", "member", [1, MISSING]),
        ("[blue]", "members", [(1,), ()]),
    ],
)
def test_an_attribute_has_one_type_throughout_its_set(value: str, kind: str, table: list[object]) -> None:
    it = named(f"roles: {{red: {{x: {value}}}, blue: {{}}}}").attributes["role"]["x"]
    assert (it.kind, it.table) == (kind, table)


def test_else_gives_an_attribute_to_the_others() -> None:
    it = named("roles: {red: {gate: 3}, blue: {}, else: {gate: 1}}").attributes["role"]["gate"]
    assert it.table == [3, 1]


def test_none_is_a_member_that_is_none() -> None:
    it = named("roles: {red: {ally: none}, blue: {ally: red}}").attributes["role"]["ally"]
    assert (it.kind, it.of, it.table) == ("member", "role", [-1, 0])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("roles: {red: {x: 1}, blue: {x: true}}", "N004"),
        ("roles: {red: {x: east}, blue: {x: 1}}", "N004"),
        ("roles: {red: {x: 'We win!'}, blue: {}}", "N005"),
        ("roles: {red: {x: {a: 1}}, blue: {}}", "N005"),
        ("roles: {red: {x: [bleu]}, blue: {}}", "N006"),
        ("roles: {red: {x: [1]}, blue: {}}", "N006"),
        ("roles: {red: {x: [blue, coast]}, blue: {}}\nareas: {coast: {}}", "N006"),
    ],
)
def test_a_wrong_attribute_is_a_problem(text: str, code: str) -> None:
    assert wrong(text).code == code


# -- sets ------------------------------------------------------------------------------------------


def test_a_subset_is_a_selection_by_attributes() -> None:
    world = named('roles: {red: {ally: true}, blue: {}, green: {ally: true}}\nsets: {friend: "r in role if r.ally"}')
    assert world.sets["friend"].members == (0, 2)


def test_a_subset_may_select_from_a_subset_written_before_it() -> None:
    roles = "roles: {red: {n: 1}, blue: {n: 2}, green: {n: 3}}"
    text = 'sets: {big: "r in role if r.n > 1", huge: "r in big if r.n > 2"}'
    assert named(f"{roles}\n{text}").sets["huge"].members == (2,)


def test_a_subset_cannot_read_what_play_changes() -> None:
    assert wrong('sets: {late: "r in role if turn > 2"}').code == "N007"


def test_a_set_has_at_most_a_thousand_members() -> None:
    members = ", ".join(f"m{n}: {{}}" for n in range(1001))
    assert wrong(f"sets: {{thing: {{{members}}}}}").code == "N012"


def test_tracks_hold_at_most_two_hundred_thousand_numbers() -> None:
    members = ", ".join(f"m{n}: {{}}" for n in range(500))
    text = f"sets: {{thing: {{{members}}}}}\ntracks: {{much: {{per: {{a: thing, b: thing}}, range: 0..9}}}}"
    assert wrong(text).code == "N012"


# -- links -----------------------------------------------------------------------------------------

MAP = """areas:
  a: {links: {b: land, c: sea}}
  b: {links: {d: {kind: rail, one_way: true}}}
  c: {}
  d: {}
  e: {}
"""


@pytest.mark.parametrize(
    ("kind", "start", "goal", "far"),
    [("", "b", "c", 2), ("", "c", "d", 3), ("land", "b", "c", FAR), ("rail", "b", "d", 1), ("rail", "d", "b", FAR),
     ("", "d", "b", FAR), ("", "a", "e", FAR), ("", "a", "a", 0)],
)  # fmt: skip
def test_a_distance_counts_links_of_a_kind(kind: str, start: str, goal: str, far: int) -> None:
    world = named(MAP)
    assert world.distances[kind][world.positions[start][1]][world.positions[goal][1]] == far


def test_a_link_to_nowhere_is_a_problem() -> None:
    assert wrong("areas: {a: {links: {bb: land}}, b: {}}").code == "N008"


# -- days ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "turn"),
    [("2026-01-06", 0), ("2026-01-07", 1), ("2026-04-06", 1), ("2026-04-07", 2), ("2027-04-11", 6)],
)
def test_a_date_is_the_turn_in_which_its_day_falls(day: str, turn: int) -> None:
    world = named(f"begins: 2026-01-07\nturn_lasts: 3 months\nturns: 9\ndates: {{day: {day}}}")
    assert world.dates["day"] == turn


def test_a_turn_of_unreadable_length_is_a_problem() -> None:
    assert wrong("begins: 2026-01-07\nturn_lasts: a while").code == "N009"


def test_turns_of_centuries_end_before_the_calendar_does() -> None:
    text = "begins: 2026-01-07\nturn_lasts: 999 years\ndates: {day: 9998-01-01}"
    assert named(text).dates["day"] == 8


def test_a_month_too_short_ends_on_its_last_day() -> None:
    assert later(datetime.date(2026, 1, 31), 1, "month") == datetime.date(2026, 2, 28)


def test_time_ends_with_the_year_9999() -> None:
    assert later(datetime.date(9999, 1, 1), 5, "year") == datetime.date.max


# -- tracks ----------------------------------------------------------------------------------------


def test_tracks_stand_end_to_end_behind_the_turn_and_the_phase() -> None:
    world = named("tracks: {heat: {range: 0..9}, money: {per: [role], range: 0..9}, open: {type: flag}}")
    assert [(it.base, it.size) for it in world.tracks.values()] == [(2, 1), (3, 2), (5, 1)]


def test_a_track_over_two_sets_is_laid_out_row_by_row() -> None:
    it = named("areas: {a: {}, b: {}, c: {}}\ntracks: {troops: {per: [role, area], range: 0..9}}").tracks["troops"]
    assert it.strides == (3, 1)


@pytest.mark.parametrize(
    ("levels", "wanted"),
    [
        ("[low, mid, high]", [("low", 0, 0), ("mid", 1, 1), ("high", 2, 2)]),
        ("{low: 0..3, high: 7..9}", [("low", 0, 3), ("high", 7, 9)]),
        ("{all quiet: 0, loud: 1..9}", [("all_quiet", 0, 0), ("loud", 1, 9)]),
    ],
)
def test_levels_name_values_or_ranges(levels: str, wanted: list[tuple[str, int, int]]) -> None:
    it = named(f"tracks: {{mood: {{range: 0..9, levels: {levels}}}}}").tracks["mood"]
    assert [(level.id, level.least, level.most) for level in it.levels] == wanted


@pytest.mark.parametrize(
    "keys",
    [
        "range: 0..1, levels: [a, b, c]",
        "range: 0..9, levels: {low: 0..3, high: 3..9}",
        "range: 0..9, levels: {low: 0..12}",
        "range: 0..9, levels: {low: some}",
        "range: 0..9, levels: [a, a]",
        "range: 0..9, levels: [a-b]",
        "range: 0..9, levels: 3",
        "range: 0..900000000, levels: {low: 0..3, high: 4..900000000}",
        "type: flag, levels: [off, on]",
        "range: 0..9, seen_by: owner",
        "range: 0..9, public_as: levels",
    ],
)
def test_what_does_not_fit_a_track_is_a_problem(keys: str) -> None:
    assert wrong(f"tracks: {{mood: {{{keys}}}}}").code == "N011"


@pytest.mark.parametrize("keys", ["type: rolle", "per: rolle, range: 0..9", "per: [role, role], range: 0..9"])
def test_a_track_over_or_of_no_set_is_a_problem(keys: str) -> None:
    assert wrong(f"tracks: {{mood: {{{keys}}}}}").code == "N010"


@pytest.mark.parametrize(
    ("seen", "sight"),
    [
        ("all", Sight()),
        ("nobody", Sight(frozenset())),
        ("owner", Sight(None, owner=True)),
        ("[blue]", Sight(frozenset({1}))),
        ("blue", Sight(frozenset({1}))),
        ("'r in role if r != red'", Sight(frozenset({1}))),
    ],
)
def test_a_track_is_seen_by(seen: str, sight: Sight) -> None:
    assert named(f"tracks: {{plan: {{per: role, range: 0..9, seen_by: {seen}}}}}").tracks["plan"].sight == sight


# -- measures --------------------------------------------------------------------------------------


def test_a_measure_is_seen_by_those_who_see_all_that_it_reads() -> None:
    text = (
        "tracks: {plan: {range: 0..9, seen_by: [red]}, mood: {per: role, range: 0..9, seen_by: owner}}\n"
        'measures: {both: {per: {who: role}, is: "plan + mood[who]"}, far: {is: "mood[red]"}}'
    )
    world = named(text)
    assert world.measures["both"].sight == Sight(frozenset({0}), owner=True)
    assert world.measures["far"].sight == Sight(frozenset())


def test_measures_in_a_circle_are_one_problem() -> None:
    assert wrong('measures: {hen: {is: "egg"}, egg: {is: "chick"}, chick: {is: "hen"}}').code == "F020"


@pytest.mark.parametrize("order", [1, -1])
def test_measures_read_through_at_most_thirty_two_others(order: int) -> None:
    lines = [f'  m{n}: {{is: "m{n - 1} + turn"}}' for n in range(1, 1000)]
    world, _ = world_of(BEGIN + "measures:\n  m0: {is: 1}\n" + "\n".join(lines[::order]))
    assert world.problems
    assert {problem.code for problem in world.problems} == {"F021"}


def test_terms_of_a_measure_are_added() -> None:
    it = named('tracks: {heat: {range: 0..9}}\nmeasures: {sum_: {is: {base: 2, heat: "heat / 2"}}}').measures["sum_"]
    assert [name for name, _ in it.terms] == ["base", "heat"]
    assert str(it.type) == "a number"


# -- sets selected from others ---------------------------------------------------------------------


def test_a_set_is_selected_from_others_wherever_they_are_written() -> None:
    world = named(
        'roles: {red: {boats: 4}, blue: {boats: 1}}\nsets: {rich: "r in big", big: "r in role if r.boats > 2"}'
    )
    assert world.sets["rich"].members == world.sets["big"].members == (0,)


def test_an_attribute_called_like_a_set_makes_no_circle() -> None:
    assert named('roles: {red: {big: true}, blue: {}}\nsets: {big: "r in role if r.big"}').sets["big"].members == (0,)


@pytest.mark.parametrize(
    ("sets", "ring"),
    [
        ('{a: "r in b", b: "r in a", c: "r in a"}', "a → b → a"),
        ('{c: "r in a", a: "r in b", b: "r in a"}', "a → b → a"),
        ('{a: "r in a"}', "a → a"),
    ],
)
def test_sets_that_are_selected_from_each_other_are_told_once(sets: str, ring: str) -> None:
    assert wrong(f"sets: {sets}").message == f"sets are selected from each other in a circle: {ring}"
