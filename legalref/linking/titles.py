"""How alike two titles are: as records have them, as texts cite them, cut, run on or reworded."""

import re
from collections import Counter
from functools import cache, lru_cache
from typing import Final

from legalref.orthography import words
from legalref.vocabulary import search_abbreviations

_FILLERS: Final = frozenset(["ve", "viec", "v", "va", "cua", "cac", "nhung", "theo", "so", "quy", "dinh", "ban", "hanh"])
"""Folded words that titles begin with or hold in plenty; they tell none from another."""
_COMMON: Final = frozenset(
    words(
        "sửa đổi bổ sung một số điều khoản chi tiết hướng dẫn thi hành thực hiện thông tư nghị định luật quyết chính phủ bộ"
        " trưởng quản lý sử dụng mức thu chế độ nộp phí lệ lĩnh vực hoạt động đối với ngày tháng năm trong thuộc tổ chức nhà nước"
    )
)
"""Folded words that half of all titles have: each weighs a quarter of another."""
_A_QUARTER: Final = 0.25
_NUMBER: Final = re.compile(r"(?<![\d/])\d+(?=/\d{4}/|-?[A-ZĐ]{2,}/|/[A-ZĐ]{2,})")
_LETTERS: Final = re.compile(r"(?<![^\W\d_])[A-ZĐ]{3,}(?![^\W\d_])")
_FEWEST: Final = 3
"""Different words below which a title says too little."""
ALIKE: Final = 0.8
"""Share of words above which two titles are one (DOMAIN C23: 0.8)."""
UNLIKE: Final = 0.5
"""Share of telling words below which two titles are two; between, nothing is said."""


def likeness(cited: str, recorded: str) -> float | None:
    """Return the share (0 to 1) of the shorter title's words that the longer one has; None where one is too short to tell."""
    ours, theirs = _bag(cited), _bag(recorded)
    if _are_too_short(ours, theirs):
        return None
    if dict.__eq__(ours, theirs):  # as most are, and sooner told than what they share
        return 1.0
    return (ours & theirs).total() / min(ours.total(), theirs.total())


def telling_likeness(cited: str, recorded: str) -> float | None:
    """Return the same share with what half of all titles have («sửa đổi, bổ sung một số điều») weighing a quarter."""
    ours, theirs = _bag(cited), _bag(recorded)
    if _are_too_short(ours, theirs):
        return None
    return _told(ours & theirs) / min(_told(ours), _told(theirs))


def _told(bag: Counter[str]) -> float:
    return sum(count * (_A_QUARTER if word in _COMMON else 1) for word, count in bag.items())


def _are_too_short(ours: Counter[str], theirs: Counter[str]) -> bool:
    return min(len(ours), len(theirs)) < _FEWEST


def closeness(cited: str, recorded: str) -> float:
    """Return the share (0 to 1) of all words of two titles that both have: 1 only where they are the same."""
    ours, theirs = Counter(words(cited)), Counter(words(recorded))
    return (ours & theirs).total() / max(1, (ours | theirs).total())


def same_title(cited: str, recorded: str) -> bool | None:
    """Tell whether two titles are of one document; None where that cannot be told.

    Titles that name other documents by their numbers («sửa đổi Thông tư số 202/2016/TT-BTC») are two where these differ.
    """
    ours, theirs = _named(cited), _named(recorded)
    if ours and theirs and ours.isdisjoint(theirs):
        return False
    alike = likeness(cited, recorded)
    if alike is None:
        return None
    if alike >= ALIKE:
        return True
    return None if (telling_likeness(cited, recorded) or 0) > UNLIKE else False


@lru_cache(8192)
def _named(title: str) -> frozenset[str]:
    """Return the running numbers of the documents that a title names."""
    return frozenset(number.lstrip("0") for number in _NUMBER.findall(title))


@lru_cache(8192)
def _bag(title: str) -> Counter[str]:
    """Return the words of a title that tell it from another, its abbreviations written out."""
    spelled = _LETTERS.sub(lambda match: _abbreviations().get(match.group(), match.group()), title)
    return Counter(word for word in words(spelled) if word not in _FILLERS)


@cache
def _abbreviations() -> dict[str, str]:
    return {row.short: row.long for row in search_abbreviations() if row.short.isupper()}
