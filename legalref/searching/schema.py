"""The fields of the Whoosh index. Only words are kept in it; records are fetched from the catalogue.

Text is folded into words by our own code on both sides (`orthography.words`), which makes
diacritics optional and leaves out Whoosh's token objects, the dearest part of building.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from whoosh import fields
from whoosh.formats import Frequency

from legalref.orthography import words

_FREQUENCIES: Final = [count.to_bytes(4, "big") for count in range(256)]


class FoldedText(fields.FieldType):  # type: ignore[misc]  # Whoosh has no types
    """A field of folded words with their frequencies, without positions."""

    def __init__(self) -> None:
        """Store frequencies and field lengths, which BM25F needs."""
        super().__init__(Frequency(), None, scorable=True)

    def index(self, value: str, **_options: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield (word, frequency, weight, encoded frequency) of each word of `value`."""
        for word, count in Counter(words(value)).items():
            yield word.encode("ascii"), count, float(count), _FREQUENCIES[min(count, 255)]


def schema() -> fields.Schema:
    """Return the schema: words to search, keys to filter, and the identifier of the record."""
    return fields.Schema(
        id=fields.ID(stored=True),
        key=fields.ID(),
        number=FoldedText(),
        names=FoldedText(),
        title=FoldedText(),
        issuer=FoldedText(),
        place=FoldedText(),
        type=FoldedText(),
        whole_type=fields.ID(),
        status=fields.ID(),
        year=fields.ID(),
        issued=fields.NUMERIC(int, signed=False, sortable=True, shift_step=0),
    )
