"""Looking over somebody's shoulder: any seat, the public, and the whole truth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from engine.speech import _, _n
from engine.table.catching_up import catch_up

from ..gauges import name_of
from ..screens.paging import ALL, turn_page
from ..shown import content, lines, plain
from .desk import KeyScreen
from .seats import sections_text

if TYPE_CHECKING:
    from engine.play.readings import Change, News, Reading
    from engine.table.session import Session

TRUTH, PUBLIC = "+truth", "+public"
MOST = 300
"""The newest events or news that are shown."""


class Shoulders(OptionList):
    """Whose eyes there are. Page keys scroll what they see."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "cursor_up", show=False, tooltip=_("The one above")),
        Binding("down", "cursor_down", _("Whose view"), key_display="↑↓", tooltip=_("The one below")),
        Binding("space,pagedown", "screen.page(1)", _("Page"), key_display=_("Space"), tooltip=_("A page down")),
        Binding("pageup", "screen.page(-1)", show=False, tooltip=_("A page up")),
        Binding("end", f"screen.page({ALL})", show=False, tooltip=_("To the end")),
        Binding("home", f"screen.page(-{ALL})", show=False, tooltip=_("To the start")),
    ]


class LookScreen(KeyScreen):
    """Shows what the one under the cursor sees; nothing can be done from here."""

    DEFAULT_CSS = """
    LookScreen #shoulders { width: 24; border: none; }
    LookScreen #sight-pane { width: 1fr; padding: 0 1; border-left: solid $foreground 60%; }
    LookScreen #sight { height: auto; }
    """

    def middle(self) -> ComposeResult:
        """Whose view, and what is seen."""
        titles = self.control.titles
        rows = [(TRUTH, _("The whole truth")), (PUBLIC, _("The public")), *titles.items()]
        with Horizontal(id="main"):
            yield Shoulders(*(Option(content(title), id=id) for id, title in rows), id="shoulders", markup=False)
            with VerticalScroll(id="sight-pane", can_focus=False):
                yield Static(id="sight", markup=False)

    def on_mount(self) -> None:
        """Begin with the whole truth."""
        self.query_one(Shoulders).highlighted = 0
        self.query_one(Shoulders).focus()

    def draw(self) -> None:
        """Draw what is seen now."""
        if self.control.busy:
            self.say(_("Something is under way: this is how it was before."))
            return
        place = self.query_one(Shoulders).highlighted_option
        seen = sight_of(self.control.session, str(place.id) if place else TRUTH)
        self.query_one("#sight", Static).update(seen)

    @on(OptionList.OptionHighlighted)
    def _another(self) -> None:
        self.draw()
        self.query_one("#sight-pane").scroll_home(animate=False)

    def action_page(self, by: int) -> None:
        """Scroll what is seen by pages."""
        turn_page(self.query_one("#sight-pane"), by)


def sight_of(session: Session, whose: str) -> Content:
    """Return what a role, the public or control sees."""
    if whose == TRUTH:
        return lines(*_truth(session))
    if whose == PUBLIC:
        view = session.game.view(session.game.roles[0]).public()
        return lines(*_news(view.news), *_numbers(view.tracks))
    view = session.seat(whose).view
    return lines(sections_text(catch_up(session, whose)), content(""), *_numbers(view.tracks))


def _truth(session: Session) -> Iterator[Content]:
    """Yield the log, newest first, each with what caused each change, and every number."""
    yield content(_("The log, newest first, secrets too (* control's)"), "bold")
    marks = session.past.bookmarks
    for event in reversed(session.game.log[-MOST:]):
        mark = f" [{plain(marks[event.number], 40)}]" if event.number in marks else ""
        act = "*" if event.by_control else " "  # said by more than its colour
        yield content(f"{event.number:>4}{act}{mark} {plain(event.words, 400)}", "$warning" if event.by_control else "")
        causes = dict.fromkeys(_cause(change) for change in event.changes)
        if causes:
            yield content(_("     by {causes}").format(causes=", ".join(causes)), "dim")
    yield content("")
    yield from _numbers(session.game.numbers)


def _cause(change: Change) -> str:
    """Return which rule changed it, and where that stands."""
    cause = change.cause
    place = f"{PurePath(cause.place.path).name}:{cause.place.line}" if cause.place else ""
    return plain(f"{cause.section}.{cause.entry} {place}".strip(), 80)


def _news(news: Sequence[News]) -> Iterator[Content]:
    yield content(_("News, newest first"), "bold")
    for it in reversed(news[-MOST:]):
        yield content(f"  {plain(it.text, 400)}")
    yield content("")


def _numbers(readings: Sequence[Reading]) -> Iterator[Content]:
    """Yield numbers that say something; those of each of a set that are at nothing are counted."""
    yield content(_("Numbers"), "bold")
    told = [it for it in readings if it.value or it.level or not it.indices]
    for it in told:
        yield content(f"  {plain(name_of(it), 80)}: {plain(it.shown, 60)}")
    if rest := len(readings) - len(told):
        said = _n("{n} number of a role or place is 0 or no.", "{n} numbers of roles and places are 0 or no.", rest)
        yield content("  " + said.format(n=rest), "dim")
