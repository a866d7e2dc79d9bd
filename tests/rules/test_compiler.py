from __future__ import annotations

import re
import time
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from engine.language.loader import load_spec
from engine.problems import MOST_SHOWN, Problems
from engine.rules.compiler import compile_spec
from engine.rules.dice import Median
from engine.rules.link import code_of
from engine.rules.run import Run

from .ruled import compiled, rules_of, wrong

HEAT = (
    "tracks: {heat: {range: 0..9, start: 4}, open: {type: flag}, "
    "money: {per: role, range: 0..9, start: {red: 5, else: 1}}}\n"
)


# -- problems --------------------------------------------------------------------------------------


def test_problems_come_sorted_by_place() -> None:
    turn = "turn: {play: {by: all, offers: [hodl], mode: sequential}}"
    text = f'{turn}\nmeasures: {{a: {{is: "b + 1"}}}}\ntracks: {{red: {{range: 0..1}}}}'
    places = [problem.place for problem in wrong(text)]
    assert len(places) == 3
    assert places == sorted(places)


def test_at_most_a_hundred_problems_are_told() -> None:
    lines = "\n".join(f'  m{n}: {{is: "nothing{n}"}}' for n in range(1000))
    assert len(wrong(f"measures:\n{lines}")) == MOST_SHOWN


def test_what_depends_on_a_wrong_measure_is_silent() -> None:
    text = 'measures: {a: {is: "nothing"}, b: {is: "a + 1"}, c: {is: "b + a"}}'
    assert [problem.code for problem in wrong(text)] == ["F002"]


def test_a_doctrine_for_a_wrong_role_is_one_problem() -> None:
    text = "doctrines: {calm: {for: rde, cards: {stay: {order: hold}}}}\nseats: {red: calm}"
    assert [problem.code for problem in wrong(text)] == ["F002"]


def test_an_order_with_too_many_parameters_is_refused() -> None:
    many = ", ".join(f"n{n}: 1..2" for n in range(9))
    assert [problem.code for problem in wrong(f"orders: {{hold: {{by: all, choose: {{{many}}}}}}}")] == ["R019"]


def test_warnings_come_with_the_rules() -> None:
    _, warnings = compiled(HEAT + 'endings: {hot: {when: "heat >= 0"}, over: {at: end}}')
    assert [warning.code for warning in warnings] == ["F015"]


def mutated(text: str, random: Random) -> str:
    """Return a text with one thing in it changed."""
    lines = text.split("\n")
    kind = random.randrange(3)
    if kind == 0:
        del lines[random.randrange(len(lines))]
    elif kind == 1:
        words = re.split(r"(\W)", text)
        words[random.randrange(len(words))] = random.choice(
            ["none", "me", "*", "999", "[", "-1", "all", "0.5", "{", "heat"]
        )
        return "".join(words)
    else:
        a, b = random.randrange(len(lines)), random.randrange(len(lines))
        lines[a], lines[b] = lines[b], lines[a]
    return "\n".join(lines)


@pytest.mark.parametrize("seed", range(120))
def test_a_mutated_ruleset_compiles_or_gives_its_problems_quickly(seed: int, tmp_path: Path, checkout: Path) -> None:
    random = Random(seed)
    text = (checkout / "rulesets/prisoners-dilemma/ruleset.yaml").read_text("utf-8")
    for _ in range(random.choice((1, 1, 2, 3))):
        text = mutated(text, random)
    path = tmp_path / "mutated.yaml"
    path.write_text(text, "utf-8")
    began = time.process_time()
    with suppress(Problems):
        rules, _ = compile_spec(load_spec(path)[0])
        code_of(rules)
    assert time.process_time() - began < 2


# -- starts ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("track", "start"),
    [
        ("{range: 0..9, start: 4}", (4,)),
        ("{range: 2..9}", (2,)),
        ("{range: -9..-2}", (-2,)),
        ("{type: flag, start: true}", (1,)),
        ("{type: role}", (-1,)),
        ("{type: role, start: blue}", (1,)),
        ("{per: role, range: 0..9, start: {red: 4, else: 6}}", (4, 6)),
        ("{per: role, range: 0..9, start: role.gate}", (3, 1)),
        ("{per: {who: role}, range: 0..9, start: {red: 5, else: 'who.gate * 2.5'}}", (5, 3)),
        ("{per: {a: role, b: role}, range: 0..9, start: {red: {blue: 7, else: 1}, else: 2}}", (1, 7, 2, 2)),
        ("{per: {a: role, b: role}, range: 0..9, start: '1 if a == b else 0'}", (1, 0, 0, 1)),
    ],
)
def test_a_track_starts_as_written(track: str, start: tuple[int, ...]) -> None:
    rules, _ = compiled(f"roles: {{red: {{gate: 3}}, blue: {{gate: 1}}}}\ntracks: {{it: {track}}}")
    assert rules.start[2:] == start


@pytest.mark.parametrize("start", ["12", "{red: 4}", "{rde: 4, else: 1}", "{red: {blue: 1}, else: 2}", "turn", "[1]"])
def test_a_start_that_cannot_be_is_a_problem(start: str) -> None:
    assert {problem.code for problem in wrong(f"tracks: {{it: {{per: role, range: 0..9, start: {start}}}}}")} == {
        "R018"
    }


# -- what rules do ---------------------------------------------------------------------------------


def after(text: str) -> list[int]:
    """Return the values of the tracks in `HEAT` after the one automatic phase of a ruleset."""
    rules = rules_of(HEAT + text)
    values = list(rules.start)
    does = rules.phases[0].does
    assert does is not None
    does(values, {}, Run(rules, values, Median(), {}, frozenset()))
    assert not any(isinstance(value, bool) for value in values)
    return values[2:]


@pytest.mark.parametrize(
    ("effects", "values"),
    [
        ('["heat += 2.5"]', [7, 0, 5, 1]),
        ('["heat -= 0.5"]', [4, 0, 5, 1]),
        ('["heat += 20"]', [9, 0, 5, 1]),
        ('["heat = heat > 2"]', [1, 0, 5, 1]),
        ('["heat = max(heat > 2, 0)"]', [1, 0, 5, 1]),
        ('["open = heat > 2"]', [4, 1, 5, 1]),
        ('[{let: {n: heat}}, "heat = 0", "money[red] = n"]', [0, 0, 4, 1]),
        ('[{for: "r in role if r != red", do: ["money[r] += heat"]}]', [4, 0, 5, 5]),
        ('[{if: "heat > 9", then: ["heat = 1"], else: ["heat = 2"]}]', [2, 0, 5, 1]),
        ('[{move: 3, from: "money[red]", to: "money[blue]"}]', [4, 0, 2, 4]),
        ('[{move: 30, from: "money[red]", to: heat}]', [9, 0, 0, 1]),
    ],
)
def test_effects_change_numbers_as_written(effects: str, values: list[int]) -> None:
    assert after(f"turn: {{play: {{does: {effects}}}}}") == values


def test_choices_of_two_events_never_share_a_function() -> None:
    first = 'a_b: {asks: red, choices: {c: {does: ["heat = 1"]}}}'
    second = 'a: {asks: red, choices: {b_c: {does: ["heat = 2"]}}}'
    rules = rules_of(f"{HEAT}events:\n  {first}\n  {second}")
    assert rules.events["a_b"].choices[0].does is not rules.events["a"].choices[0].does


def test_attributes_of_two_sets_never_share_a_table() -> None:
    sets = "sets:\n  a: {x: {b_c: 1}}\n  a_b: {y: {c: 2}}"
    rules = rules_of(f"{sets}\nmeasures: {{m: {{is: 'sum(i.b_c for i in a) * 10 + sum(i.c for i in a_b)'}}}}")
    assert rules.measures["m"].value(list(rules.start), {}) == 12


# -- score, standing orders, seats -----------------------------------------------------------------


def test_an_ending_reads_the_score_of_a_role() -> None:
    rules = rules_of(
        HEAT
        + 'objectives: {rich: {for: role, is: "money[me] / 2"}, hot: {for: red, is: heat}}\n'
        + 'endings: {won: {when: "score[red] == 7 and score[blue] == 1"}, over: {at: end}}'
    )
    when = rules.endings["won"].when
    assert when is not None
    assert when(list(rules.start), {})


def test_no_order_reads_a_score() -> None:
    text = HEAT + 'objectives: {rich: {for: role, is: "money[me]"}}\norders: {hold: {by: all, when: "score[me] > 2"}}'
    assert [problem.code for problem in wrong(text)] == ["F009"]


def test_a_standing_order_has_its_parameters() -> None:
    roles = "roles: {red: {standing: {order: give, with: {to: blue, n: 2}}}, blue: {}}"
    orders = "orders: {give: {by: all, choose: {to: role, n: 1..3}}}"
    rules, _ = compiled(f"{roles}\n{orders}\nturn: {{play: {{by: all, offers: [give], mode: sequential}}}}")
    assert rules.standing["red"].parameters == (1, 2)


@pytest.mark.parametrize("given", ["{to: blue}", "{to: blue, n: 1, m: 2}", "{to: 3, n: 1}", "{to: blue, n: turn}"])
def test_a_standing_order_that_cannot_be_given_is_a_problem(given: str) -> None:
    roles = f"roles: {{red: {{standing: {{order: give, with: {given}}}}}, blue: {{}}}}"
    orders = "orders: {give: {by: all, choose: {to: role, n: 1..3}}}"
    text = f"{roles}\n{orders}\nturn: {{play: {{by: all, offers: [give], mode: sequential}}}}"
    assert len(wrong(text)) == 1
