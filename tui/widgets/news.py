"""The news pane: what this seat was told, turn by turn, newest at the bottom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.binding import Binding
from textual.content import Content

from engine.speech import _

from ..gauges import empty, heading
from ..shown import content
from ..telling import MARK, SAID, SLIP, TURN, rows_of
from .rows import Rows

if TYPE_CHECKING:
    from engine.play.readings import News
    from engine.table.remarks import Remark


class NewsPane(Rows):
    """Draws news with a line before each turn and a mark where this seat last looked.

    Lines are kept as words and painted when they are seen; news that come later are added to them.
    """

    BINDINGS = [Binding("m", "mark", _("Newest"), tooltip=_("To the first news since you last looked"))]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._news: Sequence[News] = ()
        self._remarks: Sequence[Remark] = ()
        self._reader = ""  # to whom slips are addressed
        self._lines: list[tuple[str, str]] = []  # what kind of line, and its words
        self._seen = 0
        self._mark: int | None = None
        self._newest = True  # whether the reader is at the end, and stays there

    @property
    def count(self) -> int:
        """How many lines there are; an empty pane has one that says so."""
        return max(1, len(self._lines))

    def row(self, y: int) -> Content:
        """Return a line with the look of its kind."""
        if not self._lines:
            return empty(_("Nothing has been reported yet: give an order on 2, or pass with p."))
        kind, words = self._lines[y]
        if kind == TURN:
            return heading(words, self.width)
        style = {MARK: "bold", SAID: "dim", SLIP: "bold reverse"}.get(kind, "")
        return content(words, style) if style else Content(words)

    def show(self, news: Sequence[News], seen: int, remarks: Sequence[Remark] = (), reader: str = "") -> None:
        """Draw these, with what seats say of them; those up to number `seen` were read before."""
        before, known = len(self._lines), len(self._news)
        grows = 0 < known <= len(news) and self._news[-1] == news[known - 1] and seen == self._seen
        self._news, self._seen, self._remarks, self._reader = news, seen, remarks, reader
        if grows:
            self._add(known)
            self.lines_changed(before)
        else:
            self.fit()
            self.lines_changed()
        self._stay()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Note whether the reader is at the end, or went up from there.

        Lines may have come, or the window changed, since the end was worked out: then it is gone to once more.
        """
        super().watch_scroll_y(old_value, new_value)
        if self.is_vertical_scroll_end:
            self._newest = True
        elif new_value < old_value:
            self._newest = False
        else:
            self._stay()

    def on_resize(self, event: events.Resize) -> None:
        """Stay at the newest line, whatever the wrapping."""
        self._stay()

    def _stay(self) -> None:
        """Go to the newest line; a reader who scrolled up stays there."""
        if self._newest:
            self.call_after_refresh(self.scroll_end, animate=False)

    def fit(self) -> None:
        """Wrap everything to the width."""
        self._lines, self._mark = [], None
        self._add(0)

    def action_mark(self) -> None:
        """Go to the first news since this seat last looked."""
        if self._mark is None:
            self.post_message(self.Stopped(_("Nothing new has come since you last looked.")))
        else:
            self.scroll_to(y=self._mark, animate=False)

    def _add(self, first: int) -> None:
        """Add the lines of the news from that place on."""
        for kind, words in rows_of(self._news, self._seen, self.width, first, self._remarks, self._reader):
            if kind == MARK:
                self._mark = len(self._lines)
            self._lines.append((kind, words))
