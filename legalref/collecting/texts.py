"""The texts of the office's own documents: one file each, named by its content, so that it never changes."""

import hashlib
from pathlib import Path
from typing import Final

import msgspec

from legalref.durable import write_durably
from legalref.model import Mark, Text

TEXTS: Final = "texts"
"""The folder of the texts inside that of the corpus."""


class Kept(msgspec.Struct, frozen=True):
    """A text as it is kept: without remarks, which were said when it was read."""

    path: str
    format: str | None
    content: str
    marks: tuple[Mark, ...]


def pack(text: Text) -> bytes:
    """Return a text with its marks as one JSON object."""
    return msgspec.json.encode(Kept(text.path, text.format, text.content, tuple(text.marks)))


def unpack(data: bytes) -> Text:
    """Return the text of what `pack` returned. Raises msgspec.MsgspecError for anything else."""
    kept = msgspec.json.decode(data, type=Kept)
    return Text(kept.path, kept.content, kept.marks, (), kept.format)


def name_of(packed: bytes) -> str:
    """Return the name that a packed text is kept under."""
    return f"{hashlib.sha256(packed).hexdigest()[:40]}.json"


def save_text(folder: Path, packed: bytes) -> str:
    """Keep a packed text in `folder`, durably, and return its name. Raises OSError."""
    name = name_of(packed)
    file = folder / name
    if not file.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        write_durably(file, packed)
    return name


def load_text(file: Path) -> Text | None:
    """Return the text that a file keeps, or None where it is lost or damaged."""
    try:
        return unpack(file.read_bytes())
    except (OSError, msgspec.MsgspecError):
        return None
