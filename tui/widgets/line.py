"""A line of text: nothing that is typed or pasted is cut; what is too long is said, and stays to be shortened."""

from __future__ import annotations

from textual import events
from textual.message import Message
from textual.widgets import Input

from engine.speech import _

from ..shown import plain

MOST_PASTED = 20_000
"""Characters of a paste that are looked at; what is asked for is far shorter everywhere."""


class TypedLine(Input):
    """Where words are typed, at most `most` characters (0: any number). What is pasted is one harmless line."""

    class TooLong(Message):
        """Enter was pressed on a line that is too long; `reason` says by how much."""

        def __init__(self, reason: str) -> None:
            super().__init__()
            self.reason = reason

    def __init__(
        self, value: str = "", *, most: int = 0, placeholder: str = "", password: bool = False, id: str | None = None
    ) -> None:
        super().__init__(value, placeholder, password=password, select_on_focus=False, id=id, compact=True)
        self.most = most

    async def action_submit(self) -> None:
        """Hand over what was typed, unless it is too long."""
        if reason := self.too_long():
            self.post_message(self.TooLong(reason))
        else:
            await super().action_submit()

    def too_long(self) -> str:
        """Return that there is more in the line than fits, "" when there is not."""
        letters = len(self.value.strip())
        if not self.most or letters <= self.most:
            return ""
        return _("At most {most} characters fit here; this has {n}.").format(most=self.most, n=letters)

    def on_paste(self, event: events.Paste) -> None:
        """Take all lines, as one."""
        event.prevent_default()
        event.stop()
        if text := " ".join(plain(event.text, MOST_PASTED).split()):
            self.replace(text, *sorted(self.selection))
