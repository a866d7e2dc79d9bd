"""What is bargained about: motions, deals, promises; each can be acted on where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from engine.speech import _

from ..bargaining import Chapter, Matter, chapters_of
from ..copying import copy
from ..shown import content, lines
from .over import Over, needless

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.play.views import View

ACCEPT, DECLINE, COUNTER, VOTE, OFFER = "accept", "decline", "counter", "vote", "offer"


@attrs.frozen(kw_only=True)
class Wish:
    """What somebody wants to do, and about which deal or motion."""

    act: str
    deal: int = 0
    motion: str = ""


class BargainsScreen(Over[Wish | None]):
    """The page; it is left with what somebody wants to do, which the table does."""

    DEFAULT_CSS = """
    #bargains { width: 110; max-width: 100%; height: 100%; border: round $accent; background: $panel; padding: 0 1; }
    #bargains OptionList { height: 1fr; border: none; padding: 0; background: $panel; scrollbar-size-vertical: 1; }
    #bargains-note { height: auto; text-style: bold; }
    """
    BINDINGS = [
        Binding("escape,5,b,q", "dismiss", _("Back"), tooltip=_("Back to the table")),
        Binding("a", "wish('accept')", _("Accept"), tooltip=_("Accept the deal under the cursor, shown first")),
        Binding("d", "wish('decline')", _("Decline"), tooltip=_("Decline the deal under the cursor, shown first")),
        Binding("c", "wish('counter')", _("Counter"), tooltip=_("Offer something else instead of this deal")),
        Binding("v", "wish('vote')", _("Vote"), tooltip=_("Vote on the motion under the cursor")),
        Binding("o", "wish('offer')", _("Offer"), tooltip=_("Offer a new deal")),
        Binding("y", "copy", _("Copy"), show=False, tooltip=_("Copy this page as plain text")),
    ]

    def __init__(self, view: View, names: Mapping[str, str]) -> None:
        super().__init__()
        self._chapters = chapters_of(view, names)
        self._matters: dict[str, Matter] = {}

    def compose(self) -> ComposeResult:
        """A box with a list, and a line that says why a key did nothing."""
        with Vertical(id="bargains") as box:
            box.border_title = _("Bargains, as far as you know")
            box.border_subtitle = _("a accept · d decline · c counter · v vote · o offer · Esc back")
            yield OptionList(*self._rows(), markup=False, compact=True)
            yield Static(id="bargains-note")

    def on_mount(self) -> None:
        """Begin at the newest deal that waits for this seat, else at a motion that does, else at the first matter."""
        rows = self.query_one(OptionList)
        able = {k: self._matters[str(option.id)] for k, option in enumerate(rows.options) if option.id}
        due = [k for k, matter in able.items() if matter.waits]
        deals = [k for k in due if able[k].deal]
        rows.highlighted = next(iter(deals[-1:] or due or able), None)
        rows.focus()
        self.query_one("#bargains-note").display = False

    def _rows(self) -> list[Option]:
        rows = []
        for at, chapter in enumerate(self._chapters):
            rows.append(Option(content(chapter.title, "bold"), disabled=True))
            rows.extend(self._of(at, chapter))
        return rows

    def _of(self, at: int, chapter: Chapter) -> list[Option]:
        if not chapter.matters:
            return [Option(content(chapter.without, "dim"), disabled=True)]
        self._matters |= {f"{at}.{k}": matter for k, matter in enumerate(chapter.matters)}
        return [Option(lines(*map(content, matter.rows)), id=f"{at}.{k}") for k, matter in enumerate(chapter.matters)]

    @property
    def _here(self) -> Matter | None:
        option = self.query_one(OptionList).highlighted_option
        return None if option is None else self._matters.get(str(option.id))

    @on(OptionList.OptionSelected)
    def choose(self) -> None:
        """Vote on a motion; of a deal say which keys answer it."""
        here = self._here
        if here is not None and here.motion:
            self.action_wish(VOTE)
        elif here is not None and here.deal:
            self._say(_("a accepts this deal, d declines it, c offers something else instead."))
        else:
            self._say(_("There is nothing to decide here."))

    def on_key(self, event: events.Key) -> None:
        """Say that a key does nothing here."""
        if name := needless(self, event):
            self._say(_("{key} does nothing here.").format(key=name))

    def action_wish(self, act: str) -> None:
        """Leave with what is wanted, or say why the key does nothing here."""
        if act == OFFER:
            self.dismiss(Wish(act=act))
            return
        votes = act == VOTE
        meant = self._meant(votes=votes)
        if meant is not None:
            self.dismiss(Wish(act=act, deal=meant.deal, motion=meant.motion))
        elif votes:
            self._say(_("Go to a motion with the arrows first."))
        else:
            self._say(_("Go to a deal with the arrows first."))

    def _meant(self, *, votes: bool) -> Matter | None:
        """Return the deal or the motion under the cursor, or the only one that waits for this seat."""
        here = self._here
        if here is not None and (here.motion if votes else here.deal):
            return here
        due = [it for it in self._matters.values() if it.waits and (it.motion if votes else it.deal)]
        return due[0] if len(due) == 1 else None

    def action_copy(self) -> None:
        """Copy the page as plain text."""
        rows = (str(option.prompt) for option in self.query_one(OptionList).options)
        self.notify(copy(self.app, "bargains", _("this page"), "\n".join(rows)), markup=False, timeout=4)

    def _say(self, text: str) -> None:
        note = self.query_one("#bargains-note", Static)
        note.update(content(f"! {text}"))
        note.display = True
