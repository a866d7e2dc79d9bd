"""The names of a ruleset: sets and members, attributes, tracks, measures, dates, and where they stand.

Filled by `engine.language.naming` from what was written; read by everything that settles formulas.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import attrs

from ..problems import Problem, Severity
from . import formula_codes as codes
from . import spec
from .arithmetic import FUNCTIONS
from .faults import MOST_KEPT, MOST_SUGGESTIONS, Enough
from .formula import QUANTIFIERS, RESERVED, FormulaError
from .meaning import Bool, Mem, Num, Tree, Type
from .overriding import Additions
from .removing import StillNamed
from .shapes import Written
from .text import nearest

MISSING = object()
FAR = 99
WORDS = (
    frozenset({"me", "turn", "turns", "phase", "none", "yes", "no", "abstained", "true", "false", "score"})
    | frozenset({"level", "near", "distance"})
    | frozenset(FUNCTIONS)
    | QUANTIFIERS
    | RESERVED
)
"""What no name of a ruleset may be, nor any name bound in it."""

Known = Mapping[str, Any] | frozenset[str] | tuple[str, ...]
"""Names that there are, for suggestions."""

BINDABLE = frozenset({"level"})
"""What a parameter may be called all the same: a motion has a level, and `level(…)` is always a call."""


@attrs.define
class Attribute:
    """A constant of every member of a root set; `table` holds one value a member (or MISSING)."""

    name: str
    root: str
    kind: str  # number, flag, member, members, word
    of: str = ""  # the root of members it holds
    table: list[Any] = attrs.field(factory=list)
    spoilt: bool = False  # one of its values is wrong: that was noted there


@attrs.frozen
class Subset:
    """A set or subset: the positions of its members in its root."""

    id: str
    root: str
    members: tuple[int, ...]


@attrs.frozen
class IndexOf:
    """One index of a track or measure."""

    name: str
    set: str
    root: str
    members: tuple[int, ...]

    @property
    def type(self) -> Mem:
        return Mem(self.root, frozenset(self.members))


@attrs.frozen
class LevelOf:
    """A named range of values."""

    id: str
    title: str
    least: int
    most: int


@attrs.frozen
class Sight:
    """Who sees a number: some roles (None: all), and of those only the owner when `owner`."""

    roles: frozenset[int] | None = None
    owner: bool = False

    def also(self, other: Sight) -> Sight:
        """Return who sees both."""
        if self.roles is None or other.roles is None:
            roles = other.roles if self.roles is None else self.roles
        else:
            roles = self.roles & other.roles
        return Sight(roles, self.owner or other.owner)

    def allows(self, readers: frozenset[int] | None, *, own: bool) -> bool:
        """Return whether all `readers` (None: everybody) see it; `own` when the first index is the reader."""
        if self.owner and not own:
            return False
        return self.roles is None or (readers is not None and readers <= self.roles)


EVERYBODY = Sight()


@attrs.define
class TrackOf:
    """A track: what it holds, over what, and where its numbers stand in the values."""

    id: str
    title: str
    kind: str  # number, flag, member
    least: int
    most: int
    root: str = ""
    members: frozenset[int] = frozenset()
    indices: tuple[IndexOf, ...] = ()
    strides: tuple[int, ...] = ()
    base: int = 0
    size: int = 1
    levels: tuple[LevelOf, ...] = ()
    sight: Sight = EVERYBODY
    public_levels: bool = False
    written: spec.Track | None = None

    @property
    def type(self) -> Type:
        if self.kind == "flag":
            return Bool()
        if self.kind == "member":
            return Mem(self.root, self.members, nullable=True)
        return Num(self.least, self.most)


@attrs.define
class MeasureOf:
    """A measure, settled: its terms (none where only its function is known), what it gives, who sees it, its steps."""

    id: str
    title: str
    indices: tuple[IndexOf, ...]
    type: Type
    terms: tuple[tuple[str, Tree], ...]
    sight: Sight
    steps: int
    reads: frozenset[str]  # tracks, through other measures too
    written: spec.Measure
    depth: int = 1  # how many measures it reads through, itself counted

    @property
    def heavy(self) -> bool:
        """Whether it is worth remembering."""
        return self.steps > 12


@attrs.define
class World:
    """Every name of one ruleset, and the problems met so far."""

    sources: Any
    problems: list[Problem] = attrs.field(factory=list)
    roots: dict[str, list[spec.Member]] = attrs.field(factory=dict)
    positions: dict[str, tuple[str, int]] = attrs.field(factory=dict)
    sets: dict[str, Subset] = attrs.field(factory=dict)
    attributes: dict[str, dict[str, Attribute]] = attrs.field(factory=dict)
    tracks: dict[str, TrackOf] = attrs.field(factory=dict)
    measures: dict[str, MeasureOf] = attrs.field(factory=dict)
    dates: dict[str, int] = attrs.field(factory=dict)
    phases: tuple[str, ...] = ()
    turns: int = 1
    distances: dict[str, list[list[int]]] = attrs.field(factory=dict)  # by kind of link; "" is every kind
    size: int = 2  # numbers in the values: the turn, the phase, every track
    marks: dict[str, int] = attrs.field(factory=dict)  # where each shared name was declared
    given_up: bool = False  # so much is wrong, or so large, that nothing more was gathered
    spoilt: set[str] = attrs.field(factory=set)  # what is declared, but wrong: that was noted there
    doubtful: set[str] = attrs.field(factory=set)  # what is declared twice, so that nobody knows which is meant
    lacking: set[tuple[str, str]] = attrs.field(factory=set)  # members and attributes they lack that are read: noted
    errors: int = 0
    suggested: int = 0
    said: Mapping[str, str] = attrs.field(factory=dict)  # ids in words -> the same in another language
    added: Additions = attrs.field(factory=dict)
    still_named: StillNamed = attrs.field(default=attrs.Factory(lambda it: StillNamed(it.sources), takes_self=True))

    def report(
        self,
        mark: int,
        code: str,
        message: str,
        *,
        hint: str = "",
        offset: int | None = None,
        length: int = 1,
        severity: Severity = "error",
    ) -> None:
        """Note a problem at a mark, or at a character of the text that stands there.

        Raises: Enough: there are five hundred errors already.
        """
        self.problems.append(
            self.sources.problem(mark, code, message, hint=hint, offset=offset, length=length, severity=severity)
        )
        self.errors += severity == "error"
        if self.errors >= MOST_KEPT:
            raise Enough

    def unknown(
        self,
        mark: int,
        code: str,
        message: str,
        word: str,
        known: Known = (),
        *,
        hint: str = "",
        offset: int | None = None,
        length: int = 0,
    ) -> None:
        """Note that nothing known is called `word`: where it is named, or where an extension took it out.

        `hint` goes before a known word that is near; `length` is the word's when 0. What was declared
        and is `spoilt` is no mistake where it is named.
        """
        if word in self.spoilt:
            return
        if self.still_named.explains(word, mark, offset):
            self.errors += 1
            return
        hint = hint or self.suggest(word, known)
        self.report(mark, code, message, hint=hint, offset=offset, length=length or max(1, len(word)))

    @contextmanager
    def quietly(self) -> Iterator[None]:
        """Forget the problems that are met inside: they were noted elsewhere."""
        count, errors, lacking = len(self.problems), self.errors, set(self.lacking)
        yield
        del self.problems[count:]
        self.errors, self.lacking = errors, lacking

    def blame(self, written: Written, code: str, message: str, hint: str = "") -> None:
        """Note a problem about a whole written text."""
        self.report(written.mark, code, message, hint=hint, length=max(1, len(written.text.split("\n")[0])))

    def unread(self, written: Written, error: FormulaError) -> None:
        """Note that a written text cannot be read."""
        self.report(written.mark, codes.UNREAD, error.message, hint=error.hint, offset=error.at, length=error.length)

    def taken(self, name: str) -> str:
        """Return what a name bound in a formula would hide, or nothing."""
        if name in WORDS:
            return "a word of the language"
        shared = (self.marks, self.positions, self.tracks, self.measures, self.dates)
        return "something of the ruleset" if any(name in names for names in shared) else ""

    def ids(self, root: str, positions: Iterable[int]) -> str:
        """Return the ids of some members for a message, three at most."""
        return ", ".join(self.roots[root][position].id for position in sorted(positions)[:3])

    def everything(self, root: str) -> tuple[int, ...]:
        """Return the positions of all members of a root set."""
        return tuple(range(len(self.roots[root])))

    def title(self, root: str, position: int) -> str:
        """Return what people call a member."""
        member = self.roots[root][position]
        return member.title or member.id.replace("_", " ")

    def words(self, id: str) -> str:
        """Return an id as people read it."""
        words = id.replace("_", " ")
        return self.said.get(words, words)

    def label(self, id: str) -> str:
        """Return what a term is called: its id, unless it is said in another language."""
        return self.said.get(id.replace("_", " "), id)

    def names(self, *kinds: str) -> Mapping[str, str]:
        """Return the shared names with what they are, for suggestions."""
        found: dict[str, str] = {}
        found.update(dict.fromkeys(self.positions, "member"))
        found.update(dict.fromkeys(self.tracks, "track"))
        found.update(dict.fromkeys(self.measures, "measure"))
        found.update(dict.fromkeys(self.dates, "date"))
        found.update(dict.fromkeys(self.sets, "set"))
        return {name: kind for name, kind in found.items() if not kinds or kind in kinds}

    def suggest(self, word: str, known: Known) -> str:
        """Return a hint that names the nearest known word, or nothing; twenty times at most."""
        self.suggested += 1
        near = nearest(word, tuple(known)) if self.suggested <= MOST_SUGGESTIONS else None
        return f"did you mean {near!r}?" if near else ""
