"""Text → checked citations: extract, link, look up validity, apply the rules."""

from collections.abc import Callable, Collection, Iterator
from datetime import date
from typing import Final

from legalref.checking import force, identity
from legalref.checking.rule import Case, Remark, finding
from legalref.checking.validity import validity
from legalref.corpus import Corpus
from legalref.extraction import extract
from legalref.linking import link
from legalref.model import CheckedCitation, Citation, Resolution, Text
from legalref.vocabulary.messages import DEFAULT_LANGUAGE

_RULES: Final[tuple[Callable[[Case], Iterator[Remark]], ...]] = (
    identity.unknown_number,
    identity.different_field,
    identity.ambiguous,
    force.expired,
    force.partly_expired,
    force.not_yet_in_force,
    force.suspended,
)


def check(
    text: str | Text,
    corpus: Corpus,
    *,
    as_of: date | None = None,
    language: str = DEFAULT_LANGUAGE,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
) -> list[CheckedCitation]:
    """Return the citations of `text` with what is known of each on the day `as_of` (today).

    `select` and `ignore` are codes of rules or prefixes of codes (`LR3`); with neither, all rules apply.
    """
    day = as_of or date.today()
    citations = extract(text)
    resolutions = link(citations, corpus)
    pairs = zip(citations, resolutions, strict=True)
    return [_checked(citation, resolution, corpus, day, language, select, ignore) for citation, resolution in pairs]


def _checked(
    citation: Citation,
    resolution: Resolution,
    corpus: Corpus,
    as_of: date,
    language: str,
    select: Collection[str],
    ignore: Collection[str],
) -> CheckedCitation:
    valid = validity(resolution.document, corpus, as_of) if resolution.document else None
    case = Case(citation, resolution, valid, language)
    remarks = [remark for rule in _RULES for remark in rule(case) if _applies(remark.code, select, ignore)]
    return CheckedCitation(citation, resolution, valid, tuple(finding(remark, language) for remark in remarks))


def _applies(code: str, select: Collection[str], ignore: Collection[str]) -> bool:
    selected = not select or any(code.startswith(prefix) for prefix in select)
    return selected and not any(code.startswith(prefix) for prefix in ignore)
