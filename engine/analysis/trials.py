"""Claims and expectations as they are written: what they ask for in vain, and the games they want.

Each is read on the scenario that it names, as tests are; `check` says what does not fit before anything is played.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from ..language.codes import Example, code
from ..language.layers import first_of
from ..language.library import NOT_FOUND
from ..language.shapes import Node, Written
from ..language.spec import Measure
from ..language.spec import Ruleset as WrittenRuleset
from ..language.text import nearest, quoted
from ..language.trials import Arm, Claim, Expectation
from ..play.scenario import Scenario
from ..problems import Problem, Problems
from ..rules.questions import question
from ..rules.ruleset import Ruleset
from .cases import scenario_at
from .ensemble import Batch
from .references import range_of
from .scripted import chosen_players
from .starts import Unfit, places, starting
from .variants import outline, variant

MOST_STEPS = 100

CLAIMED_IN_VAIN = code(
    "T002",
    "A claim or expectation asks for something that the rules do not have",
    why="Tracks, members, doctrines and formulas are those of the scenario that it names, or that its arm names.",
    failing=Example({}, shown="claims:\n  calm: {compare: {all: {fix: {heet: 1}}}, measure: heat, expect: all < 3}"),
    mended=Example({}, shown="claims:\n  calm: {compare: {all: {fix: {heat: 1}}}, measure: heat, expect: all < 3}"),
)
NO_CHAIN = code(
    "T003",
    "`expect` is no chain of arms and numbers",
    why="Between neighbours stands <, <=, > or >=; arms are those of `compare`.",
    failing=Example({}, shown="compare: {few: {}, many: {}}\nexpect: few != mayn"),
    mended=Example({}, shown="compare: {few: {}, many: {}}\nexpect: few < many"),
)
NOT_CONSTANT = code(
    "T004",
    "A claim assumes something that has no number or no range",
    why="`assumes` names a measure that is a plain number, whose `source` has a `range`; "
    "the claim is tried again at the end of that range nearest 0.",
    failing=Example({}, shown='measures:\n  fear: {is: "heat / 2"}\n# and in a claim: assumes: fear'),
    mended=Example({}, shown="measures:\n  fear: {is: 3, source: {kind: judgement, range: [0, 5]}}"),
)

_SIGN = re.compile(r"(<=|>=|<|>)")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


@attrs.frozen(kw_only=True)
class Chain:
    """What a claim expects: arms and numbers, and the sign between each two neighbours."""

    items: tuple[str | float, ...]
    signs: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Trial:
    """A claim with its games: each arm's batch, and for each assumption its arms' batches without it."""

    claim: Claim
    chain: Chain
    arms: Mapping[str, Batch]
    without: Mapping[str, Mapping[str, Batch]]


@attrs.frozen(kw_only=True)
class Sweep:
    """An expectation with its games: for each value of the track a batch."""

    expectation: Expectation
    batches: Mapping[int, Batch]


class Reader:
    """Claims and expectations of one ruleset; `problems` are what is wrong with those read so far."""

    def __init__(
        self, path_or_id: str, written: WrittenRuleset, *, games: int = 1, seed: int = 1, whole: bool = True
    ) -> None:
        """`whole`: the rules are to be played by, and what is wrong with any of them counts."""
        self._path_or_id = path_or_id
        self._written = written
        self._games = games
        self._seed = seed
        self._whole = whole
        self._measures: dict[str, Measure] = {it.id: it for it in written.measures}
        self._outlines: dict[str, Ruleset] = {}
        self.problems: list[Problem] = []

    def trial(self, claim: Claim) -> Trial | None:
        """Return a claim with its games, None when something is wrong with it."""
        before = len(self.problems)
        chain = self._chain(claim)
        arms = {name: self._arm(claim, name, arm) for name, arm in claim.compare.items()}
        ends = {name: self._end(claim, name) for name in claim.assumes}
        if chain is None or len(self.problems) > before:
            return None
        return Trial(
            claim=claim,
            chain=chain,
            arms=arms,
            without={name: {arm: _with(it, name, ends[name]) for arm, it in arms.items()} for name in ends},
        )

    def sweep(self, it: Expectation) -> Sweep | None:
        """Return an expectation with its games, None when something is wrong with it."""
        before = len(self.problems)
        rules = self._rules(it.scenario, it.turns, it.fields.get("scenario", it.mark))
        values = self._values(it, rules) if rules is not None else ()
        base = self._batch(it.scenario, it.turns, it.given, {}, it.doctrines)
        if rules is not None:
            self._look(rules, it.given, {}, it.doctrines, it)
            self._ask(rules, it.measure)
        if len(self.problems) > before:
            return None
        batches = {}
        for value in values:
            raised = (it.raise_, value)
            kept = (*base.given, raised)
            batches[value] = attrs.evolve(base, fix=(raised,)) if it.hold else attrs.evolve(base, given=kept)
        return Sweep(expectation=it, batches=batches)

    # ---- what each part says

    def _chain(self, claim: Claim) -> Chain | None:
        parts = _SIGN.split(claim.expect.text)
        items: list[str | float] = []
        for part in parts[::2]:
            word = part.strip()
            if _NUMBER.fullmatch(word):
                items.append(float(word))
            elif word in claim.compare:
                items.append(word)
            else:
                message = f"expect: {quoted(word)} is no arm of `compare` and no number"
                self._wrong(claim.expect.mark, message, NO_CHAIN, _meant(word, claim.compare))
                return None
        if len(items) < 2:
            message = f"expect: {quoted(claim.expect.text)} compares nothing"
            self._wrong(claim.expect.mark, message, NO_CHAIN, "write `few < many`, or `few < 0.15`")
            return None
        return Chain(items=tuple(items), signs=tuple(parts[1::2]))

    def _arm(self, claim: Claim, name: str, arm: Arm) -> Batch:
        """Return an arm's batch; what the claim says for all arms goes for this one too."""
        scenario, turns = arm.scenario or claim.scenario, arm.turns or claim.turns
        given, fix = {**claim.given, **arm.given}, {**claim.fix, **arm.fix}
        doctrines = {**claim.doctrines, **arm.doctrines}
        rules = self._rules(scenario, turns, arm.mark if arm.scenario else claim.fields.get("scenario", claim.mark))
        if rules is not None:
            self._look(rules, given, fix, doctrines, claim, f"compare.{name}.")
            self._ask(rules, claim.measure)
            if claim.among is not None:
                self._ask(rules, claim.among)
        return self._batch(scenario, turns, given, fix, doctrines)

    def _end(self, claim: Claim, name: str) -> float:
        """Return the end of a constant's range that is nearest 0."""
        mark = claim.fields.get("assumes", claim.mark)
        measure = self._measures.get(name)
        if measure is None:
            self._wrong(
                mark, f"assumes: there is no measure {quoted(name)}", NOT_CONSTANT, _meant(name, self._measures)
            )
            return 0
        ends = range_of(measure.source)
        if [bool(_NUMBER.fullmatch(text.text.strip())) for _, text in measure.is_] != [True] or ends is None:
            self._wrong(mark, f"assumes: {quoted(name)} is no number with a range in its source", NOT_CONSTANT)
            return 0
        return min(max(0, ends[0]), ends[1])

    def _rules(self, scenario: str, turns: int, mark: int) -> Ruleset | None:
        """Return the rules of a scenario, None when it cannot be read."""
        try:
            where = self._where(scenario)
            return variant(where, turns) if self._whole else self._outlined(where)
        except Problems as found:
            first = found.problems[0]
            unknown = f"there is no scenario {quoted(scenario)}"
            self._wrong(mark, unknown if first.code == NOT_FOUND else f"{quoted(scenario)} has a problem: {first}")
            return None

    def _outlined(self, where: str) -> Ruleset:
        if where not in self._outlines:
            self._outlines[where] = outline(where)
        return self._outlines[where]

    def _where(self, scenario: str) -> str:
        return str(first_of(scenario_at(scenario, self._written, self._path_or_id)))

    def _batch(
        self,
        scenario: str,
        turns: int,
        given: Mapping[str, Node],
        fix: Mapping[str, Node],
        doctrines: Mapping[str, str],
    ) -> Batch:
        return Batch(
            scenario=self._where(scenario),
            turns=turns,
            games=self._games,
            seed=self._seed,
            given=tuple((name, node.value) for name, node in given.items()),
            fix=tuple((name, node.value) for name, node in fix.items()),
            doctrines=tuple(sorted(doctrines.items())),
        )

    def _look(
        self,
        rules: Ruleset,
        given: Mapping[str, Node],
        fix: Mapping[str, Node],
        doctrines: Mapping[str, str],
        entry: Claim | Expectation,
        arm: str = "",
    ) -> None:
        """Note which start values and doctrines the rules do not have; `arm` is where one stands in the entry."""
        for name, node in (*given.items(), *fix.items()):
            try:
                starting(rules, [(name, node.value)])
            except Unfit as error:
                self._wrong(node.mark, str(error))
        for role, doctrine in doctrines.items():
            try:
                chosen_players(Scenario(rules), {role: doctrine})
            except Unfit as error:
                places = (f"{arm}doctrines.{role}", f"doctrines.{role}")
                mark = next((entry.fields[place] for place in places if place in entry.fields), entry.mark)
                self._wrong(mark, f"doctrines: {error}")

    def _ask(self, rules: Ruleset, formula: Written) -> None:
        """Note what is wrong with a formula, where it stands."""
        try:
            question(rules, formula.text, formula.mark, self._written.sources, scored=True)
        except Problems as found:
            self.problems += found.problems

    def _values(self, it: Expectation, rules: Ruleset) -> tuple[int, ...]:
        """Return the values that the track is swept over, at least two."""
        mark = it.fields.get("raise", it.mark)
        try:
            track, _ = places(rules, it.raise_)
            if track.kind == "member":
                raise Unfit(f"'{track.id}' holds a member, and has no steps")
            low, high = (track.least, track.most) if it.over is None else (it.over[0], it.over[1] or it.over[0])
            if track.kind == "flag":
                return (False, True)
            if not track.least <= low < high <= track.most:
                raise Unfit(f"'{track.id}' goes from {track.least} to {track.most}, not from {low} to {high}")
            if high - low > MOST_STEPS:
                raise Unfit(f"from {low} to {high} are more than {MOST_STEPS} steps; say with `over` which are swept")
        except Unfit as error:
            name = it.raise_.split("[")[0].strip()
            hint = f"{quoted(name)} is a measure: raise a track that it reads" if name in self._measures else ""
            self._wrong(mark, f"raise: {error}", hint=hint)
            return ()
        return tuple(range(low, high + 1))

    def _wrong(self, mark: int, message: str, name: str = CLAIMED_IN_VAIN, hint: str = "") -> None:
        self.problems.append(self._written.sources.problem(mark, name, message, hint=hint))


def asked_in_vain(path_or_id: str, written: WrittenRuleset) -> tuple[Problem, ...]:
    """Return what claims and expectations ask for and their scenarios do not have; nothing is played."""
    reader = Reader(path_or_id, written, whole=False)
    for claim in written.claims:
        reader.trial(claim)
    for expectation in written.expects:
        reader.sweep(expectation)
    return tuple(dict.fromkeys(reader.problems))


def every(found: Iterator[Any], reader: Reader) -> tuple[Any, ...]:
    """Return what was read of all entries.

    Raises: Problems: what is wrong with one of them.
    """
    read = tuple(found)
    if reader.problems:
        raise Problems(sorted(dict.fromkeys(reader.problems), key=lambda it: it.place))
    return read


def _with(batch: Batch, name: str, value: float) -> Batch:
    return attrs.evolve(batch, constants=((name, value),))


def _meant(word: str, known: Mapping[str, object]) -> str:
    near = nearest(word, known)
    return f"did you mean {quoted(near)}?" if near else f"there is {', '.join(known)}" if known else ""
