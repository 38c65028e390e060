"""File → Text. The one public verb is `read`; `expand` turns what a user names into files."""

import os
import sys
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

from legalref.errors import UnreadableInput
from legalref.model import Text
from legalref.reading.content import MOST_BYTES, Budget, Content, is_unread
from legalref.reading.dispatch import content
from legalref.reading.formats import EXTENSIONS, NOT_READ

__all__ = ["MOST_BYTES", "STDIN", "expand", "is_unread", "near", "printable", "read"]

STDIN: Final = "-"
_LOCKED: Final = ("~$", ".")
"""What the names of lock files of Word and of hidden files begin with."""


def read(path: str | Path, *, most_bytes: int = MOST_BYTES, original: bool = False) -> Text:
    """Return the text of a file, or of standard input for `-`, in whatever format its content is.

    `original` reads a document with tracked changes as it was before them. Text files keep their line ends untouched.
    Raises UnreadableInput for what is missing, empty, damaged, encrypted, of no known format, or larger than `most_bytes` (for
    packed files: when unpacked).
    """
    name = printable(path)
    try:
        data = _bytes(str(path), most_bytes)
    except FileNotFoundError as error:
        raise UnreadableInput("error.missing", path=name) from error
    except (OSError, ValueError) as error:
        raise UnreadableInput("error.unreadable", path=name, detail=error) from error
    if len(data) > most_bytes:
        raise UnreadableInput("error.too_large", path=name, most=most_bytes // 1_000_000)
    kind, found = content(data, name, Budget(name, most_bytes), original=original)
    if not found.text.strip():
        raise _nothing(found, name)
    return Text(name, found.text, found.marks, found.remarks, kind)


def _nothing(found: Content, path: str) -> UnreadableInput:
    """Return why there is no text: what could not be read of the file, if it was that."""
    for remark in found.remarks:
        if is_unread(remark):
            return UnreadableInput(remark.message, **remark.values)
    return UnreadableInput("error.empty", path=path)


def _bytes(path: str, most: int) -> bytes:
    """Return the bytes of a file, one more than `most` of a larger one, so that an endless one (a device) ends."""
    if path != STDIN:
        with Path(path).open("rb") as stream:
            return stream.read(most + 1)
    if sys.stdin is None:
        raise FileNotFoundError
    return sys.stdin.buffer.read(most + 1)


def printable(path: str | Path) -> str:
    """Return a name as it can be printed: what is no UTF-8 and what steers a terminal is replaced."""
    name = os.fsencode(path).decode("utf-8", "replace")
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in name)


def near(path: str | Path) -> str:
    """Return a path as a person at the current folder writes it, where it is at or below that."""
    try:
        return str(Path(path).relative_to(Path.cwd()))
    except (OSError, ValueError):
        return str(path)


def expand(path: str, also: Collection[str] = ()) -> Iterator[str | UnreadableInput]:
    """Yield the files that `path` names, in order: itself, or those of a folder and its subfolders.

    In a folder, hidden files, lock files and what is no document are left out; files with the extensions `also` are not. Where
    a folder cannot be listed, or holds no document at all, the reason is yielded in its place.
    """
    if path == STDIN or not _is_folder(path):
        yield path
        return
    found = False
    failed: list[OSError] = []
    for folder, subfolders, files in os.walk(path, onerror=failed.append):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        here: list[str | UnreadableInput] = [*_unlisted(failed), *_documents(Path(folder), files, also)]
        found = found or bool(here)
        yield from here
    for each in _unlisted(failed):
        found = True
        yield each
    if not found:
        yield UnreadableInput("error.folder_empty", path=printable(path))


def _is_folder(path: str) -> bool:
    try:
        return Path(path).is_dir()
    except (OSError, ValueError):  # a name that no file can have: reading it says so
        return False


def _unlisted(failed: list[OSError]) -> Iterator[UnreadableInput]:
    """Yield what could not be listed since the last call."""
    while failed:
        error = failed.pop(0)
        yield UnreadableInput("error.unreadable_folder", path=printable(error.filename), detail=error)


def _documents(folder: Path, files: list[str], also: Collection[str]) -> Iterator[str]:
    """Yield the documents among the files of a folder, in order; a broken link to one, too, so that it is said."""
    for file in sorted(files):
        path = folder / file
        extension = path.suffix.lower()
        named_so = (extension in EXTENSIONS or extension in NOT_READ or extension in also) and not file.startswith(_LOCKED)
        if named_so and (path.is_file() or not path.exists()):
            yield str(path)
