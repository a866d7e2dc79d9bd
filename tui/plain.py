"""The same game in numbered lines, for pipes, screen readers and build servers.

Everything comes from the seat's view and goes through `seat.submit`; no rule is known here. An
empty line passes, or takes the default where passing is not legal. At the end of the input the
doctrines play on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TextIO

import attrs

from engine.language.text import clean, nearest
from engine.problems import Refused
from engine.speech import _, _n

from .afterwards import answer, tell_scores
from .asking import Cancelled, filled
from .numbers import at_hand, changed, grouped, is_named, name_of, weighty
from .vantage import vantage_of

if TYPE_CHECKING:
    from engine.play.forms import Form
    from engine.play.orders import Order
    from engine.play.readings import Seen
    from engine.play.views import View
    from engine.table.session import Seat, Session

LONGEST_LINE = 2000

HELP = _("""\
A number chooses an order; what it needs is asked next, or stands behind it: 2 1 3.
An order may be written out too: pledge f=battalion n=2 if backstop_at_least n=3
(empty line)  pass, or take the default where passing is not legal
o             the orders again             x        orders that are closed, and why
t [NAME]      the numbers you may know     w NAME   why a number is what it is
c             all that changed last        n        all news so far
u             take back your last order    ?        this help
q             quit; the game is saved""")


class Quit(Exception):
    """The player leaves; what was given is kept."""


@attrs.define
class Lines:
    """Where lines come from and go to; what goes out is clean."""

    source: TextIO
    sink: TextIO
    interactive: bool = False

    def say(self, text: str = "") -> None:
        """Write one line, or several."""
        print(clean(text, most=20_000, lines=True), file=self.sink)

    def ask(self, prompt: str = "> ") -> str:
        """Return the next line without spaces around it.

        Raises: EOFError: there is no next line.
        """
        self.sink.write(prompt)
        self.sink.flush()
        line = self.source.readline(LONGEST_LINE)
        if not line:
            self.sink.write("\n")
            raise EOFError
        while line[-1] != "\n" and self.source.readline(LONGEST_LINE)[-1:] not in ("", "\n"):
            pass  # the rest of a line that is too long is not another answer
        if not self.interactive:
            self.sink.write("\n")
        return clean(line, most=LONGEST_LINE).strip()


def play(session: Session, lines: Lines) -> int:
    """Play until the game is over, or somebody leaves; return the exit code."""
    seats = {role: Place(session, role, lines) for role in session.people}
    try:
        _take_turns(session, seats, lines)
        _tell_end(session, seats, lines)
        answer(session, lines)
    except EOFError:
        if session.over:
            return 0
        if lines.interactive:
            return _saved(session, lines)
        _play_on(session, lines)
        _tell_end(session, seats, lines)
    except Quit:
        return _saved(session, lines)
    except KeyboardInterrupt:
        _saved(session, lines)
        raise
    return 0


def _take_turns(session: Session, seats: Mapping[str, Place], lines: Lines) -> None:
    """Ask whoever is awaited until nobody is; the same person goes on while they are."""
    asked = ""
    while session.waiting_for:
        role = asked if asked in session.waiting_for else session.waiting_for[0]
        if len(seats) > 1 and role != asked:
            _change_hands(seats[role], lines)
        asked = role
        seats[role].act()


def _tell_end(session: Session, seats: Mapping[str, Place], lines: Lines) -> None:
    for place in seats.values():
        place.tell_end(others=len(seats) > 1)
    tell_scores(session, lines)


def _change_hands(place: Place, lines: Lines) -> None:
    """Say whose turn it is; on a terminal nobody sees what another seat was shown."""
    place.moment = (0, "")
    lines.say(_("\nThe keyboard goes to {title}.").format(title=place.title))
    if lines.interactive:
        lines.ask(_("{title}, press Enter when nobody else is looking. ").format(title=place.title))
        lines.sink.write("\033[2J\033[3J\033[H")


def _play_on(session: Session, lines: Lines) -> None:
    lines.say(_("The input has ended: the doctrines play the remaining seats."))
    for role in tuple(session.people):
        session.hand_over(role)


def _saved(session: Session, lines: Lines) -> int:
    where = session.journal
    lines.say(
        _("The game is saved. Go on with: whitecell play {where}").format(where=where)
        if where
        else _("The game was not kept.")
    )
    return 0


class Place:
    """One person at the keyboard: what was shown, what may be typed."""

    def __init__(self, session: Session, role: str, lines: Lines) -> None:
        self.seat: Seat = session.seat(role)
        self.lines = lines
        self.moment: tuple[int, str] = (0, "")
        self.told = 0
        self.vantage = vantage_of(session.scenario, role)
        self.changes: tuple[Seen, ...] = ()
        self.commands: dict[str, Callable[[str], None]] = {
            "?": lambda _: lines.say(HELP),
            "o": lambda _: self._show_orders(self.seat.view),
            "x": lambda _: self._show_closed(self.seat.view),
            "c": lambda _: self._show_changes(),
            "t": lambda name: self._show_numbers(name),
            "w": lambda name: self._show_why(name),
            "n": lambda _: self._show_news(0),
            "u": lambda _: self._take_back(),
            "q": lambda _: self._quit(),
        }

    @property
    def title(self) -> str:
        """The role's name."""
        return self.seat.view.title

    def act(self) -> None:
        """Show what is new and do what one line says."""
        view = self.seat.view
        if (view.turn, view.phase) != self.moment:
            new_turn = view.turn != self.moment[0]
            self.moment = (view.turn, view.phase)
            self._show_moment(view, numbers=new_turn)
        line = self.lines.ask()
        try:
            self._obey(line)
        except Refused as refused:
            self.lines.say(refused.reason)
        except Cancelled:
            self.lines.say(_("Nothing was given."))

    def tell_end(self, *, others: bool = False) -> None:
        """Tell how the game ended."""
        view = self.seat.view
        if not view.over:
            return
        if others:
            self.lines.say(_("\nTo {title}:").format(title=view.title))
        self._show_new(view)
        self.lines.say(_("\nThe game is over: {ending}.").format(ending=view.ending_title or view.ending))
        if view.ending_text:
            self.lines.say(view.ending_text)

    def _obey(self, line: str) -> None:
        word, _unused, rest = line.partition(" ")
        if not line:
            self._pass()
        elif word in self.commands:
            self.commands[word](rest.strip())
        elif word.isdecimal():
            self._choose(line.split())
        else:
            self._parse(line)

    def _choose(self, words: list[str]) -> None:
        forms = _open(self.seat.view)
        number = int(words[0][:6])
        if not 1 <= number <= len(forms):
            self.lines.say(_wanted(words[0], len(forms)))
            return
        self._give(filled(forms[number - 1], words[1:], self.lines))

    def _parse(self, line: str) -> None:
        from engine import Order

        known = [form.id for form in self.seat.view.choices.forms]
        word = line.split()[0]
        if word in known:
            self._give(Order.parse(line))
            return
        near = nearest(word, known)
        self.lines.say(_wanted(word, len(_open(self.seat.view))))
        if near:
            self.lines.say(_("Did you mean {near}?").format(near=near))

    def _pass(self) -> None:
        from engine import Order

        choices = self.seat.view.choices
        order = Order("pass") if choices.may_pass else choices.default
        if order is None:
            self.lines.say(_("There is nothing to take by default: choose an order."))
            return
        self._give(order)

    def _give(self, order: Order) -> None:
        view = self.seat.view
        sealed, words = view.mode == "sealed", _words_of(view, order)
        self.seat.submit(order)
        if order.name == "pass":
            self.lines.say(_("You pass."))
        else:
            self.lines.say(
                _("Sealed: {words}").format(words=words) if sealed else _("Given: {words}").format(words=words)
            )

    def _take_back(self) -> None:
        given = self.seat.view.given
        if not given:
            self.lines.say(_("There is nothing to take back: only sealed orders of this phase can be."))
            return
        words = _words_of(self.seat.view, given[-1])
        self.seat.take_back(given[-1])
        self.lines.say(_("Taken back: {words}").format(words=words))

    def _quit(self) -> None:
        raise Quit

    def _show_moment(self, view: View, *, numbers: bool) -> None:
        heading = [
            _("Turn {turn} of {turns}").format(turn=view.turn, turns=view.turns),
            view.date,
            view.phase_title or view.phase,
            view.title,
        ]
        self.lines.say("\n== " + " · ".join(part for part in heading if part) + " ==")
        if view.prompt:
            self.lines.say(view.prompt)
        self._show_new(view)
        stand = grouped(at_hand(view, self.vantage)) if numbers else []
        if stand:
            self.lines.say(_("Where things stand (t tells everything that you may know):"))
        for line in stand:
            self.lines.say("  " + line)
        self._show_orders(view)

    def _show_new(self, view: View) -> None:
        changes = tuple(self.seat.since_last())
        if changes:
            self.changes = changes
            self._show_weighty()
        self._show_news(self.told)

    def _show_weighty(self) -> None:
        shown = weighty(self.changes, self.vantage)
        self.lines.say(_("What changed, as far as you know:"))
        for seen in shown:
            self.lines.say("  " + changed(seen))
        if len(self.changes) > len(shown):
            self.lines.say(_("  and {left} more (c shows all)").format(left=len(self.changes) - len(shown)))

    def _show_changes(self) -> None:
        for seen in self.changes:
            self.lines.say("  " + changed(seen))
        if not self.changes:
            self.lines.say(_("Nothing has changed since you began to play."))

    def _show_news(self, after: int) -> None:
        every = self.seat.view.news
        news = self.vantage.told(it for it in every if it.number > after)
        self.told = every[-1].number if every else 0
        if news:
            self.lines.say(_("News:"))
        for it in news:
            said = _("  {text} (to you alone)") if it.private else "  {text}"
            self.lines.say(said.format(text=it.text))

    def _show_orders(self, view: View) -> None:
        self.lines.say(_("Orders:"))
        for number, form in enumerate(_open(view), 1):
            self.lines.say(f"{number:>3}  {form.title}{_price(form)}")
        closed = len(_closed(view))
        if closed:
            said = _n("{n} more is closed: x says why", "{n} more are closed: x says why", closed)
            self.lines.say("     " + said.format(n=closed))
        self.lines.say(_empty_line(view))

    def _show_closed(self, view: View) -> None:
        closed = _closed(view)
        for form in closed:
            self.lines.say(f"  {form.title}: {form.reason}")
        if not closed:
            self.lines.say(_("No order is closed."))

    def _show_numbers(self, name: str) -> None:
        found = [it for it in self.seat.view.tracks if not name or is_named(it, name)]
        if not found:
            self.lines.say(self._unknown(name))
        for line in grouped(found, every=bool(name)):
            self.lines.say("  " + line)

    def _show_why(self, name: str) -> None:
        found = next((it for it in self.seat.view.tracks if is_named(it, name)), None) if name else None
        if found is None:
            self.lines.say(
                self._unknown(name) if name else _("w wants the name of a number: w heat, w approval[paris]")
            )
            return
        reasons = self.seat.why(found.name)
        self.lines.say(_("{found} is {shown}.").format(found=name_of(found), shown=found.shown))
        for why in reasons:
            self.lines.say(
                _("  turn {turn}: {before} → {after}, {reason}").format(
                    turn=why.turn, before=why.before, after=why.after, reason=why.reason
                )
            )
        if not reasons:
            self.lines.say(_("  It stands where it began, as far as you know."))

    def _unknown(self, name: str) -> str:
        near = nearest(name, {word for it in self.seat.view.tracks for word in (it.id, it.name)})
        meant = _("You know no number called '{name}'. Did you mean {near}?")
        said = meant if near else _("You know no number called '{name}'. t shows those you know.")
        return said.format(name=name, near=near)


def _open(view: View) -> list[Form]:
    return [form for form in view.choices.forms if form.open]


def _closed(view: View) -> list[Form]:
    """Return the orders that are closed; of passing the empty line tells."""
    return [form for form in view.choices.forms if not form.open and form.id != "pass"]


def _wanted(word: str, most: int) -> str:
    return _("Expected a number from 1 to {most}, the name of an order, or ? for help, not '{word}'.").format(
        most=most, word=clean(word, most=40)
    )


def _empty_line(view: View) -> str:
    choices = view.choices
    if choices.may_pass:
        return _("An empty line passes. ? helps.")
    if choices.default is None:
        return _("An empty line does nothing here. ? helps.")
    return _("An empty line takes the default: {order}. ? helps.").format(order=_words_of(view, choices.default))


def _words_of(view: View, order: Order) -> str:
    try:
        return view.choices.form(order.name).title_of(order)
    except KeyError:
        return order.text


def _price(form: Form) -> str:
    """Return what an order without parameters costs, in brackets."""
    if form.parameters or not form.open:
        return ""
    costs = [f"{amount} {track}" for track, amount in form.cost(form.order()) if amount]
    return f" ({', '.join(costs)})" if costs else ""
