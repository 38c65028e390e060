"""How many faults the check finds, and how many right citations it accuses.

    python benchmarks/mutations.py [--records 400] [--seed 1] [--json] [--show]

Takes central records of the shipped corpus, writes each into sentences in the forms that texts use, and checks them as they are;
then puts in one fault at a time and checks again. A fault is caught where a finding says so that is more than «not in the
corpus» or «not enough to be certain»; a right citation is accused where an error or a warning is said of it that is not about its
validity (documents that titles name are not looked at: official titles have faults of their own). The day of the check is one on
which the record applied, but for the fault «expired». A fault that leaves nothing to hold it against (a digit of the number, with
neither day nor title beside it) is not made.
"""

import argparse
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from machine import machine

from legalref import check, open_corpus
from legalref.corpus import Corpus
from legalref.linking.titles import UNLIKE, likeness
from legalref.model import CheckedCitation, Confidence, Document, Severity, Status
from legalref.orthography import is_party_number, year_of

SURE = (Confidence.OFFICIAL, Confidence.CROSSCHECKED)
ODD_NUMBER = re.compile(r"số\d|[-/] [A-ZĐ]{2}|[A-ZĐ] [-/]")
FEWEST_WORDS = 5
UNSAID = frozenset({"LR201", "LR206"})
"""What says only that too little is known."""
RIGHT: dict[str, frozenset[str]] = {
    "digit": frozenset({"LR208", "LR209"}),
    "year": frozenset({"LR104", "LR208"}),
    "day and month": frozenset({"LR202"}),
    "date": frozenset({"LR202"}),
    "issuer": frozenset({"LR203", "LR108"}),
    "type": frozenset({"LR204", "LR103"}),
    "separators": frozenset({"LR102"}),
    "title": frozenset({"LR207"}),
    "expired": frozenset({"LR301"}),
    "provision": frozenset({"LR401"}),
}
"""Fault → the rules that name it."""


class Parts(NamedTuple):
    """What a sentence is made of."""

    type: str
    number: str
    issued: date
    issuer: str | None
    title: str | None
    pinpoint: str = ""


Form = Callable[[Parts], str]


def _spelled(day: date) -> str:
    return f"ngày {day.day:02} tháng {day.month if day.month > 2 else f'{day.month:02}'} năm {day.year}"  # noqa: PLR2004


def _slashed(day: date) -> str:
    return f"ngày {day.day:02}/{day.month if day.month > 2 else f'{day.month:02}'}/{day.year}"  # noqa: PLR2004


def _about(parts: Parts) -> str:
    title = (parts.title or "")[:1].lower() + (parts.title or "")[1:]
    return title if title.startswith(("về", "quy định", "sửa đổi", "hướng dẫn", "ban hành")) else f"về {title}"


FORMS: dict[str, Form] = {
    "basis": lambda p: f"Căn cứ {p.pinpoint}{p.type} số {p.number} {_spelled(p.issued)} của {p.issuer} {_about(p)};",
    "party": lambda p: f"Thực hiện {p.pinpoint}{p.type} số {p.number}, {_slashed(p.issued)} của {p.issuer}, đơn vị đã họp bàn.",
    "bracket": lambda p: f"Việc này đã rõ ({p.pinpoint}{p.type} số {p.number} {_slashed(p.issued)}) và được làm ngay.",
    "quoted": lambda p: f"Các đơn vị học tập {p.pinpoint}{p.type} {p.number} {_slashed(p.issued)} “{p.title}” trong quý I.",
    "issuer first": lambda p: f"Sau khi {p.issuer} ban hành {p.type} số {p.number} {_slashed(p.issued)}, mọi việc đã đổi.",
    "no date": lambda p: f"Theo {p.pinpoint}{p.type} số {p.number} của {p.issuer} {_about(p)}, mức thu không đổi.",
}
"""How texts cite: name → what writes the sentence."""
DATED = frozenset({"basis", "party", "bracket", "quoted", "issuer first"})
NAMED = frozenset({"basis", "party", "issuer first", "no date"})
"""The forms that name the issuer."""
TITLED = frozenset({"basis", "quoted", "no date"})
POINTED = frozenset({"basis", "party", "bracket", "quoted", "no date"})


class Sample(NamedTuple):
    """A sentence with a fault, or with none (`fault` is empty)."""

    fault: str
    form: str
    text: str
    as_of: date
    record: Document


def usable(corpus: Corpus) -> list[Document]:
    """Return the records that can be cited in every form: sure of their facts, of one central body, their number of no other."""
    return [each for each in corpus if _is_usable(each) and len(corpus.by_key(each.number or "")) == 1]


def _is_usable(record: Document) -> bool:
    known = record.number and record.title and record.issuer and record.confidence in SURE and not record.place
    return bool(known and "; " not in (record.issuer or "") and _is_whole(record.title or ""))


def _is_whole(title: str) -> bool:
    """Tell whether a title can stand in a sentence; one with a fault of writing in itself would be accused by right."""
    return len(title.split()) >= FEWEST_WORDS and not ODD_NUMBER.search(title)


def day_in_force(record: Document) -> date:
    """Return a day on which a record applies, as far as is known."""
    begun = (record.effective or record.issued) + timedelta(days=1)
    return begun if record.expired is None or begun < record.expired else record.issued


def samples(records: list[Document], corpus: Corpus, chance: random.Random) -> Iterator[Sample]:
    """Yield every record in every form, right and with each fault that fits the form."""
    for record in records:
        parts = Parts(record.type, record.number or "", record.issued, record.issuer, record.title)
        for form, write in FORMS.items():
            yield Sample("", form, write(parts), day_in_force(record), record)
            for fault, changed in _faults(parts, record, form, records, corpus, chance):
                day = date(2026, 11, 1) if fault == "expired" else day_in_force(record)
                yield Sample(fault, form, write(changed), day, record)


def _faults(
    parts: Parts, record: Document, form: str, records: list[Document], corpus: Corpus, chance: random.Random
) -> Iterator[tuple[str, Parts]]:
    other = chance.choice(records)
    if form in DATED or form in TITLED:
        yield "digit", parts._replace(number=_with_other_digit(parts.number, chance))
        if year_of(parts.number):
            yield "year", parts._replace(number=_with_other_year(parts.number, chance))
    if form in DATED:
        day = parts.issued
        if day.day <= 12 and day.day != day.month:  # noqa: PLR2004
            yield "day and month", parts._replace(issued=date(day.year, day.day, day.month))
        yield "date", parts._replace(issued=_other_day(day, chance))
    if form in NAMED and not is_party_number(parts.number) and other.issuer != parts.issuer:
        yield "issuer", parts._replace(issuer=other.issuer)
    yield (
        "type",
        parts._replace(type=chance.choice([each for each in ("Thông tư", "Nghị định", "Chỉ thị") if each != parts.type])),
    )
    swapped = _with_other_separators(parts.number)
    if swapped:
        yield "separators", parts._replace(number=swapped)
    is_another = (likeness(other.title or "", parts.title or "") or 1) < UNLIKE
    if form in TITLED and is_another and (year_of(parts.number) or form in DATED):
        yield "title", parts._replace(title=other.title)
    if record.status is Status.EXPIRED and record.expired:
        yield "expired", parts
    known = corpus.provisions(record)
    if form in POINTED and known and known.wording != "codified" and not known.attached:
        last = max((int(each) for each in known.dieu if each.isdigit()), default=0)
        yield "provision", parts._replace(pinpoint=f"Điều {last + 40} ")


def _with_other_digit(number: str, chance: random.Random) -> str:
    digits = number[: len(number) - len(number.lstrip("0123456789"))]
    at = chance.randrange(len(digits))
    other = chance.choice([digit for digit in "123456789" if digit != digits[at]])
    return digits[:at] + other + number[at + 1 :]


def _with_other_year(number: str, chance: random.Random) -> str:
    year = year_of(number) or ""
    other = str(int(year) + chance.choice([-2, -1, 1, 2]))
    return number.replace(f"/{year}/", f"/{other}/", 1)


def _other_day(day: date, chance: random.Random) -> date:
    other = day + timedelta(days=chance.randrange(1, 28))
    return other if other.year == day.year else day - timedelta(days=chance.randrange(1, 28))


def _with_other_separators(number: str) -> str | None:
    if is_party_number(number):
        return number.replace("-", "#", 1).replace("/", "-", 1).replace("#", "/", 1)
    if year_of(number) and number.count("/") > 1:
        return number.replace("/", "-", 1)
    return None


def is_caught(found: list[CheckedCitation]) -> set[str]:
    """Return the rules that say more of the citations than that too little is known, their validity apart."""
    return {finding.rule for each in found for finding in each.findings} - UNSAID


def measure(records: int, seed: int, show: bool) -> dict[str, Any]:
    """Return the figures."""
    chance = random.Random(seed)  # noqa: S311  # a sample, not a secret
    made, caught, named = Counter[str](), Counter[str](), Counter[str]()
    clean = accused = proposed = near = 0
    missed: dict[str, list[str]] = defaultdict(list)
    with open_corpus() as corpus:
        chosen = chance.sample(usable(corpus), records)
        for sample in samples(chosen, corpus, chance):
            found = check(sample.text, corpus, as_of=sample.as_of)
            said = is_caught(found)
            if not sample.fault:
                blamed = {rule for rule in _heavy(found[:1]) if not rule.startswith("LR3")}
                clean, accused = clean + 1, accused + bool(blamed)
                if blamed:
                    missed["accused"].append(f"{sorted(blamed)} {sample.text}")
                continue
            made[sample.fault] += 1
            relevant = said if sample.fault == "expired" else {rule for rule in said if not rule.startswith("LR3")}
            caught[sample.fault] += bool(relevant)
            named[sample.fault] += bool(relevant & RIGHT[sample.fault])
            if sample.fault in ("digit", "year"):
                near += 1
                suggestions = [each.resolution.suggestion for each in found]
                proposed += any(each and each.document.id == sample.record.id for each in suggestions)
            if not relevant & RIGHT[sample.fault]:
                missed[sample.fault].append(f"{sorted(said)} {sample.text}")
    if show:
        for fault, texts in missed.items():
            print(fault, len(texts), *chance.sample(texts, min(8, len(texts))), sep="\n  ")
    total = sum(made.values())
    return {
        "faults": total,
        "caught": round(sum(caught.values()) / total, 4),
        "right_rule": round(sum(named.values()) / max(1, sum(caught.values())), 4),
        "right_proposal": round(proposed / near, 4),
        "clean": clean,
        "accused": round(accused / clean, 4),
        "by_fault": {
            fault: {"made": count, "caught": round(caught[fault] / count, 4), "right_rule": round(named[fault] / count, 4)}
            for fault, count in made.items()
        },
    }


def _heavy(found: list[CheckedCitation]) -> set[str]:
    return {finding.rule for each in found for finding in each.findings if finding.severity is not Severity.INFO}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true", help="print some of what was missed")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    figures = measure(arguments.records, arguments.seed, arguments.show)
    if arguments.json:
        print(json.dumps(machine() | figures, ensure_ascii=False))
        return
    for name, value in figures.items():
        if name != "by_fault":
            print(f"{name}: {value}")
    for fault, row in figures["by_fault"].items():
        print(f"  {fault}: {row['made']} made, caught {row['caught']}, by its own rule {row['right_rule']}")


if __name__ == "__main__":
    main()
