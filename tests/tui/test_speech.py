"""Every text of the interface goes through gettext: what a module writes out is looked at, one by one."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOMS = ("tui", "engine/table", "engine/bots", "engine/play")
SPOKEN = ("_", "_n")
QUIET = ("field", "key", "match", "compile", "sub", "search", "fullmatch", "finditer", "findall", "split", "getLogger")
"""Calls whose texts nobody reads: patterns, programs."""

STYLES = re.compile(r"(bold|reverse|dim|italic|underline| )+")
PLACES = re.compile(r"\{\w*\}")

SINKS = {"Binding": 2, "content": 0, "say": 0, "print": 0, "notify": 0, "Static": 0, "Label": 0, "Option": 0}
"""Calls that show a text, and which of their arguments it is."""

WORDS = re.compile(r"[^\W\d_]{2,}.* | .*[^\W\d_]{2,}|^[A-Z][a-z]+[.:!?]?$", re.DOTALL)
"""A sentence: two letters and a space; or one word with a capital."""

EXCEPTIONS: dict[str, tuple[str, ...]] = {
    "engine/play/orders.py": ("'if '",),  # written orders are the same in every language
    "engine/play/scenario.py": ("'For control.'",),  # as authors write it, whatever language the reader has
    "engine/play/seat.py": ("cannot be pickled",),  # told to programmers
    "engine/table/steps.py": ("'take back'",),  # the journal's own words
    "tui/app.py": ("'Whitecell'",),  # a name
    "tui/commands/new.py": ("'My '", "'  whitecell '"),  # stands in the templates; a command line
    "tui/console/app.py": ("'Whitecell'",),
    "tui/console/rulings.py": ("'for=1 against=0; '", "'style '"),  # what control types
    "tui/crash.py": ("' in '",),  # a traceback's line, for a report
    "tui/main.py": ("'whitecell: '", "'whitecell '"),  # the program's name
    "tui/wall/app.py": ("'Whitecell'",),
    "tui/shelf.py": ("'EXERCISE. '",),  # a word that authors begin with, left out there
}
"""Texts that look like sentences and are none, by file."""

CHECKOUT = Path(__file__).resolve().parents[2]
MODULES = [path for room in ROOMS for path in sorted((CHECKOUT / room).rglob("*.py"))]


def forgotten(path: Path) -> Iterator[str]:
    """Yield the texts of a module that read like sentences and do not go through gettext."""
    tree = ast.parse(path.read_text("utf-8"))
    quiet = {id(node) for node in _unread(tree)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in quiet:
            plain = PLACES.sub("", node.value)
            if WORDS.search(plain) and not (STYLES.fullmatch(plain) or "#" in plain):
                yield f"{node.lineno}: {node.value!r}"
        elif isinstance(node, ast.Call):
            yield from _shown_as_it_is(node)


def _shown_as_it_is(call: ast.Call) -> Iterator[str]:
    """Yield the word that a call shows without asking for it in the reader's language."""
    match call:
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if len(call.args) > SINKS.get(name, 99):
            shown = call.args[SINKS[name]]
            if isinstance(shown, ast.Constant) and re.search(r"[^\W\d_]{2,}", str(shown.value)):
                yield f"{shown.lineno}: {shown.value!r} in {name}"


def _unread(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield what nobody reads, or what goes through gettext already."""
    for node in ast.walk(tree):
        match node:
            case ast.Expr(value=ast.Constant()):  # a docstring, or a comment to a constant
                yield from ast.walk(node)
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in (*SPOKEN, *QUIET):
                yield from ast.walk(node)
            case (
                ast.Assert() | ast.Raise(exc=ast.Call(func=ast.Name(id="AssertionError" | "IndexError" | "ValueError")))
            ):
                yield from ast.walk(node)
            case ast.Assign(targets=[ast.Name(id="CSS" | "DEFAULT_CSS" | "__all__")]):
                yield from ast.walk(node)
            case ast.FunctionDef(name="__repr__" | "__reduce__"):  # for programmers
                yield from ast.walk(node)
            case ast.Dict():
                yield from (each for key in node.keys if key is not None for each in ast.walk(key))
            case ast.Compare():
                yield from ast.walk(node)
            case ast.Subscript() | ast.AnnAssign(annotation=ast.Constant()):
                yield from ast.walk(node.slice if isinstance(node, ast.Subscript) else node.annotation)
            case ast.keyword(arg="classes" | "id" | "style" | "name" | "pattern"):
                yield from ast.walk(node)


def test_a_forgotten_text_is_found(tmp_path: Path) -> None:
    path = tmp_path / "bad.py"
    path.write_text("""def told(n): say('nothing'); say(_('fine')); say(f'{n} of them'); return 'It is there.'""")
    assert list(forgotten(path)) == ["1: 'nothing' in say", "1: 'It is there.'", "1: ' of them'"]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(CHECKOUT).as_posix())
def test_every_sentence_goes_through_gettext(path: Path) -> None:
    known = EXCEPTIONS.get(path.relative_to(CHECKOUT).as_posix(), ())
    assert [it for it in forgotten(path) if not any(each in it for each in known)] == []
