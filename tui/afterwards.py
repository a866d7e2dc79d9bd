"""After the end, in plain lines: scores, and what scripted seats were thinking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.language.text import clean, nearest
from engine.speech import _

if TYPE_CHECKING:
    from engine.table.session import Session

    from .asking import Asker


def tell_scores(session: Session, lines: Asker) -> None:
    """Tell every role's score, the best first."""
    ranked = sorted(session.game.scores.items(), key=lambda pair: -pair[1])
    if ranked:
        told = ", ".join(f"{session.scenario.title_of(role)} {score}" for role, score in ranked)
        lines.say(_("Scores: {told}").format(told=told))


def answer(session: Session, lines: Asker) -> None:
    """Tell what scripted seats were thinking, until an empty line."""
    scripted = {it.role for it in session.scripted_orders()}
    names = {role: session.scenario.title_of(role) for role in session.game.roles if role in scripted}
    if not names:
        return
    lines.say(
        _("A name tells what that seat was thinking: {names}. An empty line leaves.").format(
            names=", ".join(names.values())
        )
    )
    while (word := lines.ask(_("why> ")).casefold()) not in ("", "q"):
        role = next((it for it, title in names.items() if word in (it, title.casefold())), "")
        if role:
            _tell_reasons(session, role, lines)
            continue
        near = nearest(word, names)
        meant = _("No scripted seat is called '{word}'. Did you mean {near}?")
        said = meant if near else _("No scripted seat is called '{word}'.")
        lines.say(said.format(word=clean(word, most=40), near=near))


def _tell_reasons(session: Session, role: str, lines: Asker) -> None:
    """Tell the reasons of all its decisions; each is thought through once more."""
    for it in session.scripted_orders():
        if it.role == role:
            lines.say(_("Turn {turn}, {phase}: {order}").format(turn=it.turn, phase=it.phase, order=it.order))
            lines.say("\n".join(f"  {row}" for row in session.explain(role, it.number).splitlines()))
