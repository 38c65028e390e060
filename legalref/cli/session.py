"""What the commands share: the language, the two streams, and progress on long work."""

import os
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

from legalref.corpus import Corpus
from legalref.errors import ExitCode, LegalrefError, one_line
from legalref.indexing import open_corpus, open_index
from legalref.indexing.places import OWN_VARIABLE, own_folder
from legalref.model import Remark
from legalref.reading import is_unread
from legalref.vocabulary.messages import messages, say

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.progress import Progress

    from legalref.searching import Index
    from legalref.settings.settings import Settings


_NARROWEST: Final = 40
"""Columns below which nothing can be laid out."""


class Session:
    """One run of the command line. Standard output is data, standard error is talk."""

    def __init__(self, language: str, chosen: str | None = None) -> None:
        """Speak `language`; `chosen` is the one that the command line asks for. Nothing has failed yet."""
        self.language = language
        self._chosen = chosen
        self._settled = False
        self.exit_code = ExitCode.CLEAN
        self.read = 0
        self.unread = 0
        self._progress: Progress | None = None

    def settle(self, paths: Sequence[str], command: Mapping[str, object]) -> "Settings":
        """Return what is in force for the files `paths`; `command` has what the command line says. Raises UsageProblem.

        From here on the session speaks the language and opens the corpus that are set down.
        """
        from legalref.settings.settings import settings

        found = settings(paths, {"language": self._chosen, **command})
        self.language = found.value("language")
        for folder in found.value("corpora"):
            os.environ[OWN_VARIABLE] = str(folder)
        self._settled = True
        return found

    def show(self, *parts: "RenderableType", stream: TextIO | None = None, style: str | None = None, wrap: bool = True) -> None:
        """Write parts, each on its own lines, to `stream` or to standard output; without padding where no terminal is."""
        from rich.console import Console

        console = Console(file=stream or sys.stdout, highlight=False, emoji=False, markup=False)
        console.width = max(console.width, _NARROWEST)
        with console.capture() as captured:
            console.print(*parts, sep="\n", style=style, soft_wrap=not wrap)
        text = captured.get()
        if not console.is_terminal:
            text = "".join(f"{line.rstrip()}\n" for line in text.splitlines())
        console.file.write(text)

    @cached_property
    def err(self) -> "Console":
        """The console of standard error."""
        from rich.console import Console

        return Console(stderr=True, highlight=False, emoji=False, markup=False)

    def say(self, key: str, **values: object) -> str:
        """Return a message in the user's language."""
        return say(key, self.language, **values)

    def value(self, table: str, value: str) -> str:
        """Return a value of a closed list in the user's language; any other value as it is."""
        return messages(self.language).get(f"{table}.{value}", value)

    def can_answer(self) -> bool:
        """Tell whether somebody sits at the keyboard, wherever the results go."""
        return sys.stdin is not None and sys.stdin.isatty()

    def is_interactive(self) -> bool:
        """Tell whether a person sits at a terminal on both ends."""
        return sys.stdin.isatty() and sys.stdout.isatty()

    def note(self, key: str, **values: object) -> None:
        """Say something on standard error."""
        self._talk(self.say(key, **values))

    def warn(self, key: str, **values: object) -> None:
        """Say on standard error, in one line, what is not as it was meant; the command goes on."""
        self._talk(f"legalref: {one_line(key, values, self.language)}")

    def remark(self, remarks: Collection[Remark]) -> None:
        """Say on standard error what has to be said of a file that was read, a line each; what is said twice, once.

        A file of which something was not read ends the command as one that was not read at all.
        """
        for line in dict.fromkeys(one_line(*remark, self.language) for remark in remarks):
            self._talk(f"legalref: {line}")
        if any(map(is_unread, remarks)):
            self.exit_code = max(self.exit_code, ExitCode.UNREADABLE)

    def complain(self, error: LegalrefError) -> None:
        """Say on standard error, in one line, why an input was not read, and remember its exit code."""
        self.fail(error)
        self.unread += 1

    def fail(self, error: LegalrefError) -> None:
        """Say an error on standard error, in one line, and remember its exit code."""
        self._talk(f"legalref: {error.say(self.language)}")
        self.exit_code = max(self.exit_code, error.exit_code)

    def _talk(self, text: str) -> None:
        with suppress(OSError):  # a closed or full standard error does not change how the command ends
            self.err.print(text, soft_wrap=True)

    def has_results(self) -> bool:
        """Tell whether there is anything to write of what was asked for."""
        return self.read > 0 or self.unread == 0

    def end(self, found: bool = False) -> ExitCode:
        """Return the exit code: an unreadable input outweighs what was found."""
        return max(self.exit_code, ExitCode.FOUND if found else ExitCode.CLEAN)

    def corpus(self) -> Corpus:
        """Return the corpus; the index is built first where that is needed."""
        self._settle_own()
        with self._showing_progress():
            return open_corpus(watcher=self)

    def index(self) -> "Index":
        """Return the index of words; it is built first where that is needed."""
        self._settle_own()
        with self._showing_progress():
            return open_index(watcher=self)

    def own_folder(self, given: Path | None = None) -> Path:
        """Return the folder of the office's own corpus: the one given, else the one that is set down, else the user's."""
        if given is None:
            self._settle_own()
        return own_folder(given)

    def build(self) -> Path:
        """Build the index anew."""
        self._settle_own()
        from legalref.indexing import build

        with self._showing_progress():
            return build(watcher=self)

    def _settle_own(self) -> None:
        """Let commands that are about no file have the corpus that is set down for the current folder."""
        if not self._settled:
            self.settle([], {})

    def notice(self, message: str, folder: Path) -> None:
        """Say why the index is built."""
        self.note(message, path=folder)

    def stage(self, message: str, total: int) -> Callable[[int], None]:
        """Show the progress of one stage, on a terminal only."""
        if self._progress is None:
            return lambda _steps: None
        progress, task = self._progress, self._progress.add_task(self.say(message), total=total)
        return lambda steps: progress.advance(task, steps)

    @contextmanager
    def long_work(self, message: str, total: int, stream: TextIO) -> Iterator[Callable[[int], None]]:
        """Give what to call with each number of steps done of `total`; shown unless the results fill the same terminal."""
        if total == 1 or (stream is sys.stdout and sys.stdout.isatty()):
            yield lambda _steps: None
            return
        with self._showing_progress():
            yield self.stage(message, total)

    @contextmanager
    def _showing_progress(self) -> Iterator[None]:
        if not sys.stderr.isatty():
            yield
            return
        from rich.progress import Progress

        with Progress(console=self.err, transient=True) as self._progress:
            yield
        self._progress = None
