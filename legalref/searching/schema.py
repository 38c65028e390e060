"""The fields of the Whoosh index. Only words are kept in it; records are fetched from the catalogue by their row.

Text is folded into words by our own code on both sides (`orthography.words`), which makes diacritics
optional and leaves out Whoosh's token objects. How often a word stands in a field is not kept: in a number
or a title it says nothing (decision 0012).
"""

import re
from collections.abc import Iterator
from typing import Any, Final
from unicodedata import normalize

from whoosh import columns, fields
from whoosh.formats import Existence

from legalref.orthography import fold, words

WORDS: Final = ("number", "names", "title", "issuer", "type", "text")
"""The fields in which a word is looked for."""
KEYS: Final = ("whole_type", "status", "year")
"""What is compared whole."""
WRITTEN: Final = "written"
"""Words of names and title with their diacritics."""
MEASURED: Final = "title"
"""The one field whose length matters for the order of hits."""
COLUMNS: Final = ("row", "issued", "cited", "standing")
"""A number a record; `issued` as YYYYMMDD."""

_MARKED: Final = re.compile(r"[^\W\d_]+")
_STROKED: Final = {ord("đ"): "d\u0335"}


class Words(fields.FieldType):  # type: ignore[misc]  # Whoosh has no types
    """A field of words, each once; of text, or of words that are given as a list."""

    def __init__(self, *, scorable: bool = False) -> None:
        """Keep the number of words of each record where the field is `scorable`."""
        super().__init__(Existence(), None, scorable=scorable)

    def index(self, value: str | list[str], **_options: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield (word, 1, 1.0, no value) for each word of `value`."""
        found = words(value) if isinstance(value, str) else value
        return ((word.encode("utf-8"), 1, 1.0, b"") for word in dict.fromkeys(found))

    def process_text(self, text: str, **_options: Any) -> list[str]:
        """Return the words of a query, for Whoosh's own parser."""
        return words(text)


def schema() -> fields.Schema:
    """Return the schema: words to search, keys to filter, and a few numbers a record."""
    return fields.Schema(
        **{name: Words(scorable=name == MEASURED) for name in (*WORDS, WRITTEN, "place")},
        **{name: fields.ID() for name in KEYS},
        **{name: fields.COLUMN(columns.NumericColumn("I")) for name in COLUMNS},
    )


def written_words(text: str) -> list[str]:
    """Return the words of `text` that have diacritics, each as letters and then marks: «hòa» and «hoà» are one."""
    return [written(word) for word in _MARKED.findall(normalize("NFC", text).lower()) if not word.isascii()]


def written(word: str) -> str:
    """Return a word in NFC lower case as letters and then marks."""
    parts = normalize("NFD", word.translate(_STROKED))
    return fold(word) + "".join(sorted(mark for mark in parts if "\u0300" <= mark <= "\u036f"))
