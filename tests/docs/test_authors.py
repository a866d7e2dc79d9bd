"""The authors' guide works as written: its files are made, its commands are run, in order."""

from __future__ import annotations

import io
import re
import shlex
import sys
from pathlib import Path

import attrs
import pytest

from tui.main import main

_BLOCK = re.compile(r"^```(yaml|console)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_NAME = re.compile(r"# (\S+\.yaml)( \(the end\))?\n")


@attrs.frozen
class Snippet:
    """One block of the guide: a file, the end of a file, or commands."""

    kind: str
    text: str


def snippets(checkout: Path) -> list[Snippet]:
    text = (checkout / "docs" / "authors.md").read_text(encoding="utf-8")
    return [Snippet(*found) for found in _BLOCK.findall(text)]


def write(snippet: Snippet, folder: Path) -> None:
    name = _NAME.match(snippet.text)
    assert name, f"a block of YAML begins with its file's name: {snippet.text[:40]!r}"
    path, body = folder / name[1], snippet.text[name.end() :]
    if name[2]:
        section = body.split(":")[0]
        before = path.read_text(encoding="utf-8")
        body = before[: before.index(f"\n{section}:") + 1] + body
    path.write_text(body, encoding="utf-8")


def run(command: str, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\n\n")))
    words = shlex.split(command.removeprefix("$ whitecell "))
    return main([*words, "--plain"] if words[0] == "play" and "--plain" not in words else words)


def test_every_block_of_the_guide_is_a_file_or_a_command(checkout: Path) -> None:
    text = (checkout / "docs" / "authors.md").read_text(encoding="utf-8")
    assert len(snippets(checkout)) == text.count("```") // 2 >= 12


def test_the_guide_leads_to_a_playable_scenario(
    checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for snippet in snippets(checkout):
        if snippet.kind == "yaml":
            write(snippet, tmp_path)
            continue
        for command in snippet.text.splitlines():
            code = run(command, monkeypatch)
            said = capsys.readouterr()
            assert code == 0, f"{command}\n{said.out}\n{said.err}"
            assert "warning" not in said.out or "--language" in command, f"{command}\n{said.out}"


def test_the_index_leads_to_pages_that_exist(checkout: Path) -> None:
    text = (checkout / "docs" / "README.md").read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)]+)\)", text)
    assert targets
    assert [target for target in targets if not (checkout / "docs" / target).exists()] == []
