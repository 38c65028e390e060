"""Which provisions a document has, as the texts that were read number them."""

from enum import StrEnum

import msgspec


class Wording(StrEnum):
    """What kind of text the provisions were read in."""

    CODIFIED = "codified"
    """The official code: as in force when it was read, amendments worked in, repealed and amending articles left out."""
    AS_ISSUED = "as issued"
    """The document as it was issued."""
    GAZETTE = "gazette"
    """The document as the gazette printed it."""
    CONSOLIDATED = "consolidated"
    """A consolidated text (văn bản hợp nhất), under its own number."""


class Article(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What one Điều is divided into, each label as the text writes it («2a»)."""

    khoan: tuple[str, ...] = ()
    diem: dict[str, tuple[str, ...]] = {}
    """Khoản → its điểm; `0` for those straight under the Điều."""


class OtherText(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Another text of the same document, where it differs; by right, if one of the two is codified."""

    source: str
    dieu: dict[str, Article] = {}
    """The Điều that are divided otherwise there, or that only that text has."""
    lacks: tuple[str, ...] = ()
    """The Điều that that text does not have."""


class Attached(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A regulation issued with the document, which numbers its Điều anew."""

    name: str
    dieu: dict[str, Article]


class Provisions(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The provisions of one record. What is not in here may still exist: see `gaps`, `doubt`, `others` and `wording`."""

    document: str
    """Identifier of the record."""
    wording: Wording
    source: str
    dieu: dict[str, Article]
    """Điều by its label, in the order of the text."""
    gaps: tuple[str, ...] = ()
    """Labels of Điều missing in between: unknown, not absent. So is one past the last Điều of a codified text."""
    doubt: dict[str, tuple[str, ...]] = {}
    """Điều → why its numbering is not to be trusted; nothing inside such an Điều may be called absent."""
    others: tuple[OtherText, ...] = ()
    attached: tuple[Attached, ...] = ()
    chuong: int | None = None
    """How many chapters; None where they were not counted."""
    muc: dict[str, tuple[str, ...]] = {}
    """Chương → its mục."""
    phu_luc: tuple[str, ...] | None = None
    """Labels of the annexes, empty for one without; None: none was seen, which does not mean that there is none."""
