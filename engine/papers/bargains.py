"""The parts of a report about promises: funnels, votes, deals, and the hands that were hidden."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from ..analysis.funnel import Flow
from ..play.readings import Goal
from ..speech import _
from . import pictures
from .blocks import Block, Grid, Headed, Picture, Says, Section
from .material import Material, Struck
from .moments import beliefs

_STATUS = {
    "done": _("done at once"),
    "open": _("open"),
    "kept": _("kept"),
    "broken": _("broken"),
}


def funnels(m: Material) -> Section:
    """Return what became of what was promised, and what the conditions of pledges hung on."""
    title = _("From words to deeds")
    if not m.opened:
        return Section(title=title, blocks=(Says(_("It rests on what is hidden, so it is not in this edition now.")),))
    blocks: list[Block] = [block for flow in m.funnels for block in _funnel(m, flow)]
    if not blocks:
        blocks = [Says(_("The ruleset declares no “funnels:”, so nothing is followed from words to deeds."))]
    solved = tuple(_solved(m))
    if solved:
        heads = (_("Turn"), _("Settled by"), _("Hold if all wait"), _("Hold if all trust"), _("Gap"))
        blocks += [Headed(_("Conditions of pledges, settled together")), Grid(heads, solved)]
    return Section(title=title, blocks=tuple(blocks))


def _funnel(m: Material, flow: Flow) -> tuple[Block, ...]:
    rows = [(m.title_of(role), values) for role, values in sorted(flow.rows.items(), key=lambda it: -it[1][0])]
    if not rows:
        return ()
    picture = pictures.funnel(flow.stages, rows)
    told = "; ".join(f"{title}: {' → '.join(f'{value:g}' for value in values)}" for title, values in rows)
    sums = [sum(column) for column in zip(*flow.rows.values(), strict=True)]
    said = " → ".join(f"{stage} {value:g}" for stage, value in zip(flow.stages, sums, strict=True))
    return (
        Headed(flow.title),
        *((Says(flow.text),) if flow.text else ()),
        Says(_("All together: {stages}.").format(stages=said)),
        Picture(picture, told),
    )


def _solved(m: Material) -> list[tuple[str | int, ...]]:
    """Return the gap between trust and caution, each time conditions were settled."""
    which = {"least": _("caution"), "greatest": _("trust")}
    notes = [(event.turn, note) for event in m.log for note in event.notes if note[0] == "solve"]
    return [(turn, which[note[2]], note[3], note[4], note[4] - note[3]) for turn, note in notes]


def votes(m: Material) -> Section:
    """Return what was put to the vote, and how each vote went."""
    title = _("Votes and agenda")
    if not m.scenario.rules.motions:
        return Section(title=title, blocks=(Says(_("Nothing is put to the vote in this ruleset.")),))
    rows = tuple((it.turn, text) for it in m.log if it.kind == "motion" for text in m.told(it))
    tabled = Counter(it.role for it in m.log if it.kind == "order" and it.rule.startswith("propose.") and m.known(it))
    blocks: list[Block] = [Grid((_("Turn"), _("Vote")), rows)] if rows else [Says(_("Nothing came to a vote."))]
    if tabled:
        said = ", ".join(f"{m.title_of(role or '')} {count}" for role, count in tabled.most_common())
        blocks.append(Says(_("Motions tabled: {who}.").format(who=said)))
    return Section(title=title, blocks=tuple(blocks))


def deals(m: Material) -> Section:
    """Return who dealt with whom, what was kept and broken, and who stood alone."""
    title = _("Deals")
    if not m.scenario.rules.terms:
        return Section(title=title, blocks=(Says(_("No deals are made in this ruleset.")),))
    if not m.deals:
        return Section(title=title, blocks=(Says(_("No deal was struck that may be told here.")),))
    rows = tuple(
        (it.turn, m.title_of(term.giver), term.title, _("public") if it.public else _("private"), _STATUS[term.status])
        for it in m.deals
        for term in it.terms
    )
    heads = (_("Turn"), _("Giver"), _("Term"), _("Known"), _("What became of it"))
    private = () if m.whole else (Says(_("Private deals are not in this edition.")),)
    return Section(title=title, blocks=(_network(m, m.deals), *private, *_alone(m), Grid(heads, rows)))


def _network(m: Material, struck: tuple[Struck, ...]) -> Picture:
    ids = m.scenario.book.role_ids
    ties: dict[tuple[int, int], tuple[int, int]] = {}
    for it in struck:
        broken = sum(term.status == "broken" for term in it.terms)
        for one, other in combinations(sorted(map(ids.index, it.parties)), 2):
            count, before = ties.get((one, other), (0, 0))
            ties[one, other] = count + len(it.terms), before + broken
    names = [m.title_of(role) for role in ids]
    told = "; ".join(f"{names[one]} – {names[other]}: {count}" for (one, other), (count, _b) in sorted(ties.items()))
    said = _("Deals between seats, by terms; the wider the line the more, dashed where one was broken: {ties}")
    return Picture(pictures.network(names, ties), said.format(ties=told))


def _alone(m: Material) -> tuple[Block, ...]:
    dealt = {role for it in m.deals for role in it.parties}
    alone = [m.title_of(role) for role in m.scenario.book.role_ids if role not in dealt]
    return (Says(_("Struck none: {roles}.").format(roles=", ".join(alone))),) if alone else ()


def hands(m: Material) -> Section:
    """Return what was hidden while the game was played: secret orders, and for control sealed objectives."""
    title = _("Hidden hands")
    if not m.opened:
        return Section(title=title, blocks=(Says(_("Hands are not open in this edition now.")),))
    secret = m.scenario.secret_orders
    rows = tuple(
        (it.turn, m.title_of(it.role or ""), it.title)
        for it in m.log
        if it.kind == "order" and it.rule in secret and m.known(it)
    )
    blocks: list[Block] = []
    if rows:
        blocks += [Headed(_("Secret orders as they came out")), Grid((_("Turn"), _("Seat"), _("Order")), rows)]
    else:
        blocks.append(Says(_("No secret order was given.")))
    return Section(title=title, blocks=(*blocks, *beliefs(m), Headed(_("Objectives")), _objectives(m)))


def _objectives(m: Material) -> Block:
    """Return who had which objective, with what it came to once the game is over."""
    rows = [
        (m.title_of(role), it.title, _("sealed") if it.sealed else "", _worth(m, it), _score(m, role) if first else "")
        for role in m.scenario.book.role_ids
        for first, it in _goals(m, role)
    ]
    if not rows:
        return Says(_("Nothing is scored in this ruleset."))
    return Grid((_("Seat"), _("Objective"), _("Kind"), _("Worth"), _("Score")), tuple(rows))


def _goals(m: Material, role: str) -> Iterator[tuple[bool, Goal]]:
    """Yield the objectives of a role that may be told, each with whether it is the first."""
    them = [it for it in m.game.view(role).objectives if m.whole or not it.sealed]
    yield from ((n == 0, it) for n, it in enumerate(them))


def _worth(m: Material, it: Goal) -> str:
    return f"{it.worth:+d}" if it.worth is not None and m.game.over else ""


def _score(m: Material, role: str) -> str:
    """Return a role's score, which with the sealed objectives beside it is control's alone."""
    return str(m.game.scores[role]) if m.whole and m.game.over else ""
