"""How fast a search is: on the shipped corpus and on a country's registry, beside SQLite's FTS5 and tantivy.

    python benchmarks/searching.py [--registry FILE] [--records N] [--queries 100] [--rounds 3] [--keep FOLDER] [--json]

Every query goes through `Index.search`, as the program asks it: read, found, ranked, the records of the page fetched with
their validity and marks. Milliseconds are of one process with everything opened; of each query the best of the rounds is taken
(others may be at work on the machine), of a kind the median and the value that 95 of 100 queries keep to. Building is
measured in seconds of processor time, and so is adding; a fresh process in wall time, the best of ten. Without the registry,
only the shipped corpus is measured; without tantivy, it is left out.
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import islice
from pathlib import Path
from random import Random
from statistics import quantiles
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import msgspec
from machine import machine
from registry import LIST, records
from rivals import Asked, Fts5, Tantivy
from texts import document as text_of

from legalref.collecting.holdings import Holding
from legalref.collecting.keeping import keeping
from legalref.corpus import Corpus, catalogue
from legalref.corpus.facts import DOCUMENT_FILES, RELATION_FILES
from legalref.indexing import ready
from legalref.indexing.generation import CATALOGUE, WORDS
from legalref.indexing.places import CORPUS_VARIABLE, INDEX_VARIABLE, OWN_VARIABLE, facts_folder
from legalref.model import Order
from legalref.orthography import words
from legalref.searching import Index
from legalref.searching.building import build as build_words

LONG = 5
"""Words of a title that queries are made of."""
FRESH = "from legalref.cli.main import main; main()"


class Kind(NamedTuple):
    """A kind of query: how the table calls it, and the milliseconds that it may take on the shipped corpus and the registry."""

    says: str
    shipped: int
    registry: int


KINDS = {
    "number": Kind("number", 1, 2),
    "and": Kind("two or three words, AND, top 20", 5, 20),
    "facets": Kind("the same + filter + five facet counts", 8, 25),
    "typing": Kind("the word being typed", 8, 25),
    "or": Kind("any of the words (OR), top 20", 8, 30),
    "phrase": Kind("phrase", 8, 40),
    "typo": Kind("one typing error, when nothing else was found", 15, 60),
    "date": Kind("everything, sorted by date, page 1 and page 100", 5, 15),
}


def queries(corpus: Corpus, count: int) -> dict[str, list[Asked]]:
    """Return `count` queries of each kind, made of numbers and titles that the corpus has, the same each time."""
    random = Random(2026)  # noqa: S311  # no secret
    documents = [corpus.at([random.randrange(1, corpus.size + 1)])[0] for _ in range(8 * count)]
    numbers = [document.number for document in documents if document.number]
    titles = [(title, document) for document in documents if len(title := words(document.title or "")) >= LONG]
    made: dict[str, list[Asked]] = {kind: [] for kind in KINDS}
    for at in range(count):
        title, document = titles[at]
        few = tuple(random.sample(title, random.choice((2, 3))))
        start = random.randrange(len(title) - 3)
        last = random.choice(title)
        made["number"].append(Asked("number", number=numbers[at]))
        made["and"].append(Asked("and", few))
        made["facets"].append(Asked("facets", few, type=document.type))
        made["typing"].append(Asked("typing", few[:1], beginning=last[: random.choice((2, 2, 3))]))
        made["or"].append(Asked("or", tuple(random.choice(random.choice(titles)[0]) for _ in range(3))))
        made["phrase"].append(Asked("phrase", tuple(title[start : start + random.choice((2, 3, 4))])))
        made["typo"].append(Asked("typo", tuple(_mistyped(title[start : start + 3], random))))
        made["date"].append(Asked("date", page=1 + 99 * (at % 2)))
    return made


def _mistyped(title: list[str], random: Random) -> list[str]:
    """Return words of which the longest has a letter that no syllable has there."""
    longest = max(title, key=len)
    at = random.randrange(len(longest))
    return [word if word != longest else word[:at] + random.choice("fjwz") + word[at + 1 :] for word in title]


class Ours:
    """The search of legalref, as the program asks it."""

    name = "legalref"

    def __init__(self, index: Index) -> None:
        """Ask `index`."""
        self._index = index

    def ask(self, asked: Asked) -> int:
        """Answer a query and return how many records it has."""
        text = " ".join(asked.words)
        search = self._index.search
        ways: dict[str, Callable[[], Any]] = {
            "number": lambda: search(asked.number),
            "and": lambda: search(text),
            "facets": lambda: search(f'{text} loai:"{asked.type}"', facets=True),
            "typing": lambda: search(f"{text} {asked.beginning}", typing=True),
            "or": lambda: search(" OR ".join(asked.words)),
            "phrase": lambda: search(f'"{text}"'),
            "typo": lambda: search(text),
            "date": lambda: search("", page=asked.page, order=Order.DATE),
        }
        return int(ways[asked.kind]().total)


def measured(system: Any, asked: list[Asked], rounds: int) -> dict[str, float] | None:
    """Return the median and the 95th percentile of what queries take, in milliseconds; None where they cannot be asked."""
    best = [float("inf")] * len(asked)
    for _ in range(rounds):
        for at, query in enumerate(asked):
            begun = time.perf_counter()
            if system.ask(query) is None:
                return None
            best[at] = min(best[at], 1000 * (time.perf_counter() - begun))
    parts = quantiles(best, n=100)
    return {"p50": round(parts[49], 2), "p95": round(parts[94], 2)}


class Built(NamedTuple):
    """What was measured of building."""

    folder: Path
    figures: dict[str, Any]


def built(facts: Path, folder: Path) -> Built:
    """Build the index of `facts` in a process of its own, as the program does."""
    program = (
        "import sys, time, resource, json; from pathlib import Path; from legalref.indexing import build\n"
        "made = build(*map(Path, sys.argv[1:3]), own=Path(sys.argv[3]))\n"
        "print(json.dumps([str(made), time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3]))"
    )
    line = [sys.executable, "-c", program, str(folder / "index"), str(facts), str(folder / "none")]
    done = subprocess.run(line, capture_output=True, check=True, text=True)  # noqa: S603  # our own program
    generation, seconds, most = json.loads(done.stdout)
    made = Path(generation)
    size = sum((facts / name).stat().st_size for name in DOCUMENT_FILES)
    words_size = sum(file.stat().st_size for file in (made / WORDS).iterdir())
    with Corpus(made / CATALOGUE) as corpus:
        count = corpus.size
    figures = {
        "records": count,
        "records a second of processor time": round(count / seconds),
        "most megabytes": round(most),
        "words, of the records' JSON": round(words_size / size, 2),
        "with the catalogue": round((words_size + (made / CATALOGUE).stat().st_size) / size, 2),
    }
    return Built(made, figures)


def added(registry: Path, facts: Path, index: Path, own: Path) -> dict[str, float]:
    """Return the seconds, of wall time and of processor time, in which 100 records of the office's own come into the index."""
    with keeping(own) as keeper:
        for document in islice(records(registry), 100):
            again = msgspec.structs.replace(document, id=f"{document.id}~own", number=f"{document.number}-own")
            keeper.put(Holding(again, (), (), ()))
        keeper.commit()
    begun = time.perf_counter(), time.process_time()
    ready(index, facts, own=own)
    return {"seconds": round(time.perf_counter() - begun[0], 2), "of the processor": round(time.process_time() - begun[1], 2)}


def full_text(registry: Path, folder: Path, megabytes: float) -> dict[str, float]:
    """Return megabytes a second of processor time in which full texts come into an index, and what that holds of them."""
    random, texts = Random(7), {}  # noqa: S311  # no secret
    documents = [msgspec.structs.replace(document, mentions=None) for document in islice(records(registry), int(megabytes * 10))]
    for document in documents:
        texts[document.id] = text_of("Vietnamese", random, 80_000)
    size = sum(len(text.encode()) for text in texts.values()) / 1e6
    catalogue.build(folder / CATALOGUE, documents)
    with Corpus(folder / CATALOGUE) as corpus:
        begun = time.process_time()
        build_words(folder / WORDS, corpus, date.today(), text=lambda document: texts[document.id])
        seconds = time.process_time() - begun
    held = sum(file.stat().st_size for file in (folder / WORDS).iterdir()) / 1e6
    return {"megabytes": round(size, 1), "a second": round(size / seconds, 1), "of the texts": round(held / size, 2)}


def fresh(facts: Path, index: Path, asked: list[Asked]) -> float:
    """Return the milliseconds of wall time of the best of ten commands that search."""
    environment = {CORPUS_VARIABLE: str(facts), INDEX_VARIABLE: str(index), OWN_VARIABLE: str(index / "none")}
    paths = {"PYTHONPATH": ":".join(path for path in sys.path if path), "PATH": ""}
    best = float("inf")
    for query in asked[:10]:
        begun = time.perf_counter()
        line = [sys.executable, "-c", FRESH, "search", *query.words]
        subprocess.run(line, env=environment | paths, capture_output=True, check=True)  # noqa: S603  # our own program
        best = min(best, time.perf_counter() - begun)
    return round(1000 * best)


def side_by_side(facts: Path, folder: Path, count: int, rounds: int) -> dict[str, Any]:
    """Return all figures of one corpus."""
    made = built(facts, folder)
    result: dict[str, Any] = {"build": made.figures, "systems": {}}
    with Index(made.folder / WORDS, Corpus(made.folder / CATALOGUE)) as index:
        asked = queries(index.corpus, count)
        for system in (Ours(index), *_rivals(folder, index.corpus)):
            print(f"{folder.name}: {system.name} …", file=sys.stderr)
            result["systems"][system.name] = {kind: measured(system, some, rounds) for kind, some in asked.items()}
        result["fresh"] = fresh(facts, folder / "index", asked["and"])  # last: the disk is done with what was built
    return result


def _rivals(folder: Path, corpus: Corpus) -> Iterator[Any]:
    yield Fts5(folder / "fts5.sqlite", corpus)
    try:
        yield Tantivy(folder / "tantivy", corpus)
    except ImportError:
        print("tantivy is not installed and left out", file=sys.stderr)


def write_facts(folder: Path, file: Path, most: int | None) -> None:
    """Write the registry as facts."""
    folder.mkdir()
    encode = msgspec.json.Encoder().encode
    with (folder / DOCUMENT_FILES[0]).open("wb") as stream:
        for document in islice(records(file), most):
            stream.write(encode(document) + b"\n")
    for name in (*DOCUMENT_FILES[1:], *RELATION_FILES):
        (folder / name).touch()


@contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    if kept:
        kept.mkdir(parents=True)
        yield kept
    else:
        with TemporaryDirectory() as made:
            yield Path(made)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--registry", type=Path, default=LIST)
    parser.add_argument("--records", type=int, help="no more of the registry than these")
    parser.add_argument("--queries", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="make the indexes here and keep them")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    result: dict[str, Any] = {"machine": machine()}
    with _folder(given.keep) as folder:
        (folder / "shipped").mkdir()
        result["shipped"] = side_by_side(facts_folder(), folder / "shipped", given.queries, given.rounds)
        if given.registry.is_file():
            write_facts(folder / "facts", given.registry, given.records)
            (folder / "registry").mkdir()
            result["registry"] = side_by_side(folder / "facts", folder / "registry", given.queries, given.rounds)
            result["added"] = added(given.registry, folder / "facts", folder / "registry" / "index", folder / "own")
            (folder / "texts").mkdir()
            result["full text"] = full_text(given.registry, folder / "texts", 20)
    print(json.dumps(result, indent=2) if given.json else table(result))


def table(result: dict[str, Any]) -> str:
    """Return the figures as tables."""
    lines = [" · ".join(str(value) for value in result["machine"].values())]
    for corpus in ("shipped", "registry"):
        if corpus in result:
            lines += _table(corpus, result[corpus])
    lines += ["", *(f"{name}: {result[name]}" for name in ("added", "full text") if name in result)]
    return "\n".join(lines)


def _table(corpus: str, figures: dict[str, Any]) -> list[str]:
    systems = figures["systems"]
    lines = ["", f"{corpus}: " + ", ".join(f"{name} {value}" for name, value in figures["build"].items())]
    lines += ["", f"| p50 / p95 in ms | aim | {' | '.join(systems)} |", "| --- " * (len(systems) + 2) + "|"]
    for kind, row in KINDS.items():
        values = [f"{got[kind]['p50']} / {got[kind]['p95']}" if got[kind] else "–" for got in systems.values()]
        lines.append(f"| {row.says} | {getattr(row, corpus)} | {' | '.join(values)} |")
    aim = {"shipped": 350, "registry": 450}[corpus]
    lines.append(f"| first result of a fresh process | {aim} | {figures['fresh']} |" + " |" * (len(systems) - 1))
    return lines


if __name__ == "__main__":
    main()
