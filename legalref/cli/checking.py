"""`legalref check` and `legalref extract`."""

from collections import Counter
from collections.abc import Collection, Generator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from legalref.checking.baseline import Baseline, Known, known_of, read_baseline
from legalref.checking.baseline import write_baseline as write
from legalref.checking.once import once
from legalref.cli.copies import Annotate, Copies, Fix, Wanted
from legalref.cli.examining import examined, talk_of
from legalref.cli.inputs import MOST_MEGABYTES, MaxSize, Original, Paths, files_of, texts
from legalref.cli.options import CheckFormat, TableFormat, format_of, output_to, rows_format
from legalref.cli.parallel import MOST_JOBS, Work, in_order, jobs_for
from legalref.cli.parts import citations, join, part
from legalref.cli.reports import BY_EXTENSION, report_of
from legalref.cli.session import Session
from legalref.errors import ExitCode, UnreadableInput, UsageProblem
from legalref.model import DOCUMENTS, CheckedCitation, Kind, Severity, Text
from legalref.reporting.summary import Totals
from legalref.settings.values import NEVER

if TYPE_CHECKING:
    from legalref.checking import Examined

Severities = Annotated[list[str] | None, typer.Option("--severity", metavar="RULE=LEVEL", show_default=False)]
Rules = Annotated[list[str] | None, typer.Option(metavar="RULE", show_default=False)]
NewFile = Annotated[Path | None, typer.Option("--write-baseline", metavar="FILE", show_default=False)]


def check(
    context: typer.Context,
    paths: Paths,
    day: Annotated[str | None, typer.Option("--as-of", metavar="DATE|document", show_default=False)] = None,
    regime: Annotated[str | None, typer.Option(metavar="REGIME", show_default=False)] = None,
    home: Annotated[str | None, typer.Option("--place", metavar="TEXT", show_default=False)] = None,
    select: Rules = None,
    ignore: Rules = None,
    severity: Severities = None,
    fail_on: Annotated[str | None, typer.Option(metavar="LEVEL", show_default=False)] = None,
    every: Annotated[bool, typer.Option("--every", show_default=False)] = False,
    baseline: Annotated[Path | None, typer.Option("--baseline", metavar="FILE", show_default=False)] = None,
    write_baseline: NewFile = None,
    report_unused: Annotated[bool, typer.Option("--report-unused", show_default=False)] = False,
    format: Annotated[CheckFormat | None, typer.Option(show_default=False)] = None,  # noqa: A002  # the contract's
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", show_default=False)] = None,
    annotate: Annotate = None,
    fix: Fix = None,
    max_size: MaxSize = MOST_MEGABYTES,
    original: Original = False,
) -> ExitCode:
    """Extract, link and check the citations of texts."""
    session: Session = context.obj
    command = {
        "as-of": day, "regime": regime, "place": home, "select": _joined(select), "ignore": _joined(ignore),
        "severity": _joined(severity), "fail-on": fail_on,
    }  # fmt: skip
    wanted = session.settle(paths, command)
    known = read_baseline(baseline) if baseline else None
    kind = CheckFormat(format_of(format, output, BY_EXTENSION, CheckFormat.FULL))
    copies = Copies(session, paths, Wanted(annotate, fix, output, max_size * 1_000_000, original))
    with output_to(output, session.has_results) as stream, session.corpus() as corpus:
        report = report_of(kind, session, stream)
        found, present = Totals(), Counter[Known]()

        def again(text: Text) -> Sequence[CheckedCitation]:
            before = read_baseline(baseline) if baseline else None
            return _told(examined(text, corpus, wanted), before, every=every).citations

        for text in texts(session, paths, stream, max_size=max_size, original=original):
            all_ = examined(text, corpus, wanted)
            talk_of(session, all_, wanted, unused=report_unused)
            if write_baseline:
                present += known_of(all_, write_baseline)
            told = _told(all_, known, every=every)
            found.add(told)
            report.add(told)
            copies.add(text, told.citations, again)
        report.end(found, corpus.known_until)
    if write_baseline and session.has_results():
        write(write_baseline, present)
        session.warn("check.baseline_written", path=write_baseline, count=present.total())
    if known:
        session.warn("check.baseline_known", path=baseline, count=found.known)
    return session.end(found=not write_baseline and _fails(found, wanted.value("fail-on")))


def _told(found: "Examined", known: Baseline | None, *, every: bool) -> "Examined":
    """Return what is to be told of a text: what no baseline knows, and, unless every place is wanted, each only once."""
    told = known.new(found) if known else found
    return told if every else told._replace(citations=once(told.citations))


def _joined(given: list[str] | None) -> str | None:
    """Return what an option says that may be given several times."""
    return ",".join(given) if given else None


def _fails(found: Totals, fail_on: str) -> bool:
    if fail_on == NEVER:
        return False
    heaviest = Severity(fail_on).rank
    return any(count and severity.rank <= heaviest for severity, count in found.severities.items())


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
    form = rows_format(format, output)
    work = partial(part, form=form.value, kinds=_known_kinds(kinds), most_bytes=max_size * 1_000_000, original=original)
    with output_to(output, session.has_results) as stream, closing(_parts(session, work, paths, jobs, stream)) as parts:
        if form is TableFormat.TABLE:
            from legalref.reporting.terminal import citations_tables

            for table in citations_tables(citations(parts), session.language):
                session.show(table, stream=stream)
        else:
            join(form.value, parts, stream)
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
