"""How dates and documents are written out in messages, the same in every room."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from legalref.model import Document, Location, Pinpoint, Reference
from legalref.vocabulary.messages import messages, say

_NOTES: Final = {"header": "header", "footer": "footer", "text box": "text_box"}
"""What a note is that has no mark → the message that says so."""
_TABLE_CELL: Final = re.compile(r"(?P<table>\d+):(?P<row>\d+):(?P<column>\d+)")


def day(value: date | str | None) -> str:
    """Return a day or an ISO prefix as offices write it: 05/3/2020, 09/01/2026, 3/2020, 2020; «?» for none.

    Days below 10 and months 1 and 2 are padded (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 4).
    """
    parts = str(value or "?").split("-")
    if len(parts) > 1:
        parts[1] = parts[1] if parts[1] in ("01", "02") else parts[1].lstrip("0")
    return "/".join(reversed(parts))


def document(record: Document, language: str) -> str:
    """Return a record in one phrase: «Quy định 66-QĐ/TW ngày 06/02/2017 (Ban Bí thư)»."""
    issuer = f" ({record.issuer})" if record.issuer else ""
    return f"{say('word.dated', language, what=record.label, day=day(record.issued))}{issuer}"


def reference(edge: Reference, language: str) -> str:
    """Return the far end of a relation in one phrase, the number alone where there is no record."""
    name = edge.document.label if edge.document else edge.number
    return say("word.dated", language, what=name, day=day(edge.issued)) if edge.issued else name


def pinpoint(provision: Pinpoint, language: str) -> str:
    """Return a provision from the smallest unit up: «điểm a khoản 2 Điều 5» (Nghị định 34/2016/NĐ-CP, Điều 75)."""
    labels = {field: getattr(provision, field) for field in reversed(provision.__struct_fields__)}
    return " ".join(say(f"unit.{field}", language, label=label) for field, label in labels.items() if label)


def sources(record: Document, language: str) -> str:
    """Return where a record was read, in words, each once; the names of pages stay."""
    return source_names(record.sources, language)


def source_names(names: Iterable[str], language: str) -> str:
    """Return the names of sources in words, each once; the names of pages stay."""
    table = messages(language)
    keys = map(_source, names)
    return ", ".join(dict.fromkeys(table.get(f"source.{key}", key) for key in keys))


def _source(name: str) -> str:
    """Return what kind of source a name stands for; a page without what is noted of it in brackets."""
    if "/" in name or name.startswith("public file"):
        return "public file"
    return "official text" if name.startswith("official text") else name.partition(" (")[0]


def listed(parts: Sequence[str], most: int, language: str) -> str:
    """Return parts joined by «; », at most so many of them; the rest are counted."""
    more = [say("card.more", language, count=len(parts) - most)] if len(parts) > most else []
    return "; ".join([*parts[:most], *more])


def citation_of(record: Document) -> str:
    """Return a record as a first citation names it: type, number, day, issuer (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""
    number = f" số {record.number}" if record.number else ""
    issuer = f" của {record.issuer.replace('; ', ', ')}" if record.issuer else ""
    return f"{record.type}{number} ngày {day(record.issued)}{issuer}"


def place(location: Location, language: str) -> str:
    """Return where in its file a place is, beside line and column: «trang 3, bảng 1, hàng 2, cột 3»; empty if not known."""
    return ", ".join(say(f"location.{key}", language, **values) for key, values in _place(location))


def _place(location: Location) -> Iterator[tuple[str, dict[str, object]]]:
    if location.part:
        yield "part", {"part": location.part}
    if location.page:
        yield "page", {"page": location.page}
    if location.note:
        yield _NOTES.get(location.note, "note"), {"note": location.note}
    if location.cell:
        of_table = _TABLE_CELL.fullmatch(location.cell)
        yield ("table", dict(of_table.groupdict())) if of_table else ("cell", {"cell": location.cell})
    elif location.paragraph and not location.note:
        yield "paragraph", {"paragraph": location.paragraph}
