"""How long the catalogue takes to build, and how many exact look-ups a second it answers in one process.

    python benchmarks/catalogue.py [--registry ../shared/texts/scale-registry.jsonl.xz] [--lookups 20000] [--json]

Builds the catalogue of the shipped facts, and that of a country's registry (numbers with titles; issued on 1 January where the
year is known), each in a process of its own whose greatest memory is given. Look-ups are of numbers, bare numbers with type and
year, names, and relations, drawn from the shipped records in a fixed order; none is asked for twice.
"""

import argparse
import json
import lzma
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from machine import machine

from legalref.corpus import Corpus, catalogue
from legalref.corpus.facts import identity, load_documents, load_provisions, load_relations
from legalref.indexing.places import facts_folder
from legalref.model import Confidence, Document, Status

REGISTRY = Path(__file__).parents[2] / "shared/texts/scale-registry.jsonl.xz"
UNKNOWN_YEAR = 1976
"""The year taken for records that give none."""


def registry(path: Path) -> Iterator[Document]:
    """Yield the records of a registry; identifiers that meet, for want of a year and an issuer, are counted on."""
    seen: Counter[str] = Counter()
    with lzma.open(path) as lines:
        for row in map(msgspec.json.decode, lines):
            document = Document(
                id="", number=row["number_ascii"], type=row["type"], issuer=None, place=None,
                issued=date(int(row["year"] or UNKNOWN_YEAR), 1, 1), effective=None, expired=None, status=Status.UNKNOWN,
                status_as_of=None, title=row["title_ascii"], names=(), term=None, signer=None, topic=None, articles=None,
                sources=("registry",), confidence=Confidence.SINGLE, mentions=None, conflicts=(),
            )  # fmt: skip
            name = identity(document)
            yield msgspec.structs.replace(document, id=f"{name}~{seen[name]}" if seen[name] else name)
            seen[name] += 1


def build_shipped(path: Path) -> None:
    """Build the catalogue of the shipped facts."""
    facts = facts_folder()
    catalogue.build(path, load_documents(facts), load_relations(facts), provisions=load_provisions(facts))


def built(what: str, source: str, path: Path) -> dict[str, Any]:
    """Build one catalogue in this process and return its figures: seconds with reading the facts, megabytes."""
    begun, used = time.perf_counter(), time.process_time()
    if what == "shipped":
        build_shipped(path)
    else:
        catalogue.build(path, registry(Path(source)))
    wall, cpu = time.perf_counter() - begun, time.process_time() - used
    with Corpus(path) as corpus:
        records = corpus.size
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "records": records, "seconds": round(wall, 2), "cpu_seconds": round(cpu, 2),
        "process_mb": round(peak), "file_mb": round(path.stat().st_size / 1e6, 1),
    }  # fmt: skip


def in_own_process(what: str, source: str) -> dict[str, Any]:
    """Return the figures of a build in a fresh process."""
    command = [sys.executable, __file__, "--only", what, "--registry", source]
    printed: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)  # noqa: S603
    return printed


def rate(ask: Callable[[Any], object], questions: list[Any]) -> int:
    """Return how many questions a second are answered."""
    begun = time.perf_counter()
    for question in questions:
        ask(question)
    return round(len(questions) / (time.perf_counter() - begun))


def lookups(count: int) -> dict[str, int]:
    """Return look-ups a second by kind."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "catalogue.sqlite"
        build_shipped(path)
        with Corpus(path) as corpus:
            documents = list(corpus)
            random.Random(7).shuffle(documents)  # noqa: S311  # an order, not a secret
            documents = documents[:count]
            numbered = [document for document in documents if document.number]
            named = [name for document in documents for name in document.names]
            return {
                "number": rate(corpus.by_key, [document.number for document in numbered]),
                "type, bare number and year": rate(
                    lambda document: corpus.by_ordinal(document.number, document.type, document.issued.year), numbered
                ),
                "name": rate(corpus.by_name, named),
                "identifier": rate(corpus.by_id, [document.id for document in documents]),
                "relations both ways": rate(lambda document: (corpus.done_by(document), corpus.done_to(document)), documents),
                "provisions": rate(corpus.provisions, documents),
            }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--registry", default=str(REGISTRY))
    parser.add_argument("--lookups", type=int, default=20_000)
    parser.add_argument("--only", choices=("shipped", "registry"), help=argparse.SUPPRESS)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    if arguments.only:
        with tempfile.TemporaryDirectory() as folder:
            print(json.dumps(built(arguments.only, arguments.registry, Path(folder) / "catalogue.sqlite")))
        return
    builds = {what: in_own_process(what, arguments.registry) for what in ("shipped", "registry")}
    measured = machine() | {"build": builds, "lookups_per_second": lookups(arguments.lookups)}
    if arguments.json:
        print(json.dumps(measured))
        return
    for what, figures in builds.items():
        print(what, *(f"{name} {value}" for name, value in figures.items()), sep="  ")
    for kind, value in measured["lookups_per_second"].items():
        print(f"{kind}: {value} a second")


if __name__ == "__main__":
    main()
