"""What a file is, by its content; the names of formats; what the extensions of files promise.

Nothing is unpacked to find out: signatures, the names in a zip file's directory, the first lines of a text.
"""

import re
import struct
from collections.abc import Iterator
from enum import StrEnum
from itertools import islice
from pathlib import PurePath
from typing import Final, NamedTuple

from legalref.vocabulary.messages import Phrase


class Format(StrEnum):
    """The formats that can be read. The names are a contract (`legalref read --json`); messages `format.*` say them to people."""

    TEXT = "text"
    CSV = "csv"
    HTML = "html"
    MHTML = "mhtml"
    MAIL = "mail"
    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    ODT = "odt"
    RTF = "rtf"
    DOC = "doc"
    """A compound file (OLE); its reader looks further, for other programs write such files, too."""
    ARCHIVE = "archive"


class Unsupported(NamedTuple):
    """What a file is that cannot be read: the key of its name."""

    name: str


Kind = Format | Unsupported

EXTENSIONS: Final[dict[str, tuple[Format, ...]]] = {
    ".txt": (Format.TEXT,),
    ".text": (Format.TEXT,),
    ".md": (Format.TEXT,),
    ".csv": (Format.CSV,),
    ".tsv": (Format.CSV,),
    ".html": (Format.HTML,),
    ".htm": (Format.HTML,),
    ".xhtml": (Format.HTML,),
    ".mhtml": (Format.MHTML,),
    ".mht": (Format.MHTML,),
    ".eml": (Format.MAIL, Format.MHTML),
    ".pdf": (Format.PDF,),
    ".docx": (Format.DOCX,),
    ".docm": (Format.DOCX,),
    ".dotx": (Format.DOCX,),
    ".xlsx": (Format.XLSX,),
    ".xlsm": (Format.XLSX,),
    ".odt": (Format.ODT,),
    ".ott": (Format.ODT,),
    ".rtf": (Format.RTF,),
    ".doc": (Format.DOC,),
    ".dot": (Format.DOC,),
    ".zip": (Format.ARCHIVE,),
}
"""Extension → the formats that nobody wonders at under it."""
NOT_READ: Final = frozenset((".xls", ".xlsb", ".ods", ".ppt", ".pptx", ".odp", ".wps", ".rar", ".7z"))
"""Files that a user will think were checked: named as unreadable, never passed over in silence."""

_PDF_WITHIN: Final = 1024
"""A PDF may begin after so many bytes of something else."""
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UNSUPPORTED: Final = (
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "seven_zip"),
    (b"\x1f\x8b\x08", "gzip"),
    (b"\x89PNG\r\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
)
"""First bytes → the name of what cannot be read."""
_LOOKED_AT: Final = 8192
_MOST_NAMES: Final = 10_000
"""Members of a zip file that are looked at."""

_TAG: Final = re.compile(
    rb"<(?:p|div|span|table|tr|td|th|br|b|i|a|font|h[1-6]|meta|title|center|ul|ol|li|style|script)[ />\r\n]", re.IGNORECASE
)
_ROOT: Final = re.compile(rb"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_ROOT_FIRST: Final = re.compile(
    rb"\s*(?:<(?:\?xml|!--)[^>]{0,500}>\s*){0,5}<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE
)
_MANY_TAGS: Final = 5
_OTHER_XML: Final = re.compile(rb"<(?:w:wordDocument|pkg:package|office:document|Workbook)[\s>]|progid=\"(?:Word|Excel)\.")

_HEADER: Final = re.compile(rb"([!-9;-~]{1,76}):(?:[ \t]|\r?$)")
_OF_SERVERS: Final = frozenset((b"received", b"mime-version", b"return-path", b"delivered-to", b"message-id"))
"""Headers that nobody writes by hand: a memo in a text file has the others, too."""
_USUAL: Final = _OF_SERVERS | {
    b"from",
    b"to",
    b"cc",
    b"subject",
    b"date",
    b"content-type",
    b"reply-to",
    b"snapshot-content-location",
}
_RELATED: Final = re.compile(rb"^content-type:\s*multipart/related|^snapshot-content-location:", re.IGNORECASE | re.MULTILINE)


def kind_of(data: bytes, path: str) -> Kind:
    """Return what a file is. The extension of `path` tells what no content does: tables in text, a zip file that is cut off."""
    head = data[:_LOOKED_AT].removeprefix(b"\xef\xbb\xbf").lstrip()
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return Format.PDF
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(data, EXTENSIONS.get(_extension(path), ()))
    if data.startswith(_OLE):
        return Format.DOC
    if head.startswith(b"{\\rtf"):
        return Format.RTF
    for signature, name in _UNSUPPORTED:
        if data.startswith(signature):
            return Unsupported(name)
    return _text_kind(head, _extension(path))


def name_of(kind: Kind) -> Phrase:
    """Return what people call it."""
    return Phrase(f"format.{kind.name if isinstance(kind, Unsupported) else kind.value}")


def is_expected(kind: Format, path: str) -> bool:
    """Tell whether a format is what the extension of `path` promises, if that promises anything."""
    return kind in EXTENSIONS.get(_extension(path), (kind,))


def _extension(path: str) -> str:
    return PurePath(path).suffix.lower()


def _text_kind(head: bytes, extension: str) -> Kind:
    """Return the kind of what has no signature. In files that are called text, tags are what somebody wrote about."""
    head = head.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\0", b"")
    promised = EXTENSIONS.get(extension, ())
    if mail := _mail(head, promised):
        return mail
    if _ROOT_FIRST.match(head):
        return Format.HTML
    if promised in ((Format.TEXT,), (Format.CSV,)):
        return promised[0]
    if head.startswith(b"<?xml") and _OTHER_XML.search(head):
        return Unsupported("office_xml")
    return Format.HTML if _is_marked_up(head[:1024], known=Format.HTML in promised) else Format.TEXT


def _is_marked_up(start: bytes, *, known: bool) -> bool:
    """Tell whether text is HTML without a root first: one tag is enough where the extension says so (`known`)."""
    tags = len(_TAG.findall(start))
    return _ROOT.search(start) is not None or tags >= _MANY_TAGS or (known and tags > 0)


def _mail(head: bytes, promised: tuple[Format, ...]) -> Format | None:
    """Return the kind of mail that text is, if it begins with headers as mail has them (RFC 5322)."""
    names: set[bytes] = set()
    for line in head.splitlines()[:200]:
        header = _HEADER.match(line)
        if header:
            names.add(header[1].lower())
        elif not line or not (line[:1] in b" \t" or (not names and line.startswith(b"From "))):
            break
    named_so = Format.MAIL in promised or Format.MHTML in promised
    telling = _USUAL if named_so else _OF_SERVERS if Format.TEXT in promised else _OF_SERVERS | {b"from"}
    if not names & telling or len(names & _USUAL) < (1 if named_so else 2):
        return None
    return Format.MHTML if _RELATED.search(head) else Format.MAIL


def _zipped(data: bytes, promised: tuple[Format, ...]) -> Kind:
    names = set(islice(_names(data), _MOST_NAMES))
    if not names and promised in _ZIPPED:
        return promised[0]
    start = data[:_MIMETYPE_WITHIN]
    if b"mimetypeapplication/vnd.oasis.opendocument." in start:
        return Format.ODT if b".opendocument.text" in start else Unsupported("opendocument")
    if b"[Content_Types].xml" in names:
        return _office_kind(names)
    is_odt = b"content.xml" in names and not names.isdisjoint((b"META-INF/manifest.xml", b"mimetype"))
    return Format.ODT if is_odt else Format.ARCHIVE


def _office_kind(names: set[bytes]) -> Kind:
    """Return the kind of an Office document by the folder that its parts lie in."""
    if b"xl/workbook.bin" in names:
        return Unsupported("xlsb")
    kinds: dict[bytes, Kind] = {b"word": Format.DOCX, b"xl": Format.XLSX, b"ppt": Unsupported("pptx")}
    folders = {name.partition(b"/")[0] for name in names}
    return next((kind for folder, kind in kinds.items() if folder in folders), Format.ARCHIVE)


_MIMETYPE_WITHIN: Final = 128
_ZIPPED: Final = ((Format.DOCX,), (Format.XLSX,), (Format.ODT,))
_END: Final = struct.Struct("<4s4H2LH")
_ENTRY: Final = struct.Struct("<4s6H3L5H2L")
_END_WITHIN: Final = 65_557
"""The directory's end stands before a comment of 65,535 bytes at the most."""
_LOCAL: Final = re.compile(rb"PK\x03\x04.{22}(.{2})..", re.DOTALL)


def _names(data: bytes) -> Iterator[bytes]:
    """Yield the names of the members from the directory at the end; where that is cut off, as far as they stand in the file."""
    end = data.rfind(b"PK\x05\x06", max(len(data) - _END_WITHIN, 0))
    if end < 0 or end + _END.size > len(data):
        yield from _local_names(data)
        return
    *_, size, _start, _comment = _END.unpack_from(data, end)
    at = end - size  # where it really stands: bytes before the archive shift what it says of itself
    while 0 <= at < end and data.startswith(b"PK\x01\x02", at) and at + _ENTRY.size <= end:
        entry = _ENTRY.unpack_from(data, at)
        name, extra, comment = entry[10:13]
        at += _ENTRY.size
        yield data[at : at + name]
        at += name + extra + comment


def _local_names(data: bytes) -> Iterator[bytes]:
    for match in _LOCAL.finditer(data):
        yield data[match.end() : match.end() + int.from_bytes(match[1], "little")]
