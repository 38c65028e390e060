"""How long a first citation takes in a fresh process, against `import regex` in one.

    python benchmarks/startup.py [--runs 20] [--json]

The package's byte code is written first, as an installation does. The two programs, and one that does nothing, are run
in turn, so that a busy machine slows all three alike; a first turn fills the caches and is not counted. Prints the best
and the median time of each in milliseconds, and the ratio of the first to the second.
"""

import argparse
import compileall
import json
import subprocess
import sys
import time
from statistics import median
from typing import Any

from machine import machine

import legalref

TEXT = "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ"
PROGRAMS = {
    "extract": f"import legalref; legalref.extract({TEXT!r})",
    "regex": "import regex",
    "nothing": "",
}


def milliseconds(program: str) -> float:
    """Return how long a fresh process takes for `program`, from its start to its end."""
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", program], check=True)  # noqa: S603  # one of the above
    return (time.perf_counter() - begun) * 1000


def figures(runs: int) -> dict[str, Any]:
    """Return times and ratios of so many turns."""
    turns = [{name: milliseconds(program) for name, program in PROGRAMS.items()} for _ in range(runs + 1)][1:]
    best = {name: min(turn[name] for turn in turns) for name in PROGRAMS}
    middle = {name: median(turn[name] for turn in turns) for name in PROGRAMS}
    return {
        "best_ms": {name: round(value, 1) for name, value in best.items()},
        "median_ms": {name: round(value, 1) for name, value in middle.items()},
        "ratio_of_best": round(best["extract"] / best["regex"], 2),
        "ratio_of_medians": round(middle["extract"] / middle["regex"], 2),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    compileall.compile_dir(legalref.__path__[0], quiet=2)
    measured = machine() | figures(arguments.runs)
    if arguments.json:
        print(json.dumps(measured))
        return
    for name, value in measured.items():
        print(f"{name:18}{value}")


if __name__ == "__main__":
    main()
