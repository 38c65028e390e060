"""A document as read → its record, what it says of others, and whom it cites."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

import msgspec

from legalref.collecting.drafts import Draft, completed, problem_of
from legalref.collecting.holdings import Edge
from legalref.collecting.items import Item
from legalref.collecting.numbers import spelled
from legalref.extraction import extract
from legalref.heads.head import Head, read_head
from legalref.heads.statements import stated_relations
from legalref.model import Citation, Document, Span, Text
from legalref.model.document import Citing
from legalref.orthography import number_key


def item_of(text: Text, given: Draft, source: str, seen: date) -> Item:
    """Return the record of a document, or what is missing for one; what is `given` stands above what was read.

    `source` names the file, `seen` is the day of it.
    """
    citations = extract(text)
    head = read_head(text, citations)
    draft = _draft(head, given)
    problem = problem_of(draft, date.today())
    if problem:
        return Item(problem=problem, known=draft)
    document = completed(draft, source, seen)
    return Item(
        document=document,
        relations=_edges(document, text, citations, head, source),
        citations=citings(document, citations),
        put_right=draft.number if draft.number and spelled(draft.number).swapped else None,
    )


def given_item(given: Draft, source: str, seen: date) -> Item:
    """Return the record of a document that cannot be read, from what is given alone, which is enough for one."""
    problem = problem_of(given, date.today())
    return Item(problem=problem, known=given) if problem else Item(document=completed(given, source, seen))


def _draft(head: Head, given: Draft) -> Draft:
    """Return what a head says, with what is given instead."""
    read = Draft(
        number=head.number,
        type=head.type,
        issuer=head.issuer,
        place=head.place,
        issued=head.issued,
        effective=head.effective,
        title=head.title,
        term=head.term,
        signer=head.signer,
    )
    said = {field: value for field, value in msgspec.structs.asdict(given).items() if value != getattr(Draft(), field)}
    draft = msgspec.structs.replace(read, **said)
    return msgspec.structs.replace(draft, effective=_effective(draft, head))


def _effective(draft: Draft, head: Head) -> date | None:
    """Return the day of effect; «kể từ ngày ký» moves with the day that is given. One before the issue was misread."""
    if draft.effective is None or draft.issued is None:
        return draft.effective
    if head.effective == head.issued:
        return draft.issued
    return draft.effective if draft.effective >= draft.issued else None


def _edges(document: Document, text: Text, citations: Sequence[Citation], head: Head, source: str) -> tuple[Edge, ...]:
    """Return what a document says that it does to others."""
    known = msgspec.structs.replace(head, number=document.number, issued=document.issued)
    stated = stated_relations(text, citations, known, source=source)
    return tuple(Edge(**msgspec.structs.asdict(relation), record=document.id) for relation in stated)


_Key = tuple[str | None, str | None, str | None, str | None]
"""Type, number, name and date of what is cited."""


def citings(document: Document, citations: Sequence[Citation]) -> tuple[Citing, ...]:
    """Return whom a document cites, and how often; a short form counts for what it stands for, its own number for nothing."""
    keys: dict[Span, _Key] = {}
    for citation in citations:
        span = Span(citation.start, citation.end)
        keys[span] = keys.get(citation.antecedent, _key(citation)) if citation.antecedent else _key(citation)
    counts = _with_days(Counter(key for key in keys.values() if not _is_own(key, document)))
    return tuple(Citing(document.id, *key, count) for key, count in counts.items())


def _key(citation: Citation) -> _Key:
    return citation.type, citation.number, citation.name, citation.date


def _is_own(key: _Key, document: Document) -> bool:
    type_, number, _, day = key
    same_number = bool(number and document.number) and number_key(number or "") == number_key(document.number or "")
    return same_number and type_ in (None, document.type) and document.issued.isoformat().startswith(day or "")


def _with_days(counts: Counter[_Key]) -> dict[_Key, int]:
    """Join what is cited without its day to the only one of the same type and number, or name, that has one."""
    joined: dict[_Key, int] = {}
    dated = [key for key in counts if key[3]]
    for key, count in counts.items():
        days = [other for other in dated if other[:3] == key[:3]] if not key[3] else []
        whole = days[0] if len(days) == 1 else key
        joined[whole] = joined.get(whole, 0) + count
    return joined
