"""The names of laws that stand between their type and their number: «Luật Đất đai số 45/2013/QH13»."""

from typing import Final

from legalref.extraction.heads import longest_type
from legalref.extraction.patterns import lazy
from legalref.model import Span
from legalref.orthography import fold

_WINDOW: Final = 260
LAW_TYPES: Final = frozenset({"Bộ luật", "Luật", "Pháp lệnh", "Nghị quyết", "Lệnh", "Hiến pháp", "Nghị quyết liên tịch"})
"""What a number of the National Assembly, its Standing Committee or the President can belong to."""
_TYPE: Final = lazy(r"(?<![a-z])(?P<type>bo luat|luat|phap lenh|nghi quyet)(?= )")
_BARRIER: Final = lazy(r"""[;:.()\[\]"“”\n0-9/|]""")
_AMENDING: Final = lazy(r" {1,4}sua doi")
_SAYS_NUMBER: Final = lazy(r"(?r)[ ,]{0,40}(?:(?i:(?<= )s[ốo])[ :]{0,3})?\Z")
_NAME: Final = lazy(r" {1,4}(?!su |phap |le )[\p{L}]")


def law_before(text: str, low: int, high: int) -> tuple[str, Span] | None:
    """Return the type of the law whose name ends at `high`, and the span of its name with the type.

    «Luật sửa đổi, bổ sung một số điều của Luật X» is one name; else the nearest type word begins it.
    None where a barrier (`;`, `.`, a bracket, a digit) stands between.
    """
    low = max(low, high - _WINDOW)
    window = fold(text[low:high])
    barriers = [match.end() for match in _BARRIER.finditer(window)]
    begin = barriers[-1] if barriers else 0
    starts = [match for match in _TYPE.finditer(window, begin) if _NAME.match(window, match.end())]
    if not starts:
        return None
    amending = [match for match in starts if _AMENDING.match(window, match.end())]
    chosen = (amending or starts[-1:])[0]
    named = longest_type(text, low + chosen.start(), low + chosen.end())
    if not named:
        return None
    start, type_ = named
    return type_, Span(start, start + len(_SAYS_NUMBER.sub("", text[start:high])))
