"""Questions in plain lines: an order's parameters, left to right, then conditions."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Protocol

from engine.speech import _

from .scene import price

if TYPE_CHECKING:
    from engine.play.forms import ConditionForm, Form, Option
    from engine.play.orders import Attached, Order

Value = int | str | None


class Cancelled(Exception):
    """An empty line while an order was being filled: nothing is given."""


class Asker(Protocol):
    """Where questions go and answers come from."""

    def say(self, text: str = "") -> None:
        """Write one line."""

    def ask(self, prompt: str = "> ") -> str:
        """Return the next line."""


def filled(form: Form, words: list[str], lines: Asker) -> Order:
    """Return the order that `words` and further answers make of `form`.

    Who writes the parameters on the same line is not asked about conditions.
    Raises: Cancelled: an empty line was the answer.
    """
    at_once = deque(words)
    values = _values(form, at_once, lines)
    if at_once:
        lines.say(_("'{words}' was more than the order needs.").format(words=" ".join(at_once)))
        raise Cancelled
    conditions = () if words or not form.conditions else _conditions(form, lines)
    return form.order(*values, conditions=conditions)


def _values(form: Form | ConditionForm, at_once: deque[str], lines: Asker) -> tuple[Value, ...]:
    values: tuple[Value, ...] = ()
    for name in form.labels:
        options = tuple(form.options(*values))
        values = (*values, _value(name, options, at_once, lines))
    return values


def _value(name: str, options: tuple[Option, ...], at_once: deque[str], lines: Asker) -> Value:
    every, options = options, tuple(option for option in options if not option.reason)
    if not options:
        lines.say(_("There is nothing to choose for {name}.").format(name=name))
        _tell_closed(every, lines)
        raise Cancelled
    if len(options) == 1 and not (at_once and _meant(at_once[0], every, numbered=False) not in (None, options[0])):
        return _only(name, options[0], at_once, lines)
    if not at_once:
        _offer(name, options, lines)
        _tell_closed(every, lines)
    while True:
        word = at_once.popleft() if at_once else lines.ask(f"{name}> ")
        if not word:
            raise Cancelled
        found = _meant(word, options)
        if found is not None:
            return found.value
        closed = _meant(word, tuple(option for option in every if option.reason), numbered=False)
        if closed is not None:
            lines.say(_("{title} is closed: {reason}").format(title=closed.title, reason=closed.reason))
        else:
            wanted = _expected(options)
            said = _("Expected {wanted}, or an empty line to give nothing, not '{word}'.")
            lines.say(said.format(wanted=wanted, word=word[:40]))
        at_once.clear()


def _only(name: str, option: Option, at_once: deque[str], lines: Asker) -> Value:
    """Return the only value there is; who wrote it down all the same is right too."""
    if at_once and _meant(at_once[0], (option,)) is not None:
        at_once.popleft()
    lines.say(f"{name}: {option.title}")
    return option.value


def _offer(name: str, options: tuple[Option, ...], lines: Asker) -> None:
    if _are_numbers(options):
        lines.say(f"{name}: {_expected(options)}{_priced(options[0])}")
        return
    lines.say(f"{name}:")
    for number, option in enumerate(options, 1):
        lines.say(f"{number:>3}  {option.title}{_priced(option)}")


def _priced(option: Option) -> str:
    """Return what an option costs, behind a dot; of several numbers the first."""
    cost = price(option)
    return f" · {cost}" if cost else ""


def _tell_closed(options: tuple[Option, ...], lines: Asker) -> None:
    """Say of each closed option why; numbers that are closed are merely not in the range."""
    for option in options:
        if option.reason and not isinstance(option.value, int):
            lines.say(f"  x  {option.title}: {option.reason}")


def _meant(word: str, options: tuple[Option, ...], *, numbered: bool = True) -> Option | None:
    """Return what a word means: a number as such, a member by number, id or title."""
    if _are_numbers(options):
        return next((option for option in options if str(option.value) == word.lstrip("+")), None)
    if numbered and word.isdecimal() and 1 <= int(word[:6]) <= len(options):
        return options[int(word[:6]) - 1]
    wanted = word.casefold()
    return next((it for it in options if wanted in (str(it.value or "none"), it.title.casefold())), None)


def _are_numbers(options: tuple[Option, ...]) -> bool:
    return all(isinstance(option.value, int) for option in options)


def _expected(options: tuple[Option, ...]) -> str:
    if not _are_numbers(options):
        return _("a number from 1 to {most}").format(most=len(options))
    numbers = [int(option.value or 0) for option in options]
    if len(numbers) > 2 and numbers == list(range(numbers[0], numbers[-1] + 1)):
        return _("{least} to {most}").format(least=numbers[0], most=numbers[-1])
    return ", ".join(map(str, numbers[:12])) + (f" … {numbers[-1]}" if len(numbers) > 12 else "")


def _conditions(form: Form, lines: Asker) -> tuple[Attached, ...]:
    """Return the conditions that the player attaches, each at most once."""
    attached: dict[str, Attached] = {}
    while True:
        left = [it for it in form.conditions if it.id not in attached]
        if not left:
            break
        lines.say(_("Another?") if attached else _("Attach a condition? An empty line attaches none."))
        for number, condition in enumerate(left, 1):
            lines.say(f"{number:>3}  {condition.title}")
        word = lines.ask("if> ")
        if not word:
            break
        if not (word.isdecimal() and 1 <= int(word[:6]) <= len(left)):
            said = _("Expected a number from 1 to {most}, or an empty line, not '{word}'.")
            lines.say(said.format(most=len(left), word=word[:40]))
            continue
        chosen = left[int(word[:6]) - 1]
        values = _values(chosen, deque(), lines)
        attached[chosen.id] = (chosen.id, dict(zip(chosen.parameters, values, strict=True)))
    return tuple(attached.values())
