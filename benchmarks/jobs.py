"""What `legalref extract --jobs N` gains over one process, and the most memory that all of its processes hold together.

    python benchmarks/jobs.py [FOLDER] [--megabytes 24] [--jobs 2] [--rounds 3] [--json]

Runs over FOLDER, or over one made here and removed again: documents of 4,000 to 400,000 characters. One process and N take turns;
the ratio is that of their best times, start of the program included. Both outputs are compared. Memory is the sum of what every
process of the run holds (RSS, which counts shared pages once for each), looked at 20 times a second, on Linux only.
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from machine import machine
from texts import document

SIZES = (4_000, 10_000, 10_000, 20_000, 40_000, 80_000, 400_000)
PROC = Path("/proc")
PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 0


class Run(NamedTuple):
    """One run of the program."""

    seconds: float
    most_megabytes: float | None
    digest: str


@contextmanager
def folder_of(folder: Path | None, megabytes: float) -> Iterator[Path]:
    """Give the folder to measure on."""
    if folder:
        yield folder
        return
    with TemporaryDirectory() as made:
        random = Random(megabytes)  # noqa: S311  # no secret
        left = megabytes * 1e6
        while left > 0:
            file = Path(made) / f"{left:020.0f}.txt"
            file.write_text(document("Vietnamese", random, random.choice(SIZES)), "utf-8")
            left -= file.stat().st_size
        yield Path(made)


def run(folder: Path, jobs: int) -> Run:
    """Run the program once."""
    line = [sys.executable, "-m", "legalref", "extract", str(folder), "--format", "jsonl", "--jobs", str(jobs)]
    with TemporaryDirectory() as here, (Path(here) / "out").open("w+b") as out:
        begun = time.perf_counter()
        with subprocess.Popen(line, stdout=out, stderr=subprocess.DEVNULL) as process:  # noqa: S603  # our own program
            most = 0
            while process.poll() is None:
                most = max(most, held(process.pid))
                time.sleep(0.05)
        seconds = time.perf_counter() - begun
        out.seek(0)
        return Run(seconds, round(most / 1e6, 1) if most else None, hashlib.file_digest(out, "sha256").hexdigest())


def held(pid: int) -> int:
    """Return the bytes that a process and its descendants hold; 0 where the system does not tell."""
    parents = {int(entry.name): parent for entry in PROC.glob("[0-9]*") if (parent := _parent(entry)) is not None}
    family = {pid}
    while children := {each for each, parent in parents.items() if parent in family} - family:
        family |= children
    return sum(map(_resident, family))


def _parent(entry: Path) -> int | None:
    try:
        return int((entry / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()[1])
    except OSError:
        return None


def _resident(pid: int) -> int:
    try:
        return int((PROC / str(pid) / "statm").read_text("utf-8").split()[1]) * PAGE
    except OSError:
        return 0


def figures(folder: Path, jobs: int, rounds: int) -> dict[str, Any]:
    """Return what was measured."""
    turns = [(run(folder, 1), run(folder, jobs)) for _ in range(rounds)]
    alone, together = (min(turn[which].seconds for turn in turns) for which in (0, 1))
    sizes = [file.stat().st_size for file in folder.rglob("*.txt")]
    return {
        "files": len(sizes),
        "megabytes": round(sum(sizes) / 1e6, 1),
        "jobs": jobs,
        "seconds_alone": round(alone, 2),
        "seconds": round(together, 2),
        "ratio": round(alone / together, 2),
        "most_megabytes_alone": max(turn[0].most_megabytes or 0 for turn in turns) or None,
        "most_megabytes": max(turn[1].most_megabytes or 0 for turn in turns) or None,
        "same_output": len({each.digest for turn in turns for each in turn}) == 1,
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--megabytes", type=float, default=24.0)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    with folder_of(arguments.folder, arguments.megabytes) as folder:
        measured = machine() | figures(folder, arguments.jobs, arguments.rounds)
    if arguments.json:
        print(json.dumps(measured))
        return
    for name, value in measured.items():
        print(f"{name:22}{value}")


if __name__ == "__main__":
    main()
