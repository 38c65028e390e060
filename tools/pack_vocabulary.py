"""Write the vocabulary's TOML files as JSON, which loads in a hundredth of the time.

    python tools/pack_vocabulary.py      # or: make vocabulary

Writes legalref/vocabulary/packed/NAME.json for every NAME.toml; a test holds that they say the same.
"""

import json
import tomllib
from datetime import date
from pathlib import Path

VOCABULARY = Path(__file__).resolve().parents[1] / "legalref" / "vocabulary"


def packed(file: Path) -> str:
    """Return the rows of a TOML file as JSON."""
    rows = tomllib.loads(file.read_text("utf-8"))
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"), default=date.isoformat) + "\n"


def main() -> None:
    """Write them all."""
    folder = VOCABULARY / "packed"
    folder.mkdir(exist_ok=True)
    for file in sorted(VOCABULARY.glob("*.toml")):
        (folder / f"{file.stem}.json").write_text(packed(file), "utf-8")


if __name__ == "__main__":
    main()
