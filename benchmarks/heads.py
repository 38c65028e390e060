"""How often the head of a document is read right: number, day, type, issuer, title, on real files and on made ones.

    python benchmarks/heads.py [--part all|open|aside] [--made 400] [--texts ARCHIVE] [--json] [--faults]

Real files are those of ../shared/texts/dev-texts.tar.xz whose documents the corpus knows. Which record is a file's is told by its
name and the archive's own list, never by what is read in it; the record is the truth. Every second file is kept `aside`: nobody
looked at it while the reader was written. Made files are .docx, .txt and .html in every layout, from records chosen by chance.

A field is right where it equals the record's; titles and issuers compare without case, accents and punctuation. What is not read
counts as not right; fields that the record has not are not counted. In brackets: how many were read as something else, which
would mislead, and the `fair` share without the files of benchmarks/heads-disputed.toml, which were read by eye.
"""

import argparse
import json
import tarfile
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import regex
from made_heads import LAYOUTS, write

from legalref.corpus.facts import load_documents
from legalref.errors import UnreadableInput
from legalref.extraction import extract
from legalref.heads.head import Head, read_head
from legalref.model import Document
from legalref.orthography import number_key, slug, words
from legalref.reading import read

ROOT = Path(__file__).resolve().parents[1]
TEXTS = ROOT.parent / "shared" / "texts" / "dev-texts.tar.xz"
ASKED = {"number": 0.98, "issued": 0.98, "type": 0.98, "issuer": 0.95, "title": 0.90}
FOLDERS = ("congbao_hrmaster", "vlc", "ocr", "tcvn3-original", "phapdien", "vbpl_review")
HEADED = ("gazette", "laws", "scans")
GROUPS = {
    "congbao_hrmaster": "gazette",
    "vlc": "laws",
    "ocr": "scans",
    "tcvn3-original": "old .doc",
    "phapdien": "one-line heads",
}
LAW_TYPES = ("Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp")
MOST_ONE_LINE = 300
MOST_DAYS = 400


class Case(NamedTuple):
    """A file, the group it is counted in, whether it is kept aside, and the record that is the truth."""

    path: Path
    group: str
    aside: bool
    truth: Document


def unpack(archive: Path, folder: Path) -> Path:
    """Unpack the files of the archive that are used."""
    with tarfile.open(archive) as packed:
        members = [each for each in packed if each.isfile() and each.name.split("/")[1] in (*FOLDERS, "MANIFEST.jsonl")]
        packed.extractall(folder, members, filter="data")
    return folder / "dev-texts"


def real_cases(folder: Path, records: list[Document]) -> Iterator[Case]:
    """Yield the files whose record is known."""
    listed = {row["path"]: row for row in map(json.loads, (folder / "MANIFEST.jsonl").read_text("utf-8").splitlines())}
    by_key: dict[str, list[Document]] = {}
    for record in records:
        by_key.setdefault(number_key(record.number or ""), []).append(record)
    for kind, group in GROUPS.items():
        files = sorted((folder / kind).iterdir())
        for at, file in enumerate(files[::5][:MOST_ONE_LINE] if kind == "phapdien" else files):
            number = listed.get(f"{kind}/{file.name}", {}).get("number")
            truth = record_of(file, kind, number, by_key)
            if truth is not None:
                yield Case(file, group, at % 2 == 0, truth)


def record_of(file: Path, kind: str, number: str | None, by_key: dict[str, list[Document]]) -> Document | None:
    """Return the record of a file, None where its name and the archive's list do not tell one alone."""
    if kind == "congbao_hrmaster":
        match = regex.fullmatch(r"(?P<type>[a-z-]+?)-so-(?P<number>.+)-[0-9]+", file.stem)
        found = by_key.get(number_key(match["number"]), []) if match else []
        found = [record for record in found if match and slug(record.type) == match["type"] and printed_after(file, record)]
    elif kind == "vlc":
        ordinal = number_key(number or "-").rsplit(" ", 1)[0]
        found = [
            each for key, rows in by_key.items() if number and key.startswith(ordinal) for each in rows if each.type in LAW_TYPES
        ]
        name = file.stem.removeprefix("bo-luat-").removeprefix("luat-")
        found = [each for each in found if name in slug(each.title or "") and regex.search("QH[0-9]|CTN|HĐNN", each.number or "")]
    elif kind == "phapdien":
        day = file.stem[-10:]
        found = [record for record in by_key.get(number_key(number or ""), []) if record.issued.isoformat() == day]
    elif kind == "ocr":
        match = regex.search(r"([0-9]+-QD-[A-Z]+)", file.stem)
        found = by_key.get(number_key(match[1]), []) if match else []
    else:
        found = []
    return found[0] if len(found) == 1 else None


def printed_after(file: Path, record: Document) -> bool:
    """Tell whether a print of the gazette is of a document: its day is at most a year after; numbers begin anew each year."""
    day = regex.search(r"CÔNG BÁO/Số [0-9 +]+/Ngày ([0-9]+)-([0-9]+)-([0-9]{4})", file.read_text("utf-8")[:500])
    printed = date(*map(int, reversed(day.groups()))) if day else record.issued
    return 0 <= (printed - record.issued).days < MOST_DAYS


def made_cases(folder: Path, records: list[Document], count: int) -> Iterator[Case]:
    """Yield files made of records chosen by chance, the same ones each time, in all layouts in turn."""
    random = Random(20)  # noqa: S311  # no secret
    for layout in LAYOUTS:
        fits = [record for record in records if record.number and record.issuer and record.title and layout.fits(record)]
        for at, record in enumerate(random.sample(fits, min(len(fits), -(-count // len(LAYOUTS))))):
            path = folder / f"{layout.name}-{at}{layout.suffix}"
            write(path, layout, record, random)
            yield Case(path, f"made: {layout.name}", at % 2 == 0, record)


def head_of(path: Path) -> Head:
    """Read a file's head as the program does; an empty one where the file has no text."""
    try:
        text = read(path)
    except UnreadableInput:
        return Head()
    return read_head(text, extract(text))


def plain_title(title: str | None) -> str:
    """Return what is compared of a title."""
    found = " ".join(words(title or ""))
    return regex.sub(r"^(?:hop nhat )?(?:v v |ve viec |ve )?", "", found)


def same(field: str, read_: Any, true: Any) -> bool:
    """Tell whether a field was read right."""
    if field == "title":
        return plain_title(read_) == plain_title(true)
    if field == "issuer":
        return sorted(map(slug, (read_ or "").split("; "))) == sorted(map(slug, true.split("; ")))
    if field == "number":
        return read_ is not None and read_ == true
    return bool(read_ == true)


def disputed() -> set[tuple[str, str]]:
    """Return the files and fields of which the record or the file itself is at fault."""
    rows = tomllib.loads((Path(__file__).parent / "heads-disputed.toml").read_text("utf-8"))["disputed"]
    return {(row["file"], row["field"]) for row in rows}


def measure(cases: list[Case]) -> tuple[dict[str, Counter[str]], list[dict[str, str]]]:
    """Return for each group how many fields were asked, right and wrong, and what was not right."""
    counts: dict[str, Counter[str]] = {}
    faults: list[dict[str, str]] = []
    not_ours = disputed()
    for case in cases:
        head = head_of(case.path)
        group = counts.setdefault(f"{case.group} ({'aside' if case.aside else 'open'})", Counter())
        group["files"] += 1
        for field in ASKED:
            true, found = getattr(case.truth, field), getattr(head, field)
            if true is None:
                continue
            right = same(field, found, true)
            group[f"{field} asked"] += 1
            group[f"{field} right"] += right
            group[f"{field} wrong"] += not right and found is not None
            group[f"{field} disputed"] += not right and (case.path.name, field) in not_ours
            if not right:
                faults.append(
                    {"file": case.path.name, "group": case.group, "field": field, "read": str(found), "record": str(true)}
                )
    return counts, faults


def headless(folder: Path) -> Counter[str]:
    """Return how many of the texts without a head gave a number or a day, which would be a guess."""
    found: Counter[str] = Counter()
    for file in sorted((folder / "vbpl_review").iterdir()):
        head = head_of(file)
        found["files"] += 1
        found["guessed"] += head.number is not None or head.issued is not None
    return found


def total(counts: dict[str, Counter[str]], groups: tuple[str, ...], part: str) -> Counter[str]:
    """Return the sum of the groups whose names begin so, of `open`, `aside` or both."""
    chosen = [
        count for name, count in counts.items() if name.startswith(groups) and (part == "all" or name.endswith(f"({part})"))
    ]
    return sum(chosen, Counter())


def share(part: int, whole: int) -> float | None:
    """Return a part of the whole, to the thousandth."""
    return round(part / whole, 3) if whole else None


def shares(count: Counter[str]) -> dict[str, Any]:
    """Return the share of right and of wrong values of each field."""
    return {
        field: {
            "asked": count[f"{field} asked"],
            "right": share(count[f"{field} right"], count[f"{field} asked"]),
            "wrong": count[f"{field} wrong"],
            "disputed": count[f"{field} disputed"],
            "fair": share(count[f"{field} right"], count[f"{field} asked"] - count[f"{field} disputed"]),
        }
        for field in ASKED
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=("all", "open", "aside"), default="all")
    parser.add_argument("--made", type=int, default=400, help="made files in all layouts together")
    parser.add_argument("--texts", type=Path, default=TEXTS)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--faults", action="store_true", help="list what was not right")
    options = parser.parse_args()
    records = load_documents(ROOT / "corpus")
    with TemporaryDirectory() as made:
        folder = Path(made)
        cases = list(made_cases(folder, records, options.made))
        none: Counter[str] = Counter()
        if options.texts.is_file():
            texts = unpack(options.texts, folder)
            cases += real_cases(texts, records)
            none = headless(texts)
        wanted = [case for case in cases if options.part == "all" or case.aside == (options.part == "aside")]
        counts, faults = measure(wanted)
    report = {
        "asked": ASKED,
        "real": {
            part: {"files": (sums := total(counts, HEADED, part))["files"], **shares(sums)} for part in ("all", "open", "aside")
        },
        "made": {"files": (sums := total(counts, ("made",), "all"))["files"], **shares(sums)},
        "groups": {name: {"files": count["files"], **shares(count)} for name, count in sorted(counts.items())},
        "without a head": dict(none),
        "faults": faults,
    }
    if options.json:
        print(json.dumps(report, ensure_ascii=False, indent=1))
        return
    show(report)
    if options.faults:
        for fault in faults:
            print(
                f"{fault['group']}: {fault['file']}: {fault['field']}\n    read   {fault['read']}\n    record {fault['record']}"
            )


def show(report: dict[str, Any]) -> None:
    """Print the report as tables."""
    print(f"{'':36}{'files':>6}" + "".join(f"{field:>20}" for field in ASKED))
    rows = {f"real files, {part}": report["real"][part] for part in ("all", "open", "aside")}
    rows |= {"made files": report["made"]} | report["groups"]
    for name, row in rows.items():
        print(f"{name:36}{row['files']:>6}" + "".join(f"{cell(row[field]):>20}" for field in ASKED))
    print(f"{'asked':42}" + "".join(f"{share:>20}" for share in ASKED.values()))
    print(f"texts without a head: {report['without a head']}")


def cell(row: dict[str, Any]) -> str:
    """Return the share that is right, how many were read wrong, and the share where nothing is disputed."""
    if not row["asked"]:
        return "-"
    fair = f", fair {row['fair']}" if row["disputed"] else ""
    return f"{row['right']} ({row['wrong']}{fair})"


if __name__ == "__main__":
    main()
