"""A Word document with comments put in; all else of it stays as it is, byte for byte.

Comments stand at the runs of what they are about. One on a note stands at the reference to the note, one on a text box at the run
that holds the box: Word shows comments in the body alone.
"""

import posixpath
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Final, NamedTuple
from xml.sax.saxutils import escape

from legalref.model import Span, Text
from legalref.reading.content import Budget
from legalref.reading.docx_names import NAMESPACES
from legalref.reading.docx_parts import Parts
from legalref.reading.docx_trace import Trace, in_utf8, trace_of
from legalref.reporting.docx_marks import Anchor, anchor, marks, namespace
from legalref.reporting.docx_package import rewritten
from legalref.reporting.splices import appended, spliced

AUTHOR: Final = "legalref"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_INITIALS: Final = "LR"
_TYPES: Final = "[Content_Types].xml"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_KIND: Final = {
    False: "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
    True: "http://purl.oclc.org/ooxml/officeDocument/relationships/comments",
}
"""Whether the document is in the strict form → the kind of relation."""
_COMMENT_ID: Final = re.compile(rb"<(?:[\w.-]+:)?comment(?:RangeStart|RangeEnd|Reference)?\s[^>]*?:id\s*=\s*[\"'](\d{1,9})[\"']")
_RELATION_ID: Final = re.compile(rb"\sId\s*=\s*[\"']([^\"']*)[\"']")
_NO_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Comment(NamedTuple):
    """What is said of a span of the text, in paragraphs."""

    span: Span
    paragraphs: tuple[str, ...]


class Commented(NamedTuple):
    """A document with comments, and those that have no place in it: on headers and footers."""

    data: bytes
    left_out: list[Comment]


def commented(
    text: Text, data: bytes, comments: Sequence[Comment], budget: Budget, *, when: datetime, original: bool = False
) -> Commented:
    """Return the .docx `data`, which was read as `text` (`original` or not), with comments of the author «legalref».

    Raises UnreadableInput for a document that is damaged: nothing is mended.
    """
    traced = trace_of(text, data, budget, original=original)
    places = [(each, anchor(traced, each.span)) for each in comments]
    placed = [(each, place) for each, place in places if place]
    left_out = [each for each, place in places if place is None]
    if not placed:
        return Commented(data, left_out)
    with traced.package.sound("word"):
        changed = _changed(traced, placed, when)
    return Commented(rewritten(data, text.path, changed, budget), left_out)


def _changed(traced: Trace, placed: Sequence[tuple[Comment, Anchor]], when: datetime) -> dict[str, bytes]:
    """Return the parts that change: the body, the comments, and where these are new the lists that name them."""
    main = traced.parts[traced.main]
    names = _Names.of(traced)
    numbered = list(enumerate(placed, names.first_id))
    changed = {traced.main: spliced(main, marks(main, ((id_, place) for id_, (_, place) in numbered)))}
    written = "".join(_comment(id_, each, when, names.namespace) for id_, (each, _) in numbered).encode()
    changed[names.part] = appended(names.before, written)
    return changed | _announced(traced, names) if names.is_new else changed


class _Names(NamedTuple):
    """How the part of the comments is called, and what is in it already."""

    part: str
    before: bytes
    is_new: bool
    first_id: int
    namespace: str

    @classmethod
    def of(cls, traced: Trace) -> "_Names":
        """Return the names in a document."""
        main, package = traced.parts[traced.main], traced.package
        space = namespace(main)
        named = next((each.part for each in package.relations(traced.main).values() if each.kind == "comments"), None)
        if named and named in package:
            part, before = package.name_of(named), in_utf8(package.bytes_of(named))
        else:
            part = _free(f"{posixpath.dirname(traced.main)}/comments", package)
            before = f'{_HEAD}<w:comments xmlns:w="{space}"></w:comments>'.encode()
        ids = [int(id_) for each in (main, before) for id_ in _COMMENT_ID.findall(each)]
        return cls(part, before, not (named and named in package), max(ids, default=-1) + 1, space)


def _free(beginning: str, package: Parts) -> str:
    numbers = ("", *map(str, range(1, 1000)))
    return next(name for number in numbers if (name := f"{beginning}{number}.xml".lstrip("/")) not in package)


def _announced(traced: Trace, names: _Names) -> dict[str, bytes]:
    """Return the lists of types and relations with the new part in them."""
    folder, name = posixpath.split(traced.main)
    package = traced.package
    types = in_utf8(package.bytes_of(_TYPES))
    listed = package.name_of(posixpath.join(folder, "_rels", f"{name}.rels"))
    space = NAMESPACES["rel"][0]
    relations = in_utf8(package.bytes_of(listed)) if listed in package else f'<Relationships xmlns="{space}"/>'.encode()
    kind = _KIND[names.namespace != NAMESPACES["w"][0]]
    taken = set(_RELATION_ID.findall(relations))
    id_ = next(each for number in range(1, 1_000_000) if (each := f"rIdLegalref{number}").encode() not in taken)
    target = posixpath.relpath(names.part, folder or ".")
    relation = f'<Relationship xmlns="{space}" Id="{id_}" Type="{kind}" Target="{target}"/>'
    override = f'<Override xmlns="{NAMESPACES["ct"][0]}" PartName="/{names.part}" ContentType="{_TYPE}"/>'
    return {package.name_of(_TYPES): appended(types, override.encode()), listed: appended(relations, relation.encode())}


def _comment(id_: int, comment: Comment, when: datetime, space: str) -> str:
    first, *others = (f'<w:r><w:t xml:space="preserve">{_xml(each)}</w:t></w:r>' for each in comment.paragraphs)
    paragraphs = "".join(f"<w:p>{each}</w:p>" for each in (f"<w:r><w:annotationRef/></w:r>{first}", *others))
    said = f'w:id="{id_}" w:author="{AUTHOR}" w:date="{when:%Y-%m-%dT%H:%M:%SZ}" w:initials="{_INITIALS}"'
    return f'<w:comment xmlns:w="{space}" {said}>{paragraphs}</w:comment>'


def _xml(text: str) -> str:
    return escape(_NO_XML.sub("\N{REPLACEMENT CHARACTER}", text))
