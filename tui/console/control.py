"""What every screen of the console is given: the session, the newest picture, and whether something is under way."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import attrs

from engine.language.text import clean
from engine.speech import _

from ..hot_seat import HotSeat
from ..shown import plain
from .picture import Picture, picture_of
from .timing import minutes_of, outlook_words

if TYPE_CHECKING:
    from engine.table.publishing import Publisher
    from engine.table.session import Session
    from engine.table.slips import Slip

HERE = "+control"
"""Stands for control among those who have a PIN: no role is called so."""

IDLE = 30.0
"""Seconds after which a seat that says nothing is called idle."""


@attrs.define(kw_only=True)
class Control:
    """The desk in this terminal; only the app and, for slips, their page change it.

    name: who is in control, "" when nobody said it · minutes: how long everybody has, None when nobody said so ·
    slips, line: outlive their page · guest: whether somebody else has the screen
    """

    session: Session
    name: str = ""
    minutes: float | None = None
    now: Callable[[], float] = time.monotonic
    busy: bool = False
    guest: bool = False
    wall: Publisher | None = None
    hot_seat: HotSeat = attrs.field(factory=HotSeat)
    slips: list[Slip] = attrs.field(factory=list)  # typed, not yet sealed
    line: str = ""  # a slip that is half typed
    picture: Picture = attrs.field(init=False)
    titles: dict[str, str] = attrs.field(init=False)
    _begun: float = attrs.field(init=False)
    _branch: int = attrs.field(default=1, init=False)
    _since: dict[str, tuple[object, float]] = attrs.field(factory=dict, init=False)  # role -> how it was, since when

    def __attrs_post_init__(self) -> None:
        if self.minutes is not None:
            self.session.desk.plan(round(self.minutes))
        self.see(picture_of(self.session))
        self.titles = {role.id: plain(role.title or role.id, 40) for role in self.session.scenario.roles}
        self._begun = self.now()

    @property
    def outlook(self) -> str:
        """What the time that is left means for the rest, "" when nobody said how much there is."""
        left = self.minutes_left
        return "" if left is None else outlook_words(self.session.desk.clock.outlook(left))

    @property
    def minutes_left(self) -> float | None:
        """How many minutes everybody still has, None when nobody said how many there are."""
        return None if self.minutes is None else self.minutes - (self.now() - self._begun) / 60

    @property
    def kept(self) -> str:
        """Where the game is saved, and the command with which it goes on in the minutes that are left."""
        where, left = clean(str(self.session.journal), most=300), round(self.minutes_left or 0)
        if left < 1:
            return _("The game is saved. Go on with: whitecell host {where}").format(where=where)
        said = _("The game is saved. Go on with: whitecell host {where} --minutes {left}")
        return said.format(where=where, left=left)

    def see(self, picture: Picture) -> None:
        """Take the newest picture, and note which seats have changed."""
        self.picture = picture
        if picture.branch != self._branch:
            self._branch = picture.branch
            self._unread()
        for chair in picture.chairs:
            here = (picture.turn, picture.phase, chair)
            if self._since.get(chair.role, (None,))[0] != here:
                self._since[chair.role] = here, self.now()

    def _unread(self) -> None:
        """Let no news count as read that a seat has not had since the game was taken back."""
        read, game = self.hot_seat.read, self.session.game
        read.update({role: min(number, len(game.view(role).news)) for role, number in read.items()})

    def idle(self, role: str) -> str:
        """Return for how long a seat has done nothing, "" for one that is hardly idle yet."""
        seconds = self.now() - self._since[role][1]
        return minutes_of(seconds) if seconds >= IDLE else ""

    def publish(self) -> str:
        """Let walls come to this game, and return the address.

        Raises: Refused: there is nowhere to meet.
        """
        from engine.table.publishing import Publisher

        if self.wall is None:
            wall = Publisher(self.session)
            wall.open()
            self.wall = wall
        return self.wall.address

    def close(self) -> None:
        """Let the walls go."""
        if self.wall is not None:
            self.wall.close()
