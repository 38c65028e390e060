"""How texts write a word that is known without its diacritics: «chuyen» after «luan» is «chuyển»."""

from collections.abc import Iterable, Iterator, Sequence

from legalref.searching.abbreviations import typed


class Forms:
    """The written forms of words in some texts, by their neighbours; what comes first in the texts counts."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Learn from `texts`, which are in NFC."""
        self._forms: dict[tuple[str, str, str], str] = {}
        for text in texts:
            row = typed(text)
            folded = [each.word.folded for each in row]
            for at, each in enumerate(row):
                for key in _keys(folded, at):
                    self._forms.setdefault(key, each.raw.lower())

    def __contains__(self, word: object) -> bool:
        """Tell whether a folded word was seen."""
        return ("", word, "") in self._forms

    def of(self, folded: Sequence[str], at: int) -> str:
        """Return how the word at a place of a row of folded words is written; as it is where it was not seen."""
        return next((self._forms[key] for key in _keys(folded, at) if key in self._forms), folded[at])


def _keys(folded: Sequence[str], at: int) -> Iterator[tuple[str, str, str]]:
    """Yield a word with its left neighbour, with its right one, and alone."""
    if at:
        yield folded[at - 1], folded[at], ""
    if at + 1 < len(folded):
        yield "", folded[at], folded[at + 1]
    yield "", folded[at], ""
