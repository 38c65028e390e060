"""Zip archives: their members by name, and archives made to fill memory or to write elsewhere."""

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Iterable
from contextlib import suppress

import pytest

from legalref import extract
from legalref.errors import UnreadableInput
from legalref.model import Mark, Remark, Text
from legalref.reading.archive import MOST_MEMBERS, read
from legalref.reading.content import Budget, Content
from legalref.reading.dispatch import content

FIRST = "Căn cứ Nghị định số 30/2020/NĐ-CP\nngày 05/3/2020"
SECOND = "<p>Thực hiện<table><tr><td>Quyết định số 99-QĐ/TW</table>"
Members = Iterable[tuple[str | zipfile.ZipInfo, str | bytes]]


def zipped(members: Members, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return stream.getvalue()


def opened(data: bytes, budget: Budget | None = None) -> Content:
    return content(data, "a.zip", budget or Budget("a.zip"))[1]


def message(data: bytes, budget: Budget | None = None) -> tuple[str, dict[str, object]]:
    with pytest.raises(UnreadableInput) as error:
        opened(data, budget)
    return error.value.message, error.value.values


def named(remarks: Iterable[Remark]) -> list[tuple[str, object]]:
    return [(remark.message, remark.values.get("part")) for remark in remarks]


def test_members_are_read_in_order_under_their_names() -> None:
    inner = zipped([("Thư mục/hai.html", SECOND)])
    data = zipped([("một.txt", FIRST + "\n\n"), ("Thư mục/", ""), ("Thư mục/trong.zip", inner), ("ba.txt", "Hết")])
    assert opened(data) == Content(
        f"{FIRST}\n\nThực hiện\n\nQuyết định số 99-QĐ/TW\n\nHết\n",
        (
            Mark(0, part="một.txt"),
            Mark(50, paragraph=1, part="Thư mục/trong.zip/Thư mục/hai.html"),
            Mark(61, cell="1:1:1", part="Thư mục/trong.zip/Thư mục/hai.html"),
            Mark(85, part="ba.txt"),
        ),
    )


def test_citations_are_found_in_their_members() -> None:
    found = extract(Text("a.zip", *opened(zipped([("một.txt", FIRST), ("b/hai.html", SECOND)]))))
    assert [(each.number, each.location.part, each.location.cell) for each in found] == [
        ("30/2020/NĐ-CP", "một.txt", None),
        ("99-QĐ/TW", "b/hai.html", "1:1:1"),
    ]


def test_what_is_no_document_is_passed_over() -> None:
    link = zipfile.ZipInfo("liên kết.txt")
    link.external_attr = 0o120777 << 16
    hidden = ["__MACOSX/._a.txt", ".git/a.txt", "a/~$b.docx", "Thumbs.db", "a.css", "A_files/b.JS", link]
    data = zipped([*((name, "x") for name in hidden), ("a.txt", FIRST)])
    assert {mark.part for mark in opened(data).marks} == {"a.txt"}
    assert opened(data).remarks == ()
    assert message(zipped([(".a.txt", "x")])) == ("error.empty", {"path": "a.zip"})
    assert message(zipped([("a.txt", " "), ("b.txt", "")]))[0] == "error.empty"


@pytest.mark.parametrize(
    ("written", "want"),
    [
        ("../../etc/a.txt", "etc/a.txt"),
        ("/a.txt", "a.txt"),
        ("C:\\Văn bản\\a.txt", "Văn bản/a.txt"),
        ("a\x1b[31m\u202e.txt", "a\ufffd[31m\ufffd.txt"),
        ("x" * 5000 + "/a.txt", None),
        ("Nghị định.txt", "Nghị định.txt"),
    ],
)
def test_names_are_cleaned(written: str, want: str | None) -> None:
    (mark,) = opened(zipped([(written, FIRST)])).marks
    assert mark.part
    assert len(mark.part) <= 200
    assert want is None or mark.part == want


@pytest.mark.parametrize(("encoding", "name"), [("utf-8", "Nghị định"), ("cp1258", "Nghi\u0323 đi\u0323nh"), ("cp437", "Café")])
def test_names_without_the_sign_of_utf8(encoding: str, name: str) -> None:
    written = name.encode(encoding) + b".txt"
    data = zipped([("x" * len(written), FIRST)]).replace(b"x" * len(written), written)
    assert opened(data).marks[0].part == f"{name}.txt"


def encrypted(data: bytes) -> bytes:
    """Set the sign of encryption on every member."""
    data = data.replace(b"PK\x03\x04\x14\x00\x00", b"PK\x03\x04\x14\x00\x01")
    return data.replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01")


def broken(data: bytes) -> bytes:
    """Make the packed bytes of the first member wrong."""
    return data[:40] + b"\xff\xff\xff\xff" + data[44:]


def test_members_that_cannot_be_read_are_remarked() -> None:
    bad = zipped(
        [("khóa.zip", encrypted(zipped([("a.txt", FIRST)]))), ("hỏng.zip", b"PK\x03\x04x"), ("ảnh.JPG", b"\xff\xd8\xff")]
    )
    with zipfile.ZipFile(stream := io.BytesIO(bad), "a") as archive:
        archive.writestr("tốt.txt", FIRST)
    found = opened(stream.getvalue())
    assert found.text == FIRST + "\n"
    assert named(found.remarks) == [("remark.part_unread", part) for part in ("khóa.zip", "hỏng.zip", "ảnh.JPG")]
    assert named(opened(broken(zipped([("a.txt", FIRST), ("b.txt", FIRST)]))).remarks) == [("remark.part_unread", "a.txt")]


@pytest.mark.parametrize(
    ("data", "want", "path"),
    [
        (encrypted(zipped([("a.txt", FIRST), ("b.txt", FIRST)])), "error.encrypted", "a.zip"),
        (broken(zipped([("a.txt", FIRST)])), "error.damaged", "a.zip"),
        (b"PK\x03\x04" + b"x" * 1000, "error.damaged", "a.zip"),
        (zipped([("a.txt", FIRST)])[:-30], "error.damaged", "a.zip"),
        (zipped([("a.txt", FIRST)], zipfile.ZIP_LZMA), "error.damaged", "a.zip"),
        (zipped([("a.png", b"")]), "error.unsupported", "a.zip/a.png"),
        (zipped([("a.png", b""), ("b.bin", b"\0" * 99)]), "error.damaged", "a.zip"),
    ],
    ids=["encrypted", "member", "no directory", "cut", "method", "images", "various"],
)
def test_an_archive_without_a_readable_member_is_said(data: bytes, want: str, path: str) -> None:
    found, values = message(data)
    assert (found, values["path"]) == (want, path)


def test_every_failure_can_be_said() -> None:
    data = zipped([("hỏng.zip", b"PK\x03\x04x"), ("ảnh.jpg", b""), ("a.txt", FIRST)])
    with pytest.raises(UnreadableInput) as error:
        opened(zipped([("hỏng.zip", b"PK\x03\x04x"), ("ảnh.jpg", b"")]))
    assert "hỏng.zip" in error.value.say("en")
    for remark in opened(data).remarks:
        assert UnreadableInput(remark.message, **remark.values).say("vi")


def test_archives_in_archives_end() -> None:
    data = zipped([("a.txt", FIRST)])
    for _ in range(50):
        data = zipped([("a.zip", data), ("b.txt", "Luật Đất đai")])
    found = opened(data)
    assert found.text.count("Luật") == 4
    assert [remark.message for remark in found.remarks] == ["remark.part_unread"]


@pytest.mark.parametrize("claims", [True, False], ids=["as it says", "more than it says"])
def test_a_bomb_is_not_unpacked(claims: bool) -> None:
    data = zipped([("a.txt", b" " * 30_000_000), ("b.txt", FIRST)])
    if not claims:
        data = data.replace(struct.pack("<L", 30_000_000), struct.pack("<L", 100))
    budget = Budget("a.zip", most_bytes=10_000_000)
    if claims:
        assert message(data, budget) == ("error.unpacked", {"path": "a.zip", "most": 10})
    else:
        assert opened(data, budget).text == FIRST + "\n"


def test_overlapping_members_are_paid_for_each_time() -> None:
    body = zlib.compress(b" " * 1_000_000, wbits=-15)
    crc = zlib.crc32(b" " * 1_000_000)
    local = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 8, 0, 0, crc, len(body), 1_000_000, 5, 0) + b"a.txt" + body
    sizes = (crc, len(body), 1_000_000)
    entry = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 8, 0, 0, *sizes, 5, 0, 0, 0, 0, 0, 0) + b"a.txt"
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 500, 500, 500 * len(entry), len(local), 0)
    found, _ = message(local + entry * 500 + end, Budget("a.zip", most_bytes=10_000_000))
    assert found == "error.unpacked"


def test_more_members_than_are_read_are_remarked() -> None:
    found = opened(zipped((f"{number}.txt", "Luật") for number in range(MOST_MEMBERS + 5)))
    assert len(found.marks) == MOST_MEMBERS
    assert found.remarks == (Remark("remark.members", {"path": "a.zip", "count": MOST_MEMBERS + 5, "most": MOST_MEMBERS}),)
    with pytest.raises(UnreadableInput):
        opened(b"PK\x03\x04" + b"PK\x01\x02" * 500_000)


def test_damaged_archives_are_read_or_refused() -> None:
    data = zipped([("một.txt", FIRST * 20), ("hai.html", SECOND * 20), ("ba.zip", zipped([("a.txt", FIRST)]))])
    chance = random.Random(4)  # noqa: S311
    samples = [data[:end] for end in range(0, len(data), 97)]
    for _ in range(300):
        flipped = bytearray(data)
        for _ in range(chance.randint(1, 10)):
            flipped[chance.randrange(len(data))] = chance.randrange(256)
        samples.append(bytes(flipped))
    for sample in samples:
        with suppress(UnreadableInput):
            found = read(sample, "a.zip", Budget("a.zip", 1_000_000), read_part=as_text)
            assert all(mark.start < len(found.text) for mark in found.marks)


def as_text(data: bytes, _path: str, _budget: Budget) -> Content:
    return Content(data.decode("latin-1"))
