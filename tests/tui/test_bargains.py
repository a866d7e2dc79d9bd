"""Bargaining on screen and in plain lines: deals, votes, promises, slips of injects, who waits for whom."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from types import SimpleNamespace

from engine.play.orders import Order
from engine.play.readings import Entry, Motion, News, Offer, Outlook, Waiting
from engine.table.session import Person, Scripted, Session
from tui.app import Whitecell
from tui.arrivals import Opened
from tui.bargaining import page
from tui.changes import report_of
from tui.opening import Asked
from tui.plain import Lines, play
from tui.room import room_of
from tui.scene import scene_of
from tui.screens.bargains import BargainsScreen
from tui.screens.order import OrderDialog
from tui.screens.page import Page, Question
from tui.screens.play import PlayScreen
from tui.telling import rows_of

from .at_table import LARGE, SMALL, Table, seated
from .fakes import HOSTILE
from .golden_text import hold, screen_text

RULESETS = Path(__file__).parents[1] / "conformance" / "rulesets"
EXCHANGE = "offer washington: hold_step b=3 + kyiv: pay to=washington n=2"


def session(*people: str, rules: Path = RULESETS / "market.yaml") -> Session:
    seats: Mapping[str, Person | Scripted] = {role: Person() for role in people}
    return Session.open(str(rules), seats=seats, seed=1, journal=None)


def do(game: Session, role: str, *orders: str) -> Session:
    for text in orders:
        game.seat(role).submit(Order.parse(text))
    return game


@asynccontextmanager
async def at(game: Session, role: str, size: tuple[int, int] = SMALL) -> AsyncIterator[Table]:
    app, room = Whitecell(Asked()), room_of(game)
    async with app.run_test(size=size) as pilot:
        await app.workers.wait_for_complete()
        app.post_message(Opened(room, role, scene_of(game.seat(role))))
        await pilot.pause()
        table = Table(app, pilot, game)  # type: ignore[arg-type]
        await table.settle()
        await table.press("enter")
        yield table


def told(game: Session, *answers: str) -> str:
    sink, source = io.StringIO(), io.StringIO("".join(f"{it}\n" for it in answers))
    assert play(game, Lines(source, sink, width=300)) == 0
    return sink.getvalue()


ALL = ("kyiv", "washington", "paris", "moscow")


def two_deals_for_washington() -> Session:
    game = do(session(*ALL), "kyiv", EXCHANGE)
    return do(game, "paris", "offer paris: pay to=washington n=1")


# Deals on the screen.


async def test_a_choice_of_deals_says_who_offers_what() -> None:
    async with at(two_deals_for_washington(), "washington") as table:
        await table.press("2", "down", "down", "enter")
        said = " ".join(screen_text(table.app).replace("┃", "").split())
    assert "Kyiv offers: Washington: the backstop stays at 3; Kyiv: 2 to Washington" in said
    assert "Paris offers: Paris: 1 to Washington" in said


def test_a_choice_of_deals_says_who_offers_what_in_lines_too() -> None:
    said = told(two_deals_for_washington(), "2", "3", "2", "1")
    assert "  1  Kyiv offers: Washington: the backstop stays at 3; Kyiv: 2 to Washington\n" in said
    assert "  2  Paris offers: Paris: 1 to Washington\n" in said
    assert "Accept deal 2:" in said


async def test_a_deal_is_put_together_term_by_term_and_shown_in_full_before_it_is_offered() -> None:
    game = session(*ALL)
    async with at(game, "kyiv") as table:
        await table.press("5", "o", "enter", "enter", "enter", "2", "enter", "down", "enter")
        await table.press(*"washington", "enter", *"hold", "enter", *"3", "enter")
        assert isinstance(table.app.screen, OrderDialog)
        hold(table.app, "offer_80x24")
        await table.press("enter")
    deal = game.seat("washington").view.deals[0]
    assert deal.said == ("Kyiv: 2 to Washington", "Washington: the backstop stays at 3")


async def test_a_deal_can_be_made_public_and_a_term_taken_out_again() -> None:
    game = session(*ALL)
    async with at(game, "kyiv") as table:
        await table.press("5", "o", *"kyiv", "enter", *"pay", "enter", "enter", "1", "enter")
        await table.press("down", "enter", *"kyiv", "enter", *"fee", "enter")
        await table.press("end", "up", "up", "enter", "down", "down", "enter", "enter")
    [deal] = game.seat("paris").view.deals
    assert (deal.public, deal.said) == (True, ("Kyiv: 1 to Washington",))


async def test_escape_goes_one_step_back_in_a_deal() -> None:
    game = session(*ALL)
    async with at(game, "kyiv") as table:
        await table.press("5", "o", *"kyiv", "enter", *"pay", "enter", "escape", "escape", "escape")
        assert not isinstance(table.app.screen, OrderDialog)
        assert "No order given." in screen_text(table.app)


async def test_the_page_shows_every_term_with_its_giver_and_who_has_not_accepted() -> None:
    game = do(session(*ALL), "kyiv", EXCHANGE)
    for size in (SMALL, LARGE):
        async with at(game, "washington", size) as table:
            await table.press("5")
            assert isinstance(table.app.screen, BargainsScreen)
            hold(table.app, f"bargains_{size[0]}x{size[1]}")


async def test_what_was_given_openly_is_not_offered_to_be_taken_back() -> None:
    game = do(session(*ALL), "kyiv", EXCHANGE)
    async with at(game, "kyiv") as table:
        await table.press("2", "home", "enter")
        assert not isinstance(table.app.screen, Question)
        assert "! What is given here stands: only sealed orders can be taken back." in screen_text(table.app)


async def test_what_others_did_after_an_open_order_is_a_key_away() -> None:
    game = Session.open(str(RULESETS / "market.yaml"), seats={"kyiv": Person()}, seed=1, journal=None)
    async with at(game, "kyiv") as table:
        screen = table.app.screen
        assert isinstance(screen, PlayScreen)
        screen.give(Order.parse("offer kyiv: pay to=washington n=2"), "Offered.")
        await table.settle()
        assert "c tells what came of it. Offered." in screen_text(table.app)
        await table.press("c")
        assert "Kyiv offers: Kyiv: 2 to Washington" in screen_text(table.app)


async def test_one_key_accepts_a_deal_after_it_was_shown_in_full() -> None:
    game = do(session(*ALL), "kyiv", EXCHANGE)
    async with at(game, "washington") as table:
        await table.press("5", "a")
        assert isinstance(table.app.screen, Question)
        assert "· Washington: the backstop stays at 3" in screen_text(table.app)
        assert game.seat("washington").view.deals
        await table.press("y")
    assert game.seat("washington").view.value("money[washington]") == 7


async def test_the_page_begins_at_the_deal_that_waits_and_its_keys_find_it_from_anywhere() -> None:
    game = do(session(*ALL), "kyiv", EXCHANGE)
    for moves in ((), ("home",), ("end",)):
        async with at(game, "washington") as table:
            await table.press("5", *moves, "a")
            assert isinstance(table.app.screen, Question)
            assert "· Washington: the backstop stays at 3" in screen_text(table.app)


async def test_the_page_begins_at_the_newest_deal_that_waits() -> None:
    game = do(session(*ALL), "kyiv", EXCHANGE, "offer kyiv: pay to=washington n=1")
    async with at(game, "washington") as table:
        await table.press("5", "a")
        assert "Accept deal 2:" in screen_text(table.app)


async def test_where_two_deals_wait_one_has_to_be_gone_to() -> None:
    game = do(session(*ALL), "kyiv", EXCHANGE, "offer kyiv: pay to=washington n=1")
    async with at(game, "washington") as table:
        await table.press("5", "end", "a")
        assert "! Go to a deal with the arrows first." in screen_text(table.app)


async def test_escape_from_the_question_accepts_nothing() -> None:
    game = do(session(*ALL), "kyiv", EXCHANGE)
    async with at(game, "washington") as table:
        await table.press("5", "a", "escape")
    assert game.seat("washington").view.deals[0].waits


async def test_one_key_declines_a_deal() -> None:
    game = do(session(*ALL), "kyiv", EXCHANGE)
    async with at(game, "washington") as table:
        await table.press("5", "d", "y")
    assert not game.seat("kyiv").view.deals


async def test_a_counter_offer_begins_with_the_terms_of_the_deal_it_answers() -> None:
    game = do(session(*ALL), "kyiv", EXCHANGE)
    async with at(game, "washington") as table:
        await table.press("5", "c")
        assert "A counter-offer to deal 1:" in screen_text(table.app)
        await table.press(
            "down", "enter", *"kyiv", "enter", *"pay", "enter", *"washington", "enter", "1", "enter", "enter"
        )
    [_first, second] = game.seat("kyiv").view.deals
    assert (second.answers, len(second.terms)) == (1, 3)


async def test_a_counter_offer_does_not_begin_with_its_own_refusal() -> None:
    game = do(session(*ALL), "kyiv", "offer partner=kyiv washington: hold_step b=3")
    async with at(game, "washington") as table:
        await table.press("5", "c")
        assert "These are its own terms still: change one, or add another" in screen_text(table.app)
        assert "Not possible" not in screen_text(table.app)
        await table.press("enter")
        assert "Not possible: That is offered already: it is deal 1." in screen_text(table.app)
        await table.press("down")
        assert "Not possible" not in screen_text(table.app)


async def test_a_term_is_changed_where_it_stands() -> None:
    game = do(session(*ALL), "kyiv", EXCHANGE)
    async with at(game, "washington") as table:
        await table.press("5", "c", "down", "down", "down", "down", "enter")
        assert "Term 2, until now: Kyiv: 2 to Washington" in screen_text(table.app)
        await table.press(*"wash", "enter", "4", "enter", "enter")
    [_first, second] = game.seat("kyiv").view.deals
    assert second.said == ("Washington: the backstop stays at 3", "Kyiv: 4 to Washington")


async def test_the_only_term_of_a_counter_offer_is_changed_without_asking_whom_it_is_offered_to() -> None:
    game = do(session(*ALL), "paris", "offer partner=kyiv paris: troops n=2")
    async with at(game, "kyiv") as table:
        await table.press("5", "c", "down", "down", "down", "enter", "4", "enter", "enter")
    [_first, second] = game.seat("paris").view.deals
    assert (second.said, second.answers) == (("Paris: 4 battalions are there",), 1)


async def test_a_term_without_a_choice_in_it_is_changed_from_its_giver_on() -> None:
    game = do(session(*ALL), "kyiv", "offer partner=washington kyiv: fee")
    async with at(game, "washington") as table:
        await table.press("5", "c", "down", "down", "down", "enter")
        assert "Choose: Who gives it" in screen_text(table.app)
        await table.press("escape")
        assert "A counter-offer to deal 1:" in screen_text(table.app)


async def test_a_key_for_deals_says_that_there_is_none_under_the_cursor() -> None:
    async with at(session(*ALL), "kyiv") as table:
        await table.press("5", "a")
        assert "! Go to a deal with the arrows first." in screen_text(table.app)


async def test_a_key_without_a_meaning_among_bargains_says_so() -> None:
    async with at(session(*ALL), "kyiv") as table:
        await table.press("5", "z")
        assert "! z does nothing here." in screen_text(table.app)


async def test_the_line_of_panes_counts_the_deals_that_wait() -> None:
    async with at(do(session(*ALL), "kyiv", EXCHANGE), "washington") as table:
        assert "5 Bargains (1)" in screen_text(table.app)


async def test_a_game_without_bargains_has_no_page_for_them() -> None:
    async with seated() as table:
        await table.press("5")
        assert "! 5 does nothing here: ? shows the keys." in screen_text(table.app)


async def test_a_half_made_deal_is_kept_as_a_draft_and_taken_up_again() -> None:
    game = session(*ALL)
    async with at(game, "kyiv") as table:
        await table.press("5", "o", *"kyiv", "enter", *"fee", "enter", "enter", "end", "enter")
        assert game.seat("kyiv").draft is not None
        await table.press("2", "home", "enter", "enter")
    assert game.seat("kyiv").view.deals[0].said == ("Kyiv: a fee is burnt",)


# Motions on the screen.


async def test_a_ballot_shows_what_it_would_come_to_before_it_is_cast() -> None:
    game = session("rome", "madrid", "oslo", "bern", rules=RULESETS / "council.yaml")
    do(game, "rome", "propose motion=launch level=2", "pass")
    for role in ("madrid", "oslo", "bern"):
        do(game, role, "pass")
    async with at(game, "rome") as table:
        await table.press("5", "enter")
        assert "Then it fails as things stand: 1 opted in, 2 are needed." in screen_text(table.app)
        hold(table.app, "vote_80x24")
        await table.press("enter", "enter")
    assert [order.text for order in game.seat("rome").view.given] == ["vote motion=launch ballot=yes"]


# In words.


def test_plain_lines_tell_the_page_and_put_deals_together() -> None:
    game = session(*ALL)
    said = told(game, "1", "2 kyiv pay washington 2", "b", "q")
    assert "Deal 1, offered by Kyiv to Washington" in said
    assert "  · Kyiv: 2 to Washington" in said


def test_plain_lines_show_a_deal_before_it_is_accepted() -> None:
    game = do(session(*ALL), "kyiv", EXCHANGE)
    said = told(game, "2", "accept", "y", "q")
    assert said.index("· Washington: the backstop stays at 3") < said.index("Accept it? y or an empty line>")
    assert game.seat("washington").view.ledger


def test_plain_lines_decline_only_after_a_yes() -> None:
    game = do(session(*ALL), "kyiv", EXCHANGE)
    told(game, "2", "- 1", "", "q")
    assert game.seat("kyiv").view.deals
    told(game, "2", "- 1", "y", "q")
    assert not game.seat("kyiv").view.deals


def test_plain_lines_begin_a_counter_offer_with_the_terms_of_the_deal() -> None:
    game = do(session(*ALL), "kyiv", EXCHANGE)
    assert "A counter-offer to deal 1:" in told(game, "2", "= 1", "", "q")


def test_plain_lines_change_a_term_of_a_counter_offer() -> None:
    game = do(session(*ALL), "kyiv", EXCHANGE)
    said = told(game, "2", "= 1", "5", "washington", "4", "1", "q")
    assert "These are its own terms still" in said
    assert "Not possible" not in said
    assert game.seat("kyiv").view.deals[1].said[1] == "Kyiv: 4 to Washington"


def test_a_deal_that_is_not_open_is_answered_with_those_that_are() -> None:
    game = do(session(*ALL), "kyiv", EXCHANGE)
    assert "Which deal? Open are: 1. '7' is none of them." in told(game, "2", "+ 7", "q")


def test_who_has_not_spoken_is_named_as_far_as_one_knows() -> None:
    game = do(session(*ALL), "kyiv", EXCHANGE)
    assert game.seat("washington").view.silent == ("washington", "paris", "moscow")
    assert game.seat("paris").view.silent == ("kyiv", "washington", "paris", "moscow")


def test_nobody_is_called_silent_where_orders_are_sealed() -> None:
    said = said_of(mode="sealed", waiting=("paris",))
    assert "Orders are sealed here: still to seal theirs\nParis" in said
    assert "Not heard" not in said
    assert "Not heard yet in this phase\nKyiv" in said_of(mode="open", silent=("kyiv",), waiting=("paris",))


def test_a_broken_promise_stands_in_the_ledger_of_the_page() -> None:
    entry = Entry(turn=1, giver="kyiv", term="troops", title="2 battalions are there", public=True, status="broken")
    assert "Turn 1, Kyiv: 2 battalions are there - BROKEN" in said_of(ledger=(entry,))


def test_the_page_says_what_each_ballot_would_come_to() -> None:
    outlook = tuple(Outlook(ballot=it, passes=it == "yes", stands="…") for it in ("yes", "no", "abstain"))
    motion = Motion(
        id="m", title="Launch", by="kyiv", members=("kyiv", "paris"), ballots=(("paris", "yes"),), passes=False,
        stands="1 opted in, 2 are needed", lacks=1, missing=("kyiv",), outlook=outlook,
    )  # fmt: skip
    said = said_of(motions=(motion,))
    assert "Launch (tabled by Kyiv)" in said
    assert "Yes: Paris; Not voted: Kyiv" in said
    assert "As it stands it fails: 1 opted in, 2 are needed. 1 more yes is enough." in said
    assert "What if: it passes if you vote: yes; it fails if you vote: no, abstain" in said


def test_the_page_says_how_one_voted_and_no_longer_what_votes_would_come_to() -> None:
    outlook = tuple(Outlook(ballot=it, passes=it == "yes", stands="…") for it in ("yes", "no", "abstain"))
    motion = Motion(
        id="m", title="Launch", by="kyiv", members=("kyiv", "paris"), ballots=(("kyiv", "yes"),), own="yes",
        passes=True, stands="1 opted in, 1 is needed", lacks=0, missing=("paris",), outlook=outlook,
    )  # fmt: skip
    said = said_of(motions=(motion,))
    assert "You voted: yes." in said
    assert "vote:" not in said


def test_pledges_that_wait_for_each_other_are_a_graph_in_words() -> None:
    paris = Waiting(
        role="paris", title="Pledge 6", conditions=("if others pledge 4",), greatest=True, hangs_on=("kyiv",)
    )
    kyiv = Waiting(role="kyiv", title="Pledge 4", conditions=("if others pledge 6",), greatest=True, unlocks=("paris",))
    said = said_of(pledges=(paris, kyiv))
    assert "Paris: Pledge 6, if others pledge 4" in said
    assert "Paris waits for Kyiv. It did not hold." in said
    assert "If all wait, 0 of 2 hold; if all trust, 2." in said
    assert "Kyiv moving first would unlock most: Paris" in said


def said_of(**parts: object) -> str:
    empty: dict[str, object] = dict.fromkeys(("motions", "deals", "ledger", "pledges", "silent", "waiting"), ())
    empty["mode"] = "open"
    view = SimpleNamespace(**{**empty, **parts})
    return page(view, {"kyiv": "Kyiv", "paris": "Paris"}).plain  # type: ignore[arg-type]


def test_hostile_words_of_a_deal_stay_words() -> None:
    offer = Offer(
        number=1, by="kyiv", public=True, parties=("kyiv", "paris"), accepted=("kyiv",), waits=False, title=HOSTILE,
        terms=(("kyiv", "pay", HOSTILE),), said=(HOSTILE,),
    )  # fmt: skip
    said = said_of(deals=(offer,))
    assert "[@click=app.quit]" in said
    assert "\x1b" not in said


# Slips.

SLIP = News(number=2, turn=1, phase="talks", text="Only for you: a leak.", private=True, inject="A leak")


def test_an_inject_stands_out_in_the_news_as_a_slip_to_its_role() -> None:
    rows = list(rows_of((SLIP,), 0, 60, reader="Warsaw"))
    assert ("slip", "! Inject to Warsaw: A leak") in rows
    assert ("told", "* Only for you: a leak.") in rows


def test_an_inject_for_all_is_addressed_to_all() -> None:
    news = News(number=2, turn=1, phase="talks", text="A new day", inject="A new day")
    assert [words for _kind, words in rows_of((news,), 0, 60, reader="Warsaw")] == [
        "Turn 1",
        "! Inject to all: A new day",
    ]


def test_what_changed_tells_slips_first_and_whole() -> None:
    page = report_of((), (SLIP,), own="Warsaw (you)", short=True, reader="Warsaw").plain
    assert page == "Inject to Warsaw: A leak\n! Only for you: a leak."


async def test_a_slip_is_a_page_once_when_it_arrives() -> None:
    async with seated() as table:
        table.session.game.told.append(SLIP)
        await table.press("2", "enter", "enter", "2", "enter", "enter")
        assert isinstance(table.app.screen, Page)
        assert "Inject to Warsaw: A leak" in screen_text(table.app)
        await table.press("enter", "2", "end", "enter")
        assert not isinstance(table.app.screen, Page)


async def test_the_status_line_says_which_step_of_a_procedure_it_is(tmp_path: Path) -> None:
    game = session("red", "blue", "green", rules=Path(__file__).parents[1] / "rulesets" / "crisis")
    do(game, "red", "probe n=3", "probe n=1")
    while not game.seat("blue").view.procedure:
        do(game, game.waiting_for[0], "pass")
    async with at(game, "blue") as table:
        assert "Crisis round, step 1 of 3 (sealed)" in screen_text(table.app)
