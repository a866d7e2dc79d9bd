from __future__ import annotations

import os
import random
import re
import time
from pathlib import Path

import pytest

from engine.language import library
from engine.language.layers import fingerprint, scenarios_of
from engine.language.loader import load_spec
from engine.problems import Problem, Problems

TOP = "id: base\ntitle: Base\nturns: 3\n"


class Shelf:
    """A folder with rulesets and scenarios, written as texts."""

    def __init__(self, top: Path) -> None:
        self.top = top

    def put(self, name: str, text: str | bytes) -> Path:
        path = self.top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def problems(self, name: str) -> tuple[Problem, ...]:
        with pytest.raises(Problems) as caught:
            load_spec(self.top / name)
        return caught.value.problems

    def codes(self, name: str) -> list[str]:
        return [problem.code for problem in self.problems(name)]


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """One ruleset called `base`; what ships with the engine is the same shelf."""
    monkeypatch.setattr(library, "shipped", lambda: tmp_path)
    shelf = Shelf(tmp_path)
    shelf.put("rulesets/base/ruleset.yaml", TOP)
    return shelf


# ---- what is read


def test_a_folder_is_a_ruleset(shelf: Shelf) -> None:
    ruleset, warnings = load_spec(shelf.top / "rulesets/base")
    assert (ruleset.id, ruleset.kind, ruleset.turns, warnings) == ("base", "ruleset", 3, ())


def test_an_id_loads_what_ships(shelf: Shelf) -> None:
    assert load_spec("base")[0].title == "Base"


def test_files_of_a_folder_and_its_doctrines_and_tests_are_read(shelf: Shelf) -> None:
    shelf.put("rulesets/base/tracks.yaml", "tracks: {heat: {}}")
    shelf.put("rulesets/base/doctrines/bold.yaml", "doctrines: {bold: {for: all}}")
    shelf.put("rulesets/base/tests/first.yaml", "tests: {first: {}}")
    ruleset, _ = load_spec("base")
    assert (ruleset.tracks[0].id, ruleset.doctrines[0].id, ruleset.tests[0].id) == ("heat", "bold", "first")


def test_files_are_read_by_name(shelf: Shelf) -> None:
    for name in "cab":
        shelf.put(f"rulesets/base/{name}.yaml", f"tracks: {{{name}: {{}}}}")
    assert [track.id for track in load_spec("base")[0].tracks] == ["a", "b", "c"]


def test_other_files_and_folders_are_passed_over(shelf: Shelf) -> None:
    for name in ("notes.md", ".#ruleset.yaml", "drafts/more.yaml", "doctrines/deep/more.yaml"):
        shelf.put(f"rulesets/base/{name}", "nonsense: [")
    assert load_spec("base")[0].id == "base"


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("tracks.YAML", "let it end in .yaml"),
        ("tests/first.Yml", "let it end in .yaml"),
        ("events/tracks.yaml", "put it beside the others, or into doctrines/ or tests/"),
    ],
)
def test_what_looks_like_yaml_and_is_not_read_is_a_warning(shelf: Shelf, name: str, hint: str) -> None:
    shelf.put(f"rulesets/base/{name}", "tracks: {heat: {}}")
    (warning,) = load_spec("base")[1]
    assert (warning.code, warning.severity, warning.hint) == ("S034", "warning", hint)
    assert warning.place.path.endswith(name)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may look into every folder")
def test_a_folder_that_may_not_be_looked_into_is_passed_over(shelf: Shelf) -> None:
    closed = shelf.put("rulesets/base/closed/tracks.yaml", "tracks: {heat: {}}").parent
    closed.chmod(0)
    assert load_spec("base")[0].id == "base"
    closed.chmod(0o700)


def test_a_name_that_ends_in_yml_is_a_warning(shelf: Shelf) -> None:
    shelf.put("rulesets/base/tracks.yml", "tracks: {heat: {}}")
    ((warning,), found) = load_spec("base")[1], load_spec("base")[0]
    assert (warning.code, warning.severity, found.tracks) == ("S034", "warning", ())


def test_a_file_that_extends_nothing_is_a_ruleset_in_one_file(shelf: Shelf) -> None:
    ruleset, _ = load_spec(shelf.put("small.yaml", "id: small"))
    assert (ruleset.id, ruleset.kind) == ("small", "ruleset")


@pytest.mark.parametrize("name", ["tracks.yaml", "doctrines/calm.yaml", "tests/first.yaml", "ruleset.yaml"])
def test_a_part_of_a_ruleset_is_answered_with_its_folder(shelf: Shelf, name: str) -> None:
    for part in ("tracks.yaml", "doctrines/calm.yaml", "tests/first.yaml"):
        shelf.put(f"rulesets/base/{part}", "doctrines: {calm: {like: careful}}\n")
    (problem,) = shelf.problems(f"rulesets/base/{name}")
    assert (problem.code, problem.place.line) == ("S046", 1)
    assert problem.hint == f"name the folder instead: whitecell check {shelf.top / 'rulesets/base'}"


def test_a_file_without_an_id_beside_scenarios_is_a_part_of_nothing(shelf: Shelf) -> None:
    shelf.put("mine/cold.yaml", "id: cold\nextends: base\n")
    shelf.put("mine/warm.yaml", "extends: base\n")
    assert shelf.codes("mine/warm.yaml") == ["S002"]


def test_problems_of_all_files_come_at_once(shelf: Shelf) -> None:
    shelf.put("rulesets/base/a.yaml", "tracks: {heat: {rnage: 1}}")
    shelf.put("rulesets/base/b.yaml", "measures: [")
    shelf.put("rulesets/base/c.yaml", "orders: {hold: {by: all, secret: yes}}")
    found = shelf.problems("rulesets/base")
    assert [Path(problem.place.path).name for problem in found] == ["a.yaml", "b.yaml", "c.yaml"]


def test_what_follows_from_an_unreadable_file_is_not_told(shelf: Shelf) -> None:
    shelf.put("rulesets/base/a.yaml", "tracks: {heat: [}")
    shelf.put("rulesets/base/b.yaml", "tracks: {cold: {like: heat}}")
    assert len(shelf.codes("rulesets/base")) == 1


def test_a_ruleset_of_unreadable_files_alone_tells_no_more_than_that(shelf: Shelf) -> None:
    assert len(shelf.codes(shelf.put("small.yaml", b"\xff").name)) == 1


# ---- extends


def test_a_scenario_changes_the_scenario_it_extends(shelf: Shelf) -> None:
    shelf.put(
        "scenarios/start.yaml",
        "id: start\nextends: base\nturns: 6\ninjects: {leak: {cue: manual}, late: {cue: manual}}",
    )
    path = shelf.put(
        "scenarios/short.yaml", "id: short\nextends: start\nturns: 2\ninjects: {leak: null, late: {to: [red]}}"
    )
    scenario, _ = load_spec(path)
    assert (scenario.kind, scenario.turns, scenario.bottom) == ("scenario", 2, "base")
    assert [(it.id, it.to.text) for it in scenario.injects] == [("late", "[red]")]


def test_null_removes_keys_deep_inside_what_is_extended(shelf: Shelf) -> None:
    shelf.put(
        "rulesets/base/play.yaml",
        "tracks: {heat: {range: 0..9, start: {a: 1, else: 2}}, cold: {}}\nturn: {one: {}, two: {}}",
    )
    shelf.put("scenarios/start.yaml", "id: start\nextends: base\ntracks: {heat: {start: {b: 3}}}")
    path = shelf.put(
        "scenarios/less.yaml",
        "id: less\nextends: start\ntracks: {cold: null, heat: {start: {a: null}}}\nturn: {one: null}",
    )
    less, _ = load_spec(path)
    assert [track.id for track in less.tracks] == ["heat"]
    assert less.tracks[0].start is not None
    assert less.tracks[0].start.value == {"else": 2, "b": 3}
    assert [phase.id for phase in less.turn] == ["two"]


def test_null_for_what_is_not_there_is_told(shelf: Shelf) -> None:
    shelf.put("scenarios/start.yaml", "id: start\nextends: base\n")
    shelf.put("scenarios/less.yaml", "id: less\nextends: start\ninjects: {leek: null}")
    assert shelf.codes("scenarios/less.yaml") == ["S009"]


def test_a_scenario_changes_the_ruleset_it_extends(shelf: Shelf) -> None:
    scenario, _ = load_spec(shelf.put("scenarios/start.yaml", "id: start\nextends: base\nturns: 6"))
    assert (scenario.id, scenario.kind, scenario.title, scenario.turns) == ("start", "scenario", "Base", 6)


def test_a_ruleset_may_extend_a_ruleset(shelf: Shelf) -> None:
    shelf.put("rulesets/more/ruleset.yaml", "id: more\nextends: base\ntracks: {heat: {}}")
    ruleset, _ = load_spec("more")
    assert (ruleset.kind, ruleset.turns, len(ruleset.tracks)) == ("ruleset", 3, 1)


def test_a_scenario_needs_an_id_of_its_own(shelf: Shelf) -> None:
    assert shelf.codes(str(shelf.put("scenarios/start.yaml", "extends: base"))) == ["S002"]


@pytest.mark.parametrize("name", ["mine/base/ruleset.yaml", "rulesets/base/ruleset.yaml", "mine/base.yaml"])
def test_a_base_is_looked_for_beside_the_scenario_first(tmp_path: Path, shelf: Shelf, name: str) -> None:
    own = Shelf(tmp_path / "own")
    own.put(name, TOP.replace("3", "99"))
    assert load_spec(own.put("mine/start.yaml", "id: start\nextends: base"))[0].turns == 99


def test_a_base_that_is_nowhere_is_told_alone(shelf: Shelf) -> None:
    path = shelf.put("start.yaml", "id: start\nextends: bsae\ntracks: {heat: , cold: {like: heat}}")
    (problem,) = shelf.problems(path.name)
    assert (problem.code, problem.place.line, problem.hint) == ("S030", 2, "did you mean 'base'?")


def test_rulesets_that_extend_each_other_are_told(shelf: Shelf) -> None:
    shelf.put("rulesets/one/r.yaml", "id: one\nextends: two")
    shelf.put("rulesets/two/r.yaml", "id: two\nextends: one")
    assert shelf.codes("rulesets/one") == ["S031"]


def test_a_ruleset_that_extends_itself_is_told(shelf: Shelf) -> None:
    shelf.put("rulesets/one/r.yaml", "id: one\nextends: one")
    assert shelf.codes("rulesets/one") == ["S031"]


@pytest.mark.parametrize(("steps", "codes"), [(8, []), (9, ["S031"])])
def test_extending_goes_eight_steps_at_most(shelf: Shelf, steps: int, codes: list[str]) -> None:
    for step in range(steps):
        base = f"s{step + 1}" if step + 1 < steps else "base"
        shelf.put(f"rulesets/s{step}/r.yaml", f"id: s{step}\nextends: {base}")
    assert (shelf.codes("rulesets/s0") if codes else [load_spec("s0")[0].turns][1:]) == codes


def test_a_problem_in_the_base_stands_in_the_base(shelf: Shelf) -> None:
    shelf.put("rulesets/base/tracks.yaml", "tracks: {heat: {rnage: 1}}")
    (problem,) = shelf.problems(str(shelf.put("scenarios/start.yaml", "id: start\nextends: base")))
    assert Path(problem.place.path).name == "tracks.yaml"


def test_the_scenarios_of_a_ruleset_are_those_that_extend_it(shelf: Shelf) -> None:
    shelf.put("scenarios/b.yaml", "id: b\nextends: base\n")
    shelf.put("scenarios/a.yaml", "# extends: nothing\nid: a\nextends: base # the small one\n")
    shelf.put("scenarios/later.yaml", '{"id": later, "extends": b}')
    shelf.put("scenarios/other.yaml", "id: other\nextends: elsewhere\n")
    assert scenarios_of("base") == ("a", "b", "later")


# ---- text files


def test_a_text_file_becomes_the_text(shelf: Shelf) -> None:
    shelf.put("rulesets/base/text/north.md", "Cold.\n\nVery cold.\u200b\n")
    shelf.put("rulesets/base/areas.yaml", "areas: {north: {text_file: text/north.md}}")
    ruleset, _ = load_spec("base")
    assert ruleset.areas[0].text == "Cold.\n\nVery cold.\n"
    assert ruleset.texts == {"base/text/north.md": ruleset.areas[0].text}


@pytest.mark.parametrize("written", ['"text/the north.md"', "'text/the north.md'", "text/the north.md"])
def test_the_path_of_a_text_file_may_have_blanks(shelf: Shelf, written: str) -> None:
    shelf.put("rulesets/base/text/the north.md", "Cold.")
    shelf.put("rulesets/base/areas.yaml", f"areas: {{north: {{text_file: {written} }}}}")
    assert load_spec("base")[0].areas[0].text == "Cold."


def test_a_text_file_named_in_doctrines_stands_in_the_rulesets_folder(shelf: Shelf) -> None:
    shelf.put("rulesets/base/text/bold.md", "Bold.")
    shelf.put("rulesets/base/doctrines/bold.yaml", "doctrines: {bold: {for: all, text_file: text/bold.md}}")
    assert load_spec("base")[0].doctrines[0].text == "Bold."


def test_each_text_file_stands_beside_the_file_that_names_it(shelf: Shelf) -> None:
    shelf.put("rulesets/base/text/a.md", "Base.")
    shelf.put("rulesets/base/areas.yaml", "areas: {north: {text_file: text/a.md}}")
    shelf.put("scenarios/text/a.md", "Start.")
    path = shelf.put("scenarios/start.yaml", "id: start\nextends: base\nareas: {south: {text_file: text/a.md}}")
    assert [area.text for area in load_spec(path)[0].areas] == ["Base.", "Start."]


@pytest.mark.parametrize(
    "path", ["../../secret.md", "/etc/hostname", "text/../../../secret.md", "link.md", "away/s.md"]
)
def test_a_text_file_outside_the_folder_is_refused(shelf: Shelf, path: str) -> None:
    secret = shelf.put("secret.md", "Secret.")
    shelf.put("away/s.md", "Secret.")
    (shelf.top / "rulesets/base/link.md").symlink_to(secret)
    (shelf.top / "rulesets/base/away").symlink_to(shelf.top / "away")
    (shelf.top / "rulesets/base/text").mkdir()
    shelf.put("rulesets/base/areas.yaml", f"areas: {{north: {{text_file: {path}}}}}")
    (problem,) = shelf.problems("rulesets/base")
    assert (problem.code, "outside the folder" in problem.message) == ("S014", True)


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"x" * 65_537, "larger than 64 KiB"), (b"caf\xe9", "byte 0xE9 in it is not UTF-8")],
    ids=["large", "latin-1"],
)
def test_a_text_file_that_is_no_short_utf8_is_refused(shelf: Shelf, content: bytes, reason: str) -> None:
    shelf.put("rulesets/base/north.md", content)
    shelf.put("rulesets/base/areas.yaml", "areas: {north: {text_file: north.md}}")
    assert reason in shelf.problems("rulesets/base")[0].message


def test_a_pipe_is_not_waited_for(shelf: Shelf) -> None:
    os.mkfifo(shelf.top / "rulesets/base/north.md")
    os.mkfifo(shelf.top / "rulesets/base/tracks.yaml")
    shelf.put("rulesets/base/areas.yaml", "areas: {north: {text_file: north.md}}")
    assert shelf.codes("rulesets/base") == ["S014", "S033"]


def test_a_yaml_file_that_is_a_link_out_of_the_folder_is_refused(shelf: Shelf) -> None:
    (shelf.top / "rulesets/base/tracks.yaml").symlink_to(shelf.put("elsewhere.yaml", "tracks: {heat: {}}"))
    assert shelf.codes("rulesets/base") == ["S033"]


def test_a_path_written_in_a_way_the_digest_cannot_see_is_refused(shelf: Shelf) -> None:
    shelf.put("rulesets/base/north.md", "Cold.")
    shelf.put("rulesets/base/areas.yaml", "areas:\n  north:\n    text_file: |-\n      north.md\n")
    assert "write its path plainly" in shelf.problems("rulesets/base")[0].message


# ---- limits and digests


def test_a_folder_of_more_than_two_hundred_files_is_refused(shelf: Shelf) -> None:
    for number in range(200):
        shelf.put(f"rulesets/base/tests/t{number}.yaml", "")
    assert shelf.codes("rulesets/base") == ["S032"]


def test_a_folder_of_more_than_four_mebibytes_is_refused(shelf: Shelf) -> None:
    for number in range(5):
        shelf.put(f"rulesets/base/t{number}.yaml", "#" * 1_000_000)
    assert shelf.codes("rulesets/base") == ["S032"]


@pytest.fixture
def start(shelf: Shelf) -> Path:
    shelf.put("rulesets/base/text/north.md", "Cold.")
    shelf.put("rulesets/base/areas.yaml", "areas: {north: {text_file: text/north.md}}")
    return shelf.put("scenarios/start.yaml", "id: start\nextends: base\n")


def test_a_fingerprint_is_the_digest_of_the_load(start: Path) -> None:
    assert fingerprint(start) == load_spec(start)[0].digest


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("rulesets/base/ruleset.yaml", TOP + "# more"),
        ("rulesets/base/more.yaml", ""),
        ("rulesets/base/text/north.md", "Warm."),
        ("scenarios/start.yaml", "id: start\nextends: base\nturns: 4\n"),
    ],
)
def test_the_fingerprint_follows_every_file_that_is_read(shelf: Shelf, start: Path, name: str, text: str) -> None:
    before = fingerprint(start)
    shelf.put(name, text)
    assert fingerprint(start) != before


def test_the_fingerprint_does_not_depend_on_where_the_files_stand(shelf: Shelf, start: Path, tmp_path: Path) -> None:
    before = fingerprint(start)
    other = Shelf(tmp_path / "other")
    for path in [*(shelf.top / "rulesets/base").rglob("*.*"), start]:
        other.put(str(path.relative_to(shelf.top)), path.read_bytes())
    assert fingerprint(other.top / "scenarios/start.yaml") == before


def test_a_file_that_is_not_read_leaves_the_fingerprint_alone(shelf: Shelf, start: Path) -> None:
    before = fingerprint(start)
    shelf.put("scenarios/other.yaml", "id: other\nextends: base\n")
    shelf.put("rulesets/base/text/unnamed.md", "Nobody reads this.")
    assert fingerprint(start) == before


# ---- made to hurt


def _many(text: str, count: int) -> str:
    return ", ".join(text.format(number, number + 1) for number in range(count))


@pytest.mark.parametrize(
    "text",
    [
        f"areas: {{k: {{links: {{{_many('K{0}: land', 30_000)}}}}}}}",
        f"tracks: {{t: {{{_many('k{0}: 1', 30_000)}}}}}",
        f"tracks: {{{_many('k{0}: {{like: z{0}}}', 15_000)}}}",
        f"tracks: {{{_many('k{0}: {{like: k{1}}}', 15_000)}}}",
        f"turn: {{{_many('k{0}: {{follows: q{0}}}', 15_000)}}}",
        f"turn: {{{_many('k{0}: {{follows: k{1}}}', 15_000)}}}",
        f"endings: {{{_many('k{0}: {{at: edn}}', 15_000)}}}",
        f"areas: {{{_many('k{0}: {{text_file: {0}.md}}', 15_000)}}}",
        f"roles: {{else: {{{_many('a{0}: 1', 15_000)}}}, {_many('k{0}: {{}}', 10_000)}, K: 3}}",
    ],
    ids=["links", "keys", "like", "like_chain", "follows", "follows_chain", "words", "texts", "else"],
)
def test_a_file_made_to_hurt_gives_problems_soon(shelf: Shelf, text: str) -> None:
    path = shelf.put("small.yaml", f"id: small\n{text}\n")
    began = time.process_time()
    assert 1 <= len(shelf.problems(path.name)) <= 500
    assert time.process_time() - began < 2.5  # within one second on an idle machine


_PLAIN = "id: small\nroles: {red: {}}\nturn: {play: {}}\nendings: {over: {at: end}}\n"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (f"events: {{{_many('k{0}: {{}}', 1_501)}}}", "more than 1,500 entries"),
        (f"procedures: {{{_many('k{0}: {{p{0}: {{}}}}', 751)}}}", "150,000 letters"),
        (f"measures: {{{_many('k{0}: {{is: ' + '9 + ' * 60 + '9}}', 600)}}}", "150,000 letters"),
        (f"events: {{{_many('k{0}: {{does: [' + 't = 1, ' * 50 + ']}}', 100)}}}", "150,000 letters"),
        (f"events: {{{_many('k{0}: {{does: [' + '{{say: hello}}, ' * 50 + ']}}', 40)}}}", "150,000 letters"),
        (f"events: {{storm: {{does: [{_many('t = {0}', 1_001)}]}}}}", "a list inside an entry holds 1,001 items"),
        (f"events: {{storm: {{choices: {{{_many('k{0}: {{}}', 1_501)}}}}}}}", "more than 1,500 entries"),
        (
            f"orders: {{hold: {{by: all, when: {{{_many('k{0}: t > 1', 1_001)}}}}}}}",
            "a map inside an entry holds 1,001",
        ),
        (
            f"measures: {{sum_: {{is: {{{_many('k{0}: 1', 101)}}}}}}}",
            "a map inside an entry holds 101 items, at most 100",
        ),
    ],
    ids=["entries", "entries_of_entries", "formulas", "assignments", "texts", "list", "choices", "guards", "terms"],
)
def test_a_file_that_holds_more_than_a_ruleset_needs_is_a_problem(shelf: Shelf, text: str, what: str) -> None:
    path = shelf.put("small.yaml", f"{_PLAIN}{text}\n")
    assert shelf.codes(path.name) == ["S035"]
    assert what in shelf.problems(path.name)[0].message


def test_what_is_too_much_for_a_file_may_stand_in_several(shelf: Shelf) -> None:
    for name in "ab":
        shelf.put(f"rulesets/base/{name}.yaml", f"events: {{{_many(name + '{0}: {{}}', 1_000)}}}\n")
    assert len(load_spec("base")[0].events) == 2_000


def test_what_is_taken_by_like_counts_again(shelf: Shelf) -> None:
    effects = _many("heat = {0}", 900)
    path = shelf.put("small.yaml", f"{_PLAIN}events: {{a: {{does: [{effects}]}}, {_many('b{0}: {{like: a}}', 6)}}}\n")
    assert shelf.codes(path.name) == ["S035"]


_VALUES = ["null", "[]", "{}", "5", "true", "2.5", "[1, {a: b}]", "{a: {b: [c]}}", "else", "[null]", '{"": 1}', "0..3"]
_SPOT = re.compile(r"(?<=: )[^\n{\[\]}:,]+|[a-z_]+(?=:)|\{[^{}\n]*\}|\[[^\[\]\n]*\]")


@pytest.mark.parametrize("seed", range(200))
def test_a_ruleset_with_a_value_exchanged_loads_or_has_problems(shelf: Shelf, checkout: Path, seed: int) -> None:
    dice = random.Random(seed)
    text = (checkout / "rulesets/prisoners-dilemma/ruleset.yaml").read_text("utf-8")
    spot = dice.choice(list(_SPOT.finditer(text)))
    path = shelf.put("small.yaml", text[: spot.start()] + dice.choice(_VALUES) + text[spot.end() :])
    found: tuple[Problem, ...] = ()
    try:
        load_spec(path)
    except Problems as problems:
        found = problems.problems
    assert all(problem.place.line for problem in found)
