"""Citation → resolution: candidates by key, weighed by evidence, never chosen without enough of it."""

from collections.abc import Sequence
from typing import Final

from legalref.corpus import Corpus
from legalref.linking.candidates import by_name, by_number
from legalref.linking.context import Context
from legalref.linking.evidence import Evidence, weigh
from legalref.linking.judge import judge, judge_name
from legalref.linking.lists import with_symbols
from legalref.linking.near import near_miss
from legalref.model import Citation, Document, Kind, Reason, Resolution, State
from legalref.orthography import number_key

_UNLINKED_TYPES: Final = frozenset({"Tiêu chuẩn quốc gia", "Quy chuẩn kỹ thuật quốc gia", "Quy chuẩn kỹ thuật địa phương"})
"""Technical standards are cited, but are not the corpus's matter."""


def link(citations: Sequence[Citation], corpus: Corpus, context: Context | None = None) -> list[Resolution]:
    """Return a resolution for each citation of one text, in order.

    A short or undated mention after a full one of the same number means the same document. `context` is what is known of
    the text itself.
    """
    linker = _Linker(corpus, context or Context())
    return [linker.resolve(citation) for citation in with_symbols(citations)]


class _Linker:
    """Links the citations of one text, remembering what earlier ones meant."""

    def __init__(self, corpus: Corpus, context: Context) -> None:
        self._corpus = corpus
        self._context = context
        self._earlier: dict[tuple[str, str], Resolution] = {}
        self._found: dict[tuple[str | None, ...], Resolution] = {}
        self._by_start: dict[int, Resolution] = {}

    def resolve(self, citation: Citation) -> Resolution:
        if citation.type in _UNLINKED_TYPES:
            return Resolution(State.UNCHECKED, reason=Reason.STANDARD)
        resolution = self._antecedent(citation) or self._own(citation)
        self._by_start[citation.start] = resolution
        return resolution

    def _own(self, citation: Citation) -> Resolution:
        if citation.number is None:
            return self._once(citation)
        earlier = self._earlier_mention(citation)
        if earlier:
            return earlier
        resolution = self._once(citation)
        if citation.kind is Kind.FULL:
            self._remember(citation, resolution)
        return resolution

    def _antecedent(self, citation: Citation) -> Resolution | None:
        """Return what the earlier citation meant that this one stands for, where it says nothing more than that one."""
        before = self._by_start.get(citation.antecedent.start) if citation.antecedent else None
        if before is None or before.document is None or (citation.number is not None and (citation.date or citation.issuer)):
            return None
        return Resolution(State.RESOLVED, before.document)

    def _once(self, citation: Citation) -> Resolution:
        """Look a citation up, or return what the same one gave before: a text may repeat one a thousand times."""
        term = self._context.term_after(max(citation.end, citation.reference.end))
        said = citation.kind, citation.type, citation.number, citation.name, citation.date, citation.issuer, citation.title, term
        if said not in self._found:
            self._found[said] = self._named(citation) if citation.number is None else self._from_corpus(citation)
        return self._found[said]

    def _named(self, citation: Citation) -> Resolution:
        return judge_name(self._weighed(citation, by_name(citation, self._corpus)), self._context.day)

    def _earlier_mention(self, citation: Citation) -> Resolution | None:
        """Return what an earlier full citation of this number meant, where this one adds nothing of its own."""
        if citation.date or citation.issuer or citation.number is None:
            return None
        earlier = self._earlier.get((_plain_type(citation.type), number_key(citation.number)))
        if earlier is None or earlier.document is None:
            return earlier
        return Resolution(State.RESOLVED, earlier.document)

    def _remember(self, citation: Citation, resolution: Resolution) -> None:
        keys = [number_key(citation.number or "")]
        if resolution.state is not State.AMBIGUOUS:
            keys += [keys[0].split(" ")[0], " ".join(keys[0].split(" ")[:2])]
        for key in keys:
            self._earlier[_plain_type(citation.type), key] = resolution

    def _from_corpus(self, citation: Citation) -> Resolution:
        resolution = judge(citation, self._weighed(citation, by_number(citation, self._corpus)))
        return near_miss(citation, resolution, self._corpus, self._context)

    def _weighed(self, citation: Citation, candidates: Sequence[Document]) -> list[Evidence]:
        return [weigh(citation, document, self._context) for document in candidates]


def _plain_type(type_: str | None) -> str:
    """Return the type without «liên tịch», which later mentions leave out."""
    return (type_ or "").removesuffix(" liên tịch")
