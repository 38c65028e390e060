"""Read damaged files of every format: whatever the bytes, there is text or one clear error, in bounded time and memory.

`make fuzz` runs it; the same seed damages the same files alike. What fails is kept in tests/files/fuzz/, where the suite reads it
for ever (tests/reading/test_files.py). Ends with 1 where anything was found.
"""

import argparse
import hashlib
import random
import resource
import sys
import time
import traceback
from collections import Counter
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final, NamedTuple

from fuzz_samples import FILES, damaged, samples

from legalref.errors import UnreadableInput, one_line
from legalref.reading.content import Budget
from legalref.reading.dispatch import content
from legalref.vocabulary.messages import LANGUAGES

_MOST_SECONDS: Final = 10.0
"""Reading stops by itself after so long; twice that is a hang."""
_MOST_BYTES: Final = 50_000_000
_MOST_MEMORY: Final = 1_000_000_000
"""Bytes by which a process may grow, all its files together."""


class Case(NamedTuple):
    """One damaged file."""

    name: str
    data: bytes


def outcome(case: Case) -> str:
    """Return how reading ended: «text», or the key of an error; what begins with «!» should not be."""
    try:
        kind, found = content(case.data, case.name, Budget(case.name, _MOST_BYTES, _MOST_SECONDS))
    except UnreadableInput as error:
        said = [error.say(language) for language in LANGUAGES]
        if error.message == "error.fault" or any("\n" in line for line in said):
            return f"! {error.message} {_place(error.__cause__ or error)}"
        return error.message
    except Exception as error:  # noqa: BLE001  # that is what is looked for
        return f"! {_place(error)}"
    starts = [mark.start for mark in found.marks]
    if starts != sorted(starts) or (starts and not 0 <= starts[0] <= starts[-1] <= len(found.text)):
        return f"! marks {kind.value}"
    for remark in found.remarks:
        for language in LANGUAGES:
            one_line(*remark, language)
        inner = remark.values.get("detail")
        if isinstance(inner, UnreadableInput) and inner.message == "error.fault":
            return f"! part {_place(inner.__cause__ or inner)}"
    return "text"


def _place(error: BaseException) -> str:
    """Return where an error was raised, the same for the same fault."""
    last = traceback.extract_tb(error.__traceback__)[-1:]
    return f"{type(error).__name__} {Path(last[0].filename).name}:{last[0].lineno}" if last else type(error).__name__


def _serve(pipe: Connection) -> None:
    _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY * 2, hard))
    while True:
        try:
            case: Case = pipe.recv()
        except EOFError:
            return
        began = time.monotonic()
        said = outcome(case)
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        if time.monotonic() - began > _MOST_SECONDS * 1.5:
            said = "! slow"
        pipe.send(said if grown < _MOST_MEMORY else "! memory")


class _Reader:
    """A process that reads, started anew when it dies or hangs."""

    def __init__(self) -> None:
        self._start()

    def _start(self) -> None:
        spawning = get_context("spawn")
        self._pipe, end = spawning.Pipe()
        self._process = spawning.Process(target=_serve, args=(end,), daemon=True)
        self._process.start()
        end.close()

    def outcome(self, case: Case) -> str:
        try:
            self._pipe.send(case)
            said: str = self._pipe.recv() if self._pipe.poll(_MOST_SECONDS * 2) else "! hangs"
        except (EOFError, OSError):
            said = "! died"
        if said in ("! hangs", "! died", "! memory"):
            self.stop()
            self._start()
        return said

    def stop(self) -> None:
        self._pipe.close()
        self._process.kill()
        self._process.join()


def _keep(case: Case, said: str) -> Path:
    folder = FILES / "fuzz"
    folder.mkdir(parents=True, exist_ok=True)
    name = Path(case.name)
    file = folder / f"{name.stem}-{hashlib.sha256(said.encode()).hexdigest()[:8]}{name.suffix}"
    file.write_bytes(case.data)
    return file


def main() -> int:
    """Read as many damaged files as are asked for, and say how they ended."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cases", type=int, default=300, help="damaged files of each sample")
    parser.add_argument("only", nargs="*", help="parts of names of samples: .docx")
    asked = parser.parse_args()
    whole = samples()
    chosen = [name for name in whole if not asked.only or any(part in name for part in asked.only)]
    reader, found = _Reader(), set[str]()
    for name in chosen:
        chance = random.Random(f"{asked.seed} {name}")  # noqa: S311  # to be repeated, not to be secret
        counts: Counter[str] = Counter()
        began = time.monotonic()
        for number in range(asked.cases):
            data = damaged(whole[name], chance, whole[chance.choice(chosen)]) if number else whole[name]
            case = Case(name, data)
            said = reader.outcome(case)
            counts[said] += 1
            if said.startswith("!") and said not in found:
                found.add(said)
                print(f"{said}: {_keep(case, said)}", file=sys.stderr)
        took = time.monotonic() - began
        print(f"{name:<20} {took:6.1f} s  " + ", ".join(f"{count} {said}" for said, count in counts.most_common()), flush=True)
    reader.stop()
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
