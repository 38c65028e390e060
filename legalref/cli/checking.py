"""`legalref check` and `legalref extract`."""

from collections.abc import Collection, Generator, Iterable
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated, TextIO

import typer

from legalref.checking import check as check_text
from legalref.cli.copies import Annotate, Copies, Fix, Wanted
from legalref.cli.inputs import MOST_MEGABYTES, MaxSize, Original, Paths, files_of, texts
from legalref.cli.options import CheckFormat, FailOn, TableFormat, output_to, whole_day, writers
from legalref.cli.parallel import MOST_JOBS, Work, in_order, jobs_for
from legalref.cli.parts import citations, join, part
from legalref.cli.session import Session
from legalref.errors import ExitCode, UnreadableInput, UsageProblem
from legalref.model import DOCUMENTS, CheckedCitation, Kind, Severity, Text
from legalref.vocabulary import rules


def check(
    context: typer.Context,
    paths: Paths,
    as_of: Annotated[str | None, typer.Option(metavar="DATE", show_default=False)] = None,
    select: Annotated[list[str] | None, typer.Option(metavar="RULE", show_default=False)] = None,
    ignore: Annotated[list[str] | None, typer.Option(metavar="RULE", show_default=False)] = None,
    fail_on: FailOn = FailOn.ERROR,
    format: CheckFormat = CheckFormat.FULL,  # noqa: A002  # the option's name is the contract's
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", show_default=False)] = None,
    annotate: Annotate = None,
    fix: Fix = None,
    max_size: MaxSize = MOST_MEGABYTES,
    original: Original = False,
) -> ExitCode:
    """Extract, link and check the citations of texts."""
    session: Session = context.obj
    day = whole_day(as_of) or date.today()
    chosen, ignored = _known_rules(select), _known_rules(ignore)
    copies = Copies(session, paths, Wanted(annotate, fix, max_size * 1_000_000, original))
    with output_to(output, session.has_results) as stream, session.corpus() as corpus:
        report = _Report(session, format, day, stream)
        checked = partial(check_text, corpus=corpus, as_of=day, language=session.language, select=chosen, ignore=ignored)
        for text in texts(session, paths, stream, max_size=max_size, original=original):
            found = checked(text)
            report.add(text, found)
            copies.add(text, found, checked)
        report.end()
    return session.end(found=_fails(report.checked, fail_on))


def _known_rules(codes: list[str] | None) -> list[str]:
    """Return codes split at commas. Raises UsageProblem for one with which no rule begins."""
    split = [code.strip().upper() for codes_ in codes or [] for code in codes_.split(",") if code.strip()]
    for code in split:
        if not any(rule.startswith(code) for rule in rules()):
            raise UsageProblem("error.rule", value=code, known=", ".join(rules()))
    return split


def _fails(checked: Iterable[CheckedCitation], fail_on: FailOn) -> bool:
    if fail_on is FailOn.NEVER:
        return False
    heaviest = Severity(fail_on.value).rank
    return any(finding.severity.rank <= heaviest for each in checked for finding in each.findings)


class _Report:
    """Writes what was found, file by file, in the format asked for."""

    def __init__(self, session: Session, format_: CheckFormat, as_of: date, stream: TextIO) -> None:
        self._session = session
        self._format = format_
        self._as_of = as_of
        self._stream = stream
        self.checked: list[CheckedCitation] = []
        self._texts: list[tuple[Text, list[CheckedCitation]]] = []

    def add(self, text: Text, citations: list[CheckedCitation]) -> None:
        """Take the citations of one file; formats that can be written file by file are."""
        self.checked += citations
        if self._format is CheckFormat.HTML:
            self._texts.append((text, citations))
        if self._format is CheckFormat.FULL:
            from legalref.reporting.terminal import Checked

            self._session.show(Checked(text, citations, self._session.language), "", stream=self._stream)
        elif self._format is CheckFormat.CONCISE:
            from legalref.reporting.terminal import concise

            self._stream.writelines(f"{line}\n" for line in concise(text, citations, self._session.language))
        elif self._format is CheckFormat.JSONL:
            self._write(citations)

    def end(self) -> None:
        """Write what is written at the end, the summary among it; of files that were not read there is nothing to sum up."""
        if self._format in (CheckFormat.JSON, CheckFormat.CSV):
            self._write(self.checked)
        elif self._format is CheckFormat.HTML:
            from legalref.reporting.html import Checked as Page
            from legalref.reporting.html import report

            pages = [Page(text, citations, self._as_of) for text, citations in self._texts]
            self._stream.write(report(pages, None, self._session.unread, self._session.language))
        elif self._session.read and self._format in (CheckFormat.FULL, CheckFormat.CONCISE):
            from legalref.reporting.terminal import summary

            self._stream.write(summary(self.checked, self._as_of, self._session.unread, self._session.language) + "\n")

    def _write(self, citations: list[CheckedCitation]) -> None:
        from legalref.reporting.machine import checked_row

        writers()[self._format](map(checked_row, citations), self._stream)


def extract(
    context: typer.Context,
    paths: Paths,
    kinds: Annotated[list[str] | None, typer.Option(metavar="KIND", show_default=False)] = None,
    format: TableFormat = TableFormat.TABLE,  # noqa: A002  # the option's name is the contract's
    jobs: Annotated[int, typer.Option(metavar="N", min=0, max=MOST_JOBS, show_default=False)] = 0,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", show_default=False)] = None,
    max_size: MaxSize = MOST_MEGABYTES,
    original: Original = False,
) -> ExitCode:
    """List the citations of texts, without looking anything up."""
    session: Session = context.obj
    work = partial(part, form=format.value, kinds=_known_kinds(kinds), most_bytes=max_size * 1_000_000, original=original)
    with output_to(output, session.has_results) as stream, closing(_parts(session, work, paths, jobs, stream)) as parts:
        if format is TableFormat.TABLE:
            from legalref.reporting.terminal import citations_tables

            for table in citations_tables(citations(parts), session.language):
                session.show(table, stream=stream)
        else:
            join(format.value, parts, stream)
    return session.end()


def _parts(session: Session, work: Work, paths: Collection[str], jobs: int, stream: TextIO) -> Generator[bytes, None, None]:
    """Yield what `work` makes of each file that `paths` name; what cannot be read is said in its turn, and the others go on."""
    files = files_of(paths)
    with (
        session.long_work("progress.files", len(files), stream) as advance,
        closing(in_order(work, files, jobs_for(jobs, paths, files))) as answers,
    ):
        for answer in answers:
            if isinstance(answer, UnreadableInput):
                session.complain(answer)
            else:
                session.read += 1
                session.remark(answer.remarks)
                yield answer.data
            advance(1)


def _known_kinds(kinds: list[str] | None) -> frozenset[Kind]:
    """Return the kinds named, split at commas; by default those that name a document. Raises UsageProblem for what is none."""
    split = [kind.strip() for kinds_ in kinds or sorted(DOCUMENTS) for kind in kinds_.split(",")]
    for kind in split:
        if kind not in (*Kind, "all"):
            raise UsageProblem("error.kind", value=kind, known=", ".join([*Kind, "all"]))
    return frozenset(Kind) if "all" in split else frozenset(map(Kind, split))
