"""How the command line reads days, and the formats it writes."""

import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Final, TextIO

from legalref.durable import part_of
from legalref.errors import UsageProblem
from legalref.orthography import words
from legalref.settings import days
from legalref.vocabulary import document_types


class CheckFormat(StrEnum):
    """How `check` writes its report."""

    FULL = "full"
    CONCISE = "concise"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    HTML = "html"
    XLSX = "xlsx"
    SARIF = "sarif"
    GITHUB = "github"


class TableFormat(StrEnum):
    """How `extract` and `search` write their rows."""

    TABLE = "table"
    JSONL = "jsonl"
    JSON = "json"
    CSV = "csv"


class CardFormat(StrEnum):
    """How `show` writes a record."""

    TEXT = "text"
    JSON = "json"


class GraphFormat(StrEnum):
    """How `show --graph` writes the documents round a record."""

    DOT = "dot"
    MERMAID = "mermaid"
    JSON = "json"


_OF_ROWS: Final = ("csv", "json", "jsonl")
_PROMISES: Final = frozenset({"doc", "docx", "html", "odt", "ods", "pdf", "rtf", "xls", "xlsx"})
"""Extensions that stand for a format of their own: anything else under such a name opens nowhere."""


def format_by_name(given: str | None, output: Path | None, known: Collection[str]) -> str | None:
    """Return the format: the one given, else that of the file's extension, else None.

    Raises UsageProblem for an extension that promises what is not written.
    """
    extension = output.suffix.lower().lstrip(".") if output else ""
    if given is None and extension in _PROMISES.difference(known):
        raise UsageProblem("error.output_kind", path=output, known=", ".join(f".{each}" for each in known))
    return extension if given is None and extension in known else given


def rows_format(given: TableFormat, output: Path | None) -> TableFormat:
    """Return the format of rows; a file's extension decides where no other than a table is wanted. Raises UsageProblem."""
    wanted = None if given is TableFormat.TABLE else given.value
    return TableFormat(format_by_name(wanted, output, _OF_ROWS) or TableFormat.TABLE)


def prefix_of_day(text: str) -> str:
    """Return a date, full or not, as an ISO prefix: 2018-02-02, 02/02/2018, 2/2018, 2018. Raises UsageProblem."""
    found = days.prefix_of_day(text)
    if found is None:
        raise UsageProblem("error.date", value=text)
    return found


def whole_day(text: str | None) -> date | None:
    """Return a full day, or None for None. Raises UsageProblem for anything less."""
    if text is None:
        return None
    found = days.whole_day(text)
    if found is None:
        raise UsageProblem("error.date", value=text)
    return found


def known_type(text: str | None) -> str | None:
    """Return the type that a text names, however it is spelled or shortened. Raises UsageProblem, with the nearest, for none."""
    if text is None:
        return None
    types = {" ".join(words(name)): row.name for row in document_types() for name in (row.name, *row.words, *row.abbr)}
    asked = " ".join(words(text))
    if asked not in types:
        near = [types[name] for name in get_close_matches(asked, types, n=3)]
        raise UsageProblem(
            "error.type", value=text, known=", ".join(dict.fromkeys(near)) or ", ".join(sorted(set(types.values())))
        )
    return types[asked]


def format_of(given: str | None, output: Path | None, by_extension: Collection[str], default: str) -> str:
    """Return the format: the one given, else that of the file's extension, else the default. Raises UsageProblem."""
    found = format_by_name(given, output, by_extension) or default
    if found == CheckFormat.XLSX and output is None:
        raise UsageProblem("error.needs_output", format=str(found))
    return found


@contextmanager
def output_to(path: Path | None, wanted: Callable[[], bool] = lambda: True) -> Iterator[TextIO]:
    """Give the stream to write to: standard output, or a new file. Raises UsageProblem; nothing is overwritten.

    The file has its name only when all is written, and only where the result is `wanted`: what is interrupted leaves none.
    """
    if path is None:
        yield sys.stdout
        return
    if path.exists():
        raise UsageProblem("error.output_exists", path=path)
    with part_of(path) as part:
        try:
            stream = part.open("x", encoding="utf-8", newline="")
        except OSError as error:
            raise UsageProblem("error.output", path=path, detail=error) from error
        with stream:
            yield stream
        if wanted():
            part.rename(path)


Writer = Callable[..., None]


def writers() -> dict[str, Writer]:
    """Return format → what writes rows in it."""
    from legalref.reporting.machine import write_csv, write_json, write_jsonl

    return {"jsonl": write_jsonl, "json": write_json, "csv": write_csv}
