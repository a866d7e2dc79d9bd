"""Who sat in control, and when that changed, as far as they said who they are; for control's edition alone."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from ..speech import _
from .blocks import Block, Grid, Headed, Says
from .material import Material


@attrs.frozen(kw_only=True)
class Watch:
    """What one person did in control without a break by another: from where, at what time of day, how many commands."""

    who: str
    turn: int
    phase: str
    since: str
    commands: int


def watches(m: Material) -> tuple[Watch, ...]:
    """Return who sat in control one after the other, in the order of the file, on whatever branch."""
    found: list[Watch] = []
    for it in m.past.written:
        if not it.control:
            continue
        if found and found[-1].who == it.control:
            found[-1] = attrs.evolve(found[-1], commands=found[-1].commands + 1)
        else:
            turn, phase, _over = it.at
            found.append(Watch(who=it.control, turn=turn, phase=phase, since=it.when[11:16], commands=1))
    return tuple(found)


def told(m: Material) -> Iterator[Block]:
    """Yield who was in control, and from when on."""
    found = watches(m)
    if not found:
        yield Says(_("Nobody said who was in control: “whitecell host --as NAME” keeps it."))
        return
    heads = (_("From turn"), _("Phase"), _("Time"), _("Who"), _("Commands"))
    yield Headed(_("Who was in control"))
    yield Grid(
        heads, tuple((it.turn, m.phase_of(it.phase), it.since, m.naming.person(it.who), it.commands) for it in found)
    )
