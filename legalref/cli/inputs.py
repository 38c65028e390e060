"""The files that a command is given, one by one; and `legalref read`, which shows what is read of them."""

import re
import sys
from collections.abc import Collection, Iterator
from typing import Annotated, Final, TextIO

import typer

from legalref.cli.parallel import File
from legalref.cli.session import Session
from legalref.errors import ExitCode, UnreadableInput, UsageProblem
from legalref.model import Text
from legalref.reading import MOST_BYTES, expand, printable, read

MOST_MEGABYTES: Final = MOST_BYTES // 1_000_000
_LARGEST: Final = 100_000

Paths = Annotated[list[str], typer.Argument(metavar="PATH…", show_default=False)]
MaxSize = Annotated[int, typer.Option("--max-size", metavar="MB", min=1, max=_LARGEST)]
Original = Annotated[bool, typer.Option("--original", show_default=False)]

_STEERING: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""Control characters but tabs and line ends: they steer a terminal."""


def read_(
    context: typer.Context,
    paths: Paths,
    json: Annotated[bool, typer.Option("--json", show_default=False)] = False,
    max_size: MaxSize = MOST_MEGABYTES,
    original: Original = False,
) -> ExitCode:
    """Print the text of files exactly as offsets count it, or with its structure."""
    session: Session = context.obj
    for text in texts(session, paths, sys.stdout, max_size=max_size, original=original):
        if json:
            from legalref.reporting.machine import text_row, write_jsonl

            write_jsonl([text_row(text, session.language)], sys.stdout)
        else:
            _print(text.content)
    return session.end()


def _print(text: str) -> None:
    """Write a text untouched: no line end is translated. On a terminal nothing steers it, one character for one."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(newline="")
    sys.stdout.write(_STEERING.sub("\N{REPLACEMENT CHARACTER}", text) if sys.stdout.isatty() else text)


def texts(
    session: Session, paths: Collection[str], stream: TextIO, *, max_size: int = MOST_MEGABYTES, original: bool = False
) -> Iterator[Text]:
    """Yield the text of each file that `paths` name; what cannot be read is said, and the others go on.

    What has to be said of a file is said before its text is yielded. Many files show their progress, where the results that go to
    `stream` do not.
    """
    files = files_of(paths)
    with session.long_work("progress.files", len(files), stream) as advance:
        for file in files:
            try:
                text = _read(file, max_size, original=original)
                session.read += 1
                session.remark(text.remarks)
                yield text
            except UnreadableInput as error:
                session.complain(error)
            advance(1)


def _read(file: File, max_size: int, *, original: bool) -> Text:
    if isinstance(file, UnreadableInput):
        raise file
    try:
        return read(file, most_bytes=max_size * 1_000_000, original=original)
    except MemoryError as error:
        raise UnreadableInput("error.lost", path=printable(file)) from error


def files_of(paths: Collection[str], also: Collection[str] = ()) -> list[File]:
    """Return the files that `paths` name, in folders also those with the extensions `also`.

    Raises UsageProblem for an empty path, which is not the current folder.
    """
    if "" in paths:
        raise UsageProblem("error.no_path")
    return [file for path in paths for file in expand(path, also)]
