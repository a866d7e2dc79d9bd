"""The same game in numbered lines, for pipes, screen readers and scribes.

Everything comes from views and the pages of the screens, and goes through `seat.submit`; no rule is known here.
"""

from __future__ import annotations

from .lines import Lines
from .table import play

__all__ = ["Lines", "play"]
