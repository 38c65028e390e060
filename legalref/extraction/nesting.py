"""Citations inside the title of another: «Thông tư số 12/2020/TT-X sửa đổi Thông tư số 18/2018/TT-X ngày 09/11/2020».

What follows the title is the outer document's date and issuer, though it stands right behind the
inner number. A number's year tells: it is that of its own date (Nghị định 34/2016/NĐ-CP, Điều 58).
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from legalref.extraction.candidates import Candidate
from legalref.extraction.patterns import lazy
from legalref.orthography import fold, year_of
from legalref.vocabulary import issuers

_TITLE: Final = lazy(
    r" {1,4}(?:v/v|ve|quy dinh|huong dan|sua doi|bo sung|ban hanh|bai bo|thay the|dinh chinh|cong bo|phe duyet)(?![a-z0-9])"
)
_GROUPS: Final = lazy(r"[\p{L}&]{2,}")
_MOST_ISSUERS: Final = 1024
"""Issuers that are remembered with their codes."""
_LONGEST_TITLE: Final = 600
"""Code points."""


def title_owner(
    folded: str, candidates: Sequence[Candidate], dates: Sequence[str | None], at: int, issuer: str | None
) -> int | None:
    """Return which citation the date and issuer after citation `at` belong to, where that is an earlier one; else None.

    That is one without a date of its own, directly followed by its title, whose number has the date's
    year while that of `at` has another, or has the issuer's code while that of `at` has not. The Constitution is cited by
    its year alone.
    """
    date = dates[at]
    if date is None or not _is_anothers(candidates[at], date, issuer):
        return None
    for back in range(at - 1, -1, -1):
        outer = candidates[back]
        title = folded[outer.end : candidates[at].start] if candidates[at].start - outer.end < _LONGEST_TITLE else "\n"
        if "\n" in title or ". " in title:
            return None
        if dates[back] is None and year_of(outer.number) == date[:4] and _TITLE.match(title):
            same_year = year_of(candidates[at].number) == date[:4]
            return back if not same_year or _has_code(outer, issuer) else None
    return None


def _is_anothers(inner: Candidate, date: str, issuer: str | None) -> bool:
    """Tell whether a date behind a citation is that of another document, as far as the citation itself shows."""
    year = year_of(inner.number)
    if inner.type == "Hiến pháp":
        return len(date) > len("2013")
    return year is not None and (not date.startswith(year) or (bool(_codes(issuer)) and not _has_code(inner, issuer)))


def _has_code(candidate: Candidate, issuer: str | None) -> bool:
    """Tell whether a number holds a code of the issuer."""
    groups = set(_GROUPS.findall(candidate.number))
    return not groups.isdisjoint(_codes(issuer))


@lru_cache(_MOST_ISSUERS)
def _codes(issuer: str | None) -> frozenset[str]:
    """Return the codes of a listed body, leaders' titles before it left out."""
    plain = fold(issuer or "").removeprefix("bo truong ").removeprefix("thong doc ")
    return frozenset(code for row in issuers() for code in row.codes if plain in map(fold, (row.name, *row.aliases)))
