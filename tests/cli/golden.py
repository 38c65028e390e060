"""Runs a command line as a user would and keeps what it said on both streams."""

import contextlib
import io
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from legalref.cli.main import run

LISTENING = (
    "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler);"
    "from legalref.cli.main import run; sys.exit(run(sys.argv[1:]))"
)
"""The program, listening to Ctrl-C even where the suite runs in the background."""


class Said(NamedTuple):
    """What a command wrote, and how it ended."""

    out: str
    err: str
    code: int


class _Input(io.TextIOWrapper):
    """Standard input that is no terminal."""


@contextlib.contextmanager
def _given(text: str) -> Iterator[None]:
    before = sys.stdin
    sys.stdin = _Input(io.BytesIO(text.encode()))
    try:
        yield
    finally:
        sys.stdin = before


def legalref(line: str | list[str], given: str = "") -> Said:
    """Run `legalref` in this process with the arguments of `line`, standard input being `given`."""
    out, err = io.StringIO(), io.StringIO()
    arguments = shlex.split(line) if isinstance(line, str) else line
    with _given(given), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(arguments)
    return Said(out.getvalue(), err.getvalue(), code)


def folders(root: Path) -> list[Path]:
    """Return the folders below `root` that hold a command."""
    return sorted(file.parent for file in root.rglob("command"))
