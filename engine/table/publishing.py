"""The public picture goes out to walls on this computer: other processes that see it and can do nothing.

A thread of its own looks at the session five times a second, because a rewind or a note tells no listener, and
sends each wall the whole picture when it changed and the clock every second. What a wall sends ends its connection.
"""

from __future__ import annotations

import asyncio
import hmac
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from ..problems import Refused
from ..speech import _
from .journal import words_of
from .meeting import HERE, Port, free_place, has_sockets, meeting_folder, own_folder, write_port
from .picture import Public, clock_of, line_of, picture_of
from .remarks import EVERYBODY
from .session import Session

MOST_GUESTS = 16
"""Walls at a time; who comes later is turned away."""

PATIENCE = 5.0
"""Seconds in which a wall must take what it was sent, or say the word."""

_LOOK, _BEAT = 0.2, 1.0  # seconds between two looks at the session, and between two frames of the clock
_MOST_WORD = 64  # bytes that a wall may say


@contextmanager
def publishing(session: Session) -> Iterator[str]:
    """Publish a session inside of the block, and give the address to tell: `whitecell wall ADDRESS`.

    Raises: Refused: there is nowhere to meet.
    """
    publisher = Publisher(session)
    try:
        yield publisher.open()
    finally:
        publisher.close()


class Publisher:
    """Sends one session's public picture to whoever comes; made by `open`, which returns the address."""

    def __init__(self, session: Session, *, folder: Path | None = None, sockets: bool | None = None) -> None:
        self._session = session
        self._folder = folder
        self._sockets = has_sockets() if sockets is None else sockets
        self._path = Path()
        self._port: Port | None = None
        self._blank = False
        self._seen: tuple[Any, ...] = ()
        self._picture = b""
        self._clock = b""
        self._guests: set[asyncio.Task[None]] = set()
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._moved = asyncio.Event()
        self._closing = asyncio.Event()
        self._begun: threading.Event = threading.Event()
        self._error = ""

    @property
    def address(self) -> str:
        """What a wall is told: the name of the game's place, its path where that is not the usual folder."""
        return self._path.stem if self._folder is None else str(self._path)

    def open(self) -> str:
        """Begin, and return the address.

        Raises: Refused: there is nowhere to meet.
        """
        folder = own_folder(meeting_folder() if self._folder is None else self._folder)
        self._path = free_place(self._session.scenario.id, folder)
        self._look()
        self._thread = threading.Thread(target=self._run, name="publishing", daemon=True)
        self._thread.start()
        self._begun.wait(PATIENCE)
        if self._error:
            raise Refused(_("The wall cannot be published: {error}.").format(error=self._error))
        return self.address

    def close(self) -> None:
        """Let every wall go."""
        if self._loop is not None:
            with suppress(RuntimeError):  # it is over already
                self._loop.call_soon_threadsafe(self._closing.set)
        if self._thread is not None:
            self._thread.join(PATIENCE)
        self._thread = self._loop = None

    @property
    def is_blank(self) -> bool:
        """Whether the walls show nothing of the game."""
        return self._blank

    def blank(self, *, on: bool = True) -> None:
        """Let every wall show nothing of the game, or show it again."""
        self._blank = on

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except OSError as error:
            self._error = words_of(error)
        except (
            Exception
        ) as error:  # a mistake of ours: the wall goes dark, the game goes on; its words may hold secrets
            self._error = type(error).__name__
        finally:
            self._begun.set()
            with suppress(OSError):
                self._path.unlink(missing_ok=True)

    async def _serve(self) -> None:
        server = await self._server()
        self._loop = asyncio.get_running_loop()
        self._begun.set()
        try:
            await self._watch()
        finally:
            server.close()
            for guest in self._guests:
                guest.cancel()
            await asyncio.gather(*self._guests, return_exceptions=True)

    async def _server(self) -> asyncio.Server:
        if self._sockets and sys.platform != "win32":
            server = await asyncio.start_unix_server(self._welcome, str(self._path), limit=_MOST_WORD)
            self._path.chmod(0o600)
        else:
            server = await asyncio.start_server(self._welcome, HERE, 0, limit=_MOST_WORD)
            self._port = write_port(self._path, server.sockets[0].getsockname()[1])
        return server

    async def _watch(self) -> None:
        """Look at the session until the publisher is closed; wake the guests when there is something to send."""
        loop, beat = asyncio.get_running_loop(), 0.0
        while not self._closing.is_set():
            before = self._picture
            self._look()
            if self._picture is not before or loop.time() - beat >= _BEAT:
                beat, self._clock = loop.time(), line_of(clock_of(self._session.desk.clock))
                moved, self._moved = self._moved, asyncio.Event()
                moved.set()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._closing.wait(), _LOOK)

    def _look(self) -> None:
        """Put the picture together again if anything happened; a session that is busy is looked at later."""
        session = self._session
        if not session.desk.still.acquire(timeout=_LOOK):
            return
        try:
            game, past = session.game, session.past
            seen = (game, past, len(past.written), self._blank)
            if seen != self._seen:
                public = Public(
                    scenario=session.scenario,
                    view=game.view(game.roles[0]).public(),
                    history=game.public_history(),
                    notices=past.post.messages(EVERYBODY),
                    commitment=session.commitment,
                )
                self._picture, self._seen = line_of(picture_of(public, blank=self._blank)), seen
        finally:
            session.desk.still.release()

    async def _welcome(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        try:
            if len(self._guests) < MOST_GUESTS:
                self._guests.add(task)
                if await self._may_look(reader):
                    await self._show(reader, writer)
        except (OSError, TimeoutError, ValueError, asyncio.CancelledError):
            pass  # the guest has gone, is too slow, says too much, or the host closes
        finally:
            self._guests.discard(task)
            writer.transport.abort()

    async def _may_look(self, reader: asyncio.StreamReader) -> bool:
        """Return whether a guest said the word, where one is needed."""
        if self._port is None:
            return True
        said = await asyncio.wait_for(reader.readline(), PATIENCE)
        return hmac.compare_digest(said.strip(), self._port.word.encode())

    async def _show(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Send a guest what there is, again and again, until it goes or says anything."""
        writer.transport.set_write_buffer_limits(high=0)
        left = asyncio.ensure_future(reader.read(1))
        sent = b""
        try:
            while not left.done():
                moved = self._moved
                if sent is not self._picture:
                    sent = self._picture
                    writer.write(sent)
                writer.write(self._clock)
                await asyncio.wait_for(writer.drain(), PATIENCE)
                await asyncio.wait({left, asyncio.ensure_future(moved.wait())}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            left.cancel()
