"""The styles in which checks are adjudicated, as authors and control name them.

Source: styles of adjudication (dossier, practice 1.4).
"""

from __future__ import annotations

from typing import Any

from .shapes import OneWord, key

RIGID, SEMI, FREE, MATRIX = STYLES = ("rigid", "semi", "free", "matrix")
"""The dice decide; control accepts them or picks the band; control picks it; reasons count, then the dice fall."""


def style_key() -> Any:
    """Return the key by which an author sets the style of an entry."""
    doc = "Who decides its checks while control sits in the chair: `rigid`, `semi`, `free` or `matrix`."
    return key(OneWord(STYLES), default="", doc=doc)
