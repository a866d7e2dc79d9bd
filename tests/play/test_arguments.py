"""Arguments: heard by all, judged by default, or by control while it sits in the chair."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from engine import Game, Order, Refused, Scenario, load
from engine.rules.dice import Median
from tests.rules.ruled import rules_of

WORDS = {"text": "They broke their word", "pro1": "It is on tape", "pro2": "All saw it", "con1": "Nobody cares"}
SHAME = Order("argue", conditions=(), terms=(), effect="shame", who="blue", **WORDS)

TWO = """\
tracks: {heat: {range: 0..9}}
turn: {chat: {by: all, offers: [argue], mode: open}}
palette:
  calm: {title: "Calm {n}", choose: {n: 1..3}, does: ["heat -= n"]}
  shame: {title: "Shame {who}", choose: {who: role}, does: ["heat += 1"]}
"""


@cache
def crisis() -> Scenario:
    return load(Path(__file__).parents[1] / "rulesets" / "crisis")


@pytest.fixture
def chat() -> Game:
    """A game in its open phase; dice fall as the median: a 7."""
    game = Game(crisis(), dice=Median())
    while game.view("red").phase != "chat":
        game.submit(game.awaiting[0], Order("pass"))
    return game


def checks(game: Game) -> list[Any]:
    return [note for event in game.log for note in event.notes if note[0] == "check"]


def everybody_passes(game: Game) -> None:
    while game.awaiting and game.view("red").phase == "chat":
        game.submit(game.awaiting[0], Order("pass"))


def test_reasons_are_terms_of_the_check_with_names(chat: Game) -> None:
    chat.submit("red", SHAME)
    assert checks(chat)[0][3] == (("heat", 0), ("reasons for", 2), ("reasons against", -1))


def test_everybody_hears_an_argument(chat: Game) -> None:
    chat.submit("red", SHAME)
    heard = [news.text for news in chat.view("green").news][-3:]
    assert heard[0] == "Red: Argues: Shame Blue"
    assert heard[1] == "Red: They broke their word · For: It is on tape; All saw it · Against: Nobody cares"


def test_an_argument_is_a_line_that_is_read_back() -> None:
    order = Order("argue", effect="shame", who="blue", text='"Now", they say = 3 + if', con1="none")
    assert Order.parse(order.text) == order


def test_an_order_from_the_log_has_its_words(chat: Game) -> None:
    given = next(event.order for event in chat.submit("red", SHAME) if event.order is not None)
    assert given == SHAME


def test_without_words_an_argument_is_listed_among_the_choices(chat: Game) -> None:
    assert Order("argue", effect="shame", who="blue") in list(chat.view("red").choices)
    assert SHAME in chat.view("red").choices


def test_an_argument_is_called_after_its_effect_though_it_is_not_the_first() -> None:
    rules = rules_of(TWO)
    choices = Game(Scenario(rules), seed=1).view("red").choices
    order = Order("argue", effect="shame", who="blue", text="They broke their word")
    assert choices.form("argue").title_of(order) == "Argue: Shame blue"


def test_odds_count_the_reasons_of_an_argument(chat: Game) -> None:
    form = chat.view("red").choices.form("argue.shame")
    (roll,) = form.odds(SHAME)
    assert [(term.title, term.amount) for term in roll.terms] == [
        ("Heat", 0),
        ("Reasons for", 2),
        ("Reasons against", -1),
    ]
    assert roll.total == 1


def test_the_check_of_an_argument_is_called_after_what_it_argues_for(chat: Game) -> None:
    (roll,) = chat.view("red").choices.form("argue.shame").odds(SHAME)
    assert roll.title == "Shame Blue"


def test_odds_count_no_reasons_while_control_is_to_judge_them(chat: Game) -> None:
    chat.take_chair()
    (roll,) = chat.view("red").choices.form("argue.shame").odds(SHAME)
    assert roll.total == 0


def test_an_argument_has_a_form_for_each_effect(chat: Game) -> None:
    form = chat.view("red").choices.form("argue.shame")
    assert (form.title, form.parameters, form.order("shame", "blue").text) == (
        "Argue: Shame …",
        ("effect", "who"),
        "argue effect=shame who=blue",
    )
    assert [option.value for option in form.domain("shame")] == ["blue", "green"]


def test_words_are_cleaned_before_anybody_hears_them(chat: Game) -> None:
    chat.submit("red", Order("argue", effect="shame", who="blue", text="Bad\x1b[31m\u202eword"))
    assert "\x1b" not in chat.view("blue").news[-2].text
    assert "\u202e" not in chat.view("blue").news[-2].text


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"effect": "shame", "who": "blue", "text": "x" * 201}, "text has at most 200 characters"),
        ({"effect": "shame", "who": "blue", "pro1": 3}, "pro1 is a text"),
        ({"effect": "shame", "who": "blue", "pro4": "More"}, "no parameter 'pro4'"),
        ({"effect": "sham", "who": "blue"}, "There is no effect 'sham' to argue for. Did you mean shame"),
        ({"who": "blue"}, "There is no effect"),
    ],
)
def test_an_argument_that_is_not_written_as_one_is_refused(chat: Game, given: dict[str, Any], reason: str) -> None:
    assert reason in chat.view("red").choices.why_not(Order("argue", **given))


# ---- control


def test_while_control_sits_in_the_chair_an_argument_waits(chat: Game) -> None:
    chat.take_chair()
    number = chat.submit("red", SHAME)[0].number
    (waiting,) = chat.arguments
    assert (waiting.number, waiting.role, waiting.title, waiting.text) == (number, "red", "Shame Blue", WORDS["text"])
    assert [key for key, _words in waiting.reasons] == ["pro1", "pro2", "con1"]
    assert checks(chat) == []


def test_only_the_reasons_that_control_accepts_count(chat: Game) -> None:
    chat.take_chair()
    number = chat.submit("red", SHAME)[0].number
    made = chat.judge(number, ["pro1"], "The tape is enough.")
    assert (made[0].kind, made[0].role) == ("judged", "red")
    assert checks(chat)[0][3] == (("heat", 0), ("reasons for", 1))
    assert chat.arguments == ()


def test_why_control_judged_so_is_told_to_no_role(chat: Game) -> None:
    chat.take_chair()
    chat.judge(chat.submit("red", SHAME)[0].number, [], "The tape is fake.")
    assert all("fake" not in json.dumps(chat.view(role).as_json()) for role in chat.roles)


def test_the_phase_does_not_end_before_control_has_judged(chat: Game) -> None:
    chat.take_chair()
    number = chat.submit("red", SHAME)[0].number
    everybody_passes(chat)
    assert (chat.awaiting, chat.view("red").phase, chat.over) == ((), "chat", False)
    chat.judge(number, ["pro1", "pro2", "con1"])
    assert chat.view("red").phase == "moves"


def test_what_waits_is_judged_by_default_when_control_leaves(chat: Game) -> None:
    chat.take_chair()
    chat.submit("red", SHAME)
    everybody_passes(chat)
    chat.leave_chair()
    assert checks(chat)[0][3] == (("heat", 0), ("reasons for", 2), ("reasons against", -1))
    assert chat.view("red").phase == "moves"


def test_an_automatic_argument_never_waits(chat: Game) -> None:
    chat.take_chair()
    chat.submit("red", Order("argue", effect="boast", pro1="We won"))
    assert (len(checks(chat)), chat.arguments) == (1, ())


def test_reasons_count_for_one_check_only(chat: Game) -> None:
    chat.submit("red", Order("argue", effect="boast", pro1="We won"))
    chat.submit("red", Order("argue", effect="shame", who="blue"))
    assert [check[3] for check in checks(chat)] == [(("reasons for", 1),), (("heat", 0.25),)]


def test_what_control_cannot_judge_is_refused(chat: Game) -> None:
    chat.take_chair()
    number = chat.submit("red", SHAME)[0].number
    with pytest.raises(Refused, match="has no reason 'pro3'"):
        chat.judge(number, ["pro3"])
    with pytest.raises(Refused, match="No argument 1 waits"):
        chat.judge(1, [])
    with pytest.raises(Refused, match="in the chair already"):
        chat.take_chair()


def test_an_argument_waits_below_a_procedure(chat: Game) -> None:
    chat.take_chair()
    number = chat.submit("red", SHAME)[0].number
    chat.open_procedure("talks")
    assert not chat.arguments
    while chat.view("red").phase == "quiet":
        chat.submit(chat.awaiting[0], Order("pass"))
    assert [it.number for it in chat.arguments] == [number]


def test_a_game_cut_after_any_event_of_an_argument_goes_on_alike(chat: Game) -> None:
    chat.take_chair()
    number = chat.submit("red", SHAME)[0].number
    everybody_passes(chat)
    chat.judge(number, ["pro1"])
    log = [json.loads(json.dumps(event.to_json())) for event in chat.log]
    for cut in range(1, len(log)):
        again = Game.resumed(crisis(), log[:cut], dice=Median())
        follows = [list(event.to_json()) for event in again.advance()]
        assert json.loads(json.dumps(follows)) == log[cut : cut + len(follows)]
