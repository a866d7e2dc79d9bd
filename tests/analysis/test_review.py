"""A check tells what makes no sense though it can be played."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.analysis.review import review
from engine.analysis.variants import outline

POND = """
id: pond
roles: {red: {title: Red}}
orders:
  wait: {by: all, kind: idle}
  jump: {by: all}
  swim: {by: all, kind: move}
turn: {play: {by: all, offers: [idle], mode: sequential}}
endings: {over: {at: end}}
"""


def test_an_order_that_no_phase_offers_is_a_warning(tmp_path: Path) -> None:
    (tmp_path / "pond.yaml").write_text(POND)
    found = review(str(tmp_path / "pond.yaml"))
    assert [(it.code, it.severity, it.place.line, it.message, it.hint) for it in found.problems] == [
        ("T006", "warning", 6, "no phase offers jump", "name jump in the `offers` of a phase"),
        ("T006", "warning", 7, "no phase offers swim", "name move in the `offers` of a phase"),
    ]


def test_conditions_of_an_order_that_is_never_sealed_are_a_warning(tmp_path: Path) -> None:
    text = (
        POND.replace("wait: {by: all, kind: idle}", "wait: {by: all, kind: idle, conditional: [calm]}")
        .replace("  jump: {by: all}\n", "")
        .replace("  swim: {by: all, kind: move}\n", "")
    )
    (tmp_path / "pond.yaml").write_text(f"{text}conditions: {{calm: {{is: turn > 1, text: later}}}}\n")
    assert "wait can never carry its conditions" in [it.message for it in review(str(tmp_path / "pond.yaml")).problems]


def test_a_motion_that_nobody_can_vote_on_is_a_warning(tmp_path: Path) -> None:
    text = POND.replace("offers: [idle]", "offers: [idle, jump, move, propose]").replace(
        "mode: sequential", "mode: open"
    )
    (tmp_path / "pond.yaml").write_text(f"{text}motions: {{dive: {{by: all, members: all, rule: majority}}}}\n")
    assert [it.message for it in review(str(tmp_path / "pond.yaml")).problems] == ["nobody can vote on dive"]


def test_what_a_ruleset_lacks_is_told_of_the_file_with_its_id(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("tags: [pond]\n")
    (tmp_path / "ruleset.yaml").write_text("# A pond.\n" + POND.replace("turn:", "dates: {} #"))
    places = {(Path(it.place.path).name, it.place.line) for it in review(str(tmp_path)).problems if it.code == "R016"}
    assert places == {("ruleset.yaml", 3)}


@pytest.mark.parametrize(
    ("more", "said", "word"),
    [
        ("motions: {dive: {by: all, members: all, rule: majority}}", "nobody can table dive", "propose"),
        ("terms: {pearl: {by: all}}", "nobody can offer pearl", "deal"),
        ('palette: {splash: {does: [{say: "Splash."}]}}', "nobody can argue for splash", "argue"),
    ],
)
def test_what_is_written_and_offered_nowhere_is_a_warning(tmp_path: Path, more: str, said: str, word: str) -> None:
    text = POND.replace("offers: [idle]", "offers: [idle, jump, move]")
    (tmp_path / "pond.yaml").write_text(f"{text}{more}\n")
    (problem,) = review(str(tmp_path / "pond.yaml")).problems
    assert (problem.code, problem.severity, problem.message) == ("T006", "warning", said)
    assert problem.hint.startswith(f"name {word} in the `offers` of")


def test_a_card_that_plays_an_order_with_a_mistake_is_no_second_problem(tmp_path: Path) -> None:
    text = POND.replace("jump: {by: all}", 'jump: {by: all, when: {"No.": "feer > 1"}}')
    (tmp_path / "pond.yaml").write_text(f"{text}doctrines: {{d: {{for: red, cards: {{c: {{order: jump}}}}}}}}\n")
    assert [it.code for it in review(str(tmp_path / "pond.yaml")).problems if it.severity == "error"] == ["F002"]


TESTED = """
id: tested
roles: {red: {title: Red}}
tracks: {depth: {range: 0..9, start: 3}}
orders: {dive: {by: all, does: [depth += 1]}, rise: {by: all, does: [depth -= 7]}}
turn: {play: {by: all, offers: [dive, rise], mode: sequential}}
endings: {over: {at: end}}
tests: {it_begins: {scenario: ice, then: {"depth == 3": true}}}
"""


def wrong_with(tmp_path: Path, scenario: str) -> list[str]:
    """Return what is wrong with a ruleset of which a test begins from a scenario."""
    for folder, file, text in (
        ("rulesets/tested", "ruleset.yaml", TESTED),
        ("scenarios", "ice.yaml", f"id: ice\nextends: tested\n{scenario}"),
    ):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / file).write_text(text)
    return [it.message for it in review(str(tmp_path / "rulesets" / "tested")).problems]


def test_what_a_scenario_of_a_test_writes_is_looked_at_whole(tmp_path: Path) -> None:
    assert "depht" in "".join(wrong_with(tmp_path, "orders: {dive: {does: [depht += 5]}}\n"))


def test_a_test_may_begin_from_a_scenario_that_changes_an_order(tmp_path: Path) -> None:
    assert not wrong_with(tmp_path, "orders: {dive: {does: [depth += 5]}}\n")


def test_of_the_scenario_of_a_test_only_what_it_writes_itself_does_anything(tmp_path: Path) -> None:
    wrong_with(tmp_path, "orders: {dive: {does: [depth += 5]}}\n")
    source = outline(str(tmp_path / "scenarios" / "ice.yaml")).source
    assert "5" in source
    assert "7" not in source


LAKE = """
id: lake
roles: {red: {title: Red}}
tracks: {depth: {range: 0..9, start: 3}}
orders:
  wait: {by: all, kind: idle}
  swim: {by: all, kind: move, conditional: [calm], does: [depth += 1]}
  row: {by: all, kind: move}
  sail: {by: all, kind: move}
  drift: {by: all}
conditions: {calm: {is: depth >= 5, text: later}}
motions: {dive: {by: all, members: all, rule: majority}}
turn:
  talk: {by: all, offers: [idle, propose], mode: open}
  votes: {by: all, offers: [vote], mode: sealed}
  moves: {by: all, offers: [move, drift], mode: sealed}
endings: {over: {at: end}}
"""


def warned_of(tmp_path: Path, variant: str) -> list[tuple[str, int, str]]:
    """Return the file, the line and the words of what a check of a variant of the lake warns of."""
    (tmp_path / "rulesets/lake").mkdir(parents=True)
    (tmp_path / "rulesets/lake/ruleset.yaml").write_text(LAKE)
    path = tmp_path / "scenarios" / "dry.yaml"
    path.parent.mkdir()
    path.write_text(f"id: dry\nextends: lake\n{variant}")
    return [(Path(it.place.path).name, it.place.line, it.message) for it in review(str(path)).problems]


def test_a_phase_that_a_variant_takes_out_is_told_once_and_there(tmp_path: Path) -> None:
    said = "'moves' is taken out here: no phase offers swim, row, sail and 1 more"
    assert warned_of(tmp_path, "turn: {moves: null}\n") == [("dry.yaml", 3, said)]


def test_so_is_one_in_which_was_voted(tmp_path: Path) -> None:
    said = "'votes' is taken out here: nobody can vote on dive"
    assert warned_of(tmp_path, "turn: {votes: null}\n") == [("dry.yaml", 3, said)]


def test_so_is_one_in_which_conditions_were_attached(tmp_path: Path) -> None:
    variant = "turn: {moves: null, talk: {offers: [idle, propose, move, drift]}}\n"
    said = "'moves' is taken out here: swim can never carry its conditions"
    assert warned_of(tmp_path, variant) == [("dry.yaml", 3, said)]


def test_an_order_of_the_variant_itself_is_told_at_its_own_line(tmp_path: Path) -> None:
    variant = (
        "turn: {moves: null, talk: {offers: [idle, propose, move, drift]}}\norders: {swim: null, leap: {by: all}}\n"
    )
    assert warned_of(tmp_path, variant) == [("dry.yaml", 4, "no phase offers leap")]
