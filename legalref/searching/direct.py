"""A query that is a number, a name or a citation → the records it means, the likeliest first."""

from datetime import date

from legalref.checking import validity
from legalref.corpus import Corpus
from legalref.linking.lookup import look_up
from legalref.model import Document, Status
from legalref.orthography import number_key
from legalref.searching.weights import standing

MOST_WEIGHED = 200
"""Candidates whose validity is looked up for their order; of more, the recorded status will do."""


def named_by(text: str, corpus: Corpus) -> tuple[Document, ...]:
    """Return the records that `text` may mean as a citation: this very number first, then by their standing, then the newest."""
    found = look_up(text, corpus) if text else ()
    key, today = number_key(text), date.today()
    weighed = len(found) <= MOST_WEIGHED

    def order(record: Document) -> tuple[bool, float, date]:
        status: Status = validity(record, corpus, today).status if weighed else record.status
        return number_key(record.number or "") == key, standing(record, status, today), record.issued

    return tuple(sorted(found, key=order, reverse=True))
