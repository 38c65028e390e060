"""Zip archives: their members in order, each read as the file it is. Nothing is written to disk."""

import io
import re
import stat
import struct
import zipfile
import zlib
from functools import partial
from pathlib import PurePosixPath
from typing import Final

from legalref.errors import UnreadableInput
from legalref.model import Remark
from legalref.reading.content import Budget, Content
from legalref.reading.parts import Parts, ReadPart, shown
from legalref.vocabulary.messages import Phrase

MOST_MEMBERS: Final = 1000
"""Members that are read, the first of an archive; that there are more is remarked."""
_CHUNK: Final = 65536
_PER_ENTRY: Final = 500
"""What an entry of the directory takes in memory, in bytes."""
_METHODS: Final = frozenset((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
"""How members may be packed; the others unpack a small input into memory without bound, and no office uses them."""
_FAILURES: Final = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, IndexError, struct.error)
"""What zipfile raises for damaged archives; RuntimeError takes in NotImplementedError."""

_SYSTEM: Final = frozenset(("__macosx", "thumbs.db", "desktop.ini", "$recycle.bin", "system volume information"))
_EXTENSIONS_ELSEWHERE: Final = (
    ".css .js .map .json .xsl .dtd .ini .log .lnk .url .exe .dll .bat .ps1 .msi .woff .woff2 .ttf .otf .eot .ico .svg "
    ".mp3 .mp4 .m4a .wav .avi .mov .mkv .webm .db .tmp .bak .p7s .sig"
)
_NO_DOCUMENTS: Final = frozenset(_EXTENSIONS_ELSEWHERE.split())
"""Files that nobody will think were checked: passed over without being unpacked."""
_IMAGES: Final = frozenset((".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".heic"))
_TONES: Final = re.compile(rb"[\xcc\xd0\xd2\xde\xec\xf0\xf2\xfd\xf5\xd5]")
"""Bytes that names in windows-1258 have: the tones, đ, ơ and ư."""


def read(data: bytes, path: str, budget: Budget, *, original: bool = False, read_part: ReadPart) -> Content:  # noqa: ARG001  # `read_part` knows
    """Return the members of an archive one after another, as `read_part` reads them.

    A member that cannot be read is remarked. Raises UnreadableInput where none can, and where the budget is spent.
    """
    parts = Parts(path, budget)
    budget.spend(_PER_ENTRY * data.count(b"PK\x01\x02"))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _read(archive, parts, budget, path, read_part)
    except _FAILURES as error:
        raise UnreadableInput("error.damaged", path=path, detail=_said(error)) from error
    return parts.content()


def _read(archive: zipfile.ZipFile, parts: Parts, budget: Budget, path: str, read_part: ReadPart) -> None:
    members = [(info, name) for info in archive.infolist() if (name := _name(info)) and _is_document(info, name)]
    if len(members) > MOST_MEMBERS:
        parts.remark(Remark("remark.members", {"path": path, "count": len(members), "most": MOST_MEMBERS}))
    for info, name in members[:MOST_MEMBERS]:
        parts.read(name, partial(_member, archive, info, budget, read_part))


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget, read_part: ReadPart, path: str) -> Content:
    if PurePosixPath(path).suffix.lower() in _IMAGES:  # not unpacked: an archive of photos would spend the budget
        raise UnreadableInput("error.unsupported", path=path, kind=Phrase("format.image"))
    return read_part(_unpacked(archive, info, path, budget), path, budget)


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: str, budget: Budget) -> bytes:
    """Return the bytes of a member; the budget pays for each chunk as it comes, whatever the directory says of its size."""
    if info.flag_bits & 1:
        raise UnreadableInput("error.encrypted", path=path)
    if info.compress_type not in _METHODS:
        method = zipfile.compressor_names.get(info.compress_type, info.compress_type)  # type: ignore[attr-defined]
        raise UnreadableInput("error.damaged", path=path, detail=method)
    if info.file_size > budget.left:  # it says itself that it is too large
        budget.spend(info.file_size)
    chunks: list[bytes] = []
    try:
        with archive.open(info) as stream:
            while chunk := stream.read(_CHUNK):
                budget.spend(len(chunk))
                chunks.append(chunk)
    except _FAILURES as error:
        raise UnreadableInput("error.damaged", path=path, detail=_said(error)) from error
    return b"".join(chunks)


def _said(error: Exception) -> str:
    return "zip" if isinstance(error, zipfile.BadZipFile) else str(error)[:100] or type(error).__name__


def _is_document(info: zipfile.ZipInfo, name: str) -> bool:
    """Tell whether a member may hold text: no folder, link, hidden or lock file, nothing of the system or of another kind."""
    steps = name.casefold().split("/")
    hidden = any(step.startswith((".", "~$")) or step in _SYSTEM for step in steps)
    link = stat.S_ISLNK(info.external_attr >> 16)
    return not (hidden or link or info.is_dir() or PurePosixPath(steps[-1]).suffix in _NO_DOCUMENTS)


def _name(info: zipfile.ZipInfo) -> str:
    """Return the name of a member as it can be printed. One without the sign of UTF-8 may still be in it, or in windows-1258."""
    written = info.orig_filename
    if not written.isascii() and not info.flag_bits & 0x800:
        written = _renamed(written.encode("cp437"))
    return shown(written.partition("\0")[0], f"#{info.header_offset}")


def _renamed(name: bytes) -> str:
    for encoding in ("utf-8", "cp1258" if _TONES.search(name) else "cp437"):
        try:
            return name.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name.decode("cp437")
