"""Where the words that were asked for stand in a text, in code points of the text as it is."""

from collections.abc import Iterator, Sequence

from legalref.model import Span
from legalref.orthography import WORD, fold
from legalref.searching.asked import All, Any, Beginning, Node, Phrase, Rather, Word


def wanted(node: Node) -> tuple[Word | Beginning | Phrase, ...]:
    """Return the words, beginnings and phrases that a query asks for, without those that it leaves out."""
    return tuple(dict.fromkeys(_wanted(node)))


def _wanted(node: Node) -> Iterator[Word | Beginning | Phrase]:
    if isinstance(node, Word | Beginning | Phrase):
        yield node
    elif isinstance(node, All | Any):
        for part in node.parts:
            yield from _wanted(part)
    elif isinstance(node, Rather):
        yield from _wanted(node.must)


def marks(text: str, asked: Sequence[Word | Beginning | Phrase]) -> tuple[Span, ...]:
    """Return where what was asked for stands in `text`, whatever its diacritics; spans do not overlap, in their order."""
    folded, places = folded_with_places(text)
    found = [match.span() for match in WORD.finditer(folded)]
    words = [folded[start:end] for start, end in found]
    alone = {each.folded for each in asked if isinstance(each, Word)}
    begun = tuple(each.folded for each in asked if isinstance(each, Beginning))
    hit = [word in alone or word.startswith(begun) for word in words]
    for each in asked:
        if isinstance(each, Phrase) and each.words[0] in words:
            for first in _places(words, each.words):
                hit[first : first + len(each.words)] = [True] * len(each.words)
    return tuple(Span(places[start], places[end]) for (start, end), is_hit in zip(found, hit, strict=True) if is_hit)


def _places(words: list[str], phrase: tuple[str, ...]) -> Iterator[int]:
    """Yield where the words of a phrase begin."""
    length = len(phrase)
    return (at for at in range(len(words) - length + 1) if tuple(words[at : at + length]) == phrase)


def folded_with_places(text: str) -> tuple[str, Sequence[int]]:
    """Return folded text, and for each of its characters and its end the place in `text`.

    The same place for text in NFC; decomposed text folds to less than it has.
    """
    folded = fold(text)
    if len(folded) == len(text):
        return folded, range(len(text) + 1)
    letters = [fold(letter) for letter in text]
    places = [at for at, letter in enumerate(letters) for _ in letter]
    return "".join(letters), [*places, len(text)]
