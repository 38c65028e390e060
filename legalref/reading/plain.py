"""Plain text: UTF-8 with or without a byte order mark, UTF-16 with one. Line ends stay as they are."""

import codecs
from typing import Final

from legalref.errors import UnreadableInput

_MARKS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SIGNATURES: Final = (
    (b"%PDF", "error.pdf"),
    (b"PK\x03\x04", "error.office"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "error.office"),
    (b"{\\rtf", "error.office"),
)
"""First bytes → why the file cannot be read yet."""

_LOOKED_AT: Final = 65536


def decode(data: bytes, path: str) -> str:
    """Return the characters of a text file. Raises UnreadableInput for anything else."""
    for signature, message in _SIGNATURES:
        if data.startswith(signature):
            raise UnreadableInput(message, path=path)
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    if encoding != "utf-16" and b"\0" in data[:_LOOKED_AT]:
        raise UnreadableInput("error.binary", path=path)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableInput("error.encoding", path=path, at=error.start) from error
    if not text.strip():
        raise UnreadableInput("error.empty", path=path)
    return text
