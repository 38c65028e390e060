"""How `check` writes what it found: a report for each format."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final, Protocol, TextIO

from legalref.cli.options import CheckFormat, writers
from legalref.cli.session import Session
from legalref.model import CheckedCitation

if TYPE_CHECKING:
    from legalref.checking import Examined
    from legalref.reporting.summary import Totals


class Report(Protocol):
    """Writes what was found in texts, each as it comes or all at the end."""

    def add(self, examined: "Examined", /) -> None:
        """Take what was found in one text."""

    def end(self, found: "Totals", corpus_day: date | None, /) -> None:
        """Write what is written at the end; `corpus_day` is how far the facts on validity go."""


class _Full:
    """The sentence, the finding, the record; every citation in a table."""

    def __init__(self, session: Session, stream: TextIO) -> None:
        self._session = session
        self._stream = stream

    def add(self, examined: "Examined") -> None:
        from legalref.reporting.terminal import Checked

        checked = Checked(examined.text, examined.citations, self._session.language)
        self._session.show(checked, "", stream=self._stream)

    def end(self, found: "Totals", corpus_day: date | None) -> None:
        """Write the summary; of files that were not read there is nothing to sum up."""
        from legalref.reporting.summary import summary

        if self._session.read:
            line = summary(found, corpus_day, self._session.unread, self._session.language)
            self._stream.write(line + "\n")


class _Concise(_Full):
    """One line a finding."""

    def add(self, examined: "Examined") -> None:
        from legalref.reporting.terminal import concise

        lines = concise(examined.text, examined.citations, self._session.language)
        self._stream.writelines(f"{line}\n" for line in lines)


class _Github:
    """Commands of a workflow, one a finding."""

    def __init__(self, session: Session, stream: TextIO) -> None:
        self._session = session
        self._stream = stream

    def add(self, examined: "Examined") -> None:
        from legalref.reporting.github import commands

        self._stream.writelines(f"{line}\n" for line in commands(examined, self._session.language))

    def end(self, _found: "Totals", _corpus_day: date | None) -> None:
        pass


class _Lines:
    """One JSON object a citation."""

    def __init__(self, _session: Session, stream: TextIO) -> None:
        self._stream = stream

    def add(self, examined: "Examined") -> None:
        from legalref.reporting.machine import checked_row, write_jsonl

        write_jsonl(map(checked_row, examined.citations), self._stream)

    def end(self, _found: "Totals", _corpus_day: date | None) -> None:
        pass


class _Rows:
    """One array, one table."""

    def __init__(self, _session: Session, stream: TextIO, format_: CheckFormat) -> None:
        self._stream = stream
        self._write = writers()[format_]
        self._checked: list[CheckedCitation] = []

    def add(self, examined: "Examined") -> None:
        self._checked += examined.citations

    def end(self, _found: "Totals", _corpus_day: date | None) -> None:
        from legalref.reporting.machine import checked_row

        self._write(map(checked_row, self._checked), self._stream)


class _Log:
    """One log of SARIF."""

    def __init__(self, session: Session, stream: TextIO) -> None:
        from legalref.reporting.sarif import Log

        self._session = session
        self._stream = stream
        self._log = Log(session.language)

    def add(self, examined: "Examined") -> None:
        self._log.add(examined)

    def end(self, _found: "Totals", _corpus_day: date | None) -> None:
        from legalref.reporting.machine import write_object

        write_object(self._log.row(complete=not self._session.unread), self._stream)


class _Whole:
    """What is made of all texts at once: one workbook; one page (`_Page`)."""

    def __init__(self, session: Session, stream: TextIO) -> None:
        self._session = session
        self._stream = stream
        self._all: list[Examined] = []

    def add(self, examined: "Examined") -> None:
        self._all.append(examined)

    def end(self, _found: "Totals", corpus_day: date | None) -> None:
        from legalref.reporting.workbook import report

        self._stream.buffer.write(report(self._all, corpus_day, self._session.unread, self._session.language))


class _Page(_Whole):
    """One page for people."""

    def end(self, _found: "Totals", corpus_day: date | None) -> None:
        from legalref.reporting.html import report

        self._stream.write(report(self._all, corpus_day, self._session.unread, self._session.language))


_REPORTS: Final[dict[CheckFormat, Callable[[Session, TextIO], Report]]] = {
    CheckFormat.FULL: _Full,
    CheckFormat.CONCISE: _Concise,
    CheckFormat.GITHUB: _Github,
    CheckFormat.JSONL: _Lines,
    CheckFormat.JSON: partial(_Rows, format_=CheckFormat.JSON),
    CheckFormat.CSV: partial(_Rows, format_=CheckFormat.CSV),
    CheckFormat.SARIF: _Log,
    CheckFormat.XLSX: _Whole,
    CheckFormat.HTML: _Page,
}
BY_EXTENSION: Final = ("csv", "html", "json", "jsonl", "sarif", "xlsx")
"""The formats that the extension of a file asks for."""


def report_of(format_: CheckFormat, session: Session, stream: TextIO) -> Report:
    """Return what writes a report in a format."""
    return _REPORTS[format_](session, stream)
