"""All that a game on the screen needs, in one import: the app makes it in the background, after its first paint."""

from __future__ import annotations

from .cards import card_of
from .dice import committed
from .opening import open_room, read_scenario, resume_room
from .pauses import settle
from .scene import scene_of
from .screens.card import CardScreen
from .screens.commands import Commands, Finder, Places
from .screens.end import EndScreen
from .screens.handover import HandOverScreen
from .screens.play import PlayScreen
from .screens.public import PublicScreen
from .screens.seats import SeatsScreen
from .seating import seating_of

__all__ = [
    "CardScreen",
    "Commands",
    "EndScreen",
    "Finder",
    "HandOverScreen",
    "Places",
    "PlayScreen",
    "PublicScreen",
    "SeatsScreen",
    "card_of",
    "committed",
    "open_room",
    "read_scenario",
    "resume_room",
    "scene_of",
    "seating_of",
    "settle",
]
