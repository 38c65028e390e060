"""Laws that a text cites by their names: «Luật Đất đai năm 2013», «luật đấu thầu», «Luật sửa đổi … của Luật X và Luật Y».

A listed name counts with a capital, or where the words beside it show that a law is cited. A name that is not listed needs
both. The words beside it show, too, where «Luật» is a subject, a firm, a draft, or another country's.
"""

from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from legalref.extraction.beside import YEAR_BEHIND, Beside
from legalref.extraction.candidates import Candidate
from legalref.extraction.lawnames import DATE_BEHIND, LAW_NUMBER, LONGEST, free_end, listed_end
from legalref.extraction.papers import foreign
from legalref.extraction.patterns import Match, lazy
from legalref.model import Kind
from legalref.orthography import is_spelling_of
from legalref.vocabulary import names

_LEFT: Final = 28
"""Code points left of a type in which the word before it is looked for."""
_WORD: Final = lazy(r"[a-z0-9]+")
_LAW: Final = r"(?P<inner>(?:bo {1,4})?(?:luat|phap {1,4}lenh)) {1,4}"
_AMENDING: Final = lazy(
    rf"sua doi(?:,? {{1,4}}bo {{1,4}}sung)?(?: [^;:.()\n\"]{{1,90}}?)??(?: {{1,4}}(?P<all>cac|[0-9]{{1,3}}))? {{1,4}}{_LAW}"
)
_AND_LAW: Final = lazy(rf"(?P<join>,? {{1,4}}va|,) {{1,4}}(?:dieu {{1,4}}[0-9a-z]{{1,4}} {{1,4}}(?:cua {{1,4}})?)?{_LAW}")
_AND_NAME: Final = lazy(r"(?:,? {1,4}va|,|:) {1,4}(?!(?:bo )?luat |phap lenh )")
_AND: Final = lazy(r" {0,4}(?:,|va|hoac)? {0,4}")
_ALL_OF: Final = lazy(r"[\p{L}&]+(?: {1,4}[\p{L}&]+){0,11}")
_ALL_END: Final = lazy(r"(?:^| )(?:ngày|năm|số|được|quy định|có hiệu)(?!\p{L})")
_NUMBER_OF_LAW: Final = lazy(rf"(?: {{1,4}}sua doi(?:,? {{1,4}}bo sung)?)? {{0,4}},? {{1,4}}{LAW_NUMBER}")
"""After a law's name: its number follows, and the law is cited by that."""
_NUMBER_SOON: Final = lazy(rf"(?:(?! (?:luat|phap lenh) )[^;:.()\[\]\"\n0-9]){{0,160}} {LAW_NUMBER}")
_NUMBER_AND_YEAR: Final = lazy(
    r" {1,4}(?:so {1,4})?(?P<number>[0-9]{1,3}/(?:19|20)[0-9]{2})(?![0-9a-z]|[-/.,:][0-9]| ?[-/] ?[a-z])"
)
_PROVISION_BEFORE: Final = lazy(r"(?r)(?<![a-z])(?:dieu|khoan|diem|chuong) {1,4}[0-9a-z]{1,4},? {1,4}(?:cua {1,4})?\Z")
_CITED_BEHIND: Final = lazy(r" {1,4}(?:hien hanh|quy dinh|co hieu luc|\(?sua doi|da duoc|duoc (?:thong qua|ban hanh|sua))")


class _Type(NamedTuple):
    start: int
    name: int
    """Where the name begins."""
    type: str


def laws(text: str, folded: str) -> Iterator[Candidate]:
    """Find laws, codes and ordinances that are cited by name, or by name and «22/2023», type by type in order."""
    for word, type_ in (("luat ", "Luật"), ("luat:", "Luật"), ("lenh ", "Pháp lệnh")):
        reader = _Reader(text, folded)
        at = folded.find(word)
        while at >= 0:
            typed = _type_at(text, folded, at, type_) if at >= reader.end else None
            if typed:
                yield from reader.read(typed)
            at = folded.find(word, at + 1)


class _Reader:
    """Goes from type to type, remembering where the last name ended and whether its words were vetoed: a list shares both."""

    def __init__(self, text: str, folded: str) -> None:
        self.text = text
        self.folded = folded
        self.end = 0
        self._vetoed = False

    def read(self, typed: _Type) -> Iterator[Candidate]:
        """Yield the law whose type stands there, if it is cited by name, and those that go on under the same type."""
        text, folded = self.text, self.folded
        start, begin, type_ = typed
        end = _amending_end(text, folded, typed) or _name_end(text, folded, typed)
        if end is None or foreign().behind(text, folded, end):
            return
        listed = _AND.fullmatch(folded, self.end, start) is not None and self.end > 0
        beside = listed and self.end < start and not self._vetoed  # after a name nothing is vetoed by that name's last word
        self._vetoed = (self._vetoed and listed) or (not beside and _vetoes().before(text, folded, start))
        self.end = end
        if self._vetoed or _NUMBER_OF_LAW.match(folded, end):
            return
        name = " ".join(text[start:end].replace(":", " ").split())
        short = _NUMBER_AND_YEAR.match(folded, end)
        if short:
            yield Candidate(start, short.end(), Kind.SHORT, type_, short["number"], short.start("number"), name)
        elif listed_end(text, folded, begin, type_) or not _NUMBER_SOON.match(folded, end):
            yield Candidate(start, end, Kind.NAMED, type_, "", end, name)
            yield from self._under_one_type(typed)

    def _under_one_type(self, typed: _Type) -> Iterator[Candidate]:
        """Yield the names that go on without a type of their own: «các Luật Đất đai, Nhà ở và Đầu tư»."""
        text, folded = self.text, self.folded
        if folded[max(0, typed.start - 4) : typed.start].strip() != "cac":
            return
        joint = _AND_NAME.match(folded, self.end)
        while joint and text[joint.end() : joint.end() + 1].isupper():
            end = listed_end(text, folded, joint.end(), typed.type)
            if end is None:
                return
            surface = " ".join(text[joint.end() : end].split())
            yield Candidate(joint.end(), end, Kind.NAMED, typed.type, "", end, f"{typed.type} {surface}")
            self.end = end
            joint = _AND_NAME.match(folded, end)


@cache
def _vetoes() -> Beside:
    return Beside(names().vetoes.words, link="(?: {1,4}(?:cac|nhung))?")


@cache
def _contexts() -> Beside:
    return Beside(names().contexts.words, link="(?: {1,4}(?:cac|nhung))?")


def _type_at(text: str, folded: str, at: int, type_: str) -> _Type | None:
    """Return the type whose last word is at `at`; None where the word is another or no name can follow."""
    first = _first_word(text, folded, at, "pháp" if type_ == "Pháp lệnh" else "bộ")
    start = at if first is None else first
    if not is_spelling_of(text[at : at + 4], type_.lower().removeprefix("pháp ")) or (first is None and type_ == "Pháp lệnh"):
        return None
    if first is not None and type_ == "Luật":
        type_ = "Bộ luật"
    glued = start > 0 and folded[start - 1].isalnum()
    if glued and not (text[start].isupper() and text[start - 1].islower()):
        return None
    begin = at + len("luat")
    while folded[begin : begin + 1] in (" ", ":"):
        begin += 1
    word = _WORD.match(folded, begin)
    return None if not word or word.group().isdigit() else _Type(start, begin, type_)


def _first_word(text: str, folded: str, at: int, word: str) -> int | None:
    """Return where `word` begins that stands right before `at`, or None."""
    end = at
    while end and folded[end - 1] == " ":
        end -= 1
    start = end - len(word)
    stands = start >= 0 and end < at and is_spelling_of(text[start:end], word)
    return start if stands else None


def _name_end(text: str, folded: str, typed: _Type) -> int | None:
    """Return where the name ends: of a listed one with a capital or cited as a law, or of another with both."""
    start, begin, type_ = typed
    listed = listed_end(text, folded, begin, type_)
    if listed is not None:
        capital = text[start].isupper() or text[begin].isupper()
        return listed if capital or _is_cited(text, folded, start, listed) else None
    if not text[start].isupper():
        return None
    free = free_end(text, folded, begin)
    if free is None or not (text[begin].isupper() or DATE_BEHIND.match(folded, free)):
        return None
    return free if _is_cited(text, folded, start, free) or _CITED_BEHIND.match(folded, free) else None


def _is_cited(text: str, folded: str, start: int, end: int) -> bool:
    """Tell whether a name is cited as a law's: by the word or provision before it, a year after it, or the list it stands in."""
    low = max(0, start - _LEFT)
    return (
        folded[low:start].rstrip().endswith((",", ";", " va", " hoac"))
        or DATE_BEHIND.match(folded, end) is not None
        or YEAR_BEHIND.match(folded, end) is not None
        or _PROVISION_BEFORE.search(folded, low, start) is not None
        or _contexts().before(text, folded, start)
    )


def _amending_end(text: str, folded: str, typed: _Type) -> int | None:
    """Return where «Luật sửa đổi, bổ sung một số điều của Luật X và Luật Y» ends, or None.

    A list without «và» is one law's where a date or a number closes it.
    """
    start, begin, _ = typed
    amending = _AMENDING.match(folded, begin, begin + 2 * LONGEST)
    if not amending or not (text[start].isupper() or _is_cited(text, folded, start, start)):
        return None
    if amending["all"]:
        return _all_end(text, amending.end())
    sure = end = _inner_end(text, folded, amending)
    while end is not None:
        further = _AND_LAW.match(folded, end)
        inner = _inner_end(text, folded, further) if further else None
        if further is None or inner is None:
            return end if DATE_BEHIND.match(folded, end) else sure
        end = inner
        if further["join"] != ",":
            sure = end
    return None


def _inner_end(text: str, folded: str, match: Match) -> int | None:
    """Return where the name of the law ends whose type a match ends with, or None."""
    type_ = "Pháp lệnh" if match["inner"].endswith("lenh") else "Bộ luật" if match["inner"].startswith("bo") else "Luật"
    begin = match.end()
    return listed_end(text, folded, begin, type_) or free_end(text, folded, begin)


def _all_end(text: str, begin: int) -> int | None:
    """Return where «(sửa đổi …) các luật liên quan đến đầu tư xây dựng cơ bản» ends."""
    run = _ALL_OF.match(text, begin, begin + LONGEST)
    if not run:
        return begin
    stop = _ALL_END.search(run.group())
    return begin + len(run.group()[: stop.start()] if stop else run.group()) if not stop or stop.start() else begin - 1
