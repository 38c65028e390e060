"""What a person typed → the records it may mean: an identifier, a number, a name, a citation, or «nd 30 2020»."""

import re
from functools import cache
from typing import Final, NamedTuple
from unicodedata import normalize

from legalref.corpus import Corpus
from legalref.extraction import extract
from legalref.linking.bodies import same_body
from legalref.linking.shortened import TERM, spelled_name, term_numeral
from legalref.model import Citation, Document, Kind
from legalref.orthography import fold, words
from legalref.vocabulary import document_types

_LONGEST_TYPE: Final = 4
"""Words of the longest type that people write beside a number without accents."""
_PART: Final = re.compile(r"[0-9]+(?:bis|[a-z])?(?![a-z])|[0-9]+|[a-z]+")
"""A number with the letter that belongs to it («30a»), or a word."""
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")
_SILENT: Final = frozenset({"so", "nam", "cua"})
"""Words between the parts that say nothing more."""


def look_up(asked: str, corpus: Corpus) -> tuple[Document, ...]:
    """Return the records that `asked` may mean, the oldest first; none for what has no letter and no digit."""
    if asked.startswith("/akn/"):
        record = corpus.by_id(asked)
        return (record,) if record else ()
    if not words(asked):
        return ()
    return corpus.by_key(asked) or _by_name(asked, corpus) or _as_words(asked, corpus) or _as_citation(asked, corpus)


def _by_name(asked: str, corpus: Corpus) -> tuple[Document, ...]:
    return corpus.by_name(asked) or corpus.by_name(spelled_name(normalize("NFC", asked)))


def _as_citation(asked: str, corpus: Corpus) -> tuple[Document, ...]:
    """Read what was asked as a text would be read, and look up its first citation."""
    for citation in extract(asked):
        if citation.kind is Kind.FULL:
            found = corpus.by_key(citation.number or "")
            return tuple(record for record in found if record.type == citation.type) or found
        if citation.number is None:
            found = corpus.by_name(citation.name or citation.text)
            return tuple(record for record in found if record.issued.isoformat().startswith(citation.date or ""))
        number, _, year = (citation.number or "").partition("/")
        return _meant(citation, corpus.by_ordinal(number, citation.type, int(year) if year else None))
    return ()


def _meant(citation: Citation, found: tuple[Document, ...]) -> tuple[Document, ...]:
    """Return the records of the day and the issuer that a citation gives; all where none is of these."""
    day, issuer = citation.date or "", citation.issuer
    of_day = [record for record in found if record.issued.isoformat().startswith(day)]
    of_issuer = [record for record in of_day if issuer and same_body(issuer, record)]
    return tuple(of_issuer or of_day or found)


class _Numbered(NamedTuple):
    """What stands in a few words round a number."""

    ordinal: str
    year: int | None
    types: tuple[str, ...]
    codes: frozenset[str]
    term: str | None
    """Of the congress or of the National Assembly, in folded Roman numerals."""

    def allows(self, record: Document) -> bool:
        """Tell whether a record has the parts of the symbol, and is of the term."""
        of_term = self.term is None or (record.term or "").lower().endswith(f" {self.term}")
        return of_term and self.codes <= set(words(record.number or ""))


def _as_words(asked: str, corpus: Corpus) -> tuple[Document, ...]:
    """Read a number with a type, however it is shortened, a year or parts of its symbol: «qd99 tw», «tt 01/2014 bgddt»."""
    read = _numbered(_PART.findall(fold(asked)))
    if read is None or not (read.year or read.types or read.codes or read.term):
        return ()
    found = [record for type_ in read.types or (None,) for record in corpus.by_ordinal(read.ordinal, type_, read.year)]
    return tuple(filter(read.allows, found))


def _numbered(parts: list[str]) -> _Numbered | None:
    """Return what the parts say, each of which must say something, or None where there is no number."""
    ordinal, year, term, codes = "", None, None, set[str]()
    types: tuple[str, ...] = ()
    at = 0
    while at < len(parts):
        length, named = _type_at(parts, at) if not types else (0, ())
        part = parts[at]
        if length:
            types = named
        elif part == TERM and at + 1 < len(parts):
            term, length = term_numeral(parts[at + 1]), 2
        elif part[0].isdigit() and not ordinal and (types or not _YEAR.fullmatch(part)):
            ordinal = part
        elif _YEAR.fullmatch(part) and year is None:
            year = int(part)
        elif part not in _SILENT:
            codes.add(part)
        at += length or 1
    return _Numbered(ordinal, year, types, frozenset(codes), term) if ordinal else None


def _type_at(parts: list[str], at: int) -> tuple[int, tuple[str, ...]]:
    """Return how many parts from `at` on name a type, and the types that are written so."""
    for length in range(min(_LONGEST_TYPE, len(parts) - at), 0, -1):
        named = _types().get(" ".join(parts[at : at + length]))
        if named:
            return length, named
    return 0, ()


@cache
def _types() -> dict[str, tuple[str, ...]]:
    """Return every way to write a type, folded → the types that are written so («qd» is two)."""
    table: dict[str, dict[str, None]] = {}
    for row in document_types():
        for written in (*row.words, *row.abbr, *row.codes):
            table.setdefault(" ".join(words(written)), {})[row.name] = None
    return {written: tuple(names) for written, names in table.items()}
