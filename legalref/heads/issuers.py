"""Who issued a document, as the left column of its head says it: one body above another, or several side by side."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final
from unicodedata import normalize

import regex

from legalref.corpus.bodies import plain as body_key
from legalref.heads.lines import beginning, plain
from legalref.orthography import fold, words
from legalref.vocabulary import head_words, issuers, terms

Pattern = regex.Pattern[str]

_EARLY: Final = {
    normalize("NFC", first + last + tone): normalize("NFC", first + tone + last)
    for first, last in ("oa", "oe", "uy")
    for tone in "\u0300\u0301\u0303\u0309\u0323"
}
_LATE_TONE: Final = regex.compile(rf"(?<![qQ])(?:{'|'.join(_EARLY)})(?!\p{{L}})", regex.IGNORECASE)
_TERM: Final = regex.compile(
    r"(?: dang)?(?: cong san viet nam)?(?: nuoc(?: cong hoa xa hoi chu nghia(?: viet nam)?)?)?"
    r"(?: khoa [ivx0-9]+)?(?: ky hop .*)?$"
)
_HYPHEN: Final = regex.compile(r"\p{L}\s*[-–]\s*$")
"""A name goes on in the next line."""
_MOST_LINES: Final = 5
"""Lines of one name in a narrow column."""
_MOST_GROUPS: Final = 2
"""Groups of letters in a symbol that names one body: its type and the body's code."""
_JOINS: Final = regex.compile(r" ?[-–;,+] ?| và ", regex.IGNORECASE)
_TRAIL: Final = regex.compile(r"[\s*_.\-:;,]+$")


def key(name: str) -> str:
    """Return a body's name folded, its abbreviations written out, without «và» and the words for «của nước …» behind it."""
    return _TERM.sub("", body_key(name))


@cache
def _listed() -> dict[str, str]:
    return {key(name): row.name for row in issuers() for name in (row.name, *row.aliases)}


@cache
def _leader() -> Pattern:
    return regex.compile(rf"(?:{beginning(head_words().leaders.words)}) ")


def listed(name: str) -> str | None:
    """Return the name under which records list a body, or None where no row of the vocabulary has it."""
    return _listed().get(key(name))


def official(name: str) -> str:
    """Return a body's name as records write it: that of the vocabulary, else in sentence case with the capitals of names."""
    return listed(name) or toned(_in_case(_TRAIL.sub("", plain(name))))


def is_local(name: str) -> bool:
    """Tell whether a body is that of a unit: «Ủy ban nhân dân xã Chiềng Mẫu»."""
    return listed(name) is None and _unit().search(name.lower()) is not None


def toned(text: str) -> str:
    """Return `text` with the marks of oa, oe and uy at the end of a syllable where records have them: «Ủy», «Hòa»."""
    return _LATE_TONE.sub(lambda pair: _EARLY[pair[0].lower()] if pair[0].islower() else _with_capitals(pair[0]), text)


def _with_capitals(pair: str) -> str:
    early = _EARLY[pair.lower()]
    return "".join(new.upper() if old.isupper() else new for old, new in zip(pair, early, strict=True))


def bodies(lines: Sequence[str]) -> list[str]:
    """Return the bodies that the lines of a left column name, in order, each once, as records write them.

    A line that begins no body goes on from the one above it («ỦY BAN NHÂN DÂN» / «TỈNH BÌNH DƯƠNG»).
    """
    cleaned = [_TRAIL.sub("-" if _HYPHEN.search(line) else "", line).strip() for line in lines if not is_stamp(line)]
    joined: list[str] = []
    for text in _listed_together([line for line in cleaned if line.strip(" -")]):
        if joined and _goes_on(joined[-1], text):
            joined[-1] = f"{joined[-1]} {text}"
        else:
            joined.append(text)
    found = [official(_without_leader(each)) for name in joined for each in _several(name.strip(" -"))]
    bodies_above = [name for name in found[:-1] if names_body(name)]
    return list(dict.fromkeys([*bodies_above, *found[-1:]]))


def _listed_together(lines: list[str]) -> list[str]:
    """Return lines with those as one that only together are the name of a listed body, the longest first."""
    whole: list[str] = []
    while lines:
        sizes = range(min(len(lines), _MOST_LINES), 1, -1)
        size = next((size for size in sizes if listed(" ".join(lines[:size]))), 1)
        whole.append(" ".join(lines[:size]))
        lines = lines[size:]
    return whole


@cache
def _stamp() -> Pattern:
    return regex.compile(rf"{beginning(head_words().stamps.words)}(?: ?[0-9]{{1,2}}| ?lan [0-9])?")


def is_stamp(line: str) -> bool:
    """Tell whether a line is a stamp, as «DỰ THẢO» or «HỎA TỐC», and no body."""
    return _stamp().fullmatch(fold(line).strip(" ().:*-")) is not None


@cache
def _organ() -> Pattern:
    words = "|".join(sorted(head_words().organs.words, key=len, reverse=True))
    return regex.compile(rf"(?:{words})(?!\p{{L}})")


def qualified(issuer: str, upper: str | None) -> str:
    """Return the name of a body with that of the one above it, where it says nothing alone: «Ban Tổ chức Tỉnh ủy Khánh Hòa»."""
    if upper is None or listed(issuer) or listed(upper) or _organ().match(issuer) is None:
        return issuer
    if province(issuer) or _unit().search(issuer.lower()):
        return issuer
    return f"{issuer} {upper.removeprefix('Ủy ban nhân dân ')}"


def _without_leader(name: str) -> str:
    """Return the body whose leader is named: «BỘ TRƯỞNG BỘ Y TẾ» is Bộ Y tế; «CHỦ TỊCH NƯỚC» is a body itself."""
    leader = None if listed(name) else _leader().match(fold(name))
    rest = name[leader.end() :] if leader and len(fold(name)) == len(name) else name
    return rest if listed(rest) else name


def by_symbol(number: str | None) -> str | None:
    """Return the body whose code closes a number («30/2020/NĐ-CP» is the Government's), None where several or none have it."""
    groups = [group for group in regex.split(r"[-/]", number or "") if group and not group[0].isdigit()]
    if not groups or len(groups) > _MOST_GROUPS:
        return None
    code = regex.sub("[0-9]+$", "", groups[-1])
    found = [row.name for row in issuers() if code in row.codes]
    return found[0] if len(found) == 1 else None


def names_body(line: str) -> bool:
    """Tell whether a line begins as the name of a body does."""
    return listed(line) is not None or _head().match(fold(line)) is not None


def _goes_on(above: str, line: str) -> bool:
    """Tell whether a line goes on with the name above it."""
    if not listed(line) and all(listed(name) for name in _several(f"{above} {line}")):
        return True
    if above.endswith("-") or _part_of_name().match(fold(line)):
        return True
    if listed(above) or listed(line):
        return False
    if _head().match(fold(line)) is None:
        return True
    return _bare().fullmatch(fold(above)) is not None and _organ().match(official(above)) is not None


@cache
def _part_of_name() -> Pattern:
    """Return the pattern of what begins no body: «TỈNH BÌNH DƯƠNG», «VÀ XÃ HỘI»; not «TỈNH ỦY»."""
    return regex.compile(rf"{beginning(head_words().parts_of_names.words)}(?![a-z])(?! +(?:uy|doan)(?![a-z]))")


@cache
def _head() -> Pattern:
    return regex.compile(
        rf"{beginning([*terms().bodies.heads, *head_words().bodies.words, *(row.name for row in issuers())])}(?![a-z])"
    )


@cache
def _bare() -> Pattern:
    """Return the pattern of words for a body that say nothing without the next line: «ỦY BAN NHÂN DÂN», «VĂN PHÒNG»."""
    return regex.compile(beginning(terms().bodies.heads))


def _several(name: str) -> Iterable[str]:
    """Return the bodies of one line: «BỘ TÀI CHÍNH - BỘ Y TẾ» are two, «BỘ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI» is one."""
    if listed(name):
        return [name]
    for joint in _JOINS.finditer(name):
        first, rest = name[: joint.start()], name[joint.end() :]
        if listed(first) and _head().match(fold(rest)):
            return [first, *_several(rest)]
    return [name]


@cache
def _cased() -> Pattern:
    ministries = [row.name.split(" ", 1)[1] for row in issuers() if row.name.startswith("Bộ ")]
    names = [*head_words().names.words, *ministries, *head_words().provinces.words]
    return regex.compile(rf"(?<![a-z])(?P<name>{beginning(names)})(?![a-z])")


@cache
def _spellings() -> dict[str, str]:
    ministries = [row.name.split(" ", 1)[1] for row in issuers() if row.name.startswith("Bộ ")]
    return {fold(name): name for name in [*ministries, *head_words().names.words, *head_words().provinces.words]}


@cache
def _unit() -> Pattern:
    words = "|".join(sorted((word.lower() for word in head_words().units.words), key=len, reverse=True))
    return regex.compile(rf"(?<!\p{{L}})(?:{words}) +(?!(?:ủy|uỷ|đoàn)(?!\p{{L}}))(?P<place>.+)")


def _in_case(name: str) -> str:
    """Return a name in capitals as sentences write it: «ỦY BAN NHÂN DÂN XÃ PHIÊNG PẰN» is «Ủy ban nhân dân xã Phiêng Pằn»."""
    name = _written_out(name)
    if not name.isupper():
        return name
    low = _with_places(_with_names(name.lower()))
    kind = _kind().match(low)
    if kind:
        low = low[: kind.end()] + low[kind.end() : kind.end() + 1].upper() + low[kind.end() + 1 :]
    return low[:1].upper() + low[1:]


@cache
def _kind() -> Pattern:
    """Return the pattern of a kind of body after which its name goes on with a capital, in lower case with its accents."""
    words = "|".join(sorted((word.lower() for word in head_words().kinds.words), key=len, reverse=True))
    return regex.compile(rf"(?:{words})(?! đồng\b) ")


def _with_places(low: str) -> str:
    """Return a name with capitals in what follows the word for a unit: «xã phiêng pằn» is «xã Phiêng Pằn»."""
    unit = _unit().search(low)
    while unit:
        at = unit.start("place")
        nested = _unit().search(low, at)
        end = nested.start() if nested else len(low)
        place = " ".join(word[:1].upper() + word[1:] for word in low[at:end].split())
        low = low[:at] + place + (" " if nested else "") + low[end:]
        unit = nested and _unit().search(low, end)
    return low


def _with_names(low: str) -> str:
    """Return a text in lower case with the capitals of the names that are listed."""
    folded = fold(low)
    if len(folded) != len(low):
        return low
    for match in _cased().finditer(folded):
        name = _spellings().get(" ".join(match["name"].split()))
        if name and name.lower() == low[match.start() : match.end()]:
            low = low[: match.start()] + name + low[match.end() :]
    return low


@cache
def _abbreviation() -> tuple[Pattern, dict[str, str]]:
    table = {row.short: row.long for row in terms().abbreviation}
    return regex.compile(rf"\b(?:{'|'.join(sorted(table, key=len, reverse=True))})\b\.?"), table


def _written_out(name: str) -> str:
    """Return a name with its abbreviations written out, in capitals where it is in capitals."""
    pattern, table = _abbreviation()
    upper = name.isupper()

    def long(match: "regex.Match[str]") -> str:
        word = table[match[0].rstrip(".")]
        return word.upper() if upper else word

    return pattern.sub(long, name)


@cache
def _places() -> tuple[Pattern, dict[str, str]]:
    table = {" ".join(words(name)): name for name in head_words().provinces.words}
    names = "|".join(sorted(table, key=len, reverse=True))
    of_a_person = "(?:(?<!(?:thanh pho|tp|thanh uy|thanh doan) )ho chi minh|thai binh duong)(*SKIP)(*FAIL)"
    return regex.compile(rf"(?<![a-z])(?:{of_a_person}|(?:{names}))(?![a-z])"), table


def province(name: str) -> str | None:
    """Return the province that a body's name or the place of a date names, or None.

    A body of the centre is of none («Học viện Chính trị quốc gia Hồ Chí Minh»).
    """
    if listed(name):
        return None
    pattern, table = _places()
    found = pattern.findall(" ".join(words(name)))
    return table[found[-1]] if found else None
