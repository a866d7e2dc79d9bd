"""The codes for mistakes in overlays: files that translate a ruleset's or scenario's texts."""

from __future__ import annotations

from .codes import Example, code

_RULESET = (
    "id: example\ntitle: Example\nroles: {red: {title: Rot}}\n"
    "orders: {pay: {by: all, title: 'Pay {n}', choose: {n: 1..9}}}\n"
    "turn: {play: {by: all, offers: [pay], mode: sequential}}\nendings: {over: {at: end, title: '…'}}\n"
)
_DONE = 'language: de\ntexts:\n  "role": "Rolle"\n  "Example": "Beispiel"\n  "Rot": "Rot"\n  "Play": "Spiel"\n'


def _overlay(text: str, name: str = "text/de.yaml") -> Example:
    return Example({"ruleset.yaml": _RULESET, name: text}, language="de", shown=f"# {name}\n{text}")


BRACES = code(
    "S040",
    "A translation has other formulas in braces than the text",
    why="A translation says the same of the same numbers: its formulas are those of the text, in any order.",
    failing=_overlay(_DONE + '  "Pay {n}": "{x} zahlen"\n'),
    mended=_overlay(_DONE + '  "Pay {n}": "{n} zahlen"\n'),
)
OTHER_LANGUAGE = code(
    "S041",
    "An overlay is in another language than its name says",
    failing=_overlay((_DONE + '  "Pay {n}": "{n} zahlen"\n').replace("language: de", "language: nl")),
    mended=_overlay(_DONE + '  "Pay {n}": "{n} zahlen"\n'),
)
NOT_TRANSLATED = code(
    "S042",
    "A text is not translated",
    why="It is shown as it is written. Looked for only when a language is asked for: `whitecell check --language de`.",
    failing=_overlay(_DONE),
    mended=_overlay(_DONE + '  "Pay {n}": "{n} zahlen"\n'),
)
UNUSED = code(
    "S043",
    "A translation belongs to no text",
    why="Its text was changed or left out since. How lines break does not matter, every other character does.",
    failing=_overlay(_DONE + '  "Pay {n}": "{n} zahlen"\n  "Pay {n} now": "{n} jetzt zahlen"\n'),
    mended=_overlay(_DONE + '  "Pay {n}": "{n} zahlen"\n'),
)
_REASONS = 'orders:\n  hold: {by: all, when: {"Too soon.": "turn > 1", "Too late.": "turn < 9"}}\nturns: 9\n'
_SAID = _DONE + '  "Hold": "Halten"\n' + '  "Too soon.": "Jetzt nicht."\n'


def _reasons(other: str) -> Example:
    files = {
        "ruleset.yaml": "id: example\ntitle: Example\nroles: {red: {title: Rot}}\n"
        + _REASONS
        + "turn: {play: {by: all, offers: [hold], mode: sequential}}\nendings: {over: {at: end, title: '…'}}\n",
        "text/de.yaml": f'{_SAID}  "Too late.": "{other}"\n',
    }
    shown = f'{_REASONS}\n# text/de.yaml\nlanguage: de\ntexts:\n  "Too soon.": "Jetzt nicht."\n  "Too late.": "{other}"'
    return Example(files, language="de", shown=shown)


SAID_TWICE = code(
    "S044",
    "Two reasons of one order are translated alike",
    why="A player who is refused must learn which of the two it was.",
    failing=_reasons("Jetzt nicht."),
    mended=_reasons("Nicht mehr."),
)
