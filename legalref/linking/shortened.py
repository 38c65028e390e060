"""Abbreviations written out, where each stands for one thing: «nq tw4 khoá 12» is «nghi quyet trung uong 4 khoa xii»."""

from collections.abc import Iterator
from functools import cache
from typing import Final

from legalref.numerals import roman
from legalref.orthography import WORD, fold, words
from legalref.syllables import is_folded_syllable
from legalref.vocabulary import document_types, search_abbreviations

TERM: Final = "khoa"
"""Before the number of a term of a congress or of the National Assembly."""
_LAST_TERM: Final = 16
"""The highest number that is read as that of a term."""


def spelled_out(text: str) -> list[str]:
    """Return the folded words of a text in NFC, its abbreviations written out.

    Letters that are also a syllable of the language are one in capitals only («AI», not «ai»).
    """
    return [word for folded, may_be in _read(text) for word in ((may_be and _longs().get(folded)) or (folded,))]


def spelled_name(text: str) -> str:
    """Return a text as the names of records are written: types and bodies written out, terms in Roman numerals."""
    found: list[str] = []
    for folded, may_be in _read(text):
        if found[-1:] == [TERM] and folded.isdigit():
            found.append(term_numeral(folded))
        else:
            found += (may_be and (_types().get(folded) or _longs().get(folded))) or (folded,)
    return " ".join(found)


def term_numeral(number: str) -> str:
    """Return the number of a term in folded Roman numerals; anything else as it is."""
    return roman(int(number)).lower() if number.isdigit() and int(number) <= _LAST_TERM else number


def _read(text: str) -> Iterator[tuple[str, bool]]:
    """Yield each folded word of a text, and whether it may be an abbreviation."""
    for match in WORD.finditer(fold(text)):
        folded = match.group()
        yield folded, text[slice(*match.span())].isupper() or not is_folded_syllable(folded)


@cache
def _longs() -> dict[str, tuple[str, ...]]:
    """Return letters → the words for them, where they stand for one thing."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for row in search_abbreviations():
        short = words(row.short)
        if len(short) == 1:
            table.setdefault(short[0], []).append(tuple(words(row.long)))
    return {short: longs[0] for short, longs in table.items() if len(longs) == 1}


@cache
def _types() -> dict[str, tuple[str, ...]]:
    """Return letters → the type of document that they alone stand for."""
    table: dict[str, set[str]] = {}
    for row in document_types():
        for letters in (*row.abbr, *row.codes):
            table.setdefault(fold(letters), set()).add(row.name)
    return {letters: tuple(words("".join(names))) for letters, names in table.items() if len(names) == 1}
