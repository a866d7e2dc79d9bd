"""Pages to read and questions to answer: small modal screens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from engine.speech import _

from ..haste import hurried
from ..shown import content
from .over import Over, needless
from .paging import ENDS, turn_page


class Page(Over[None]):
    """A text that scrolls; Escape or Enter goes back. With a `whole` text, `a` shows that instead."""

    BINDINGS = [
        Binding("escape,enter,q,question_mark,f1", "dismiss", _("Back"), tooltip=_("Back to the game")),
        Binding("up,k", "scroll(-1)", _("Up"), show=False, tooltip=_("Up")),
        Binding("down,j", "scroll(1)", _("Down"), show=False, tooltip=_("Down")),
        Binding("space,pagedown", "page(1)", _("Page down"), show=False, tooltip=_("A page down")),
        Binding("pageup", "page(-1)", _("Page up"), show=False, tooltip=_("A page up")),
        *ENDS,
        Binding("x", "hide", show=False, tooltip=_("Hide this seat, and let another person sit down")),
        Binding("a", "whole", _("All"), tooltip=_("Everything, instead of what weighs most")),
    ]

    def __init__(self, title: str, text: Content, *, closing: str = "", whole: Content | None = None) -> None:
        super().__init__()
        self._title = title
        self._text = text
        self._ends = closing or _("Esc goes back")
        self._whole = whole
        self._needless = ""  # the last key, when it did nothing

    def compose(self) -> ComposeResult:
        """A box with the text."""
        with VerticalScroll(classes="box page") as box:
            box.border_title = content(self._title)
            box.border_subtitle = self._keys
            yield Static(self._text)

    def on_mount(self) -> None:
        """Say that there is more below, where there is."""
        self.call_after_refresh(self._tell_more)

    def _tell_more(self) -> None:
        """Tell at the foot which keys there are, that there is more below, and that the last key did nothing."""
        for box in self.query(VerticalScroll):  # none is left of a page that a quick key has closed meanwhile
            foot = _("↓ more · {keys}").format(keys=self._keys) if box.max_scroll_y > 0 else self._keys
            if self._needless:
                foot = _("! {key} does nothing here · {keys}").format(key=self._needless, keys=foot)
            box.border_subtitle = content(foot)

    @property
    def _keys(self) -> str:
        return self._ends if self._whole is None else _("{keys} · a shows all").format(keys=self._ends)

    def on_key(self, event: events.Key) -> None:
        """Say that a key does nothing here."""
        before, self._needless = self._needless, needless(self, event)
        if before != self._needless:
            self._tell_more()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """All of it is shown where there is more than stands here; a seat is hidden where it could be without this."""
        if action == "hide":
            return hasattr(self.app, "action_hand_over") and self.app.check_action("hand_over", parameters)
        return self._whole is not None if action == "whole" else super().check_action(action, parameters)

    async def action_hide(self) -> None:
        """Hide the seat that this is about, this too."""
        await self.run_action("app.hand_over")

    def action_whole(self) -> None:
        """Show everything."""
        if self._whole is None:
            return
        whole, self._whole = self._whole, None
        self.query_one(VerticalScroll).query_one(Static).update(whole)
        self.call_after_refresh(self._tell_more)

    def action_page(self, by: int) -> None:
        """Scroll by a page."""
        turn_page(self.query_one(VerticalScroll), by)

    def action_scroll(self, by: int) -> None:
        """Scroll by a line."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)


class Question(Over[bool]):
    """A question whose yes is the letter y: never Enter, never the key that asked."""

    BINDINGS = [
        Binding("y", "agree", _("Yes"), tooltip=_("Yes, do it")),
        Binding("escape,n", "dismiss(False)", _("No"), tooltip=_("No, go back")),
    ]

    def __init__(self, question: str | Content, *, yes: str) -> None:
        super().__init__()
        self._question = question
        self._yes = yes

    def compose(self) -> ComposeResult:
        """A box with the question and its two answers."""
        with VerticalScroll(classes="box question") as box:
            box.border_subtitle = _("y {yes} · Esc goes back").format(yes=self._yes)
            yield Static(self._question if isinstance(self._question, Content) else content(self._question))

    def on_key(self, event: events.Key) -> None:
        """Say that a key is no answer, Enter least of all."""
        name = _("Enter") if event.key == "enter" else needless(self, event)
        said = content(_("! {key} does nothing here").format(key=name)) if name else ""
        self.query_one(VerticalScroll).border_title = said

    def action_agree(self) -> None:
        """Say yes, unless the key came too fast to be an answer."""
        if hurried(self.app):
            self.query_one(VerticalScroll).border_title = _("That was too fast to be an answer.")
        else:
            self.dismiss(True)


def ask(app: App[Any], question: str | Content, yes: str, act: Callable[[], object]) -> None:
    """Ask a question, and act if the answer is yes; `yes` says what yes does. One question at a time."""
    if isinstance(app.screen, Question):
        return

    def answered(said: bool | None) -> None:
        if said:
            act()

    app.push_screen(Question(question, yes=yes), answered)
