"""Kill builds of the index and additions to it at random moments, and see that nothing is lost and the next command works.

    python tools/kill_index.py [--kills 200] [--seed 1] [--facts FOLDER]

Each round a process builds the index anew, or adds documents of the office's own one after another and makes the index ready
after each; it is killed (SIGKILL) at a random moment. Then the index is opened as any command would: it has to open, and to find
whatever the process had reported as added. Prints one line, and each round that failed; exits with 1 where one did.
"""

import argparse
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from legalref.collecting.holdings import Holding, Origin
from legalref.collecting.keeping import keeping
from legalref.corpus.facts import identity
from legalref.indexing import build, open_index, ready
from legalref.indexing.places import facts_folder
from legalref.model import Confidence, Document, Status

TITLE = "Quy chế xe công"
LONGEST = 1.5
"""Seconds after which the last process is killed, where a build takes no longer."""


def holding(number: str) -> Holding:
    """Return a document of the office's own."""
    values = dict.fromkeys(Document.__struct_fields__)
    values |= {
        "id": "",
        "number": number,
        "type": "Quyết định",
        "issued": datetime(2026, 3, 2, tzinfo=UTC).date(),
        "title": TITLE,
    }
    values |= {"status": Status.UNKNOWN, "names": (), "sources": ("made",), "confidence": Confidence.OWN, "conflicts": ()}
    unnamed = Document(**values)  # type: ignore[arg-type]  # each has its own type
    document = Document(**values | {"id": identity(unnamed)})  # type: ignore[arg-type]
    now = datetime.now(UTC)
    origin = Origin(record=document.id, path="-", sha256="0" * 64, size=1, mtime_ns=1, format="text", added=now)
    return Holding(document, (), (), (origin,))


def work(index: Path, facts: Path, own: Path, first: int) -> None:
    """Do what is to be killed: build where `first` is 0, else add documents from that number on, and report each."""
    if not first:
        build(index, facts, own=own)
    for number in range(first, first + 1000 if first else 0):
        with keeping(own) as keeper:
            keeper.put(holding(f"{number}-QĐ/ABC"))
            keeper.commit()
        print(number, flush=True)
        ready(index, facts, own=own)


def killed(places: list[str], first: int, wait: float) -> set[str]:
    """Start the work, kill it after `wait` seconds, and return the numbers that it reported."""
    line = [sys.executable, __file__, "--work", *places, str(first)]
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603  # our own program
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        return {f"{number}-QĐ/ABC" for number in process.communicate()[0].split("\n")[:-1]}


def fault(index: Path, facts: Path, own: Path, reported: set[str]) -> str | None:
    """Return what is wrong after a kill, or None."""
    try:
        with open_index(index, facts, own=own) as opened:
            hits = opened.search(f'"{TITLE}"', limit=100_000).hits if reported else ()
            missing = reported - {hit.document.number for hit in hits}
    except Exception as error:  # noqa: BLE001  # whatever it is, it is what we look for
        return repr(error)
    return f"missing: {sorted(missing)}" if missing else None


def main() -> None:
    """Kill and count."""
    if sys.argv[1:2] == ["--work"]:
        index, facts, own = map(Path, sys.argv[2:5])
        work(index, facts, own, int(sys.argv[5]))
        return
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--facts", type=Path, default=facts_folder())
    given = parser.parse_args()
    random, faults = Random(given.seed), 0  # noqa: S311  # no secret
    reported: set[str] = set()
    with TemporaryDirectory() as folder:
        index, own = Path(folder) / "index", Path(folder) / "own"
        begun = time.monotonic()
        build(index, given.facts, own=own)
        longest = max(LONGEST, 1.2 * (time.monotonic() - begun))
        for round_ in range(given.kills):
            first = 0 if round_ % 4 == 0 else 1000 * round_ + 1
            places = [str(index), str(given.facts), str(own)]
            reported |= killed(places, first, random.uniform(0.1, longest if not first else LONGEST))
            found = fault(index, given.facts, own, reported)
            if found:
                faults += 1
                print(f"round {round_}: {found}")
    print(f"{given.kills} kills, {len(reported)} documents reported as added, {faults} faults")
    sys.exit(faults > 0)


if __name__ == "__main__":
    main()
