"""The facilitator's runbook: a plan to the minute, what to read aloud, injects, what to do when things go wrong."""

from __future__ import annotations

from collections.abc import Mapping

from ..play.readings import Inject
from ..speech import _, _n
from . import html
from .blocks import Block, Facts, Grid, Headed, Items, Lead, Says, Section
from .pack import Pack

BEFORE = ((15, _("Welcome, aim, rules of the room, roles")), (10, _("Briefing")), (10, _("Turn zero, for practice")))
AFTER = ((30, _("Hotwash")), (5, _("Survey and close")))
BREAK = 10
"""Minutes before, after and between. Source: generic timeline (dossier, practice 1.3)."""

FIRST_SHARE = 1.5
"""The first turn takes so much longer than planned. Source: rule of thumb (dossier, practice 1.3)."""

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
    turn = sum(pack.scenario.minutes.values())
    left = pack.scenario.turns - pack.game.turn + 1
    facts = (
        (_("seats"), str(len(pack.roles))),
        (_("turns left"), str(left)),
        (_("minutes a turn"), str(turn)),
        (_("minutes in all"), str(_rows(pack)[-1][0])),
    )
    check = (
        _(
            "Print briefs.html, slips.html, tents.html and mats.html in black and white; "
            "one brief and a sheet of slips a seat."
        ),
        _(
            "Start “whitecell host” on your computer and “whitecell wall” on the projector; "
            "try both, and the sound of the room."
        ),
        _("Hand each brief to its seat, and to nobody else. Put the tents where the seats are."),
        _("Read the line of consent: what is noted, who reads the report, that a name is taken out on request."),
        _("Show the commitment to the seed, and let somebody write it down."),
    )
    return Section(title=_("Before it begins"), blocks=(Lead((pack.scenario.summary,)), Facts(facts), Items(check)))


# The plan.


def _plan(pack: Pack) -> Section:
    heads = (_("From"), _("Minutes"), _("Turn"), _("What"), _("Who"), _("What you do"), _("Began"))
    rows = tuple(
        (_clock(start), minutes, turn, what, who, do, "") for start, minutes, turn, what, who, do in _lines(pack)
    )
    said = _(
        "Counted from the moment when the first person is welcomed. The first turn takes about half as long again: "
        "that is planned for. Write into the last column when each began."
    )
    return Section(title=_("Plan to the minute"), blocks=(Says(said), Grid(heads, rows)))


def _rows(pack: Pack) -> list[tuple[int, int]]:
    """Return where each line of the plan ends, with its minutes."""
    return [(start + minutes, minutes) for start, minutes, *_rest in _lines(pack)]


Line = tuple[int, int, str, str, str, str]  # begins, minutes, turn, what, who, what to do


def _lines(pack: Pack) -> list[Line]:
    """Return the plan: before, every phase of every turn that is left, a break half-way, after."""
    found: list[Line] = []

    def add(minutes: int, turn: str, what: str, who: str = "", do: str = "") -> None:
        start = found[-1][0] + found[-1][1] if found else 0
        found.append((start, minutes, turn, what, who, do))

    for minutes, what in BEFORE if pack.game.turn <= 1 else ():
        add(minutes, "", what, _("all"))
    turns = range(max(1, pack.game.turn), pack.scenario.turns + 1)
    for turn in turns:
        if len(turns) > 3 and turn == turns[len(turns) // 2]:
            add(BREAK, "", _("Break"), _("all"))
        for phase, planned in pack.scenario.minutes.items():
            longer = FIRST_SHARE if turn == 1 else 1
            add(round(planned * longer), str(turn), pack.scenario.phases[phase], _who(pack, phase), _do(pack, phase))
    for minutes, what in AFTER:
        add(minutes, "", what, _("all"))
    return found


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
    blocks: list[Block] = [Headed(_("Briefing")), *map(Says, _paragraphs(pack.scenario.text or pack.scenario.summary))]
    for phase in pack.scenario.rules.phases[: pack.scenario.book.steps]:
        blocks += [Headed(phase.title), Says(phase.text or _open(pack, phase.id))]
    return Section(title=_("Read aloud"), blocks=tuple(blocks))


def _open(pack: Pack, phase: str) -> str:
    """Return what is said when a phase begins that has no words of its own."""
    title, minutes, mode = pack.scenario.phases[phase], pack.scenario.minutes[phase], _mode(pack, phase)
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


def _paragraphs(text: str) -> list[str]:
    rows = [" ".join(it.replace("**", "").split()) for it in text.split("\n\n")]
    return [it for it in rows if it and not it.startswith("#")]


def _slips(pack: Pack) -> Section:
    rows = (
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
    rows = tuple((_when(pack, it), it.title, _to(pack, it), it.text, it.guidance, it.expected, "") for it in them)
    return Section(
        title=title, blocks=(Says(_("“whitecell host”, key i, fires, holds and skips them.")), Grid(heads, rows))
    )


def _when(pack: Pack, it: Inject) -> str:
    if it.turn:
        phase = pack.scenario.phases.get(it.phase, it.phase)
        said = _("turn {turn}, {phase}") if phase else _("turn {turn}")
        return said.format(turn=it.turn, phase=phase)
    return it.trigger or _("when you say so")


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
            _("Before it is sealed take it back; after that go back to the event, with a reason."),
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
