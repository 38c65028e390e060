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
    hit = [False] * len(words)
    for each in asked:
        for first, length in _places(words, each):
            hit[first : first + length] = [True] * length
    return tuple(Span(places[start], places[end]) for (start, end), is_hit in zip(found, hit, strict=True) if is_hit)


def _places(words: list[str], each: Word | Beginning | Phrase) -> Iterator[tuple[int, int]]:
    """Yield the first word and the number of words of each place."""
    if isinstance(each, Phrase):
        length = len(each.words)
        yield from ((at, length) for at in range(len(words) - length + 1) if tuple(words[at : at + length]) == each.words)
    elif isinstance(each, Beginning):
        yield from ((at, 1) for at, word in enumerate(words) if word.startswith(each.folded))
    else:
        yield from ((at, 1) for at, word in enumerate(words) if word == each.folded)


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
