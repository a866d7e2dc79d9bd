"""The facilitator's runbook: a plan to the minute, what to read aloud, injects, what to do when things go wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..language.emphasis import unmarked
from ..play.readings import Inject
from ..play.scenario import is_for_control
from ..speech import _, _n
from ..table.planning import TIGHT, Line
from . import cues, html
from .blocks import Block, Facts, Grid, Headed, Items, Lead, Says, Section
from .pack import Pack

INK = """
:root { --ink: #000; --deep: #000; --line: #777; --soft: #fff }
header { background: #fff; color: #000; border: 3px solid #000 }
"""
"""What the style of reports becomes for a printer in black and white."""


def runbook(pack: Pack) -> str:
    """Return the runbook as a page to print; it holds what players must not read."""
    it = pack.scenario
    parts = (_overview(pack), _plan(pack), _aloud(pack), _slips(pack), _injects(pack), _trouble(), _hotwash())
    marking = _("{scenario} · runbook, for control").format(scenario=it.title)
    return html.whole(_("Runbook: {scenario}").format(scenario=it.title), marking, parts, it.language, style=INK)


def _overview(pack: Pack) -> Section:
    left = pack.scenario.turns - pack.game.turn + 1
    last = [line.minutes for line in pack.plan.lines if line.turn == pack.scenario.turns]
    facts = (
        (_("seats"), str(len(pack.roles))),
        (_("turns left"), str(left)),
        (_("minutes a turn"), str(sum(last))),
        (_("minutes in all"), str(pack.plan.minutes)),
    )
    check = (
        _(
            "Print briefs.html, slips.html, tents.html and mats.html in black and white; "
            "one brief and a sheet of slips a seat."
        ),
        _(
            "Start “{command}” on your computer, and “whitecell wall” in a second window, on the projector: it shows "
            "the game once that is published, by --publish or by p in the console. Try both, and the sound of the room."
        ).format(command=_command(pack)),
        _("Hand each brief to its seat, and to nobody else. Put the tents where the seats are."),
        _("Read the line of consent: what is noted, who reads the report, that a name is taken out on request."),
        _("Show the commitment to the seed, and let somebody write it down."),
    )
    blocks: list[Block] = [Lead((pack.scenario.summary,)), Facts(facts), Items(check)]
    if told := _briefing(pack)[1]:
        blocks += [Headed(_("For you alone")), *map(Says, told)]
    return Section(title=_("Before it begins"), blocks=tuple(blocks))


def _command(pack: Pack) -> str:
    """Return how to host the game, its wall published from the beginning."""
    minutes = "" if pack.minutes is None else f" --minutes {pack.minutes}"
    return f"whitecell host {pack.source}{minutes} --publish"


# The plan.


def _plan(pack: Pack) -> Section:
    heads = (_("From"), _("Minutes"), _("Turn"), _("What"), _("Who"), _("What you do"), _("Began"))
    rows = tuple(_row(pack, line) for line in pack.plan.lines)
    said = _(
        "Counted from the moment when the first person is welcomed. The first turn takes about half as long again: "
        "that is planned for. Write into the last column when each began."
    )
    tight = _(
        "Phases have {percent} per cent of the time that the scenario plans for them: rather leave out the last turn "
        "than hurry through all."
    ).format(percent=round(100 * pack.plan.share))
    warned = (Says(tight),) if pack.plan.share < TIGHT else ()
    return Section(title=_("Plan to the minute"), blocks=(Says(said), *warned, Grid(heads, rows)))


def _row(pack: Pack, line: Line) -> tuple[Any, ...]:
    """Return a line of the plan; the last column is left for when it began."""
    who, do = (_who(pack, line.phase), _do(pack, line.phase)) if line.phase else (_("all"), "")
    return _clock(line.begins), line.minutes, str(line.turn or ""), line.title, who, do, ""


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02d}"


def _who(pack: Pack, phase: str) -> str:
    asked = pack.asked(phase)
    if asked is None:
        return "" if _mode(pack, phase) == "automatic" else _("those it asks")
    return _("all") if len(asked.menus) == len(pack.roles) else ", ".join(map(pack.title_of, asked.menus))


def _do(pack: Pack, phase: str) -> str:
    return {
        "sealed": _("Collect slips, type them, read the echo, seal them; then tell what came of it, step by step."),
        "open": _("Start the clock. People talk; type what is agreed, when it is agreed."),
        "sequential": _("Ask one seat after the other, and type what it says."),
    }.get(_mode(pack, phase), _("Tell what happens; nobody is asked, unless the game asks a seat."))


def _mode(pack: Pack, phase: str) -> str:
    return next(it.mode for it in pack.scenario.rules.phases if it.id == phase)


def _aloud(pack: Pack) -> Section:
    blocks: list[Block] = [Headed(_("Briefing")), *map(Says, _briefing(pack)[0])]
    for phase in pack.scenario.rules.phases[: pack.scenario.book.steps]:
        blocks += [Headed(phase.title), Says(phase.text or _open(pack, phase.id))]
    return Section(title=_("Read aloud"), blocks=tuple(blocks))


def _open(pack: Pack, phase: str) -> str:
    """Return what is said when a phase begins that has no words of its own."""
    title, minutes, mode = pack.scenario.phases[phase], pack.plan.minutes_of(phase), _mode(pack, phase)
    if mode == "automatic":
        return _("{phase}. Put your pens down: this is what happened.").format(phase=title)
    everybody, who = _("Everybody"), _who(pack, phase)
    who = everybody if who == _("all") else _("Those whom it asks") if pack.asked(phase) is None else who
    time = _n("{n} minute", "{n} minutes", minutes).format(n=minutes)
    said = {
        "sealed": _("{phase}. {who}: write your slip, and show it to nobody. You have {time}."),
        "open": _("{phase}. {who}: the floor is yours, for {time}."),
    }.get(mode, _("{phase}. {who}: one after the other; {time} for all of you."))
    return said.format(phase=title, who=who, time=time)


def _briefing(pack: Pack) -> tuple[list[str], list[str]]:
    """Return the paragraphs of the briefing that are read aloud, and those that begin with “For control”."""
    text = pack.scenario.text or pack.scenario.summary
    rows = [unmarked(" ".join(it.split())) for it in text.split("\n\n")]
    said = [it for it in rows if it and not it.startswith("#")]
    ours = [it for it in said if is_for_control(it)]
    return [it for it in said if it not in ours], [it.partition(".")[2].strip() for it in ours]


def _slips(pack: Pack) -> Section:
    rows: tuple[str, ...] = (
        _("A slip is one line: ROLE ORDER CHOICE … [if CONDITION CHOICE …]. The beginning of each word is enough."),
        _(
            "In “whitecell host” press s, type or paste one line after the other, read what each is understood as, "
            "and seal all with F2."
        ),
        _(
            "A turn that was played on paper is typed in afterwards as one batch: all slips of a phase together, "
            "then F2, phase by phase."
        ),
        _(
            "A seat that hands in nothing has its standing order given when you lock the phase with l; "
            "the journal says so."
        ),
    )
    if pack.scenario.rules.terms:
        rows += (
            _(
                "A deal: ROLE offer TERM GIVER CHOICE … + TERM GIVER CHOICE …, then for whom it is where no term "
                "names them, public, and answers 2 where it takes the place of deal 2."
            ),
        )
    examples = tuple((it.title, pack.title_of(role), text) for it in pack.phases for role, text in _some(it.examples))
    blocks: list[Block] = [Items(rows)]
    if examples:
        blocks += [
            Headed(_("Slips as they could be given in a first turn")),
            Grid((_("Phase"), _("Seat"), _("Slip")), examples),
        ]
    return Section(title=_("Slips"), blocks=tuple(blocks))


def _some(examples: Mapping[str, str]) -> list[tuple[str, str]]:
    return list(examples.items())[:3]


def _injects(pack: Pack) -> Section:
    title = _("Injects")
    them = [it for it in pack.injects if it.status in ("armed", "held")]
    if not them:
        return Section(title=title, blocks=(Says(_("Nothing is armed in this game.")),))
    heads = (_("When"), _("Inject"), _("To"), _("What it says"), _("For you"), _("What to expect"), _("Done"))
    rows = tuple(
        (cues.when(pack, it), it.title, _to(pack, it), cues.words(pack, it), it.guidance, it.expected, "")
        for it in them
    )
    said = _("“whitecell host”, key i, fires, holds and skips them; what stands in [brackets] the game fills in.")
    return Section(title=title, blocks=(Says(said), Grid(heads, rows)))


def _to(pack: Pack, it: Inject) -> str:
    return _("all") if len(it.to) == len(pack.roles) else ", ".join(map(pack.title_of, it.to))


# When things go wrong, and afterwards.


def _trouble() -> Section:
    rows = (
        (_("A seat stays empty"), _("Give it to a doctrine: key a, then d. It can be taken back at any time.")),
        (
            _("Fifteen minutes are lost"),
            _(
                "The dashboard says by how much to shorten what is left; below six tenths rather leave out the "
                "last turn."
            ),
        ),
        (
            _("Somebody typed a wrong order"),
            _(
                "Before F2 take the slip back into the line with ↑; while the phase is open take sealed orders back "
                "with o; after that go back to the event with r, and say why."
            ),
        ),
        (
            _("The rules do not fit what a seat wants"),
            _("Let it argue: reasons for and against, two dice, the table in mats.html."),
        ),
        (
            _("A quarrel over a result"),
            _("Show why: each number tells what changed it. If you overrule, say why: it is in the report."),
        ),
        (
            _("The computer stops"),
            _(
                "Start it again with the saved game: nothing that was acknowledged is lost. Meanwhile play on "
                "with slips, mats and dice."
            ),
        ),
        (
            _("The adversary does nothing"),
            _("Fire an inject that asks it for a decision, or give its seat to a doctrine."),
        ),
        (_("Talk goes in circles"), _("Ask each seat for one sentence, then go on with the clock.")),
    )
    return Section(title=_("When things go wrong"), blocks=(Grid((_("What"), _("What you do")), rows),))


def _hotwash() -> Section:
    rows = (
        _("Four minutes of facts: the story on a page of the report, without comment."),
        _("One sentence from each seat: which decision would you change?"),
        _("The hidden hands are opened: what was prepared, what deterred, what was taken for a bluff."),
        _("Two decisions, chosen by a vote: what else could have come?"),
        _("Two columns on a board: what was made by the game, and what is an insight."),
        _("What should be looked up in the real world?"),
        _("The survey: what surprised you, what was hard to believe, what did you learn, what was in your way?"),
    )
    blocks = (Items(rows), Says(_("One game raises questions. It gives no probability of anything in the world.")))
    return Section(title=_("Hotwash"), blocks=blocks)
