"""Registers: the series in which an office numbers its papers, one after the other.

State numbers count up from 1 January (Nghị định 34/2016/NĐ-CP, Điều 58), those of the Party's centre from the end of a
congress (Hướng dẫn 36-HD/VPTW 2018, II.1.3), so a later number has a later day. A law and a resolution of the National Assembly
have registers of their own under one form of number.
"""

import re
from datetime import date
from typing import Final, NamedTuple

from legalref.corpus.terms import congress_terms
from legalref.model import Document
from legalref.orthography import is_party_number, number_key, year_of

_ORDINAL: Final = re.compile(r"\d+(?=[-/])")
_PARLIAMENT: Final = re.compile(r"qh \d+$")


class Entry(NamedTuple):
    """The place of a number in its register, and its day."""

    number: int
    issued: date


class Between(NamedTuple):
    """The entries of a register that stand right before and after a number; None where there is none."""

    before: Entry | None
    after: Entry | None


def register(type_: str | None, number: str, day: date | None, place: str | None = None) -> tuple[str, int] | None:
    """Return the register of a number and its place in it; None where the number and the day do not say which it is."""
    ordinal = _ORDINAL.match(number)
    if not ordinal or place:
        return None
    period = year_of(number) or _period(number, day)
    symbol = number_key(number).split(" ", 1)[-1]
    if period is None or not symbol:
        return None
    kind = ("nq" if type_ == "Nghị quyết" else "luat") if _PARLIAMENT.search(symbol) else ""
    return f"{symbol}|{kind}|{period}", int(ordinal.group())


def of_document(document: Document) -> tuple[str, int] | None:
    """Return the register of a record and its place in it, or None."""
    return register(document.type, document.number or "", document.issued, document.place)


def _period(number: str, day: date | None) -> str | None:
    """Return the term or year in which a number without a year counts; none in the month of a congress, which is of two."""
    if day is None:
        return None
    if not is_party_number(number):
        return str(day.year)
    found = congress_terms(day.isoformat())
    return found[0] if len(found) == 1 else None
