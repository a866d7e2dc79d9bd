"""Injects and procedures from the console: status, trigger, guidance, and control's hand with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.console.hosted import LARGE, SMALL, Host, hosted


def statuses(host: Host) -> dict[str, str]:
    """Return the status of every inject."""
    return {it.id: it.status for it in host.session.game.injects}


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
async def test_an_inject_tells_its_trigger_with_the_numbers_now_and_its_guidance(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with hosted(tmp_path, size) as host:
        await host.press("i")
        told = " ".join(host.text.split())
        assert "fires when heat >= 6" in told
        assert "Guidance: Wait." in told
        assert "Expected: A call." in told
        assert "armed    A fire at sea" in host.text


async def test_an_inject_is_held_armed_again_skipped_and_fired_with_a_reason(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("i", "h")
        await host.types("later")
        assert statuses(host)["fire_at_sea"] == "held"
        await host.press("r", "enter", "k", "enter")
        assert statuses(host)["fire_at_sea"] == "skipped"
        await host.press("f")
        await host.types("now")
        assert statuses(host)["fire_at_sea"] == "fired"
        assert "A fire at sea was fired." in host.text
        noted = [note[2] for event in host.session.game.log for note in event.notes if note[0] == "ruled"]
        assert "later" in noted
        assert "now" in noted


async def test_escape_fires_nothing(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("i", "f", "escape")
        assert statuses(host)["fire_at_sea"] == "armed"


async def test_what_has_fired_cannot_be_held_and_that_is_said(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("i", "f", "enter", "h", "enter")
        assert "! A fire at sea has been fired." in host.text
        assert "fires when" not in host.text


async def test_a_procedure_is_opened_by_its_id(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("i", "o")
        await host.types("heat")
        assert host.session.game.view("paris").procedure.startswith("Crisis round")


async def test_an_inject_gets_other_words_and_readers_before_it_fires(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("i", "e", "ctrl+u")
        await host.types("Two tankers burn.")
        await host.press("d", "ctrl+u")
        await host.types("Rome, moscow")
        await host.press("f", "enter")
        found = {role: [it.text for it in host.session.seat(role).view.news] for role in ("paris", "rome")}
        assert "Two tankers burn." in found["rome"]
        assert "Two tankers burn." not in found["paris"]


async def test_an_inject_is_improvised_and_fired(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("i", "n")
        for line in ("A [b]storm[/b]", "It rains.", "paris"):
            await host.types(line)
        assert "armed    A [b]storm[/b]" in host.text
        await host.press("end", "f")
        await host.types("Time.")
        assert "fired    A [b]storm[/b]" in host.text
        assert host.session.seat("paris").view.news[-1].text == "It rains."


async def test_a_reader_who_is_no_seat_is_told_at_once_and_nothing_written_is_lost(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        await host.press("i", "n")
        for line in ("A storm", "It rains.", "paris, atlantis"):
            await host.types(line)
        assert "There is no role 'atlantis'" in host.text
        await host.press(*["backspace"] * len(", atlantis"), "enter")
        assert "armed    A storm" in host.text


async def test_the_list_goes_out_and_in_with_other_headings_and_faults_are_told(tmp_path: Path) -> None:
    async with hosted(tmp_path) as host:
        out, theirs = tmp_path / "out.csv", tmp_path / "theirs.csv"
        await host.press("i", "x", "ctrl+u")
        await host.types(str(out))
        assert out.read_text("utf-8-sig").startswith("id,status,title,to,text,cue")
        theirs.write_text("Titel;Wortlaut;An\nEin Sturm;Es regnet.;Pariss\n", "utf-8")
        await host.press("g")
        await host.types(str(theirs))
        await host.types("Titel=title, Wortlaut=text, An=to")
        assert "line 2, column An: 'Pariss' is not known" in " ".join(host.text.split())
        theirs.write_text("Titel;Wortlaut;An\nEin Sturm;Es regnet.;Paris\n", "utf-8")
        await host.press("escape", "g")
        await host.types(str(theirs))
        await host.types("Titel=title, Wortlaut=text, An=to")
        assert "armed    Ein Sturm" in host.text
