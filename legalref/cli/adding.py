"""The work of `legalref corpus add`: what files hold, made durable in batches and told only then."""

import sys
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from functools import cache, partial
from pathlib import Path
from time import monotonic
from typing import Final

from legalref.cli.inputs import files_of
from legalref.cli.options import known_type, whole_day
from legalref.cli.parallel import Answer, File, Part, in_order, jobs_for
from legalref.cli.session import Session
from legalref.cli.taken import part
from legalref.collecting.adding import Adder, Outcome, Told
from legalref.collecting.drafts import Draft
from legalref.collecting.items import decode
from legalref.collecting.keeping import Keeper, Rehearsal, keeping
from legalref.collecting.lists import JSONL
from legalref.collecting.numbers import is_number, spelled
from legalref.collecting.shipped import Shipped
from legalref.corpus.facts import load_documents
from legalref.errors import UnreadableInput, UsageProblem
from legalref.indexing.places import facts_folder
from legalref.reading import printable
from legalref.reporting.collected import asides, mapped_line, refusal, told_line

LISTS_IN_FOLDERS: Final = frozenset({JSONL})
"""Files in folders that are read beside documents."""
_SECONDS: Final = 0.3
_DOCUMENTS: Final = 64
"""After so long, or so many, what was added is made durable and told."""


def given_by(number: str | None, type_: str | None, issuer: str | None, day: str | None) -> Draft:
    """Return what options say of a document. Raises UsageProblem for a number that is none."""
    whole = spelled(number).number if number else None
    if whole and not is_number(whole):
        raise UsageProblem("error.number", value=number)
    return Draft(number=whole, type=known_type(type_), issuer=issuer, issued=whole_day(day))


def add_all(
    session: Session, paths: Collection[str], given: Draft, folder: Path, *, dry_run: bool, jobs: int, most_bytes: int
) -> None:
    """Add the files that `paths` name to the corpus in `folder`, and sum up."""
    files = [file for file in files_of(paths, LISTS_IN_FOLDERS) if not _lies_in(file, folder)]
    if (given.number or given.issued) and len(files) != 1:
        raise UsageProblem("error.one_file", count=len(files))
    with _open(folder, dry_run=dry_run) as keeper:
        report = _Report(session, Adder(keeper, _shipped), corrected=given != Draft())
        known = report.known(files)
        unknown = [file for file, told in zip(files, known, strict=True) if told is None]
        work = partial(part, given=given, most_bytes=most_bytes)
        with (
            session.long_work("progress.adding", len(files), sys.stderr) as advance,
            closing(in_order(work, unknown, jobs_for(jobs, paths, unknown))) as answers,
        ):
            for file, told in zip(files, known, strict=True):
                report.take(file, told or next(answers))
                advance(1)
        report.flush()
    report.end(folder, len(keeper.holdings), dry_run=dry_run)


def _lies_in(file: File, folder: Path) -> bool:
    """Tell whether a file is one of the corpus itself, which may be kept among the documents."""
    return isinstance(file, str) and file.endswith(JSONL) and folder.resolve() in Path(file).resolve().parents


@contextmanager
def _open(folder: Path, *, dry_run: bool) -> Iterator[Keeper | Rehearsal]:
    if dry_run:
        yield Rehearsal(folder)
    else:
        with keeping(folder) as keeper:
            yield keeper


@cache
def _shipped() -> Shipped:
    return Shipped(load_documents(facts_folder()))


class _Report:
    """Takes what the files hold, makes it durable in batches, and tells of it only then."""

    def __init__(self, session: Session, adder: Adder, *, corrected: bool) -> None:
        self._session = session
        self._corrected = corrected
        self._adder = adder
        self._stream = None if sys.stdout.isatty() else sys.stdout  # a bar of progress stands in for the terminal meanwhile
        self._waiting: list[Told] = []
        self._due = monotonic() + _SECONDS
        self._counts: Counter[Outcome] = Counter()

    def known(self, files: Collection[File]) -> list[Told | None]:
        """Return what is told of the files that are there already, None for those that have to be read."""
        return [self._adder.known(file) if isinstance(file, str) and not self._corrected else None for file in files]

    def take(self, file: File, answer: Told | Answer) -> None:
        """Add what one file holds; what cannot be read is said, and the others go on."""
        if isinstance(answer, Told):
            self._waiting.append(answer)
        elif isinstance(answer, UnreadableInput):
            self.flush()
            self._session.complain(answer)
            self._counts[Outcome.REFUSED] += 1
        elif isinstance(file, str):
            self._add(file, answer)
        if monotonic() > self._due or len(self._waiting) >= _DOCUMENTS:
            self.flush()

    def _add(self, file: str, answer: Part) -> None:
        self._session.remark(answer.remarks)
        taken = decode(answer.data)
        for mapped in taken.mapped:
            self._session.note("told.talk", text=mapped_line(printable(file), mapped, self._session.language))
        self._waiting += self._adder.add(file, taken, corrected=self._corrected)

    def flush(self) -> None:
        """Make durable what was added, and tell of it."""
        self._adder.commit()
        told, self._waiting = self._waiting, []
        self._due = monotonic() + _SECONDS
        self._session.read += len(told)
        for each in told:
            self._counts[each.outcome] += 1
            self._tell(each)
        (self._stream or sys.stdout).flush()

    def _tell(self, told: Told) -> None:
        session = self._session
        if told.problem:
            session.complain(refusal(told, session.language))
        elif told.outcome is not Outcome.KNOWN or told.place is None:
            (self._stream or sys.stdout).write(told_line(told, session.language) + "\n")
        for line in asides(told, session.language):
            session.note("told.talk", text=line)

    def end(self, folder: Path, kept: int, *, dry_run: bool) -> None:
        """Sum up."""
        counts = {outcome.value: self._counts[outcome] for outcome in Outcome}
        self._session.note("told.rehearsed" if dry_run else "told.summary", folder=folder, kept=kept, **counts)
