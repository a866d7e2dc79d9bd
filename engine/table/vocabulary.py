"""What a typed word may stand for: the beginning of an id, or of a word of a title, that nothing else begins with."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from ..language.text import clean
from ..play.forms import Option
from ..play.orders import Value
from ..speech import _

MOST_READ = 4000
"""Characters of a line that are kept, however wrong it is."""

MOST_OF_TITLE = 70
"""Characters of what a number stands for."""


@attrs.frozen(kw_only=True)
class Choice:
    """What a word may stand for, and the words that it may begin."""

    value: Value
    title: str
    words: tuple[str, ...]


Choices = Sequence[Choice]


def choice(value: Value, title: str) -> Choice:
    """Return what may be chosen by its id or by a word of its title."""
    own = "none" if value is None else str(value)
    return Choice(value=value, title=title or own, words=(own, *words(title.casefold())))


def of_option(option: Option) -> Choice:
    """Return what a parameter may be as a word may choose it."""
    return choice(option.value, option.title)


def meant(choices: Choices, word: str) -> list[Choice]:
    """Return what a word may stand for: an id before a title, what it names whole before what it begins."""
    said = word.casefold()
    own = [it for it in choices if it.words[0] == said]
    if own or are_numbers(choices):
        return own
    return [it for it in choices if it.words[0].startswith(said)] or [it for it in choices if begins(it, word)]


def named(choice: Choice) -> str:
    """Return what is to be typed for a choice; a number that stands for something says for what."""
    own = choice.words[0]
    if not isinstance(choice.value, int) or choice.title == own:
        return own
    return _("{number} ({title})").format(number=own, title=clean(choice.title, most=MOST_OF_TITLE))


def begins(choice: Choice, word: str) -> bool:
    """Return whether a word begins a choice; a number is only ever whole."""
    said = word.casefold()
    if isinstance(choice.value, int):
        return not said or str(choice.value) == said
    return any(it.startswith(said) for it in choice.words)


def are_numbers(choices: Choices) -> bool:
    """Return whether there is nothing but numbers to choose from."""
    return all(isinstance(it.value, int) for it in choices)


def words(text: str) -> list[str]:
    """Return the words of a text without the marks around them."""
    return [_bare(word) for word in spoken(text)]


def spoken(text: str) -> list[str]:
    """Return the words of a text as they were written; what is nothing but marks is none."""
    return [word for word in clean(text, most=MOST_READ).split() if _bare(word)]


def _bare(word: str) -> str:
    return word.strip(",.:;()“”\"'")
