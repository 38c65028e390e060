"""The records that a citation may mean, by its number or its name."""

from legalref.corpus import Corpus
from legalref.linking.spellings import spellings
from legalref.model import Citation, Document, Kind


def by_number(citation: Citation, corpus: Corpus) -> tuple[Document, ...]:
    """Return the records that bear the number of a citation, however that is spelled, or begin with its bare number."""
    number = citation.number or ""
    if citation.kind is Kind.FULL:
        found = (corpus.by_key(spelling) for spelling in spellings(citation))
        return next(filter(None, found), ())
    year = number.partition("/")[2] or (citation.date or "")[:4]
    return corpus.by_ordinal(number, citation.type, int(year) if year else None)


def by_name(citation: Citation, corpus: Corpus) -> tuple[Document, ...]:
    """Return the records that bear the name of a citation and are of its type."""
    found = corpus.by_name(citation.name or citation.text)
    return tuple(record for record in found if citation.type is None or record.type == citation.type) or found
