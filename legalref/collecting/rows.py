"""A row of a list → a draft of a record, with what was put right; or the cell that cannot be taken, and why."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

import msgspec

from legalref.collecting.columns import state_of
from legalref.collecting.days import day_in
from legalref.collecting.drafts import Draft, Problem
from legalref.collecting.numbers import is_bare, is_number, leading_type, plain, spelled, type_named, types_of
from legalref.corpus.terms import LAWS
from legalref.extraction import extract
from legalref.model import Kind

EMPTY: Final = frozenset({"", "-", "--", "---", "/", ".", "…", "...", "x", "null", "none", "nan", "n/a", "không", "không có"})
"""What cells say that say nothing, in small letters."""
_MOST: Final = 2000
"""Code points of a cell that is kept; a title is shorter."""
_ABOUT: Final = re.compile(r"(?:về|v/v) ?", re.IGNORECASE)
_ORDINALS: Final = re.compile(r"\(?\d{1,2}\)?|\([a-z]\)")
"""What stands under the headings of a printed register: (1), (2), (3) …"""


class Fault(Exception):
    """A cell that cannot be taken."""

    def __init__(self, field: str, problem: Problem) -> None:
        """Keep the field that the cell is for, and why."""
        super().__init__(problem.message)
        self.field = field
        self.problem = problem


class Drafted(NamedTuple):
    """A row as far as it was understood: the draft, the number as it was written if that was put right, or what is wrong."""

    draft: Draft
    put_right: str | None = None
    field: str | None = None
    problem: Problem | None = None


def drafted(values: Mapping[str, str], given: Draft) -> Drafted:
    """Return the draft of a row: field → cell; what the row leaves out is filled in from `given`."""
    filled = {field: text for field, cell in values.items() if (text := plain(cell)).lower() not in EMPTY}
    filled = _told_apart(filled)
    try:
        number, put_right = _number(filled)
        taken = {field: _TAKE[field](field, text[:_MOST]) for field, text in filled.items() if field in _TAKE}
    except Fault as fault:
        return Drafted(given, None, fault.field, fault.problem)
    taken = _status_or_day(filled, taken) | ({"number": number} if number else {})
    draft = _filled(Draft(**taken), given)
    return Drafted(_with_type(draft, filled.get("type_title") or draft.title), put_right)


def is_numbering(cells: Mapping[str, str]) -> bool:
    """Tell whether a row only numbers the columns."""
    return all(_ORDINALS.fullmatch(cell.strip()) for cell in cells.values())


def _told_apart(filled: dict[str, str]) -> dict[str, str]:
    """Return cells with what the number's cell says besides: «Quyết định số 17/QĐ-UBND ngày 02/3/2026 của UBND xã …»."""
    cell = filled.get("number", "")
    if " " not in cell or is_number(spelled(cell).number):
        return filled
    cited = [each for each in extract(cell) if each.kind is Kind.FULL]
    if len(cited) != 1:
        return filled
    (one,) = cited
    said = {"number": one.number, "type": one.type, "issued": one.date, "issuer": one.issuer}
    return {field: text for field, text in said.items() if text} | {
        field: text for field, text in filled.items() if field != "number"
    }


def _number(filled: Mapping[str, str]) -> tuple[str | None, str | None]:
    """Return the canonical number, and the number as written where more than its signs was changed."""
    written = filled.get("number", "")
    symbol = filled.get("symbol", "").lstrip("/-")
    if symbol and (is_bare(written) or not written):
        written = f"{written}{_joint(symbol)}{symbol}"
    if not written:
        return None, None
    number, swapped = spelled(written)
    if not is_number(number):
        raise Fault("number", Problem("own.bare_number" if is_bare(number) else "own.bad_number", {"value": written}))
    return number, written if swapped else None


def _joint(symbol: str) -> str:
    """Return the sign between an ordinal and its symbol: «45-QĐ/TU» has its dash first, «45/QĐ-UBND» its slash."""
    return "-" if "/" in symbol and "-" not in symbol.partition("/")[0] and not symbol[:4].isdigit() else "/"


def _day(field: str, text: str) -> date:
    found = day_in(text)
    if found is None:
        raise Fault(field, Problem("own.bad_day", {"value": text}))
    return found


def _type(field: str, text: str) -> str:
    found = type_named(text) or (leading_type(text) or (None,))[0]
    if found is None:
        raise Fault(field, Problem("own.bad_type", {"value": text}))
    return found


def _whole(field: str, text: str) -> int:
    if not text.isdigit():
        raise Fault(field, Problem("own.bad_whole", {"value": text}))
    return int(text)


def _text(_field: str, text: str) -> str:
    return text


def _several(_field: str, text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())


def _status(field: str, text: str) -> Any:
    found = state_of(text)
    if found is None and day_in(text) is None:
        raise Fault(field, Problem("own.bad_status", {"value": text}))
    return found


_TAKE: Final[dict[str, Callable[[str, str], Any]]] = {
    "type": _type,
    "issuer": _text,
    "place": _text,
    "issued": _day,
    "effective": _day,
    "expired": _day,
    "status": _status,
    "status_as_of": _day,
    "title": _text,
    "names": _several,
    "term": _text,
    "signer": _text,
    "topic": _text,
    "articles": _whole,
    "sources": _several,
    "mentions": _whole,
}
"""Field → what reads its cell; the number is read with its symbol."""


def _status_or_day(filled: Mapping[str, str], taken: dict[str, Any]) -> dict[str, Any]:
    """Return what was taken; where the column «Hiệu lực» holds a day, it is the day of effect."""
    if taken.get("status", 0) is not None:
        return taken
    rest = {field: value for field, value in taken.items() if field != "status"}
    return {"effective": day_in(filled["status"])} | rest


def _filled(draft: Draft, given: Draft) -> Draft:
    ours = msgspec.structs.asdict(draft)
    theirs = {field: value for field, value in msgspec.structs.asdict(given).items() if value and not ours[field]}
    return msgspec.structs.replace(draft, **theirs)


def _with_type(draft: Draft, title: str | None) -> Draft:
    """Return a draft with its type: by its column, by the first words of the title, or by the code of the number."""
    led = leading_type(title) if title else None
    coded = types_of(draft.number) if draft.number else ()
    if draft.type is None and led and (led[0] in coded or not coded):
        return msgspec.structs.replace(draft, type=led[0], title=_titled(*led, title))
    type_ = draft.type or (coded[0] if len(coded) == 1 else None)
    if led and led[0] == type_ and _ABOUT.match(led[1]):
        title = _titled(*led, title)
    return msgspec.structs.replace(draft, type=type_, title=_said(title) if title else None)


def _titled(type_: str, rest: str, title: str | None) -> str | None:
    """Return a title without the type before it; a law is called by both. None for none."""
    return title if type_ in LAWS else f"{_said(rest)[0].upper()}{_said(rest)[1:]}" if rest else None


def _said(title: str) -> str:
    """Return a title with «V/v» written out."""
    return f"Về việc {title[3:].lstrip(' .:')}" if title.lower().startswith("v/v") else title
