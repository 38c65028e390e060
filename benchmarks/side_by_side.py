"""How fast legalref is beside what there is for other countries' citations, and beside a plain `re` scan, in one run.

    python benchmarks/side_by_side.py [--megabytes 4] [--python PYTHON] [--json]

eyecite (United States) and refex (Germany) are no dependencies of the project. To have them measured:

    python3 -m venv .venv-bench
    .venv-bench/bin/pip install eyecite legal-reference-extraction

(the package that is installed as `refex` is another one), and this script finds them in .venv-bench, or with the interpreter
that --python names. What is not installed is left out, with a line that says so.

Each system reads texts of its own language, made by texts.py: documents of about 80,000 characters, a citation for about 300. It
runs in a fresh process, on one core; a first document warms it up, uncounted; the figures are those of the best of three.
Megabytes are millions of bytes of UTF-8. The systems do not do the same work on the same text: an order of magnitude means
something, a tenth more or less does not.
"""

import argparse
import json
import platform
import re
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, NamedTuple

from machine import machine
from texts import documents

Count = Callable[[str], int]
"""Text → how many citations were found in it."""

BESIDE = Path(__file__).resolve().parent.parent / ".venv-bench" / "bin" / "python"
ROUNDS = 3
NUMBER = r"\d{1,5}\s?[-/]\s?(?:\d{4}/)?[A-ZĐ][A-Za-zĐđ]*[-/][A-ZĐ]+"


def _legalref() -> Count:
    from legalref import extract

    return lambda text: len(extract(text))


def _eyecite() -> Count:
    from eyecite import get_citations  # type: ignore[import-not-found,unused-ignore]

    return lambda text: len(get_citations(text))


def _refex() -> Count:
    from refex.orchestrator import CitationExtractor  # type: ignore[import-not-found,unused-ignore]

    extractor = CitationExtractor()
    return lambda text: len(extractor.extract(text).citations)


def _scan() -> Count:
    find = re.compile(NUMBER).findall
    return lambda text: len(find(text))


class System(NamedTuple):
    """What is measured: its name, the package it comes in, its language, how it is called, and its share of the megabytes."""

    name: str
    package: str | None
    language: str
    load: Callable[[], Count]
    share: float = 1.0


SYSTEMS = {
    system.name: system
    for system in (
        System("legalref", "legalref", "Vietnamese", _legalref),
        System("eyecite", "eyecite", "English", _eyecite, 0.125),
        System("refex", "legal-reference-extraction", "German", _refex, 0.5),
        System("re (numbers only)", None, "Vietnamese", _scan, 2.0),
    )
}


def measured(system: System, megabytes: float) -> dict[str, Any]:
    """Return the figures of one system, measured in this process."""
    texts = list(documents(system.language, megabytes * system.share))
    count = system.load()
    count(next(documents(system.language, 0.01)))
    rounds, found = [], 0
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        found = sum(map(count, texts))
        rounds.append(time.perf_counter() - begun)
    size = sum(len(text.encode()) for text in texts) / 1e6
    return {
        "system": system.name,
        "version": version(system.package) if system.package else platform.python_version(),
        "python": platform.python_version(),
        "text": system.language,
        "megabytes": round(size, 2),
        "citations": found,
        "characters_a_citation": round(sum(map(len, texts)) / max(found, 1)),
        "megabytes_a_second": round(size / min(rounds), 2),
        "citations_a_second": round(found / min(rounds)),
        "seconds": [round(seconds, 3) for seconds in rounds],
    }


def asked(system: System, megabytes: float, python: Path) -> dict[str, Any] | None:
    """Return the figures of one system, measured in a process of its own, or None where it is not installed."""
    interpreter = sys.executable if system.package in (None, "legalref") else str(python)
    line = [interpreter, __file__, "--only", system.name, "--megabytes", str(megabytes)]
    done = subprocess.run(line, stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603  # this very script
    figures: dict[str, Any] | None = json.loads(done.stdout)
    if figures is None:
        note = f"{system.name}: not installed for {interpreter}, left out; see --help"
        print(note, file=sys.stderr)
    return figures


def alone(system: System, megabytes: float) -> dict[str, Any] | None:
    """Return the figures of one system, or None where this interpreter does not have it."""
    try:
        return measured(system, megabytes)
    except (ImportError, PackageNotFoundError):
        return None


COLUMNS = ("system", "version", "text", "megabytes_a_second", "citations_a_second", "characters_a_citation", "citations")


def table(rows: list[dict[str, Any]]) -> list[str]:
    """Return rows as the lines of a table, which is Markdown, too."""
    cells = [
        [*COLUMNS],
        *([f"{row[column]:,}" if isinstance(row[column], int) else str(row[column]) for column in COLUMNS] for row in rows),
    ]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in cells]
    return [lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=float, default=4.0)
    parser.add_argument("--python", type=Path, default=BESIDE if BESIDE.exists() else Path(sys.executable))
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--only", choices=SYSTEMS, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.only:
        print(json.dumps(alone(SYSTEMS[arguments.only], arguments.megabytes)))
        return
    rows = [row for system in SYSTEMS.values() if (row := asked(system, arguments.megabytes, arguments.python))]
    if arguments.json:
        print(json.dumps(machine() | {"systems": rows}, ensure_ascii=False))
        return
    print(*table(rows), "", *(f"{name}: {value}" for name, value in machine().items()), sep="\n")


if __name__ == "__main__":
    main()
