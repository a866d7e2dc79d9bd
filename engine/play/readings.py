"""What a seat reads: plain values that carry nothing of the state along."""

from __future__ import annotations

from fractions import Fraction

import attrs

from ..rules.ruleset import Cause


@attrs.frozen(kw_only=True)
class Reading:
    """One number as a role knows it; `value` is None where it may know the level only.

    `shown` is its text: "3", "air cover", "yes", "Paris". `level` is the level's id, "" without levels.
    """

    id: str
    title: str
    indices: tuple[str, ...] = ()
    index_titles: tuple[str, ...] = ()
    value: int | float | str | None
    shown: str
    level: str = ""
    least: int
    most: int
    measure: bool = False

    @property
    def name(self) -> str:
        """How it is written: `approval[paris]`."""
        return f"{self.id}[{', '.join(self.indices)}]" if self.indices else self.id


@attrs.frozen(kw_only=True)
class News:
    """Something a role was told; numbers count its own news from 1. `inject` is the title of the slip that it is.

    `begins`: that a `turn` begins with it, a `phase` or a `procedure`, "" for all other news.
    """

    number: int
    turn: int
    phase: str
    text: str
    private: bool = False
    inject: str = ""
    begins: str = ""


@attrs.frozen(kw_only=True)
class Goal:
    """An objective of a role; `worth` is None while the role may not see all that it reads."""

    id: str
    title: str
    text: str = ""
    sealed: bool = False
    worth: int | None = None


@attrs.frozen(kw_only=True)
class Offer:
    """A deal that is open, as a role knows it; `number` is what this role calls it.

    `answers`: the number of the deal to which it is a counter-offer, 0 when it is none. `waits`: for this role's
    answer. `terms`: giver, the term's id, and the term in words. `said`: each term in words with its giver.
    """

    number: int
    by: str
    public: bool
    answers: int = 0
    parties: tuple[str, ...]
    accepted: tuple[str, ...]
    waits: bool
    title: str
    terms: tuple[tuple[str, str, str], ...]
    said: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Entry:
    """A term of a deal that was struck, and what became of it: done, open, kept or broken.

    `until`: the last turn that a promise is about, 0 when nothing was promised.
    """

    turn: int
    giver: str
    term: str
    title: str
    public: bool
    status: str
    until: int = 0


@attrs.frozen(kw_only=True)
class Waiting:
    """A pledge under conditions, as a role knows it; `sealed` while it lies there, then whether it held.

    `least`, `greatest`: whether it holds if all wait, and if all trust. `hangs_on`: the roles each of whose pledges it
    cannot do without. `unlocks`: the roles whose pledges would hold if this one were made without its conditions, and
    all others waited. All of it as far as this role knows the numbers.
    """

    role: str
    title: str
    conditions: tuple[str, ...]
    sealed: bool = False
    held: bool = False
    least: bool = False
    greatest: bool = False
    hangs_on: tuple[str, ...] = ()
    unlocks: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Outlook:
    """What a motion would come to if this seat cast a ballot, and all known ones stayed: the arithmetic in `stands`."""

    ballot: str
    passes: bool
    stands: str


@attrs.frozen(kw_only=True)
class Motion:
    """A motion on the table as a role knows it; roles are ids, ballots `yes`, `no` and `abstain`.

    `ballots` are those that this role knows, `own` its own ("" without one); who is `missing` counts as abstaining.
    `passes` and `stands`: as it stands now. `lacks`: how many of the missing must vote yes at least, None when even
    all of them are not enough. `outlook`: for each ballot of one's own, what would come of it; empty when no member.
    """

    id: str
    title: str
    text: str = ""
    by: str
    members: tuple[str, ...]
    ballots: tuple[tuple[str, str], ...] = ()
    own: str = ""
    passes: bool
    stands: str
    lacks: int | None
    missing: tuple[str, ...] = ()
    outlook: tuple[Outlook, ...] = ()


@attrs.frozen(kw_only=True)
class Change:
    """One change of a track, and why; members are ids."""

    track: str
    indices: tuple[str, ...]
    before: int
    after: int
    cause: Cause

    @property
    def name(self) -> str:
        """How the number is written: `approval[paris]`."""
        return f"{self.track}[{', '.join(self.indices)}]" if self.indices else self.track


@attrs.frozen(kw_only=True)
class Why:
    """One change of a number: when, from what to what, and the reason as far as the asker may know.

    `by` is the role whose order it was. `cause` and `terms` are None and empty where the asker may not
    know them; `rules` are then the lines of the ruleset that may have made it, which all may read.
    """

    event: int
    turn: int
    phase: str
    before: str
    after: str
    reason: str
    by: str = ""
    cause: Cause | None = None
    terms: tuple[tuple[str, float], ...] = ()
    rules: tuple[Cause, ...] = ()


@attrs.frozen(kw_only=True)
class Seen:
    """A number that changed as far as a role knows, and the reasons it knows."""

    before: Reading
    after: Reading
    reasons: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Inject:
    """An inject as control sees it; no seat does. `status`: armed, fired, held or skipped.

    It is due in `turn`, in `phase` ("" before the first), or, without a turn, when the formula `trigger` holds;
    with neither, control fires it. `now`: the numbers that the trigger reads, with what they are; `holds`: whether
    it holds, None without one. `to`: the roles that would be told now. `own`: control wrote it, not the rules.
    """

    id: str
    title: str
    text: str = ""
    to: tuple[str, ...]
    status: str
    turn: int = 0
    phase: str = ""
    minute: int = 0
    trigger: str = ""
    now: tuple[tuple[str, str], ...] = ()
    holds: bool | None = None
    guidance: str = ""
    expected: str = ""
    objective: str = ""
    own: bool = False


@attrs.frozen(kw_only=True)
class Outcome:
    """A band of the check that control decides: how likely it is by the dice, and what it would do, secrets too."""

    band: str
    chance: Fraction
    effects: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Proposal:
    """What waits for control to decide a check of it, as the rules propose; `style`: semi, free or matrix.

    What would be drawn after it is taken at its middle; `check` is "" when none would be made any more. `made`: the
    checks before it, each with its band. `order` is "" for motions and deals.
    """

    role: str
    order: str
    title: str
    style: str
    check: str
    terms: tuple[tuple[str, float], ...]
    modifier: int
    outcomes: tuple[Outcome, ...]
    made: tuple[tuple[str, str], ...] = ()


@attrs.frozen(kw_only=True)
class Argument:
    """An argument that waits for control; `reasons` are pairs of a key (`pro1`, `con2`) and its words.

    `check` is its first, "" when it makes none: its modifier without reasons, and its bands.
    """

    number: int
    role: str
    order: str
    title: str
    text: str = ""
    reasons: tuple[tuple[str, str], ...] = ()
    style: str = "matrix"
    check: str = ""
    modifier: int = 0
    outcomes: tuple[Outcome, ...] = ()
