"""The pages say nothing that is not there: links, pictures and command lines."""

from __future__ import annotations

import re
import shlex
from importlib import import_module
from pathlib import Path

import pytest

from engine import load
from tui.commands import Parser
from tui.main import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
PAGES = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md")))
_LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
_COMMAND = re.compile(r"^(?: {4}|\$ )(?:echo \| )?whitecell ([a-z]+)(.*)$", re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_to_a_file(page: Path) -> None:
    targets = _LINK.findall(page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_line_is_understood(page: Path) -> None:
    for name, words in _COMMAND.findall(page.read_text(encoding="utf-8")):
        assert name in COMMANDS
        parser = Parser(prog=name)
        import_module(f"tui.commands.{name}").declare(parser)
        parser.parse_args(shlex.split(words, comments=True))


def test_pictures_are_small_enough_to_be_read_over_a_slow_line() -> None:
    pictures = list((ROOT / "docs" / "pictures").glob("*.png"))
    assert pictures
    assert [picture.name for picture in pictures if picture.stat().st_size > 200_000] == []


def test_every_role_and_doctrine_of_the_flagship_that_a_page_names_exists() -> None:
    known = load("declaration-2026")
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    lines = "\n".join(re.findall(r"^.*play declaration-2026 .*$", text, re.MULTILINE))
    assert set(re.findall(r"--seat ([a-z]+)", lines)) <= {role.id for role in known.roles}
    assert set(re.findall(r"--doctrine \w+=([a-z]+)", lines)) <= set(known.doctrines)


def test_the_page_tells_of_every_further_claim() -> None:
    page = (ROOT / "docs" / "coalition.md").read_text(encoding="utf-8")
    written = (ROOT / "docs" / "further-claims.yaml").read_text(encoding="utf-8")
    found = re.findall(r"^  (\w+):\n    text:", written, re.MULTILINE)
    assert found
    assert [it for it in found if f"`{it}`" not in page] == []
