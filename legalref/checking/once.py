"""The same said of the same document again and again, said once with all its places."""

from collections.abc import Iterable, Sequence
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
    return [_first(citation, again) for citation in checked]


def _first(checked: CheckedCitation, again: dict[_Key, list[tuple[CheckedCitation, Finding]]]) -> CheckedCitation:
    kept = [
        _joined(finding, same[1:])
        for finding in checked.findings
        if (same := again[_key(checked, finding)])[0] == (checked, finding)
    ]
    return msgspec.structs.replace(checked, findings=tuple(kept)) if checked.findings else checked


def _joined(finding: Finding, others: Iterable[tuple[CheckedCitation, Finding]]) -> Finding:
    found = list(others)
    return msgspec.structs.replace(
        finding,
        edits=tuple(dict.fromkeys((*finding.edits, *(edit for _, other in found for edit in other.edits)))),
        also=(*finding.also, *(citation.citation.location for citation, _ in found)),
    )


def _key(checked: CheckedCitation, finding: Finding) -> _Key:
    """Return what makes two findings the same: the rule, the document, and what is said of it."""
    return _Key(finding.rule, finding.severity, identity(checked), finding.message)


def identity(checked: CheckedCitation) -> tuple[str, ...]:
    """Return which document a citation speaks of: its record, else its type with its number or name."""
    if checked.resolution.document:
        return (checked.resolution.document.id,)
    cited = checked.citation
    return fold(cited.type or ""), number_key(cited.number) if cited.number else fold(cited.name or cited.text)
