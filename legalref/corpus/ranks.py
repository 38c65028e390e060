"""Who may change whose documents, and from when.

A document is amended, replaced or repealed by its own issuer or a higher one (Luật 64/2025/QH15,
Điều 8; for Party papers Quy định 399-QĐ/TW), so an edge from below is an error of its source.
"""

from datetime import timedelta
from typing import Final

from legalref.model import Document, Rel
from legalref.orthography import is_party_number

CHANGES: Final = frozenset({Rel.REPLACES, Rel.REPEALS, Rel.REPEALS_PART, Rel.AMENDS})

FARTHEST_BACK: Final = timedelta(days=180)
"""An edge that takes effect longer before its document's issue has its day or month misread; less may be retroactive."""

_BY_ISSUER: Final = {"Quốc hội": 1, "Ủy ban Thường vụ Quốc hội": 2, "Chủ tịch nước": 3, "Chính phủ": 4, "Thủ tướng Chính phủ": 5}
_BY_TYPE: Final = {
    "Hiến pháp": 0,
    "Luật": 1,
    "Bộ luật": 1,
    "Pháp lệnh": 2,
    "Nghị định": 4,
    "Thông tư": 6,
    "Thông tư liên tịch": 6,
}
_LOCAL: Final = 8


def rank(document: Document) -> int | None:
    """Return the legal rank of a State document, 0 the highest; None where it has no fixed one."""
    return _LOCAL if document.place else rank_of(document.type, document.issuer)


def rank_of(type_: str, issuer: str | None) -> int | None:
    """Return the rank of a type, or of what its issuer issues; None where neither has a fixed one."""
    return _BY_TYPE.get(type_, _BY_ISSUER.get(issuer or ""))


def may_change(source: Document, number: str, target: Document | None) -> bool:
    """Tell whether `source` can change the document with `number` at all; `target` is its record, where there is one."""
    if is_party_number(number) and not is_party_number(source.number):
        return False
    lower, upper = rank(source), rank(target) if target else None
    return lower is None or upper is None or lower <= upper
