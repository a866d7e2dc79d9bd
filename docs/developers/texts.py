"""Write the program's own texts as a template for translators.

`python docs/developers/texts.py > whitecell.pot`; it stops at a text that is not written out where it is wrapped.
"""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Iterator
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
HEADER = r"""msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"
"""

Texts = dict[tuple[str, ...], list[str]]


def texts(checkout: Path = CHECKOUT) -> Texts:
    """Return each text (with its plural, if it has one) and the places where it stands."""
    found: Texts = {}
    for room in ("engine", "tui"):
        for path in sorted((checkout / room).rglob("*.py")):
            name = path.relative_to(checkout).as_posix()
            for wrapped, line in _wrapped(ast.parse(path.read_text("utf-8")), name):
                found.setdefault(wrapped, []).append(f"{name}:{line}")
    for path in sorted((checkout / "tui" / "commands").glob("[a-z]*.py")):
        help_text = ast.get_docstring(ast.parse(path.read_text("utf-8")), clean=False) or ""
        found.setdefault((help_text,), []).append(f"{path.relative_to(checkout).as_posix()}:1")
    return found


def _wrapped(tree: ast.AST, name: str) -> Iterator[tuple[tuple[str, ...], int]]:
    """Yield the texts inside `_(…)` and `_n(…)`, and their lines."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "_n")):
            continue
        parts = node.args[:2] if node.func.id == "_n" else node.args[:1]
        if name == "tui/main.py" and "__doc__" in ast.unparse(parts[0]):
            continue  # a command's help is its module's docstring, which is taken from there
        said = tuple(part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str))
        if len(said) != len(parts):
            raise SystemExit(f"{name}:{node.lineno}: a text must be written out inside the brackets, without f or +")
        yield said, node.lineno


def template(found: Texts) -> str:
    """Return the texts as gettext's template."""
    return "\n".join([HEADER, *(_entry(*each) for each in found.items())])


def _entry(said: tuple[str, ...], places: list[str]) -> str:
    kind = "#, python-brace-format\n" if "{" in said[0] else ""
    named = f"#: {' '.join(places)}\n{kind}msgid {_quoted(said[0])}\n"
    if len(said) == 1:
        return f'{named}msgstr ""\n'
    return f'{named}msgid_plural {_quoted(said[1])}\nmsgstr[0] ""\nmsgstr[1] ""\n'


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


if __name__ == "__main__":
    sys.stdout.write(template(texts()))
