"""A query that is a number, a name or a citation → the records it means, as rows of the catalogue."""

from legalref.corpus import Corpus
from legalref.linking.lookup import look_up


def named_by(text: str, corpus: Corpus) -> tuple[int, ...]:
    """Return the rows of the records that `text` may mean as a citation, in no order.

    Hundreds may share a number; they are not read, for only those of one page are shown.
    """
    rows = corpus.rows_by_key(text)
    if rows or not text:
        return rows
    found = (corpus.row(record.id) for record in look_up(text, corpus))
    return tuple(row for row in found if row is not None)
