"""What reports say of a citation beyond the finding: its record with its sources, its validity, candidates, other places."""

from collections.abc import Iterator
from typing import Final

from legalref.model import Document, Finding, Resolution, State, Validity
from legalref.reporting.terminal import validity_words, where
from legalref.vocabulary.messages import say
from legalref.vocabulary.wording import day, document, listed, sources

_SHOWN: Final = 6
"""Candidates that are named; all are counted."""
_PLACES: Final = 20
"""Other places that are named; all are counted."""


def record_with_sources(record: Document, language: str) -> str:
    """Return a record in one line with its title and where it was read."""
    title = f": {record.title}" if record.title else ""
    confidence = say(f"confidence.{record.confidence}", language)
    return f"{document(record, language)}{title} [{sources(record, language)}; {confidence}]"


def validity_with_sources(validity: Validity, language: str) -> str:
    """Return a validity with the day of the check and that up to which it is known."""
    words = validity_words(validity, language)
    parts = [say("html.on_day", language, day=day(validity.as_of))]
    if validity.known_until and say("word.known_until", language, day=day(validity.known_until)) not in words:
        parts.append(say("word.known_until", language, day=day(validity.known_until)))
    if words.endswith(")"):
        return "; ".join((words[:-1], *parts)) + ")"
    return f"{words} ({'; '.join(parts)})"


def shown_candidates(resolution: Resolution) -> tuple[Document, ...]:
    """Return the records that may be meant, where it is not known which; the near miss, where there is one."""
    if resolution.suggestion:
        return (resolution.suggestion.document,)
    return resolution.candidates if resolution.state is State.AMBIGUOUS else ()


def candidates(resolution: Resolution, language: str) -> Iterator[str]:
    """Yield the line of the records that may be meant."""
    found = shown_candidates(resolution)
    if found:
        named = listed([document(each, language) for each in found], _SHOWN, language)
        yield say("annotate.candidates", language, candidates=named)


def also(finding: Finding, language: str) -> str:
    """Return the line of the other places of a finding."""
    named = "; ".join(where(each, language) for each in finding.also[:_PLACES])
    more = "; …" if len(finding.also) > _PLACES else ""
    return say("annotate.also", language, count=len(finding.also), places=named + more)
