"""Slips: one line an order, echoed in words, and sealed together after a look."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from engine.speech import _, _n
from engine.table.slips import Scribe, Slip
from engine.table.vocabulary import named

from ..screens.page import ask
from ..shown import content, fitted, lines, plain
from ..telling import wrapped
from ..widgets.line import TypedLine
from ..widgets.sheet import Sheet
from .batch import MOST, completed, echo, read_lines, scribe_of, seal
from .control import Control
from .desk import DeskScreen


class SlipLine(TypedLine):
    """Where a slip is typed. It hears Enter and Tab itself: keys of the screen would overtake the last letters."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,ctrl+s", "screen.seal", _("Seal all"), key_display="F2", tooltip=_("Give the orders of all slips")),
        Binding("enter", "submit", _("Read"), tooltip=_("Read this slip")),
        Binding("tab", "complete", _("Complete"), key_display=_("Tab"), tooltip=_("Complete the last word")),
        Binding("up", "screen.mend", _("Mend"), key_display="↑", tooltip=_("Take a slip back into the line")),
        Binding("f3", "screen.drop", _("Drop refused"), key_display="F3", tooltip=_("Throw the refused slips away")),
    ]

    def on_mount(self) -> None:
        """Let the next step stand first in the footer, before what every line can do."""
        known = self._bindings.key_to_bindings
        self._bindings.key_to_bindings = {key: known[key] for key in dict.fromkeys(["enter", "f2", "tab", *known])}

    class Complete(Message):
        """Somebody wants the last word completed."""

    class Pasted(Message):
        """Many lines were pasted."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def action_complete(self) -> None:
        """Ask for the rest of the word."""
        self.post_message(self.Complete())

    def on_paste(self, event: events.Paste) -> None:
        """Take many lines as many slips; one line is text as usual."""
        if len(event.text.splitlines()) < 2:
            super().on_paste(event)
            return
        event.prevent_default()
        event.stop()
        self.post_message(self.Pasted(event.text))


class SlipsScreen(DeskScreen):
    """Reads slips and gives their orders."""

    DEFAULT_CSS = """
    SlipsScreen #batch-pane { width: 1fr; padding: 0 1; }
    SlipsScreen #board { width: 34; padding: 0 1; border-left: solid $foreground 60%; }
    SlipsScreen #candidates { height: auto; min-height: 2; max-height: 5; padding: 0 1; }
    SlipsScreen SlipLine { margin: 0 1; }
    """

    def __init__(self, control: Control) -> None:
        super().__init__(control)
        self._scribe: Scribe | None = None
        self._left: list[Slip] | None = None  # what sealing left, until it is drawn
        self._at: int | None = None  # where the slip in the line was taken from, None for a new one

    @property
    def slips(self) -> list[Slip]:
        """The slips that are not sealed yet."""
        return self.control.slips

    def middle(self) -> ComposeResult:
        """What was typed, who is missing, and the line."""
        with Horizontal(id="main"):
            with VerticalScroll(id="batch-pane", can_focus=False):
                yield Sheet(id="batch")
            yield Sheet(id="board")
        yield Static(id="candidates")
        asked = _("role order choice …; why; 1 to 5; what was rejected")
        yield SlipLine(self.control.line, placeholder=asked, id="slip")

    def on_mount(self) -> None:
        """Begin with what was half typed."""
        self.query_one(SlipLine).focus()
        self._draw_candidates()
        begun = _("Type a slip: the beginning of each word is enough. F2 seals all that were read.")
        self.call_after_refresh(self.say, begun)

    def draw(self) -> None:
        """Draw the slips for the newest picture; what was sealed is gone."""
        self._scribe = None
        if self._left is not None:
            self.slips[:], self._left = self._left, None
        self._draw_slips()
        self._draw_candidates()

    @on(Input.Changed)
    def _typed(self, message: Input.Changed) -> None:
        self.control.line = message.value
        self._draw_candidates()

    @on(Input.Submitted)
    def _read(self, message: Input.Submitted) -> None:
        """Read the line, and begin another one."""
        if not message.value.strip() or self._take(message.value):
            self._write("", at=None)

    @on(SlipLine.Pasted)
    def _read_pasted(self, message: SlipLine.Pasted) -> None:
        self._take(message.text)

    @on(SlipLine.Complete)
    def _complete(self) -> None:
        line = self.query_one(SlipLine)
        self._write(completed(line.value, self._candidates()), at=self._at)

    def action_mend(self) -> None:
        """Take the last slip that is wrong, else the last one, into the line; what stood there goes to its place.

        So one goes up from slip to slip, and begins again below, and nothing that was typed is lost.
        """
        if not self.slips:
            self.say(_("! There is no slip to take back."))
            return
        typed = self.query_one(SlipLine).value
        above = len(self.slips) if self._at is None else self._at
        if typed.strip() and not self._take(typed):
            return
        wrong = [k for k, it in enumerate(self.slips) if it.order is None] or list(range(len(self.slips)))
        at = max((k for k in wrong if k < above), default=wrong[-1])
        self._write(self.slips.pop(at).text, at=at)
        self._draw_slips()

    def _write(self, text: str, *, at: int | None) -> None:
        """Put a text into the line, which was taken from a place among the slips."""
        line, self._at = self.query_one(SlipLine), at
        line.value = text
        line.cursor_position = len(text)

    def action_drop(self) -> None:
        """Throw the slips away that are wrong, after a question."""
        count = sum(it.order is None for it in self.slips)
        if self.control.busy or not count:
            self.say(_("! Something is under way: wait a moment.") if count else _("! No slip was refused."))
            return
        question = _n("Throw {count} refused slip away?", "Throw {count} refused slips away?", count)
        ask(self.app, question.format(count=count), _("throws away"), self._drop)

    def _drop(self) -> None:
        wrong = [it for it in self.slips if it.order is None]
        if self._at is not None:  # the slip in the line goes back to where it was among those that stay
            self._at -= sum(it.order is None for it in self.slips[: self._at])
        self.slips[:] = [it for it in self.slips if it.order is not None]
        said = _n("{count} slip was thrown away.", "{count} slips were thrown away.", len(wrong))
        self.say(said.format(count=len(wrong)))
        self._draw_slips()

    def action_seal(self) -> None:
        """Give the orders of all slips that could be read."""
        session = self.control.session
        if all(it.order is None for it in self.slips):
            self.say(_("! There is no slip to seal: all are to be mended.") if self.slips else _("! There is no slip."))
            return
        slips = tuple(self.slips)

        def act() -> str:
            self._left = seal(session, slips)
            done = len(slips) - len(self._left)
            said = _n("{count} slip was sealed.", "{count} slips were sealed.", done).format(count=done)
            return _("! {said} {left} left to mend.").format(said=said, left=len(self._left)) if self._left else said

        self.want(act)

    def _take(self, text: str) -> bool:
        """Read slips to where the line was taken from; false when they are too many, or something is under way."""
        if self.control.busy:
            self.say(_("! Something is under way: wait a moment."))
            return False
        if len(self.slips) + len(text.splitlines()) > MOST:
            self.say(
                _("! At most {most} slips wait here, and none of these was read: seal some first.").format(most=MOST)
            )
            return False
        found = read_lines(self.control.session, self._reader, text)
        at = len(self.slips) if self._at is None else min(self._at, len(self.slips))
        self.slips[at:at] = found
        wrong = [it for it in found if it.order is None]
        self.say(self._echo(wrong[0] if wrong else found[-1]) if found else "")
        self._draw_slips()
        return True

    @property
    def _reader(self) -> Scribe:
        if self._scribe is None:
            self._scribe = scribe_of(self.control.session)
        return self._scribe

    def _candidates(self) -> tuple[str, ...]:
        return () if self.control.busy else self._reader.completions(self.query_one(SlipLine).value)

    def _named(self) -> tuple[str, ...]:
        """Return what may come next; where that is a number that stands for something, with what it stands for."""
        if self.control.busy:
            return ()
        return tuple(dict.fromkeys(map(named, self._reader.candidates(self.query_one(SlipLine).value))))

    def _draw_candidates(self) -> None:
        told = "  ".join(plain(it) for it in self._named())
        if ";" in self.query_one(SlipLine).value:
            told = _("; why, in a line ; how sure, 1 to 5 ; what was rejected. Each may be left out.")
        self.query_one("#candidates", Static).update(content(told, "dim"))

    def _draw_slips(self) -> None:
        self.query_one("#batch", Sheet).show(self._batch)
        self.query_one("#board", Sheet).show(self._board)
        self.call_after_refresh(self.query_one("#batch-pane").scroll_end, animate=False)

    def _echo(self, slip: Slip) -> str:
        return echo(slip, self.control.titles.get(slip.role, slip.role))

    def _batch(self, width: int) -> Content:
        rows = [content(_("Slips, not yet sealed"), "bold")]
        for number, slip in enumerate(self.slips, 1):
            style = "" if slip.order is not None else "bold"
            for k, line in enumerate(wrapped(self._echo(slip), width - 3)):
                rows.append(content(f"{number if not k else '':>2} {line}", style))
        return lines(*rows)

    def _board(self, width: int) -> Content:
        typed = {it.role for it in self.slips if it.order is not None}
        rows = [content(_("Who was heard"), "bold")]
        for chair in (it for it in self.control.picture.chairs if it.by_hand):
            mark = "[ ]" if chair.silent and chair.role not in typed else " - " if chair.state == "-" else "[x]"
            state = _("typed") if chair.silent and chair.role in typed else chair.state
            rows.append(content(f"{mark} {fitted(chair.title, 12)} {state}", "bold" if mark == "[ ]" else ""))
        return lines(*rows)
