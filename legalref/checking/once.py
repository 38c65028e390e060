"""The same said of the same document again and again, said once with all its places."""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from legalref.model import CheckedCitation, Finding
from legalref.orthography import fold, number_key


class _Key(NamedTuple):
    rule: str
    severity: str
    document: tuple[str, ...]
    message: str


def once(checked: Sequence[CheckedCitation]) -> list[CheckedCitation]:
    """Return the citations of one text with each finding only where it stands first, its other places in `also`.

    The edits of the later ones are joined to those of the first: nothing that can be corrected is lost.
    """
    again: dict[_Key, list[tuple[CheckedCitation, Finding]]] = {}
    for citation in checked:
        for finding in citation.findings:
            again.setdefault(_key(citation, finding), []).append((citation, finding))
    return [_with_first(citation, again) for citation in checked]


def _with_first(checked: CheckedCitation, again: dict[_Key, list[tuple[CheckedCitation, Finding]]]) -> CheckedCitation:
    """Return a citation with what is said here first; what is taken out of `again` is said."""
    if not checked.findings:
        return checked
    same = [again.pop(_key(checked, finding), None) for finding in checked.findings]
    return msgspec.structs.replace(checked, findings=tuple(_joined(each) for each in same if each))


def _joined(same: Sequence[tuple[CheckedCitation, Finding]]) -> Finding:
    """Return the first of the same findings, with the places and the edits of the others."""
    (where, first), *others = same
    places = [citation.citation.location for citation, _ in others if citation != where]
    edits = (edit for _, finding in same for edit in finding.edits)
    return msgspec.structs.replace(first, edits=tuple(dict.fromkeys(edits)), also=(*first.also, *places))


def _key(checked: CheckedCitation, finding: Finding) -> _Key:
    """Return what makes two findings the same: the rule, the document, and what is said of it."""
    return _Key(finding.rule, finding.severity, identity(checked), finding.message)


def identity(checked: CheckedCitation) -> tuple[str, ...]:
    """Return which document a citation speaks of: its record, else its type with its number or name."""
    if checked.resolution.document:
        return (checked.resolution.document.id,)
    cited = checked.citation
    return fold(cited.type or ""), number_key(cited.number) if cited.number else fold(cited.name or cited.text)
