"""The work on many files, in several processes: the answers come in the order of the files, and memory stays bounded.

Processes are spawned, on every system alike: the progress display runs a thread, and a fork would copy it stopped, with whatever
locks it holds; a spawned process has in memory only what its work imports. Each has a pipe of its own, so that one that dies is
known by the files it had, and no lock is shared that it could take along. This module loads neither typer nor rich.
"""

import os
import signal
from collections import deque
from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import accumulate, islice
from pathlib import Path
from traceback import format_exc
from typing import TYPE_CHECKING, Final, NamedTuple

from legalref.errors import UnreadableInput
from legalref.model import Remark
from legalref.reading import STDIN, printable

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

File = str | UnreadableInput
"""A path; or, in its place, why there is none."""


class Part(NamedTuple):
    """What the work on a file gives: bytes to be written, and what has to be said of the file."""

    data: bytes
    remarks: tuple[Remark, ...] = ()


Answer = Part | UnreadableInput
Work = Callable[[str], Part]

MOST_JOBS: Final = 60
"""Windows waits for 63 handles at once."""

_WORTH: Final = 1_000_000
"""Bytes of files that pay for the start of one more process (about 0.15 s)."""
_MOST_BYTES_A_BATCH: Final = 250_000
_MOST_FILES_A_BATCH: Final = 64
_BATCHES_A_JOB: Final = 8
"""Few files are dealt out in small batches, so that all processes end at about the same time."""
_BUSY: Final = 6_000_000
"""Bytes of files in work, for each process; work takes about ten times that in memory. What is larger is worked on alone."""
_WAITING: Final = 16_000_000
"""Bytes of answers that wait for an earlier one, beyond which nothing new is begun."""
_TICK: Final = 1.0
"""Seconds between looks at Ctrl-C on Windows, where waiting does not end for it."""


def jobs_for(asked: int, paths: Collection[str], files: Sequence[File]) -> int:
    """Return how many processes work on `files`, which `paths` name; 0 asks for as many as are worth it, at most one a core."""
    if any(map(_only_here, paths)):
        return 1
    most = min(asked or _cores(), MOST_JOBS, len(files))
    if asked or most <= 1:
        return max(most, 1)
    sizes = accumulate(map(_size, files))
    return next((most for size in sizes if size >= most * _WORTH), None) or max(1, sum(map(_size, files)) // _WORTH)


def in_order(work: Work, files: Sequence[File], jobs: int) -> Generator[Answer, None, None]:
    """Yield the answer of `work` to each file, in order: in this process for one job, else in as many others.

    What cannot be read is answered with its error. A file whose process dies is tried once more, then it is answered so, too.
    Anything else that `work` raises is raised here.
    """
    if jobs == 1:
        yield from (_answer(work, file) for file in files)
        return
    crew = _Crew(work, files, jobs)
    try:
        yield from crew.answers()
    finally:
        crew.stop()


def _only_here(path: str) -> bool:
    """Tell whether only this process can read a path: standard input, a pipe, a device."""
    try:
        return path == STDIN or (Path(path).exists() and not Path(path).is_file() and not Path(path).is_dir())
    except (OSError, ValueError):  # a name that no file can have: reading it says so
        return False


def _cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _size(file: File) -> int:
    if isinstance(file, UnreadableInput):
        return 0
    try:
        return Path(file).stat().st_size
    except (OSError, ValueError):  # reading it says so
        return 0


def _answer(work: Work, file: File) -> Answer:
    if isinstance(file, UnreadableInput):
        return file
    try:
        return work(file)
    except UnreadableInput as error:
        return error
    except MemoryError:
        return _lost(file)


def _lost(file: File) -> UnreadableInput:
    return file if isinstance(file, UnreadableInput) else UnreadableInput("error.lost", path=printable(file))


class _Batch(NamedTuple):
    """Files that one process works on before it answers: neighbours, the first of them at place `first`."""

    first: int
    files: tuple[File, ...]
    bytes: int
    again: bool = False

    def singly(self) -> list["_Batch"]:
        """Return a batch for each file, to be tried again."""
        return [_Batch(place, (file,), _size(file), again=True) for place, file in enumerate(self.files, self.first)]


def _batches(files: Sequence[File], jobs: int) -> Iterator[_Batch]:
    """Yield all files in batches."""
    most = min(max(len(files) // (jobs * _BATCHES_A_JOB), 1), _MOST_FILES_A_BATCH)
    batch: list[File] = []
    weight = 0
    for place, file in enumerate(files):
        size = _size(file)
        if batch and (len(batch) == most or weight + size > _MOST_BYTES_A_BATCH):
            yield _Batch(place - len(batch), tuple(batch), weight)
            batch, weight = [], 0
        batch.append(file)
        weight += size
    if batch:
        yield _Batch(len(files) - len(batch), tuple(batch), weight)


class _Crew:
    """The processes, what is still to be done, and the answers that wait for their turn."""

    def __init__(self, work: Work, files: Sequence[File], jobs: int) -> None:
        self._work = work
        self._jobs = jobs
        self._turns = range(len(files))
        self._batches = _batches(files, jobs)
        self._next: deque[_Batch] = deque()
        self._workers: list[_Worker] = []
        self._waiting: dict[int, Answer] = {}
        self._waiting_bytes = 0

    def answers(self) -> Iterator[Answer]:
        """Yield the answers in order, keeping every process at work as far as memory allows."""
        for turn in self._turns:
            self._deal()
            while turn not in self._waiting:
                self._collect()
                self._deal()
            answer = self._waiting.pop(turn)
            self._waiting_bytes -= _length(answer)
            yield answer

    def stop(self) -> None:
        """End every process, whatever it is doing."""
        for worker in self._workers:
            worker.stop()

    def _deal(self) -> None:
        """Give every idle process a batch, as long as there are batches and room."""
        while (batch := self._first()) and self._has_room(batch) and (worker := self._idle()):
            worker.give(self._next.popleft())

    def _first(self) -> _Batch | None:
        if not self._next:
            self._next.extend(islice(self._batches, 1))
        return self._next[0] if self._next else None

    def _has_room(self, batch: _Batch) -> bool:
        busy = [worker.batch.bytes for worker in self._workers if worker.batch]
        return not busy or (sum(busy) + batch.bytes <= _BUSY * self._jobs and self._waiting_bytes <= _WAITING)

    def _idle(self) -> "_Worker | None":
        idle = next((worker for worker in self._workers if not worker.batch), None)
        if not idle and len(self._workers) < self._jobs:
            idle = _Worker(self._work)
            self._workers.append(idle)
        return idle

    def _collect(self) -> None:
        """Take what is answered, waiting for the next answer where there is none yet."""
        from multiprocessing.connection import wait

        busy = [worker for worker in self._workers if worker.batch]
        ready = wait([worker.pipe for worker in busy], _TICK)
        for worker in (worker for worker in busy if worker.pipe in ready):
            batch, answers = worker.take()
            if answers is None:
                self._lose(worker, batch)
            else:
                self._keep(batch, answers)

    def _keep(self, batch: _Batch, answers: list[Answer]) -> None:
        self._waiting.update(enumerate(answers, batch.first))
        self._waiting_bytes += sum(map(_length, answers))

    def _lose(self, worker: "_Worker", batch: _Batch) -> None:
        """Try the files of a process that died once more, each alone; the second time they are lost."""
        worker.stop()
        self._workers.remove(worker)
        if batch.again:
            self._keep(batch, list(map(_lost, batch.files)))
        else:
            self._next.extendleft(reversed(batch.singly()))


def _length(answer: Answer) -> int:
    return len(answer.data) if isinstance(answer, Part) else 0


class _Worker:
    """A process, the pipe to it, and the batch that it has."""

    def __init__(self, work: Work) -> None:
        from multiprocessing import get_context

        spawning = get_context("spawn")
        self.batch: _Batch | None = None
        self.pipe, end = spawning.Pipe()
        self._process = spawning.Process(target=_serve, args=(end, work), daemon=True)
        with _interrupts_held():
            self._process.start()
        end.close()

    def give(self, batch: _Batch) -> None:
        """Hand out a batch."""
        self.batch = batch
        with suppress(OSError):  # it has died: taking its answers shows that
            self.pipe.send(batch.files)

    def take(self) -> tuple[_Batch, list[Answer] | None]:
        """Return the batch and its answers, or None where the process died. Raises what the work raised."""
        if self.batch is None:
            raise ValueError(self)
        batch, self.batch = self.batch, None
        try:
            answers: list[Answer] | Exception = self.pipe.recv()
        except (EOFError, OSError):
            return batch, None
        if isinstance(answers, Exception):
            raise answers
        return batch, answers

    def stop(self) -> None:
        """End the process at once: it holds nothing that needs care."""
        self.pipe.close()
        self._process.kill()
        self._process.join()


def _serve(pipe: "Connection", work: Work) -> None:
    """Answer batches until there is nobody who asks. Runs in the other process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one who asks decides
    with suppress(EOFError, OSError):
        while True:
            files: tuple[File, ...] = pipe.recv()
            try:
                answers: list[Answer] | Exception = [_answer(work, file) for file in files]
            except Exception as error:  # noqa: BLE001  # a fault of ours: it is raised where it is seen
                error.add_note(format_exc())
                answers = error
            pipe.send(answers)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold back Ctrl-C while a process is started; it inherits that and so never hears what a terminal sends to all.

    Windows has no such thing; there a process begun that very moment may still say that it was interrupted.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # first: as it starts, it lets signals through again (Python 3.11)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
