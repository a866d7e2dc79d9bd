"""From a path or id to living rules, with the compiled form remembered between runs.

The cache lies in the user's cache folder, readable by its owner only, never in a project folder;
its name holds the digest of everything read and of where it lies, the languages, the engine's version
and Python's. A file there that does not fit is ignored and written anew. Language and compiler are imported
only when something is compiled: where it is remembered nobody waits for them.
"""

from __future__ import annotations

import marshal
import os
import pickle
import sys
import tempfile
from collections.abc import Callable, Iterable
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from ..language.layers import fingerprint_here
from ..problems import Problem
from ..speech import language as asked_language
from ..version import __version__
from .link import code_of, linked
from .ruleset import Ruleset

if TYPE_CHECKING:
    from ..language.spec import Ruleset as Written

MOST_KEPT = 64  # compiled rulesets in the cache


def load(path_or_id: str | Path, language: str | None = None) -> Ruleset:
    """Return the rules of a ruleset or scenario, compiled and linked.

    Its texts are as its overlays say them in a language: the reader's when None, as written when "".

    Raises: Problems: everything that is wrong with it.
    """
    language = asked_language() if language is None else language
    kept = _remembered(_cache_file(path_or_id, language))
    if kept is not None:
        return kept
    rules, _ = checked(path_or_id, language)
    return rules


def checked(path_or_id: str | Path, language: str = "") -> tuple[Ruleset, tuple[Problem, ...]]:
    """Return freshly compiled rules and the warnings met; the cache is written, not read.

    With a language, its overlays are looked through too.

    Raises: Problems: everything that is wrong with it.
    """
    from .written import load_spec

    return compiled(path_or_id, *load_spec(path_or_id, language), language)


def compiled(
    path_or_id: str | Path, written: Written, warnings: Iterable[Problem], language: str = ""
) -> tuple[Ruleset, tuple[Problem, ...]]:
    """Return rules compiled of what was read at a path, as `checked`.

    Raises: Problems: everything that is wrong with it.
    """
    from .written import compile_spec

    rules, more = compile_spec(written)
    code = code_of(rules)
    _remember(_cache_file(path_or_id, language), rules, marshal.dumps(code))
    return linked(rules, code), (*warnings, *more)


def otherwise(path_or_id: str | Path, how: str, made: Callable[[], Ruleset], *, lives: bool = True) -> Ruleset:
    """Return the rules that `made` compiles of a scenario, in some other way than `load`, remembered under `how`.

    Those that do not live have no functions: they can be asked what they have, not be played by.
    """
    file = _cache_file(path_or_id, "", how)
    kept = _remembered(file)
    if kept is not None:
        return kept
    rules = made()
    code = code_of(rules) if lives else None
    _remember(file, rules, marshal.dumps(code))
    return rules if code is None else linked(rules, code)


def _cache_file(path_or_id: str | Path, language: str, how: str = "") -> Path | None:
    import platformdirs

    try:
        spoken = blake2b(f"{asked_language()}/{language}{how}".encode("utf-8", "replace"), digest_size=8).hexdigest()
        digest = f"{fingerprint_here(path_or_id, language)}-{spoken}"
    except Exception:  # what is wrong is said by the loader, in full
        return None
    version = f"{__version__}-{sys.implementation.cache_tag}-{sys.hexversion:x}-{_own_digest()}"
    return Path(platformdirs.user_cache_dir("whitecell")) / "rules" / f"{digest}-{version}.bin"


def _own_digest() -> str:
    """Return a digest of the compiler itself: a changed engine never reads what an older one wrote."""
    told = blake2b(digest_size=8)
    for folder in ("rules", "language"):
        for file in sorted((Path(__file__).parents[1] / folder).glob("*.py")):
            state = file.stat()
            told.update(f"{file.name}:{state.st_size}:{state.st_mtime_ns};".encode())
    return told.hexdigest()


def _remembered(file: Path | None) -> Ruleset | None:
    if file is None:
        return None
    try:
        state = file.stat()
        if hasattr(os, "getuid") and (state.st_uid != os.getuid() or state.st_mode & 0o022):
            return None
        data = file.read_bytes()
        size = int.from_bytes(data[:8], "big")
        if blake2b(data[40:], digest_size=32).digest() != data[8:40]:
            return None
        rules = pickle.loads(data[40 : 40 + size])
        code = marshal.loads(data[40 + size :])
    except (OSError, ValueError, EOFError, TypeError, AttributeError, ImportError, pickle.UnpicklingError):
        return None
    if not isinstance(rules, Ruleset):
        return None
    return rules if code is None else linked(rules, code)


def _remember(file: Path | None, rules: Ruleset, code: bytes) -> None:
    if file is None:
        return
    plain = pickle.dumps(rules, protocol=5)
    data = plain + code
    whole = len(plain).to_bytes(8, "big") + blake2b(data, digest_size=32).digest() + data
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=".new-")
        with os.fdopen(handle, "wb") as out:
            out.write(whole)
        os.replace(name, file)
        _prune(file.parent)
    except OSError:
        return


def _prune(folder: Path) -> None:
    """Keep the newest files of the cache only."""
    newest = sorted(folder.glob("*.bin"), key=lambda file: file.stat().st_mtime, reverse=True)
    for file in newest[MOST_KEPT:]:
        file.unlink(missing_ok=True)
