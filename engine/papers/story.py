"""The parts of a report that tell what happened: cover, story, gauges, decisions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from ..play.narration import Event
from ..play.readings import Reading
from ..speech import _, _n
from ..table.injects import Improvised, Worded, injects_at
from ..table.overruling import Overruled
from ..table.steps import Entry, Ruled
from . import pictures
from .blocks import Block, Facts, Grid, Headed, Items, Lead, Picture, Says, Section, Told
from .material import FEWEST, Decision, Material

MOST_TOLD = 8
"""Orders and news of a turn that the story tells."""

LONGEST = 150
"""Letters of one of them."""

MOST_MOVED, MOST_SEATS = 6, 9
MOST_GAUGES, MOST_LINES = 15, 8
WIDEST = 20
"""A range that is more times as wide as what a number went through is not drawn whole."""

LADDER = (
    _("One game raises questions."),
    _("Three to five groups: a recurrent pattern in these groups."),
    _("Twenty comparable groups or more, with a treatment: an effect under these rules."),
    _("Many games of scripted seats: a property of the model."),
    _("None of them is a probability that anything happens in the world."),
)
"""What may be claimed from how many games. Source: claims ladder (dossier, practice 7.2)."""


def cover(m: Material) -> Section:
    """Return what game this was, who sat where, and what may be claimed of it."""
    it, header = m.scenario, m.header
    rows = [
        (_("Scenario"), it.title),
        (_("Ruleset"), f"{it.ruleset} {it.version}".strip()),
        (_("Digest of the rules"), it.digest[:16]),
        (_("Session"), header.commitment[:12] or "-"),
        (_("Begun"), header.begun or "-"),
        (_("Edition"), edition_title(m.edition)),
        (_("Where it stands"), _stands(m)),
        (_("Commitment to the seed"), ", ".join(it.commitment for it in m.past.branch.luck if it.commitment) or "-"),
        (_("Seed and salt"), _seed(m)),
    ]
    if m.edition != "public":
        rows.append((_("Rulings of control"), str(len(rulings(m)))))
    lead = Lead((_stands(m), edition_title(m.edition)))
    blocks: list[Block] = [lead, Facts(tuple(_facts(m))), Grid(("", ""), tuple(rows))]
    blocks += [Headed(_("Seats")), _seats(m), Headed(_("What may be claimed")), Items(LADDER)]
    return Section(title=_("Cover"), blocks=tuple(blocks))


def _facts(m: Material) -> Iterator[tuple[str, str]]:
    """Yield the numbers that somebody who opens the report looks for, none of which tells of what is hidden."""
    yield _("turns"), f"{m.game.turn} / {m.scenario.turns}"
    yield _("orders told here"), str(sum(it.title != _("pass") for it in m.decisions))
    if m.scenario.rules.terms:
        yield _("deals told here"), str(len(m.deals))
    if m.scenario.rules.motions:
        yield _("votes"), str(sum(event.kind == "motion" for event in m.log))
    if m.whole:
        yield _("forecasts"), str(len(m.past.capture.forecasts))
    if m.edition != "public":
        yield _("rulings"), str(len(rulings(m)))


def edition_title(edition: str) -> str:
    """Return for whom an edition is, in words."""
    return {
        "players": _("players: nothing attributed to a person, no sealed objectives"),
        "control": _("control: everything; not for players"),
        "public": _("public: only what everybody saw"),
    }[edition]


def rulings(m: Material) -> list[tuple[int, str, str, str, str]]:
    """Return turn, phase, kind, what, and reason of everything that control ruled, overruled rules included."""
    events = {event.number: event for event in m.log}
    return [
        _ruling(m, entry, step, events[entry.records[0].number] if entry.records else None)
        for entry in m.past.entries
        if isinstance(step := entry.step, (Ruled, Overruled, Worded, Improvised))
    ]


Act: TypeAlias = Ruled | Overruled | Worded | Improvised


def _ruling(m: Material, entry: Entry, step: Act, event: Event | None) -> tuple[int, str, str, str, str]:
    """Return a ruling as it stood when it was made: what it did may have led on to the next phase."""
    turn, phase = (event.turn, event.phase) if event is not None else entry.at[:2]
    return turn, m.phase_of(phase), _kind(step), _what(m, step, event), m.naming.text(step.reason)


RULINGS = {
    "sit": _("takes the chair"),
    "rise": _("leaves the chair"),
    "style": _("sets a style"),
    "settle": _("decides"),
    "judge": _("judges an argument"),
}
"""What control did, by the word of the journal; other words are those of the console."""


def _kind(step: Act) -> str:
    kind = step.ruling if isinstance(step, (Ruled, Overruled)) else step.do
    return RULINGS.get(kind, kind)


def _what(m: Material, step: Act, event: Event | None) -> str:
    """Return what was ruled on: an inject and a procedure by its title, what was decided with how."""
    what = step.what
    if event is not None and event.kind == "settled":  # one check of several: its headline says how
        return m.naming.text(event.headline)
    if isinstance(step, Ruled) and step.ruling in ("settle", "judge") and event is not None:
        how = what if step.ruling == "settle" else what.partition(" ")[2]
        return f"{m.naming.text(event.headline)}: {how or _('as the dice fall')}"
    injects = {it.id: m.naming.text(it.title) for it in injects_at(m.game, m.past)}
    titles = {**m.scenario.procedures, **injects}
    return titles.get(what, m.naming.text(what))


def _stands(m: Material) -> str:
    if not m.game.over:
        return _("turn {turn} of {turns}; the game is not over").format(turn=m.game.turn, turns=m.scenario.turns)
    ending = m.scenario.endings.get(m.game.ending) or _("the game is over")
    return _("over in turn {turn} of {turns}: {ending}").format(turn=m.game.turn, turns=m.scenario.turns, ending=ending)


def _seed(m: Material) -> str:
    """Return the seed, which tells who was dealt what, so only control is told."""
    if not m.game.over:
        return _("a secret until the game is over")
    if not m.whole:
        return _("in control's edition: whoever has the seed can work out the sealed objectives")
    return ", ".join(f"{it.seed} / {it.salt or '-'}" for it in m.past.branch.luck)


def _seats(m: Material) -> Block:
    if m.edition == "public":
        return Items(tuple(m.title_of(role) for role in m.scenario.book.role_ids))
    rows = tuple((m.title_of(role), " → ".join(names)) for role, names in m.sitters.items())
    return Grid((_("Seat"), _("Who sat there")), rows)


# The story.


def story(m: Material) -> Section:
    """Return each turn in a few lines: what each seat did last, what was told, what moved."""
    blocks: list[Block] = []
    for turn in m.turns:
        date = m.scenario.date(turn)
        title = _("Turn {turn}, {date}") if date else _("Turn {turn}")
        blocks += [Headed(title.format(turn=turn, date=date)), Told(tuple(_turn(m, turn)))]
    if m.game.over:
        blocks.append(Says(_("How it ended: {ending}").format(ending=m.scenario.endings.get(m.game.ending) or "-")))
    return Section(title=_("The story on a page"), blocks=tuple(blocks) or (Says(_("Nothing has happened yet.")),))


def _turn(m: Material, turn: int) -> Iterator[tuple[str, str]]:
    last = {it.role: it.title for it in m.decisions if it.turn == turn and it.title != _("pass")}
    done = [f"{m.title_of(role)}: {title}" for role, title in last.items()]
    told = [text for event in m.log if event.turn == turn and _is_news(event) for text in m.told(event)]
    yield _("Done"), _some(done, MOST_SEATS)
    yield _("Told"), _some([m.naming.text(text) for text in told])
    yield _("Moved"), _some(_moved(m, turn), MOST_MOVED)


def _is_news(event: Event) -> bool:
    return event.kind not in ("order", "turn", "phase", "opened")


def _some(texts: Sequence[str], most: int = MOST_TOLD) -> str:
    """Return some of many texts in a line."""
    found = list(dict.fromkeys(pictures.short(text.rstrip("."), LONGEST) for text in texts))
    more = len(found) - most
    rest = [_n("and {n} more", "and {n} more", more).format(n=more)] if more > 0 else []
    return "; ".join([*found[:most], *rest]) or _("nothing that may be told here")


def _moved(m: Material, turn: int) -> list[str]:
    """Return what a turn moved furthest, for the size of its range; numbers of nobody in particular first."""
    found = []
    for name, past in m.history.items():
        reading = m.readings.get(name)
        before, after = past[min(turn, len(past)) - 1], past[min(turn + 1, len(past)) - 1]
        if reading is None or before == after or reading.id in m.scenario.passing:
            continue
        far = abs(after - before) / max(1, reading.most - reading.least)
        found.append((bool(reading.indices), reading.measure, -far, f"{name_of(reading)} {before:g} → {after:g}"))
    return [text for _own, _measure, _far, text in sorted(found)]


def name_of(it: Reading) -> str:
    """Return a number's title with what it is about."""
    return f"{it.title}, {', '.join(it.index_titles)}" if it.indices else it.title


# Gauges.


def gauges(m: Material) -> Section:
    """Return how numbers went over the turns, one picture for each, those of nobody in particular first."""
    groups: dict[str, dict[str, tuple[float, ...]]] = {}
    ranges: dict[str, Reading] = {}
    for name, past in m.history.items():
        reading = m.readings.get(name)
        passing = reading is not None and reading.id in m.scenario.passing
        if (
            reading is not None
            and not passing
            and len(reading.indices) < 2
            and not (reading.measure and reading.indices)
        ):
            groups.setdefault(reading.id, {})[", ".join(reading.index_titles)] = past
            ranges.setdefault(reading.id, reading)
    ranked = sorted(groups, key=lambda it: (bool(ranges[it].indices), ranges[it].measure))
    blocks = [_gauge(ranges[it], groups[it]) for it in ranked if len(groups[it]) <= MOST_LINES][:MOST_GAUGES]
    said = _("Values before the first turn (0), after each turn, and now. All of them are in numbers.csv.")
    if not blocks:
        return Section(title=_("Gauges"), blocks=(Says(_("No number has moved that may be told here.")),))
    return Section(title=_("Gauges"), blocks=(Says(said), *blocks))


def _gauge(it: Reading, lines: dict[str, tuple[float, ...]]) -> Block:
    values = [value for past in lines.values() for value in past]
    least, most = min(values), max(values)
    if not it.measure and it.most - it.least <= WIDEST * (most - least):
        least, most = it.least, it.most
    told = "; ".join(f"{name or it.title}: {' '.join(f'{value:g}' for value in past)}" for name, past in lines.items())
    return Picture(
        pictures.gauge(it.title, lines, least, most), f"{it.title}. {told}" if it.indices else told, small=True
    )


# Decisions.


def decisions(m: Material) -> Section:
    """Return every order with its reasons, turn by turn, as far as they may be told."""
    if not m.decisions:
        return Section(title=_("Decisions"), blocks=(Says(_("No order was given that may be told here.")),))
    blocks: list[Block] = []
    if not m.opened:
        blocks.append(Says(_("Orders of which all were told. Hidden ones are not in this edition now.")))
    blocks += _sureness(m)
    for turn in m.turns:
        blocks += _decided(m, turn, [it for it in m.decisions if it.turn == turn])
    return Section(title=_("Decisions"), blocks=tuple(blocks))


def _decided(m: Material, turn: int, them: Sequence[Decision]) -> Iterator[Block]:
    """Yield what was decided in a turn; who passed and said nothing of it stands in a line below."""
    told = [it for it in them if it.title != _("pass") or it.why or it.rejected]
    passed = Counter(it.role for it in them if it not in told)
    if them:
        yield Headed(_("Turn {turn}").format(turn=turn))
    heads = (_("Phase"), _("Seat"), _("Order"))
    if told and not m.whole:
        yield Grid(heads, tuple((it.phase, m.title_of(it.role), it.title) for it in told))
    elif told:
        yield Grid((*heads, _("By"), _("Why"), _("Sure"), _("Rejected")), tuple(_row(m, it) for it in told))
    if passed:
        names = (f"{m.title_of(role)} ×{count}" if count > 1 else m.title_of(role) for role, count in passed.items())
        yield Says(_("Passed: {roles}.").format(roles=", ".join(names)))


def _row(m: Material, it: Decision) -> tuple[str | int, ...]:
    title = _("{order} (taken back)").format(order=it.title) if it.taken_back else it.title
    return it.phase, m.title_of(it.role), title, it.by, it.why, str(it.sure or ""), it.rejected


def _sureness(m: Material) -> Iterator[Block]:
    """Yield how sure people were of their orders, of nobody in particular."""
    said = [it for it in m.past.capture.rationales if it.sure]
    found = [it.sure for it in said]
    if found and (m.whole or (m.opened and len({it.role for it in said}) >= FEWEST)):
        text = _n(
            "Said how sure they were {n} time; on average {mean:.1f} of 5.",
            "Said how sure they were {n} times; on average {mean:.1f} of 5.",
            len(found),
        )
        yield Says(text.format(n=len(found), mean=sum(found) / len(found)))
