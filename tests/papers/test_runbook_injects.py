"""The runbook says in words when an inject comes and what it says: no formula is for people to read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from engine import Game, load
from engine.papers.pack import Pack
from engine.papers.runbook import runbook

RULES = """
id: day
title: A day
format: 1
turns: 4
begins: 2026-01-07
turn_lasts: 3 months
dates: {summit: 2026-05-14, long_ago: 2025-03-01}
roles: {red: {title: Red}, blue: {title: Blue}}
tracks:
  heat: {title: Heat of the line, range: 0..9, start: 3}
  gold: {title: Gold, per: role, range: 0..9}
orders: {wait: {title: Wait, by: all, does: []}}
turn: {talk: {title: Talk, by: all, offers: [wait], mode: open}}
endings: {over: {at: end}}
injects:
  dated: {title: A summit, cue: turn == summit, to: all, text: They meet.}
  past: {title: A memory, cue: turn == long_ago, to: all, text: They met.}
  watched: {title: A price, cue: "heat >= 5 and gold[red] > 2", to: all, text: "Heat is at {heat}, gold at {gold[red] + 1}."}
  free: {title: A rumour, cue: manual, to: all, text: Somebody talks.}
  due: {title: A letter, cue: {turn: 3, phase: talk}, to: all, text: A letter came.}
"""  # noqa: E501


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("day") / "day.yaml"
    path.write_text(RULES, "utf-8")
    return re.sub(r"<[^>]+>", "|", runbook(Pack(Game(load(path)))))


@pytest.mark.parametrize(
    ("inject", "when"),
    [
        ("A summit", "turn 2, 14 May 2026"),
        ("A memory", "when you say so: 1 March 2025 is not in this game"),
        ("A price", "when the rules say so; watch Heat of the line and Gold, Red"),
        ("A rumour", "when you say so"),
        ("A letter", "turn 3, Talk"),
    ],
)
def test_an_inject_comes_on_a_day_in_a_turn_or_when_somebody_says_so(page: str, inject: str, when: str) -> None:
    assert re.search(rf"\|{re.escape(when)}\|+{inject}\|", page)


def test_what_the_game_fills_in_is_called_by_its_title(page: str) -> None:
    assert "Heat is at [Heat of the line], gold at […]." in page
    assert "what stands in [brackets] the game fills in" in page
