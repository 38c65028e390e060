"""The copies that `check` writes beside its report: with comments (`--annotate`), with corrections (`--fix`). Originals stay."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated, Final, NamedTuple

import typer

from legalref.cli.session import Session
from legalref.durable import part_of
from legalref.errors import LegalrefError, UnreadableInput, UnwritableOutput, UsageProblem
from legalref.model import CheckedCitation, Location, Text
from legalref.reading import STDIN, expand, printable
from legalref.reading.content import Budget
from legalref.reading.dispatch import content
from legalref.reading.formats import Format
from legalref.reporting.edits import Change, Corrected, corrected, edits_of

Annotate = Annotated[Path | None, typer.Option("--annotate", metavar="OUT", show_default=False)]
Fix = Annotated[Path | None, typer.Option("--fix", metavar="OUT", show_default=False)]
Check = Callable[[Text], Sequence[CheckedCitation]]
"""Checks a text as the command was asked to."""

_MOST_ROUNDS: Final = 4
"""How often a corrected copy is looked at again: what a correction brings to light, and headers that stand in several parts."""


class Wanted(NamedTuple):
    """What is asked for beside the report, and how the files are read."""

    annotate: Path | None
    fix: Path | None
    output: Path | None
    """Where the report goes."""
    most_bytes: int
    original: bool


class _Copy(NamedTuple):
    """The copy of one file: of what, and where it goes."""

    source: Path
    target: Path


class Copies:
    """Writes the copies, each when its file was checked."""

    def __init__(self, session: Session, paths: Collection[str], wanted: Wanted) -> None:
        """Settle where each copy goes. Raises UsageProblem where something is there already: nothing is overwritten."""
        self._session = session
        self._wanted = wanted
        self._annotated = _copies(paths, wanted.annotate, "--annotate")
        self._fixed = _copies(paths, wanted.fix, "--fix")
        _are_free({"--annotate": self._annotated.values(), "--fix": self._fixed.values()}, wanted.output)

    def add(self, text: Text, checked: Sequence[CheckedCitation], check: Check) -> None:
        """Write the copies of one file; what cannot be written is said, and the others go on."""
        if copy := self._annotated.get(text.path):
            with self._failing(text):
                self._annotate(text, checked, copy)
        if copy := self._fixed.get(text.path):
            with self._failing(text):
                self._fix(text, checked, copy, check)

    @contextmanager
    def _failing(self, text: Text) -> Iterator[None]:
        """Say why a copy is not written, a fault of our own, too: the other files go on."""
        try:
            yield
        except LegalrefError as error:
            self._session.fail(error)
        except Exception as error:  # noqa: BLE001  # as in reading.dispatch
            self._session.fail(UnreadableInput("error.fault", path=text.path, detail=type(error).__name__))

    def _annotate(self, text: Text, checked: Sequence[CheckedCitation], copy: _Copy) -> None:
        if text.format != Format.DOCX:
            raise UnwritableOutput("error.not_word", path=text.path)
        from legalref.reporting.commenting import comments
        from legalref.reporting.docx_comments import commented

        data = _data(copy.source, text.path)
        said = comments(checked, self._session.language)
        now = datetime.now()  # noqa: DTZ005  # Word shows the day and hour as they are written
        made = commented(text, data, said, self._budget(text), when=now, original=self._wanted.original)
        _write(copy.target, made.data, "--annotate")
        self._session.note("annotate.done", path=copy.target, count=len(said) - len(made.left_out))
        for each in made.left_out:
            place = self._where(text.locate(each.span.start))
            self._session.note("annotate.left_out", place=place, finding=each.paragraphs[0])
        self._say_signed(made.data, copy, changed=made.data != data)

    def _fix(self, text: Text, checked: Sequence[CheckedCitation], copy: _Copy, check: Check) -> None:
        before = _data(copy.source, text.path)
        found = self._corrected(text, before, checked)
        made = [*found.made]
        for _ in range(_MOST_ROUNDS):
            if not found.made:
                break
            text = self._again(text, found.data)
            found = self._corrected(text, found.data, check(text))
            made += found.made
        _write(copy.target, found.data, "--fix")
        self._say_changes(copy.target, made, found.left)
        if text.format == Format.DOCX:
            self._say_signed(found.data, copy, changed=found.data != before)

    def _corrected(self, text: Text, data: bytes, checked: Sequence[CheckedCitation]) -> Corrected:
        edits = edits_of(checked, text)
        found = corrected(text, data, edits, self._budget(text), original=self._wanted.original)
        if found is None:
            raise UnwritableOutput("error.not_correctable", path=text.path)
        return found

    def _again(self, text: Text, data: bytes) -> Text:
        kind, found = content(data, text.path, self._budget(text), original=self._wanted.original)
        return Text(text.path, *found, kind)

    def _say_changes(self, target: Path, made: Sequence[Change], left: Sequence[Change]) -> None:
        self._session.note("fix.done" if made else "fix.none", path=target, count=len(made))
        for key, changes in (("fix.change", made), ("fix.left", left)):
            for each in changes:
                old, new = " ".join(each.old.split()), " ".join(each.new.split())
                self._session.note(key, place=self._where(each.location), old=old, new=new)

    def _say_signed(self, data: bytes, copy: _Copy, *, changed: bool) -> None:
        from legalref.reporting.docx_package import is_signed

        if changed and is_signed(data):
            self._session.note("annotate.signed", path=copy.target)

    def _where(self, location: Location) -> str:
        from legalref.reporting.terminal import where

        return where(location, self._session.language)

    def _budget(self, text: Text) -> Budget:
        return Budget(text.path, self._wanted.most_bytes)


def _copies(paths: Collection[str], out: Path | None, option: str) -> Mapping[str, _Copy]:
    """Return path of a text → its copy: `out` itself for one file, else a file of the same name in the folder `out`.

    Raises UsageProblem.
    """
    if out is None:
        return {}
    if STDIN in paths:
        raise UsageProblem("error.standard_input", option=option)
    one = len(paths) == 1 and not any(Path(path).is_dir() for path in paths)
    found: dict[str, _Copy] = {}
    for path in paths:
        for file in expand(path):
            if not isinstance(file, UnreadableInput):
                inside = Path(file).relative_to(path) if Path(path).is_dir() else Path(Path(file).name)
                found[printable(file)] = _Copy(Path(file), out if one else out / inside)
    return found


def _are_free(copies: Mapping[str, Iterable[_Copy]], output: Path | None) -> None:
    """Raise UsageProblem for a copy that is there already, and for two that would be one, or the report itself."""
    seen = {output}
    for option, each in copies.items():
        for _, target in each:
            if target.exists():
                raise UsageProblem("error.copy_exists", path=target, option=option)
            if target in seen:
                raise UsageProblem("error.copy_twice", path=target)
            seen.add(target)


def _data(source: Path, path: str) -> bytes:
    try:
        return source.read_bytes()
    except OSError as error:
        raise UnreadableInput("error.unreadable", path=path, detail=error) from error


def _write(target: Path, data: bytes, option: str) -> None:
    """Write a new file; it has its name only when all is written. Raises UnwritableOutput."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with part_of(target) as part:
            with part.open("xb") as stream:
                stream.write(data)
            part.rename(target)
    except OSError as error:
        raise UnwritableOutput("error.copy", path=target, detail=error, option=option) from error
