from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.language import nodes
from engine.language.formula import (
    FormulaError,
    parse,
    parse_assignment,
    parse_roll,
    parse_selection,
    parse_text,
)

TOKENS = (
    *("and", "or", "not", "in", "if", "else", "for", "sum", "any", "argmin", "x", "y", "none", "1", "2.5", "0"),
    *("(", ")", "[", "]", ",", ".", "..", "+", "-", "*", "/", "//", "%", "==", "!=", "<", ">=", "=", "+=", "-="),
)
LETTERS = st.text(alphabet="abr09.+-*/%<>=!()[]{},_ \"'\n\u0664é", max_size=80)
WORDS = st.lists(st.sampled_from(TOKENS), max_size=60).map(" ".join)


def spelled(node: nodes.Node) -> str:
    """Return a tree with a bracket around every calculation, so that precedence shows."""
    match node:
        case nodes.Number(value=value):
            return str(value)
        case nodes.Name(id=id):
            return id
        case nodes.Unary(op=op, of=of):
            return f"({op} {spelled(of)})"
        case nodes.Binary(op=op, left=left, right=right):
            return f"({spelled(left)} {op} {spelled(right)})"
        case nodes.Compare(first=first, rest=rest):
            return "(" + spelled(first) + "".join(f" {op} {spelled(item)}" for op, item in rest) + ")"
        case nodes.Logic(op=op, items=items):
            return "(" + f" {op} ".join(map(spelled, items)) + ")"
        case nodes.IfElse(condition=condition, then=then, other=other):
            return f"({spelled(then)} if {spelled(condition)} else {spelled(other)})"
        case nodes.Index(base=base, items=items):
            return f"{base.id}[{', '.join(map(spelled, items))}]"
        case nodes.Attribute(of=of, name=name):
            return f"{spelled(of)}.{name}"
        case nodes.Call(name=name, items=items):
            return f"{name}({', '.join(map(spelled, items))})"
        case nodes.Within(item=item, domain=domain, negated=negated):
            return f"({spelled(item)}{' not' if negated else ''} in {spelled(domain)})"
        case nodes.Range(least=least, most=most):
            return f"{spelled(least)}..{spelled(most)}"
        case nodes.Listing(items=items):
            return f"[{', '.join(map(spelled, items))}]"
        case nodes.Quantifier(kind=kind, body=body, loops=loops):
            return f"{kind}({spelled(body)}{''.join(map(spelled, loops))})"
        case nodes.Loop(name=name, domain=domain, condition=condition):
            return f" for {name} in {spelled(domain)}" + (f" if {spelled(condition)}" if condition else "")
    raise AssertionError(node)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("1 + 2 * 3", "(1 + (2 * 3))"),
        ("1 - 2 - 3", "((1 - 2) - 3)"),
        ("8 // 2 % 3 / 4", "(((8 // 2) % 3) / 4)"),
        ("-x * y", "((- x) * y)"),
        ("+x", "x"),
        ("not a and b or c", "(((not a) and b) or c)"),
        ("not a == b", "(not (a == b))"),
        ("a < b <= c", "(a < b <= c)"),
        ("a if b else c if d else e", "(a if b else (c if d else e))"),
        ("a or b if c else d", "((a or b) if c else d)"),
        ("t[a, b + 1].home", "t[a, (b + 1)].home"),
        ("a.b.c", "a.b.c"),
        ("x in 1..6", "(x in 1..6)"),
        ("x not in [a, b]", "(x not in [a, b])"),
        ("x in a.where", "(x in a.where)"),
        ("1..n - 1", None),
        ("at(i, 1, 2)", "at(i, 1, 2)"),
        ("sum(t[a] * 2 for a in area if a.pop > 1 for b in 1..3)",
         "sum((t[a] * 2) for a in area if (a.pop > 1) for b in 1..3)"),
        ("argmax(t[a] for a in area)", "argmax(t[a] for a in area)"),
        ("(1 + 2) * 3", "((1 + 2) * 3)"),
        ("2.5", "2.5"),
        ("1e3", "1000.0"),
    ],
)  # fmt: skip
def test_a_formula_is_read_with_pythons_precedence(text: str, meaning: str | None) -> None:
    if meaning is None:
        with pytest.raises(FormulaError):
            parse(text)
        return
    assert spelled(parse(text)) == meaning


@pytest.mark.parametrize(
    ("text", "at", "part", "hint"),
    [
        ("heat +", 6, "a value was expected; found the end", ""),
        ("heat = 2", 5, "it does not assign", "=="),
        ("heat ! 2", 5, "'!' does not belong in a formula", "!="),
        ("'red'", 0, "no strings", "without quotes"),
        ("(heat", 5, "')' is missing", ""),
        ("t[a", 3, "']' is missing", ""),
        ("1 if x", 6, "'else' is missing", ""),
        ("sum(x for y z)", 12, "'in' is missing", ""),
        ("round(x for y in z)", 0, "cannot run over a set", "argmin"),
        ("a b", 2, "an operator or the end was expected; found 'b'", ""),
        ("2x", 1, "an operator or the end was expected", ""),
        ("a < b in c", 0, "cannot stand in a chain", ""),
        ("1000000001", 0, "at most 1000000000", ""),
        ("1e400", 0, "at most 1000000000", ""),
        ("(a + b)[c]", 0, "only a track or measure has indices", ""),
        ("a.if", 2, "the attribute's name after '.' is missing", ""),
        ("x ** 2", 3, "a value was expected", "there are no powers: multiply"),
        ("x <> 2", 3, "a value was expected", "!="),
        ("50%", 3, "a value was expected; found the end", "0.5 for 50 %"),
        ("a && b", 2, "'&' does not belong", "write and"),
        ("a || b", 2, "'|' does not belong", "write or"),
        ("a ≥ 2", 2, "'≥' does not belong", "write >="),
        ("a ? 1 : 2", 2, "'?' does not belong", "a if condition else b"),
        ("٣", 0, "does not belong", ""),
        ("a\u00a0+ b", 1, "does not belong", ""),
        ("", 0, "a value was expected; found the end", ""),
    ],
)
def test_a_mistake_is_told_at_its_character_with_a_hint(text: str, at: int, part: str, hint: str) -> None:
    with pytest.raises(FormulaError) as found:
        parse(text)
    assert (found.value.at, part in found.value.message, hint in found.value.hint) == (at, True, True)


def test_a_piece_knows_where_it_stands_in_the_text() -> None:
    tree = parse("1 + money[red]")
    assert isinstance(tree, nodes.Binary)
    assert (tree.right.at, tree.right.end) == (4, 14)


def test_a_bracket_belongs_to_the_piece_inside_it() -> None:
    tree = parse("(a + b) * 2")
    assert isinstance(tree, nodes.Binary)
    assert (tree.left.at, tree.left.end) == (0, 7)


def test_a_formula_has_at_most_five_hundred_characters() -> None:
    assert parse("1" + " " * 499)
    with pytest.raises(FormulaError, match="at most 500 characters, this one has 501"):
        parse("1" + " " * 500)


@pytest.mark.parametrize(
    "text",
    ["(" * 40 + "1" + ")" * 40, "-" * 40 + "1", "not " * 40 + "a", "+".join(["1"] * 40), "a" + ".b" * 40,
     "t[" * 40 + "a" + "]" * 40, "1 if a else " * 33 + "1", "abs(" * 40 + "1" + ")" * 40],
)  # fmt: skip
def test_a_formula_is_at_most_thirty_two_deep(text: str) -> None:
    with pytest.raises(FormulaError, match="at most 32 deep"):
        parse(text)


def test_a_sum_of_thirty_terms_is_not_too_deep() -> None:
    assert parse("+".join(["1"] * 31))


@given(LETTERS | WORDS)
def test_hostile_text_is_refused_and_never_crashes(text: str) -> None:
    for read in (parse, parse_selection, parse_assignment, parse_roll, parse_text):
        found = None
        try:
            read(text)
        except FormulaError as error:
            found = error
        assert found is None or (0 <= found.at <= len(text) and found.length >= 1)


# -- selections, assignments, dice, texts ----------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name", "domain"),
    [
        ("r in role if r.ally", "r", "role"),
        ("role", "", "role"),
        ("[red, blue]", "", "[red, blue]"),
        ("1..min(3, covert)", "", "1..min(3, covert)"),
        ("a in line.where", "a", "line.where"),
    ],
)
def test_a_selection_is_members_of_a_domain(text: str, name: str, domain: str) -> None:
    loop = parse_selection(text)
    assert (loop.name, spelled(loop.domain)) == (name, domain)


@pytest.mark.parametrize(("text", "op"), [("heat = 2", "="), ("t[a] += n", "+="), ("t[a, b] -= 1 + 2", "-=")])
def test_an_assignment_sets_adds_or_takes(text: str, op: str) -> None:
    assert parse_assignment(text).op == op


@pytest.mark.parametrize("text", ["heat = -1", "heat=-1", "heat =-1", "heat = - 1"])
def test_a_number_below_nought_may_be_assigned(text: str) -> None:
    assert parse_assignment(text).op == "="


@pytest.mark.parametrize("text", ["heat =+ 1", "heat =- 1", "heat=- 1"])
def test_a_sign_on_the_wrong_side_of_the_equals_sign_is_refused(text: str) -> None:
    with pytest.raises(FormulaError, match="may mean two things"):
        parse_assignment(text)


@pytest.mark.parametrize("text", ["heat", "heat * 2", "heat == 2", "a.b = 2", "1 = 2", "heat *= 2"])
def test_what_is_no_assignment_is_refused(text: str) -> None:
    with pytest.raises(FormulaError):
        parse_assignment(text)


def test_dice_are_a_name_a_count_and_sides() -> None:
    roll = parse_roll("d in 2d6")
    assert (roll.name, roll.count, roll.sides) == ("d", 2, 6)


@pytest.mark.parametrize("text", ["2d6", "d in 2x6", "d in 0d6", "d in 21d6", "d in 2d1", "d in 2d1001", "d in ٢d٦"])
def test_other_dice_are_refused(text: str) -> None:
    with pytest.raises(FormulaError):
        parse_roll(text)


def test_a_text_holds_formulas_in_braces() -> None:
    pieces = parse_text("{a} has {money[a]} coins")
    assert [piece if isinstance(piece, str) else spelled(piece) for piece in pieces] == [
        "a", " has ", "money[a]", " coins",
    ]  # fmt: skip


def test_doubled_braces_are_braces_themselves() -> None:
    assert parse_text("a {{b}} c") == ("a {b} c",)


@pytest.mark.parametrize(("text", "at"), [("a {b", 2), ("a b}", 3), ("{}", 1), ("{a +}", 4)])
def test_a_wrong_brace_is_told_at_its_place(text: str, at: int) -> None:
    with pytest.raises(FormulaError) as found:
        parse_text(text)
    assert found.value.at == at
