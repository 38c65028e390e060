"""How `check` writes what it found: a report for each format."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Final, Protocol, TextIO

from legalref.checking import Examined
from legalref.cli.options import CheckFormat, writers
from legalref.cli.session import Session
from legalref.errors import UsageProblem


class Report(Protocol):
    """Writes what was found in texts, each as it comes or all at the end."""

    def add(self, examined: Examined) -> None:
        """Take what was found in one text."""

    def end(self, all_: Sequence[Examined], corpus_day: date | None) -> None:
        """Write what is written at the end; `corpus_day` is how far the facts on validity go."""


class _Full:
    """The sentence, the finding, the record; every citation in a table."""

    def __init__(self, session: Session, stream: TextIO) -> None:
        self._session = session
        self._stream = stream

    def add(self, examined: Examined) -> None:
        from legalref.reporting.terminal import Checked

        checked = Checked(examined.text, examined.citations, self._session.language)
        self._session.show(checked, "", stream=self._stream)

    def end(self, all_: Sequence[Examined], corpus_day: date | None) -> None:
        """Write the summary; of files that were not read there is nothing to sum up."""
        from legalref.reporting.summary import summary

        if self._session.read:
            line = summary(all_, corpus_day, self._session.unread, self._session.language)
            self._stream.write(line + "\n")


class _Concise(_Full):
    """One line a finding."""

    def add(self, examined: Examined) -> None:
        from legalref.reporting.terminal import concise

        lines = concise(examined.text, examined.citations, self._session.language)
        self._stream.writelines(f"{line}\n" for line in lines)


class _Github:
    """Commands of a workflow, one a finding."""

    def __init__(self, session: Session, stream: TextIO) -> None:
        self._session = session
        self._stream = stream

    def add(self, examined: Examined) -> None:
        from legalref.reporting.github import commands

        self._stream.writelines(f"{line}\n" for line in commands(examined, self._session.language))

    def end(self, all_: Sequence[Examined], corpus_day: date | None) -> None:
        pass


class _Lines:
    """One JSON object a citation."""

    def __init__(self, _session: Session, stream: TextIO) -> None:
        self._stream = stream

    def add(self, examined: Examined) -> None:
        from legalref.reporting.machine import checked_row, write_jsonl

        write_jsonl(map(checked_row, examined.citations), self._stream)

    def end(self, all_: Sequence[Examined], corpus_day: date | None) -> None:
        pass


class _AtEnd:
    """What can only be written when all is known: one array, one table, one log, one workbook."""

    def __init__(self, session: Session, stream: TextIO, format_: CheckFormat) -> None:
        self._session = session
        self._stream = stream
        self._format = format_

    def add(self, examined: Examined) -> None:
        pass

    def end(self, all_: Sequence[Examined], corpus_day: date | None) -> None:
        if self._format is CheckFormat.SARIF:
            from legalref.reporting.machine import write_object
            from legalref.reporting.sarif import log

            write_object(log(all_, self._session.language, complete=not self._session.unread), self._stream)
        elif self._format is CheckFormat.XLSX:
            from legalref.reporting.workbook import report

            self._stream.buffer.write(report(all_, corpus_day, self._session.unread, self._session.language))
        elif self._format is CheckFormat.HTML:
            from legalref.reporting.html import report as page

            self._stream.write(page(all_, corpus_day, self._session.unread, self._session.language))
        else:
            from legalref.reporting.machine import checked_row

            writers()[self._format]((checked_row(each) for text in all_ for each in text.citations), self._stream)


_AS_IT_COMES: Final[dict[CheckFormat, Callable[[Session, TextIO], Report]]] = {
    CheckFormat.FULL: _Full,
    CheckFormat.CONCISE: _Concise,
    CheckFormat.GITHUB: _Github,
    CheckFormat.JSONL: _Lines,
}
_BY_EXTENSION: Final = ("csv", "html", "json", "jsonl", "sarif", "xlsx")


def report_of(format_: CheckFormat, session: Session, stream: TextIO) -> Report:
    """Return what writes a report in a format."""
    as_it_comes = _AS_IT_COMES.get(format_)
    return as_it_comes(session, stream) if as_it_comes else _AtEnd(session, stream, format_)


def format_of(given: CheckFormat | None, output: Path | None) -> CheckFormat:
    """Return the format: the one given, else that of the file's extension, else `full`. Raises UsageProblem."""
    extension = output.suffix.lower().lstrip(".") if output else ""
    format_ = given or (CheckFormat(extension) if extension in _BY_EXTENSION else CheckFormat.FULL)
    if format_ is CheckFormat.XLSX and output is None:
        raise UsageProblem("error.needs_output", format=format_.value)
    return format_
