"""The plain name of a body, under which its spellings in heads, citations and records meet."""

from functools import cache, lru_cache
from typing import Final

from legalref.orthography import words
from legalref.vocabulary import terms

_REMEMBERED: Final = 8192
"""Names that are remembered with what was made of them: texts and records have the same few again and again."""


@lru_cache(_REMEMBERED)
def plain(name: str) -> str:
    """Return a body's name folded, its abbreviations written out, without «và».

    «UBND TP. HCM» is `uy ban nhan dan thanh pho ho chi minh`; «Khoa học và Công nghệ» meets «Khoa học, Công nghệ».
    """
    table = _abbreviations()
    return " ".join(table.get(word, word) for word in words(name) if word != "va")


@cache
def _abbreviations() -> dict[str, str]:
    return {" ".join(words(row.short)): " ".join(words(row.long)) for row in terms().abbreviation}
