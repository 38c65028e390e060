"""Rooms know only the rooms before them, and nothing heavy is loaded before it is used."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "legalref"
FIRST = (
    "durable", "numerals", "orthography", "syllables", "vocabulary", "model", "errors", "reading", "extraction", "corpus",
    "heads", "collecting",
)  # fmt: skip
ORDER = (*FIRST, "linking", "checking", "searching", "indexing", "settings", "reporting", "cli", "tui")
"""Every room after those it may import; `cli` and `tui` are leaves."""
LEAVES = {"cli", "tui"}
MAY = {("errors", "vocabulary"), ("vocabulary", "model"), ("cli", "tui"), ("tui", "searching")}
"""What is allowed beside the order: the words of dates and documents need the model; one command opens the UI."""
LIBRARIES = {
    "whoosh": {"searching"},
    "textual": {"tui"},
    "typer": {"cli"},
    "rich": {"reporting", "cli", "tui"},
    "sqlite3": {"corpus"},
}
"""Libraries that only some rooms know."""


def room(module: str) -> str | None:
    parts = module.split(".")
    return parts[1] if parts[0] == "legalref" and len(parts) > 1 else None


def imports(file: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: imports are absolute"
            found.add(node.module or "")
    return found


FILES = sorted(file for file in PACKAGE.rglob("*.py") if file.parent != PACKAGE or file.stem not in ("__init__", "__main__"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_a_room_knows_only_those_before_it(file: Path) -> None:
    here = file.relative_to(PACKAGE).parts[0].removesuffix(".py")
    for module in imports(file):
        there = room(module)
        if there and there != here and (here, there) not in MAY:
            assert ORDER.index(there) < ORDER.index(here), f"{here} must not know {there}"
            assert there not in LEAVES, f"{there} is a leaf"


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_a_library_is_known_only_where_it_belongs(file: Path) -> None:
    here = file.relative_to(PACKAGE).parts[0].removesuffix(".py")
    for module in imports(file):
        rooms = LIBRARIES.get(module.partition(".")[0])
        assert rooms is None or here in rooms, f"{here} must not know {module}"


def loaded_after(code: str) -> set[str]:
    program = f"{code}\nimport sys; print(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


HEAVY = {"whoosh", "textual", "typer", "rich", "sqlite3", "pydantic", "asyncio"}


def test_importing_the_package_loads_nothing() -> None:
    assert loaded_after("import legalref").isdisjoint(HEAVY | {"regex", "msgspec"})


def test_extracting_loads_no_front_end_and_no_index() -> None:
    assert loaded_after("import legalref; legalref.extract('Nghị định số 30/2020/NĐ-CP')").isdisjoint(HEAVY)


READERS = {"zipfile", "olefile", "openpyxl", "pypdfium2", "pypdfium2_raw", "striprtf", "defusedxml", "email", "xml", "csv"}
"""What reads other formats than text."""


def test_reading_a_text_loads_no_other_reader() -> None:
    code = "import legalref; legalref.read('README.md')"
    assert loaded_after(code).isdisjoint(HEAVY | READERS)


def test_a_process_that_extracts_loads_no_front_end_and_no_index() -> None:
    code = (
        "from legalref.cli.parallel import in_order; from legalref.cli.parts import part; part('README.md', 'csv', frozenset())"
    )
    assert loaded_after(code).isdisjoint(HEAVY | {"multiprocessing"})


def test_linking_and_checking_load_no_word_index_and_no_front_end() -> None:
    code = "from legalref.checking import check; from legalref.corpus import Corpus; from legalref.indexing import open_corpus"
    assert loaded_after(code).isdisjoint(HEAVY - {"sqlite3"})


def test_the_library_reads_no_settings() -> None:
    code = "from legalref import check, extract, link, open_corpus, read; from legalref.checking import examine"
    program = f"{code}\nimport sys; print([name for name in sys.modules if name.startswith('legalref.settings')])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_checking_on_the_command_line_never_loads_whoosh_or_textual(few_index: Path) -> None:
    facts = Path(__file__).parent / "facts"
    code = (
        f"import os; os.environ.update(LEGALREF_CORPUS={str(facts)!r}, LEGALREF_INDEX={str(few_index)!r})\n"
        "from legalref.cli.main import run; run(['show', '66-QĐ/TW'])"
    )
    assert loaded_after(code).isdisjoint({"whoosh", "textual"})
