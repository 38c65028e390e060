"""LR1xx: is it written as numbers and dates are written?"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from legalref.checking.rule import Case, Remark
from legalref.checking.symbols import LAST_OLD_YEAR, bodies, groups, odd_writing, type_code
from legalref.corpus.bodies import plain
from legalref.corpus.terms import LAWS, assembly
from legalref.linking.bodies import PARTY_CENTRE, listed_bodies, with_organs
from legalref.model import Edit, Kind, Severity, State
from legalref.orthography import is_party_number, number_key, year_of
from legalref.vocabulary import Era, eras, terms
from legalref.vocabulary.messages import say
from legalref.vocabulary.wording import day

_SAID_OF_ANYTHING: Final = frozenset({"Văn bản", "Công văn"})
_JOINT: Final = " liên tịch"
_SATURDAY: Final = 5
_LETTERS: Final = frozenset("fjwz")
_SURFACE_NUMBER: Final = re.compile(r"\d.*", re.DOTALL)
_FILE_NAME: Final = re.compile(r"[^\n/]{0,60}?\.(?:docx?|pdf|xlsx?|rtf|odt|zip|rar)\b", re.IGNORECASE)
"""What follows a number inside the name of a file, where no slash can stand."""
_PROMULGATED: Final = re.compile(r"\d+[-/]?(?:LCT|L)[-/]")
"""A law bears the number of the order that promulgated it: «21-LCT/HĐNN8», «24-L/CTN»."""


def unknown_symbol(case: Case) -> Iterator[Remark]:
    """LR101: no group of letters of the number is a type or a body that is known."""
    cited = case.citation
    if cited.kind is not Kind.FULL or case.resolution.document or cited.type in (None, *_SAID_OF_ANYTHING):
        return
    number = cited.number or ""
    found = groups(number)
    if year_of(number) and found and not type_code(number) and not bodies(found[0]) and assembly(number) is None:
        yield Remark("LR101", {"symbol": "-".join(found)})


def odd_number(case: Case) -> Iterator[Remark]:
    """LR102: separators, spaces or letters that the rules for numbers do not allow."""
    if case.citation.kind is not Kind.FULL or case.resolution.state is State.UNCHECKED:
        return
    odd = odd_writing(case.citation, case.resolution.document)
    if odd and not _FILE_NAME.match(case.sheet.text.content, case.citation.end):
        right, forms = odd
        names = ", ".join(say(f"form.{form}", case.language) for form in forms)
        written = _SURFACE_NUMBER.search(case.citation.text)
        values = {"cited": " ".join((written[0] if written else case.citation.text).split()), "right": right, "odd": names}
        yield Remark("LR102", values, edits=number_edits(case, right))


def number_edits(case: Case, right: str) -> tuple[Edit, ...]:
    """Return the change that writes the number as it should be; none where its place in the surface cannot be told."""
    text, citation = case.sheet.text.content, case.citation
    found = _SURFACE_NUMBER.search(text, citation.start, citation.end)
    if not found:
        return ()
    gap = " " if text[max(0, found.start() - 1)].isalpha() else ""  # «số30/2020/NĐ-CP»
    return (Edit(found.start(), citation.end, gap + right),)


def type_against_symbol(case: Case) -> Iterator[Remark]:
    """LR103: the type word is another one than the code in the number stands for."""
    cited = case.citation
    code = type_code(cited.number or "") if cited.kind is Kind.FULL else None
    if code is None or cited.type in (None, *_SAID_OF_ANYTHING):
        return
    letters, types = code
    if not types.isdisjoint((cited.type, (cited.type or "").removesuffix(_JOINT), (cited.type or "") + _JOINT)):
        return
    if not (_is_listed_under_another(case) or _is_before_rules(case) or _has_only_a_body(cited.number or "")):
        right = say("word.or", case.language).join(sorted(types))
        yield Remark("LR103", {"cited": cited.type, "code": letters, "right": right})


def type_is_told(case: Case) -> bool:
    """Tell whether LR103 says already that the type is wrong."""
    return next(type_against_symbol(case), None) is not None


def _is_before_rules(case: Case) -> bool:
    """Tell whether a symbol was not made by today's rules: an old one, or a law's by the order that promulgated it."""
    cited, record = case.citation, case.resolution.document
    number = cited.number or ""
    if (cited.type is None or cited.type in LAWS) and _PROMULGATED.match(number):
        return True
    year = year_of(number) or (str(record.issued.year) if record else (cited.date or "")[:4])
    return not is_party_number(number) and year.isdigit() and int(year) <= LAST_OLD_YEAR


def _has_only_a_body(number: str) -> bool:
    """Tell whether the one group of a symbol is a body's, whatever type it might stand for: «87-CT», «62/2006/QH»."""
    return groups(number) == ("QH",) or (len(groups(number)) == 1 and not year_of(number))


def _is_listed_under_another(case: Case) -> bool:
    """Tell whether the type is only carried on from the head of a list, and not written at this number."""
    head = case.citation.text.split(maxsplit=1)[0]
    return head[:1].isdigit() or head.lower() == "số"


def year_against_date(case: Case) -> Iterator[Remark]:
    """LR104: the year in the number is not that of the date. Where a record decides, it decides."""
    year, cited = year_of(case.citation.number), case.citation.date or ""
    if year is None or not cited or cited[:4] == year or case.resolution.document or case.resolution.suggestion:
        return
    ahead = int(cited[:4]) - int(year)
    at_edge = (ahead == 1 and cited[5:7] in ("", "01")) or (ahead == -1 and cited[5:7] in ("", "12"))
    yield Remark("LR104", {"year": year, "cited": day(cited)}, most=Severity.INFO if at_edge else Severity.ERROR)


def year_against_term(case: Case) -> Iterator[Remark]:
    """LR105: the year in the number lies outside of the National Assembly's term that its symbol names."""
    number = case.citation.number or ""
    term, year = assembly(number), year_of(number)
    if term is None or not year:
        return
    row = next((row for row in terms().parliament if row.number == term), None)
    if row and not row.years[0] <= int(year) <= row.years[1] and not case.resolution.document:
        yield Remark("LR105", {"term": row.term, "first": row.years[0], "last": row.years[1], "year": year})


def impossible_day(case: Case) -> Iterator[Remark]:
    """LR106: no calendar has the day."""
    cited = case.citation
    if cited.date and cited.is_dated and cited.day is None:
        yield Remark("LR106", {"cited": day(cited.date)})


def day_to_come(case: Case) -> Iterator[Remark]:
    """LR107: the date lies after the day of the check."""
    cited = case.citation.day
    today: date = case.sheet.as_of
    if cited and cited > today and case.resolution.document is None:
        yield Remark("LR107", {"cited": day(cited), "as_of": day(today)})


def issuer_against_symbol(case: Case) -> Iterator[Remark]:
    """LR108: the body named is another one than the code in the number stands for."""
    cited = case.citation
    if cited.kind is not Kind.FULL or not cited.issuer or case.resolution.document or _JOINT in (cited.type or ""):
        return
    if _is_before_rules(case) or cited.type == "Văn bản":
        return
    named = with_organs(listed_bodies(cited.issuer))
    for code, rows in bodies(cited.number or "").items():
        coded = frozenset(row.name for row in rows) | frozenset(row.of for row in rows if row.of)
        if named and len(bodies(cited.number or "")) == 1 and named.isdisjoint(coded) and not named | coded <= PARTY_CENTRE:
            right = say("word.or", case.language).join(row.name for row in rows)
            yield Remark("LR108", {"cited": cited.issuer, "code": code, "right": right})


def foreign_letter(case: Case) -> Iterator[Remark]:
    """LR109: a point with a letter that the Vietnamese alphabet does not have."""
    letters = {each.diem for each in case.citation.pinpoints if each.diem}
    for letter in sorted(letters & _LETTERS):
        yield Remark("LR109", {"letter": letter})


def issuer_out_of_time(case: Case) -> Iterator[Remark]:
    """LR110: the body, by its code or by its name, did not exist on the day."""
    cited, day_ = case.citation, case.citation.day
    if day_ is None or case.resolution.document or case.resolution.suggestion or next(issuer_against_symbol(case), None):
        return
    codes = frozenset(number_key(group) for group in groups(cited.number or ""))
    for era in eras():
        outside = (era.since and day_ < era.since) or (era.until and era.until < day_)
        if outside and (not codes.isdisjoint(map(number_key, era.codes)) or _is_named(cited.issuer, era)):
            yield Remark("LR110", {"name": era.name, "cited": day(cited.date), "time": _time(era, case.language)})
            return


def _is_named(issuer: str | None, era: Era) -> bool:
    """Tell whether an issuer's text names a body, as one of the listed ones or as a local one with its place."""
    if not issuer:
        return False
    text = f" {plain(issuer)} "
    local = (name for name in era.named if not listed_bodies(name))
    return not listed_bodies(issuer).isdisjoint(era.named) or any(f" {plain(name)} " in text for name in local)


def _time(era: Era, language: str) -> str:
    """Return the days of a body in words, with what came after it."""
    parts = [say("word.existed_since", language, day=day(era.since))] if era.since else []
    parts += [say("word.existed_until", language, day=day(era.until))] if era.until else []
    parts += [say("word.followed_by", language, successor=era.successor)] if era.successor else []
    return ", ".join(parts)


def day_of_rest(case: Case) -> Iterator[Remark]:
    """LR111: the day is a Saturday or a Sunday."""
    day_ = case.citation.day
    if day_ and day_.weekday() >= _SATURDAY and case.resolution.document is None:
        yield Remark("LR111", {"cited": day(case.citation.date), "weekday": say(f"weekday.{day_.weekday()}", case.language)})
