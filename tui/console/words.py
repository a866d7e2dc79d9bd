"""What is said round the game: arguments to judge, requests to answer, messages, the press, and a scribe's notes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from textual.binding import Binding, BindingType
from textual.content import Content

from engine.play.readings import Argument
from engine.play.rulings import BANDS
from engine.speech import _
from engine.table.capture import Note
from engine.table.messages import CONTROL, PRESS, Message, Request
from engine.table.steps import Ruled

from ..shown import content, lines, plain
from .decisions import argued, fell
from .listed import ListScreen
from .readers import addressed

if TYPE_CHECKING:
    from engine.table.steps import Step

_PRESSED = {
    "none": _("Seats may write nothing."),
    "public": _("Seats may write to everybody only."),
    "all": _("Seats may write to anybody."),
}

Item: TypeAlias = Argument | Request | Message | Note


class WordsScreen(ListScreen):
    """What waits for control stands first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", _("Answer"), tooltip=_("Answer the request, or judge the argument")),
        Binding("r", "refuse", _("Refuse"), tooltip=_("Refuse the request")),
        Binding("m", "message", _("Message"), tooltip=_("Write to seats, or to all")),
        Binding("n", "note", _("Note"), tooltip=_("A scribe's note, with #tags")),
        Binding("b", "mark", _("Bookmark"), tooltip=_("Mark the last event, to come back to it")),
        Binding("p", "press", _("Press"), tooltip=_("What seats may write: nothing, to all only, to anybody")),
        Binding("j", "chair('sit')", _("Judge"), tooltip=_("Judge arguments yourself from here on")),
        Binding("k", "chair('rise')", _("Leave chair"), tooltip=_("Let arguments be judged by default again")),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Who judges may leave it to the rules, and who does not may sit down to it."""
        return action != "chair" or (parameters == ("rise",)) == self.control.picture.chaired

    @property
    def items(self) -> tuple[Item, ...]:
        """What there is: first what waits, then the newest."""
        it = self.control.picture
        waiting = tuple(asked for asked in it.requests if asked.state == "open")
        done = tuple(asked for asked in it.requests if asked.state != "open")
        return (*it.arguments, *waiting, *it.notes[::-1], *it.messages[::-1], *done[::-1])

    def rows(self) -> Sequence[Content]:
        """Return a line for each."""
        return [content(self._line(it), "bold" if _waits(it) else "") for it in self.items]

    def about(self, at: int) -> Content:
        """Return one in full."""
        it = self.items[at]
        head = content(self._head(it), "bold")
        press = content(_("Press: {press}").format(press=self.control.picture.press), "dim")
        rows = argued(it) if isinstance(it, Argument) else [content(it.text), *map(content, self._more(it))]
        return lines(head, *rows, content(""), press)

    def without(self) -> str:
        """Return why nothing is here, and what would bring something."""
        judged = (
            _("Arguments that are made wait here for you; k leaves them to the rules.")
            if self.control.picture.chaired
            else _("Arguments are judged by the rules; with j they wait here for you.")
        )
        return _("Nothing was written yet: m writes to seats, n keeps a note. {judged}").format(judged=judged)

    def action_take(self) -> None:
        """Answer the request, or judge the argument, under the cursor."""
        it = self.items[self.at] if self.items else None
        match it:
            case Request(state="open"):
                self._reply(it, "answered", _("The answer"))
            case Argument():
                self._judge(it)
            case _:
                self.say(_("! Nothing waits for an answer here."))

    def action_refuse(self) -> None:
        """Refuse the request under the cursor."""
        it = self.items[self.at] if self.items else None
        if isinstance(it, Request) and it.state == "open":
            self._reply(it, "refused", _("Why it is refused; may be left out"))
        else:
            self.say(_("! This is no request that waits."))

    def action_message(self) -> None:
        """Ask for readers and text, and write to them."""
        post, titles = self.control.session.desk.post, self.control.titles

        def read(line: str) -> Step:
            return post.message(CONTROL, *addressed(line, titles))

        def go(line: str) -> None:
            self._keep(lambda: read(line), _("The message was passed."))

        question = _("To whom: text. Seats with commas between, or all: {known}.").format(known=", ".join(titles))
        self.ask_line(_("Message from control"), question, go, check=read)

    def action_note(self) -> None:
        """Ask for a scribe's note, and keep it."""
        capture = self.control.session.desk.capture

        def go(text: str) -> None:
            words = text.split()
            tags = [word[1:] for word in words if word.startswith("#")]
            said = " ".join(word for word in words if not word.startswith("#"))
            self._keep(lambda: capture.remember(CONTROL, said, tags), _("The note was kept."))

        self.ask_line(_("Scribe's note"), _("Words that begin with # are tags."), go)

    def action_mark(self) -> None:
        """Ask for a name, and mark the last event."""
        session = self.control.session
        number = session.past.number

        def go(name: str) -> None:
            self.want(lambda: session.bookmark(number, name), _("The event was marked."))

        self.ask_line(_("Bookmark"), _("A name for event {number}.").format(number=number), go)

    def action_press(self) -> None:
        """Go on to the next press regime."""
        after = PRESS[(PRESS.index(self.control.picture.press) + 1) % len(PRESS)]
        post = self.control.session.desk.post
        self._keep(lambda: post.regime(after), _PRESSED[after])

    def action_chair(self, act: str) -> None:
        """Judge arguments, or leave them to the rules."""
        session = self.control.session
        said = _("You judge arguments now; k leaves them to the rules.")
        self.want(lambda: session.rule(act, ""), said if act == "sit" else _("The rules judge arguments now."))

    def _reply(self, it: Request, state: str, question: str) -> None:
        post = self.control.session.desk.post

        def go(text: str) -> None:
            self._keep(lambda: post.reply(it.number, state, text), _("The request was answered."))

        self.ask_line(f"{self._called(it.role)}: {plain(it.text, 60)}", question, go)

    def _judge(self, it: Argument) -> None:
        session = self.control.session

        def judged(text: str) -> Ruled:
            counts, _semicolon, reason = text.partition(";")
            return Ruled(ruling="judge", what=f"{it.number} {counts}".strip(), reason=reason.strip())

        def act(text: str) -> str:
            before = len(session.game.log)
            session.act(judged(text))
            return fell(_("The argument was judged."), session.game.log[before:])

        def go(text: str) -> None:
            self.want(lambda: act(text))

        keys = " ".join(key for key, _text in it.reasons)
        bands = _("Which band: {bands}? After a semicolon, why.").format(bands=", ".join(BANDS))
        asked = _("Which reasons count, or which band? After a semicolon, why.") if it.check else ""
        free, question = it.style == "free", asked or _("Which reasons count? After a semicolon, why.")
        begun = "" if free else f"{keys}; "
        self.ask_line(plain(it.title, 60), bands if free else question, go, begun, check=self.could(judged))

    def _keep(self, make: Callable[[], Step], said: str) -> None:
        session = self.control.session
        self.want(lambda: session.keep(make()), said)

    def _called(self, role: str) -> str:
        return _("Control") if role == CONTROL else self.control.titles.get(role, role)

    def _line(self, it: Item) -> str:
        head = self._head(it)
        return head if isinstance(it, Argument) else f"{head}: {plain(it.text, 80)}"

    def _head(self, it: Item) -> str:
        """Return what it is, and whose."""
        match it:
            case Argument():
                return _("argument, {role}: {title}").format(role=self._called(it.role), title=plain(it.title, 80))
            case Request():
                state = {"open": _("asks"), "answered": _("answered"), "refused": _("refused")}[it.state]
                return f"{self._called(it.role)} ({state})"
            case Message():
                to = ", ".join(map(self._called, it.to)) or _("all")
                return f"{self._called(it.sender)} → {to}"
            case Note():
                tags = " ".join(f"#{tag}" for tag in it.tags)
                return _("note {tags}").format(tags=plain(tags, 60)).rstrip()

    def _more(self, it: Item) -> Sequence[str]:
        answered = isinstance(it, Request) and it.answer
        return [_("Answer: {text}").format(text=plain(answered))] if answered else []


def _waits(it: Item) -> bool:
    return isinstance(it, Argument) or (isinstance(it, Request) and it.state == "open")
