"""The configuration file: `legalref.toml`, or `[tool.legalref]` in pyproject.toml, found upward from what is checked."""

import os
import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from legalref.errors import UsageProblem
from legalref.reading import near
from legalref.settings.lines import Lines

OWN: Final = "legalref.toml"
SHARED: Final = "pyproject.toml"
_TABLE: Final = ("tool", "legalref")
_REPOSITORIES: Final = (".git", ".hg", ".svn")
_AT: Final = re.compile(r"\(at line (?P<line>\d+), column (?P<column>\d+)\)")
_LARGEST: Final = 1_000_000
"""Bytes; nobody writes a longer file by hand."""


class File(NamedTuple):
    """A configuration file as read: its keys, and the way to their lines."""

    path: Path
    values: dict[str, Any]
    lines: Lines

    def at(self, *keys: str, value: object = None) -> str:
        """Return where a key, or a value of it, stands: `legalref.toml:3`, as seen from the current folder."""
        return f"{near(self.path)}:{self.lines.of(*keys, value=value)}"


def find(paths: Sequence[str]) -> File | None:
    """Return the nearest configuration upward from the folder that holds all of `paths`, or None.

    Without paths, and for standard input, from the current folder. The search ends with the root of a repository and with the
    user's own folder. Raises UsageProblem for a file that cannot be read.
    """
    for folder in _upward(_start(paths)):
        for name in (OWN, SHARED):
            found = _read(folder / name)
            if found is not None:
                return found
    return None


def _start(paths: Sequence[str]) -> Path:
    """Return the folder that holds all paths."""
    named = [os.path.abspath(path) for path in paths if path not in ("", "-")]  # noqa: PTH100  # as the user wrote it: no links followed
    if not named or len(named) < len(paths):
        return Path.cwd()
    try:
        common = Path(os.path.commonpath(named))
    except ValueError:  # on several drives
        return Path.cwd()
    return common if common.is_dir() else common.parent


def _upward(folder: Path) -> list[Path]:
    """Return a folder and those above it, up to the root of a repository or the user's own folder."""
    found = []
    for each in (folder, *folder.parents):
        found.append(each)
        if each == _home() or any((each / name).exists() for name in _REPOSITORIES):
            break
    return found


def _home() -> Path | None:
    try:
        return Path.home()
    except RuntimeError:  # there is none
        return None


def _read(path: Path) -> File | None:
    """Return a file's keys; None where there is no such file, or it says nothing of legalref."""
    try:
        with path.open("rb") as stream:
            data = stream.read(_LARGEST)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise UsageProblem("error.setting_unreadable", where=near(path), detail=error) from error
    if path.name == SHARED and b"legalref" not in data:
        return None
    text = _decoded(path, data)
    values = _parsed(path, text)
    if path.name == OWN:
        return File(path, values, Lines(text))
    table = values.get(_TABLE[0])
    own = table.get(_TABLE[1]) if isinstance(table, dict) else None
    if own is None:
        return None
    lines = Lines(text, _TABLE)
    if not isinstance(own, dict):
        where = f"{near(path)}:{lines.of()}"
        raise UsageProblem("error.setting_table", where=where, name=".".join(_TABLE), value=own, known="")
    return File(path, own, lines)


def _decoded(path: Path, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UsageProblem("error.setting_encoding", where=f"{near(path)}:{line}") from error


def _parsed(path: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = _AT.search(str(error))
        line, column = (int(at["line"]), int(at["column"])) if at else (len(text.splitlines()), 1)
        raise UsageProblem("error.setting_toml", where=f"{near(path)}:{line}:{column}") from error
