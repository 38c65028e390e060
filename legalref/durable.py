"""Files that are there wholly or not at all, whatever happens meanwhile."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def part_of(file: Path) -> Iterator[Path]:
    """Give a hidden name beside `file` to write under; what still stands there at the end is removed."""
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        yield part
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def write_durably(file: Path, content: bytes) -> None:
    """Write a new file beside `file`, make it durable, and give it the name. Raises OSError, with `file` as it was."""
    with part_of(file) as part:
        with part.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(file)


def sync(path: Path) -> None:
    """Make a file, or the names in a folder, durable; some systems cannot sync a folder, or only what is open for writing.

    Raises OSError for a file.
    """
    if path.is_dir():
        with suppress(OSError):
            _sync_open(os.open(path, os.O_RDONLY))
    else:
        _sync_open(os.open(path, os.O_RDWR))


def _sync_open(descriptor: int) -> None:
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
