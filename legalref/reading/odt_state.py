"""The elements of an .odt by their kinds, and what it says of its tracked changes."""

from dataclasses import dataclass, field
from typing import Final

SKIPPED: Final = frozenset(
    {
        "office:annotation", "office:binary-data", "office:change-info", "office:forms", "office:meta", "office:scripts",
        "svg-compatible:desc", "svg-compatible:title", "table:tracked-changes", "text:hidden-text", "text:number",
        "text:ruby-text", "text:script", "text:alphabetical-index-source", "text:bibliography-source",
        "text:illustration-index-source", "text:object-index-source", "text:table-index-source",
        "text:table-of-content-source", "text:user-index-source",
    }
)  # fmt: skip
"""Elements whose characters are not on the page."""
ASIDES: Final = {
    "style:header": "header", "style:header-left": "header", "style:header-first": "header",
    "style:footer": "footer", "style:footer-left": "footer", "style:footer-first": "footer",
    "drawing:text-box": "text box", "text:note": "",
}  # fmt: skip
"""Elements with paragraphs of their own, beside those of the body → what their place is called."""
CHARACTERS: Final = {"text:tab": "\t", "text:line-break": "\n"}
"""Elements that stand for a character."""
FONTED: Final = {"text:p": "paragraph", "text:h": "paragraph", "text:span": "text"}
"""Elements whose style has a font → the family of their styles."""


@dataclass(slots=True)
class Changes:
    """What the document says of its tracked changes."""

    region: str = ""
    deletes: bool = False
    inserted: set[str] = field(default_factory=set)
    deleted: dict[str, list[str]] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)
    """Insertions that have begun and not ended."""
