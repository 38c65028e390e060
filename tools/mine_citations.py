"""Read citations of central State documents that the corpus does not hold out of official texts, as rows for `corpus/collected/`.

    python tools/mine_citations.py SOURCE FOLDER … > corpus/collected/state-cited.jsonl

SOURCE is what the rows call the texts; the name of the file is added. A document ships as `mined` where two files give the same
day, else as `single`. Left out: odd spellings, days in conflict, days that leave the order of their register, types that do not
fit their symbol, local and Party papers, and titles that seem cut.
"""

import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any, NamedTuple

from legalref import extract, open_corpus, read
from legalref.checking.symbols import type_code
from legalref.corpus import Corpus
from legalref.errors import LegalrefError
from legalref.linking.bodies import listed_bodies
from legalref.linking.near import neighbours_against
from legalref.model import Citation, Form, Kind
from legalref.orthography import is_party_number, number_key, year_of

LOCAL = re.compile(r"UBND|HĐND|QĐ-UB$|-UB$")
PLAIN = re.compile(r"\d{1,5}[a-z]?/(?:\d{4}/)?[A-ZĐ][A-Za-zĐ&]*\d{0,2}(?:-[A-ZĐ][A-Za-zĐ&]*\d{0,2})*")
CUT = re.compile(r"- |/\d{4}$|(?:của|về|và|các|theo|tại|số|ngày|này)$", re.IGNORECASE)
ODD = {Form.SLIP, Form.ENCODING, Form.SWAPPED, Form.NO_SEPARATOR, Form.REPEATED}
AGREEMENT = 0.6
"""Share of the files that must give the day taken."""
SHORTEST, LONGEST = 20, 300
"""Code points of a title that is believed."""


class Seen(NamedTuple):
    """A citation and the file that it stands in."""

    citation: Citation
    file: str


def seen_in(folder: Path, corpus: Corpus) -> dict[tuple[str, str], list[Seen]]:
    """Return (type, key of the number) → the dated citations of documents that the corpus does not hold."""
    found: dict[tuple[str, str], list[Seen]] = defaultdict(list)
    for file in sorted(folder.iterdir()):
        try:
            citations = extract(read(file))
        except LegalrefError as error:
            print(error.say("en"), file=sys.stderr)
            continue
        for citation in citations:
            if _is_wanted(citation, corpus):
                found[citation.type or "", number_key(citation.number or "")].append(Seen(citation, file.name))
    return found


def _is_wanted(citation: Citation, corpus: Corpus) -> bool:
    number, day = citation.number or "", citation.day
    if citation.kind is not Kind.FULL or day is None or not citation.type or ODD & set(citation.form):
        return False
    if not PLAIN.fullmatch(number) or LOCAL.search(number) or is_party_number(number) or corpus.by_key(number):
        return False
    code = type_code(number)
    fits = code is not None and citation.type in code[1] and year_of(number) in (None, str(day.year))
    return fits and neighbours_against(citation, day, corpus) is None


def row(seen: list[Seen], source: str) -> dict[str, Any] | None:
    """Return what the citations of one document say together; None where their days are in conflict."""
    files = {day: {each.file for each in seen if each.citation.date == day} for day in {each.citation.date for each in seen}}
    day = max(files, key=lambda each: len(files[each]))
    if len(files[day]) < AGREEMENT * sum(map(len, files.values())):
        return None
    of_day = [each.citation for each in seen if each.citation.date == day]
    issuers = Counter("; ".join(sorted(listed_bodies(each.issuer))) for each in of_day if each.issuer)
    titles = [each.title for each in of_day if each.title and SHORTEST < len(each.title) < LONGEST and not CUT.search(each.title)]
    return {
        "number": of_day[0].number,
        "type": of_day[0].type,
        "issuer": (issuers.most_common(1)[0][0] or None) if issuers else None,
        "issued": day,
        "title": max(titles, key=len) if titles else None,
        "sources": [f"{source}:{name}" for name in sorted(files[day])],
        "confidence": "mined" if len(files[day]) > 1 else "single",
    }


def main(source: str, folders: list[Path]) -> None:
    """Print the rows, sorted."""
    found: dict[tuple[str, str], list[Seen]] = defaultdict(list)
    with open_corpus() as corpus:
        for folder in folders:
            for key, seen in seen_in(folder, corpus).items():
                found[key] += seen
    rows = [made for seen in found.values() if (made := row(seen, source))]
    for made in sorted(rows, key=lambda each: (each["issued"], each["number"])):
        print(json.dumps(made, ensure_ascii=False))


if __name__ == "__main__":
    if len(sys.argv) < 3:  # noqa: PLR2004
        sys.exit(__doc__)
    main(sys.argv[1], [Path(each) for each in sys.argv[2:]])
