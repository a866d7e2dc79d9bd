"""Where a host and its walls meet: a socket in the user's runtime folder that nobody else may open.

Where there are no such sockets, a port of this computer and a join word, which a file in the same folder holds.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import secrets
import socket
import stat
import sys
import tempfile
import warnings
from contextlib import suppress
from pathlib import Path

import attrs
from platformdirs import user_runtime_path

from ..language.text import clean
from ..problems import Refused
from ..speech import _
from .journal import words_of

SUFFIX = ".wall"
HERE = "127.0.0.1"
MOST_GAMES = 20
"""Games of one name that are published at a time."""

_LONGEST_PATH = 100  # bytes of a socket's path: 104 on some systems
_MOST_BYTES = 400  # of a file that names a port
_PATIENCE = 1.0  # seconds in which a host on this computer answers

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@attrs.frozen
class Port:
    """A port of this computer, and the word that opens it."""

    number: int
    word: str = attrs.field(repr=False)


def has_sockets() -> bool:
    """Return whether this system has sockets that are files."""
    return hasattr(asyncio, "open_unix_connection") and hasattr(socket, "AF_UNIX")


def meeting_folder() -> Path:
    """Return the folder of this user's meeting places; it may not exist yet."""
    with warnings.catch_warnings(), suppress(Warning):
        warnings.simplefilter("error")  # there is none: the one instead of it may be anybody's
        folder = user_runtime_path("whitecell", appauthor=False)
        if len(os.fsencode(folder)) + 45 <= _LONGEST_PATH:
            return folder
    return Path(tempfile.gettempdir()) / f"whitecell-{getattr(os, 'getuid', int)()}"


def own_folder(folder: Path) -> Path:
    """Return the folder, made if need be, that nobody but this user can look into.

    Raises: Refused: it cannot be made, or is somebody else's.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or (hasattr(os, "getuid") and found.st_uid != os.getuid()):
            raise Refused(_("{folder} is not a folder of yours.").format(folder=clean(str(folder), most=200)))
        folder.chmod(0o700)
    except OSError as error:
        said = _("The wall has nowhere to meet, {folder}: {error}.")
        raise Refused(said.format(folder=clean(str(folder), most=200), error=words_of(error))) from None
    return folder


def free_place(name: str, folder: Path) -> Path:
    """Return a place in the folder at which no host is, named after the game; what a crash left there is gone.

    Raises: Refused: there is none.
    """
    word = re.sub(r"[^a-z0-9]+", "-", name.lower())[:30].strip("-") or "game"
    for number in range(1, MOST_GAMES + 1):
        path = folder / f"{word}{'' if number == 1 else f'-{number}'}{SUFFIX}"
        if not is_alive(path):
            with suppress(FileNotFoundError):
                path.unlink()
            return path
    raise Refused(_("Too many games of that name are published at the same time."))


def is_alive(path: Path) -> bool:
    """Return whether a host answers there."""
    try:
        if has_sockets() and path.is_socket():
            with socket.socket(socket.AF_UNIX) as caller:
                caller.settimeout(_PATIENCE)
                caller.connect(str(path))
        else:
            socket.create_connection((HERE, port_in(path).number), _PATIENCE).close()
    except TimeoutError:
        return True
    except (OSError, ValueError):
        return False
    return True


def place_of(address: str) -> Path:
    """Return the place that an address names: a name or a path; without one, the only place where a host is.

    Raises: Refused: no address was given, and no host is there, or there are several.
    """
    if address:
        path = Path(address)
        return path if path.suffix == SUFFIX or len(path.parts) > 1 else meeting_folder() / f"{address}{SUFFIX}"
    folder = meeting_folder()
    found = [path for path in sorted(folder.glob(f"*{SUFFIX}")) if is_alive(path)] if folder.is_dir() else []
    if len(found) == 1:
        return found[0]
    if not found:
        raise Refused(_("No game is published here: begin one with `whitecell play SCENARIO --publish`."))
    names = ", ".join(clean(path.stem, most=40) for path in found)
    raise Refused(_("Several games are published here: {names}. Name one.").format(names=names))


def write_port(path: Path, number: int) -> Port:
    """Return a port with a new word, written where only this user can read it."""
    port = Port(number, secrets.token_hex(16))
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="ascii") as file:
        json.dump({"port": port.number, "word": port.word}, file)
    return port


def port_in(path: Path) -> Port:
    """Return the port that a file names.

    Raises: OSError: it cannot be read; ValueError: it names none.
    """
    with path.open("rb") as file:
        match json.loads(file.read(_MOST_BYTES)):
            case {"port": int(number), "word": str(word)} if 0 < number < 65536 and re.fullmatch(r"[0-9a-f]{32}", word):
                return Port(number, word)
    raise ValueError(path)


async def call(path: Path, most: int) -> Streams:
    """Return a connection with the host at that place; a line of more than `most` bytes cannot be read from it.

    Raises: OSError, ValueError: there is no host.
    """
    if sys.platform != "win32" and has_sockets() and path.is_socket():
        return await asyncio.open_unix_connection(str(path), limit=most)
    port = port_in(path)
    reader, writer = await asyncio.open_connection(HERE, port.number, limit=most)
    writer.write(f"{port.word}\n".encode())
    return reader, writer
