"""What a person typed → the records it may mean: an identifier, a number, a name, a citation, or «nd 30 2020»."""

from legalref.corpus import Corpus
from legalref.extraction import extract
from legalref.model import Document, Kind
from legalref.orthography import fold, words
from legalref.vocabulary import document_types

_LONGEST_TYPE = 3
"""Words of the longest type that people write before a number without accents."""


def look_up(asked: str, corpus: Corpus) -> tuple[Document, ...]:
    """Return the records that `asked` may mean, the oldest first; none for what has no letter and no digit."""
    if asked.startswith("/akn/"):
        record = corpus.by_id(asked)
        return (record,) if record else ()
    if not words(asked):
        return ()
    return corpus.by_key(asked) or corpus.by_name(asked) or _as_citation(asked, corpus) or _as_words(asked, corpus)


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
        return corpus.by_ordinal(number, citation.type, int(year) if year else None)
    return ()


def _as_words(asked: str, corpus: Corpus) -> tuple[Document, ...]:
    """Read a type, however it is shortened, then a number and perhaps a year."""
    asked_words = words(asked)
    types = {fold(word): row.name for row in document_types() for word in (*row.words, *row.abbr)}
    for length in range(_LONGEST_TYPE, 0, -1):
        type_ = types.get(" ".join(asked_words[:length]))
        rest = asked_words[length:]
        if type_ and rest and all(word.isdigit() for word in rest[:2]) and len(rest) <= 2:  # noqa: PLR2004  # number and year
            return corpus.by_ordinal(rest[0], type_, int(rest[1]) if len(rest) > 1 else None)
    return ()
