"""Records → catalogue: the facts, their validation, and exact look-ups in them."""

from legalref.corpus.lookups import Corpus

__all__ = ["Corpus"]
