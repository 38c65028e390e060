"""How long reading takes by format, and how much memory.

    python benchmarks/reading.py [FILE …] [--json]

For each file (without any, the sample article of the tests in every format) a fresh process reads it four times. Prints the
best time of the last three in milliseconds, the first with the import of the reader, by how many megabytes the resident
memory has grown at the most, and what was found: characters and citations. The same article should give the same citations.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from machine import machine

SAMPLES = Path(__file__).resolve().parents[1] / "tests" / "files"
PROGRAM = """
import json, resource, sys, time
from legalref import extract, read

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

def seconds():
    begun = time.perf_counter()
    read(sys.argv[1])
    return time.perf_counter() - begun

before = peak()
first, best, after = seconds(), min(seconds() for _ in range(3)), peak()
text = read(sys.argv[1])
print(json.dumps({
    "ms": round(1000 * best, 1), "first_ms": round(1000 * first, 1), "megabytes": round(after - before, 1),
    "characters": len(text.content), "citations": len(extract(text)),
}))
"""


def measured(file: Path) -> dict[str, Any]:
    """Return the figures of one file."""
    run = subprocess.run([sys.executable, "-c", PROGRAM, str(file)], capture_output=True, check=True, text=True)  # noqa: S603
    figures: dict[str, Any] = json.loads(run.stdout)
    return figures


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, default=sorted(SAMPLES.glob("bao-cao.*")))
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    rows = {file.name: measured(file) for file in arguments.files}
    if arguments.json:
        print(json.dumps(machine() | {"files": rows}, ensure_ascii=False))
        return
    names = ["ms", "first_ms", "megabytes", "characters", "citations"]
    print(f"{'':24}" + "".join(f"{name:>12}" for name in names))
    for file, row in rows.items():
        print(f"{file:24}" + "".join(f"{row[name]:>12,}" for name in names))


if __name__ == "__main__":
    main()
