"""Patterns that are compiled when first used: most texts need few of them, and compiling all takes longer than reading a page.

In what is done for every citation, groups are asked for by number or all at once: by name, `regex` tries the name as
an index first and catches its own error, which takes five times as long.
"""

from typing import Final, cast

import regex

Pattern = regex.Pattern[str]
Match = regex.Match[str]

_METHODS: Final = ("match", "search", "fullmatch", "finditer", "findall", "sub")


class _Lazy:
    """Stands for a pattern until one of its methods is asked for; from then on its methods are the pattern's own."""

    def __init__(self, source: str) -> None:
        self.pattern = source

    def __getattr__(self, name: str) -> object:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = regex.compile(self.pattern)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(self, name)


def lazy(source: str) -> Pattern:
    """Return the pattern of `source`, compiled on first use."""
    return cast("Pattern", _Lazy(source))
