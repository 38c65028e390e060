"""One key for all spellings of a name."""

import pytest

from legalref.corpus.names import name_key, year_apart

SAME = [
    (
        "Nghị quyết Trung ương 4 khóa XII",
        "Nghị quyết Hội nghị lần thứ tư Ban Chấp hành Trung ương Đảng khóa XII",
        "nghị quyết TW4 (khoá XII)",
        "NQTW 4 khóa XII",
        "nq tw4 khoa xii",
        "Nghị quyết Hội nghị Trung ương lần thứ IV khóa XII",
        "Nghị quyết Hội nghị lần thứ 4 BCHTW khoá XII",
    ),
    ("Kết luận Trung ương 11 khóa XI", "Kết luận Hội nghị lần thứ mười một Ban Chấp hành Trung ương khóa XI"),
    ("Nghị quyết Đại hội XIII", "Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng", "nq dh 13"),
    ("Bộ luật Lao động năm 2019", "BỘ LUẬT LAO ĐỘNG 2019", "bo luat lao dong nam 2019"),
]
OTHERS = [
    "Nghị quyết Trung ương 4",
    "Nghị quyết Trung ương 4 khóa XIII",
    "Kết luận Trung ương 4 khóa XII",
    "Nghị quyết Trung ương 5 khóa XII",
    "Nghị quyết Đại hội XII",
    "Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XIII",
    "Bộ luật Lao động",
]


@pytest.mark.parametrize("names", SAME, ids=lambda names: names[0])
def test_spellings_of_one_name_meet(names: tuple[str, ...]) -> None:
    assert len({name_key(name) for name in names}) == 1


def test_other_names_do_not_meet_them() -> None:
    names = [*(names[0] for names in SAME), *OTHERS]
    assert len({name_key(name) for name in names}) == len(names)


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("luat dat dai 2013", ("luat dat dai", 2013)),
        ("hien phap nam 1992", ("hien phap", 1992)),
        ("chuong trinh 135", None),
        ("2013", None),
        ("luat dat dai", None),
    ],
)
def test_the_year_apart(key: str, expected: tuple[str, int] | None) -> None:
    assert year_apart(key) == expected
