"""Texts made for measuring, alike in every run: one citation for about 300 characters, in Vietnamese, English and German.

The sentences are our own, and so are the numbers, drawn by a generator with a fixed seed: no two documents are the same, and no
cache sees one citation twice by chance alone.
"""

from collections.abc import Callable, Iterator
from random import Random

DOCUMENT = 80_000
"""Code points of a made document, at least: a long article or a short law."""

_VIETNAMESE = (
    "Hội nghị đã thảo luận và thống nhất nhiều nội dung quan trọng về phát triển kinh tế - xã hội của địa phương trong năm tới. ",
    "Ba tổ công tác đã vận động được 1,35 tỷ đồng, đạt 112% kế hoạch đề ra, và bàn giao 24 căn nhà trước ngày 15/12. ",
    "Các đơn vị báo cáo kết quả thực hiện, những khó khăn gặp phải và kiến nghị với cấp trên xem xét, giải quyết. ",
    "Người dân đến làm thủ tục được hướng dẫn tận tình, hồ sơ được trả trước hạn, không phải đi lại nhiều lần. ",
    "Việc sắp xếp cán bộ phải bảo đảm đúng người, đúng việc, phát huy năng lực, sở trường của từng đồng chí. ",
)
_ENGLISH = (
    "The parties had agreed on the date of delivery, and neither of them asked for more time before the goods arrived. ",
    "At trial the witness said that the door was open when she came back, and the jury was free to believe her. ",
    "We review such findings with deference, because the court below heard the testimony and we did not hear it. ",
    "The contract says nothing about who pays for storage, so we look at what the parties did in earlier years. ",
)
_GERMAN = (
    "Die Beteiligten streiten über die Höhe der Vergütung, die der Kläger für die Monate Mai bis Juli verlangt hat. ",
    "Das Gericht hat die Zeugen gehört und ist überzeugt, dass die Ware rechtzeitig am vereinbarten Ort eingetroffen ist. ",
    "Der Beklagte hat dagegen eingewandt, er habe von der Änderung der Preise erst im folgenden Jahr erfahren. ",
    "Ob die Frist schon mit dem Zugang des Schreibens begonnen hat, kann nach alledem offen bleiben. ",
)
_AUTHORITIES = ("NĐ-CP của Chính phủ", "QĐ-TTg của Thủ tướng Chính phủ", "TT-BTC của Bộ Tài chính", "TT-BNV của Bộ Nội vụ")
_PARTY = ("QĐ/TW", "CT/TW", "NQ/TW", "HD/BTCTW")
_TYPES = {"NĐ": "Nghị định", "QĐ": "Quyết định", "TT": "Thông tư", "CT": "Chỉ thị", "NQ": "Nghị quyết", "HD": "Hướng dẫn"}


def _vietnamese(random: Random) -> str:
    number, year, day, month = (random.randint(*ends) for ends in ((1, 180), (2008, 2025), (1, 28), (1, 12)))
    if random.random() < 0.3:  # noqa: PLR2004  # the share of Party documents
        symbol = random.choice(_PARTY)
        return f"Thực hiện {_TYPES[symbol[:2]]} số {number}-{symbol} ngày {day:02}/{month:02}/{year} của Bộ Chính trị, "
    symbol = random.choice(_AUTHORITIES)
    code, _, issuer = symbol.partition(" ")
    place = f"theo điểm a khoản {random.randint(1, 9)} Điều {random.randint(1, 60)} " if random.random() < 0.5 else "căn cứ "  # noqa: PLR2004
    return f"{place}{_TYPES[code[:2]]} số {number}/{year}/{code} ngày {day:02} tháng {month:02} năm {year} {issuer}, "


def _english(random: Random) -> str:
    volume, page, year = random.randint(100, 580), random.randint(1, 990), random.randint(1950, 2020)
    names = f"{random.choice(('Baker', 'Jones', 'Miller', 'Ortiz'))} v. {random.choice(('Carter', 'Hill', 'Stone', 'Young'))}"
    return random.choice(
        (
            f"See {names}, {volume} U.S. {page}, {page + 4} ({year}). ",
            f"See {names}, {volume} F.2d {page} (9th Cir. {year}). ",
            f"See {names}, {volume} F. Supp. {page} (S.D.N.Y. {year}). ",
            f"See {random.randint(5, 42)} U.S.C. § {page}. ",
        )
    )


def _german(random: Random) -> str:
    book = random.choice(("BGB", "ZPO", "StGB", "VwGO", "GG", "HGB"))
    section, paragraph = random.randint(1, 800), random.randint(1, 6)
    return random.choice(
        (
            f"Der Anspruch folgt aus § {section} Abs. {paragraph} Satz 1 {book}. ",
            f"Das ergibt sich aus § {section} {book}. ",
            f"Die Kosten trägt er nach § {section} Abs. {paragraph} {book}. ",
        )
    )


_LANGUAGES: dict[str, tuple[tuple[str, ...], Callable[[Random], str]]] = {
    "Vietnamese": (_VIETNAMESE, _vietnamese),
    "English": (_ENGLISH, _english),
    "German": (_GERMAN, _german),
}
_APART = 300
"""Code points from the start of one citing sentence to that of the next, about."""


def documents(language: str, megabytes: float, size: int = DOCUMENT) -> Iterator[str]:
    """Yield documents of `size` code points or a little more, until there are so many megabytes of UTF-8."""
    random = Random(language)  # noqa: S311  # no secret
    left = megabytes * 1e6
    while left > 0:
        text = document(language, random, size)
        left -= len(text.encode())
        yield text


def document(language: str, random: Random, size: int) -> str:
    """Return one document."""
    plain, citing = _LANGUAGES[language]
    pieces: list[str] = []
    length = 0
    while length < size:
        paragraph = citing(random)
        while len(paragraph) < _APART - 50:
            paragraph += random.choice(plain)
        pieces.append(paragraph.rstrip() + "\n")
        length += len(paragraph)
    return "".join(pieces)
