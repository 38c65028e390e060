"""Text → checked citations: extract, link, look up validity, apply the rules."""

from collections.abc import Callable, Collection, Iterator
from datetime import date
from typing import Final

from legalref.checking import force, form, identity, provisions, style, style_bases, style_writing
from legalref.checking.rule import Case, Remark, Sheet, applies, dated_mentions, finding, first_mentions
from legalref.checking.validity import validity
from legalref.corpus import Corpus
from legalref.extraction import extract
from legalref.linking import link
from legalref.linking.context import Context
from legalref.model import CheckedCitation, Finding, Text
from legalref.vocabulary import rules
from legalref.vocabulary.messages import DEFAULT_LANGUAGE

_RULES: Final[tuple[Callable[[Case], Iterator[Remark]], ...]] = (
    form.unknown_symbol,
    form.odd_number,
    form.type_against_symbol,
    form.year_against_date,
    form.year_against_term,
    form.impossible_day,
    form.day_to_come,
    form.issuer_against_symbol,
    form.foreign_letter,
    form.issuer_out_of_time,
    form.day_of_rest,
    identity.unknown_number,
    identity.different_field,
    identity.near_miss,
    identity.out_of_order,
    identity.two_days,
    identity.ambiguous,
    force.expired,
    force.partly_expired,
    force.not_yet_in_force,
    force.suspended,
    provisions.missing_provision,
)
_STYLE_RULES: Final[tuple[Callable[[Case], Iterator[Remark]], ...]] = (
    *style.RULES,
    *style_bases.RULES,
    *style_writing.RULES,
)
"""What only a citing regime asks."""
_YIELDS: Final[dict[str, tuple[str, ...]]] = {
    "LR108": ("LR103",),
    "LR201": ("LR1", "LR2"),
    "LR209": ("LR103", "LR110", "LR210"),
    "LR302": ("LR52",),
}
"""Rule → the beginnings of the codes that say the same fault better: beside one of these it is silent."""


def check(
    text: str | Text,
    corpus: Corpus,
    *,
    as_of: date | None = None,
    language: str = DEFAULT_LANGUAGE,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
    regime: str | None = None,
    place: str | None = None,
) -> list[CheckedCitation]:
    """Return the citations of `text` with what is known of each on the day `as_of` (today).

    `select` and `ignore` are codes of rules or prefixes of codes (`LR3`); with neither, all rules apply but the quiet ones.
    `regime` is the citing regime whose style rules speak, `place` the province in which an unnamed local body is looked for.
    """
    source = text if isinstance(text, Text) else Text("-", text)
    day = as_of or date.today()
    citations = extract(source)
    resolutions = link(citations, corpus, Context(place=place, content=source.content))
    validities = [validity(each.document, corpus, day) if each.document else None for each in resolutions]
    firsts = first_mentions(citations, resolutions)
    dated = dated_mentions(citations, firsts)
    sheet = Sheet(source, citations, resolutions, validities, corpus, day, language, regime, firsts, dated)
    speaking = {code for code, rule in rules().items() if applies(rule, sheet) and _is_chosen(code, select, ignore)}
    return [
        CheckedCitation(*parts, _findings(Case(sheet, at), speaking))
        for at, parts in enumerate(zip(citations, resolutions, validities, strict=True))
    ]


def _findings(case: Case, speaking: Collection[str]) -> tuple[Finding, ...]:
    asked = (*_RULES, *_STYLE_RULES) if case.sheet.regime else _RULES
    remarks = [remark for rule in asked for remark in rule(case) if remark.code in speaking]
    codes = {remark.code for remark in remarks}
    return tuple(finding(remark, case.language) for remark in remarks if not _is_said_better(remark.code, codes))


def _is_said_better(code: str, codes: Collection[str]) -> bool:
    better = _YIELDS.get(code)
    return better is not None and any(other != code and other.startswith(better) for other in codes)


def _is_chosen(code: str, select: Collection[str], ignore: Collection[str]) -> bool:
    selected = any(code.startswith(prefix) for prefix in select) if select else not rules()[code].quiet
    return selected and not any(code.startswith(prefix) for prefix in ignore)
