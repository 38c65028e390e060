"""Mails (.eml) and pages saved as one file (.mhtml): the subject, the body, and what is attached.

Headers are read by the standard library; bodies are parted here, because its parser nests as deeply as a mail says.
"""

import binascii
import quopri
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.parser import HeaderParser
from functools import partial
from typing import Final

from legalref.errors import UnreadableInput
from legalref.model import Mark, Remark
from legalref.reading import html
from legalref.reading.content import Budget, Content
from legalref.reading.parts import Parts, ReadPart, shown

_MOST_LEVELS: Final = 10
"""Multiparts inside each other that are opened; a mail has three or four."""
_MOST_PARTS: Final = 1000
_LONGEST_HEAD: Final = 262_144
_LONGEST_HEADER: Final = 4000
"""Bytes of the headers of a part, and characters of one header, that are looked at: parsing parameters is quadratic."""
_PASSED_OVER: Final = ("image/", "audio/", "video/", "font/", "text/css", "application/javascript", "text/javascript")
"""Types that are passed over unless they are attached: logos, and what a saved page is drawn with."""
_SIGNATURES: Final = ("application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature")
_BLANK_LINE: Final = re.compile(rb"\r?\n[ \t]*\r?\n|\A\r?\n")
_NOT_BASE64: Final = bytes({*range(256)} - {*b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"})
_FOLD: Final = re.compile(r"[ \t]*+\n\s*+")
_ENCODED: Final = re.compile(r"=\?[^?\s]+\?[BbQq]\?")


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a mail: its headers, and its body as it stands in the file."""

    head: Message
    body: bytes

    @property
    def type(self) -> str:
        return self.head.get_content_type()

    @property
    def name(self) -> str | None:
        """The name of a file that is attached, None for what has none."""
        name = _value(self.head.get_filename)
        return shown(_FOLD.sub(" ", decoded(name)), "") or None if name else None

    @property
    def attached(self) -> bool:
        return self.head.get_content_disposition() == "attachment" or (self.name is not None and not self._drawn)

    @property
    def _drawn(self) -> bool:
        """Whether it is a picture in the text of the mail."""
        return self.type.startswith(_PASSED_OVER) and ("content-id" in self.head or "content-location" in self.head)


@dataclass(slots=True)
class _Mail:
    """A mail being read."""

    path: str
    budget: Budget
    original: bool
    read_part: ReadPart
    parts: Parts
    seen: int = 0


def read(data: bytes, path: str, budget: Budget, *, original: bool = False, read_part: ReadPart) -> Content:
    """Return the subject, the body and the attachments of a mail, these as `read_part` reads them; of a saved page, its page.

    Of a body that is given as text and as HTML, the text is taken, unless it is empty. A part that cannot be read is remarked.
    Raises UnreadableInput where none can, and where the budget is spent.
    """
    mail = _Mail(path, budget, original, read_part, Parts(path, budget))
    whole = _part(data)
    subject = " ".join(decoded(whole.head.get("subject", "")).split())
    if subject and not _is_page(whole):  # the subject of a saved page is its title
        mail.parts.add("Subject", Content(subject + "\n", (Mark(0, paragraph=1),)))
    _read(mail, whole, 1)
    return mail.parts.content()


def _is_page(whole: _Part) -> bool:
    """Tell whether this is a page that a browser or Word saved, not a mail with pictures: nobody sent it."""
    sent = any(name in whole.head for name in ("to", "cc", "received", "return-path"))
    return "snapshot-content-location" in whole.head or (whole.type == "multipart/related" and not sent)


def _part(data: bytes) -> _Part:
    """Part headers from body at the first blank line; headers that are cut off are headers all the same."""
    end = _BLANK_LINE.search(data)
    written = data[: end.start()] if end else data
    lines = _text(written[:_LONGEST_HEAD], None).replace("\r\n", "\n").split("\n")
    kept = "\n".join(line for line in lines if not line.startswith("From "))
    head = HeaderParser().parsestr(kept)
    for name in ("content-type", "content-disposition", "subject", "content-transfer-encoding"):
        if name in head:
            head.replace_header(name, str(head[name])[:_LONGEST_HEADER])
    return _Part(head, data[end.end() :] if end else b"")


def _read(mail: _Mail, part: _Part, level: int) -> None:
    if level > _MOST_LEVELS:
        mail.parts.fail(part.name or part.type, UnreadableInput("error.nested", path=mail.path, most=_MOST_LEVELS))
    elif part.type == "multipart/alternative":
        _read_alternative(mail, part, level)
    elif part.type == "multipart/related":
        _read_related(mail, part, level)
    elif part.type.startswith("multipart/"):
        for each in _parts_of(mail, part):
            _read(mail, each, level + 1)
    else:
        _read_leaf(mail, part)


def _read_alternative(mail: _Mail, part: _Part, level: int) -> None:
    """Read the text, or what comes first of the other forms if that is empty; invitations and the like stand last."""
    forms = list(_parts_of(mail, part))
    texts = [each for each in forms if each.type == "text/plain" and not _is_blank(each)]
    for each in (texts or [each for each in forms if each.type != "text/plain"])[:1]:
        _read(mail, each, level + 1)


def _is_blank(part: _Part) -> bool:
    return not _text(_unpacked(part), _charset(part)).strip()


def _read_related(mail: _Mail, part: _Part, level: int) -> None:
    """Read the page, and what is attached; the other parts are what it is drawn with."""
    parts = list(_parts_of(mail, part))
    pages = [each for each in parts if each.type in ("text/html", "application/xhtml+xml") or each.type.startswith("multipart/")]
    page = (pages or parts)[:1]
    for each in parts:
        if each in page or (each.attached and not each.type.startswith(_PASSED_OVER)):
            _read(mail, each, level + 1)


def _read_leaf(mail: _Mail, part: _Part) -> None:
    """Read a part that holds no others: the body, or a file."""
    if part.type in _SIGNATURES or (part.type.startswith(_PASSED_OVER) and not part.attached):
        return
    if not part.attached and part.type in _BODIES:
        mail.parts.read(None, partial(_BODIES[part.type], mail, part), said=part.type)
        return
    name = part.name or (f"#{mail.seen}.eml" if part.type == "message/rfc822" else f"#{mail.seen}")
    mail.parts.read(name, partial(_read_file, mail, part))


def _read_file(mail: _Mail, part: _Part, path: str) -> Content:
    return mail.read_part(_paid(mail, part), path, mail.budget)


def _read_text(mail: _Mail, part: _Part, path: str) -> Content:
    """Return a body in text; its line ends are those of mail, and are made those of text."""
    content = html.decode(_paid(mail, part), path, mail.budget, _charset(part))
    return content._replace(text=content.text.replace("\r\n", "\n").strip("\n"))


def _read_html(mail: _Mail, part: _Part, path: str) -> Content:
    return html.read(_paid(mail, part), path, mail.budget, original=mail.original, charset=_charset(part))


_BODIES: Final[dict[str, Callable[[_Mail, _Part, str], Content]]] = {
    "text/plain": _read_text,
    "text/html": _read_html,
    "application/xhtml+xml": _read_html,
}


def _paid(mail: _Mail, part: _Part) -> bytes:
    mail.budget.spend(len(part.body))  # no encoding of mail makes it longer
    return _unpacked(part)


def _unpacked(part: _Part) -> bytes:
    """Return the body of a part as it was before it was encoded for sending; in base64, what is no letter of it is skipped."""
    encoding = str(part.head.get("content-transfer-encoding", "")).strip().lower()
    if encoding == "quoted-printable":
        return quopri.decodestring(part.body)
    if encoding != "base64":
        return part.body
    letters = part.body.partition(b"=")[0].translate(None, _NOT_BASE64)
    # A letter too many is what a cut leaves; without padding, the last group may be short.
    letters = letters[: len(letters) - (len(letters) % 4 == 1)]
    return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))


def _parts_of(mail: _Mail, part: _Part) -> Iterator[_Part]:
    """Yield the parts between the boundary lines; the last may lack its end, where a mail is cut off."""
    boundary = (_value(part.head.get_boundary) or "").strip()
    line = re.compile(rb"^--" + re.escape(boundary.encode("utf-8", "replace")) + rb"(--)?[ \t]*\r?$\n?", re.MULTILINE)
    start: int | None = None
    for match in line.finditer(part.body):
        if start is not None:
            if not _counted(mail):
                return
            yield _part(part.body[start : match.start()])
        if match[1]:
            return
        start = match.end()
    if start is not None and start < len(part.body) and _counted(mail):
        yield _part(part.body[start:])
    if start is None and part.body.strip():
        mail.parts.fail(part.type, UnreadableInput("error.damaged", path=mail.path, detail=f"--{boundary}"))


def _counted(mail: _Mail) -> bool:
    """Count a part, and tell whether it is to be read; that there are more is said once."""
    mail.budget.tick()
    mail.seen += 1
    if mail.seen == _MOST_PARTS + 1:
        mail.parts.remark(Remark("remark.members", {"path": mail.path, "count": f">{_MOST_PARTS}", "most": _MOST_PARTS}))
    return mail.seen <= _MOST_PARTS


def _charset(part: _Part) -> str | None:
    return _value(part.head.get_content_charset) or None


def _value(read: Callable[[], str | None]) -> str | None:
    """Return what the library makes of a header; None where it fails on what stands there."""
    try:
        return read()
    except ValueError:  # an encoding whose name is none, or a number without end
        return None


def _text(data: bytes, charset: str | None) -> str:
    """Return characters, whatever they are in: for headers, and to see whether there are any."""
    try:
        return data.decode(html.known(charset) or "utf-8")
    except (LookupError, UnicodeError):
        return data.decode("utf-8" if charset else "cp1258", "replace")


def decoded(header: str) -> str:
    """Return a header with its encoded words (RFC 2047) read; one that is malformed as it stands."""
    if not _ENCODED.search(header):
        return header
    try:
        pieces = decode_header(header)
    except (MessageError, ValueError):
        return header
    return "".join(piece if isinstance(piece, str) else _text(piece, charset or "latin-1") for piece, charset in pieces)
