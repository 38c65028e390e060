"""A citation as detected, before its words are read."""

from typing import NamedTuple

from legalref.model import Kind


class Candidate(NamedTuple):
    """Offsets into the clean text, and what the citation's own words say."""

    start: int
    end: int
    kind: Kind
    type: str | None
    number: str
    """As written; empty for a document cited by name."""
    number_start: int
    name: str | None = None


def tidy(number: str) -> str:
    """Return the number as written, without the spaces round its separators and without brackets round its ordinal."""
    number = number.replace("]", "")
    if " " not in number:
        return number
    for mark in "-/":
        number = mark.join(part.strip(" ") for part in number.split(mark))
    return number
