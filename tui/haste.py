"""Keys that come faster than hands type: a burst is dropped, and nothing final follows from keys in haste.

A paste that the terminal does not announce arrives as keys, one for each character; any of them may be bound.
"""

from __future__ import annotations

from collections import deque

from textual import events
from textual.app import App
from textual.widget import Widget
from textual.widgets import Static

from engine.speech import _

from .shown import content

WITHIN = 0.1
"""Seconds in which keys are counted."""
MOST, FINAL = 30, 3
"""More keys than the first are a burst; the second and later ones do nothing final."""
APART = 0.04
"""Seconds that lie at least between a key and one that does something final: hands need twice as long."""
PAUSE = 1.0
"""Seconds without a key after which a burst is over: a paste over a slow line comes in pieces."""

_PALETTE = "--command-palette"  # as Textual calls it


class Haste:
    """Counts keys by the times at which they were made, in seconds."""

    def __init__(self) -> None:
        self._times: deque[float] = deque(maxlen=MOST + 1)
        self._bursting = False

    @property
    def is_bursting(self) -> bool:
        """Whether keys are being dropped."""
        return self._bursting

    @property
    def is_hurried(self) -> bool:
        """Whether the last key came in haste: it should do nothing that cannot be taken back."""
        return self._bursting or self._came(2, APART) or self._came(FINAL, WITHIN)

    def drops(self, time: float) -> bool:
        """Count a key, and return whether it belongs to a burst."""
        if self._bursting and time - self._times[-1] >= PAUSE:
            self._bursting = False
            self._times.clear()
        self._times.append(time)
        self._bursting = self._bursting or self._came(MOST + 1, WITHIN)
        return self._bursting

    def _came(self, keys: int, seconds: float) -> bool:
        """Return whether so many last keys came within less than so many seconds."""
        return len(self._times) >= keys and self._times[-1] - self._times[-keys] < seconds


class Unhurried(App[int]):
    """Drops bursts of keys and pastes where nobody types, and says so; to a text line, characters come through."""

    def __init__(self) -> None:
        super().__init__()
        self.haste = Haste()
        self._is_told = False  # whether somebody was told that keys of this burst are dropped

    async def on_event(self, event: events.Event) -> None:
        """Let through what somebody can have meant."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            drops = self.haste.drops(event.time)
            self._is_told = self._is_told and drops
            if drops and not (event.is_printable and is_typing(self.focused)):
                if not self._is_told:
                    self._is_told = True
                    self.set_timer(2 * WITHIN, self._tell_burst)  # after the answers to the keys before
                return
        if isinstance(event, events.Paste) and not event.is_forwarded and not is_typing(self.focused):
            self.say(_("A paste does nothing here. It can go where text is asked for: / finds."))
            return
        await super().on_event(event)

    def action_command_palette(self) -> None:
        """Search all that can be done, in a line that bears a burst; unless that is being done."""
        from .playing import Finder

        if self.screen.id != _PALETTE:
            self.push_screen(Finder(id=_PALETTE))

    def _tell_burst(self) -> None:
        self.say(_("Keys came faster than hands type: they are dropped until they pause."))

    def say(self, text: str) -> None:
        """Tell something in the line of the screen in front, or in a note over it."""
        found = self.screen.query("#say")
        if found and isinstance(line := found.first(), Static):
            line.update(content(f"! {text}"))
        else:
            self.notify(text, markup=False)


def is_typing(widget: Widget | None) -> bool:
    """Return whether keys are text for this widget."""
    return widget is not None and widget.check_consume_key("a", "a")


def hurried(app: App[object]) -> bool:
    """Return whether the last key came too fast for something that cannot be taken back."""
    return isinstance(app, Unhurried) and app.haste.is_hurried
