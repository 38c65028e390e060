"""Patterns that are ready when first used: most texts need few of them, and compiling all takes longer than reading a page.

What was compiled when the package was made (`make vocabulary`) is read from a file, in a fiftieth of the time; for another
version of `regex`, or a pattern changed since, it is compiled anew.

In what is done for every citation, groups are asked for by number or all at once: by name, `regex` tries the name as
an index first and catches its own error, which takes five times as long.
"""

import pickle
from collections.abc import Iterable
from functools import cache
from typing import Final, cast

import regex

Pattern = regex.Pattern[str]
Match = regex.Match[str]

COMPILED: Final = f"{__file__.removesuffix('patterns.py')}compiled.pickle"
"""Where the compiled patterns are kept: the version of `regex`, and pattern → pickled pattern."""
_METHODS: Final = ("match", "search", "fullmatch", "finditer", "findall", "sub")
_sources: Final[list[str]] = []


class _Lazy:
    """Stands for a pattern until one of its methods is asked for; from then on its methods are the pattern's own."""

    def __init__(self, source: str) -> None:
        self.pattern = source

    def __getattr__(self, name: str) -> object:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = _ready(self.pattern)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(self, name)


def lazy(source: str) -> Pattern:
    """Return the pattern of `source`, compiled on first use."""
    _sources.append(source)
    return cast("Pattern", _Lazy(source))


def longest_first(phrases: Iterable[str]) -> str:
    """Return the alternatives of a pattern, a longer one before what it begins with, in the same order in every process."""
    return "|".join(sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase)))


def pickled() -> bytes:
    """Return all patterns asked for until now, compiled, as `COMPILED` keeps them; those that are there stay as they are."""
    patterns = {source: _compiled().get(source) or _pickled(source) for source in sorted(set(_sources))}
    return pickle.dumps((regex.__version__, patterns), pickle.HIGHEST_PROTOCOL)


def _pickled(source: str) -> bytes:
    return pickle.dumps(regex.compile(source), pickle.HIGHEST_PROTOCOL)


def _ready(source: str) -> Pattern:
    compiled = _compiled().get(source)
    return regex.compile(source) if compiled is None else cast("Pattern", pickle.loads(compiled))  # noqa: S301  # our own


@cache
def _compiled() -> dict[str, bytes]:
    try:
        with open(COMPILED, "rb") as stream:  # noqa: PTH123  # pathlib takes longer to import than this to read
            version, patterns = pickle.load(stream)  # noqa: S301  # the package's own file
    except FileNotFoundError:
        return {}
    return patterns if version == regex.__version__ else {}
