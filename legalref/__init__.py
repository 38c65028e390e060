"""legalref: the documents that a Vietnamese text cites, found, linked, checked and searchable.

    >>> from legalref import extract
    >>> [c.number for c in extract("Căn cứ Nghị định số 30/2020/NĐ-CP của Chính phủ")]
    ['30/2020/NĐ-CP']

The names below are loaded when first used, so that importing the package costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from legalref.checking import check
    from legalref.corpus import Corpus
    from legalref.extraction import extract
    from legalref.indexing import open_corpus, open_index
    from legalref.linking import link
    from legalref.reading import read
    from legalref.searching import Index

__all__ = ["Corpus", "Index", "check", "extract", "link", "open_corpus", "open_index", "read"]
__version__ = "0.1.0"

_HOMES = {
    "Corpus": "legalref.corpus",
    "Index": "legalref.searching",
    "check": "legalref.checking",
    "extract": "legalref.extraction",
    "link": "legalref.linking",
    "open_corpus": "legalref.indexing",
    "open_index": "legalref.indexing",
    "read": "legalref.reading",
}


def __getattr__(name: str) -> object:
    """Import the room that holds a public name (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module 'legalref' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
