"""Write the vocabulary's TOML files as JSON, and the patterns made of it compiled: both load in a fiftieth of the time.

    python tools/pack_vocabulary.py      # or: make vocabulary

Writes legalref/vocabulary/packed/NAME.json for every NAME.toml, and legalref/extraction/compiled.pickle; tests hold that they
say the same.
"""

import importlib
import json
import pkgutil
import tomllib
from datetime import date
from pathlib import Path

VOCABULARY = Path(__file__).resolve().parents[1] / "legalref" / "vocabulary"


def packed(file: Path) -> str:
    """Return the rows of a TOML file as JSON."""
    rows = tomllib.loads(file.read_text("utf-8"))
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"), default=date.isoformat) + "\n"


def compiled() -> bytes:
    """Return the patterns of the extraction, compiled: those of every module, and those that the examples of the rows ask for."""
    from legalref import extraction  # after the rows are written, of which it makes its patterns
    from legalref.extraction.patterns import pickled
    from legalref.model import Kind

    for module in pkgutil.iter_modules(extraction.__path__):
        importlib.import_module(f"legalref.extraction.{module.name}")
    for file in sorted(VOCABULARY.glob("*.toml")):
        for example in examples(tomllib.loads(file.read_text("utf-8"))):
            extraction.extract(example, list(Kind))
    return pickled()


def examples(rows: object) -> list[str]:
    """Return the texts of all rows, whatever they are for."""
    if isinstance(rows, str):
        return [rows]
    parts = rows.values() if isinstance(rows, dict) else rows if isinstance(rows, list) else ()
    return [text for part in parts for text in examples(part)]


def main() -> None:
    """Write them all."""
    folder = VOCABULARY / "packed"
    folder.mkdir(exist_ok=True)
    for file in sorted(VOCABULARY.glob("*.toml")):
        (folder / f"{file.stem}.json").write_text(packed(file), "utf-8")
    (VOCABULARY.parent / "extraction" / "compiled.pickle").write_bytes(compiled())


if __name__ == "__main__":
    main()
