"""Print the JSON Schema of rulesets, scenarios or overlays, or write all of them for an editor."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Literal, get_args

from engine.speech import _

Kind = Literal["ruleset", "scenario", "overlay"]


def declare(parser: ArgumentParser) -> None:
    """Name the options."""
    parser.add_argument(
        "kind", nargs="?", choices=get_args(Kind), default="ruleset", help=_("which one (default: ruleset)")
    )
    parser.add_argument("--write", metavar="FOLDER", type=Path, help=_("write ruleset.schema.json and the others"))


def run(options: Namespace) -> int:
    """Print or write the schema and return the exit code."""
    if options.write is None:
        print(text_of(options.kind), end="")
        return 0
    options.write.mkdir(parents=True, exist_ok=True)
    for kind in get_args(Kind):
        path = options.write / f"{kind}.schema.json"
        path.write_text(text_of(kind), encoding="utf-8")
        print(path)
    return 0


def text_of(kind: Kind) -> str:
    """Return the schema of `kind` as JSON with a line break at the end."""
    import json

    import engine.analysis.review  # noqa: F401  (the verbs of effects enter themselves in their register)
    from engine.language.schema import schema

    return json.dumps(schema(kind), indent=1, ensure_ascii=False) + "\n"
