"""Which numbers belong to one series. Inside a series a number is unique; across series it is not.

Party numbers restart at 01 the day after a congress closes (Hướng dẫn 36-HD/VPTW 2018, II.1.3);
State numbers restart each 1 January (Nghị định 34/2016/NĐ-CP, Điều 58); local papers have one
series an issuer, though their symbols do not name it.
"""

import re
from typing import Final

from legalref.corpus.terms import congress_terms, is_shared
from legalref.linking.bodies import names_home
from legalref.model import Citation, Document, Kind
from legalref.orthography import year_of

_PARTY_CENTRE: Final = re.compile(r"TW(?:/nb)?$")
_ONE_SERIES: Final = frozenset({"Nghị định", "Pháp lệnh", "Luật", "Bộ luật"})
"""Types that one body alone issues: «Nghị định 30/2020» needs no symbol."""


_RESOLUTIONS: Final = frozenset({"Nghị quyết", "Nghị quyết liên tịch"})


def _same_register(citation: Citation, document: Document) -> bool:
    """Tell whether a type cited can have the record's number: a law and a resolution may share «24/2008/QH12».

    The form of the number is one for both; the National Assembly and its Standing Committee keep two registers.
    """
    if citation.type is None or not is_shared(document.number):
        return True
    return (citation.type in _RESOLUTIONS) == (document.type in _RESOLUTIONS)


def _is_one_of_a_year(citation: Citation, document: Document) -> bool:
    """Tell whether a bare number with its year leaves one document only: «Nghị định 30/2020», not «Nghị định 30»."""
    says_year = "/" in (citation.number or "") or citation.date is not None
    return says_year and document.type in _ONE_SERIES


def same_series(citation: Citation, document: Document) -> bool | None:
    """Tell whether the cited number can only be that of `document`; None where the text does not say enough."""
    if document.place and not (citation.issuer and names_home(citation.issuer, document)):
        return None
    if not _same_register(citation, document):
        return False
    number = document.number or ""
    if year_of(number):
        return True if citation.kind is Kind.FULL or _is_one_of_a_year(citation, document) else None
    if citation.date is None:
        return None
    if _PARTY_CENTRE.search(number):
        cited, recorded = congress_terms(citation.date), congress_terms(document.issued.isoformat())
        return bool({*cited} & {*recorded}) if cited and recorded else None
    return citation.date[:4] == str(document.issued.year)
