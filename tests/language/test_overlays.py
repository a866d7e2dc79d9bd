"""Texts of a ruleset in another language, and what is wrong with an overlay."""

from __future__ import annotations

from pathlib import Path

import pytest

import engine.rules.effects  # noqa: F401  (the verbs enter themselves in their register)
from engine.language import library, speakers
from engine.language.layers import fingerprint
from engine.language.loader import load_spec
from engine.problems import Problem, Problems

RULESET = """
id: base
title: The lake
summary: Who fishes, and how much.
turns: 3
text_file: text/intro.md
roles: {north: {title: North}, far_south: {}}
areas: {shore: {zone: safe}}
tracks: {fish: {title: Fish left, range: 0..9, levels: {gone: 0..1, many: 2..8, too_many: 9}}}
orders:
  catch:
    title: "Catch {n} of {fish}"
    by: all
    choose: {number: 1..3, n: 1..3}
    when: {"There are {fish} only.": "fish >= n", "": "turn > 0"}
    does: [{tell: "r in role", text: "{me} catches {n}"}]
turn: {spring: {by: all, offers: [catch], mode: sequential}}
endings: {over: {at: end, text: Winter comes.}}
"""
GERMAN = """
language: de
texts:
  The lake: Der See
  "Catch {n} of {fish}": "{n} von {fish} fangen"
  "There are {fish} only.": "Es gibt nur {fish}."
  "{me} catches {n}": "{n} fängt {me}"
  Spring: Frühling
  far south: tiefer Süden
  too many: zu viele
"""


class Shelf:
    """A folder with one ruleset and its overlays."""

    def __init__(self, top: Path) -> None:
        self.top = top
        self.put("rulesets/base/ruleset.yaml", RULESET)
        self.put("rulesets/base/text/intro.md", "Once upon a time.")

    def put(self, name: str, text: str | bytes) -> Path:
        path = self.top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def problems(self, language: str = "de", name: str = "rulesets/base") -> tuple[Problem, ...]:
        try:
            return load_spec(self.top / name, language)[1]
        except Problems as found:
            return found.problems

    def errors(self, overlay: str | bytes) -> list[tuple[str, str]]:
        self.put("rulesets/base/text/de.yaml", overlay)
        return [(it.code, it.message) for it in self.problems() if it.severity == "error"]


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    monkeypatch.setattr(library, "shipped", lambda: tmp_path)
    return Shelf(tmp_path)


def test_a_text_is_said_in_the_language_asked_for(shelf: Shelf) -> None:
    shelf.put("rulesets/base/text/de.yaml", GERMAN)
    assert load_spec("base", "de")[0].title == "Der See"


def test_without_a_language_texts_are_as_they_are_written(shelf: Shelf) -> None:
    shelf.put("rulesets/base/text/de.yaml", GERMAN)
    assert load_spec("base")[0].title == "The lake"


def test_a_text_without_translation_stays(shelf: Shelf) -> None:
    shelf.put("rulesets/base/text/de.yaml", GERMAN)
    assert load_spec("base", "de")[0].summary == "Who fishes, and how much."


def test_templates_reasons_and_told_texts_are_translated(shelf: Shelf) -> None:
    shelf.put("rulesets/base/text/de.yaml", GERMAN)
    (order,) = load_spec("base", "de")[0].orders
    assert order.title is not None
    assert order.title.text == "{n} von {fish} fangen"
    assert list(order.when) == ["Es gibt nur {fish}.", ""]
    assert "{n} fängt {me}" in repr(order.does)


def test_a_title_made_of_an_id_is_translated(shelf: Shelf) -> None:
    shelf.put("rulesets/base/text/de.yaml", GERMAN)
    ruleset, _ = load_spec("base", "de")
    assert ruleset.turn[0].title == "Frühling"
    assert ruleset.roles[1].title == "tiefer Süden"


def test_ids_shown_as_words_are_translated(shelf: Shelf) -> None:
    shelf.put("rulesets/base/text/de.yaml", GERMAN)
    assert load_spec("base", "de")[0].words["too many"] == "zu viele"


def test_a_text_file_is_translated_by_a_file(shelf: Shelf) -> None:
    shelf.put("rulesets/base/text/de/intro.md", "Es war einmal.")
    assert load_spec("base", "de")[0].text == "Es war einmal."


def test_a_language_of_a_country_takes_the_rest_from_the_language(shelf: Shelf) -> None:
    shelf.put("rulesets/base/text/de.yaml", GERMAN)
    shelf.put("rulesets/base/text/de_AT.yaml", "language: de_AT\ntexts: {Spring: Frühjahr}\n")
    ruleset, _ = load_spec("base", "de_AT")
    assert (ruleset.turn[0].title, ruleset.title) == ("Frühjahr", "Der See")


def test_a_scenario_has_an_overlay_of_its_own(shelf: Shelf) -> None:
    shelf.put("rulesets/base/text/de.yaml", GERMAN)
    shelf.put("scenarios/autumn.yaml", "id: autumn\nextends: base\ntitle: Autumn\n")
    shelf.put("scenarios/text/autumn.de.yaml", "language: de\ntexts: {Autumn: Herbst, Spring: Herbst}\n")
    ruleset, _ = load_spec("autumn", "de")
    assert (ruleset.title, ruleset.turn[0].title, ruleset.roles[1].title) == ("Herbst", "Herbst", "tiefer Süden")


def test_how_lines_break_does_not_matter(shelf: Shelf) -> None:
    shelf.put(
        "rulesets/base/text/de.yaml", 'language: de\ntexts:\n  ? "Who fishes,\n    and how much."\n  : Wer fischt?\n'
    )
    assert load_spec("base", "de")[0].summary == "Wer fischt?"


def test_the_made_up_language_needs_no_overlay(shelf: Shelf) -> None:
    ruleset, warnings = load_spec("base", "en_XA")
    assert warnings == ()
    assert ruleset.title.startswith("⟦Thë läkë")
    assert ruleset.text.startswith("⟦Öñçë")
    assert "{fish}" in str(ruleset.orders[0].title)


def test_an_overlay_counts_for_no_digest_of_the_rules(shelf: Shelf) -> None:
    before = load_spec("base")[0].digest
    shelf.put("rulesets/base/text/de.yaml", GERMAN)
    assert load_spec("base", "de")[0].digest == before
    assert fingerprint("base") == before


@pytest.mark.parametrize("name", ["text/de.yaml", "text/de/intro.md"])
def test_an_overlay_counts_for_the_fingerprint_of_its_language(shelf: Shelf, name: str) -> None:
    before = fingerprint("base", "de")
    shelf.put(f"rulesets/base/{name}", GERMAN)
    assert fingerprint("base", "de") != before


@pytest.mark.parametrize("language", ["", "C", "POSIX", "../../etc", "de/../de", "x" * 9999, "\x00", "de_DE\n"])
def test_a_language_that_is_none_reads_no_file(shelf: Shelf, language: str) -> None:
    shelf.put("rulesets/base/text/de.yaml", GERMAN)
    assert load_spec("base", language)[0].title == "The lake"


# ---- what is wrong with an overlay


def test_an_overlay_has_the_formulas_of_the_text(shelf: Shelf) -> None:
    ((code, message),) = shelf.errors('language: de\ntexts: {"{me} catches {n}": "{m} fängt"}\n')
    assert code == "S040"
    assert message.endswith("{me}, {n} is missing, {m} is not in the text")


def test_the_place_is_in_the_overlay(shelf: Shelf) -> None:
    shelf.put("rulesets/base/text/de.yaml", 'language: de\ntexts:\n  "{me} catches {n}": "{me} {"\n')
    (problem,) = [it for it in shelf.problems() if it.severity == "error"]
    assert (problem.place.path.endswith("de.yaml"), problem.place.line, problem.place.column) == (True, 3, 23)
    assert problem.message == "in this translation: a brace is not closed"


def test_a_brace_where_the_text_has_none_is_told(shelf: Shelf) -> None:
    assert shelf.errors('language: de\ntexts: {"There are {fish} only.": "{{fish}} und {fish}"}\n') == []


@pytest.mark.parametrize(
    ("overlay", "code"),
    [
        ("texts: {The lake: Der See}\n", "S002"),
        ("language: de\ntext: {The lake: Der See}\n", "S001"),
        ("language: de\ntexts: [Der See]\n", "S003"),
        ("language: de\ntexts: {The lake: [Der See]}\n", "S003"),
        ("language: de\ntexts: {The lake: }\n", "S009"),
        ("language: nl\ntexts: {The lake: Het meer}\n", "S041"),
        ("language: de\ntexts: {The lake: &a See, Spring: *a}\n", "Y011"),
        (b"language: de\ntexts: {The lake: \xff}\n", "Y002"),
        ("language: de\ntexts: " + "[" * 5000, "Y004"),
        ("#" * (2 << 20), "Y001"),
    ],
)
def test_a_broken_overlay_is_told_like_any_file(shelf: Shelf, overlay: str | bytes, code: str) -> None:
    assert code in {found for found, _message in shelf.errors(overlay)}


def test_an_overlay_that_lies_outside_is_not_read(shelf: Shelf) -> None:
    outside = shelf.put("secret.yaml", GERMAN)
    (shelf.top / "rulesets/base/text/de.yaml").symlink_to(outside)
    (problem,) = [it for it in shelf.problems() if it.severity == "error"]
    assert (problem.code, problem.message) == ("S033", "this file is not read: it lies outside the folder")


def test_a_translated_text_file_that_is_not_utf_8_is_told(shelf: Shelf) -> None:
    shelf.put("rulesets/base/text/de/intro.md", b"\xff")
    assert "S014" in {it.code for it in shelf.problems()}


def test_what_is_missing_and_what_is_unused_are_warnings(shelf: Shelf) -> None:
    shelf.put("rulesets/base/text/de.yaml", "language: de\ntexts: {The lake: Der See, Sprng: Frühling}\n")
    found = [(it.code, it.message, it.hint) for it in shelf.problems()]
    assert (
        "S042",
        "'Spring' is not translated into 'de'",
        "`whitecell texts PATH --language de` lists them all",
    ) in found
    assert ("S043", "no text is 'Sprng'", "did you mean 'Spring'?") in found
    assert ("S042", "there is no translation of this file into 'de'", "write 'text/de/intro.md'") in found
    assert {it.severity for it in shelf.problems()} == {"warning"}


def test_a_base_is_not_blamed_for_what_a_scenario_leaves_out(shelf: Shelf) -> None:
    shelf.put("rulesets/base/text/de.yaml", GERMAN)
    shelf.put("scenarios/autumn.yaml", "id: autumn\nextends: base\ntitle: Autumn\n")
    assert "S043" not in {it.code for it in shelf.problems(name="scenarios/autumn.yaml")}


def test_a_language_that_nothing_is_translated_into_gives_one_warning(shelf: Shelf) -> None:
    (problem,) = shelf.problems("nl")
    assert problem.message == "nothing is translated into 'nl'"


def test_a_report_has_an_end(shelf: Shelf) -> None:
    many = "\n".join(f"  text{n}: Text" for n in range(2000))
    shelf.put("rulesets/base/text/de.yaml", f"language: de\ntexts:\n{many}\n")
    assert len(shelf.problems()) <= 2 * speakers.MOST_TOLD + 1


# ---- before anything is loaded


def test_a_title_is_said_at_a_glance(shelf: Shelf) -> None:
    shelf.put("rulesets/base/text/de.yaml", GERMAN)
    say = speakers.at_a_glance(shelf.top / "rulesets/base", "de_DE")
    assert (say("The lake"), say("Autumn")) == ("Der See", "Autumn")


def test_a_broken_overlay_says_nothing_at_a_glance(shelf: Shelf) -> None:
    shelf.put("rulesets/base/text/de.yaml", "texts: [")
    assert speakers.at_a_glance(shelf.top / "rulesets/base", "de")("The lake") == "The lake"
