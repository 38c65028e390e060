"""What people type for a document, and the records it may mean."""

import pytest

from legalref.corpus import Corpus
from legalref.linking.lookup import look_up
from legalref.linking.shortened import spelled_name, spelled_out


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ("/akn/vn/act/nghi-dinh/2020-03-05/30-2020-nd-cp", ["30/2020/NĐ-CP"]),
        ("/akn/vn/nothing", []),
        ("99-QĐ/TW", ["99-QĐ/TW"]),
        ("99 qd tw", ["99-QĐ/TW"]),
        ("qd99", ["99-QĐ/TW"]),
        ("qđ số 99 của tw", ["99-QĐ/TW"]),
        ("QĐ 99 tw 2017", ["99-QĐ/TW"]),
        ("99 tw", ["99-QĐ/TW"]),
        ("nd 30 2020", ["30/2020/NĐ-CP"]),
        ("nd30/2020", ["30/2020/NĐ-CP"]),
        ("30/2020", ["30/2020/NĐ-CP"]),
        ("nghị định số 30 năm 2020", ["30/2020/NĐ-CP"]),
        ("tt 01/2011 bnv", ["01/2011/TT-BNV"]),
        ("thong tu 01 bnv", ["01/2011/TT-BNV"]),
        ("qd 124 tw", ["124-QĐ/TW", "124-QĐ/TW"]),
        ("quy định 66 khóa XII", ["66-QĐ/TW"]),
        ("qd 66 khoá 12 tw", ["66-QĐ/TW"]),
        ("qd 66 khóa XIII", []),
        ("nd 30 2021", []),
        ("30", []),
        ("2020", []),
        ("quy định 30", []),
        ("BLLĐ", ["45/2019/QH14"]),
        ("bo luat lao dong nam 2019", ["45/2019/QH14"]),
        ("Bộ luật Lao động 2012", []),
        ("Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ", ["30/2020/NĐ-CP"]),
        ("quyết định số 124 của Bộ Chính trị", []),
        ("quy định số 124 của Bộ Chính trị", ["124-QĐ/TW"]),
        ("Quy định số 124 ngày 02/02/2018", ["124-QĐ/TW"]),
        ("Quy định số 124 ngày 03/02/2018", ["124-QĐ/TW", "124-QĐ/TW"]),
        ("văn thư", []),
        ("?!", []),
        ("", []),
    ],
)
def test_what_is_typed_means_records(asked: str, numbers: list[str], few: Corpus) -> None:
    assert [record.number for record in look_up(asked, few)] == numbers


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("nq tw4 khoa xii", "nghi quyet trung uong 4 khoa xii"),
        ("NQTW 7 khoá 12", "nghi quyet trung uong 7 khoa xii"),
        ("kl tw 4 khóa XIII", "ket luan trung uong 4 khoa xiii"),
        ("luật pctn 2018", "luat phong chong tham nhung 2018"),
        ("khoa 99", "khoa 99"),
        ("ai", "ai"),
    ],
)
def test_a_shortened_name_is_written_out(asked: str, name: str) -> None:
    assert spelled_name(asked) == name


def test_letters_for_one_thing_are_written_out() -> None:
    assert spelled_out("UBND") == ["uy", "ban", "nhan", "dan"]
    assert spelled_out("pccc") == ["pccc"]


@pytest.mark.parametrize(("asked", "number"), [("nq tw4 khoa xii", "04-NQ/TW"), ("Luật đất đai 2024", "31/2024/QH15")])
def test_names_of_the_shipped_corpus(asked: str, number: str, shipped: Corpus) -> None:
    assert [record.number for record in look_up(asked, shipped)] == [number]
