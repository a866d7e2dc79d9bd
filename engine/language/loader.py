"""From a path or an id to the checked description of a ruleset or scenario.

`load_spec` reads every file once, joins them, fills in what they take from others, and binds the
result to the spec classes. All problems come at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import attrs

from ..problems import Problem, Problems
from ..speech import PSEUDO
from . import spec
from .bind import bind
from .codes import Example, code
from .faults import Enough, Faults
from .files import HEAD, Layer, Unreadable, around, digest_of, layer_at
from .garbage import few_collections
from .layers import MOST_STEPS, base_of, bases_at, path_of
from .merge import (
    FOLLOWS_CIRCLE,
    FOLLOWS_UNKNOWN,
    LIKE_CIRCLE,
    LIKE_UNKNOWN,
    extended,
    filled_in,
    together,
)
from .mistakes import MISSING, NO_VALUE, TEXT_FILE
from .overlays import files_of, languages
from .overriding import added
from .removing import removed
from .source import Map, Sources, read
from .speakers import Foreign, MadeUp, Plain
from .text import clean, is_id, quoted
from .translation import translated

_RULESET = "id: example\ntitle: Example\nroles: {red: {title: Red}}\nturn: {play: {}}\nendings: {over: {at: end}}\n"
_BASE = {"base/ruleset.yaml": _RULESET}

EXTENDS_UNKNOWN = code(
    "S030",
    "`extends` names no ruleset or scenario",
    why="A base is looked for beside the scenario (./id and ../rulesets/id), then among what ships with the engine.",
    failing=Example({**_BASE, "start.yaml": "id: start\nextends: bass\n"}, start="start.yaml", shown="extends: bass"),
    mended=Example({**_BASE, "start.yaml": "id: start\nextends: base\n"}, start="start.yaml", shown="extends: base"),
)
EXTENDS_CIRCLE = code(
    "S031",
    "Rulesets extend each other in a circle, or through too many steps",
    failing=Example(
        {"one/r.yaml": "id: one\nextends: two\n", "two/r.yaml": "id: two\nextends: one\n"},
        start="one",
        shown="# one/ruleset.yaml\nid: one\nextends: two\n\n# two/ruleset.yaml\nid: two\nextends: one",
    ),
    mended=Example(
        {"one/r.yaml": "id: one\nextends: two\n", "two/r.yaml": _RULESET},
        start="one",
        shown="# one/ruleset.yaml\nid: one\nextends: two\n\n# two/ruleset.yaml\nid: two",
    ),
)
TOO_MUCH = code(
    "S032",
    "A ruleset has too many files, or too large ones",
    why="At most 200 YAML files with 4 MiB in all are read from one folder.",
    failing=Example(
        {"ruleset.yaml": _RULESET, **{f"f{number}.yaml": "" for number in range(200)}}, shown="# 201 files"
    ),
    mended=Example({"ruleset.yaml": _RULESET, "f.yaml": ""}, shown="# a few files"),
)
REFUSED = code(
    "S033",
    "A file of the folder cannot be read",
    why="Only regular files inside the folder are read; a link that leads out of it is not followed.",
    failing=Example({"ruleset.yaml": _RULESET, "roles.yaml/x": ""}, shown="# `roles.yaml` is a folder"),
    mended=Example({"ruleset.yaml": _RULESET, "roles.yaml": ""}, shown="# `roles.yaml` is a file"),
)
PASSED_OVER = code(
    "S034",
    "A file that looks like YAML is not read",
    why="Only files whose name ends in .yaml are read, in the ruleset's folder, in doctrines/ and in tests/.",
    failing=Example({"ruleset.yaml": _RULESET, "tracks.yml": ""}, shown="# tracks.yml"),
    mended=Example({"ruleset.yaml": _RULESET, "tracks.yaml": ""}, shown="# tracks.yaml"),
)
A_PART = code(
    "S046",
    "This file is only a part of a ruleset",
    why="All YAML files of a ruleset's folder are one ruleset, and one of them has its `id`. Whatever reads a ruleset "
    "is given the folder.",
    failing=Example(
        {"ruleset.yaml": _RULESET, "tracks.yaml": "tracks: {heat: {range: 0..9}}\n"},
        start="tracks.yaml",
        shown="# whitecell check example/tracks.yaml\ntracks: {heat: {range: 0..9}}",
    ),
    mended=Example(
        {"ruleset.yaml": _RULESET, "tracks.yaml": "tracks: {heat: {range: 0..9}}\n"},
        shown="# whitecell check example\n\n# example/tracks.yaml\ntracks: {heat: {range: 0..9}}",
    ),
)

_FOLLOW_ON = (MISSING, NO_VALUE, LIKE_UNKNOWN, LIKE_CIRCLE, FOLLOWS_UNKNOWN, FOLLOWS_CIRCLE)
"""What is found only because a file or a base could not be read: left out then."""


@few_collections()
def load_spec(path_or_id: str | Path, language: str = "") -> tuple[spec.Ruleset, tuple[Problem, ...]]:
    """Return the ruleset or scenario, and the warnings; with a language, as its overlays say it.

    A folder is a ruleset; a file is a scenario when it extends something, else a ruleset in one file.

    Raises: Problems: all of them, sorted by place.
    """
    loading = _Loading(language)
    ruleset = loading.result(path_or_id)
    return ruleset, loading.faults.sorted()


def heard(path_or_id: str | Path, language: str) -> tuple[Plain, spec.Ruleset]:
    """Return who says the texts of a ruleset or scenario, having said all of them, and the ruleset.

    Raises: Problems: what is wrong with it.
    """
    loading = _Loading(language)
    return loading.speaker, loading.result(path_or_id)


class _Loading:
    """One load: what was read so far, and what was wrong with it."""

    def __init__(self, language: str) -> None:
        self.sources = Sources()
        self.faults = Faults(self.sources)
        self.speaker = _speaker(language, self.faults)
        self.layers: list[Layer] = []
        self.texts: dict[str, str] = {}
        self._layer_of: dict[str, Layer] = {}
        self._whole = True  # every file could be read
        self._something = False  # at least one could

    def result(self, path_or_id: str | Path) -> spec.Ruleset:
        """Return the whole, in the language asked for.

        Raises: Problems: what is wrong.
        """
        ruleset = None
        with suppress(Enough):
            ruleset = self.load(path_of(path_or_id))
            if ruleset is not None and self.speaker.language:
                ruleset = self._said(ruleset)
        if ruleset is None or self.faults:
            raise Problems(self.faults.sorted())
        return ruleset

    def load(self, path: Path) -> spec.Ruleset | None:
        maps = [*self._maps(path)]
        if self._whole and ("id" not in maps[0] or path.name == HEAD) and self._is_a_part(path, maps[0].at):
            return None
        whole = last = maps.pop()
        bottom = whole.get("id")
        while maps:
            own = maps.pop()
            self.faults.still_named.removals.update(removed(whole, own, last.at))
            self.faults.added.update(added(whole, own, str(whole.get("id", "the base"))))
            whole, last = extended(whole, own), own
        if not self._something:
            return None
        before = len(self.faults.found)
        ruleset = bind(filled_in(whole, self.faults), self.faults, self._text_of)
        found = self.faults.found
        found += self.faults.still_named.problems()
        told = {problem.place for problem in found[:before]}  # an alias is no value either: its first cause is enough
        found[before:] = [problem for problem in dict.fromkeys(found[before:]) if problem.place not in told]
        if not self._whole:
            found[before:] = [problem for problem in found[before:] if problem.code not in _FOLLOW_ON]
        if ruleset is None:
            return None
        first = self.layers[0]
        return attrs.evolve(
            ruleset,
            kind="scenario" if ruleset.extends and first.path != first.root else "ruleset",
            bottom=bottom if isinstance(bottom, str) and bottom else ruleset.id,
            folder=str(first.root),
            sources=self.sources,
            digest=digest_of(reversed(self.layers)),
            texts=self.texts,
            removed=self.faults.still_named.removals,
            added=self.faults.added,
        )

    def _is_a_part(self, path: Path, mark: int) -> bool:
        """Return whether a file is only a part of the ruleset in a folder; that is a problem."""
        layer = around(path)
        if layer is None:
            return False
        folder = layer.shown("")
        self.faults.add(
            A_PART,
            mark,
            f"this is a part of the ruleset in {quoted(folder)}, not a whole one",
            hint=f"name the folder instead: whitecell check {folder}",
        )
        return True

    def _said(self, ruleset: spec.Ruleset) -> spec.Ruleset:
        """Return the ruleset with its texts in the language asked for."""
        if isinstance(self.speaker, Foreign):
            for layer in reversed(self.layers):
                for language, name, data in files_of(layer, self.speaker.language):
                    if isinstance(data, Unreadable):
                        self.faults.of_file(REFUSED, layer.shown(name), f"this file is not read: {data}")
                    elif name.endswith(".yaml"):
                        self.speaker.add(data, layer.shown(name), language, own=layer is self.layers[0])
        said = translated(ruleset, self.speaker)
        if isinstance(self.speaker, Foreign):
            self.speaker.warn(str(self.layers[0].path))
        return said

    def _maps(self, path: Path) -> Iterator[Map]:
        """Yield what stands at `path`, then what that extends, and so on."""
        base: Path | None = path
        while base is not None:
            layer = layer_at(base)
            self.layers.append(layer)
            own = self._joined(layer)
            yield own
            base = self._base(layer, own) if "extends" in own else None

    def _joined(self, layer: Layer) -> Map:
        """Return all YAML files of one layer as one map."""
        self._complain(layer)
        maps: dict[str, Map] = {}
        for name, data in layer.files.items():
            shown = layer.shown(name)
            self._layer_of[shown] = layer
            found = read(data, shown, self.sources, self.faults.found)
            self._whole = self._whole and found is not None
            self._something = self._something or found is not None
            maps |= {} if found is None else {name: found}
        whole = together(maps.values(), self.faults)
        if HEAD in maps:
            whole.at = maps[HEAD].at  # what is missing from the whole is missing there
        return whole

    def _complain(self, layer: Layer) -> None:
        """Add what is wrong with the files themselves."""
        for name, reason in layer.refused.items():
            if name.endswith(".yaml") and name not in layer.texts:
                self._of_file(REFUSED, layer.shown(name), f"this file is not read: {reason}")
        for name, (reason, hint) in layer.passed_over.items():
            self._of_file(PASSED_OVER, layer.shown(name), f"this file is not read: {reason}", hint=hint, warning=True)
        if layer.too_much:
            self._of_file(
                TOO_MUCH, str(layer.path), "this folder has more than 200 YAML files, or more than 4 MiB of them"
            )

    def _of_file(self, name: str, path: str, message: str, *, hint: str = "", warning: bool = False) -> None:
        self._whole = self._whole and warning
        self.faults.of_file(name, path, message, hint=hint, severity="warning" if warning else "error")

    def _base(self, layer: Layer, own: Map) -> Path | None:
        """Return where the base stands that `own` extends, or None after telling why not."""
        wanted, mark = own["extends"], own.values_at["extends"]
        if not isinstance(wanted, str) or not is_id(wanted, dashes=True):
            return None  # the binder says what an id is
        base = base_of(layer.path, wanted)
        if base is None:
            known = bases_at(layer.path)
            which = f"there is no ruleset or scenario {quoted(wanted)}"
            message = f"{which}, neither beside this one nor among those that ship"
            self.faults.add(EXTENDS_UNKNOWN, mark, message, hint=self.faults.meant(wanted, known), length=len(wanted))
        elif any(base.resolve() == each.path.resolve() for each in self.layers):
            message = f"{quoted(wanted)} extends what extends it"
            self.faults.add(EXTENDS_CIRCLE, mark, message, length=len(wanted))
        elif len(self.layers) > MOST_STEPS:
            message = f"this is step {len(self.layers)} of extending; at most {MOST_STEPS} are followed"
            self.faults.add(EXTENDS_CIRCLE, mark, message, length=len(wanted))
        else:
            return base
        self._whole = False
        return None

    def _text_of(self, path: str, mark: int) -> str | None:
        """Return the content of a text file, or None after telling why it cannot be read."""
        layer = self._layer_of[self.sources.place(mark).path]
        reason = layer.refused.get(path, "write its path plainly, on the line of `text_file`")
        if path in layer.texts:
            try:
                text = _decoded(self.speaker.file(layer, path, mark) or layer.texts[path])
            except Unreadable as error:
                reason = str(error)
            else:
                return self.texts.setdefault(f"{layer.path.stem}/{path}", text)
        self.faults.add(TEXT_FILE, mark, f"the text file {quoted(path)} is not read: {reason}", length=len(path))
        return None


def _decoded(data: bytes) -> str:
    try:
        return clean(data.decode("utf-8-sig"), most=1 << 17, lines=True)
    except UnicodeDecodeError as error:
        raise Unreadable(f"byte 0x{error.object[error.start]:02X} in it is not UTF-8") from None


def _speaker(language: str, faults: Faults) -> Plain:
    if language == PSEUDO:
        return MadeUp()
    return Foreign(language, faults) if languages(language) else Plain()
