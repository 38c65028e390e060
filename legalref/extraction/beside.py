"""Words of the vocabulary right before a name or right behind it, told with their diacritics: «thì Luật X», not «thi Luật X»."""

from collections.abc import Iterable
from typing import Final

from legalref.extraction import grammar
from legalref.extraction.patterns import Pattern, lazy
from legalref.orthography import fold, is_spelling_of

_LONGEST: Final = 40
"""Code points of such words."""

YEAR_BEHIND: Final = lazy(r"[ ,(]{1,4}(?:nam {1,4})?(?:19|20)[0-9]{2}(?![0-9])")
"""In folded text: a year right behind a name."""


class Beside:
    """Phrases to be found right before a place, or right behind it."""

    def __init__(self, phrases: Iterable[str], *, link: str = "") -> None:
        """Take phrases; `link` is a pattern of what may stand between a phrase and the place."""
        self._spellings: dict[str, list[str]] = {}
        for phrase in phrases:
            self._spellings.setdefault(fold(phrase), []).append(phrase.lower())
        words = grammar.either(self._spellings)
        self._before: Pattern = lazy(rf"(?r)(?<![a-z0-9])(?P<words>{words}){link} {{1,4}}\Z")
        self._behind: Pattern = lazy(rf"{link} {{1,4}}(?P<words>{words})(?![a-z0-9])")

    def before(self, text: str, folded: str, at: int) -> bool:
        """Tell whether a phrase ends right before `at`."""
        return self._is_one(text, self._before.search(folded, max(0, at - _LONGEST), at))

    def behind(self, text: str, folded: str, at: int) -> bool:
        """Tell whether a phrase begins right behind `at`."""
        return self._is_one(text, self._behind.match(folded, at))

    def _is_one(self, text: str, match: grammar.Match | None) -> bool:
        if not match:
            return False
        start, end = match.span("words")
        return any(is_spelling_of(text[start:end].lower(), each) for each in self._spellings[" ".join(match["words"].split())])
