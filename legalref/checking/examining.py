"""Text → checked citations: extract, link, look up validity, apply the rules."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from legalref.checking import force, form, identity, provisions, style, style_bases, style_writing
from legalref.checking.as_of import OWN_DAY, AsOf
from legalref.checking.once import once
from legalref.checking.own import Own, own
from legalref.checking.rule import Case, Remark, Sheet, applies, dated_mentions, finding, first_mentions, weight_of
from legalref.checking.suppress import Hidden, Suppression, hush, suppressions
from legalref.checking.validities import validity
from legalref.corpus import Corpus
from legalref.extraction import extract
from legalref.linking import link
from legalref.linking.context import Context
from legalref.model import CheckedCitation, Citation, Finding, Reason, Resolution, Severity, State, Text, Validity
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


class Examined(NamedTuple):
    """A text with all that was found out about its citations, every finding at every place."""

    text: Text
    citations: list[CheckedCitation]
    day: date
    """The day of the check."""
    day_is_own: bool
    """Whether that is the text's own day, read from its head."""
    hidden: list[Hidden]
    """What comments of the text ask not to hear of."""
    unused: list[Suppression]
    """The comments that nothing was to be said under."""
    known: Sequence[Hidden] = ()
    """What a baseline knows."""
    context: Context = Context()
    """What the text says of the documents it cites, as linking had it."""


def check(
    text: str | Text,
    corpus: Corpus,
    *,
    as_of: AsOf = None,
    language: str = DEFAULT_LANGUAGE,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
    severities: Mapping[str, Severity] = {},
    regime: str | None = None,
    place: str | None = None,
    every: bool = False,
) -> list[CheckedCitation]:
    """Return the citations of `text` with what is known of each on the day `as_of`: today, or `"document"`, the text's own.

    `select` and `ignore` are codes of rules or prefixes of codes (`LR3`); with neither, all rules apply but the quiet ones.
    `severities` has for codes or prefixes the most that their findings may weigh; the fact behind a finding still holds it down.
    `regime` is the citing regime whose style rules speak, `place` the province in which an unnamed local body is looked for. What
    is said of one document again is said once, with its places in `also`, unless `every`.
    """
    found = examine(
        text, corpus, as_of=as_of, language=language, select=select, ignore=ignore, severities=severities, regime=regime,
        place=place,
    )  # fmt: skip
    return found.citations if every else once(found.citations)


def examine(
    text: str | Text,
    corpus: Corpus,
    *,
    as_of: AsOf = None,
    language: str = DEFAULT_LANGUAGE,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
    severities: Mapping[str, Severity] = {},
    regime: str | None = None,
    place: str | None = None,
) -> Examined:
    """Check a text as `check` does, and return all of it: what is said again, what is hushed, the day."""
    source = text if isinstance(text, Text) else Text("-", text)
    citations = extract(source)
    head = own(source)
    day = (head.day if as_of == OWN_DAY else as_of) or date.today()
    context = Context(head.day, place or head.place, source.content)
    resolutions = _resolutions(citations, corpus, head, context)
    validities = _validities(resolutions, corpus, day)
    firsts = first_mentions(citations, resolutions)
    dated = dated_mentions(citations, firsts)
    sheet = Sheet(
        source, citations, resolutions, validities, corpus, day, language, regime, firsts, dated, head.number, severities
    )
    speaking = {code for code, rule in rules().items() if applies(rule, sheet) and _is_chosen(code, select, ignore)}
    checked = [
        CheckedCitation(*parts, _findings(Case(sheet, at), speaking))
        for at, parts in enumerate(zip(citations, resolutions, validities, strict=True))
    ]
    told, hidden, unused = hush(checked, suppressions(source))
    return Examined(source, told, day, as_of == OWN_DAY and head.day is not None, hidden, unused, context=context)


def _resolutions(citations: Sequence[Citation], corpus: Corpus, head: Own, context: Context) -> list[Resolution]:
    """Link the citations; the text's own number, where it reads like one, is none."""
    linked = link(citations, corpus, context)
    own_number = Resolution(State.UNCHECKED, reason=Reason.OWN_NUMBER)
    return [own_number if head.is_number(cited) else each for cited, each in zip(citations, linked, strict=True)]


def _validities(resolutions: Sequence[Resolution], corpus: Corpus, day: date) -> list[Validity | None]:
    """Return whether the document of each applies on `day`; what is cited again and again is looked up once."""
    documents = {each.document.id: each.document for each in resolutions if each.document}
    known = {name: validity(document, corpus, day) for name, document in documents.items()}
    return [known[each.document.id] if each.document else None for each in resolutions]


def _findings(case: Case, speaking: Collection[str]) -> tuple[Finding, ...]:
    if case.resolution.reason is Reason.OWN_NUMBER:
        return ()
    asked = (*_RULES, *_STYLE_RULES) if case.sheet.regime else _RULES
    remarks = [remark for rule in asked for remark in rule(case) if remark.code in speaking]
    codes = {remark.code for remark in remarks}
    said = (remark for remark in remarks if not _is_said_better(remark.code, codes))
    return tuple(finding(remark, case.language, weight_of(remark.code, case.sheet.severities)) for remark in said)


def _is_said_better(code: str, codes: Collection[str]) -> bool:
    better = _YIELDS.get(code)
    return better is not None and any(other != code and other.startswith(better) for other in codes)


def _is_chosen(code: str, select: Collection[str], ignore: Collection[str]) -> bool:
    selected = any(code.startswith(prefix) for prefix in select) if select else not rules()[code].quiet
    return selected and not any(code.startswith(prefix) for prefix in ignore)
