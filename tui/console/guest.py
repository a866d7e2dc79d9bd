"""The seat of a person who came to the console: the same table as anywhere, and one way back."""

from __future__ import annotations

from collections.abc import Iterator

from textual.binding import Binding
from textual.message import Message

from engine.speech import _
from engine.table.messages import CONTROL
from engine.table.messages import Message as Note

from ..hot_seat import Words
from ..room import Room
from ..scene import Scene
from ..screens.play import PlayScreen
from ..shown import plain


class GuestScreen(PlayScreen):
    """Plays one seat until its phase is over, or the person is done; then control has the screen again."""

    BINDINGS = [
        Binding("x", "leave", _("Done"), tooltip=_("Give the screen back to control")),
        Binding("q", "leave", show=False, tooltip=_("Give the screen back to control")),
    ]

    class Done(Message):
        """The person at this seat is done."""

    def __init__(
        self,
        room: Room,
        role: str,
        scene: Scene,
        read: int,
        pane: str,
        words: Words | None,
        *,
        noted: frozenset[Note] = frozenset(),
    ) -> None:
        super().__init__(room, role, scene, read, pane, words)
        self._began = scene.view.turn, scene.view.phase
        self.noted = noted  # the notes that were shown

    def notes(self) -> Iterator[tuple[str, str]]:
        """Yield what control or others wrote to this seat, or to all, since that was shown last."""
        titles = {**self.room.titles, CONTROL: _("Control")}
        for it in self.room.session.desk.post.messages(self.role):
            if it not in self.noted and it.sender != self.role:
                self.noted |= {it}
                to = ", ".join(titles[role] for role in it.to) or _("all")
                yield _("{sender} to {readers}").format(sender=titles[it.sender], readers=to), plain(it.text)

    def action_leave(self) -> None:
        """Give the screen back, unless an order is under way."""
        if self.busy:
            self.say(_("Wait a moment: your order is under way."), refused=True)
        else:
            self.post_message(self.Done())

    def _go_on(self, _read: None) -> None:
        """Give the screen back when nothing more is asked of this seat in this phase."""
        view = self.scene.view
        if view.over or (view.turn, view.phase) != self._began or self.role not in self.room.session.waiting_for:
            self.post_message(self.Done())
