from __future__ import annotations

import pytest

from engine.language.meaning import Bool, Const, Mem, Num, Steps, Words
from engine.language.resolve import RULES, TABLE, Reader
from engine.language.shapes import Written

from .small import Small

RED, BLUE, GREEN = 0, 1, 2
ME = Mem("role", frozenset({RED, BLUE, GREEN}))


@pytest.fixture(scope="module")
def small() -> Small:
    return Small()


# -- what a formula gives --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "type"),
    [
        ("heat + chill", Num(-5, 14)),
        ("heat * 2 - 1", Num(-1, 17)),
        ("heat / 2", Num(0, 4.5, whole=False)),
        ("round(heat / 2)", Num(0, 5)),
        ("heat // 2", Num(0, 4)),
        ("heat % 4", Num(0, 3)),
        ("-chill", Num(-5, 5)),
        ("abs(chill)", Num(0, 5)),
        ("min(heat, 3)", Num(0, 3)),
        ("clamp(chill, 0, 3)", Num(0, 3)),
        ("at(heat, 1, 5)", Num(1, 5)),
        ("turn", Num(1, 4)),
        ("open + 1", Num(1, 2)),
        ("heat > 3", Bool()),
        ("leader", Mem("role", frozenset({0, 1, 2}), nullable=True)),
        ("argmax(money[r] for r in western)", Mem("role", frozenset({1, 2}), nullable=True)),
        ("sum(money[r] for r in role)", Num(0, 60)),
        ("count(money[r] > 1 for r in role)", Num(0, 3)),
        ("min(chill + money[r] for r in role)", Num(-5, 25)),
        ("red.power", Num(3, 3)),
        ("sum(r.power for r in role)", Num(0, 9)),
        ("leader.power", Num(0, 3)),
        ("red.side", Words(frozenset({"east", "west"}))),
        ("level(heat)", Steps("heat", ("cold", "hot"))),
        ("phase", Steps("phase", ("early", "late"))),
        ("distance(coast, hills)", Num(0, 99)),
        ("heat if open else 20", Num(0, 20)),
        ("red if open else none", Mem("role", frozenset({0}), nullable=True)),
    ],
)
def test_a_formula_has_a_type_with_bounds(small: Small, text: str, type: object) -> None:
    assert small.tree(text).type == type


def test_a_reading_whose_index_may_be_none_may_be_nothing() -> None:
    text = "id: s\nroles: {red: {}}\ntracks:\n  coins: {per: role, range: 2..9}\n  leader: {type: role}\n"
    assert Small(text).tree("coins[leader]").type == Num(0, 9)


# -- mistakes --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code", "part", "hint"),
    [
        ("haet", "F002", "nothing is called 'haet'", "'heat'"),
        ("mony[red]", "F002", "no track or measure is called 'mony'", "'money'"),
        ("sum(1 for r in roles)", "F002", "no set is called 'roles'", "'role'"),
        ("score[red]", "F002", "'score'", "none is sealed"),
        ("red + 1", "F003", "a number was expected, this is a member of role", ""),
        ("1 if heat else 2", "F003", "a condition was expected, this is a number", "compare"),
        ("1 if open else red", "F003", "the two cases do not fit", ""),
        ("sum(r for r in role)", "F003", "sum runs over numbers", ""),
        ("all(r for r in role)", "F003", "all runs over conditions", ""),
        ("near(red, coast)", "F003", "an area was expected", ""),
        ("money", "F004", "money needs 1 index [role], here it has no index", ""),
        ("heat[red]", "F004", "heat needs no index, here it has 1 index", ""),
        ("red[1]", "F004", "'red' has no indices", ""),
        ("money[coast]", "F005", "money wants a member of role here, this is a member of area", ""),
        ("money[3]", "F005", "money wants a member of role here, this is a number", ""),
        ("mood[red]", "F005", "mood is kept per western, but this may be red", "loop over western"),
        ("mood[leader]", "F005", "this may be red", ""),
        ("leader == 1", "F006", "a member of role is not compared with a number", ""),
        ("leader < red", "F006", "a member of role is not compared with <", ""),
        ("red == coast", "F006", "is not compared with a member of area", ""),
        ("coast in role", "F006", "a member of area cannot be in a list of a member of role", ""),
        ("1 / heat", "F007", "/ by what may be zero", "div(a, b, else)"),
        ("1 // chill", "F007", "// by what may be zero", ""),
        ("1 % open", "F007", "% by what may be zero", ""),
        ("red.gates", "F008", "no role has the attribute 'gates'", "'gate'"),
        ("sum(r.gate for r in role)", "F008", "red has no 'gate'", "'else'"),
        ("heat.power", "F008", "only members have attributes, this is a number", ""),
        ("none.power", "F008", "only members have attributes, this is none", ""),
        ("heat / 2 == 1", "F010", "fractions are not compared with ==", "round"),
        ("heat / 2 in 1..3", "F010", "a fraction is in no list or range", "a <= x <= b"),
        ("sum(1 for a in 1..1000 for b in 1..1000)", "F011", "at most 100,000", "measure"),
        ("people * people", "F012", "beyond 10^15", ""),
        ("sum(people * 2000 for a in 1..1000)", "F012", "beyond 10^15", ""),
        ("sum(1 for heat in role)", "F013", "'heat' would hide something of the ruleset", ""),
        ("sum(1 for red in role)", "F013", "'red' would hide", ""),
        ("sum(1 for turn in role)", "F013", "'turn' would hide a word of the language", ""),
        ("sum(1 for level in role)", "F013", "'level' would hide a word of the language", ""),
        ("sum(1 for r in role for r in role)", "F013", "'r' would hide another name bound here", ""),
        ("sqrt(heat)", "F014", "there is no function 'sqrt'", "functions: min"),
        ("abs(1, 2)", "F014", "abs takes one number", ""),
        ("count(open)", "F014", "count needs 'for'", ""),
        ("argmax(a for a in 1..3)", "F014", "a range has none", ""),
        ("argmax(1 for a in role for b in role)", "F014", "argmax runs over one set", ""),
        ("level(chill)", "F014", "'chill' is no track with levels", ""),
        ("level(heat + 1)", "F014", "level takes a track", ""),
        ("near(coast)", "F014", "near takes two areas", ""),
        ("role", "F016", "'role' is a set, not a value", "after 'in'"),
        ("red.friends", "F016", "'friends' is a list", "after 'in'"),
        ("sum(a for a in 1..1001)", "F017", "this range may hold 1,001 numbers", ""),
        ("red.side == wset", "F018", "no member has the word 'wset' there", "'west'"),
        ("level(heat) == cool", "F018", "no level of heat is called 'cool'", "'cold'"),
        ("phase == erly", "F018", "no phase is called 'erly'", "'early'"),
        ("near(coast, hills, air)", "F018", "no link is of this kind", "land"),
        ("sum(n for n in heat)", "F002", "no set is called 'heat'", ""),
        ("sum(n for n in 1 + 2)", "F019", "a set, a list or a range was expected", "a range is written 1..3"),
        ("sum(n for n in 3..1)", "F019", "3 is more than 1: nothing is in this range", "write 1..3"),
        ("heat % heat", "F007", "% by what may be zero", "a % max(1, b)"),
        ("heat // heat", "F007", "// by what may be zero", "floor(div(a, b, else))"),
        ("open == True", "F002", "nothing is called 'True'", "write true"),
        ("leader == null", "F002", "nothing is called 'null'", "write none"),
        ("heat >= cold", "F002", "nothing is called 'cold'", "cold is a level: compare level(heat) with it"),
        ("sum(n for n in [])", "F019", "an empty list", ""),
        ("sum(n for n in [1.5])", "F019", "this is a fraction", ""),
        ("sum(1 for n in [red, coast])", "F019", "members of one set", ""),
        ("sum(1 for n in red.power)", "F019", "'power' is no list of members", ""),
    ],
)
def test_a_mistake_is_told_once_with_its_code_and_a_hint(
    small: Small, text: str, code: str, part: str, hint: str
) -> None:
    problem = small.wrong(text)
    assert (problem.code, part in problem.message, hint in problem.hint) == (code, True, True), problem


# -- none, narrowing, words ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "mood[leader] if leader in western else 0",
        "0 if leader not in western else mood[leader]",
        "sum(mood[r] for r in role if r.side == west)",
        "any(mood[r] > 1 for r in role if r.side == west and r != blue)",
        "sum(r.gate for r in role if r == green)",
        "leader != red and mood[leader] > 2",
        "leader == red or mood[leader] > 2",
    ],
)
def test_a_condition_rules_members_out_for_what_depends_on_it(small: Small, text: str) -> None:
    scope = small.scope(leads=ME)
    assert scope.any(Written(text.replace("leader", "leads"))) is not None, small.world.problems[-1]


def test_a_condition_that_play_can_change_rules_nobody_out(small: Small) -> None:
    assert small.wrong("mood[r] if r == leader else 0", r=ME).code == "F005"


def test_a_word_is_known_by_what_it_is_compared_with(small: Small) -> None:
    assert small.tree("count(safe == a.zone for a in area)").type == Num(0, 2)


def test_words_may_stand_in_a_list(small: Small) -> None:
    assert small.tree("count(a.zone in [safe, front] for a in area)").type == Num(0, 2)


def test_nested_lists_are_settled_once(small: Small) -> None:
    text = "open"
    for _ in range(14):
        text = f"({text} in [open])"
    assert small.tree(text).type == Bool()


def test_an_attribute_of_a_fixed_member_is_a_constant(small: Small) -> None:
    assert small.tree("red.power") == Const(type=Num(3, 3), value=3)


# -- secrets ---------------------------------------------------------------------------------------

SEES_RED, ALL_ROLES = Reader("role", frozenset({RED})), Reader("role", frozenset({RED, BLUE, GREEN}))


@pytest.mark.parametrize(
    ("text", "reader"),
    [
        ("plan + dark + own[blue]", RULES),
        ("plan", SEES_RED),
        ("own[me]", ALL_ROLES),
        ("own[red]", SEES_RED),
        ("own[red]", Reader("role", frozenset({RED}), name="")),
        ("own[leads]", Reader("role", frozenset({RED, BLUE}), name="leads")),
        ("mine[me]", ALL_ROLES),
        ("level(face[blue]) == calm", TABLE),
        ("level(face[blue]) == calm", ALL_ROLES),
        ("heat + wealth", TABLE),
    ],
)
def test_a_reader_may_read_what_it_sees(small: Small, text: str, reader: Reader) -> None:
    assert small.tree(text, reader, me=ME, leads=ME)


@pytest.mark.parametrize(
    ("text", "reader", "hint"),
    [
        ("plan", TABLE, "another track"),
        ("plan", ALL_ROLES, "another track"),
        ("dark", SEES_RED, "another track"),
        ("own[blue]", ALL_ROLES, "index it with"),
        ("own[me]", TABLE, "index it with"),
        ("own[me]", Reader("role", frozenset({RED}), name=""), "index it with"),
        ("own[me]", Reader("role", frozenset({RED}), name="other"), "index it with"),
        ("own[red]", Reader("role", frozenset({RED, BLUE}), name=""), "index it with"),
        ("own[blue]", Reader("role", frozenset({RED}), name=""), "index it with"),
        ("mine[blue]", ALL_ROLES, "index it with"),
        ("others[me]", ALL_ROLES, "another track"),
        ("sum(own[r] for r in role)", ALL_ROLES, "index it with"),
        ("face[blue]", TABLE, "level(face[…])"),
        ("level(face[leader]) == calm and plan > 1", TABLE, "another track"),
        ("money[red if plan > 2 else blue]", TABLE, "another track"),
        ("level(face[red if plan > 2 else blue]) == calm", TABLE, "another track"),
    ],
)
def test_a_reader_may_not_read_what_it_does_not_see(small: Small, text: str, reader: Reader, hint: str) -> None:
    problem = small.wrong(text, reader, me=ME)
    assert (problem.code, hint in problem.hint) == ("F009", True), problem


# -- doors -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "word"), [("heat <= 9", "always"), ("heat > 9", "never"), ("not heat < 0", "always")])
def test_a_condition_decided_by_ranges_is_a_warning(small: Small, text: str, word: str) -> None:
    assert small.scope().flag(Written(text)) is not None
    problem = small.world.problems.pop()
    assert (problem.code, problem.severity, problem.message) == ("F015", "warning", f"this {word} holds")


def test_true_by_itself_is_no_warning(small: Small) -> None:
    before = len(small.world.problems)
    assert small.scope().flag(Written("true")) is not None
    assert len(small.world.problems) == before


def test_a_value_of_another_set_does_not_fit_a_type(small: Small) -> None:
    assert small.scope().of_type(Written("coast"), ME) is None
    assert small.world.problems.pop().code == "F003"


def test_a_value_that_may_be_none_does_not_fit_where_none_cannot_be(small: Small) -> None:
    assert small.scope().of_type(Written("leader"), ME) is None
    assert "may be none" in small.world.problems.pop().message


@pytest.mark.parametrize(
    "text", ["wealth = 3", "leader += 1", "open = 3", "money[red] = blue", "leader = coast", "turn = 2"]
)
def test_an_assignment_that_cannot_be_is_a_problem(small: Small, text: str) -> None:
    assert small.scope().assignment(Written(text)) is None
    assert small.world.problems.pop().code in ("F003", "F016")


def test_a_flag_becomes_a_number_where_a_number_is_assigned(small: Small) -> None:
    found = small.scope().assignment(Written("heat = chill > 2"))
    assert found is not None
    assert found[2].type == Num(0, 1)


def test_a_text_with_an_endless_formula_is_refused(small: Small) -> None:
    assert small.scope().sentence(Written("{sum(1 for a in 1..1000 for b in 1..1000)}")) is None
    assert small.world.problems.pop().code == "F011"
