"""What seats write to each other and ask of control, as far as the press of the game allows.

Talk is the game; what is written down here is a note with chosen readers, stored with turn and phase.
A text is cleaned and cut before it is kept. Structured proposals (motions, deals) are the engine's own.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

import attrs

from ..language.text import clean, quoted
from ..problems import Refused
from ..rules.events import Record
from ..speech import _
from .steps import Step, step

if TYPE_CHECKING:
    from .resuming import Past

CONTROL = "control"
"""Who answers requests and may write to anybody, whatever the press."""

PRESS = ("none", "public", "all")
"""What seats may write: nothing, to everybody only, to anybody."""

STATES = ("open", "answered", "refused")

MOST = 500
"""Characters of a message."""


@attrs.frozen(kw_only=True)
class Message:
    """A note; `to` are its readers beside its sender, none for everybody."""

    number: int
    turn: int
    phase: str
    sender: str
    to: tuple[str, ...] = ()
    text: str


@attrs.frozen(kw_only=True)
class Request:
    """What a seat asks control, and what became of it."""

    number: int
    turn: int
    phase: str
    role: str
    text: str
    state: str = "open"
    answer: str = ""


@step("message")
@attrs.frozen(kw_only=True)
class Written(Step):
    """A note was passed."""

    role: str
    text: str
    to: tuple[str, ...] = ()

    def note(self, past: Past, records: Sequence[Record]) -> None:
        past.post.passed(self, *past.here)


@step("press")
@attrs.frozen(kw_only=True)
class Pressed(Step):
    """Control said what seats may write."""

    press: str

    def note(self, past: Past, records: Sequence[Record]) -> None:
        past.post.press = self.press


@step("request")
@attrs.frozen(kw_only=True)
class Asked(Step):
    """A seat asked control."""

    role: str
    text: str

    def note(self, past: Past, records: Sequence[Record]) -> None:
        past.post.asked(self, *past.here)


@step("reply")
@attrs.frozen(kw_only=True)
class Replied(Step):
    """Control answered a request, or refused it."""

    request: int
    state: str
    text: str = ""

    def note(self, past: Past, records: Sequence[Record]) -> None:
        past.post.replied(self)


class Post:
    """All that was written in a game. A step that its methods return happens when it is noted."""

    def __init__(self, roles: Collection[str]) -> None:
        self._roles = tuple(roles)
        self.press = "all"
        self._messages: list[Message] = []
        self._requests: list[Request] = []

    def messages(self, role: str) -> tuple[Message, ...]:
        """Return what a role sent or may read, oldest first; for control everything."""
        return tuple(it for it in self._messages if not it.to or role in (CONTROL, it.sender, *it.to))

    def requests(self, role: str) -> tuple[Request, ...]:
        """Return what a role asked, oldest first; for control everything."""
        return tuple(it for it in self._requests if role in (CONTROL, it.role))

    def message(self, sender: str, to: Collection[str], text: str) -> Written:
        """Return the step of a note from a role or control to some roles, or to all.

        Raises: Refused: the press does not allow it, a reader is unknown, or it says nothing.
        """
        readers = sorted({role for role in to if role != sender})
        for role in (sender, *readers):
            if role != CONTROL and role not in self._roles:
                raise Refused(
                    _("There is no role {role}; there are {known}.").format(
                        role=quoted(role), known=", ".join(self._roles)
                    )
                )
        if to and not readers:
            raise Refused(_("A note to oneself goes nowhere."))
        if CONTROL not in (sender, *readers):
            self._pressed(readers)
        return Written(role=sender, to=tuple(readers), text=_said(text))

    def regime(self, press: str) -> Pressed:
        """Return the step that sets what seats may write.

        Raises: Refused: there is no such press, or it is so already.
        """
        if press not in PRESS:
            raise Refused(
                _("There is no press {press}; there are {known}.").format(press=quoted(press), known=", ".join(PRESS))
            )
        if press == self.press:
            raise Refused(_("The press is so already."))
        return Pressed(press=press)

    def ask(self, role: str, text: str) -> Asked:
        """Return the step of a role's request to control.

        Raises: Refused: it says nothing.
        """
        return Asked(role=role, text=_said(text))

    def reply(self, number: int, state: str, text: str) -> Replied:
        """Return the step of control's answer, or refusal, to a request.

        Raises: Refused: no such request waits, or nothing is answered.
        """
        waiting = [it.number for it in self._requests if it.state == "open"]
        if number not in waiting:
            raise Refused(_("No request {number} waits for an answer.").format(number=number))
        if state not in STATES[1:]:
            raise Refused(_("A request is answered or refused."))
        said = _said(text) if state == "answered" or text.strip() else ""
        return Replied(request=number, state=state, text=said)

    def passed(self, it: Written, turn: int, phase: str) -> None:
        """Keep a note."""
        number = len(self._messages) + 1
        self._messages.append(Message(number=number, turn=turn, phase=phase, sender=it.role, to=it.to, text=it.text))

    def asked(self, it: Asked, turn: int, phase: str) -> None:
        """Keep a request."""
        number = len(self._requests) + 1
        self._requests.append(Request(number=number, turn=turn, phase=phase, role=it.role, text=it.text))

    def replied(self, it: Replied) -> None:
        """Keep what became of a request."""
        place = it.request - 1
        self._requests[place] = attrs.evolve(self._requests[place], state=it.state, answer=it.text)

    def _pressed(self, readers: Collection[str]) -> None:
        if self.press == "none":
            raise Refused(_("No notes are passed in this game: talk."))
        if self.press == "public" and readers:
            raise Refused(_("Only notes to everybody are passed in this game."))


def _said(text: str) -> str:
    said = clean(text, most=MOST).strip()
    if not said:
        raise Refused(_("It says nothing."))
    return said
