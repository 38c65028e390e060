"""What speaks for and against a record as the document that a citation means."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from legalref.corpus.bodies import plain
from legalref.corpus.terms import assembly, congress_terms
from legalref.linking.bodies import names_home, names_some_place, same_body
from legalref.linking.context import Context, term_of
from legalref.linking.series import same_series
from legalref.linking.titles import same_title
from legalref.model import Citation, Document, Weighed
from legalref.numerals import of_roman
from legalref.orthography import is_party_number
from legalref.vocabulary import evidence

_ANY_TYPE: Final = frozenset({"Văn bản"})


class Evidence(NamedTuple):
    """A record with what a citation says for or against it; None where it says nothing."""

    document: Document
    agrees: dict[str, bool | None]
    series: bool | None
    score: int
    """How well the record fits; higher is better."""
    against: tuple[str, ...]
    """The fields in which citation and record differ."""

    @property
    def is_forbidden(self) -> bool:
        """Whether something excludes the record altogether."""
        rows = evidence()
        return self.series is False or any(rows[field].forbids for field in self.against)

    def weighed(self) -> Weighed:
        """Return the evidence as it travels."""
        return Weighed(self.document, self.score, {field: agrees for field, agrees in self.agrees.items() if agrees is not None})


def weigh(citation: Citation, document: Document, context: Context = Context()) -> Evidence:  # noqa: B008  # frozen
    """Compare a citation with a record, field by field."""
    agrees = {
        "date": _same_date(citation.date, document),
        "term": _same_term(citation, document, context),
        "title": same_title(citation.title, document.title) if citation.title and document.title else None,
        "issuer": same_body(citation.issuer, document) if citation.issuer else None,
        "type": _same_type(citation.type, document),
        "place": _same_place(citation.issuer, document),
        "home": _at_home(citation.issuer, document, context),
        "earlier": None if context.day is None or document.issued <= context.day else False,
    }
    against = tuple(field for field, agreed in agrees.items() if agreed is False)
    return Evidence(document, agrees, same_series(citation, document), _score(agrees), against)


def _score(agrees: Mapping[str, bool | None]) -> int:
    rows = evidence()
    return sum(rows[field].agrees if agreed else rows[field].differs for field, agreed in agrees.items() if agreed is not None)


def _same_date(cited: str | None, document: Document) -> bool | None:
    return document.issued.isoformat().startswith(cited) if cited else None


def _same_term(citation: Citation, document: Document, context: Context) -> bool | None:
    """Tell whether the record is of the term that the text names; only papers of the Party and the National Assembly have one."""
    of_assembly = assembly(document.number)
    if of_assembly is None and not is_party_number(document.number):
        return None
    term = term_of(citation.issuer) or context.term_after(max(citation.end, citation.reference.end))
    if term is None:
        return None
    if of_assembly is not None:
        return of_assembly == of_roman(term)
    return term in congress_terms(document.issued.isoformat())


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


def _at_home(issuer: str | None, document: Document, context: Context) -> bool | None:
    """Tell whether a local record is of the place that the text is about, where the citation itself names none."""
    if not document.place or not context.place or _same_place(issuer, document) is not None:
        return None
    return plain(document.place) == plain(context.place)
