"""In which line of a TOML file a key stands: the parser does not say."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

_HEADER: Final = re.compile(r"\s*\[(?P<name>[^\[\]]+)\]\s*(?:#.*)?$")
_KEY: Final = re.compile(r"\s*(?P<name>(?:[\w-]+|\"[^\"]*\"|'[^']*')(?:\s*\.\s*(?:[\w-]+|\"[^\"]*\"|'[^']*'))*)\s*=")
_PART: Final = re.compile(r"[\w-]+|\"[^\"]*\"|'[^']*'")


class _Entry(NamedTuple):
    line: int
    keys: tuple[str, ...]


class Lines:
    """The keys of a TOML file with their lines; `below` is the table under which all keys are asked for."""

    def __init__(self, text: str, below: tuple[str, ...] = ()) -> None:
        """Look through the lines once."""
        self._lines = text.splitlines()
        self._below = below
        self._entries = list(self._read())

    def of(self, *keys: str, value: object = None) -> int:
        """Return the line of a key from 1, of its table where it has no line of its own, or that where `value` stands in it."""
        asked = (*self._below, *keys)
        for length in range(len(asked), 0, -1):
            at = next((at for at, entry in enumerate(self._entries) if entry.keys == asked[:length]), None)
            if at is not None:
                return self._line_of_value(at, value)
        return 1

    def _line_of_value(self, at: int, value: object) -> int:
        """Return the first line of an entry in which a value stands, else the line of the entry."""
        first, keys = self._entries[at]
        after = (entry.line for entry in self._entries[at + 1 :] if entry.keys[: len(keys)] != keys)
        end = next(after, len(self._lines) + 1)
        holding = (line for line in range(first, end) if value is not None and str(value) in self._lines[line - 1])
        return next(holding, first)

    def _read(self) -> Iterator[_Entry]:
        table: tuple[str, ...] = ()
        for number, line in enumerate(self._lines, 1):
            header, key = _HEADER.match(line), _KEY.match(line)
            if header:
                table = _parts(header["name"])
                yield _Entry(number, table)
            elif key:
                yield _Entry(number, (*table, *_parts(key["name"])))


def _parts(name: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in _PART.findall(name))
