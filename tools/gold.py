"""Score the extraction on annotated passages, and say what changed since the last release.

    python tools/gold.py SCORER GOLD.jsonl… [--show missed|wrong|fields|all] [--release]   # or: make gold

SCORER is the script that comes with the passages (score_gold.py). Its figures are printed first. Then, for every file,
which annotated citations are right now and were not at the last release, and the other way round; what was right is kept
in benchmarks/gold/, by the passages' identifiers alone. `--release` writes it anew.
"""

import argparse
import importlib.util
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from legalref import __version__, extract

KEPT = Path(__file__).resolve().parents[1] / "benchmarks" / "gold"
FIELDS = ("type", "date", "issuer", "pinpoints")
State = dict[str, list[list[Any]]]
"""Passage → [place of the citation, what is right of it: «found» and fields], and [-1, what was found wrongly]."""


def load(scorer: Path) -> ModuleType:
    """Return the scorer as a module: its own comparisons are used."""
    spec = importlib.util.spec_from_file_location("scorer", scorer)
    if spec is None or spec.loader is None:
        sys.exit(f"gold: {scorer} is no Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def state(scorer: ModuleType, gold: Path) -> State:
    """Return what is right and wrong of every passage now."""
    passages = [json.loads(line) for line in gold.read_text("utf-8").splitlines()]
    return {passage["id"]: list(judged(scorer, passage)) for passage in passages}


def judged(scorer: ModuleType, passage: dict[str, Any]) -> Iterator[list[Any]]:
    """Yield what is right of each citation of a passage that is not optional, then what was found and is none."""
    rows = list(map(row_of, extract(passage["text"])))
    taken: set[int] = set()
    for at, wanted in enumerate(passage["citations"]):
        match = next((i for i, row in enumerate(rows) if i not in taken and scorer.same_citation(wanted, row)), None)
        if match is not None:
            taken.add(match)
        if wanted.get("optional"):
            continue
        right = (
            []
            if match is None
            else ["found", *(f for f in FIELDS if f in wanted and scorer.same_field(f, wanted[f], rows[match][f]))]
        )
        yield [at, *right]
    for i, row in enumerate(rows):
        optional = any(
            each.get("optional") and row["start"] < each["end"] and each["start"] < row["end"] for each in passage["citations"]
        )
        if i not in taken and not optional:
            yield [-1, row["start"], row["end"]]


def row_of(citation: Any) -> dict[str, Any]:
    """Return a citation as the scorer reads it."""
    fields = ("start", "end", "text", "kind", "number", "name", *FIELDS)
    row = {field: getattr(citation, field) for field in fields}
    names = ("phan", "chuong", "muc", "dieu", "khoan", "diem", "phu_luc")
    return row | {"pinpoints": [{name: getattr(each, name) for name in names} for each in citation.pinpoints]}


def changes(before: State, now: State) -> dict[str, list[str]]:
    """Return what is gained and what is lost, a line each."""
    gained: list[str] = []
    lost: list[str] = []
    for passage, rows in now.items():
        old = {tuple(row) if row[0] < 0 else (row[0], what) for row in before.get(passage, []) for what in (row[1:] or [None])}
        new = {tuple(row) if row[0] < 0 else (row[0], what) for row in rows for what in (row[1:] or [None])}
        for each in sorted(new - old, key=str):
            (lost if each[0] < 0 else gained).append(said(passage, each))
        for each in sorted(old - new, key=str):
            (gained if each[0] < 0 else lost).append(said(passage, each))
    return {"gained": [each for each in gained if each], "lost": [each for each in lost if each]}


def said(passage: str, each: tuple[Any, ...]) -> str:
    """Return a change as a line."""
    if each[0] < 0:
        return f"{passage}\tfound wrongly at {each[1]}-{each[2]}"
    return f"{passage}\tcitation {each[0]}: {each[1]}" if each[1] else ""


def main() -> None:
    """Score, compare and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--show", choices=["missed", "wrong", "fields", "all"])
    parser.add_argument("--release", action="store_true")
    arguments = parser.parse_args()
    dev = [path for path in arguments.gold if path.stem.endswith("-dev")]
    command = str(Path(sys.executable).with_name("legalref"))
    show = ["--show", arguments.show] if arguments.show else []
    for paths in filter(None, (dev, [path for path in arguments.gold if path not in dev])):
        print(", ".join(path.stem for path in paths), flush=True)
        subprocess.run([sys.executable, arguments.scorer, "--command", command, *show, *paths], check=True)  # noqa: S603  # our own
    scorer = load(arguments.scorer)
    for path in arguments.gold:
        compare(path.stem, state(scorer, path), release=arguments.release)


def compare(name: str, now: State, *, release: bool) -> None:
    """Print what changed in one file since the last release, or keep it as the release's."""
    kept = KEPT / f"{name}.json"
    if release:
        KEPT.mkdir(exist_ok=True)
        kept.write_text(json.dumps({"version": __version__, "passages": now}, separators=(",", ":")) + "\n", "utf-8")
        return
    if not kept.exists():
        print(f"{name}: nothing kept of the last release")
        return
    last = json.loads(kept.read_text("utf-8"))
    changed = changes(last["passages"], now)
    print(f"{name}: gained {len(changed['gained'])}, lost {len(changed['lost'])} since {last['version']}")
    for line in changed["lost"]:
        print(f"  lost\t{line}")


if __name__ == "__main__":
    main()
