"""Records at the scale of a country, for benchmarks: real numbers and titles from a list, the rest made in a fixed way.

A line of the list has `number_ascii`, `type`, `year` (or null) and `title_ascii`. The day is spread over the year by
the line's number, a year that is missing is read from number or title, else spread over 1990–2024; the issuer is the
body whose code ends the number.
"""

import json
import lzma
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from legalref.corpus.facts import identity
from legalref.model import Confidence, Document, Status
from legalref.vocabulary import issuers

LIST = Path(__file__).resolve().parent.parent.parent / "shared" / "texts" / "scale-registry.jsonl.xz"
_YEAR = re.compile(r"(?<![0-9])(19[4-9][0-9]|20[0-2][0-9])(?![0-9])")
_PLACE = re.compile(r"(UBND|HDND)")


def records(file: Path = LIST, most: int | None = None) -> Iterator[Document]:
    """Yield a record for each line of `file`, at most `most`."""
    bodies = {code: row.name for row in issuers() for code in row.codes}
    seen: dict[str, int] = {}
    with lzma.open(file, "rt", encoding="utf-8") as stream:
        for at, line in enumerate(stream):
            if at == most:
                return
            document = _record(json.loads(line), at, bodies)
            count = seen[document.id] = seen.get(document.id, 0) + 1
            yield document if count == 1 else _again(document, count)


def _again(document: Document, count: int) -> Document:
    import msgspec

    return msgspec.structs.replace(document, id=f"{document.id}~{count}")


def _record(row: dict[str, str | None], at: int, bodies: dict[str, str]) -> Document:
    number, title = row["number_ascii"] or None, row["title_ascii"] or None
    dated = _YEAR.search(f"{number} {title}")
    year = int(row["year"] or (dated[1] if dated else 1990 + at % 35))
    symbol = re.split(r"[-/]", number or "")[-1]
    local = _PLACE.match(symbol)
    document = Document(
        id="",
        number=number,
        type=row["type"] or "Văn bản",
        issuer=bodies.get(symbol) or (symbol if local else None),
        place="Hà Nội" if local else None,
        issued=date(year, 1, 1) + timedelta(days=at % 365),
        effective=None,
        expired=None,
        status=Status.UNKNOWN,
        status_as_of=None,
        title=title,
        names=(),
        term=None,
        signer=None,
        topic=None,
        articles=None,
        sources=("registry",),
        confidence=Confidence.MINED,
        mentions=None,
        conflicts=(),
    )
    import msgspec

    return msgspec.structs.replace(document, id=identity(document))
