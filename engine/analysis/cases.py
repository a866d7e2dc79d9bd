"""Cases as they are written, with their places, and what they ask for in vain."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import attrs

from ..language.codes import Example, code
from ..language.layers import first_of
from ..language.library import catalogue
from ..language.marks import Sources
from ..language.spec import Case, Step
from ..language.spec import Ruleset as Written
from ..language.text import clean, meant, quoted
from ..play.scenario import Scenario
from ..problems import Place, Problem, Problems
from ..rules.dice import Draws, fall
from ..rules.load import load
from ..rules.questions import question
from ..rules.ruleset import Function, Ruleset
from ..rules.written import load_spec
from .scripted import chosen_players
from .starts import Unfit, starting
from .variants import draws_of, outline

SPECIAL = ("refused", "ended", "says")
"""Lines of `then` that are no formulas."""

_ENGINES = ("propose", "vote", "offer", "accept", "decline", "choose", "argue", "pass")

IN_VAIN = code(
    "T001",
    "A test asks for something that the rules do not have",
    why="Start values, formulas, roles, orders and doctrines of a test are those of its scenario.",
    failing=Example({}, shown='tests:\n  heat_rises:\n    then: {"heet == 3": true}'),
    mended=Example({}, shown='tests:\n  heat_rises:\n    then: {"heat == 3": true}'),
)


@attrs.frozen(kw_only=True)
class Wrong:
    """One thing that is not as the case says, and where the case says it."""

    place: Place
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


class Start:
    """What cases of one scenario begin from, read when the first of them needs it."""

    def __init__(self, path_or_id: str) -> None:
        self._path_or_id = path_or_id

    @cached_property
    def _read(self) -> Scenario | Problems:
        try:
            return Scenario(load(first_of(self._path_or_id), ""))
        except Problems as found:
            return found

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the scenario, so that no case of it can be played."""
        return self._read.problems if isinstance(self._read, Problems) else ()

    @property
    def scenario(self) -> Scenario:
        """The scenario, compiled.

        Raises: Problems: what is wrong with it.
        """
        if isinstance(self._read, Problems):
            raise self._read
        return self._read

    @cached_property
    def outline(self) -> Ruleset:
        """The scenario's names."""
        return outline(str(first_of(self._path_or_id)))

    @cached_property
    def draws(self) -> Draws:
        """The ids of all that the scenario draws."""
        return draws_of(str(first_of(self._path_or_id)))


@attrs.frozen(kw_only=True)
class Piece:
    """One case to run: what was written, where, and what its game begins from."""

    case: Case
    place: Place
    start: Start = attrs.field(repr=False)
    sources: Sources = attrs.field(repr=False)

    @property
    def name(self) -> str:
        """The case's id."""
        return self.case.id

    def wrong(self, mark: int, message: str) -> Wrong:
        """Return what is wrong at a mark of the case."""
        return Wrong(place=self.sources.place(mark or self.case.mark), message=clean(message))


class Unclear(Exception):
    """A formula that the rules have no answer to; the text says why."""


def pieces(path_or_id: str) -> tuple[Piece, ...]:
    """Return the cases of a ruleset or scenario in order of writing.

    Raises: Problems: it cannot be read.
    """
    return pieces_of(path_or_id, load_spec(path_or_id)[0])


def pieces_of(path_or_id: str, written: Written) -> tuple[Piece, ...]:
    """Return the cases of what was read at a path, in order of writing.

    Raises: Problems: cases name scenarios that there are not.
    """
    starts: dict[str, Start] = {}
    found, nowhere = [], []
    for case in written.tests:
        path = scenario_at(case.scenario, written, path_or_id)
        if case.scenario and path == case.scenario and not _ships(path):
            message = f"there is no scenario {quoted(case.scenario)}, neither beside this ruleset nor among what ships"
            mark = case.fields.get("scenario", case.mark)
            nowhere.append(written.sources.problem(mark, IN_VAIN, message, length=len(case.scenario)))
        start = starts.setdefault(path, Start(path))
        place = written.sources.place(case.mark)
        found.append(Piece(case=case, place=place, start=start, sources=written.sources))
    if nowhere:
        raise Problems(nowhere)
    return tuple(found)


def _ships(id: str) -> bool:
    return any(id == entry.id for entry in catalogue())


def scenario_at(scenario: str, written: Written, path_or_id: str) -> str:
    """Return where the scenario stands that a case or claim starts from, the whole itself when it names none.

    It is looked for beside the ruleset, then among what ships.
    """
    if not scenario:
        return path_or_id
    folder = Path(written.folder)
    near = (folder.parent / "scenarios", folder.parent.parent / "scenarios", folder.parent, folder)
    files = (place / f"{scenario}.yaml" for place in near)
    return next((str(file) for file in files if file.is_file()), scenario)


def pieces_of_file(path: Path) -> tuple[Piece, ...]:
    """Return the cases that stand in one file of a ruleset's `tests/`."""
    return tuple(it for it in pieces(str(path.parent.parent)) if Path(it.place.path).resolve() == path.resolve())


def asked_in_vain(piece: Piece) -> tuple[Wrong, ...]:
    """Return what a case asks for and its scenario does not have; nothing is played."""
    return tuple(_in_vain(piece))


def _in_vain(piece: Piece) -> Iterator[Wrong]:
    case, rules = piece.case, piece.start.outline
    for key, node in case.given.items():
        try:
            starting(rules, [(key, node.value)])
        except Unfit as error:
            yield piece.wrong(case.fields.get(f"given.{key}:", node.mark), f"given: {error}")
    for key, node in case.then.items():
        wanted = name_of(node.value)
        try:
            if key not in SPECIAL:
                asked(rules, f"({key}) == {wanted}" if wanted else key)
        except Unclear as error:
            yield piece.wrong(case.fields.get(f"then.{key}:", node.mark), f"then: {key}: {error}")
    for number, step in enumerate(case.when):
        for at, message in (*_in_vain_of(step, rules, refused="refused" in case.then), *_dice_of(step, piece.start)):
            yield piece.wrong(case.fields.get(f"when.{number}.{at}", step.mark), message)
    if why := unknown_phase(case, rules):
        yield piece.wrong(case.fields.get("until", 0), why)
    for role, doctrine in case.doctrines.items():
        try:
            chosen_players(Scenario(rules), {role: doctrine})
        except Unfit as error:
            known = any(role == member.id for member in rules.roots["role"])
            yield piece.wrong(case.fields[f"doctrines.{role}{'' if known else ':'}"], f"doctrines: {error}")
    for role, names in case.hidden.items():
        for name in names:
            if name not in rules.tracks and name not in rules.measures:
                message = (
                    f"there is no track or measure {quoted(name)}; {meant(name, [*rules.tracks, *rules.measures])}"
                )
                yield piece.wrong(case.fields.get(f"hidden.{role}", 0), f"hidden: {message}")


def unknown_phase(case: Case, rules: Ruleset) -> str:
    """Return that there is no phase up to which a case wants to be played, "" where there is."""
    phases = [phase.id for phase in rules.phases]
    if not case.until or case.until in phases:
        return ""
    return f"there is no phase {quoted(case.until)}; {meant(case.until, phases)}"


def _in_vain_of(step: Step, rules: Ruleset, *, refused: bool) -> Iterator[tuple[str, str]]:
    """Yield where in a step something is asked for that the rules do not have, and what.

    Where a case wants to be refused, it may be for what its parameters are.
    """
    roles = [id for id, (root, _position) in rules.positions.items() if root == "role"]
    if step.role not in roles:
        yield "role", f"there is no role {quoted(step.role)}; {meant(step.role, roles)}"
    if step.order in rules.orders:
        takes = [parameter.name for parameter in rules.orders[step.order].parameters]
        unknown = [name for name in step.with_ if name not in takes]
        for name in unknown:
            yield f"with.{name}:", f"{step.order} has no parameter {quoted(name)}; {meant(name, takes)}"
        yield from () if unknown or refused else _unfit(step, rules)
    elif step.order not in _ENGINES:
        yield "order", f"there is no order {quoted(step.order)}; {meant(step.order, rules.orders)}"


def _unfit(step: Step, rules: Ruleset) -> Iterator[tuple[str, str]]:
    """Yield which parameters of a step can never have their value, and why."""
    for parameter in rules.orders[step.order].parameters:
        name = parameter.name
        if name not in step.with_:
            yield "order", f"{step.order} needs {quoted(name)}"
            continue
        value, at = step.with_[name].value, f"with.{name}"
        if parameter.root:
            known = [rules.roots[parameter.root][position].id for position in sorted(parameter.members)]
            known += ["none"] if parameter.nullable else []
            if value not in known:
                yield at, f"{name} of {step.order} is never {quoted(value)}; {meant(str(value), known)}"
        elif not parameter.named and not (isinstance(value, int) and parameter.span[0] <= value <= parameter.span[1]):
            least, most = parameter.span
            yield at, f"{name} of {step.order} is never {quoted(value)}; it is from {least:g} to {most:g}"


def _dice_of(step: Step, start: Start) -> Iterator[tuple[str, str]]:
    """Yield where dice are said to fall that nothing rolls, or as they cannot, and why."""
    for name, node in step.dice.items():
        try:
            fall(name, node.value, start.draws)
        except ValueError as wrong:
            known = name in start.draws
            yield f"dice.{name}" if known else f"dice.{name}:", f"dice: {wrong}"


def asked(rules: Ruleset, text: str) -> Function:
    """Return a formula of a case as a function of the values and a memo.

    Raises: Unclear: it cannot be read, or names something that is not there.
    """
    try:
        return question(rules, text)
    except Problems as found:
        first = found.problems[0]
        raise Unclear(f"{first.message}; {first.hint}" if first.hint else first.message) from None


def name_of(value: Any) -> str:
    """Return a wanted value that only a formula can compare, else "".

    Such are ids of members, levels, phases, and none.
    """
    return "none" if value is None else value if isinstance(value, str) else ""
