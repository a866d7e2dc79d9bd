"""A slip is understood from the beginnings of its words, or the scribe is told what is missing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from engine import Game, Order, load
from engine.table.slips import Scribe

COUNCIL = """
id: council
title: Council
format: 1
turns: 2
roles: {paris: {title: Paris}, poland: {title: Warsaw}, rome: {title: Rome}}
areas: {ua_west: {title: Lviv and the west}, ua_east: {title: Kharkiv}}
forces: {battalion: {title: Battalion group}, battery: {title: Battery}}
tracks:
  backstop: {range: 0..5, start: 2}
  purse: {title: Purse, per: role, range: 0..9, start: {rome: 0, else: 4}}
  sent: {per: [role, force], range: 0..20}
conditions:
  backstop_at_least: {choose: {n: 0..5}, is: "backstop >= n", text: "if the backstop is {n}"}
orders:
  pledge:
    title: "Pledge {n} × {f}"
    by: all
    choose: {f: force, n: 1..3}
    conditional: [backstop_at_least]
    cost: {purse: n}
    does: ["sent[me, f] += n"]
  place: {title: "Place plans at {to}", by: all, choose: {to: area}, does: []}
  only: {title: "Look at {what}", by: rome, choose: {what: "f in force if f == battery"}, does: []}
  dig: {title: "Dig {n} at {spot}", by: rome, choose: {n: 2..2, spot: "a in area if a == ua_east"}, does: []}
  hold: {title: "Hold {n}", by: paris, choose: {n: 1..2}, when: {"One is all that you have.": "n < 2"}, does: []}
  lend: {title: "Lend {n}", by: paris, choose: {n: 1..1}, conditional: [backstop_at_least], does: []}
  wake: {by: paris, does: [{fire: noise}]}
events:
  noise: {title: A noise, asks: paris, choices: {look: {title: Look}, sleep: {title: Sleep}}, default: sleep}
motions:
  launch: {title: Joint launch, by: paris, members: role, rule: majority, on_pass: ["backstop += 1"]}
  money: {title: Money, by: paris, members: role, rule: majority, on_pass: ["backstop += 1"]}
turn:
  table: {by: all, offers: [propose, argue], mode: open, agenda: 2}
  commit:
    {title: Commitments, by: all, offers: [vote, pledge, place, only, dig, hold, lend], mode: sealed, orders: 0..3}
  watch: {title: Night watch, by: paris, offers: [wake], mode: open}
palette:
  shame: {title: "Shame {who}", choose: {who: "r in role if r != me"}, does: [{check: echo, fail: []}]}
endings: {over: {at: end}}
"""


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Game:
    """A council in its second phase, with two motions on the table."""
    path = tmp_path_factory.mktemp("council") / "council.yaml"
    path.write_text(COUNCIL, "utf-8")
    game = Game(load(path), seed=1)
    for motion in ("launch", "money"):
        game.submit("paris", Order("propose", motion=motion))
    while game.view("paris").phase == "table":
        game.submit(game.awaiting[0], Order("pass"))
    return game


@pytest.fixture
def scribe(council: Game) -> Scribe:
    return Scribe(council.scenario.book, council.view)


@pytest.mark.parametrize(
    ("slip", "role", "order"),
    [
        ("paris pledge battalion 2", "paris", "pledge f=battalion n=2"),
        ("Par ple battal 2", "paris", "pledge f=battalion n=2"),
        ("wars ple battery 1", "poland", "pledge f=battery n=1"),
        ("par ple battal 2 if back 3", "paris", "pledge f=battalion n=2 if backstop_at_least n=3"),
        ("par plac Kharkiv", "paris", "place to=ua_east"),
        ("rome look", "rome", "only what=battery"),
        ("rome vote launch yes", "rome", "vote ballot=yes motion=launch"),
        ("rome: vote mon, no.", "rome", "vote ballot=no motion=money"),
        ("rome pass", "rome", "pass"),
    ],
)
def test_a_slip_says_an_order(scribe: Scribe, council: Game, slip: str, role: str, order: str) -> None:
    found = scribe.read(slip)
    assert found.wrong == ""
    assert found.role == role
    assert found.order == Order.parse(order)
    assert found.order in council.view(role).choices


def test_a_sealed_vote_is_told_to_control_with_its_ballot(council: Game) -> None:
    game = council.fork()
    game.submit("rome", Order("vote", motion="money", ballot="no"))
    assert game.log[-1].text == "Rome seals: No to: Money."


def test_a_slip_is_echoed_in_words_with_its_cost(scribe: Scribe) -> None:
    found = scribe.read("par ple battal 2 if back 3")
    assert found.title == "Pledge 2 × Battalion group, if the backstop is 3"
    assert found.cost == (("Purse", 2),)


@pytest.mark.parametrize(
    ("slip", "told"),
    [
        ("", "ends before a role: paris, poland, rome"),
        ("london pledge", "'london' is not a role; there are paris, poland, rome"),
        ("p pledge", "'p' may be paris, poland: type more of it"),
        ("paris", "ends before an order: vote, pledge, place, hold, lend, pass"),
        ("paris p", "'p' may be pledge, place, pass"),
        ("paris pledge batt 2", "'batt' may be battalion, battery"),
        ("paris pledge battal", "ends before how many: 1 to 3"),
        ("paris pledge battal 4", "Pledge … × …: how many may be 1 to 3, not '4'"),
        ("paris pledge battal 1 or 2", "Pledge … × … is whole before 'or': only “if” and a condition may follow"),
        ("paris pledge battal 1 if", "ends before a condition"),
        ("paris place khar if back 2", "whole before 'if'"),
        ("paris vote", "ends before a motion: launch, money"),
        ("rome pledge battal 1", "is closed"),
        ("warsow pledge", "Did you mean warsaw?"),
        ("paris pldge", "Did you mean pledge?"),
        ("paris pledge batallion 1", "force may be battalion, battery, not 'batallion'. Did you mean battalion?"),
        ("paris pledge battal two", "how many may be 1 to 3, not 'two'"),
        ("rome only 2", "Look at …: what can only be battery, not '2'"),
        ("rome only battery 2", "Look at … is whole before '2': nothing more may follow"),
        ("rome dig 2 3", "Dig … at …: spot can only be ua_east, not '3'"),
        ("rome dig 3", "how many can only be 2, spot can only be ua_east, not '3'"),
        ("paris hold 2", "Hold …: how many can only be 1, not '2'. 2 is closed: One is all that you have."),
        ("paris propose launch", "'propose' is not an order of Paris in Commitments. propose is one in Table."),
        ("paris look", "only is one of Rome. Paris has vote, pledge"),
        ("[bold]paris[/] pass", "'[bold]paris[/]' is not a role"),
        ("$$$ ###", "'$$$' is not a role; there are paris, poland, rome."),
    ],
)
def test_what_is_wrong_with_a_slip_is_said_with_what_would_be_right(scribe: Scribe, slip: str, told: str) -> None:
    found = scribe.read(slip)
    assert found.order is None
    assert told in found.wrong


@pytest.mark.parametrize(
    ("begun", "found"),
    [
        ("", ("paris", "poland", "rome")),
        ("p", ("paris", "poland")),
        ("paris ", ("vote", "pledge", "place", "hold", "lend", "pass")),
        ("rome ", ("vote", "place", "only", "dig", "pass")),
        ("paris pledge ", ("battalion", "battery")),
        ("paris pledge battery ", ("1", "2", "3")),
        ("paris pledge battery 2 ", ("if",)),
        ("paris pledge battery 2 if ", ("backstop_at_least",)),
        ("paris vote m", ("money",)),
        ("nobody ", ()),
    ],
)
def test_every_word_is_completed(scribe: Scribe, begun: str, found: tuple[str, ...]) -> None:
    assert scribe.completions(begun) == found


def test_a_slip_full_of_hostile_text_is_shown_clean(scribe: Scribe) -> None:
    found = scribe.read("paris \x1b]52;c;x\x07 [@click=app.quit]x" + "y" * 999)
    assert "\x1b" not in found.text + found.wrong


@pytest.mark.parametrize(
    ("beside", "why", "sure", "rejected"),
    [
        ("", "", 0, ""),
        ("; to wait", "to wait", 0, ""),
        ("; 4", "", 4, ""),
        ("; to wait; 4; a raid", "to wait", 4, "a raid"),
        (";; a raid; 2", "", 2, "a raid"),
    ],
)
def test_what_stands_beside_an_order_says_why_how_sure_and_what_was_rejected(
    scribe: Scribe, beside: str, why: str, sure: int, rejected: str
) -> None:
    found = scribe.read("paris pass" + beside)
    assert (found.why, found.sure, found.rejected) == (why, sure, rejected)
    assert found.order == Order("pass")


@pytest.mark.parametrize("beside", ["; a; b; c", "; " + "x" * 141])
def test_too_much_beside_an_order_is_refused(scribe: Scribe, beside: str) -> None:
    found = scribe.read("paris pass" + beside)
    assert found.order is None
    assert "Say why" in found.wrong or "is too much" in found.wrong


def test_the_only_motion_may_be_named_and_need_not(council: Game) -> None:
    game = Game(council.scenario, seed=1)
    scribe = Scribe(council.scenario.book, game.view)
    game.submit("paris", Order("propose", motion="launch"))
    while game.view("paris").phase != "commit":
        game.submit(game.awaiting[0], Order("pass"))
    wanted = Order.parse("vote ballot=yes motion=launch")
    assert [scribe.read(f"rome vote {words}").order for words in ("yes", "launch yes", "lau y")] == [wanted] * 3


def test_an_order_of_this_phase_that_cannot_be_given_yet_is_not_said_to_be_none_elsewhere(council: Game) -> None:
    game = Game(council.scenario, seed=1)
    while game.view("paris").phase != "commit":
        game.submit(game.awaiting[0], Order("pass"))
    told = Scribe(council.scenario.book, game.view).read("rome vote launch yes").wrong
    assert "vote is one in this phase, but there is nothing to give it for now" in told


def test_a_number_that_is_not_offered_is_not_taken_for_a_condition(scribe: Scribe) -> None:
    assert "how many can only be 1, not '2'" in scribe.read("paris lend 2").wrong
    assert scribe.read("paris lend if back 3").wrong == ""


def test_whoever_is_not_asked_is_told_why_and_who_is(council: Game) -> None:
    game = Game(council.scenario, seed=1)
    while game.view("paris").phase != "watch":
        game.submit(game.awaiting[0], Order("pass"))
    told = Scribe(council.scenario.book, game.view).read("rome propose launch").wrong
    assert told == "Rome has nothing to do in this phase. The phase Night watch waits for Paris."


def test_where_a_question_is_open_its_answers_are_told(council: Game) -> None:
    game = Game(council.scenario, seed=1)
    while game.view("paris").phase != "watch":
        game.submit(game.awaiting[0], Order("pass"))
    game.submit("paris", Order("wake"))
    game.submit("paris", Order("pass"))
    told = Scribe(council.scenario.book, game.view).read("paris hold 1").wrong
    assert "Paris has a question to answer first, A noise. Type choose and look, sleep." in told


def test_a_slip_that_is_too_long_is_kept_whole_to_be_mended(scribe: Scribe) -> None:
    text = "paris pass; " + "x" * 700
    found = scribe.read(text)
    assert found.text == text
    assert "712 characters, at most 600 are read" in found.wrong


# -- arguments


@pytest.fixture
def talking(council: Game) -> Scribe:
    """Return a scribe in the phase in which arguments are heard."""
    game = Game(council.scenario, seed=1)
    return Scribe(council.scenario.book, game.view)


def test_an_argument_s_words_stand_after_its_choices_with_reasons_after_plus_and_minus(talking: Scribe) -> None:
    found = talking.read("par arg rome They knew, all of them. + It is on tape - nobody cares – it was dark; talk; 4")
    words: dict[str, Any] = {
        "text": "They knew, all of them.",
        "pro1": "It is on tape",
        "con1": "nobody cares",
        "con2": "it was dark",
    }
    assert found.wrong == ""
    assert found.order == Order("argue", effect="shame", who="rome", **words)
    assert (found.why, found.sure) == ("talk", 4)
    assert found.title == "Argue: Shame Rome (+1 -2): They knew, all of them."


def test_an_argument_without_words_is_a_slip_too(talking: Scribe) -> None:
    assert talking.read("par arg rome").order == Order("argue", effect="shame", who="rome")


def test_more_reasons_than_count_are_refused(talking: Scribe) -> None:
    assert "At most 3 reasons" in talking.read("par arg rome + a + b + c + d").wrong


# -- deals

BAZAAR = """
id: bazaar
title: Bazaar
format: 1
turns: 2
roles: {paris: {title: Paris}, poland: {title: Warsaw}, rome: {title: Rome}}
tracks:
  purse: {title: Purse, per: role, range: 0..9, start: 4}
  calm: {range: 0..9, start: 3}
terms:
  pay:
    title: Pay
    by: all
    choose: {to: "r in role if r != me", n: "1..purse[me]"}
    text: "{n} to {to}"
    does: [{move: n, from: "purse[me]", to: "purse[to]"}]
  stay: {title: Stay calm, by: all, choose: {n: 1..9}, text: "calm stays at {n}", promise: "calm >= n", lasts: 1}
  lead: {title: Lead, by: rome, text: Rome leads, does: []}
turn: {table: {by: all, offers: [deal], mode: open}}
endings: {over: {at: end}}
"""


@pytest.fixture
def bazaar(tmp_path: Path) -> Game:
    """Return a market in which Rome has offered Paris money for calm."""
    path = tmp_path / "bazaar.yaml"
    path.write_text(BAZAAR, "utf-8")
    game = Game(load(path), seed=1)
    game.submit("rome", Order.parse("offer rome: pay to=paris n=1 + paris: stay n=3"))
    return game


@pytest.fixture
def market(bazaar: Game) -> Scribe:
    return Scribe(bazaar.scenario.book, bazaar.view)


@pytest.mark.parametrize(
    ("slip", "order"),
    [
        ("par offer pay par war 2", "offer paris: pay to=poland n=2"),
        ("par offer stay par 3 war", "offer partner=poland paris: stay n=3"),
        ("par off pay par war 2 + stay war 5", "offer paris: pay to=poland n=2 + poland: stay n=5"),
        ("par off stay par 3 + stay war 5", "offer paris: stay n=3 + poland: stay n=5"),
        ("par off stay par 3 war + stay par 5", "offer partner=poland paris: stay n=3 + paris: stay n=5"),
        ("par off stay par 3 + stay par 5 war", "offer partner=poland paris: stay n=3 + paris: stay n=5"),
        ("par off lead + pay par rome 1", "offer rome: lead + paris: pay to=rome n=1"),
        ("par off lead rome + pay par rome 1 pub", "offer public=yes rome: lead + paris: pay to=rome n=1"),
        ("par off pay rome par 2 answers 1", "offer answers=1 rome: pay to=paris n=2"),
        ("par off pay rome par 2 ans 1 public", "offer public=yes answers=1 rome: pay to=paris n=2"),
        ("par accept 1", "accept deal=1"),
    ],
)
def test_an_offer_of_several_terms_is_a_slip(market: Scribe, bazaar: Game, slip: str, order: str) -> None:
    found = market.read(slip)
    assert found.wrong == ""
    assert found.order == Order.parse(order)
    assert found.order in bazaar.view("paris").choices


@pytest.mark.parametrize(
    ("slip", "told"),
    [
        ("par offer", "ends before a term: pay, stay, lead"),
        ("par offer lend", "'lend' is not a term; there are pay, stay, lead"),
        ("par offer stay par 3", "ends before whom it is offered to: poland, rome, +"),
        ("par offer stay par 3 public", "'public' is not whom it is offered to; there are poland, rome, +"),
        ("par offer pay par war 7", "how many may be 1 to 4, not '7'"),
        ("par offer pay par war 2 for", "whole before 'for': only +, public, answers may follow"),
        ("par offer pay par war 2 +", "ends before a term: pay, stay, lead"),
        ("par offer pay par war 2 + stay war 12", "Offer: Stay calm: how many may be 1 to 9, not '12'"),
        ("par offer pay par war 2 + pay par war 2", "The same term stands in it twice."),
        ("par offer pay par war 2 public public", "only +, answers may follow"),
        ("par offer pay par war 2 answers", "number of an open deal: 1 (Rome offers: Rome: 1 to Paris; Paris: calm"),
        ("par offer pay par war 2 answers 4", "'4' is not the number of an open deal; there are 1 (Rome offers"),
        ("war offer pay par war 2 answers 1", "No deal that Warsaw knows of is open."),
        ("par offer " + " + ".join(f"pay par war {n}" for n in (1, 2, 3, 4)) + " + stay war 1" * 5, "at most 8 terms"),
        ("par accept 2", "deal can only be 1 (Rome offers: Rome: 1 to Paris; Paris: calm stays at 3), not '2'"),
    ],
)
def test_what_is_wrong_with_an_offer_is_said_with_what_would_be_right(market: Scribe, slip: str, told: str) -> None:
    found = market.read(slip)
    assert found.order is None
    assert told in found.wrong


@pytest.mark.parametrize(
    ("begun", "found"),
    [
        ("par offer ", ("pay", "stay", "lead")),
        ("par offer stay par 3 ", ("poland", "rome", "+")),
        ("par offer pay par war 2 ", ("+", "public", "answers")),
        ("par offer pay par war 2 + p", ("pay",)),
        ("par offer pay par war 2 + stay w", ("poland",)),
        ("par offer pay par war 2 public ans", ("answers",)),
        ("war offer pay par war 2 ", ("+", "public")),
    ],
)
def test_every_word_of_an_offer_is_completed(market: Scribe, begun: str, found: tuple[str, ...]) -> None:
    assert market.completions(begun) == found


@pytest.mark.parametrize(
    ("slip", "title"),
    [
        ("par offer pay par war 2 + stay war 5", "Offers this deal: Paris: 2 to Warsaw; Warsaw: calm stays at 5"),
        ("par offer stay par 3 war public", "Offers this deal: Paris: calm stays at 3 (to Warsaw; public)"),
        ("par offer pay rome par 2 ans 1", "Offers this deal: Rome: 2 to Paris (instead of deal 1)"),
    ],
)
def test_an_offer_is_echoed_with_whom_it_is_for_and_what_it_answers(market: Scribe, slip: str, title: str) -> None:
    assert market.read(slip).title == title


def test_what_may_be_accepted_says_who_offers_what(market: Scribe, bazaar: Game) -> None:
    bazaar.submit("poland", Order.parse("offer poland: pay to=paris n=1"))
    found = {it.words[0]: it.title for it in market.candidates("par accept ")}
    assert found == {
        "1": "Rome offers: Rome: 1 to Paris; Paris: calm stays at 3",
        "2": "Warsaw offers: Warsaw: 1 to Paris",
    }
