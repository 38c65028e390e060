"""Write docs/rules.md, the rules of checking as their rows have them (`make vocabulary`); a test holds that it is current."""

from pathlib import Path

from legalref.reporting.rulebook import book
from legalref.vocabulary.messages import DEFAULT_LANGUAGE

BOOK = Path(__file__).resolve().parents[1] / "docs" / "rules.md"


def main() -> None:
    """Write it."""
    BOOK.write_text(book(DEFAULT_LANGUAGE), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
