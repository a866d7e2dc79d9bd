"""In which style checks are adjudicated: as the rules say, or as control set it for a kind of order.

What may be adjudicated is an order that makes a check, an argument, a motion, a term of a deal, or the answers to a
question; what it is called says `engine.rules.judging`. The styles that control set otherwise stand under
`pending["styles"]`, pairs of what and a style. None counts but while control sits in the chair.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..language.styles import MATRIX, RIGID, STYLES
from ..language.text import clean
from ..problems import Refused
from ..rules.events import Record
from ..rules.ruleset import NONE
from ..rules.words import ANSWER, ARGUE, MOTION, TERM
from ..speech import _
from .book import Book, shortened, suggestion
from .course import Course, waits

CHAIR = "chair"


def styles(course: Course) -> Mapping[str, str]:
    """Return the style of all that makes a check."""
    return {what: it.style for what, it in course.rules.judged.items()} | _set(course)


def style_of(course: Course, what: str) -> str:
    """Return the style of one; an argument that makes no check is judged by its reasons all the same."""
    judged = course.rules.judged.get(what)
    if judged is not None:
        return _set(course).get(what, judged.style)
    argument = course.rules.orders.get(what) if what.startswith(f"{ARGUE}.") else None
    return RIGID if argument is None or argument.automatic else MATRIX


def is_asked(course: Course, what: str) -> bool:
    """Return whether control decides what comes of it: it sits in the chair, and the style is not rigid."""
    return CHAIR in course.state.pending and style_of(course, what) != RIGID


def wants_control(course: Course) -> bool:
    """Return whether the author wants control to decide something, and it does not sit in the chair."""
    wanted = any(it.said and it.style != RIGID for it in course.rules.judged.values())
    return wanted and CHAIR not in course.state.pending


def _set(course: Course) -> dict[str, str]:
    return dict(course.state.pending.get("styles", ()))


def title_of(book: Book, what: str) -> str:
    """Return what people call something that may be adjudicated."""
    kind, _dot, id = what.partition(".")
    if kind == TERM:
        return _("Deal: {term}").format(term=book.rules.terms[id].title)
    if kind == ANSWER:
        return _("Answer: {question}").format(question=book.rules.events[id].title)
    return _("Motion: {motion}").format(motion=book.motion_titles[id]) if kind == MOTION else book.titles[what]


def styled(course: Course, what: str, reason: str) -> Record:
    """Return the record that sets a style, as in `sail semi`; control takes the chair for it.

    Raises: Refused: there is no such order or style, it makes no check, it has that style, or the game is over.
    """
    if course.state.top[0] == "over":
        raise Refused(_("The game is over."))
    name, _space, style = (part.strip() for part in clean(what).strip().rpartition(" "))
    known = styles(course)
    if name not in known:
        raise Refused(_unknown(course, name))
    if style not in STYLES:
        raise Refused(
            _("A style is one of {styles}, not {style}.").format(styles=", ".join(STYLES), style=shortened(style))
        )
    if known[name] == style:
        raise Refused(_("{order} is {style} already.").format(order=title_of(course.book, name), style=style))
    before = course.state.pending.get("styles", ())
    rest = tuple(pair for pair in before if pair[0] != name)
    by_rules = course.rules.judged[name].style
    moves = waits(before, "styles", rest if style == by_rules else (*rest, (name, style)))
    if style != RIGID and CHAIR not in course.state.pending:
        moves += waits((), CHAIR, (("control",),))
    run = course.run()
    run.notes += [("ruled", NONE, reason), ("style", NONE, name, style)]
    return course.record("styled", moves, rule=name, run=run)


def _unknown(course: Course, name: str) -> str:
    if name in course.rules.orders:
        return _("{order} makes no check that control could decide.").format(order=shortened(name))
    hint = suggestion(name, list(course.rules.judged))
    return _("There is no order {order}.{hint}").format(order=shortened(name), hint=hint)
