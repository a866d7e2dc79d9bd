from __future__ import annotations

import datetime
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import attrs
import pytest

from engine.language import spec
from engine.language.loader import load_spec
from engine.language.shapes import Effects, Formula, Named, Node, Sentence, Table, Word, Written, key
from engine.language.verbs import VERBS, Assignment, Effect, effect
from engine.problems import Problem, Problems

Load = Callable[[str], spec.Ruleset]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Loads a text as a ruleset in one file; its id is added."""

    def loaded(text: str) -> spec.Ruleset:
        path = tmp_path / "game.yaml"
        path.write_text(f"{text}\nid: game\n", encoding="utf-8")
        return load_spec(path)[0]

    return loaded


@pytest.fixture
def verbs() -> Iterator[None]:
    """Some throw-away verbs, in place of the real ones."""
    before = dict(VERBS)
    VERBS.clear()

    @effect("say")
    @attrs.frozen(kw_only=True)
    class Say(Effect):
        """Tells everybody."""

        say: Written = key(Sentence())

    @effect("if")
    @attrs.frozen(kw_only=True)
    class If(Effect):
        """Does one thing or the other."""

        if_: Written = key(Formula(), name="if")
        then: tuple[Effect, ...] = key(Effects(), default=())
        else_: tuple[Effect, ...] = key(Effects(), default=(), name="else")

    @effect("check")
    @attrs.frozen(kw_only=True)
    class Check(Effect):
        """Rolls 2d6."""

        check: str = key(Word())
        modifier: tuple[tuple[str, Written], ...] = key(Named(), default=())
        with_: dict[str, Written] = key(Table(Formula()), default=attrs.Factory(dict), name="with")

    yield
    VERBS.clear()
    VERBS.update(before)


def problems_in(load: Load, text: str) -> tuple[Problem, ...]:
    with pytest.raises(Problems) as caught:
        load(text)
    return caught.value.problems


def attribute(member: spec.Member, name: str) -> object:
    return member.attributes[name].value


# ---- values


def test_a_number_where_a_formula_is_wanted_becomes_its_text(load: Load) -> None:
    assert load("measures: {flight: {is: 3}}").measures[0].is_ == (("", Written("3")),)


def test_a_flag_where_a_formula_is_wanted_becomes_its_text(load: Load) -> None:
    assert load("endings: {over: {when: true}}").endings[0].when == Written("true")


def test_a_fraction_stays_as_it_is_written(load: Load) -> None:
    ruleset = load("version: 0.10\nmeasures: {odds: {is: 1e-7}}")
    assert ruleset.version == "0.10"
    assert ruleset.measures[0].is_ == (("", Written("1e-7")),)


def test_a_written_formula_knows_where_it_stands(load: Load) -> None:
    ruleset = load("endings:\n  over:\n    when: turn >= 3")
    when = ruleset.endings[0].when
    assert when is not None
    assert ruleset.sources.place(when.mark).line == 3
    assert ruleset.sources.place(when.mark).column == 11


def test_named_terms_keep_their_order(load: Load) -> None:
    terms = load("measures: {m: {is: {public: a - 5, backstop: 1}}}").measures[0].is_
    assert terms == (("public", Written("a - 5")), ("backstop", Written("1")))


@pytest.mark.parametrize(
    ("written", "meant"),
    [("0..2", (0, 2)), ("1", (1, 1)), ("any", (0, None)), ("-3..3", (-3, 3)), ("0 .. 2", (0, 2))],
)
def test_a_span_is_two_numbers_one_or_any(load: Load, written: str, meant: tuple[int, int | None]) -> None:
    assert load(f"tracks: {{heat: {{range: {written}}}}}").tracks[0].range == meant


def test_nobody_gives_fewer_orders_than_none(load: Load) -> None:
    with pytest.raises(Problems) as problems:
        load("turn: {play: {orders: -3..3}}")
    assert [it.code for it in problems.value.problems] == ["S004"]


def test_a_day_is_read_where_a_day_is_wanted(load: Load) -> None:
    assert load("begins: 2026-01-07").begins == datetime.date(2026, 1, 7)


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2026-04-31", "that month has 30 days"),
        ("2026-13-01", "a year has 12 months"),
        ("2026-00-01", "a year has 12 months"),
        ("0000-01-01", "years are counted from 0001"),
    ],
)
def test_a_day_that_is_in_no_calendar_says_why_in_our_words(load: Load, day: str, why: str) -> None:
    (found,) = problems_in(load, f"begins: {day}")
    assert found.message == f"found '{day}', which is in no calendar: {why}"


def test_words_that_other_readers_take_for_flags_stay_words(load: Load) -> None:
    assert load("title: NO\nroles: {no_one: {title: on}}").roles[0].title == "on"


def test_a_list_of_ids_is_a_selection(load: Load) -> None:
    assert load("orders: {hold: {by: [paris, london]}}").orders[0].by == Written("[paris, london]")


def test_a_range_and_a_number_are_selections(load: Load) -> None:
    choose = load("orders: {hold: {by: all, choose: {n: 1..6, m: 3}}}").orders[0].choose
    assert choose == {"n": Written("1..6"), "m": Written("3")}


def test_one_word_stands_for_a_list_of_one(load: Load) -> None:
    assert load("turn: {play: {offers: hold}}").turn[0].offers == ("hold",)


def test_hidden_characters_are_taken_out_of_prose(load: Load) -> None:
    assert load("title: Co\u200bup").title == "Coup"


# ---- entries


def test_entries_keep_the_order_of_writing(load: Load) -> None:
    ruleset = load("tracks: {zeal: {}, heat: {}, cold: {}}")
    assert [track.id for track in ruleset.tracks] == ["zeal", "heat", "cold"]


def test_an_entry_stands_where_its_id_stands(load: Load) -> None:
    ruleset = load("tracks:\n  heat: {}")
    place = ruleset.sources.place(ruleset.tracks[0].mark)
    assert (place.line, place.column) == (2, 3)


def test_an_entry_knows_where_each_value_stands(load: Load) -> None:
    ruleset = load("orders:\n  hold:\n    by: all\n    cost: {covert: 2}\n    conditional: [one, two]")
    fields = ruleset.orders[0].fields
    places = {name: ruleset.sources.place(mark) for name, mark in fields.items()}
    assert (places["by"].line, places["by"].column) == (3, 9)
    assert (places["cost.covert:"].column, places["cost.covert"].column) == (12, 20)
    assert places["conditional.1"].column == 24


def test_a_when_without_reasons_has_an_empty_one(load: Load) -> None:
    assert load("orders: {hold: {by: all, when: heat < 3}}").orders[0].when == {"": Written("heat < 3")}


def test_a_when_with_reasons_keeps_them(load: Load) -> None:
    when = load('orders: {hold: {by: all, when: {"Too hot, {me}.": heat < 3}}}').orders[0].when
    assert when == {"Too hot, {me}.": Written("heat < 3")}


def test_a_seat_is_a_doctrine_or_a_doctrine_with_traits(load: Load) -> None:
    seats = load("seats: {red: bold, blue: {doctrine: shy, traits: {caution: 7}}}").seats
    assert seats == {"red": "bold", "blue": ("shy", {"caution": Written("7")})}


def test_a_cards_conditions_are_maps_in_a_list(load: Load) -> None:
    doctrines = load("doctrines: {d: {for: all, cards: {c: {order: o, if: [{at_least: {n: 3}}]}}}}").doctrines
    assert doctrines[0].cards[0].if_ == ({"at_least": {"n": Written("3")}},)


def test_a_source_is_kept_as_it_stands(load: Load) -> None:
    assert load("tracks: {heat: {source: S12}}").tracks[0].source == Node("S12")


# ---- sets


def test_keys_of_a_member_that_the_language_does_not_know_are_attributes(load: Load) -> None:
    role = load("roles: {paris: {title: Paris, gate: 1, lead: true}}").roles[0]
    assert (role.title, attribute(role, "gate"), attribute(role, "lead")) == ("Paris", 1, True)


def test_else_gives_attributes_to_those_that_leave_them_out(load: Load) -> None:
    ruleset = load("roles: {paris: {}, else: {gate: 0}}")
    assert [role.id for role in ruleset.roles] == ["paris"]
    assert ruleset.lacking["roles"] == {"gate": Node(0)}


def test_else_gives_the_usual_doctrine_to_those_that_leave_it_out(load: Load) -> None:
    roles = load("roles: {paris: {usual: bold}, rome: {}, else: {usual: shy}}").roles
    assert [role.usual for role in roles] == ["bold", "shy"]


def test_a_set_is_made_of_members_or_a_selection(load: Load) -> None:
    card, red = load("sets: {card: {ace: {}, king: {worth: 3}, else: {worth: 1}}, red: 'c in card if c.red'}").sets
    assert [member.id for member in card.members] == ["ace", "king"]
    assert card.lacking == {"worth": Node(1)}
    assert red.selection == Written("c in card if c.red")


def test_links_are_no_attribute_of_an_area(load: Load) -> None:
    area = load("areas: {north: {links: {south: {kind: rail}}}}").areas[0]
    assert (list(area.links), dict(area.attributes)) == (["south"], {})


# ---- effects


def test_an_effect_in_text_is_an_assignment(load: Load) -> None:
    assert load("turn: {play: {does: ['heat += 1']}}").turn[0].does == (Assignment(text=Written("heat += 1")),)


def test_one_effect_needs_no_list(load: Load) -> None:
    assert load("turn: {play: {does: heat += 1}}").turn[0].does == (Assignment(text=Written("heat += 1")),)


@pytest.mark.usefixtures("verbs")
def test_a_map_with_a_verb_becomes_the_verbs_class(load: Load) -> None:
    (said,) = load("turn: {play: {does: [{say: Hello.}]}}").turn[0].does
    assert said == VERBS["say"](say=Written("Hello."))  # type: ignore[call-arg]


@pytest.mark.usefixtures("verbs")
def test_effects_stand_inside_effects(load: Load) -> None:
    (found,) = (
        load("turn: {play: {does: {if: heat > 3, then: [{say: Hot.}, heat = 3], else: {say: Cold.}}}}").turn[0].does
    )
    assert len(found.then) == 2  # type: ignore[attr-defined]
    assert found.else_[0].say == Written("Cold.")  # type: ignore[attr-defined]


@pytest.mark.usefixtures("verbs")
def test_an_effect_knows_where_its_verb_and_its_values_stand(load: Load) -> None:
    ruleset = load("turn:\n  play:\n    does:\n      - check: fate\n        with: {who: me}")
    found = ruleset.turn[0].does[0]
    places = {name: ruleset.sources.place(mark) for name, mark in found.fields.items()}
    assert (ruleset.sources.place(found.mark).line, ruleset.sources.place(found.mark).column) == (4, 9)
    assert (places["check"].column, places["with.who:"].column) == (16, 16)


def test_a_value_of_the_wrong_kind_is_told_with_the_help_of_its_key(load: Load) -> None:
    (problem,) = problems_in(load, "motions: {peace: {by: all, members: all, rule: 3}}\n")
    assert problem.hint == "`unanimity`, `unanimity_abstain`, `majority`, `{opt_in: 3}` or `{qualified: {…}}`."


@pytest.mark.usefixtures("verbs")
def test_an_unknown_verb_is_answered_with_the_nearest_one(load: Load) -> None:
    (problem,) = problems_in(load, "turn: {play: {does: [{chekc: fate}]}}")
    assert (problem.code, problem.hint) == ("S010", "did you mean 'check'?")


@pytest.mark.usefixtures("verbs")
def test_two_verbs_in_one_effect_are_one_too_many(load: Load) -> None:
    (problem,) = problems_in(load, "turn: {play: {does: [{say: Hello., check: fate}]}}")
    assert problem.message == "one effect has one verb; 'say' and 'check' are two"


@pytest.mark.usefixtures("verbs")
def test_an_unknown_key_beside_a_verb_is_told_with_the_verb(load: Load) -> None:
    (problem,) = problems_in(load, "turn: {play: {does: [{if: heat > 3, thne: []}]}}")
    assert (problem.message, problem.hint) == ("an `if` has no key 'thne'", "did you mean 'then'?")


@pytest.mark.usefixtures("verbs")
def test_a_mistake_inside_an_effect_inside_an_effect_is_found(load: Load) -> None:
    (problem,) = problems_in(load, "turn:\n  play:\n    does: {if: 1, then: [{check: Fate}]}")
    assert (problem.code, problem.place.line, problem.place.column) == ("S005", 3, 34)


# ---- many mistakes at once


def test_all_mistakes_come_at_once_sorted_by_place(load: Load) -> None:
    found = problems_in(load, "turns: six\ntracks:\n  heat: {rnage: 1}\norders:\n  hold: {secret: yes}")
    assert [(problem.code, problem.place.line) for problem in found] == [
        ("S003", 1),
        ("S001", 3),
        ("S002", 5),
        ("S003", 5),
    ]


def test_what_stands_inside_a_bad_value_is_not_looked_at(load: Load) -> None:
    found = problems_in(load, "tracks: [{rnage: 1}, {strat: 2}]")
    assert [problem.code for problem in found] == ["S003"]


def test_an_outside_value_is_quoted_without_what_it_hides(load: Load) -> None:
    (problem,) = problems_in(load, "turns: s\u200bix")
    assert problem.message == "found 'six', expected a whole number from 1 to 1000"


def test_three_thousand_lines_are_bound_in_a_moment(load: Load) -> None:
    order = "    by: all\n    title: Do it\n    choose: {n: 1..6}\n    cost: {heat: n}\n    does: ['heat += n']\n"
    text = "orders:\n" + "".join(f"  o{number}:\n{order}" for number in range(500))
    began = time.process_time()
    assert len(load(text).orders) == 500
    assert time.process_time() - began < 1.0  # a tenth of this on an idle machine
