"""Texts of the program in the reader's language, decided once when the program starts.

Wrap a text where it is written: `_("Sealed: {title}").format(title=title)`, so that it can be found and
translated whole. Texts of rulesets are not here: their overlays are read with them.
The language is `WHITECELL_LANGUAGE`, else the first of the usual variables that is set.
"""

from __future__ import annotations

import gettext
import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

PSEUDO = "en_XA"
"""A made-up language: English with accents, longer, in brackets, to see which texts go through here."""

_CATALOGUES = Path(__file__).with_name("locale")
_ASKED = ("WHITECELL_LANGUAGE", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
_PLACE = re.compile(r"(\{[^{}]*\})")
_ACCENTED = str.maketrans("aceinosuyzACEINOSUYZ", "äçëïñöšüÿžÄÇËÏÑÖŠÜŸŽ")


class Pseudo(gettext.NullTranslations):
    """Translates into the made-up language; what stands in braces is kept."""

    def gettext(self, message: str) -> str:
        """Return the text with accents, a third longer, between brackets."""
        parts = _PLACE.split(message)
        accented = "".join(part if part.startswith("{") else part.translate(_ACCENTED) for part in parts)
        return f"⟦{accented}{'·' * (len(message) // 3)}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the text for one or for several."""
        return self.gettext(msgid1 if n == 1 else msgid2)


def language() -> str:
    """Return the language that the reader asked for, "" when none is set."""
    found = next((os.environ[name] for name in _ASKED if os.environ.get(name)), "")
    return found.split(":")[0].split(".")[0]


def translations(asked: str) -> gettext.NullTranslations:
    """Return the texts in a language, in English where it has none."""
    if asked == PSEUDO:
        return Pseudo()
    return gettext.translation("whitecell", _CATALOGUES, [asked, asked.split("_")[0]], fallback=True)


_spoken = translations(language())
_ = _spoken.gettext
_n = _spoken.ngettext


def strung(names: Iterable[str]) -> str:
    """Return names one after another; where one has a comma in it, semicolons stand between them.

    >>> strung(["Berlin", "Kyiv"]), strung(["Russia, west", "Kyiv"])
    ('Berlin, Kyiv', 'Russia, west; Kyiv')
    """
    return _strung(tuple(names))


def _strung(names: Sequence[str], last: int = 0) -> str:
    return ("; " if any("," in name for name in names) else ", ").join(names[: len(names) - last])


def listed(names: Sequence[str]) -> str:
    """Return names as a list in words.

    >>> listed(["Berlin", "Kyiv"]), listed(["Berlin", "Kyiv", "Rome"])
    ('Berlin and Kyiv', 'Berlin, Kyiv and Rome')
    """
    return _("{names} and {last}").format(names=_strung(names, 1), last=names[-1]) if names[1:] else "".join(names)
