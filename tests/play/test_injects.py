"""Injects: told to those addressed, fired once, and ruled on by control."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from engine import Event, Game, Order, Refused, Scenario, load
from engine.play.readings import Inject, News

SECRETS = ("Hand it over in person.", "Blue asks for talks.", "LO1")


@cache
def briefed() -> Scenario:
    return load(Path(__file__).parents[1] / "rulesets" / "briefed.yaml")


@pytest.fixture
def game() -> Game:
    return Game(briefed(), seed=1)


def everybody_passes(game: Game, *, until: str) -> None:
    while game.view("red").phase != until:
        game.submit(game.awaiting[0], Order("pass"))


def slips(game: Game, role: str) -> list[News]:
    return [news for news in game.view(role).news if news.inject]


def inject(game: Game, name: str) -> Inject:
    return next(it for it in game.injects if it.id == name)


def test_an_inject_is_news_marked_as_a_slip_to_those_addressed(game: Game) -> None:
    everybody_passes(game, until="plans")
    slip = slips(game, "blue")[-1]
    assert (slip.inject, slip.text, slip.private) == ("A leak", "Only for you: the heat is 0.", True)
    assert [it.inject for it in slips(game, "red")] == ["Dawn"]


def test_an_inject_may_tell_a_role_what_only_that_role_sees(tmp_path: Path) -> None:
    base = "id: told\ntitle: Told\nroles: {red: {}, blue: {}}\norders: {wait: {by: all}}\nendings: {over: {at: end}}\n"
    owned = "tracks: {purse: {per: role, range: 0..9, start: {red: 4, blue: 7}, seen_by: owner}}\n"
    tells = '[{for: r in role, do: [{tell: r, text: "Yours: {purse[r]}."}]}]'
    turn = f"turn: {{play: {{by: all, offers: [wait], does: {tells}}}}}\n"
    (tmp_path / "told.yaml").write_text(
        base + owned + turn + 'injects: {bill: {cue: {turn: 1}, to: [blue], text: "You have {purse[blue]}."}}\n'
    )
    game = Game(load(tmp_path / "told.yaml"), seed=1)
    assert [it.text for it in slips(game, "blue")] == ["You have 7."]
    assert not slips(game, "red")
    told = {role: [news.text for news in game.view(role).news if news.text.startswith("Yours")] for role in game.roles}
    assert told == {"red": ["Yours: 4."], "blue": ["Yours: 7."]}


def test_an_inject_to_all_is_on_the_public_screen_too(game: Game) -> None:
    assert [it.inject for it in game.view("red").public().news if it.inject] == ["Dawn"]
    assert not slips(game, "green")[0].private


def test_what_control_knows_of_an_inject_is_in_no_view(game: Game) -> None:
    everybody_passes(game, until="chat")
    told = json.dumps([game.view(role).as_json() for role in game.roles])
    assert not [secret for secret in SECRETS if secret in told]
    assert (inject(game, "leak").guidance, inject(game, "leak").expected, inject(game, "leak").objective) == SECRETS


def test_control_sees_what_the_trigger_reads_now(game: Game) -> None:
    game.submit("red", Order("probe", n=3))
    boil = inject(game, "boil")
    assert boil.now == (("heat", "3"), ("count(gold[r] > 2 for r in role)", "3"))
    assert (boil.status, boil.holds) == ("armed", False)


def test_control_fires_a_manual_inject(game: Game) -> None:
    made = game.fire_inject("hearing", "Green sleeps.")
    assert (made[0].kind, made[0].rule, inject(game, "hearing").status) == ("inject", "hearing", "fired")
    assert game.view("green").value("gold[green]") == 7


def test_what_an_inject_calls_for_is_played_when_the_phase_is_done(game: Game) -> None:
    game.fire_inject("hearing")
    assert game.view("red").phase == "moves"
    everybody_passes(game, until="quiet")
    assert game.view("red").phase_title == "Talks, step 1 of 1: Quiet"


def test_why_control_fired_an_inject_is_in_the_log_only(game: Game) -> None:
    made = game.fire_inject("hearing", "Green sleeps.")
    assert "Green sleeps." in [note[2] for note in made[0].notes if note[0] == "ruled"]
    assert "Green sleeps." not in json.dumps([game.view(role).as_json() for role in game.roles])


def test_only_those_addressed_know_why_a_number_changed(game: Game) -> None:
    game.fire_inject("leak")
    assert game.why("dawns", "blue")[-1].reason == "Inject: A leak"
    assert game.why("dawns", "red")[-1].reason == ""


def test_a_manual_inject_never_fires_by_itself(game: Game) -> None:
    while not game.over:
        game.submit(game.awaiting[0], Order("pass") if game.view(game.awaiting[0]).choices.may_pass else answer(game))
    assert inject(game, "hearing").status == "armed"


def answer(game: Game) -> Order:
    return game.view(game.awaiting[0]).choices[0]


def test_an_inject_that_is_held_does_not_fire_on_its_cue(game: Game) -> None:
    game.hold_inject("leak")
    everybody_passes(game, until="plans")
    assert (slips(game, "blue")[1:], inject(game, "leak").status) == ([], "held")


def test_an_inject_that_is_armed_again_fires_at_once_when_its_cue_has_come(game: Game) -> None:
    game.hold_inject("leak")
    everybody_passes(game, until="plans")
    assert [event.kind for event in game.arm_inject("leak")] == ["armed", "inject"]
    assert slips(game, "blue")[-1].inject == "A leak"


def test_an_inject_whose_phase_is_past_is_made_up_for(game: Game) -> None:
    game.hold_inject("leak")
    everybody_passes(game, until="chat")
    game.arm_inject("leak")
    assert slips(game, "blue")[-1].phase == "chat"


def test_a_held_inject_can_be_fired_by_control(game: Game) -> None:
    game.hold_inject("leak")
    game.fire_inject("leak")
    assert inject(game, "leak").status == "fired"


def test_a_skipped_inject_does_not_fire_when_its_formula_holds(game: Game) -> None:
    game.skip_inject("boil")
    game.submit("red", Order("probe", n=3))
    game.submit("red", Order("probe", n=3))
    assert (inject(game, "boil").status, inject(game, "boil").holds) == ("skipped", True)


def test_an_inject_fires_once(game: Game) -> None:
    game.fire_inject("hearing")
    with pytest.raises(Refused, match=r"Hearing has been fired\."):
        game.fire_inject("hearing")


def test_an_inject_that_is_not_there_is_refused_with_a_suggestion(game: Game) -> None:
    with pytest.raises(Refused, match=r"There is no inject 'leek'\. Did you mean leak\?"):
        game.fire_inject("leek")


def test_a_refused_ruling_changes_nothing(game: Game) -> None:
    before = game.digest
    with pytest.raises(Refused, match="A leak is armed already"):
        game.arm_inject("leak")
    assert game.digest == before


def test_the_minute_of_a_cue_is_kept_for_a_host_with_a_clock(game: Game) -> None:
    leak = inject(game, "leak")
    assert (leak.turn, leak.phase, leak.minute) == (1, "plans", 4)


def test_a_game_cut_after_any_event_goes_on_with_its_injects(game: Game) -> None:
    everybody_passes(game, until="chat")
    log = [json.loads(json.dumps(event.to_json())) for event in game.log]
    for cut in range(1, len(log)):
        follows: tuple[Event, ...] = Game.resumed(briefed(), log[:cut], 1).advance()
        assert json.loads(json.dumps([event.to_json() for event in follows])) == log[cut : cut + len(follows)]


def test_texts_are_worked_out_when_they_are_told(game: Game) -> None:
    game.submit("red", Order("probe", n=2))
    everybody_passes(game, until="plans")
    assert slips(game, "blue")[-1].text == "Only for you: the heat is 2."
