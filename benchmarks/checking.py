"""How many citations a second are extracted, linked and checked, in one process.

    python benchmarks/checking.py [FOLDER] [--citations 3000] [--rounds 3] [--json]

Takes the .txt files of FOLDER; without one, texts made of records of the shipped corpus in the sentence forms of mutations.py, a
record in one sentence only and in one round only: what was found of a document is remembered, so that texts which cite the same
again and again are faster than these. Nothing is remembered from part to part and from round to round; the best round counts, in
processor time. `link` is linking alone; `check` all that `examine` does after the extraction: the text's own head, linking,
validity and the rules; `all` is `examine` itself. Ratios compare within one run; seconds do not compare across machines.
"""

import argparse
import gc
import json
import time
from collections.abc import Callable, Sequence
from datetime import date
from functools import _lru_cache_wrapper
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from machine import machine
from mutations import FORMS, Parts, usable

from legalref import extract, open_corpus
from legalref.checking import examine
from legalref.checking.own import own
from legalref.corpus import Corpus
from legalref.linking import link
from legalref.linking.context import Context
from legalref.model import Document, Text

A_TEXT = 50
"""Citing sentences of a made text."""
AS_OF = date(2026, 11, 1)


class Round(NamedTuple):
    """Seconds of each part over all texts, and how many citations these hold."""

    citations: int
    extract: float
    link: float
    examine: float


def made(records: Sequence[Document]) -> list[Text]:
    """Return texts that cite each record once."""
    forms = list(FORMS.values())
    sentences = [
        forms[at % len(forms)](Parts(record.type, record.number or "", record.issued, record.issuer, record.title))
        for at, record in enumerate(records)
    ]
    return [Text("-", "\n".join(sentences[at : at + A_TEXT]) + "\n") for at in range(0, len(sentences), A_TEXT)]


def given(folder: Path) -> list[Text]:
    """Return the texts of a folder."""
    return [Text(file.name, file.read_text("utf-8", "replace")) for file in sorted(folder.rglob("*.txt"))]


def taken(work: Callable[[], object]) -> float:
    """Return the seconds of processor time that some work takes when nothing is remembered but patterns and tables."""
    for each in gc.get_objects():
        if isinstance(each, _lru_cache_wrapper) and each.cache_parameters()["maxsize"]:
            each.cache_clear()
    begun = time.process_time()
    work()
    return time.process_time() - begun


def once(texts: Sequence[Text]) -> Round:
    """Measure one round."""
    with open_corpus() as corpus:
        found = [(text, extract(text)) for text in texts]
        contexts = [Context(head.day, head.place, text.content) for text in texts for head in [own(text)]]
        return Round(
            sum(len(cited) for _, cited in found),
            taken(lambda: [extract(text) for text in texts]),
            taken(lambda: [link(cited, corpus, at) for (_, cited), at in zip(found, contexts, strict=True)]),
            taken(lambda: [examine(text, corpus, as_of=AS_OF) for text in texts]),
        )


def figures(rounds: Sequence[Round]) -> dict[str, Any]:
    """Return citations a second, of the best round of each part."""
    return {
        "citations": rounds[0].citations,
        "extract": round(max(each.citations / each.extract for each in rounds)),
        "link": round(max(each.citations / each.link for each in rounds)),
        "check": round(max(each.citations / (each.examine - each.extract) for each in rounds)),
        "all": round(max(each.citations / each.examine for each in rounds)),
    }


def measure(folder: Path | None, citations: int, rounds: int) -> dict[str, Any]:
    """Return the figures."""
    if folder:
        texts = [given(folder)] * rounds
    else:
        with open_corpus() as corpus:
            texts = [made(some) for some in _drawn(corpus, citations, rounds)]
    once(texts[0][:1])  # patterns and tables are made on first use
    return figures([once(some) for some in texts])


def _drawn(corpus: Corpus, citations: int, rounds: int) -> list[list[Document]]:
    """Return for each round other records than for the rest."""
    records = usable(corpus)
    Random(2026).shuffle(records)  # noqa: S311  # a sample, not a secret
    return [records[at : at + citations] for at in range(0, rounds * citations, citations) if records[at : at + citations]]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--citations", type=int, default=3000, help="sentences of made texts in a round")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    found = machine() | measure(arguments.folder, arguments.citations, arguments.rounds)
    if arguments.json:
        print(json.dumps(found, ensure_ascii=False))
        return
    for name, value in found.items():
        print(f"{name:12}{value}")


if __name__ == "__main__":
    main()
