"""Write saves of the present format: `python -m tests.table.saves.make format-N`; those of earlier ones stay.

The games are of the rulesets on the shelf beside this file, which never change: copies of what once shipped.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from random import Random

import engine.language.library as library
from engine import Order
from engine.table.session import Person, Session

HERE = Path(__file__).parent
SHELF = HERE / "shelf"


def prisoners(path: Path) -> Session:
    """A game that waits for one of two people; the other keeps a draft."""
    session = Session.open("prisoners-dilemma", seats={"ann": Person(), "bob": Person()}, seed=3, journal=path)
    played(session, 4, Random(1))
    session.submit("ann", next(iter(session.seat("ann").view.choices)))
    session.save_draft("bob", Order("defect"))
    return session


def over(path: Path) -> Session:
    """A game that is over; one seat was played by a doctrine, the other handed to one."""
    session = Session.open("prisoners-dilemma", seats={"ann": Person()}, seed=11, journal=path)
    played(session, 3, Random(2))
    session.hand_over("ann")
    return session


def arena(path: Path) -> Session:
    """A game against a doctrine with traits, with an order taken back."""
    session = Session.open("arena", seats={"blue": Person()}, seed=3, journal=path)
    session.submit("blue", Order("fortify", place="north"))
    session.take_back("blue", Order("fortify", place="north"))
    return session


def briefed(path: Path) -> Session:
    """A game in which control held and fired injects and opened a procedure."""
    session = Session.open("briefed", seats={it: Person() for it in ("red", "blue", "green")}, seed=1, journal=path)
    session.rule("hold", "leak", "Too early.")
    session.rule("fire", "hearing")
    session.rule("open", "round", "Red was seen at the border.")
    return session


def tutorial(path: Path) -> Session:
    """The flagship's tutorial in its second turn."""
    session = Session.open("tutorial", seats={"paris": Person()}, seed=5, journal=path)
    while session.game.turn < 2:
        played(session, 1, Random(session.game.turn))
    return session


def branched(path: Path) -> Session:
    """A game that was taken back with fresh dice, then again, and goes on where it was first."""
    session = Session.open("arena", seats={"blue": Person()}, seed=7, journal=path)
    played(session, 3, Random(3))
    session.branches.rewind(5, "A rule was misread.", left="As it was", fresh=True)
    played(session, 2, Random(4))
    session.branches.rewind(8, "Once more.")
    session.branches.switch(1, "It was better.")
    played(session, 1, Random(5))
    return session


GAMES = {it.__name__: it for it in (prisoners, over, arena, briefed, tutorial, branched)}


def played(session: Session, orders: int, chance: Random) -> None:
    """Let people give random legal orders."""
    for _ in range(orders):
        for role in session.waiting_for[:1]:
            session.submit(role, session.seat(role).view.choices.sample(chance))


def stands(session: Session) -> dict[str, object]:
    """Return what must be the same whenever this game is opened."""
    game = session.game
    return {
        "events": len(game.log),
        "turn": game.turn,
        "over": game.over,
        "awaiting": list(game.awaiting),
        "scores": game.scores,
        "digest": game.digest,
    }


def main(folder: Path) -> None:
    """Write a save of each game, and how it stands."""
    folder.mkdir()
    found = {}
    for name, make in GAMES.items():
        session = make(folder / f"{name}.journal")
        found[name] = stands(session)
        session.close()
    (folder / "stands.json").write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    library.shipped = lambda: SHELF
    main(HERE / sys.argv[1])
