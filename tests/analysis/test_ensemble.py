"""Many games: the same figures whoever counts them, and starts that can be compared."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import attrs
import pytest

from engine.analysis.ensemble import Batch, Ensemble, Figure, seed_of, simulate
from engine.analysis.starts import Unfit

PRISONERS = Batch(scenario="prisoners-dilemma", games=24, seed=3)


def figures(result: Ensemble) -> dict[str, object]:
    found = result.as_json()
    del found["seconds"]
    return found


def test_the_figures_have_the_names_that_were_promised() -> None:
    found = simulate(PRISONERS).as_json()
    assert list(found) == ["games", "endings", "turns", "decisions", "seconds", "measures"]


def test_any_number_of_processes_gives_the_same_figures() -> None:
    assert figures(simulate(PRISONERS, jobs=2)) == figures(simulate(PRISONERS))


def test_games_by_remembered_rules_need_neither_language_nor_compiler(checkout: Path) -> None:
    simulate(PRISONERS)
    code = (
        "import sys; from engine.analysis.ensemble import Batch, simulate\n"
        "simulate(Batch(scenario='prisoners-dilemma', games=1, seed=3)); print(sorted(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=checkout, capture_output=True, text=True, check=True)
    assert "'engine.play.game'" in done.stdout
    assert not any(f"'{name}'" in done.stdout for name in ("yaml", "engine.rules.compiler", "engine.language.spec"))


def test_two_who_answer_in_kind_trust_each_other_to_the_end() -> None:
    result = simulate(PRISONERS)
    assert result.endings == {"trust": 24}
    assert result.measures["together"] == Figure(mean=60.0, sd=0.0)
    assert (result.turns, result.decisions) == (10.0, 24 * 20)


def test_a_seat_may_be_given_another_doctrine() -> None:
    result = simulate(attrs.evolve(PRISONERS, doctrines=(("ann", "always_talk"), ("bob", "always_talk"))))
    assert result.endings == {"ruin": 24}


def test_scores_are_among_the_measures() -> None:
    assert simulate(PRISONERS).measures["score[ann]"].mean == 30


def test_a_start_value_changes_where_games_begin() -> None:
    result = simulate(attrs.evolve(PRISONERS, given=(("coins[ann]", "7"),)))
    assert result.measures["score[ann]"].mean == 37


def test_a_fixed_value_stays_whatever_happens() -> None:
    result = simulate(attrs.evolve(PRISONERS, fix=(("coins[ann]", "7"),)))
    assert result.measures["score[ann]"] == Figure(mean=7.0, sd=0.0)
    assert result.measures["score[bob]"].mean == 30


def test_batches_of_one_seed_share_their_games_seeds() -> None:
    assert [seed_of(1, number) for number in range(3)] == [seed_of(1, number) for number in range(3)]
    assert len({seed_of(batch, number) for batch in range(20) for number in range(50)}) == 1000


def test_progress_is_told_up_to_the_last_game() -> None:
    told: list[tuple[int, int]] = []
    simulate(PRISONERS, progress=lambda done, games: told.append((done, games)))
    assert told[-1] == (24, 24)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"given": (("coin[ann]", "1"),)}, "there is no track 'coin"),
        ({"given": (("coins[eve]", "1"),)}, "'eve' is no member of role"),
        ({"given": (("coins", "900"),)}, "it goes from 0 to 50"),
        ({"given": (("coins", "many"),)}, "it is a whole number"),
        ({"given": (("talked[ann]", "3"),)}, "true or false"),
        ({"fix": (("coins[ann, bob]", "3"),)}, "has 1 indices"),
        ({"doctrines": (("eve", "always_talk"),)}, "there is no role 'eve'"),
        ({"doctrines": (("ann", "always_talks"),)}, "Did you mean always_talk?"),
    ],
)
def test_what_the_rules_do_not_have_is_said_before_any_game(change: dict[str, object], words: str) -> None:
    with pytest.raises(Unfit, match=words.replace("[", r"\[").replace("?", r"\?")):
        simulate(attrs.evolve(PRISONERS, **change))  # type: ignore[arg-type]
