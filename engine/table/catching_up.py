"""A page for whoever sits down in the middle of a game: where it stands, and what the seat has in hand."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from ..play.orders import Order
from ..play.views import View
from ..speech import _
from .messages import CONTROL
from .session import Session
from .standing import standing

MOST_NEWS = 12
"""The newest lines of news that are told again."""


@attrs.frozen(kw_only=True)
class Section:
    """A heading with its lines; sections without lines are left out."""

    title: str
    lines: tuple[str, ...]


def catch_up(session: Session, role: str) -> tuple[Section, ...]:
    """Return what somebody who takes a seat should read first, in the order in which to read it."""
    view = session.seat(role).view
    return tuple(Section(title=title, lines=lines) for title, lines in _sections(session, role, view) if lines)


def _sections(session: Session, role: str, view: View) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield _("Where the game stands"), (standing(session.game), *filter(None, (view.date, view.prompt)))
    yield _("What you want"), tuple(f"{it.title}: {it.text}" if it.text else it.title for it in view.objectives)
    yield _("What you have given this phase"), tuple(_titled(view, it) for it in view.given)
    draft = session.draft(role)
    yield _("What you had begun"), () if draft is None else (draft.text,)
    yield _("Motions on the table"), tuple(it.title for it in view.motions)
    yield _("Deals that wait for you"), tuple(line for it in view.deals if it.waits for line in (it.title, *it.said))
    yield _("Promises that are watched"), tuple(it.title for it in view.ledger if it.status == "open")
    yield _("What happened last"), tuple(it.text for it in view.news[-MOST_NEWS:])
    post = session.desk.post
    notes = (it for it in post.messages(role) if it.sender != role)
    yield _("Notes to you"), tuple(f"{_called(session, it.sender)}: {it.text}" for it in notes)
    asked = post.requests(role)
    yield _("What you asked control"), tuple(" - ".join(filter(None, (it.text, it.state, it.answer))) for it in asked)


def _called(session: Session, sender: str) -> str:
    return _("Control") if sender == CONTROL else session.scenario.title_of(sender)


def _titled(view: View, order: Order) -> str:
    """Return an order in words; as it was written where the phase that offers it is over or interrupted."""
    try:
        return view.choices.form_of(order).title_of(order)
    except KeyError:
        return order.text
