"""Many names in one tree of their words: to find the longest at a place takes time by its length, not by their number.

A pattern of all names would do the same, slower, and would have to be compiled first.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from legalref.extraction.patterns import lazy
from legalref.orthography import fold

_NEXT_WORD: Final = lazy(r"[ ,;/\-]{0,6}([a-z0-9&]+)")
_WORD: Final = lazy(r"[a-z0-9&]+")
_AND: Final = "va"


class _Node(dict[str, "_Node"]):
    """Words with which names go on; `ends` where one ends here."""

    __slots__ = ("ends",)

    def __init__(self) -> None:
        self.ends = False


def key_words(name: str) -> list[str]:
    """Return the folded words of a name without «và», which a comma can stand for."""
    return [word for word in _WORD.findall(fold(name)) if word != _AND]


class WordTree:
    """Names, to be found in folded text however their commas, dashes and «và» are written there."""

    def __init__(self, names: Iterable[str], letters: Mapping[str, str] | None = None) -> None:
        """Take names, and letters that may stand for some of their words («BHYT» → «Bảo hiểm y tế»)."""
        self._root = _Node()
        self._letters = {fold(short): key_words(long) for short, long in (letters or {}).items()}
        for name in names:
            node = self._root
            for word in key_words(name):
                node = node.setdefault(word, _Node())
            node.ends = True
        self._letters_first = frozenset(word[0] for word in self._root)

    def may_begin(self, folded: str, begin: int) -> bool:
        """Tell whether a name begins with the letter that stands at `begin`."""
        return folded[begin : begin + 1] in self._letters_first

    def longest(self, folded: str, begin: int, high: int, text: str = "") -> int | None:
        """Return where the longest name ends that begins at `begin` and ends by `high`; None where there is none.

        Letters count only where `text`, which `folded` is the folded form of, has them as capitals.
        """
        node: _Node | None = self._root
        end = None
        while node:
            match = _NEXT_WORD.match(folded, begin, high)
            if not match:
                break
            begin = match.end()
            word = match[1]
            if word == _AND:
                continue
            following = node.get(word)
            node = following if following is not None else self._by_letters(node, word, text[begin - 1 : begin])
            if node is not None and node.ends:
                end = begin
        return end

    def _by_letters(self, node: _Node, word: str, last: str) -> _Node | None:
        """Return where the words lead that `word` is short for, or None."""
        if not last.isupper() or word not in self._letters:
            return None
        found: _Node | None = node
        for each in self._letters[word]:
            found = found.get(each) if found is not None else None
        return found
