"""The styles in which checks are adjudicated, as authors and control name them.

Source: styles of adjudication (dossier, practice 1.4).
"""

from __future__ import annotations

RIGID, SEMI, FREE, MATRIX = STYLES = ("rigid", "semi", "free", "matrix")
"""The dice decide; control accepts them or picks the band; control picks it; reasons count, then the dice fall."""

FIELDS_WORD = "semi-rigid"
"""What the field calls `semi`: authors may write it so."""


def style_named(word: str) -> str:
    """Return the style that an author's word names, "" for none."""
    return SEMI if word == FIELDS_WORD else word
