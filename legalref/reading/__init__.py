"""File → Text. The one public verb is `read`; `expand` turns what a user names into files."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from legalref.errors import UnreadableInput
from legalref.model import Text
from legalref.reading.plain import decode

__all__ = ["STDIN", "expand", "read"]

STDIN: Final = "-"

_TEXT_SUFFIXES: Final = frozenset({".txt", ".md", ".text"})
_DOCUMENT_SUFFIXES: Final = frozenset({".doc", ".docx", ".odt", ".rtf", ".pdf", ".html", ".htm", ".mhtml", ".xlsx", ".eml"})
"""Files that a user will think were checked: named as unreadable, never passed over in silence."""


def read(path: str | Path) -> Text:
    """Return the text of a file, or of standard input for `-`, its line ends untouched.

    Raises UnreadableInput for what is missing, empty, binary, or in an encoding other than UTF-8 and UTF-16.
    """
    name = str(path)
    try:
        data = sys.stdin.buffer.read() if name == STDIN else Path(name).read_bytes()
    except FileNotFoundError as error:
        raise UnreadableInput("error.missing", path=name) from error
    except OSError as error:
        raise UnreadableInput("error.unreadable", path=name, detail=error.strerror) from error
    return Text(name, decode(data, name))


def expand(path: str) -> Iterator[str]:
    """Yield the files that `path` names, in order: itself, or those of a folder and its subfolders.

    In a folder, hidden files and what is no document are left out. Raises UnreadableInput for a folder
    without any document.
    """
    if path == STDIN or not Path(path).is_dir():
        yield path
        return
    found = False
    for file in sorted(Path(path).rglob("*")):
        visible = not any(part.startswith(".") for part in file.relative_to(path).parts)
        if visible and file.suffix.lower() in _TEXT_SUFFIXES | _DOCUMENT_SUFFIXES and file.is_file():
            found = True
            yield str(file)
    if not found:
        raise UnreadableInput("error.folder_empty", path=path)
