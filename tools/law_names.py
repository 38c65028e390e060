"""Write the names of laws that the corpus holds as rows of the vocabulary.

    python tools/law_names.py corpus > legalref/vocabulary/laws.toml

A law's name is its title without «Luật», «Bộ luật» or «Pháp lệnh»; titles that amend others are no names. Each is written
once, in the spelling of the newest law that bears it.
"""

import json
import re
import sys
from pathlib import Path

from legalref.orthography import fold

TYPES = ("Bộ luật", "Luật", "Pháp lệnh")
NO_NAME = re.compile(r"(?i)^(?:về|sửa đổi|bổ sung|luat)\b|(?<!pháp )\bluật (?!sư)|kế hoạch")
HEAD = """# The names of laws, codes and ordinances, as written after their type; made by tools/law_names.py from the corpus.
# Case, commas and «và» do not matter where a text writes them. Every name is its own example.
"""


def names(corpus: Path) -> dict[str, dict[str, str]]:
    """Return type → folded name → name, the newest spelling of each."""
    found: dict[str, dict[str, str]] = {type_: {} for type_ in TYPES}
    rows = [json.loads(line) for line in (corpus / "documents.jsonl").read_text("utf-8").splitlines()]
    for row in sorted(rows, key=lambda row: row["issued"]):
        title = re.sub(r"^(?:Luật|Luât|Pháp lệnh) (?!sư)", "", " ".join((row["title"] or "").split()), flags=re.IGNORECASE)
        if row["type"] in TYPES and title and not NO_NAME.search(title):
            name = re.sub(r" \([^)]*\)$", "", title[0].upper() + title[1:])
            found[row["type"]][" ".join(re.findall("[a-z0-9]+", fold(name)))] = name
    return found


def main() -> None:
    """Print the rows."""
    print(HEAD)
    for type_, rows in names(Path(sys.argv[1])).items():
        print(f'[[law]]\ntype = "{type_}"\nnames = [')
        for name in sorted(rows.values()):
            print(f"  {json.dumps(name, ensure_ascii=False)},")
        print("]\n")


if __name__ == "__main__":
    main()
