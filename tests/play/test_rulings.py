"""What control overrules: always an event with a reason, within what the rules can hold, and never a secret told."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from engine import Game, Order, Refused, Scenario, load

HERE = Path(__file__).parents[1]


@cache
def scenario(name: str) -> Scenario:
    return load(HERE / name)


@pytest.fixture
def game() -> Game:
    return Game(scenario("rulesets/briefed.yaml"), seed=1)


@pytest.fixture
def harbour() -> Game:
    return Game(scenario("conformance/rulesets/harbour.yaml"), seed=1)


def everybody_passes(game: Game, *, until: str) -> None:
    while game.view("red").phase != until:
        game.submit(game.awaiting[0], Order("pass"))


def seen(game: Game, role: str) -> dict[str, object]:
    return game.view(role).as_json()


# -- a number


def test_what_is_added_to_a_track_is_an_event_by_control_with_its_reason(game: Game) -> None:
    made = game.overrule("add", "heat +3", "A slip was misread.")
    assert (made[0].kind, made[0].by_control, made[0].reason) == ("added", True, "A slip was misread.")
    assert made[0].text == "By control (A slip was misread.): heat 0 → 3."


def test_a_track_keeps_within_its_range(game: Game) -> None:
    game.overrule("add", "heat 5", "Too cold.")
    game.overrule("add", "gold[red] +99", "A gift.")
    assert game.view("red").value("gold[red]") == 9
    with pytest.raises(Refused, match=r"gold\[red\] would stay 9"):
        game.overrule("add", "gold[red] +1", "Once more.")


@pytest.mark.parametrize(
    ("what", "why"),
    [
        ("heet +1", "There is no number 'heet'. Did you mean heat?"),
        ("gold +1", r"There is no number 'gold'"),
        ("gold[nobody] +1", "There is no number"),
        ("heat", "How much is added is a whole number, as in: heat [+]1"),
        ("heat lots", "How much is added is a whole number"),
        ("heat +0", "heat would stay 0"),
        ("", "There is no number"),
    ],
)
def test_what_cannot_be_added_is_refused_and_nothing_changes(game: Game, what: str, why: str) -> None:
    before = game.digest
    with pytest.raises(Refused, match=why):
        game.overrule("add", what, "So.")
    assert game.digest == before


def test_nothing_is_added_to_what_is_worked_out(harbour: Game) -> None:
    measure = next(iter(harbour.scenario.rules.measures.values()))
    slot = next(it.name for it in harbour.numbers if it.name.partition("[")[0] == measure.id)
    with pytest.raises(Refused, match="is worked out from tracks"):
        harbour.overrule("add", f"{slot} +1", "So.")


def test_a_flag_is_set_and_cleared(harbour: Game) -> None:
    with pytest.raises(Refused, match="set or cleared"):
        harbour.overrule("add", "caught +1", "So.")
    harbour.overrule("add", "caught set", "Seen by all.")
    assert next(it for it in harbour.numbers if it.name == "caught").value is True


def test_without_a_reason_nothing_is_overruled(game: Game) -> None:
    with pytest.raises(Refused, match="says why"):
        game.overrule("add", "heat +1", "  ")


def test_an_unknown_way_to_overrule_is_refused_with_the_nearest(game: Game) -> None:
    with pytest.raises(Refused, match="Did you mean add"):
        game.overrule("ad", "heat +1", "So.")


def test_an_override_that_brings_an_ending_about_ends_the_game(game: Game) -> None:
    made = game.overrule("add", "heat 12", "The war breaks out.")
    assert (made[-1].kind, game.ending) == ("ending", "war")
    with pytest.raises(Refused, match="The game is over"):
        game.overrule("add", "heat -1", "No.")


ASKED = """
id: asked
format: 1
turns: 2
roles: {red: {title: Red}}
tracks: {heat: {range: 0..9}}
orders:
  look: {title: Look, by: all, does: [{fire: news}]}
  cook: {title: Cook, by: all, does: ["heat += 6"]}
turn: {moves: {by: all, offers: [look], mode: sequential, orders: 1}}
procedures: {kitchen: {title: Kitchen, meal: {by: all, offers: [cook], mode: sequential, orders: 1}}}
injects: {boil: {title: It boils, cue: "turn >= 9", does: ["heat = 9"]}}
events:
  news:
    {title: News, asks: red, choices: {hush: {title: Hush, when: "heat < 5"}, tell: {title: Tell, when: "heat < 3"}}}
endings: {over: {at: end}}
"""


@pytest.fixture
def asked(tmp_path: Path) -> Game:
    """A game whose question is open, and has answers while it is not too hot."""
    (tmp_path / "asked.yaml").write_text(ASKED, "utf-8")
    game = Game(load(tmp_path / "asked.yaml"), seed=1)
    game.submit("red", Order("look"))
    return game


def test_an_override_may_not_leave_an_open_question_without_an_answer(asked: Game) -> None:
    assert asked.overrule("add", "heat +4", "So.")
    with pytest.raises(Refused, match="would have no answer left"):
        asked.overrule("add", "heat +1", "So.")


def test_an_inject_may_not_leave_an_open_question_without_an_answer_and_has_changed_nothing(asked: Game) -> None:
    before = asked.digest
    with pytest.raises(Refused, match="would have no answer left"):
        asked.fire_inject("boil")
    assert (asked.digest, asked.awaiting) == (before, ("red",))
    asked.submit("red", Order("choose", event="news", choice="tell"))
    assert asked.fire_inject("boil")


def test_a_question_that_a_procedure_leaves_without_an_answer_is_asked_of_nobody(asked: Game) -> None:
    asked.open_procedure("kitchen")
    made = asked.submit("red", Order("cook"))
    assert ("asked", None) in [(event.kind, event.role) for event in made]
    assert (asked.turn, asked.awaiting) == (2, ("red",))
    assert Game.resumed(asked.scenario, [event.record for event in asked.log]).digest == asked.digest


# -- what others know of it


def test_a_role_sees_that_control_changed_a_number_and_not_why(game: Game) -> None:
    game.overrule("add", "heat 2", "Red cheats.")
    change = game.changes("blue")[0]
    assert (change.after.name, change.reasons) == ("heat", ("By control",))
    assert "cheats" not in str(seen(game, "blue"))
    assert game.why("heat", "blue")[-1].reason == "By control"
    assert game.why("heat")[-1].reason == "By control (Red cheats.)"


def test_a_public_reason_is_told_to_all(game: Game) -> None:
    game.overrule("add", "heat 2", "The clerk erred.", public=True)
    assert game.view("green").news[-1].text == "Control: The clerk erred."


def test_a_secret_number_that_control_changed_leaves_other_seats_as_they_were(game: Game) -> None:
    before, known = seen(game, "blue"), game.changes("blue")
    game.overrule("add", "gold[red] -2", "A fine.")
    assert seen(game, "blue") == before
    assert game.changes("blue") == known


def test_an_exception_is_told_to_its_role_alone(game: Game) -> None:
    before = seen(game, "blue")
    game.overrule("except", "red", "They came late.")
    assert seen(game, "blue") == before
    assert game.view("red").news[-1].text.startswith("Control grants Red an exception")


# -- an order


def test_an_order_that_control_gives_counts_as_the_role_s_own(game: Game) -> None:
    made = game.overrule("give", "red probe n=2", "Red was at the telephone.")
    assert [event.kind for event in made] == ["gave", "order"]
    assert game.view("red").value("heat") == 2
    assert "Control gives an order for Red" in [news.text for news in game.view("red").news]


def test_control_gives_no_order_that_the_rules_refuse(game: Game) -> None:
    before = game.digest
    with pytest.raises(Refused):
        game.overrule("give", "red probe n=9", "So.")
    with pytest.raises(Refused, match="There is no role 'purple'"):
        game.overrule("give", "purple probe n=1", "So.")
    assert game.digest == before


def test_control_takes_a_sealed_order_back(game: Game) -> None:
    everybody_passes(game, until="plans")
    game.submit("red", Order("save", n=2))
    made = game.overrule("take", "red save n=2", "It was Green's slip.")
    assert made[0].text == "Control takes back sealed orders of Red (It was Green's slip.)."
    assert game.view("red").given == ()
    assert game.view("red").value("gold[red]") == 5
    assert game.submit("red", Order("save", n=2))


def test_where_nothing_is_sealed_nothing_is_taken_back(game: Game) -> None:
    with pytest.raises(Refused, match="Only sealed orders"):
        game.overrule("take", "red", "So.")


# -- a check


def shamed(game: Game) -> Order:
    everybody_passes(game, until="chat")
    return Order("argue", effect="shame", who="blue", text="Blue hides.")


@pytest.mark.parametrize(("band", "who"), [("fail", "red"), ("success", "blue")])
def test_a_band_that_control_picks_is_that_of_the_next_check(game: Game, band: str, who: str) -> None:
    order = shamed(game)
    game.overrule("band", f"public_shame {band}", "It is known.")
    made = game.submit("red", order)
    assert next(it for it in game.numbers if it.name == f"shamed[{who}]").value == 1
    assert f"[control decided public_shame: {band}]" in made[0].text


def test_a_picked_band_is_used_once(game: Game) -> None:
    order = shamed(game)
    game.overrule("band", "public_shame fail", "It is known.")
    game.submit("red", order)
    assert "bands" not in game._course.state.pending


@pytest.mark.parametrize(
    ("what", "why"), [("publik_shame fail", "Did you mean public_shame"), ("public_shame bad", "A band is one of")]
)
def test_a_band_is_picked_for_a_check_that_is_there(game: Game, what: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        game.overrule("band", what, "So.")


# -- an exception


def test_an_exception_lets_one_order_through_its_limit(game: Game) -> None:
    game.submit("red", Order("shout"))
    again = Order("shout")
    assert again not in game.view("red").choices
    game.overrule("except", "red shout", "It was not heard.")
    assert game.view("red").choices.form("shout").open
    assert game.submit("red", again)
    assert not game._course.state.pending.get("excepted")


def test_an_excepted_order_costs_nothing(game: Game) -> None:
    everybody_passes(game, until="plans")
    game.overrule("except", "blue save", "Washington pays.")
    form = game.view("blue").choices.form("save")
    assert form.cost(Order("save", n=3)) == ()
    game.submit("blue", Order("save", n=3))
    assert game.view("blue").value("gold[blue]") == 5


def test_an_exception_does_not_let_a_role_choose_what_there_is_not(game: Game) -> None:
    game.overrule("except", "red", "So.")
    with pytest.raises(Refused):
        game.submit("red", Order("probe", n=9))
    with pytest.raises(Refused, match="is not offered in this phase"):
        game.submit("red", Order("save", n=1))


def test_the_same_exception_is_not_granted_twice(game: Game) -> None:
    game.overrule("except", "red", "So.")
    with pytest.raises(Refused, match="has that exception already"):
        game.overrule("except", "red", "So.")


def test_an_exception_is_for_an_order_that_there_is(game: Game) -> None:
    with pytest.raises(Refused, match="Did you mean shout"):
        game.overrule("except", "red shut", "So.")
