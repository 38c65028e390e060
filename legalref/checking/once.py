"""The same said of the same document again and again, said once with all its places."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final, NamedTuple

import msgspec

from legalref.model import CheckedCitation, Finding
from legalref.orthography import fold, number_key

_OF_DOCUMENTS: Final = "LR3"
"""The family whose rules speak of the document, however it is cited: what else their messages say makes no other fault."""


class _Key(NamedTuple):
    rule: str
    document: tuple[str, ...]
    severity: str = ""
    message: str = ""


class _Said(NamedTuple):
    """A finding, and which citation it is of."""

    at: int
    finding: Finding


def once(checked: Sequence[CheckedCitation]) -> list[CheckedCitation]:
    """Return the citations of one text with each finding only once, its other places in `also`.

    It stands where it weighs most, the first of those. The edits of the others are joined to its own: nothing that can be
    corrected is lost.
    """
    same: dict[_Key, list[_Said]] = defaultdict(list)
    for at, citation in enumerate(checked):
        for finding in citation.findings:
            same[_key(citation, finding)].append(_Said(at, finding))
    kept: dict[int, list[Finding]] = defaultdict(list)
    for said in same.values():
        first = min(said, key=lambda each: each.finding.severity.rank)
        kept[first.at].append(_joined(first, said, checked))
    return [_with(citation, kept[at]) for at, citation in enumerate(checked)]


def _joined(first: _Said, same: Sequence[_Said], checked: Sequence[CheckedCitation]) -> Finding:
    """Return a finding with the places and the edits of all that say the same."""
    places = dict.fromkeys(checked[each.at].citation.location for each in same if each.at != first.at)
    edits = (edit for each in (first, *same) for edit in each.finding.edits)
    also = (*first.finding.also, *places)
    return msgspec.structs.replace(first.finding, edits=tuple(dict.fromkeys(edits)), also=also)


def _with(checked: CheckedCitation, kept: Sequence[Finding]) -> CheckedCitation:
    """Return a citation with what is said at it, in the order of its own findings."""
    if not checked.findings:
        return checked
    order = [(finding.rule, finding.message) for finding in checked.findings]
    return msgspec.structs.replace(
        checked, findings=tuple(sorted(kept, key=lambda finding: order.index((finding.rule, finding.message))))
    )


def _key(checked: CheckedCitation, finding: Finding) -> _Key:
    """Return what makes two findings the same: the rule and the document, and, but for its validity, what is said of it."""
    document = identity(checked)
    if finding.rule.startswith(_OF_DOCUMENTS):
        return _Key(finding.rule, document)
    return _Key(finding.rule, document, finding.severity, finding.message)


def identity(checked: CheckedCitation) -> tuple[str, ...]:
    """Return which document a citation speaks of: its record, else its type with its number or name."""
    if checked.resolution.document:
        return (checked.resolution.document.id,)
    cited = checked.citation
    return fold(cited.type or ""), number_key(cited.number) if cited.number else fold(cited.name or cited.text)
