"""What a document or a row of a list says of itself → a record, or what is missing for one."""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import takewhile
from typing import Any, Final

import msgspec

from legalref.collecting.numbers import plain, spelled
from legalref.corpus.facts import identity
from legalref.heads.issuers import listed, official, province
from legalref.model import Confidence, Document, Status
from legalref.orthography import year_of


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """The fields of a record as far as they are known."""

    number: str | None = None
    type: str | None = None
    issuer: str | None = None
    place: str | None = None
    issued: date | None = None
    effective: date | None = None
    expired: date | None = None
    status: Status = Status.UNKNOWN
    status_as_of: date | None = None
    title: str | None = None
    names: tuple[str, ...] = ()
    term: str | None = None
    signer: str | None = None
    topic: str | None = None
    articles: int | None = None
    sources: tuple[str, ...] = ()
    mentions: int | None = None


class Problem(msgspec.Struct, frozen=True):
    """Why something was not taken: the key of a message and its values."""

    message: str
    values: dict[str, str] = {}
    fields: tuple[str, ...] = ()
    """What is missing, where the message says so."""


NEEDED: Final = ("number", "type", "issued")
_NUMBERLESS: Final = frozenset({"Hiến pháp", "Cương lĩnh", "Điều lệ"})
"""What has no number, and is told by type and day."""
_REGIONS: Final = re.compile(
    r"(?P<party>tỉnh|thành|huyện|quận|thị|xã|phường) (?:ủy|uỷ)(?= \w)"
    r"|(?P<kind>tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)(?! (?:ủy|uỷ))(?= \w)",
    re.IGNORECASE,
)
"""What stands before the name of a place in the name of a body."""
_PARTY: Final = {"thành": "thành phố", "thị": "thị xã"}
_REMEMBERED: Final = 4096
"""Issuers that are remembered: a list repeats them."""
_PROVINCES: Final = ("tỉnh", "thành phố")


def missing(draft: Draft) -> tuple[str, ...]:
    """Return the fields without which there is no record."""
    numberless = draft.type in _NUMBERLESS
    return tuple(field for field in NEEDED if getattr(draft, field) is None and not (field == "number" and numberless))


def problems(draft: Draft, today: date) -> Iterator[Problem]:
    """Yield what is wrong with a draft that misses nothing: days that cannot be."""
    issued = draft.issued or today
    year = year_of(draft.number)
    if year and int(year) != issued.year:
        yield Problem("own.year", {"year": year, "issued": str(issued.year)})
    if issued > today:
        yield Problem("own.future", {"day": issued.isoformat()})
    for field in ("effective", "expired"):
        day = getattr(draft, field)
        if day and day < issued:
            yield Problem(f"own.{field}_before", {"day": day.isoformat(), "issued": issued.isoformat()})


def problem_of(draft: Draft, today: date) -> Problem | None:
    """Return why there is no record of a draft, the first of several reasons; None where there is one."""
    lacking = missing(draft)
    return Problem("own.missing", fields=lacking) if lacking else next(problems(draft, today), None)


def completed(draft: Draft, source: str, seen: date) -> Document:
    """Return the record of a draft that misses nothing and has no problems; `source` was seen on the day `seen`."""
    status = Status.EXPIRED if draft.expired else draft.status
    as_of = draft.status_as_of or seen
    said = {
        field: plain(value) or None if isinstance(value, str) else value for field, value in msgspec.structs.asdict(draft).items()
    }
    fields: dict[str, Any] = said | {
        "number": spelled(draft.number).number if draft.number else None,
        "issuer": issuer_named(draft.issuer) if draft.issuer else None,
        "status": status,
        "status_as_of": None if status is Status.UNKNOWN else as_of,
        "sources": draft.sources or (source,),
        "confidence": Confidence.OWN,
        "conflicts": (),
    }
    fields["place"] = draft.place or (place_of(fields["issuer"]) if fields["issuer"] else None)
    document = Document(id="", **fields)
    return msgspec.structs.replace(document, id=identity(document))


@lru_cache(_REMEMBERED)
def issuer_named(text: str) -> str:
    """Return bodies under the names that records use, abbreviations written out; several are joined by «; »."""
    parts = [part.strip() for part in re.split(r"[;\n]", text) if part.strip()]
    return "; ".join(dict.fromkeys(official(part) for part in parts))


def is_listed(issuer: str) -> bool:
    """Tell whether every body of an issuer is one of the vocabulary: a body of the centre."""
    return all(listed(part) for part in issuer.split("; "))


@lru_cache(_REMEMBERED)
def place_of(issuer: str) -> str | None:
    """Return the place of a local body: its province, or «xã Bình Minh» where it names only less; None for a body of no place."""
    if is_listed(issuer):
        return None
    if known := province(issuer):
        return known
    found = [(_kind(match), _proper(issuer[match.end() :].strip())) for match in _REGIONS.finditer(issuer)]
    named = [(kind, name) for kind, name in found if name]
    for wanted in _PROVINCES:
        for kind, name in named:
            if kind == wanted:
                return name
    return " ".join(named[0]) if named else None


def _kind(match: re.Match[str]) -> str:
    party = (match["party"] or "").lower()
    return _PARTY.get(party, party) or match["kind"].lower()


def _proper(text: str) -> str:
    """Return the proper name that a text begins with; none where another region begins there."""
    if _REGIONS.match(text):
        return ""
    name = takewhile(lambda word: word[0].isupper() or not word[0].isalpha(), _up_to_comma(text))
    return " ".join(name).strip(" -")


def _up_to_comma(text: str) -> list[str]:
    return text.partition(",")[0].split()
