"""Where control decides what waits for it, overrules the rules with a reason, and sets who decides orders."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, TypeAlias

import attrs
from textual.binding import Binding, BindingType
from textual.content import Content

from engine.play.readings import Proposal
from engine.play.rulings import BANDS
from engine.play.styles import title_of
from engine.speech import _, _n
from engine.table.overruling import Overruled
from engine.table.steps import Ruled

from ..shown import content, fitted, lines, plain
from .control import Control
from .decisions import KINDS, STYLES, fell, proposed
from .listed import Listed, ListScreen
from .overruling import OverruleDialog


@attrs.frozen
class Style:
    """The line of a kind of order that may be adjudicated otherwise."""

    order: str
    style: str


Item: TypeAlias = Proposal | str | Style


class RulingsScreen(ListScreen):
    """First what waits for control to decide, then each way to overrule, then how each kind of order is adjudicated."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", _("Accept, overrule, or set"), tooltip=_("Do what this line is for")),
        Binding("p", "pick", _("Pick a band"), tooltip=_("Decide the order that waits, and say why")),
        Binding("m", "weigh", _("Reasons"), tooltip=_("Let reasons for and against count, where the style is matrix")),
        Binding("k", "rise", _("Leave chair"), tooltip=_("Leave the chair: the dice decide, also what waits")),
    ]

    def __init__(self, control: Control) -> None:
        super().__init__(control)
        self._drawn: tuple[str, ...] = ()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only who sits in the chair can leave it."""
        return action != "rise" or self.control.picture.chaired

    def draw(self) -> None:
        """Draw the lines; the cursor stays on what it was on, so that Enter never takes what came in between."""
        listed = self.query_one(Listed)
        at = listed.highlighted
        before = self._drawn[at] if at is not None and at < len(self._drawn) else ""
        self._drawn = tuple(_key(it) for it in self.items)
        super().draw()
        if before in self._drawn:
            listed.highlighted = self._drawn.index(before)

    @property
    def items(self) -> tuple[Item, ...]:
        """What the lines stand for."""
        it = self.control.picture
        waiting = () if it.proposal is None else (it.proposal,)
        return (*waiting, *KINDS, *(Style(order, style) for order, style in it.styles.items()))

    def rows(self) -> Sequence[Content]:
        """Return a line for each."""
        return [self._row(it) for it in self.items]

    def about(self, at: int) -> Content:
        """Return all about one."""
        match self.items[at]:
            case Proposal() as it:
                return proposed(it, self.control.titles)
            case Style(order, style):
                said = [content(f"{name}: {text}", "bold" if name == style else "") for name, text in STYLES.items()]
                chair = _("Your styles count while you sit in the chair; k leaves it, and the dice decide everything.")
                return lines(content(self._called(order), "bold"), *said, content(""), content(chair, "dim"))
            case kind:
                return self._about_kind(kind)

    def action_take(self) -> None:
        """Accept what waits, ask what to overrule and why, or how to adjudicate."""
        match self.items[self.at]:
            case Proposal(style="free"):
                self.action_pick()
            case Proposal():
                self._settle(Ruled(ruling="settle"), _("The dice have fallen."))
            case Style(order, style):
                self._set_style(order, style)
            case kind:
                self._overrule(kind)

    def action_pick(self) -> None:
        """Ask for a band and a reason, and decide what waits."""
        self._ask(_("Which band, and after a semicolon why: {bands}.").format(bands=", ".join(BANDS)), "")

    def action_weigh(self) -> None:
        """Ask how many reasons count, and let the dice fall over them."""
        self._ask(_("How many reasons count, at most 3 each; and after a semicolon which."), "for=1 against=0; ")

    def action_rise(self) -> None:
        """Leave the chair."""
        session = self.control.session
        self.want(lambda: session.rule("rise", ""), _("The dice decide now."))

    def _ask(self, question: str, begun: str) -> None:
        it = self.control.picture.proposal
        if it is None:
            self.say(_("! No order waits for you."))
            return

        def settled(text: str) -> Ruled:
            what, _semicolon, reason = text.partition(";")
            return Ruled(ruling="settle", what=what.strip(), reason=reason.strip())

        def go(text: str) -> None:
            if text:
                self._settle(settled(text), _("It was decided; the log says why."))
            else:
                self.say(_("! Nothing was typed, and nothing was decided."))

        self.ask_line(plain(it.title, 60), question, go, begun, check=self.could(settled))

    def _settle(self, step: Ruled, said: str) -> None:
        session = self.control.session

        def act() -> str:
            before = len(session.game.log)
            session.act(step)
            told = fell(said, session.game.log[before:])
            return _("{said} The next check waits for you.").format(said=told) if session.game.is_halted else told

        self.want(act)

    def _set_style(self, order: str, style: str) -> None:
        session = self.control.session

        def styled(text: str) -> Ruled:
            wanted, _semicolon, reason = text.partition(";")
            return Ruled(ruling="style", what=f"{order} {_begun(wanted)}", reason=reason.strip())

        def go(text: str) -> None:
            if text:
                self.want(lambda: session.act(styled(text)), _("Orders of that kind are decided so now."))

        question = _("Now {style}. Which: {styles}? After a semicolon, why; that may be left out.")
        asked = question.format(style=style, styles=", ".join(STYLES))
        self.ask_line(self._called(order), asked, go, check=self.could(styled))

    def _overrule(self, kind: str) -> None:
        title, text = KINDS[kind]
        session = self.control.session

        def go(act: Overruled | None) -> None:
            if act is not None:
                self.want(lambda: session.act(act), _("The rules were overruled; the log says why."))

        self.app.push_screen(OverruleDialog(self.control, kind, title, text), go)

    def _row(self, it: Item) -> Content:
        match it:
            case Proposal():
                return content(_("! Decide: {title}").format(title=plain(it.title, 60)), "bold")
            case Style(order, style):
                return content(f"{fitted(style, 7)}{self._called(order)}")
            case kind:
                count = self.control.session.past.overruled[kind]
                return content(f"{KINDS[kind][0]}  ({count})" if count else KINDS[kind][0])

    def _called(self, order: str) -> str:
        return plain(title_of(self.control.session.scenario.book, order), 60)

    def _about_kind(self, kind: str) -> Content:
        """Return what one way to overrule is, and what was done so."""
        title, text = KINDS[kind]
        done = [(entry, step) for entry, step in self.control.session.past.of(Overruled) if step.ruling == kind]
        told = _n("Done {n} time:", "Done {n} times:", len(done)).format(n=len(done)) if done else _("Not done so far.")
        said = _("Turn {turn}: {what} ({reason})")
        rows = [
            content(said.format(turn=entry.at[0], what=plain(step.what, 100), reason=plain(step.reason)))
            for entry, step in reversed(done)
        ]
        return lines(content(title, "bold"), content(text), content(""), content(told, "dim"), *rows)


def _key(it: Item) -> str:
    return "+decide" if isinstance(it, Proposal) else f"style {it.order}" if isinstance(it, Style) else it


def _begun(word: str) -> str:
    """Return the style that a word begins; one that begins none, or several, as it stands, to be refused."""
    said = word.strip().casefold()
    found = [style for style in STYLES if said and style.startswith(said)]
    return found[0] if len(found) == 1 else word.strip()
