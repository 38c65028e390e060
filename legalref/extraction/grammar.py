r"""The patterns of citations, composed from the rows of the vocabulary.

Two rules keep the patterns linear: one that is searched for in a whole text begins with a plain
class or a literal, and what repeats is bounded, atomic, or confined to a window of a few hundred
characters. Patterns that look left of a number run in reverse from it (`(?r)` … `\\Z`). Windows are
matched in folded form (`orthography.fold`), which has the same offsets, so accents and case need no
alternatives.

Number grammar: Nghị định 34/2016/NĐ-CP, Điều 58 (State); Hướng dẫn 36-HD/VPTW 2018, II.1.3 (Party).
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Final

import regex

from legalref.extraction.patterns import lazy, longest_first
from legalref.orthography import fold, number_key
from legalref.vocabulary import document_types, issuers, lookalikes, terms

Pattern = regex.Pattern[str]
Match = regex.Match[str]

# A group of a symbol: NĐ, UBTVQH14, BNN&PTNT, nb. «UBTVQH 14» is written with a space, too.
_ENDED: Final = r"(?:(?![\p{L}\p{N}])|(?=ngày|của|về))"  # «61/2017/TT-BTCngày», as converted files have it
_GROUP: Final = (
    rf"(?:(?:[A-Z]{{0,5}}QH ?[0-9]{{1,2}}|[A-Za-zĐđƯư&]{{1,20}}[0-9]{{0,2}}){_ENDED}(?<![/-](?:CP|TTg)[0-9]{{1,2}})"
    r"|(?:CP|TTg)(?=[0-9]{1,2}(?!\p{N})))"  # the mark of a footnote follows: «30/2020/NĐ-CP1»
)
# Between two groups: a separator, with a space on one side where capitals go on («TT- BTC», «TTr -SNN»).
_JOINT: Final = (
    r"(?:[-/](?=[\p{L}])|[-/] {1,2}(?=[A-ZĐ]{2})| [-/](?=[A-ZĐ]{2})"
    r"| - (?=(?:CP|TTg|TW|TU|UBND|HĐND)(?!\p{L}))|[.@](?=[A-ZĐ]{2}|[0-9]{2}(?![0-9]))"
    # With spaces on both sides after a code, unless capitals go on as prose («51-KH / BTGTU»).
    r"|(?<=[-/ ](?:NQ|QĐ|CT|KL|QC|TT|HD|TB|BC|KH|CTr|ĐA|PA|TTr|CV|NĐ|TTLT|UBND|HĐND)) [-/] (?=[A-ZĐƯ]{2,12}(?!\p{L}| \p{Lu}{2})))"
)
_SYMBOL: Final = rf"{_GROUP}(?:{_JOINT}(?:{_GROUP}|[0-9]{{2}}(?![0-9]))){{0,7}}"
_ORDINAL: Final = r"[0-9]{1,5}(?:\.[0-9]{3})?(?:bis|[A-Za-zđ]{1,2})?"
_YEAR: Final = (
    r"(?:(?: {0,2}/ {0,2}(?P<year>[0-9]{2,4})|[-.](?P<year>(?:19|20)[0-9]{2}))(?= ?[-/] {0,2}\p{L}))?"  # «30-2020/NĐ-CP», too
)

_YEAR_LAST: Final = r"(?:/(?:19|20)[0-9]{2}(?![\p{L}\p{N}/-]))?"  # «30/NĐ-CP/2020», out of order
NUMBER: Final = lazy(rf"(?P<ordinal>{_ORDINAL}){_YEAR}(?P<joint>\]? ?(?:/-|[-/]) {{0,2}})(?P<symbol>{_SYMBOL}){_YEAR_LAST}")
"""A number joined to its symbol by a separator: «30/2020/NĐ-CP», «36 - NQ/TW», «[12]/QĐ-TTg»."""

SLIPPED: Final = lazy(r"(?r)(?<![\p{L}\p{N}/-])(?=[^/]*[0-9OoIl])[0-9OoIl]{1,4}(?: ?/ ?[0-9OoIl]{0,4})?\Z")
"""Left of what seems to be a number: digits and letters that a scan mistakes for digits («l5/2020», «30/2O20»)."""

SPACED_BODY: Final = lazy(r" (?P<code>[A-ZĐ]{2,12}(?:-[A-ZĐ]{2,12})*)(?![\p{L}\p{N}])")
"""After a type's code: the body's, for whose separator stands a space («38/2023/TT BCT»)."""

NUMBER_SIGN: Final = lazy(r"[0-9](?=[-/ a-z\]])[a-z]{0,3}\]? ?[-/]{1,2} {0,2}[a-z]")
"""In folded text: where a number joins its symbol. Every match of `NUMBER` holds one."""

ORDINAL_BEFORE: Final = lazy(r"(?r)[0-9]{1,5}(?:\.[0-9]{3})?(?:bis|[a-z]{1,2})?(?: {0,2}/ {0,2}|[.-])\Z")
"""In folded text, left of a year or of the thousands of a number: where the number begins."""

YEAR_SIGN: Final = re.compile(r"/(?:19|20)[0-9]{2}(?![0-9])")
"""In folded text: the year of a number."""

LOOSE_NUMBER: Final = lazy(
    rf"(?P<ordinal>[0-9]{{1,5}})(?:/(?P<year>[0-9]{{4}}))?(?P<joint> ?)(?P<symbol>(?=[A-ZĐ]{{2}}){_SYMBOL})"
)
"""A number and symbol that only the type word before them tells from prose: «1356 CV/TU», «12/2012TT-BCT», «255CT»."""

_NO_MORE: Final = r"(?![\p{L}\p{N}]|[-/.,:][0-9]| ?[-/] ?[A-ZĐ]{2})"
"""After a number that has no symbol."""

BARE_NUMBER: Final = lazy(rf"(?P<ordinal>[0-9]{{1,5}}[a-z]?)(?P<year>/(?:19|20)[0-9]{{2}})?{_NO_MORE}")
"""A number without a symbol: «30/2020», «05»."""

STANDARD_SIGNS: Final = ("cvn", "cdp")
"""In folded text: what the code of a standard holds after its first letter."""
STANDARD_LEAD: Final = lazy(r"(?r)(?i:tiêu chuẩn quốc gia|quy chuẩn kỹ thuật quốc gia)(?: số)? \Z")
STANDARD: Final = lazy(
    r"(?P<code>TCVN|QCVN|QCĐP)"
    r"(?P<number> ?(?:ISO(?:/[A-Z]{2,3})? |IEC |[IVX]{1,3}-)?[0-9]{1,5}[A-Z]?(?:-[0-9]{1,3}){0,2}(?: ?[-:/] ?[0-9]{4})?)"
    r"(?P<body>/[A-ZĐ&]{2,12})?(?![0-9])"
)
"""A technical standard: «QCVN 01-1:2018/BYT», «TCVN 5574:2018»."""


def either(phrases: Iterable[str]) -> str:
    """Return the alternatives of a pattern for folded text, the longest first, spaces as written."""
    folded = sorted({fold(phrase) for phrase in phrases}, key=lambda phrase: (-len(phrase), phrase))
    return "(?:" + "|".join(regex.escape(phrase, special_only=True).replace(" ", " {1,4}") for phrase in folded) + ")"


@cache
def type_words() -> dict[str, tuple[str, str]]:
    """Return folded type word → type and the word with its diacritics, for words that a text spells out."""
    return {fold(word): (row.name, word) for row in document_types() for word in row.words}


@cache
def type_abbreviations() -> dict[str, str]:
    """Return abbreviation, as written → type."""
    return {abbr: row.name for row in document_types() for abbr in row.abbr}


@cache
def lower_abbreviations() -> dict[str, str]:
    """Return abbreviation in lower case → type."""
    return {abbr.lower(): type_ for abbr, type_ in type_abbreviations().items()}


_MOST_PAIRS: Final = 4096
"""Types and symbols that are remembered."""
_SAYS: Final = r"(?P<so>(?<![a-z0-9])(?:so|s0)(?: hieu)? ?[:.]? {0,8})"
_QUOTE: Final = r"[\[\"'“*]{0,2}"


def _type_before() -> str:
    types = either([*type_words(), *type_abbreviations()])
    return rf"(?<![a-z0-9])(?P<type>{types})(?:: ?| {{1,20}}|(?=so)|(?=\Z)|\*{{1,2}} )"


@cache
def head() -> Pattern:
    """Return the reverse pattern of what stands left of a number: «Quyết định số», «TT», «Công văn (số», «số:»."""
    type_ = _type_before()
    return lazy(rf"(?r)(?:{type_}(?:(?:\(|lien bo )??{_SAYS})?|{_SAYS}){_QUOTE}\Z")


@cache
def qualified_head() -> Pattern:
    """Return the reverse pattern of a type, a word that says more of it, and «số»: «Quyết định thanh tra số»."""
    words = either(terms().qualifiers.words)
    return lazy(rf"(?r){_type_before()}{words} {{1,4}}\(?{_SAYS}{_QUOTE}\Z")


@cache
def abbreviation_at_end() -> Pattern:
    """Return the reverse pattern of a type or «số» that a number is glued to: «TT32/2025/TT-BTC», «số30/2020/NĐ-CP»."""
    words = "|".join([*type_abbreviations(), *(word for row in document_types() for word in row.words), "số"])
    return lazy(rf"(?r)(?<![\p{{L}}\p{{N}}])(?i:{words})\Z")


@cache
def abbreviation_glued() -> Pattern:
    """Return the reverse pattern of an abbreviation that a number with its year is glued to: «NĐ70/2025»."""
    return lazy(rf"(?r)(?<![\p{{L}}\p{{N}}])(?:{'|'.join(type_abbreviations())})\Z")


@cache
def type_before_issuer() -> Pattern:
    """Return the pattern of a type word that an issuer follows: «Quyết định của Bộ Chính trị số …»."""
    return lazy(rf"(?<![a-z0-9])(?P<type>{either(type_words())})(?= {{1,4}}cua )")


@cache
def lookalike_left() -> Pattern:
    """Return the reverse pattern of words that make a number something else: «Hợp đồng số»."""
    phrases = either(word for row in lookalikes().left for word in row.words)
    return lazy(rf"(?r)(?<![a-z0-9]){phrases}(?: [a-z]{{1,12}}){{0,2}}? ?(?:so|ky hieu)? ?[:.]? ?\Z")


@cache
def lookalike_groups() -> frozenset[str]:
    """Return the groups of symbols that only courts, contracts and companies use."""
    return frozenset(group for row in lookalikes().symbol for group in row.groups)


@cache
def public_groups() -> frozenset[str]:
    """Return the groups of symbols that only public bodies use."""
    return frozenset(group for row in lookalikes().public for group in row.groups)


@cache
def attached_issuer() -> Pattern:
    """Return the pattern of what makes «quyết định 217» a citation: more numbers, then an issuer, a term or a date."""
    return lazy(r"(?:(?:,| và) [0-9]{1,4}){0,8} (?:của (?:\p{Lu}|\w+ ủy)|khóa [IVX]|ngày [0-9])")


@cache
def quantity() -> Pattern:
    """Return the pattern of a unit right after a bare number: «5 năm», «3 việc»; not «559 ngày 27/4/2021».

    Accents tell units from other words: «3 quý», but «Nghị định 30 quy định …».
    """
    units = longest_first(word for row in lookalikes().quantity for word in row.words)
    return lazy(rf" {{0,2}}(?i:{units})(?![\p{{L}}\p{{N}}]| {{1,3}}[0-9])")


def _stop_words() -> str:
    words = longest_first(terms().stops.words)
    return rf"(?<![\p{{L}}\p{{N}}])(?:{words})(?![\p{{L}}\p{{N}}])"


@cache
def body_stops() -> Pattern:
    """Return the pattern of what ends the name of a body that is in no list."""
    types = longest_first({word.capitalize() for row in document_types() for word in row.words})
    and_type = rf"(?:và|hoặc) (?=(?:các )?(?:{types})(?!\p{{L}}))"
    return lazy(rf"{and_type}|{_stop_words()}|[(),;:\"“”/]|\.(?= |$|\p{{Lu}})")


@cache
def type_codes() -> frozenset[str]:
    """Return the codes that stand for a type in a symbol, folded."""
    return frozenset(fold(code) for row in document_types() for code in row.codes)


@cache
def _types_by_code() -> dict[str, frozenset[str]]:
    codes = {code for row in document_types() for code in row.codes}
    return {fold(code): frozenset(row.name for row in document_types() if code in row.codes) for code in codes}


@cache
def distinctive_codes() -> frozenset[str]:
    """Return the codes that stand for a type and for nothing else: «QĐ», «TTr», not «KH» or «TB»."""
    codes = {code for row in document_types() for code in row.codes}
    return frozenset(code for code in codes if not code.isupper() or (not code.isascii() and code not in _SHARED_CODES))


@lru_cache(_MOST_PAIRS)
def may_be(type_: str | None, number: str) -> bool:
    """Tell whether a document of `type_` can have a number or symbol: no Văn bản hợp nhất is «39/2018/QĐ-TTg»."""
    groups = _LETTERS.findall(fold(number))
    types = _types_by_code().get(groups[0]) if groups else None
    return types is None or type_ in types or type_ not in _coded_types()


@cache
def _coded_types() -> frozenset[str]:
    return frozenset(row.name for row in document_types() if row.codes)


@cache
def body_codes() -> frozenset[str]:
    """Return the codes of issuing bodies, as keys."""
    return frozenset(number_key(code) for row in issuers() for code in row.codes)


_SHARED_CODES: Final = frozenset({"HĐ", "CĐ", "ĐA", "BĐ"})
"""Codes that contracts, boards, colleges and the like have, too (hợp đồng, hội đồng, cao đẳng)."""
_LETTERS: Final = lazy("(?<![a-z0-9])[a-z]{2,}")


def _spelled() -> list[str]:
    words = [word for row in document_types() for word in row.words if row.short != "never"]
    return [*{variant for word in words for variant in (word, word.capitalize(), word.upper())}, *type_abbreviations()]


@cache
def short_sign() -> Pattern:
    """Return the pattern of a digit behind a word, in folded text, with which the head of a short citation can end."""
    words = {fold(word).rsplit(" ", 1)[-1] for word in _spelled()} | {"so", "hieu"}
    return lazy(rf"[0-9](?<=(?:(?<![a-z0-9])(?:{'|'.join(sorted(words))}):?|:) {{1,4}}[0-9])")


@cache
def short_head() -> Pattern:
    """Return the reverse pattern of type word and «số» before such a number; accents must be right here."""
    words = longest_first(_spelled())
    return lazy(rf"(?r)(?<![\p{{L}}\p{{N}}])(?P<type>{words})(?P<so> {{1,20}}(?i:số)(?: hiệu)? ?:?)? {{1,20}}\Z")


@cache
def short_policy() -> dict[str, str]:
    """Return type → when a bare number makes it a citation."""
    return {row.name: row.short for row in document_types()}


def _relations(*, after: bool) -> dict[str, str]:
    return {fold(word): row.rel for row in terms().relation if row.after is after for word in row.words}


@cache
def relation_after() -> tuple[Pattern, dict[str, str]]:
    """Return the pattern of relation words after a citation, and folded word → relation."""
    names = _relations(after=True)
    return lazy(rf" {{1,4}}(?:se |da |thi )?(?P<words>{either(names)})(?![a-z0-9])"), names


@cache
def relation_words() -> tuple[Pattern, dict[str, str]]:
    """Return the reverse pattern of relation words before a citation, and folded word → relation."""
    names = _relations(after=False)
    tail = r"(?: (?:cac|cho|boi))??[ :]{0,3}"
    return lazy(rf"(?r)(?<![a-z0-9])(?P<words>{either(names)}){tail}\Z"), names


@cache
def relation_ends() -> frozenset[str]:
    """Return the words with which what stands before a citation can end, folded, where it is a relation word."""
    return frozenset({"cac", "cho", "boi", *(word.rsplit(" ", 1)[-1] for word in _relations(after=False))})
