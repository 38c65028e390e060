"""Titles as the tables have them → titles that can be shown: mended where the fault has a rule, null where words are missing.

Titles that were read out of another text's citation run on into that text, or stop in the middle; one province's list
was lower-cased at its source; gazette pages leave spaces inside numbers.
"""

from functools import cache

import regex as re

from legalref.orthography import number_key
from legalref.vocabulary import issuers

from .misprints import spelled
from .tables import Row

_CITED = "mined"
"""The source whose titles were read out of citations."""
_TYPES = r"(?:nghị định|quyết định|thông tư|luật|nghị quyết|chỉ thị|kết luận|pháp lệnh|công văn|giấy phép)"
_CUT = re.compile(
    rf"\||…$|(?:^| )(?:của|về|và|các|theo|(?<!hiện )(?<!tồn )tại|cho|(?<!hằng )(?<!hàng )ngày|phó|đến|tiếp tục"
    rf"|những|bởi|đối|hoặc|với|{_TYPES} số|thời điểm {_TYPES}"
    r"|(?:thực hiện|theo) cơ chế|tặng danh hiệu|trong phong trào|cuộc vận động|(?:thực hiện|triển khai) đề án"
    r"|dân tộc thiểu|cá nhân được giao)$",
    re.IGNORECASE,
)
"""The last word wants another; behind the later ones a name in quotation marks was cut off."""
_BARE = re.compile(
    r"(?:về )?(?:việc )?(?:(?:phê duyệt|ban hành|công bố|hướng dẫn|quy định|sửa đổi(?:, bổ sung)?|thành lập|bãi bỏ)\b ?)"
    r"(?:(?:một số điều|của|đề án|quy chế|quy định|kế hoạch|danh mục|thông tư|nghị định|luật|pháp lệnh|chương trình|quy hoạch"
    r"|điều lệ|dự án|chiến lược|tạm thời|tiêu chí|định mức|quy trình|quy chuẩn kỹ thuật)\b ?)*",
    re.IGNORECASE,
)
"""It says what is done, and not to what."""
_STRANGE = re.compile(r"\b(?:thì|như sau|nêu trên|nói trên|được tiếp tục|có căn cứ|ngoại trừ)\b|"
                      r"\b(?:Thông tư|Nghị định|Quyết định|Nghị quyết|Luật|Quy định|Điều|Quy chế) này\b|"
                      r"^Căn cứ |^Của |, Điểm [a-z], ")  # fmt: skip
"""Words of the citing text, after a title that ends nobody knows where."""
_AFTER = re.compile(
    r"(?: và|,| hoặc) (?:các )?(?:quy định|văn bản|thông tư|hướng dẫn)(?: pháp lý| pháp luật| của pháp luật| hiện hành)?"
    r"(?: khác)? (?:(?:của pháp luật )?(?:có )?(?:hướng dẫn )?liên quan|trái với .*)$|"
    r"(?: và|,| hoặc) (?:các )?văn bản (?:sửa đổi|bổ sung|thay thế)[^()]*(?:\(nếu có\).*)?$|"
    r" và (?:các )?quy định(?: pháp luật)? khác(?: của .*)?$| \((?:sau đây|nếu có|và cập nhật).*|: Căn cứ .*|"
    r" kể từ (?:ngày|thời điểm).*"
)
"""Words of the citing text, after a title that ends before them."""
_SPACES = ((re.compile(r" (?=[,;.)](?:\s|$))"), ""), (re.compile(r"\( "), "("), (re.compile(r"(?<=\d{4}/) (?=[A-ZĐ]{2})"), ""),
           (re.compile(r"(?<=[A-ZĐ]{2}-) (?=[A-ZĐ]{2})"), ""), (re.compile(r"(?<=[^\W\d_])([,;])(?=[^\W\d_])"), r"\1 "),
           (re.compile(r"(?<=-CP|TTg|/TW)(?=ngày)"), " "))  # fmt: skip
_MARKS = re.compile(r"^\([A-Z]?\d+\)\s*|^[Vv]/v\s+(?:về việc\s+)?|^(?:Về việc\s+){2,}")
_VERBS = (
    "Ban hành|Bãi bỏ|Công bố|Điều chỉnh|Giao|Hướng dẫn|Kéo dài|Phê duyệt"
    "|Quy định|Sửa đổi|Tăng cường|Thành lập|Thực hiện|Triển khai"
)
_RAISED_VERB = re.compile(rf"(?<=^Về việc )(?:{_VERBS})\b")
_NAMED_BY_TYPE = frozenset({"Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp", "Lệnh"})
"""Types whose title may begin with the word of the type («Luật sư»)."""
_NUMBER = re.compile(r"\b\d+[a-z]?/(?:\d{4}/)?[a-zđ&]+(?:[-/][a-zđ&]+)*\b|\b\d+-[a-zđ]+/[a-zđ]+\b")
_LETTERS = re.compile(r"\b(?:ubnd|hđnd|tnhh|tthc|cntt|covid|mttq|tdtt|hiv/aids|[xv]?i{1,3}|x?i?v|x)\b")
_SMALL = (("TTG", "TTg"), ("CTR", "CTr"), ("TTR", "TTr"))


def mended(record: Row) -> str | None:
    """Return the title of a record as it ships, or None where it is not whole."""
    title = record["title"]
    if not title:
        return None
    for pattern, put in _SPACES:
        title = pattern.sub(put, title)
    title = spelled(_without_type(_plain(title), record))
    if _CITED in record["sources"]:
        title = _AFTER.sub("", _closed(title)).rstrip(" ,;")
    if record["place"] and title[1:] == title[1:].lower():
        title = _raised(title)
    return title if _is_whole(title, record) else None


def _is_whole(title: str, record: Row) -> bool:
    """Tell whether a title says something, and no words are missing or too many."""
    bare = _BARE.fullmatch(title) and record["type"] not in _NAMED_BY_TYPE - {"Lệnh"}
    strange = _STRANGE.search(title) and (_CITED in record["sources"] or title.startswith("Căn cứ"))
    return bool(title) and not bare and not strange and not _CUT.search(title)


def _plain(title: str) -> str:
    """Return a title without marks before it; «V/v» is «Về việc», and a verb after that has a small letter."""
    begins = _MARKS.match(title)
    if begins:
        about = "Về việc " if begins.group()[0] in "Vv" else ""
        title = about + title[begins.end() :]
    title = _RAISED_VERB.sub(lambda verb: verb.group().lower(), title)
    return title[:1].upper() + title[1:]


def _without_type(title: str, record: Row) -> str:
    """Return a title without the type, and number and day, that stand before it."""
    type_ = record["type"]
    if type_ in _NAMED_BY_TYPE:
        return re.sub(rf"^{type_} (?=\p{{Lu}})", "", title)
    if not title.startswith(f"{type_} "):
        return title
    rest = title.removeprefix(f"{type_} ")
    own = re.match(
        r"số (\S+)(?: ngày [\d/.]+| ngày \d+ tháng \d+ năm \d+)?(?: của .*?)? (?=về |quy định |hướng dẫn |sửa đổi)", rest
    )
    if own and number_key(own[1]) == number_key(record["number"] or ""):
        rest = rest[own.end() :]
    elif not re.match(r"[a-zđ]", rest) or rest.startswith(("số ", "này ", "liên ")):
        return title
    return rest[:1].upper() + rest[1:]


def _closed(title: str) -> str:
    """Return a title up to a closing bracket that was never opened: there the bracket of the citing text ends."""
    depth = 0
    for at, sign in enumerate(title):
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            return title[:at]
    return title


def _raised(title: str) -> str:
    """Give the capitals back that a lower-cased title can be known to have had: of numbers, letters and known bodies."""
    title = _NUMBER.sub(lambda number: _symbol(number.group()), title)
    title = _LETTERS.sub(lambda letters: letters.group().upper(), title)
    pattern, names = _bodies()
    title = pattern.sub(lambda name: names[name.group().lower()], title)
    return title[:1].upper() + title[1:]


def _symbol(number: str) -> str:
    number = number.upper()
    for wrong, right in _SMALL:
        number = number.replace(wrong, right)
    return number


@cache
def _bodies() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return what finds the names of bodies, the longest first, and name in small letters → name."""
    written = [name for row in issuers() for name in (*row.aliases, row.name) if " " in name and name != name.lower()]
    places = [
        "Bình Dương",
        "Thủ Dầu Một",
        "Thuận An",
        "Dĩ An",
        "Bến Cát",
        "Tân Uyên",
        "Bàu Bàng",
        "Dầu Tiếng",
        "Phú Giáo",
        "Việt Nam",
    ]
    names = {name.lower(): name for name in (*written, *places)}
    longest = sorted(names, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, longest)) + r")\b", re.IGNORECASE), names
