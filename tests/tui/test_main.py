"""The command line: what it prints, what it returns, and that nobody sees a traceback."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tui.main import COMMANDS, main


def python(checkout: Path, code: str, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *words], cwd=checkout, capture_output=True, text=True, timeout=60, check=False
    )


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    said = capsys.readouterr().out
    assert all(f"  {name} " in said for name in COMMANDS)


def test_help_imports_nothing_slow(checkout: Path) -> None:
    code = "import sys; from tui.main import main; main(['--help']); print(sorted(sys.modules))"
    loaded = python(checkout, code).stdout
    assert "'tui.main'" in loaded
    assert not any(f"'{name}'" in loaded for name in ("textual", "rich", "attr", "yaml", "engine", "argparse"))


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--help"]) == 0
    assert f"usage: whitecell {command}" in capsys.readouterr().out


def test_play_speaks_the_language_it_is_asked_for(checkout: Path) -> None:
    code = "from tui.main import main; main(['play', '--language', 'en_XA', '--help'])"
    assert "⟦thë šëëd öf thë dïçë" in python(checkout, code).stdout


def test_a_language_that_is_none_is_misuse(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WHITECELL_LANGUAGE", "")
    assert main(["play", "prisoners-dilemma", "--language", "../klingon"]) == 2
    assert "'../klingon' is no language" in capsys.readouterr().err


def test_an_unknown_command_is_misuse_with_a_suggestion(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["chekc"]) == 2
    assert "did you mean check?" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["simulate", "tutorial", "--games", "many"], "argument --games: 'many' is no whole number"),
        (["host", "tutorial", "--minutes", "nan"], "argument --minutes: 'nan' is no number"),
        (["check", "tutorial", "--format", "xml"], "argument --format: 'xml' is none of 'text', 'json', 'github'"),
    ],
)
def test_a_value_that_does_not_fit_is_told_with_what_was_expected(
    words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    assert told in capsys.readouterr().err


def test_an_unknown_option_is_misuse(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--colour", "x"]) == 2
    assert "whitecell check" in capsys.readouterr().err


def test_what_was_typed_is_never_printed_raw(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["\x1b[2Jnothing"]) == 2
    assert main(["schema", "\x1b[2J"]) == 2
    assert "\x1b" not in capsys.readouterr().err


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("whitecell")


def test_a_reader_that_leaves_early_causes_no_noise(checkout: Path) -> None:
    left = subprocess.run(
        f"{sys.executable} -c 'from tui.main import main; import sys; sys.exit(main())' schema | head -1",
        cwd=checkout,
        shell=True,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert left.stderr == ""


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupt_leaves_without_noise(jobs: str, checkout: Path) -> None:
    heard = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"  # a shell may have made us deaf
    code = f"{heard}; import sys; from tui.main import main; sys.exit(main())"
    words = ["simulate", "prisoners-dilemma", "--jobs", jobs, "--games"]
    began = time.monotonic()
    subprocess.run([sys.executable, "-c", code, *words, "4"], cwd=checkout, capture_output=True, timeout=60, check=True)
    to_begin = time.monotonic() - began
    running = subprocess.Popen(
        [sys.executable, "-c", code, *words, "1000000"],
        cwd=checkout,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    time.sleep(1 + 2 * to_begin)  # every process is at work by then, on a busy machine too
    os.killpg(running.pid, signal.SIGINT)  # as Ctrl-C does: to all processes of the terminal
    try:
        said = running.communicate(timeout=30)
    finally:
        running.kill()
    assert (running.returncode, said) == (130, ("", ""))


def test_the_schema_is_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "scenario"]) == 0
    assert "properties" in json.loads(capsys.readouterr().out)


def test_all_schemas_are_written_into_a_folder(tmp_path: Path) -> None:
    assert main(["schema", "--write", str(tmp_path / "there")]) == 0
    written = sorted(path.name for path in (tmp_path / "there").iterdir())
    assert written == ["overlay.schema.json", "ruleset.schema.json", "scenario.schema.json"]


def test_a_code_is_explained_with_a_failing_and_a_mended_example(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "s020"]) == 0
    said = capsys.readouterr().out
    assert "This fails:" in said
    assert "This is right:" in said


def test_an_unknown_code_is_misuse(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "Q999"]) == 2
    assert "no problem has this code" in capsys.readouterr().err


def test_new_never_writes_over_what_is_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "ruleset", "lake", "--in", str(tmp_path)]) == 0
    before = (tmp_path / "lake" / "ruleset.yaml").read_text()
    assert main(["new", "ruleset", "lake", "--in", str(tmp_path)]) == 2
    assert (tmp_path / "lake" / "ruleset.yaml").read_text() == before
    assert "already there" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["Lake", "../lake", "lake-", "1ake", "läke", "a" * 80])
def test_new_refuses_what_cannot_be_an_id(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "ruleset", name, "--in", str(tmp_path)]) == 2
    assert "cannot be an id" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
