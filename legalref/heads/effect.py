"""From which day a document applies, as it says itself: «từ ngày …», «kể từ ngày ký», «sau 45 ngày kể từ ngày ký»."""

from bisect import bisect_right
from datetime import timedelta
from functools import cache
from typing import Final, NamedTuple

import regex

from legalref.extraction.normalise import Clean
from legalref.heads.lines import Pattern, beginning, loose
from legalref.heads.numbers import DATE, day_of, types_by_key_words
from legalref.model import Day, Span
from legalref.vocabulary import head_words

_LONGEST_QUOTATION: Final = 60_000
_QUOTES: Final = regex.compile("[“”]")
_FROM: Final = r"(?:,? ?(?:ke |bat dau )?(?:tu|vao) )"
_MOST_BETWEEN: Final = 160
"""Code points between «Nghị định này» and its verb."""
_WINDOW: Final = 240


class Effect(NamedTuple):
    """From which day a document applies, and where it says so (in the clean text)."""

    day: Day | None
    span: Span


class Quoted:
    """The stretches of a text that stand in quotation marks: what an amending document makes another say."""

    def __init__(self, text: str) -> None:
        """Find them: from each opening mark to its closing one, but not farther than a long article."""
        self._starts: list[int] = []
        self._ends: list[int] = []
        begun: int | None = None
        for mark in _QUOTES.finditer(text):
            if mark[0] == "“" and (begun is None or mark.start() - begun > _LONGEST_QUOTATION):
                begun = mark.start()
            elif mark[0] == "”" and begun is not None:
                if mark.start() - begun <= _LONGEST_QUOTATION:
                    self._starts.append(begun)
                    self._ends.append(mark.end())
                begun = None

    def __contains__(self, offset: int) -> bool:
        """Tell whether an offset stands inside quotation marks."""
        at = bisect_right(self._starts, offset) - 1
        return at >= 0 and offset < self._ends[at]


@cache
def own() -> str:
    """Return the pattern of the document's name for itself in folded text: «Nghị định này»."""
    return rf"(?<![a-z]){beginning([*types_by_key_words(), 'văn bản', 'điều lệ', 'quy chế'])} nay"


@cache
def _own_before() -> Pattern:
    """Return the reverse pattern of «Nghị định này» and what stands between it and a verb."""
    return loose(rf"(?r){own()}(?P<between>[^.;:\n]{{0,{_MOST_BETWEEN}}}?)(?:,| va| dong thoi)? ?\Z")


def subject_before(folded: str, at: int) -> "regex.Match[str] | None":
    """Return the document's name for itself that stands in the same clause before a verb at `at`; group `between` parts them."""
    return _own_before().search(folded, max(0, at - _WINDOW), at)


@cache
def _in_effect() -> Pattern:
    """Return the pattern of «có hiệu lực», and from when: a date, the signing, or days after it."""
    words = head_words().effect
    signed = rf"(?:ngay )?{beginning(words.heads)}(?![a-z])"
    date = r"ngay [0-9][^;\n]{6,40}"
    later = rf",? ?sau (?P<days>[0-9]{{1,3}}) ?(?:\([a-z ]{{1,30}}\) )?ngay,? ?(?:ke )?tu {signed}"
    return loose(rf"(?<![a-z]){beginning(words.words)}(?:{_FROM}(?:(?P<signed>{signed})|(?P<date>{date}))|{later})")


def effect_of(clean: Clean, quoted: Quoted, issued: Day | None) -> Effect | None:
    """Return the first statement outside quotations of the day from which a text applies, or None.

    «kể từ ngày ký» is the day of issue, from which days are counted; days after the print in a gazette are not known.
    """
    for match in _in_effect().finditer(clean.folded):
        subject = subject_before(clean.folded, match.start())
        if subject is None or match.start() in quoted or _OTHER.search(subject["between"]):
            continue
        day = _day(match, issued)
        if day is not None:
            return Effect(day, Span(subject.start(), match.end()))
    return None


_OTHER: Final = loose(r"(?:ke tu|tu) ngay|khi|truoc|neu|(?<![a-z])(?:dieu|khoan|muc) [0-9]|chua|het hieu luc|cac van ban")


def _day(match: "regex.Match[str]", issued: Day | None) -> Day | None:
    if match["date"]:
        date = DATE.match(match["date"])
        return day_of(date) if date else None
    if issued is None:
        return None
    return issued + timedelta(days=int(match["days"])) if match["days"] else issued


def sentence_end(folded: str, start: int, most: int) -> int:
    """Return where the sentence ends that holds `start`: at a line end, or a full stop that no abbreviation is."""
    end = _END.search(folded, start, min(len(folded), start + most))
    return end.start() if end else min(len(folded), start + most)


_END: Final = regex.compile(r"\n|(?<!(?:\b(?:tp|so|tt|ths|ts)))\.(?= +[a-z0-9]|[ \"/]*(?:\n|$)|/)")
