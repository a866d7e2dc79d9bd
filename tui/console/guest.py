"""The seat of a person who came to the console: the same table as anywhere, and one way back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from textual.binding import Binding
from textual.message import Message

from engine.speech import _
from engine.table.messages import CONTROL, MOST, Request
from engine.table.messages import Message as Note

from ..hot_seat import Words
from ..room import Room
from ..scene import Scene
from ..screens.asking import LineQuestion
from ..screens.play import PlayScreen
from ..shown import plain
from .readers import addressed

Noted: TypeAlias = frozenset[Note | Request]


class GuestScreen(PlayScreen):
    """Plays one seat until its phase is over, or the person is done; then control has the screen again."""

    BINDINGS = [
        Binding("w", "write", _("Write"), tooltip=_("Write to other seats or to all, or ask control")),
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
        noted: Noted = frozenset(),
    ) -> None:
        super().__init__(room, role, scene, read, pane, words)
        self._began = scene.view.turn, scene.view.phase
        self.noted = noted  # the notes that were shown

    def notes(self) -> Iterator[tuple[str, str]]:
        """Yield what was written to this seat, or to all, and what control answered it, since that was shown last."""
        post, titles = self.room.session.desk.post, self._titles
        for it in post.messages(self.role):
            if it not in self.noted and it.sender != self.role:
                self.noted |= {it}
                to = ", ".join(titles[role] for role in it.to) or _("all")
                yield _("{sender} to {readers}").format(sender=titles[it.sender], readers=to), plain(it.text)
        for asked in post.requests(self.role):
            if asked not in self.noted and asked.state != "open":
                self.noted |= {asked}
                head = _("Control answers") if asked.state == "answered" else _("Control refuses")
                yield head, " - ".join(filter(None, (plain(asked.text), plain(asked.answer))))

    def action_write(self) -> None:
        """Ask for readers and words, and pass them on; what is for control alone is a request."""
        if not self.ready():
            return
        titles = self._titles

        def go(line: str | None) -> None:
            if line:
                self._act(lambda: self._seat.write(*addressed(line, titles)), _("Passed on."))

        press = {"none": _("Seats write to control only."), "public": _("Seats write to all, or to control.")}
        said = press.get(self.room.session.desk.post.press, _("Seats with commas between, all, or control."))
        question = _("To whom: text. {who}").format(who=said)

        def written(line: str) -> object:
            return self._seat.written(*addressed(line, titles))

        self.app.push_screen(LineQuestion(_("Write a note"), question, most=MOST, check=written), go)

    @property
    def _titles(self) -> dict[str, str]:
        """Who may write and read, by id."""
        return {**self.room.titles, CONTROL: _("Control")}

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
