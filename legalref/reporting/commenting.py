"""Findings as the comments of a Word document: what is wrong, what to write, and what the corpus has."""

from collections.abc import Iterable, Iterator

from legalref.model import CheckedCitation, Finding
from legalref.reporting.docx_comments import Comment
from legalref.reporting.telling import also, candidates, record_with_sources, validity_with_sources
from legalref.reporting.terminal import one_line
from legalref.vocabulary.messages import say
from legalref.vocabulary.wording import place


def comments(checked: Iterable[CheckedCitation], language: str) -> list[Comment]:
    """Return a comment for each finding, on its citation with what belongs to it (date, issuer, provision)."""
    return [
        Comment(each.citation.reference, tuple(_paragraphs(each, finding, language)))
        for each in checked
        for finding in each.findings
    ]


def _paragraphs(checked: CheckedCitation, finding: Finding, language: str) -> Iterator[str]:
    severity = say(f"severity.{finding.severity}", language)
    yield f"{finding.rule} {severity}: {finding.message}"
    if finding.fix:
        yield f"→ {finding.fix}"
    location = checked.citation.location
    if location.note:  # the comment stands elsewhere
        yield say("annotate.at", language, place=place(location, language), cited=one_line(checked.citation.text))
    resolution = checked.resolution
    if resolution.document:
        yield say("annotate.record", language, record=record_with_sources(resolution.document, language))
        if checked.validity:
            yield say("annotate.validity", language, validity=validity_with_sources(checked.validity, language))
    yield from candidates(resolution, language)
    if finding.also:
        yield also(finding, language)
