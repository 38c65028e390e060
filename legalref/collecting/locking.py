"""One writer at a time: a lock that the system itself gives up when its holder ends, however that is.

The file stays and says who holds it, or who held it last; whether it is held is not in the file.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import IO, Final

from legalref.errors import UnwritableOutput

LOCK: Final = "lock"
_FAR: Final = 1 << 30
"""Where the locked byte is on Windows, which lets nobody read it: behind what the file says."""


@contextmanager
def only_writer(folder: Path) -> Iterator[None]:
    """Hold the lock of `folder`, which is made where there is none. Raises UnwritableOutput where another process holds it."""
    file = folder / LOCK
    try:
        folder.mkdir(parents=True, exist_ok=True)
        stream = file.open("a+", encoding="utf-8")
    except OSError as error:
        raise UnwritableOutput("own.write", path=folder, detail=error) from error
    with stream:
        try:
            _hold(stream)
        except OSError as error:
            raise UnwritableOutput("own.locked", path=folder, holder=_holder(file)) from error
        with suppress(OSError):  # a full disk: who holds it is only for people
            stream.truncate(0)
            stream.write(f"{os.getpid()}, {datetime.now().astimezone():%d/%m/%Y %H:%M}\n")
            stream.flush()
        yield


def _hold(stream: IO[str]) -> None:
    """Take the lock. Raises OSError where another process has it."""
    if sys.platform == "win32":
        import msvcrt

        stream.seek(_FAR)
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        stream.seek(0)
    else:
        import fcntl

        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _holder(file: Path) -> str:
    try:
        return file.read_text("utf-8").strip() or "?"
    except (OSError, UnicodeDecodeError):
        return "?"
