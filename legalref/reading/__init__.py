"""File → Text. The one public verb is `read`; `expand` turns what a user names into files."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from legalref.errors import UnreadableInput
from legalref.model import Text
from legalref.reading.plain import decode

__all__ = ["STDIN", "expand", "printable", "read"]

STDIN: Final = "-"
MOST_BYTES: Final = 200_000_000
"""A larger file is refused, so that an endless one (a device) ends."""

_TEXT_SUFFIXES: Final = frozenset({".txt", ".md", ".text"})
_DOCUMENT_SUFFIXES: Final = frozenset({".doc", ".docx", ".odt", ".rtf", ".pdf", ".html", ".htm", ".mhtml", ".xlsx", ".eml"})
"""Files that a user will think were checked: named as unreadable, never passed over in silence."""


def read(path: str | Path) -> Text:
    """Return the text of a file, or of standard input for `-`, its line ends untouched.

    Raises UnreadableInput for what is missing, empty, larger than `MOST_BYTES`, binary, or neither UTF-8 nor UTF-16.
    """
    name = printable(path)
    try:
        data = _bytes(str(path))
    except FileNotFoundError as error:
        raise UnreadableInput("error.missing", path=name) from error
    except (OSError, ValueError) as error:
        raise UnreadableInput("error.unreadable", path=name, detail=error) from error
    if len(data) > MOST_BYTES:
        raise UnreadableInput("error.too_large", path=name, most=MOST_BYTES // 1_000_000)
    return Text(name, decode(data, name))


def _bytes(path: str) -> bytes:
    if path != STDIN:
        with Path(path).open("rb") as stream:
            return stream.read(MOST_BYTES + 1)
    if sys.stdin is None:
        raise FileNotFoundError
    return sys.stdin.buffer.read(MOST_BYTES + 1)


def printable(path: str | Path) -> str:
    """Return a name as it can be printed: what is no UTF-8 and what steers a terminal is replaced."""
    name = os.fsencode(path).decode("utf-8", "replace")
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in name)


def expand(path: str) -> Iterator[str | UnreadableInput]:
    """Yield the files that `path` names, in order: itself, or those of a folder and its subfolders.

    In a folder, hidden files and what is no document are left out. Where a folder cannot be listed, or holds no document at all,
    the reason is yielded in its place.
    """
    if path == STDIN or not _is_folder(path):
        yield path
        return
    found = False
    failed: list[OSError] = []
    for folder, subfolders, files in os.walk(path, onerror=failed.append):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        here: list[str | UnreadableInput] = [*_unlisted(failed), *_documents(Path(folder), files)]
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


def _documents(folder: Path, files: list[str]) -> Iterator[str]:
    """Yield the documents among the files of a folder, in order; a broken link to one, too, so that it is said."""
    for file in sorted(files):
        path = folder / file
        named_so = path.suffix.lower() in _TEXT_SUFFIXES | _DOCUMENT_SUFFIXES and not file.startswith(".")
        if named_so and (path.is_file() or not path.exists()):
            yield str(path)
