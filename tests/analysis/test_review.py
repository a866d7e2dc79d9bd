"""A check tells what makes no sense though it can be played."""

from __future__ import annotations

from pathlib import Path

from engine.analysis.review import review

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
