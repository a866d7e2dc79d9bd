"""What the strict reader takes, what it refuses, and where it says so."""

from __future__ import annotations

import inspect
import pickle
import re
import resource
import time
from collections.abc import Callable
from types import ModuleType

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from engine.language import source, syntax
from engine.language.codes import CODES
from engine.language.source import Map, Seq, Sources, read
from engine.problems import MOST_SHOWN, Place, Problem

MEBIBYTE = 1 << 20


def tree(text: str) -> Map:
    """Return what a sound file holds."""
    problems: list[Problem] = []
    result = read(text.encode(), "a.yaml", Sources(), problems)
    assert not problems
    assert result is not None
    return result


def wrong(data: str | bytes) -> list[Problem]:
    """Return the problems of a file."""
    problems: list[Problem] = []
    read(data.encode() if isinstance(data, str) else data, "a.yaml", Sources(), problems)
    return problems


def only(data: str | bytes) -> tuple[str, int, int]:
    """Return code, line and column of the only problem of a file."""
    (problem,) = wrong(data)
    assert problem.message
    return problem.code, problem.place.line, problem.place.column


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("0", 0),
        ("-12", -12),
        ("1000000000", 10**9),
        ("1.5", 1.5),
        ("-.5", -0.5),
        ("1e3", 1000.0),
        ("'7'", "7"),
        ('"true"', "true"),
        ('"~"', "~"),
    ],
)
def test_a_value_of_the_core_schema_is_what_it_says(written: str, value: object) -> None:
    found = tree(f"a: {written}")["a"]
    assert (type(found), found) == (type(value), value)


@pytest.mark.parametrize(
    "written",
    [
        "NO",
        "no",
        "on",
        "yes",
        "True",
        "3:1",
        "12:30",
        "0101",
        "0x1F",
        "0o17",
        "2026-07-31",
        "1_000",
        ".inf",
        ".nan",
        "+5",
        "=",
        "1:59:59",
        "1.2.3",
        "-e5",
        ".",
    ],
)
def test_every_other_word_stays_text(written: str) -> None:
    assert tree(f"a: {written}")["a"] == written


@pytest.mark.parametrize("key", ["1", "true", "null", "0101", "1.5", "NO"])
def test_a_key_is_always_text(key: str) -> None:
    assert list(tree(f"{key}: x")) == [key]


@pytest.mark.parametrize("text", ["", "# only a comment\n", "---\n", "\ufeff", "\n\n", "~"])
def test_an_empty_file_is_an_empty_map(text: str) -> None:
    assert tree(text) == {}


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert tree("\ufeffa: 1") == {"a": 1}


def test_a_value_at_the_end_of_a_file_stands_on_its_last_line() -> None:
    assert only("a: 1\nb: [") == ("Y025", 2, 5)


def test_line_breaks_of_every_system_are_read() -> None:
    assert tree("a: 1\r\nb: |\r\n  x\r\n  y\r\n") == {"a": 1, "b": "x\ny\n"}


def test_every_key_value_and_item_has_its_place() -> None:
    text = "a: 1\nb:\n  - x\n  - {c: 'd'}\n"
    sources, problems = Sources(), list[Problem]()
    top = read(text.encode(), "a.yaml", sources, problems)
    assert top is not None
    inner: Seq = top["b"]
    marks = [top.at, top.keys_at["a"], top.values_at["a"], top.values_at["b"], *inner.items_at]
    marks += [inner.at, inner[1].at, inner[1].keys_at["c"], inner[1].values_at["c"]]
    places = [(place.line, place.column) for place in map(sources.place, marks)]
    assert places == [(1, 1), (1, 1), (1, 4), (3, 3), (3, 5), (4, 5), (3, 3), (4, 5), (4, 6), (4, 9)]


def test_marks_know_their_file() -> None:
    sources, problems = Sources(), list[Problem]()
    read(b"a: 1", "a.yaml", sources, problems)
    second = read(b"\nb: 2", "b.yaml", sources, problems)
    assert second is not None
    assert sources.place(second.values_at["b"]) == Place("b.yaml", 2, 4)


def test_a_tree_can_be_kept_in_a_cache() -> None:
    before = tree("a: [1, {b: c}]")
    after = pickle.loads(pickle.dumps(before))
    assert (after, after.values_at, after["a"].items_at) == (before, before.values_at, before["a"].items_at)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: 1\nb: 2\na: 3", ("Y010", 3, 1)),
        ("a: 1\n'a': 3", ("Y010", 2, 1)),
        ("a: &x 1", ("Y011", 1, 4)),
        ("a: &x [1]", ("Y011", 1, 4)),
        ("&x a: 1", ("Y011", 1, 1)),
        ("a: *x", ("Y012", 1, 4)),
        ("*x : 1", ("Y012", 1, 1)),
        ("a: !t b", ("Y013", 1, 4)),
        ("a: !!str 1", ("Y013", 1, 4)),
        ("a: [!x y]", ("Y013", 1, 5)),
        ("a: ! b", ("Y013", 1, 4)),
        ("a: != 3", ("Y013", 1, 4)),
        ("a:\n  !t b", ("Y013", 2, 3)),
        ("a:\n- b\n- !t c", ("Y013", 3, 3)),
        ("a: {b:   !t c}", ("Y013", 1, 10)),
        ("? !t a\n: b", ("Y013", 1, 3)),
        ("a:\t&x b", ("Y011", 1, 4)),
        ("{a,&x b}", ("Y011", 1, 4)),
        ("b:\n  <<: {c: 1}", ("Y014", 2, 3)),
        ("a: 1\n---\nb: 2", ("Y015", 2, 1)),
        ("a: 1\n...\nb: 2", ("Y015", 3, 1)),
        ("[a]: 1", ("Y016", 1, 1)),
        ("{a: b}: 1", ("Y016", 1, 1)),
        ("- a", ("Y017", 1, 1)),
        ("some text", ("Y017", 1, 1)),
        ("a: 1000000001", ("Y007", 1, 4)),
        ("a: -1e99", ("Y007", 1, 4)),
        ("a: 1e999", ("Y007", 1, 4)),
        ("a: " + "9" * 19_000, ("Y007", 1, 4)),
        ("a: " + "x" * 20_001, ("Y006", 1, 4)),
        ("a: b\x1bc", ("Y003", 1, 5)),
        ("a: 1\nb: x\u202ey", ("Y003", 2, 5)),
        ('a: "\\e[31m"', ("Y003", 1, 4)),
        ('a: "\\0"', ("Y003", 1, 4)),
        ("a: " + "[" * 32 + "]" * 32, ("Y004", 1, 35)),
    ],
)
def test_what_is_refused_has_a_code_and_a_place(text: str, found: tuple[str, int, int]) -> None:
    assert only(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("title: Turn 1: go", ("Y020", 1, 14)),
        ("a: 'x\nb: 1\n", ("Y021", 1, 4)),
        ('a: "x\nb: 1\n', ("Y021", 1, 4)),
        ("a: 1\n  b: 2", ("Y022", 2, 3)),
        ("a:\n    b: 1\n  c: 2", ("Y022", 3, 3)),
        ("  a: 1\nb: 2", ("Y022", 2, 1)),
        ("- a\nb: 1", ("Y022", 2, 1)),
        ("a:\n\tb: 1", ("Y023", 2, 1)),
        ("a:\n  b: 1\n\tc: 2", ("Y023", 3, 1)),
        ("a: [1, 2\nb: 3", ("Y024", 1, 4)),
        ("a: [b: c: d]", ("Y024", 1, 9)),
        ("a: {b: 1", ("Y024", 1, 4)),
        ("a: @here", ("Y025", 1, 4)),
        ("a: %x", ("Y025", 1, 4)),
        ("a: *bold*", ("Y025", 1, 4)),
        ("a: ]", ("Y025", 1, 4)),
        ('a: "C:\\quiet"', ("Y026", 1, 7)),
        ('a: "\\ud800"', ("Y026", 1, 7)),
        ("a: 1\nb:c\nd: 2", ("Y027", 2, 2)),
        ("a:b\nc: 2", ("Y027", 1, 2)),
        ("x:\n  a:{b: c, d: e}", ("Y027", 2, 4)),
        ('a: "x\nb: "y"\n', ("Y021", 1, 4)),
        ("a: 'x\nb: {c: 'y'}\n", ("Y021", 1, 4)),
        ('a: {b: "x, c: 1}\nd: "y"\n', ("Y021", 1, 8)),
        ('a: [b, "x]\nd: ["y"]\n', ("Y021", 1, 8)),
        ('a: "long\n  text"\nb: "x" y', ("Y030", 3, 8)),
        ("word\nb: 1", ("Y027", 1, 1)),
        ("a: - b", ("Y028", 1, 4)),
        ("%FOO\n---\na: 1", ("Y029", 1, 1)),
        ("a: 'x' y", ("Y030", 1, 8)),
        ("a: | text", ("Y031", 1, 4)),
    ],
)
def test_an_error_of_syntax_is_said_in_an_authors_words(text: str, found: tuple[str, int, int]) -> None:
    assert only(text) == found


def test_a_colon_in_a_text_asks_for_quotes() -> None:
    assert "quotes" in wrong("title: Turn 1: go")[0].hint


def test_a_second_key_names_the_place_of_the_first() -> None:
    assert "1:3" in wrong("{ a: 1,\n  a: 2}")[0].message


def test_the_first_of_two_keys_stays() -> None:
    assert read(b"a: 1\na: 2", "a.yaml", Sources(), []) == {"a": 1}


def test_problems_before_an_error_of_syntax_stay() -> None:
    assert [problem.code for problem in wrong("a: 1\na: 2\nb: 'x")] == ["Y010", "Y021"]


def test_all_problems_of_a_file_are_found() -> None:
    assert [problem.code for problem in wrong("a: &x 1\nb: *x\nc: !t y\nb: 2")] == ["Y011", "Y012", "Y013", "Y010"]


def test_a_refused_value_leaves_no_control_character() -> None:
    assert read(b'a: "\\e]52"', "a.yaml", Sources(), []) == {"a": ""}


def test_a_problem_holds_the_line_of_the_file() -> None:
    assert wrong("a: 1\nb: &x 1\n")[0].excerpt == "b: &x 1"


def test_exclamation_and_ampersand_in_a_text_are_text() -> None:
    assert tree("a: Stop! Now & here\nb: x != 3 and y\nc: '!x &y'") == {
        "a": "Stop! Now & here",
        "b": "x != 3 and y",
        "c": "!x &y",
    }


def test_brackets_in_texts_and_comments_nest_nothing() -> None:
    text = "a: '" + "[" * 100 + "'\nb: x" + "[{" * 100 + "\n# " + "[" * 100 + "\nc: |\n  " + "[" * 100
    assert tree(text)["a"] == "[" * 100


def test_thirty_two_levels_are_not_too_deep() -> None:
    assert tree("a: " + "[" * 31 + "]" * 31)


def test_text_that_is_not_utf8_names_its_line() -> None:
    assert only(b"a: 1\r\nb: caf\xe9\n") == ("Y002", 2, 7)


def test_a_file_in_utf16_is_refused() -> None:
    assert only("a: 1".encode("utf-16"))[0] == "Y002"


def test_a_file_over_a_mebibyte_is_refused() -> None:
    assert only(b"#" * (MEBIBYTE + 1)) == ("Y001", 0, 0)


def test_a_file_of_a_mebibyte_is_read() -> None:
    assert wrong(b"#" * MEBIBYTE) == []


def test_a_hundred_thousand_values_are_read() -> None:
    assert len(tree("a: [" + "1," * 99_997 + "]")["a"]) == 99_997


def test_more_than_a_hundred_thousand_values_are_refused() -> None:
    assert only("a: [" + "1," * 99_998 + "]") == ("Y005", 0, 0)


def test_a_file_gives_at_most_a_hundred_problems() -> None:
    assert len(wrong("a: 1\n" * 5000)) == MOST_SHOWN


@pytest.mark.parametrize("module", [source, syntax])
def test_every_code_is_explained(module: ModuleType) -> None:
    told = set(re.findall('"(Y[0-9]{3})"', inspect.getsource(module)))
    assert told
    assert told <= CODES.keys()


HOSTILE: dict[str, Callable[[int], bytes]] = {
    "flow_lists": lambda size: b"[" * size,
    "flow_maps": lambda size: b"{a: " * (size // 4),
    "flow_lists_on_lines": lambda size: b"a:\n" + b" [\n" * (size // 3 - 1),
    "flow_mixed": lambda size: b"a: " + b"[{" * (size // 2 - 2),
    "brackets_hidden_by_quotes": lambda size: b'a: x\n "\nb: ' + b"[" * (size - 20) + b'\nc: "',
    "indentation": lambda size: b"".join(b" " * depth + b"a:\n" for depth in range(int((2 * size) ** 0.5) - 4)),
    "lists_on_a_line": lambda size: b"- " * (size // 2),
    "complex_keys": lambda size: b"? " * (size // 2),
    "flow_complex_keys": lambda size: b"? " + b"[" * (size - 2),
    "laughs": lambda size: (
        b"a0: &a0 x\n"
        + b"".join(b"a%d: &a%d [%s]\n" % (n, n, b",".join([b"*a%d" % (n - 1)] * 9)) for n in range(1, size // 110))
    ),
    "merge_keys": lambda size: b"a: &a {b: 1}\n" + b"<<: [*a,*a,*a]\n" * (size // 16),
    "digits": lambda size: b"a: " + b"9" * (size - 3),
    "many_long_numbers": lambda size: b"a: [" + (b"9" * 4000 + b",") * (size // 4001 - 1) + b"]",
    "keys_without_values": lambda size: b"a: {" + b"".join(b"%x:," % n for n in range(size // 7)) + b"}",
    "many_keys": lambda size: b"".join(b"k%06d: 1\n" % n for n in range(size // 11)),
    "same_keys": lambda size: b"a: 1\n" * (size // 5),
    "empty_items": lambda size: b"a:\n" + b"-\n" * (size // 2 - 2),
    "flow_items": lambda size: b"a: [" + b"1," * (size // 2 - 3) + b"]",
    "deep_lists": lambda size: b"a: [" + (b"[" * 29 + b"]" * 29 + b",") * (size // 59 - 1) + b"]",
    "empty_lists": lambda size: b"a: [" + b"[]," * (size // 3 - 2) + b"]",
    "unwritten_keys": lambda size: b"a: [" + b"{?}," * (size // 4 - 2) + b"]",
    "pairs": lambda size: b"a: [" + b"b: ," * (size // 4 - 2) + b"]",
    "not_utf8": lambda size: b"\xff" * size,
    "not_utf8_at_the_end": lambda size: b"#" * (size - 1) + b"\xc3",
    "nulls": lambda size: b"\0" * size,
    "byte_order_marks": lambda size: b"\xef\xbb\xbf" * (size // 3),
    "documents": lambda size: b"---\n" * (size // 4),
    "ended_documents": lambda size: b"a: 1\n...\n" * (size // 9),
    "one_line": lambda size: b"a: " + b"x y " * (size // 4 - 1),
    "one_line_of_anchors": lambda size: b"a: [" + b"&x," * (size // 3 - 2) + b"]",
    "one_line_of_tags": lambda size: b"a: [" + b"!x y," * (size // 5 - 1) + b"]",
    "open_quote": lambda size: b'a: "' + b"x\n " * (size // 3 - 2),
    "quotes": lambda size: b"a: " + b"'" * (size - 3),
    "quoted_items": lambda size: b"a: [" + b"'',\"\"," * (size // 6 - 1) + b"]",
    "escapes": lambda size: b'a: "' + b"\\x1b" * (size // 4 - 2) + b'"',
    "anchors": lambda size: b"".join(b"- &a%d x\n" % n for n in range(size // 12)),
    "long_anchor": lambda size: b"a: &" + b"x" * (size - 6) + b" 1",
    "long_tag": lambda size: b"a: !" + b"x" * (size - 6) + b" 1",
    "long_key": lambda size: b"? " + b"x" * (size - 8) + b"\n: 1",
    "blank_lines_in_a_block": lambda size: b"a: |\n" + b"\n" * (size - 8) + b" x",
    "blanks": lambda size: b"a: x" + b" " * (size - 6) + b"\n[",
    "tabs": lambda size: b"\t" * size,
    "comments_and_an_end": lambda size: b"# x\n" * (size // 4 - 1) + b"[",
    "directives": lambda size: b"%TAG ! x\n" * (size // 9),
    "colons": lambda size: b": " * (size // 2),
    "commas": lambda size: b"a: [" + b"," * (size - 5),
    "big_escape": lambda size: b'a: "\\UFFFFFFFF"' + b" " * (size - 20),
}


HARMLESS_WHEN_SMALL = {"many_keys"}


@pytest.fixture(params=[True, False], ids=["libyaml", "pure"])
def hostile_size(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """Return the largest file that is read, with and without libyaml."""
    if request.param and not yaml.__with_libyaml__:
        pytest.skip("PyYAML runs without libyaml here")
    monkeypatch.setattr(yaml, "__with_libyaml__", request.param)
    return MEBIBYTE if request.param else 64 << 10


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_file_made_to_hurt_gives_problems(kind: str, hostile_size: int) -> None:
    data = HOSTILE[kind](hostile_size)
    assert len(data) <= hostile_size
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.process_time()
    problems = wrong(data)
    assert problems or (kind in HARMLESS_WHEN_SMALL and hostile_size < MEBIBYTE)
    assert time.process_time() - began < 30
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 400 << 10


def test_without_libyaml_the_limit_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    (problem,) = wrong(b"#" * (64 * 1024 + 1))
    assert "65,536 are read while PyYAML runs without libyaml" in problem.message


def test_without_libyaml_fewer_values_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    (problem,) = wrong("a: [" + "1," * 16_000 + "]")
    assert (problem.code, "16,000 values while PyYAML runs without libyaml" in problem.message) == ("Y005", True)


def test_without_libyaml_sixteen_thousand_values_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    assert len(tree("a: [" + "1," * 15_997 + "]")["a"]) == 15_997


def test_without_libyaml_the_same_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "a: [1, 'x', {b: \"y\"}]\nc: >\n  d\n  e\n"
    with_libyaml = tree(text)
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    without = tree(text)
    assert (without, without.values_at) == (with_libyaml, with_libyaml.values_at)


@given(st.binary(max_size=200))
def test_no_bytes_raise_an_error(data: bytes) -> None:
    problems: list[Problem] = []
    result = read(data, "a.yaml", Sources(), problems)
    assert result is not None or problems


@given(st.text(alphabet=" \n\t-?:,[]{}#&*!|>'\"%@`ab1\\<=.~é", max_size=60))
def test_no_text_raises_an_error(text: str) -> None:
    problems: list[Problem] = []
    result = read(text.encode(), "a.yaml", Sources(), problems)
    assert result is not None or problems


@pytest.mark.parametrize(
    ("text", "offset", "place"),
    [
        ("a: heat > 3", 5, (1, 9)),
        ("a: 'it''s x'", 5, (1, 11)),
        ('a: "\\tx \\u00e9y"', 4, (1, 15)),
        ("a: one\n  two", 4, (2, 3)),
        ('a: "one \\\n   two"', 4, (2, 4)),
        ("a: |\n\n  one\n  two", 5, (4, 3)),
        ("a: |2\n   one", 1, (2, 4)),
        ("a:\n  - |1\n    one", 1, (3, 5)),
        ("a: >\n  one\n  two\n", 4, (3, 3)),
        ("a: >-\n  one\n\n  two\n", 4, (4, 3)),
        ("a: heat >", 6, (1, 10)),
        ("a: 'heat'", 4, (1, 9)),
        ("a: x", 99, (1, 5)),
        ("a: [b]", 3, (1, 4)),
    ],
)
def test_a_place_inside_a_value_is_found(text: str, offset: int, place: tuple[int, int]) -> None:
    sources = Sources()
    top = read(text.encode(), "a.yaml", sources, [])
    assert top is not None
    found = sources.inside(top.values_at["a"] if not isinstance(top["a"], Seq) else _item(top["a"]), offset)
    assert (found.line, found.column) == place


def _item(written: Seq) -> int:
    return written.at if written[0] == "b" else written.items_at[0]


@given(
    st.text(alphabet="ab \n'\"\\:#é\t", max_size=30),
    st.sampled_from([None, "'", '"', "|", ">"]),
    st.sampled_from([10, 20, 80]),
)
def test_every_character_of_a_value_is_found_in_its_file(value: str, style: str | None, width: int) -> None:
    text = yaml.dump({"a": {"b": value}}, default_style=style, width=width, allow_unicode=True)
    sources, problems = Sources(), list[Problem]()
    top = read(text.encode(), "a.yaml", sources, problems)
    assert top is not None
    assert top["a"]["b"] == value
    lines = [*(line + "\n" for line in text.split("\n")), ""]
    for offset, letter in enumerate(value):
        place = sources.inside(top["a"].values_at["b"], offset)
        assert _stands_for(lines[place.line - 1][place.column - 1], letter)


def _stands_for(written: str, letter: str) -> bool:
    return written in (letter, "\\") or (letter in " \n" and written in " \n")
