"""How many of the numbered citations of annotated passages are linked, and whether a linked record fits what the annotation says.

    python tools/gold_links.py PASSAGES.jsonl …

Counts numbered citations of central documents by kind: those of the law-making bodies (QPPL and what was before), of the Party's
centre, and the rest (letters, reports, standards, courts, other states), which the corpus hardly holds. A link is held against
the annotated number, type and day; the annotation says no more.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from legalref import extract, open_corpus
from legalref.linking import link
from legalref.linking.context import Context
from legalref.model import Resolution
from legalref.orthography import is_party_number, number_key

LOCAL = re.compile(r"UBND|HĐND|SGD|SNN|SCT|-UB\b|/(?:TU|HU|QU|ĐU)\b|TTr-S|BTV")
LAWS = {
    "Luật", "Bộ luật", "Pháp lệnh", "Nghị quyết", "Nghị định", "Quyết định", "Chỉ thị", "Thông tư", "Thông tư liên tịch",
    "Sắc lệnh", "Lệnh", "Hiến pháp",
}  # fmt: skip


def kind_of(gold: dict[str, Any]) -> str:
    """Return the kind of a citation as it is annotated."""
    number = gold["number"] or ""
    if LOCAL.search(number):
        return "local"
    if is_party_number(number) or number.endswith("TW"):
        return "Party"
    return "law-making" if gold["type"] in LAWS else "other central"


def pairs(files: list[Path]) -> Iterator[tuple[dict[str, Any], Resolution]]:
    """Yield each annotated numbered citation that was found, with what linking made of it."""
    with open_corpus() as corpus:
        for passage in (json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()):
            citations = extract(passage["text"])
            resolutions = link(citations, corpus, Context(content=passage["text"]))
            for gold in passage["citations"]:
                if gold["kind"] not in ("full", "short") or gold.get("optional"):
                    continue
                for citation, resolution in zip(citations, resolutions, strict=True):
                    if citation.number and citation.start < gold["end"] and citation.end > gold["start"]:
                        yield gold, resolution
                        break


def fits(gold: dict[str, Any], resolution: Resolution) -> bool:
    """Tell whether the linked record has the annotated number and is of the annotated day, or differs from it avowedly."""
    record = resolution.document
    if record is None:
        return False
    same_number = number_key(record.number or "").split(" ")[0] == number_key(gold["number"] or "").split(" ")[0]
    on_day = not gold["date"] or record.issued.isoformat().startswith(gold["date"]) or "date" in resolution.differs
    return same_number and on_day


def main(files: list[Path]) -> None:
    """Count and print."""
    made, linked, right = Counter[str](), Counter[str](), Counter[str]()
    for gold, resolution in pairs(files):
        kind = kind_of(gold)
        made[kind] += 1
        linked[kind] += resolution.document is not None
        right[kind] += fits(gold, resolution)
    for kind, count in made.most_common():
        print(f"{kind}: {count} numbered, linked {linked[kind]} ({linked[kind] / count:.3f}), of these fitting {right[kind]}")


if __name__ == "__main__":
    if not sys.argv[1:]:
        sys.exit(__doc__)
    main([Path(each) for each in sys.argv[1:]])
