"""Records → catalogue: the facts, their validation, and exact look-ups in them."""

from legalref.corpus.catalogue import Corpus

__all__ = ["Corpus"]
