"""A word that may stand somewhere, and is misspelt, is told with the one that was meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.analysis.review import review

BASE = """id: base
title: Base
roles: {red: {title: Red}, blue: {title: Blue}}
areas: {coast: {}, hills: {}}
tracks: {heat: {range: 0..9, levels: {low: 0..3, high: 4..9}}}
orders: {hold: {by: all, title: Hold}}
turn: {play: {by: all, offers: [hold], mode: sequential}}
endings: {over: {at: end, text: The game is over.}}
"""


@pytest.mark.parametrize(
    ("more", "meant"),
    [
        ("orders: {wait: {by: alll, kind: hold}}", "all"),
        ("orders: {wait: {by: [rde], kind: hold}}", "red"),
        ("tracks: {cash: {per: role, range: 0..9, seen_by: ownr}}", "owner"),
        ("tracks: {cash: {range: 0..9, seen_by: nobdy}}", "nobody"),
        ("tracks: {cash: {range: 0..9, lasts: trun}}", "turn"),
        ("tracks: {done: {type: flga}}", "flag"),
        ("injects: {rumour: {cue: manaul}}", "manual"),
        ("injects: {rumour: {cue: manual, to: al}}", "all"),
        ("turn: {play: {mode: seled}}", "sealed"),
        ("turn: {play: {orders: ayn}}", "any"),
        ("turn: {play: {mode: sealed, solve: greatst}}", "greatest"),
        ("terms: {pay: {by: all}}\nturn: {play: {offers: [hold, dael]}}", "deal"),
        ("objectives: {calm: {for: rol, is: heat}}", "role"),
        ("tracks: {heat: {source: {kind: jugdement}}}", "judgement"),
        ("tracks: {heat: {source: {kind: fact, ref: S1, confidence: hihg}}}", "high"),
    ],
)
def test_a_misspelt_word_is_told_with_the_one_that_was_meant(tmp_path: Path, more: str, meant: str) -> None:
    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "ruleset.yaml").write_text(BASE)
    (tmp_path / "more.yaml").write_text(f"id: more\nextends: base\n{more}\n")
    (problem,) = review(str(tmp_path / "more.yaml")).problems
    assert f"did you mean '{meant}'?" in f"{problem.message} {problem.hint}"
