"""How long the page and the copies of a checked text take, beside the check itself.

    python benchmarks/reporting.py [--megabytes 1] [--json]

The text is the example article again and again, some 5,500 citations a megabyte, as it is and as a Word document of one run a
paragraph. Times are of one process that has the corpus open, the best of three.
"""

import argparse
import io
import json
import time
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from xml.sax.saxutils import escape

from machine import machine

from legalref.checking import examine
from legalref.indexing import open_corpus
from legalref.model import Edit, Text
from legalref.reading.content import Budget
from legalref.reading.docx import read
from legalref.reporting.commenting import comments
from legalref.reporting.docx_comments import commented
from legalref.reporting.docx_edits import edited
from legalref.reporting.html import report

ARTICLE = Path(__file__).parents[1] / "examples/bai-viet.txt"
OFFICE = "http://schemas.openxmlformats.org"
W = f"{OFFICE}/wordprocessingml/2006/main"
RELATIONS = f"{OFFICE}/package/2006/relationships"
NAME = "word/document.xml"


def word(text: str) -> bytes:
    """Return a Word document with the lines of a text as paragraphs."""
    lines = (f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>' for line in text.splitlines() if line)
    kind = f"{OFFICE}/officeDocument/2006/relationships/officeDocument"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{OFFICE}/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r" Type="{kind}" Target="{NAME}"/></Relationships>',
        NAME: f'<w:document xmlns:w="{W}"><w:body>{"".join(lines)}</w:body></w:document>',
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream.getvalue()


def best(work: Callable[[], object], times: int = 3) -> float:
    """Return the seconds of the fastest of several runs."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken)


def measure(megabytes: float) -> dict[str, float]:
    """Return seconds by what was done, and the sizes."""
    article = ARTICLE.read_text("utf-8")
    content = "\n".join(article for _ in range(int(megabytes * 1_000_000 / len(article)) + 1))
    data = word(content)
    text = Text("a.docx", *read(data, "a.docx", Budget("a.docx")), "docx")
    with open_corpus() as corpus:
        found = examine(text, corpus)
        checking = best(lambda: examine(text, corpus), 1)
    said = comments(found.citations, "vi")
    edits = [Edit(each.citation.start, each.citation.start + 1, "X") for each in found.citations]
    when = datetime(2026, 1, 1, tzinfo=UTC)
    return {
        "citations": len(found.citations),
        "comments": len(said),
        "page, MB": round(len(report([found], None, 0, "vi").encode()) / 1_000_000, 1),
        "check, s": round(checking, 2),
        "page, s": round(best(lambda: report([found], None, 0, "vi")), 2),
        "comments, s": round(best(lambda: commented(text, data, said, Budget("a.docx"), when=when)), 2),
        "corrections, s": round(best(lambda: edited(text, data, edits, Budget("a.docx"))), 2),
    }


def main() -> None:
    """Print the measures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--megabytes", type=float, default=1)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = measure(options.megabytes)
    if options.json:
        print(json.dumps(found))
        return
    print(machine())
    for name, value in found.items():
        print(f"{name:<16}{value:>12,}")


if __name__ == "__main__":
    main()
