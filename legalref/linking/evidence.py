"""What speaks for and against a record as the document that a citation means."""

from typing import Final, NamedTuple

from legalref.linking.bodies import names_home, names_some_place, same_body
from legalref.linking.series import same_series
from legalref.model import Citation, Document

WEIGHTS: Final = {"date": (8, -4), "issuer": (3, -2), "type": (2, -3), "place": (2, -8)}
"""Field → (weight where it agrees, weight where it differs). The date ranks; it never excludes the true record."""

_ANY_TYPE: Final = frozenset({"Văn bản"})


class Evidence(NamedTuple):
    """A record with what a citation says for or against it; None where it says nothing."""

    document: Document
    agrees: dict[str, bool | None]
    series: bool | None

    @property
    def score(self) -> int:
        """How well the record fits; higher is better."""
        return sum(WEIGHTS[field][0 if agrees else 1] for field, agrees in self.agrees.items() if agrees is not None)

    @property
    def against(self) -> list[str]:
        """The fields in which citation and record differ."""
        return [field for field, agrees in self.agrees.items() if agrees is False]


def weigh(citation: Citation, document: Document) -> Evidence:
    """Compare a citation with a record, field by field."""
    agrees = {
        "date": _same_date(citation.date, document),
        "issuer": same_body(citation.issuer, document) if citation.issuer else None,
        "type": _same_type(citation.type, document),
        "place": _same_place(citation.issuer, document),
    }
    return Evidence(document, agrees, same_series(citation, document))


def _same_date(cited: str | None, document: Document) -> bool | None:
    return document.issued.isoformat().startswith(cited) if cited else None


def _same_type(cited: str | None, document: Document) -> bool | None:
    """Tell whether the types agree; a code is a «Luật số …» in its own head, too."""
    if cited is None or cited in _ANY_TYPE:
        return None
    return document.type == cited or (cited == "Luật" and document.type == "Bộ luật")


def _same_place(issuer: str | None, document: Document) -> bool | None:
    """Tell whether the issuer names the record's place; None where it names none («Thành ủy», «UBND tỉnh»)."""
    if not issuer or not document.place:
        return None
    if names_home(issuer, document):
        return True
    return False if names_some_place(issuer) else None
