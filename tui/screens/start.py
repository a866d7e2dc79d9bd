"""The first screen: scenarios with one line each, and saved games; painted before any rule is read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from engine.speech import _

from ..shelf import Volume, damaged_games, saved_games, saved_line, volumes
from ..shown import content, lines, plain
from ..widgets.keys import Keys
from .answering import Answering
from .page import Page

if TYPE_CHECKING:
    from engine.table.saves import Damaged, Saved


_FEW = 8
"""So many saved games leave the first scenario in sight."""


class Shelf(OptionList):
    """The list. It hears Enter itself: a key of the screen would overtake an arrow that came just before."""

    BINDINGS = [Binding("enter", "select", _("Choose"), tooltip=_("Play what the cursor stands on"))]


class StartScreen(Answering):
    """Lists what can be played; what is chosen is loaded by the app."""

    DEFAULT_CSS = "StartScreen #shelf { text-wrap: nowrap; text-overflow: ellipsis; }"
    BINDINGS = [
        Binding("question_mark,f1", "help", _("Help"), key_display="?", tooltip=_("How a game goes, and the keys")),
        Binding("q", "leave", _("Leave"), tooltip=_("Close the program")),
    ]

    class ScenarioWanted(Message):
        """Somebody wants to play this scenario."""

        def __init__(self, id: str) -> None:
            super().__init__()
            self.id = id

    class SavedWanted(Message):
        """Somebody wants to go on with this saved game."""

        def __init__(self, path: Path) -> None:
            super().__init__()
            self.path = path

    class Listed(Message):
        """The saved games were looked through."""

        def __init__(self, saved: Sequence[Saved], damaged: Sequence[Damaged]) -> None:
            super().__init__()
            self.saved = saved
            self.damaged = damaged

    def __init__(self, *, opening: str = "") -> None:
        """`opening`: what the app is opening already; until it fails, nothing else is chosen."""
        super().__init__()
        self._opening = opening
        self._volumes = volumes()
        self._saved: tuple[Saved, ...] = ()
        self._damaged: tuple[Damaged, ...] = ()
        self._asked = False

    def compose(self) -> ComposeResult:
        """A banner, the list, what the chosen line is about."""
        yield Static(banner(), classes="banner")
        yield Shelf(*self._rows(), id="shelf", classes="list", markup=False)
        yield Static(id="say")
        yield Static(id="pitch", classes="detail")
        yield Keys()

    def on_mount(self) -> None:
        """Invite to play; look for saved games after the first paint."""
        shelf = self.query_one("#shelf", OptionList)
        shelf.highlighted = 1 if self._volumes else None
        shelf.focus()
        if self._opening:
            self.say(_("Opening {name}…").format(name=plain(self._opening, 60)))
        else:
            self.invite()
        self.call_after_refresh(self._look)

    def on_start_screen_listed(self, message: Listed) -> None:
        """Add the saved games above; the cursor stays on its line, and a few games above it are in sight."""
        self._saved, self._damaged = tuple(message.saved), tuple(message.damaged)
        shelf = self.query_one("#shelf", OptionList)
        before = shelf.highlighted_option
        shelf.set_options(self._rows())
        shelf.highlighted = None if before is None or before.id is None else shelf.get_option_index(before.id)
        if len(self._saved) + len(self._damaged) < _FEW:
            self.call_after_refresh(shelf.scroll_home, animate=False)

    def on_screen_resume(self) -> None:
        """Let people choose, at first only where nothing is opened already."""
        self._asked, self._opening = bool(self._opening), ""

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show what the line under the cursor is about."""
        what, _sign, name = (event.option.id or "").partition(":")
        match what:
            case "volume":
                told = next((it.pitch for it in self._volumes if it.id == name), "")
            case "saved":
                told = _("Enter goes on where it was left.")
            case _other:
                told = self._damaged[int(name)].reason
        self.query_one("#pitch", Static).update(content(told))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Ask the app for what was chosen, once."""
        what, _sign, name = (event.option.id or "").partition(":")
        if what == "damaged":
            self._tell_damage(self._damaged[int(name)])
        elif not self._asked:
            self._asked = True
            self._want(what, name)

    def invite(self) -> None:
        """Say what to do here."""
        some = _("Arrows and Enter choose. ? explains how a game goes.")
        self.say(some if self._volumes else _("No scenarios found."))

    def say(self, text: str) -> None:
        """Show one line."""
        self.query_one("#say", Static).update(content(text))

    def action_leave(self) -> None:
        """Close the program: nothing can be lost here."""
        self.app.exit()

    def _want(self, what: str, name: str) -> None:
        if what == "volume":
            self.say(_("Reading the rules…"))
            self.post_message(self.ScenarioWanted(name))
        else:
            self.say(_("Opening the saved game…"))
            self.post_message(self.SavedWanted(self._saved[int(name)].path))

    def _tell_damage(self, game: Damaged) -> None:
        kept = _("The file is left as it is: {path}").format(path=plain(game.path))
        self.app.push_screen(Page(_("This cannot be gone on with"), lines(content(game.reason), content(kept))))

    def _rows(self) -> list[Option]:
        """Return the list: saved games, those that are damaged, then scenarios."""
        rows = [Option(content(f"  {saved_line(it)}"), id=f"saved:{k}") for k, it in enumerate(self._saved)]
        rows += [Option(_damage(it), id=f"damaged:{k}") for k, it in enumerate(self._damaged)]
        if rows:
            rows.insert(0, Option(content(_("Go on with a saved game"), "bold"), disabled=True))
        rows.append(Option(content(_("Play a scenario"), "bold"), disabled=True))
        return rows + [Option(_entry(it), id=f"volume:{it.id}") for it in self._volumes]

    @work(thread=True)
    def _look(self) -> None:
        self.post_message(self.Listed(saved_games(), damaged_games()))


def banner() -> Content:
    """Return the name of the game and what it is, in two lines."""
    what = _("a tabletop wargame in the terminal")
    return Content.assemble(("WHITECELL", "bold"), f"  {what}\n", (_("Every game here is an EXERCISE."), "dim"))


def _entry(volume: Volume) -> Content:
    size = f"  ({volume.size})" if volume.size else ""
    return lines(Content.assemble("  ", volume.title, size), content(f"    {volume.pitch}", "dim"))


def _damage(game: Damaged) -> Content:
    said = _("damaged: {file}: {reason}").format(file=plain(game.path.name, 40), reason=game.reason)
    return content(f"  ! {said}")
