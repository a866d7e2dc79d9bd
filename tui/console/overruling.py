"""Where control says what it overrules and why, looks at what would come of it, and only then lets it be done."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from engine.play.rulings import MOST_REASON
from engine.problems import Refused
from engine.speech import _
from engine.table.overruling import Overruled, preview
from engine.table.slips import MOST

from ..screens.over import Over
from ..screens.paging import turn_page
from ..shown import content, plain
from ..widgets.line import TypedLine
from .batch import completed
from .decisions import ahead_of
from .targets import completions, meaning, told

if TYPE_CHECKING:
    from .control import Control

_WHY = _("why; the reason stands in the journal")


class WhatLine(TypedLine):
    """Where control types what; it hears Tab itself."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete", _("Complete"), key_display=_("Tab"), tooltip=_("Complete the last word")),
    ]

    class Complete(Message):
        """Somebody wants the last word completed."""

    def action_complete(self) -> None:
        """Ask for the rest of the word."""
        self.post_message(self.Complete())


class OverruleDialog(Over[Overruled | None]):
    """Asks what and why, shows what would come of it, and is done at the second Enter; Escape does nothing."""

    DEFAULT_CSS = """
    OverruleDialog .box { height: auto; }
    OverruleDialog #ahead-pane { height: auto; max-height: 12; margin-top: 1; }
    OverruleDialog #ahead, OverruleDialog #candidates { height: auto; }
    OverruleDialog #candidates { max-height: 3; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", _("Back"), tooltip=_("Do nothing")),
        Binding("f2", "publish", _("Tell all"), tooltip=_("Let everybody read why, or control alone")),
        Binding("up", "go_back", show=False, tooltip=_("Back to what")),
        Binding("pageup", "page(-1)", show=False, tooltip=_("A page up")),
        Binding("pagedown", "page(1)", show=False, tooltip=_("A page down")),
    ]

    def __init__(self, control: Control, ruling: str, title: str, text: str) -> None:
        super().__init__()
        self._control = control
        self._ruling = ruling
        self._title = title
        self._text = text
        self._is_public = False
        self._seen: tuple[Overruled, int] | None = None  # what was looked at, and after which event

    def compose(self) -> ComposeResult:
        """A box with two lines, and room for what would come of it."""
        with Vertical(classes="box") as box:
            box.border_title = content(self._title)
            yield Static(content(self._text))
            yield WhatLine(most=MOST, placeholder=_("what"), id="what")
            yield Static(id="candidates")
            yield TypedLine(most=MOST_REASON, placeholder=_WHY, id="why")
            with VerticalScroll(id="ahead-pane", can_focus=False):
                yield Static(id="ahead", markup=False)

    def on_mount(self) -> None:
        """Begin with what."""
        self.query_one("#what").focus()
        self._draw()

    @on(Input.Changed)
    def _typed(self, _message: Input.Changed) -> None:
        """What was looked at is not what stands here now."""
        self._seen = None
        self.query_one("#ahead", Static).update("")
        self._draw()

    @on(WhatLine.Complete)
    def _complete(self) -> None:
        line = self.query_one(WhatLine)
        line.value = completed(line.value, self._candidates)
        line.cursor_position = len(line.value)

    @on(Input.Submitted, "#what")
    def _go_on(self) -> None:
        """Go on to why, unless what was typed means nothing."""
        try:
            meaning(self._control.session, self._ruling, self._what)
        except Refused as refused:
            self._tell(content(f"! {plain(refused.reason)}"))
        else:
            self.query_one("#why").focus()

    @on(Input.Submitted, "#why")
    def _look(self) -> None:
        """Show what would come of it; the second time, let it be done."""
        session = self._control.session
        if self._control.busy:
            self._tell(content(_("! Something is under way: wait a moment.")))
            return
        try:
            what = meaning(session, self._ruling, self._what)
            act = Overruled(ruling=self._ruling, what=what, reason=self._why, public=self._is_public)
            now = (act, session.past.number)
            if self._seen == now:
                self.dismiss(act)
                return
            ahead = preview(session.game, act)
        except Refused as refused:
            self._seen = None
            self._tell(content(f"! {plain(refused.reason)}"))
        else:
            self._seen = now
            self._tell(ahead_of(ahead))
        self._draw()

    @on(TypedLine.TooLong)
    def _refuse_length(self, message: TypedLine.TooLong) -> None:
        self._tell(content(f"! {message.reason}"))

    def action_publish(self) -> None:
        """Let everybody read why, or control alone."""
        self._is_public, self._seen = not self._is_public, None
        self._draw()

    def action_go_back(self) -> None:
        """Go back to what."""
        self.query_one("#what").focus()

    def action_page(self, by: int) -> None:
        """Scroll what would come of it."""
        turn_page(self.query_one("#ahead-pane"), by)

    @property
    def _what(self) -> str:
        return self.query_one(WhatLine).value

    @property
    def _why(self) -> str:
        return self.query_one("#why", Input).value.strip()

    @property
    def _candidates(self) -> tuple[str, ...]:
        return () if self._control.busy else completions(self._control.session, self._ruling, self._what)

    def _tell(self, text: Content) -> None:
        self.query_one("#ahead", Static).update(text)

    def _draw(self) -> None:
        now = "" if self._control.busy else told(self._control.session, self._ruling, self._what)
        known = "  ".join(plain(it, 60) for it in self._candidates)
        self.query_one("#candidates", Static).update(content(now or known, "dim"))
        whose = _("F2: all are told why") if self._is_public else _("F2: only control knows why")
        enter = _("Enter does it") if self._seen is not None else _("Enter goes on")
        box = self.query_one(".box")
        box.border_subtitle = content(f"{enter} · {whose} · {_('Esc leaves it')}")
