"""Injects in words: what they are, whom they are for, and when they fire, with what their trigger reads now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from textual.content import Content

from engine.speech import _

from ..shown import content, plain

if TYPE_CHECKING:
    from engine.play.readings import Inject

STATUS = {"armed": _("armed"), "held": _("held"), "skipped": _("skipped"), "fired": _("fired")}


def about_inject(it: Inject, titles: Mapping[str, str]) -> Iterator[Content]:
    """Yield all that control should know of an inject but its title."""
    status = STATUS.get(it.status, it.status)
    fired = it.status == "fired"
    yield content(status if fired else _("{status}; {cue}").format(status=status, cue=cue_words(it)))
    to = ", ".join(titles.get(role, role) for role in it.to)
    yield content(_("To: {roles}").format(roles=_("everybody") if len(it.to) == len(titles) else to or _("nobody")))
    told = (
        ("", it.text),
        (_("Guidance"), it.guidance),
        (_("Expected"), it.expected),
        (_("It serves"), it.objective),
    )
    for label, text in told:
        if text:
            yield content("")
            yield content(f"{label}: {text}" if label else text)


def cue_words(it: Inject) -> str:
    """Return when an inject fires, with what its trigger reads now."""
    if it.trigger:
        now = ", ".join(f"{plain(name, 40)} {plain(value, 20)}" for name, value in it.now)
        said = _("fires when {trigger}: now {now}") if now else _("fires when {trigger}")
        return said.format(trigger=plain(it.trigger, 200), now=now) + (_(" (holds)") if it.holds else "")
    if it.turn:
        said = _("fires in turn {turn}, {phase}") if it.phase else _("fires in turn {turn}")
        minute = _(", about minute {minute}").format(minute=it.minute) if it.minute else ""
        return said.format(turn=it.turn, phase=plain(it.phase, 40)) + minute
    return _("control fires it")
