"""Citations inside the title of another: «Thông tư số 12/2020/TT-X sửa đổi Thông tư số 18/2018/TT-X ngày 09/11/2020».

What follows the title is the outer document's date and issuer, though it stands right behind the
inner number. A number's year tells: it is that of its own date (Nghị định 34/2016/NĐ-CP, Điều 58).
"""

from collections.abc import Sequence
from typing import Final

from legalref.extraction.candidates import Candidate
from legalref.extraction.patterns import lazy
from legalref.orthography import year_of

_TITLE: Final = lazy(
    r" {1,4}(?:v/v|ve|quy dinh|huong dan|sua doi|bo sung|ban hanh|bai bo|thay the|dinh chinh|cong bo|phe duyet)(?![a-z0-9])"
)
_LONGEST_TITLE: Final = 600
"""Code points."""


def title_owner(folded: str, candidates: Sequence[Candidate], dates: Sequence[str | None], at: int) -> int | None:
    """Return which citation the date after citation `at` belongs to, where that is an earlier one; else None.

    That is one without a date of its own, directly followed by its title, whose number has the date's
    year while that of `at` has another. The Constitution is cited by its year alone.
    """
    date, year = dates[at], year_of(candidates[at].number)
    undated = candidates[at].type == "Hiến pháp" and date is not None and len(date) > len("2013")
    if date is None or ((year is None or date.startswith(year)) and not undated):
        return None
    for back in range(at - 1, -1, -1):
        outer = candidates[back]
        title = folded[outer.end : candidates[at].start] if candidates[at].start - outer.end < _LONGEST_TITLE else "\n"
        if "\n" in title or ". " in title:
            return None
        if dates[back] is None and year_of(outer.number) == date[:4] and _TITLE.match(title):
            return back
    return None
