"""What a rule sees, and what it says."""

from typing import Final, NamedTuple

from legalref.model import Citation, Confidence, Finding, Reason, Resolution, Severity, Validity
from legalref.vocabulary import rules

STRONGEST: Final = {
    Confidence.OFFICIAL: Severity.ERROR,
    Confidence.CROSSCHECKED: Severity.ERROR,
    Confidence.MINED: Severity.WARNING,
    Confidence.OWN: Severity.WARNING,
    Confidence.SINGLE: Severity.INFO,
}
"""A finding is only as strong as the fact behind it."""


class Case(NamedTuple):
    """A citation before its findings are known."""

    citation: Citation
    resolution: Resolution
    validity: Validity | None
    language: str

    @property
    def confidence(self) -> Confidence:
        """That of the record; of a local one whose place the text does not name, the weakest: it may be another province's."""
        record = self.resolution.document
        if record is None or self.resolution.reason is Reason.PLACE_UNNAMED:
            return Confidence.SINGLE
        return record.confidence


class Remark(NamedTuple):
    """What a rule says: its code, the values of its message, and the confidence of the fact it rests on."""

    code: str
    values: dict[str, object]
    confidence: Confidence = Confidence.OFFICIAL


def finding(remark: Remark, language: str) -> Finding:
    """Return a remark as a finding, its message written out and its weight held to that of its fact."""
    rule = rules()[remark.code]
    values = {name: "" if value is None else value for name, value in remark.values.items()}
    return Finding(
        rule=rule.code,
        severity=Severity(rule.severity).weaker(STRONGEST[remark.confidence]),
        message=rule.message[language].format(**values),
        fix=rule.fix[language].format(**values) if rule.fix else None,
    )
