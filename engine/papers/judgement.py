"""The parts of a report that judge: forecasts, luck, branches, the white cell itself, and what was noted."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator

from ..analysis.luck import Roll, expected, rolls_of
from ..rules.run import BANDS
from ..speech import _, _n
from ..table.branches import Branch
from ..table.capture import Note
from ..table.injects import injects_at
from . import pictures, watch
from .blocks import Block, Grid, Headed, Items, Picture, Says, Section
from .material import FEWEST, Material
from .moments import moments
from .sides import side_by_side
from .story import rulings

MOST_ROLLS = 12

RED = frozenset({"red", "redline", "red-line", "red_line"})
LIMITS = frozenset({"assumption", "limitation", "constraint", "artefact", "artifact", "parking"})
SURVEY = frozenset({"survey"})
"""Tags of a scribe's notes, and the part of the report that they belong to."""


def forecasts(m: Material) -> Section:
    """Return what was foretold and what came: for control by person, for players all together."""
    title, capture = _("Forecasts"), m.past.capture
    if not m.opened:
        return Section(title=title, blocks=(Says(_("Forecasts are private, so they are not in this edition now.")),))
    if not capture.questions:
        return Section(title=title, blocks=(Says(_("Nobody was asked for a forecast.")),))
    if not m.whole and len({who for _question, who in capture.forecasts}) < FEWEST:
        said = _("Too few people forecast to show it without showing who.")
        return Section(title=title, blocks=(Says(said),))
    heads = (_("Asked in turn"), _("Question"), _("Forecasts"), _("Mean"))
    more = (_("Lowest"), _("Highest")) if m.whole else ()
    blocks: list[Block] = [Grid((*heads, *more, _("Came")), tuple(_questions(m))), *_calibration(m)]
    scores = sorted(capture.scores().items(), key=lambda it: it[1])
    if scores and m.whole:
        rows = tuple((m.naming.person(who), score) for who, score in scores)
        blocks += [
            Headed(_("Brier score: 0 is perfect, 0.25 is a coin, 1 is the worst")),
            Grid((_("Who"), _("Score")), rows),
        ]
    elif len(scores) >= FEWEST:
        mean = sum(score for _who, score in scores) / len(scores)
        blocks.append(Says(_("Brier score on average: {mean:.2f} (0 is perfect, 0.25 is a coin).").format(mean=mean)))
    return Section(title=title, blocks=tuple(blocks))


def _questions(m: Material) -> Iterator[tuple[str | int | float, ...]]:
    """Yield each question with what was given; whoever is one of few is not told of below control."""
    fewest = 1 if m.whole else FEWEST
    for it in m.past.capture.questions:
        given = [one.chance for one in m.past.capture.forecasts.values() if one.question == it.number]
        came = {True: _("yes"), False: _("no"), None: _("open")}[it.came]
        mean = f"{sum(given) / len(given):.0f} %" if len(given) >= fewest else ""
        ends = (f"{min(given)} %", f"{max(given)} %") if given else ("", "")
        yield it.turn, m.naming.text(it.text), len(given), mean, *(ends if m.whole else ()), came


def _calibration(m: Material) -> Iterator[Block]:
    """Yield the picture of how often what was given a chance came about, in fifths."""
    bins: dict[int, list[tuple[int, bool]]] = {}
    if not m.whole and len(m.past.capture.scores()) < FEWEST:
        return
    for it in m.past.capture.forecasts.values():
        came = m.past.capture.questions[it.question - 1].came
        if came is not None:
            bins.setdefault(min(4, it.chance // 20), []).append((it.chance, came))
    found = [
        (sum(chance for chance, _c in them) / len(them), sum(came for _c, came in them) / len(them), len(them))
        for _bin, them in sorted(bins.items())
    ]
    if found:
        told = "; ".join(f"{chance:.0f} %: {100 * came:.0f} % ({n})" for chance, came, n in found)
        said = _("What was given a chance, how often it came, and how many forecasts that were: {bins}")
        picture = pictures.calibration(found, _("chance that was given"), _("share that came"))
        yield Picture(picture, said.format(bins=told))


# Luck.


def luck(m: Material) -> Section:
    """Return how the dice fell, the least likely falls first, and which missed by one."""
    title = _("Turning points and luck")
    later = _(
        "What would have come otherwise is found by playing the rest many times: the last screen of the game does."
    )
    moved = tuple(moments(m))
    if not m.opened:
        return Section(title=title, blocks=(*moved, Says(later), Says(_("Dice are not open in this edition now."))))
    rolls = [(roll, _points(note)) for roll, note in _rolls(m)]
    if not rolls:
        return Section(title=title, blocks=(*moved, Says(later), Says(_("No dice were thrown."))))
    ranked = sorted(rolls, key=lambda it: it[0].likely if it[0].likely is not None else 1.0)[:MOST_ROLLS]
    heads = (_("Turn"), _("What"), _("Roll"), _("Fell"), _("Odds"), _("Surprise, bits"), _("With one more"))
    rows = tuple(_luck_row(m, roll, points) for roll, points in ranked)
    return Section(
        title=title, blocks=(*moved, Says(later), *_bands(m), Headed(_("Least likely falls")), Grid(heads, rows))
    )


def _rolls(m: Material) -> Iterator[tuple[Roll, tuple[object, ...]]]:
    """Yield each roll with its note, so far as it may be told."""
    for event in m.log:
        if event.kind == "dealt":
            continue
        for roll, _fall in rolls_of((event,)):
            notes = [note for note in event.notes if note[0] == roll.kind and note[2] == roll.name]
            yield roll, notes[min(roll.nth, len(notes) - 1)]


def _points(note: tuple[object, ...]) -> int | None:
    """Return what a check reached, None for other rolls."""
    return int(str(note[4])) + int(str(note[5])) if note[0] == "check" else None


def _luck_row(m: Material, it: Roll, points: int | None) -> tuple[str | int, ...]:
    odds = "" if it.likely is None else f"{100 * it.likely:.0f} %"
    bits = "" if not it.likely else f"{-math.log2(it.likely):.1f}"
    near = "" if points is None or points + 1 not in (5, 7, 10) else BANDS[{5: 2, 7: 1, 10: 0}[points + 1]]
    fell = m.scenario.drawn_title(it.fell) if it.kind == "pick" else it.fell
    return it.turn, it.title, m.scenario.roll_title(it.name), fell, odds, bits, near


def _bands(m: Material) -> Iterator[Block]:
    found = expected(m.log)
    if any(count for count, _likely in found.values()):
        rows = tuple((band, count, round(likely, 1)) for band, (count, likely) in found.items())
        yield Grid((_("Band"), _("Checks that fell so"), _("To be expected")), rows)


# The white cell.


def branches(m: Material) -> Section:
    """Return what was played besides: control reads of every branch, others of this one alone."""
    title, them = _("Branches"), m.past.branches
    if len(them) == 1:
        blocks: list[Block] = [Says(_("The game was never taken back, so there is one course of it."))]
    else:
        said = _("The game was taken back; it has {n} branches, and this report is of the one that is played.")
        blocks = [Says(said.format(n=len(them)))]
    if m.whole and len(them) > 1:
        heads = (_("Branch"), _("Name"), _("Left"), _("At event"), _("Why"), _("Stands"))
        blocks.append(Grid(heads, tuple(_branch(m, it) for it in them)))
        blocks += side_by_side(m)
    marks = tuple(f"{number}: {m.naming.text(name)}" for number, name in sorted(m.past.bookmarks.items()))
    if marks and m.whole:
        blocks += [Headed(_("Bookmarks, by event")), Items(marks)]
    return Section(title=title, blocks=tuple(blocks))


def _branch(m: Material, it: Branch) -> tuple[str | int, ...]:
    turn, phase, over = it.stands
    stands = _("turn {turn}, over") if over else _("turn {turn}, {phase}")
    here = _(" (played)") if it is m.past.branch else ""
    at = it.at if it.parent else ""
    return (
        f"{it.number}{here}",
        m.naming.text(it.title),
        it.parent or "",
        at,
        m.naming.text(it.reason),
        stands.format(turn=turn, phase=m.phase_of(phase)),
    )


def audit(m: Material) -> Section:
    """Return what control did and who that was, which injects came, and how time was spent."""
    blocks: list[Block] = []
    if m.whole:
        found = rulings(m)
        heads = (_("Turn"), _("Phase"), _("Ruling"), _("What"), _("Reason"))
        blocks.append(Grid(heads, tuple(found)) if found else Says(_("Control ruled nothing.")))
        blocks += watch.told(m)
        blocks += _injects(m)
    elif m.edition == "players":
        n = len(rulings(m))
        blocks.append(Says(_n("Control ruled {n} time.", "Control ruled {n} times.", n).format(n=n)))
    return Section(title=_("The white cell's own work"), blocks=(*blocks, *_time(m)))


def _injects(m: Material) -> Iterator[Block]:
    injects, said = injects_at(m.game, m.past), m.naming.text
    used = (it for it in injects if it.status != "armed")
    rows = tuple((said(it.title), it.status, said(it.objective), said(it.expected)) for it in used)
    armed = sum(it.status == "armed" for it in injects)
    if rows:
        yield Headed(_("Injects"))
        yield Grid((_("Inject"), _("Status"), _("Objective"), _("What was expected")), rows)
    if armed:
        yield Says(_n("{n} inject was still armed.", "{n} injects were still armed.", armed).format(n=armed))


def _time(m: Material) -> Iterator[Block]:
    spells = m.past.clock.spells
    if not spells:
        yield Says(_("The clock was not used, so no time was kept."))
        return
    rows = [(f"{it.turn}, {m.phase_of(it.phase)}", it.planned + it.added, it.spent) for it in spells]
    told = "; ".join(f"{title}: {spent:.1f} / {planned:g}" for title, planned, spent in rows)
    yield Headed(_("Minutes spent (bars) against the plan (marks)"))
    yield Picture(pictures.times(rows), _("Minutes spent / planned, by turn and phase: {rows}").format(rows=told))


# What was noted.


def red_lines(m: Material) -> Section:
    """Return the red lines that scribes heard, and all notes that belong nowhere else."""
    title = _("Red lines, and what scribes noted")
    if not m.whole:
        return Section(title=title, blocks=(_withheld(),))
    found, others = notes_of(m, RED), notes_of(m, frozenset(), but=RED | LIMITS | SURVEY)
    blocks: list[Block] = [_notes(m, found) if found else Says(_("No note is tagged “red”."))]
    if others:
        blocks += [Headed(_("Other notes")), _notes(m, others)]
    return Section(title=title, blocks=tuple(blocks))


def limits(m: Material) -> Section:
    """Return what was assumed, what limits this game, and what was only made by the game."""
    stood = sum(it.defaulted for it in m.decisions)
    rows = [
        _("This is one game: an anecdote that raises questions."),
        _("All results follow from the rules of a model, not from the world."),
        _("Names, dates and events may be invented."),
    ]
    if m.opened:
        rows.append(_n("{n} order was given by default.", "{n} orders were given by default.", stood).format(n=stood))
    found = notes_of(m, LIMITS) if m.whole else []
    return Section(
        title=_("Assumptions, limits, artefacts"), blocks=(Items(tuple(rows)), *([_notes(m, found)] if found else ()))
    )


def survey(m: Material) -> Section:
    """Return what people answered at the end, as scribes wrote it down."""
    found = notes_of(m, SURVEY) if m.whole else []
    said = _("No note is tagged “survey”.") if m.whole else _("Free words are in control's edition only.")
    return Section(title=_("Survey"), blocks=(_notes(m, found) if found else Says(said),))


def notes_of(m: Material, tags: Collection[str], but: Collection[str] = ()) -> list[Note]:
    """Return the notes with one of some tags, or, with none given, those without any of `but`."""
    notes = m.past.capture.notes
    if tags:
        return [it for it in notes if {tag.casefold() for tag in it.tags} & set(tags)]
    return [it for it in notes if not {tag.casefold() for tag in it.tags} & set(but)]


def _notes(m: Material, notes: list[Note]) -> Block:
    heads = (_("Turn"), _("Phase"), _("Scribe"), _("Note"), _("Tags"))
    rows = [
        (it.turn, m.phase_of(it.phase), m.naming.person(it.who), m.naming.text(it.text), ", ".join(it.tags))
        for it in notes
    ]
    return Grid(heads, tuple(rows))


def _withheld() -> Says:
    return Says(_("What people and scribes wrote in their own words is in control's edition only."))
