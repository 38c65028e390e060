"""Results for machines: JSON Lines, JSON and CSV. The fields are a contract (docs/architecture.md)."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, TextIO

import msgspec

from legalref.errors import one_line
from legalref.model import CheckedCitation, Citation, Document, Reference, Remark, Resolution, Suggestion, Text, Validity, Weighed

if TYPE_CHECKING:
    from legalref.corpus.lookups import Mention
    from legalref.corpus.timeline import Event
    from legalref.searching import Hit

Row = dict[str, Any]

MOST_CANDIDATES: Final = 20
"""Candidates that are written out; all are counted."""

_encoder: Final = msgspec.json.Encoder()
_encode: Final = _encoder.encode


def citation_row(citation: Citation) -> Row:
    """Return a citation as the JSON contract has it."""
    row: Row = msgspec.to_builtins(citation)
    return row


def text_row(text: Text, language: str) -> Row:
    """Return a text with its structure; `length` and `start` count code points."""
    return {
        "path": text.path,
        "format": text.format,
        "length": len(text.content),
        "text": text.content,
        "marks": [mark._asdict() for mark in text.marks],
        "remarks": [_remark_row(remark, language) for remark in text.remarks],
    }


def _remark_row(remark: Remark, language: str) -> Row:
    return {"code": remark.message.partition(".")[2], "message": one_line(*remark, language)}


def jsonl(citations: Iterable[Citation]) -> bytes:
    """Return citations as JSON Lines: the same as their rows, without the way through them."""
    return _encoder.encode_lines(citations)


def checked_row(checked: CheckedCitation) -> Row:
    """Return a checked citation: the citation's fields, then resolution, validity and findings."""
    return citation_row(checked.citation) | {
        "resolution": _resolution(checked.resolution),
        "validity": validity_row(checked.validity) if checked.validity else None,
        "findings": msgspec.to_builtins(checked.findings),
    }


def hit_row(hit: "Hit") -> Row:
    """Return a record that a search found: its fields, and where its text was found the passage with its place."""
    row = document_row(hit.document)
    if hit.snippet:
        place = {name: value for name, value in msgspec.to_builtins(hit.snippet.location).items() if value is not None}
        row["passage"] = {"text": hit.snippet.text, "article": hit.snippet.article, "location": place}
    return row


def facet_rows(facets: Mapping[str, Sequence[tuple[str, int]]]) -> Iterator[Row]:
    """Yield how many of the records found have each value."""
    for facet, values in facets.items():
        yield from ({"facet": facet, "value": value, "count": count} for value, count in values)


def document_row(document: Document) -> Row:
    """Return a record with every field of the schema."""
    row: Row = msgspec.to_builtins(document)
    return row


def validity_row(validity: Validity) -> Row:
    """Return a validity, other documents in short."""
    return {
        "status": validity.status.value,
        "as_of": validity.as_of.isoformat(),
        "since": validity.since.isoformat() if validity.since else None,
        "known_until": validity.known_until.isoformat() if validity.known_until else None,
        "replaced_by": [reference_row(edge) for edge in validity.replaced_by],
        "amended_by": [reference_row(edge) for edge in validity.amended_by],
        "suspended_by": [reference_row(edge) for edge in validity.suspended_by],
    }


def reference_row(edge: Reference) -> Row:
    """Return a relation's far end in short."""
    return {
        "rel": edge.rel.value,
        "number": edge.number,
        "issued": edge.issued.isoformat() if edge.issued else None,
        "effective": edge.effective.isoformat() if edge.effective else None,
        "confidence": edge.confidence.value,
        "id": edge.document.id if edge.document else None,
    }


def mention_row(mention: "Mention") -> Row:
    """Return who cites, or is cited, in short."""
    return short_row(mention.document) | {"times": mention.times}


def event_row(event: "Event") -> Row:
    """Return an event of a record; `from_issue`: the day is that of the other document's issue."""
    return {
        "day": event.day.isoformat() if event.day else None,
        "event": event.what.value,
        "other": reference_row(event.other) if event.other else None,
        "from_issue": event.from_issue,
    }


def _resolution(resolution: Resolution) -> Row:
    return {
        "state": resolution.state.value,
        "document": document_row(resolution.document) if resolution.document else None,
        "candidates": [_weighed_row(each) for each in resolution.weighed[:MOST_CANDIDATES]],
        "candidate_count": len(resolution.candidates),
        "differs": {field: list(values) for field, values in resolution.differs.items()},
        "reason": resolution.reason.value if resolution.reason else None,
        "suggestion": suggestion_row(resolution.suggestion),
    }


def _weighed_row(weighed: Weighed) -> Row:
    return short_row(weighed.document) | {"score": weighed.score, "evidence": weighed.agrees}


def suggestion_row(suggestion: Suggestion | None) -> Row | None:
    """Return what was probably meant, in short, and the slip that parts it from what is written; None where nothing is known."""
    return short_row(suggestion.document) | {"slip": suggestion.slip.value} if suggestion else None


def short_row(document: Document) -> Row:
    """Return a record in short."""
    row = document_row(document)
    return {field: row[field] for field in ("id", "number", "type", "issuer", "place", "issued", "title", "confidence")}


def write_jsonl(rows: Iterable[Row], stream: TextIO) -> None:
    """Write one JSON object a line, each as soon as it is there."""
    stream.writelines(_encode(row).decode() + "\n" for row in rows)


def write_json(rows: Iterable[Row], stream: TextIO) -> None:
    """Write one JSON array, indented."""
    stream.write(msgspec.json.format(_encode(list(rows)), indent=2).decode() + "\n")


def write_object(row: Row, stream: TextIO) -> None:
    """Write one JSON object, indented."""
    stream.write(msgspec.json.format(_encode(row), indent=2).decode() + "\n")


def write_csv(rows: Iterable[Row], stream: TextIO) -> None:
    """Write CSV with a header; what is nested is JSON inside its cell, findings are one line each."""
    writer: Any = None
    for row in rows:
        flat = dict(_cells(row))
        if writer is None:
            writer = csv.DictWriter(stream, list(flat), lineterminator="\n")
            writer.writeheader()
        writer.writerow(flat)


def _cells(row: Row) -> Iterator[tuple[str, object]]:
    for field, value in row.items():
        if field == "resolution":
            yield "state", value["state"]
            yield "document", value["document"]["id"] if value["document"] else None
        elif field == "validity":
            yield "validity", value["status"] if value else None
        elif field == "findings":
            yield "findings", "\n".join(f"{finding['rule']} {finding['severity']}: {finding['message']}" for finding in value)
        elif field == "location":
            yield from value.items()
        else:
            yield field, _encode(value).decode() if isinstance(value, list | tuple | dict) else value
