"""Filling a form in plain lines: parameters one after another, then the order in full with its cost and odds.

An empty line, or q, goes one step back, and at the first step out. Nothing is given before the last step, unless all
that the order needs stands on one line.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import attrs

from engine.language.text import clean
from engine.problems import Refused
from engine.speech import _
from engine.table.capture import Aside

from ..filling import Filling, said_of
from ..proposal import WHY, Outcome, Steps, acts_of, aside_of, asked_aside, now_rows, page_of
from ..scene import Act, Offered, known_of, price, stands_for
from ..shown import plain
from .lines import BACK

if TYPE_CHECKING:
    from engine.play.forms import Wording
    from engine.play.views import View

    from .lines import Lines

LOOK = "?"
_DRAFT = ("d", "draft", _("draft"))
_MOST_NUMBERS = 20
"""Numbers that are told one by one with their costs."""


def filled(view: View, filling: Steps, words: Sequence[str], lines: Lines) -> Outcome | None:
    """Return what became of a form, None when nothing is to be given.

    `words` are answers that stood on the same line; when they are all that is needed, nothing more is asked.
    A `?` as their last shows the order instead of giving it.
    """
    looks = LOOK in words[-1:]
    left = deque(words[:-1] if looks else words)
    begun = bool(left)
    filling, understood = _with_words(filling, left, lines)
    if left and understood:
        lines.say(_("'{words}' was more than the order needs.").format(words=clean(" ".join(left), most=80)))
        return None
    if begun and understood and filling.filled and not looks:
        return Outcome(order=filling.order)
    return _asked(view, filling, lines)


def _with_words(filling: Steps, left: deque[str], lines: Lines) -> tuple[Steps, bool]:
    """Return the form with as many parameters chosen as words say, and whether every word was understood."""
    begun = bool(left)
    while begun and not filling.filled:
        options, word = filling.options, left[0] if left else ""
        found = _only(options, word) or _meant(word, options)
        if found is None or found.reason:
            if word:
                _explain(word, options, lines)
            return filling, not word
        if left and found in (_meant(word, options), _meant(word, options, numbered=False)):
            left.popleft()
        filling = filling.choose(found)
    return filling, True


def _only(options: Sequence[Offered], word: str) -> Offered | None:
    """Return the only option there is, if the next word names no other; who writes it all the same is right too."""
    able = [it for it in options if not it.reason]
    named = _meant(word, options, numbered=False)
    return able[0] if len(able) == 1 and named in (None, able[0]) else None


def _asked(view: View, filling: Steps, lines: Lines) -> Outcome | None:
    """Ask step by step until the order is to be given or kept, or there is no step to go back to."""
    step: Steps | Outcome | None = filling
    beside = Aside()
    while isinstance(step, Steps):
        filling = step
        found = _step(view, filling, beside, lines)
        if isinstance(found, Aside):
            beside = found
        else:
            step = _before(filling) if found is None else found
    return None if step is None else attrs.evolve(step, beside=beside)


def _step(view: View, filling: Steps, beside: Aside, lines: Lines) -> Steps | Outcome | Aside | None:
    """Ask for what comes next; None goes back."""
    if isinstance(filling, Filling) and filling.writing is not None:
        return _words(filling, filling.writing, lines)
    return _last_step(view, filling, beside, lines) if filling.filled else _next_step(view, filling, lines)


def _words(filling: Filling, wording: Wording, lines: Lines) -> Filling | None:
    """Ask for what is said with the order; None leaves it as it was."""
    if filling.wrote:
        lines.say(filling.wrote)
    asked = _("{words}; - says nothing, an empty line goes back> ").format(words=said_of(wording))
    while text := lines.ask(asked):
        if len(text) <= wording.most:
            return filling.write("" if text == "-" else text)
        lines.expected(said_of(wording), text)
    return None


def _before(filling: Steps) -> Steps | None:
    """Return the form one step earlier, past the steps at which there is nothing to choose."""
    earlier = filling.back()
    while earlier is not None and not earlier.filled and len(_able(earlier)) < 2:
        earlier = earlier.back()
    return earlier


def _able(filling: Steps) -> list[Offered]:
    return [it for it in filling.options if not it.reason]


def _next_step(view: View, filling: Steps, lines: Lines) -> Steps | Outcome | None:
    """Ask for the next parameter; None goes back."""
    options = filling.options
    able = [it for it in options if not it.reason]
    if isinstance(filling, Filling) and filling.condition is not None:
        for row in now_rows(view, filling.condition):
            lines.say(row.plain)
    if len(able) == 1:
        lines.say(f"{filling.label}: {plain(able[0].title)}{_priced(able[0])}")
        return filling.choose(able[0])
    _offer(filling, options, lines)
    if not able:
        lines.say(_("Nothing can be chosen here now."))
        return None
    while word := lines.ask(_("{name}, or an empty line to go back> ").format(name=filling.label)):
        found = _meant(word, options)
        if found is None and word.casefold() in BACK:
            break
        if found is not None and not found.reason:
            return filling.choose(found)
        if found is None and word.casefold() in _DRAFT and (filling.draft.params or filling.draft.terms):
            return Outcome(order=filling.draft, draft=True)
        if found is None and word == LOOK:
            _offer(filling, options, lines)
        else:
            _explain(word, options, lines)
    return None


def _last_step(view: View, filling: Steps, beside: Aside, lines: Lines) -> Steps | Outcome | Aside | None:
    """Show the order in full and ask what to do with it; None goes back."""
    acts = acts_of(view, filling, beside)
    lines.say(page_of(view, filling)(lines.columns).plain)
    lines.list(act.title for act in acts)
    while (word := lines.ask(_("A number, or an empty line to go back> "))) and word.casefold() not in BACK:
        number = lines.number(word, len(acts), _("an empty line to go one step back"))
        if number is not None and (step := _done(view, filling, acts[number - 1], lines)):
            return step
    return None


def asked_beside(lines: Lines) -> Aside | None:
    """Ask for what is said beside an order; None leaves it as it was."""
    lines.say(asked_aside())
    while text := lines.ask(_("To be seen; 4; to wait. - says nothing, an empty line goes back> ")):
        try:
            return aside_of("" if text == "-" else text)
        except Refused as refused:
            lines.say(refused.reason)
    return None


def _done(view: View, filling: Steps, act: Act, lines: Lines) -> Steps | Outcome | Aside | None:
    """Return what an act leads to, None when it cannot be done now."""
    if act.value == WHY:
        return asked_beside(lines)
    if act.value == "draft":
        return Outcome(order=filling.order, draft=True)
    if act.value != "give":
        return filling.done(act.value)
    reason = view.choices.why_not(filling.order)
    if reason:
        lines.say(_("Not possible: {reason}").format(reason=plain(reason)))
        return None
    return Outcome(order=filling.order)


# Options.


def _offer(filling: Steps, options: Sequence[Offered], lines: Lines) -> None:
    """Tell what may be chosen with its cost, and what is closed with the reason."""
    able, closed = ([it for it in options if bool(it.reason) == shut] for shut in (False, True))
    lines.say(_("{title}:").format(title=filling.label))
    if not _are_numbers(options):
        lines.list(f"{plain(it.title)}{_priced(it)}" for it in able)
        for it in closed:
            lines.say(_("  x  {title}: {reason}").format(title=plain(it.title), reason=plain(it.reason)))
        return
    if able and not any(map(stands_for, able)):
        lines.say("  " + _expected(able))
    for it in filter(stands_for, able):
        lines.say(_("  {number}  {title}").format(number=it.value, title=f"{plain(it.title)}{_priced(it)}"))
    if len(able) <= _MOST_NUMBERS and not any(map(stands_for, able)):
        for it in able:
            if it.cost:
                lines.say(f"  {plain(it.title)}{_priced(it)}")
    for reason, numbers in groupby(closed, key=lambda it: it.reason):
        said = _("  x  {title}: {reason}")
        lines.say(said.format(title=_expected(list(numbers)), reason=plain(reason)))


def _explain(word: str, options: Sequence[Offered], lines: Lines) -> None:
    """Say why a word is no choice: what it names is closed, or it names nothing."""
    closed = _meant(word, options, numbered=False)
    if closed is not None and closed.reason:
        said = _("{title} is closed: {reason}")
        lines.say(said.format(title=plain(closed.title), reason=plain(closed.reason)))
    else:
        able = [it for it in options if not it.reason]
        instead = _("an empty line to go back, d to keep a draft, ? to read the choices again")
        lines.expected(_("{one}, or {other}").format(one=_expected(able), other=instead), word)


def _meant(word: str, options: Sequence[Offered], *, numbered: bool = True) -> Offered | None:
    """Return what a word means: a number as such, a member by its place among the open ones, by id or by title."""
    if _are_numbers(options):
        return next((it for it in options if str(it.value) == word.lstrip("+")), None)
    able = [it for it in options if not it.reason]
    if numbered and word.isdecimal() and 1 <= int(word[:6]) <= len(able):
        return able[int(word[:6]) - 1]
    wanted = word.casefold()
    return next((it for it in options if wanted in (str(it.value or "none"), plain(it.title).casefold())), None)


def _are_numbers(options: Sequence[Offered]) -> bool:
    return all(type(it.value) is int for it in options)


def _expected(options: Sequence[Offered]) -> str:
    """Return which words are choices, in short."""
    if not _are_numbers(options):
        return _("a number from 1 to {most}").format(most=len(options))
    numbers = [int(it.value or 0) for it in options]
    if len(numbers) > 2 and numbers == list(range(numbers[0], numbers[-1] + 1)):
        return _("{least} to {most}").format(least=numbers[0], most=numbers[-1])
    return ", ".join(map(str, numbers[:12])) + (f" … {numbers[-1]}" if len(numbers) > 12 else "")


def _priced(option: Offered) -> str:
    """Return what is good to know of an option, and what it costs, behind commas."""
    known, cost = known_of(option), price(option)
    return (f", {known}" if known else "") + (_(", costs {cost}").format(cost=cost) if cost else "")
