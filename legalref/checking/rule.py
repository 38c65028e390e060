"""What a rule sees, and what it says."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from legalref.corpus import Corpus
from legalref.model import Citation, Confidence, Edit, Finding, Reason, Resolution, Severity, Text, Validity
from legalref.orthography import fold, number_key
from legalref.vocabulary import Rule, rules

STRONGEST: Final = {
    Confidence.OFFICIAL: Severity.ERROR,
    Confidence.CROSSCHECKED: Severity.ERROR,
    Confidence.MINED: Severity.WARNING,
    Confidence.OWN: Severity.WARNING,
    Confidence.SINGLE: Severity.INFO,
}
"""A finding is only as strong as the fact behind it."""


class Sheet(NamedTuple):
    """A text with all that is known of it, on which rules look at one citation after the other."""

    text: Text
    citations: Sequence[Citation]
    resolutions: Sequence[Resolution]
    validities: Sequence[Validity | None]
    corpus: Corpus
    as_of: date
    language: str
    regime: str | None = None
    """The citing regime whose style rules speak; None: none of them does."""
    firsts: Sequence[int] = ()
    """For each citation the place, in `citations`, of the first mention of its document."""
    dated: Sequence[int] = ()
    """For each citation the place of the first mention of its document that gives the day; its own, where none does."""
    own_number: str | None = None
    """The number that the text itself bears, where its head says so."""
    severities: Mapping[str, Severity] = {}
    """Code or prefix of codes → the most that findings of these rules may weigh, where the user wants it otherwise."""


class Case(NamedTuple):
    """One citation of a sheet, before its findings are known."""

    sheet: Sheet
    at: int

    @property
    def citation(self) -> Citation:
        """The citation itself."""
        return self.sheet.citations[self.at]

    @property
    def resolution(self) -> Resolution:
        """What linking found."""
        return self.sheet.resolutions[self.at]

    @property
    def validity(self) -> Validity | None:
        """Whether its document applies on the day of the check; None without a document."""
        return self.sheet.validities[self.at]

    @property
    def first(self) -> "Case":
        """The first mention of the same document in the text; itself, where it is the first."""
        return self._replace(at=self.sheet.firsts[self.at])

    @property
    def dated(self) -> "Case":
        """The first mention of the same document that gives the day; itself, where none does."""
        return self._replace(at=self.sheet.dated[self.at])

    @property
    def before(self) -> "Case | None":
        """The citation before this one; None before the first."""
        return self._replace(at=self.at - 1) if self.at else None

    @property
    def language(self) -> str:
        """The language of the findings."""
        return self.sheet.language

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
    values: Mapping[str, object]
    confidence: Confidence = Confidence.OFFICIAL
    most: Severity = Severity.ERROR
    """The most that this remark may weigh, where it is less sure than its rule in general."""
    edits: tuple[Edit, ...] = ()
    """Changes of the text that are safe to make."""


def first_mentions(citations: Sequence[Citation], resolutions: Sequence[Resolution]) -> list[int]:
    """Return for each citation the place of the first one of the same document: by its record, else by number or name."""
    firsts: dict[tuple[str, ...], int] = {}
    starts: dict[int, int] = {}
    found: list[int] = []
    for at, (citation, resolution) in enumerate(zip(citations, resolutions, strict=True)):
        earlier = starts.get(citation.antecedent.start) if citation.antecedent else None
        first = firsts.setdefault(_identity(citation, resolution), at) if earlier is None else earlier
        starts[citation.start] = first
        found.append(first)
    return found


def dated_mentions(citations: Sequence[Citation], firsts: Sequence[int]) -> list[int]:
    """Return for each citation the place of the first one of the same document that gives a whole day, else its own."""
    dated: dict[int, int] = {}
    for at, first in enumerate(firsts):
        if citations[at].is_dated:
            dated.setdefault(first, at)
    return [dated.get(first, at) for at, first in enumerate(firsts)]


def _identity(citation: Citation, resolution: Resolution) -> tuple[str, ...]:
    if resolution.document:
        return (resolution.document.id,)
    if citation.number:
        return (citation.type or "", number_key(citation.number))
    return (citation.type or "", fold(citation.name or citation.text), citation.date or "")


def applies(rule: Rule, sheet: Sheet) -> bool:
    """Tell whether a rule speaks on the day and under the regime of a sheet."""
    in_time = (rule.since is None or rule.since <= sheet.as_of) and (rule.until is None or sheet.as_of <= rule.until)
    return in_time and (not rule.regimes or sheet.regime in rule.regimes)


def weight_of(code: str, severities: Mapping[str, Severity]) -> Severity:
    """Return the most that a finding of a rule may weigh: what the longest prefix of its code says, else its row."""
    prefixes = [prefix for prefix in severities if code.startswith(prefix)]
    return severities[max(prefixes, key=len)] if prefixes else Severity(rules()[code].severity)


def finding(remark: Remark, language: str, weight: Severity | None = None) -> Finding:
    """Return a remark as a finding, its message written out and its weight (its rule's, or `weight`) held to that of its fact."""
    rule = rules()[remark.code]
    values = {name: "" if value is None else value for name, value in remark.values.items()}
    return Finding(
        rule=rule.code,
        severity=(weight or Severity(rule.severity)).weaker(STRONGEST[remark.confidence]).weaker(remark.most),
        message=rule.message[language].format(**values),
        fix=rule.fix[language].format(**values) if rule.fix else None,
        edits=remark.edits,
    )
