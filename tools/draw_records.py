"""Draw records at random, to be checked against a second source.

    python tools/draw_records.py [COUNT] [--seed SEED] [--corpus FOLDER] [--family state|party|front|local] [--strong]

Prints one record a line, tab-separated: number, type, issuer, day, effective, status, title, sources, id. The same seed draws the
same records from the same facts. Write down for each: what the second source says, and where.
"""

import argparse
import random
from pathlib import Path

from legalref.corpus.facts import load_documents
from legalref.corpus.stats import family
from legalref.model import Confidence, Document


def line(document: Document) -> str:
    """Return a record as one line."""
    values = (
        document.number,
        document.type,
        document.issuer,
        document.issued,
        document.effective,
        document.status,
        document.title,
    )
    return "\t".join([*(str(value or "—") for value in values), ", ".join(document.sources), document.id])


def main(folder: Path, count: int, seed: int, wanted: str | None, *, strong: bool) -> None:
    """Print `count` records of the corpus in `folder`."""
    documents = [document for document in load_documents(folder) if wanted in (None, family(document))]
    if strong:
        documents = [document for document in documents if document.confidence is not Confidence.SINGLE]
    drawn = random.Random(seed).sample(documents, min(count, len(documents)))  # noqa: S311  # no secret
    for document in sorted(drawn, key=lambda document: document.issued):
        print(line(document))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("count", type=int, nargs="?", default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--family", choices=("state", "party", "front", "local"))
    parser.add_argument("--strong", action="store_true", help="leave the weak tier out")
    given = parser.parse_args()
    main(given.corpus, given.count, given.seed, given.family, strong=given.strong)
