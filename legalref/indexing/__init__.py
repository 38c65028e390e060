"""Facts → a generation of the index, opened through `open_corpus` and `open_index`."""

from legalref.indexing.building import build, open_corpus, open_index, ready

__all__ = ["build", "open_corpus", "open_index", "ready"]
