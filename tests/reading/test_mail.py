"""Mails and saved pages: subject, body, attachments, and mails made to take forever."""

import base64
import random
import time
from contextlib import suppress
from email.message import EmailMessage

import pytest

from legalref import extract
from legalref.errors import UnreadableInput
from legalref.model import Mark, Text
from legalref.reading.content import MOST_SECONDS, Budget, Content
from legalref.reading.dispatch import content

SUBJECT = "Góp ý dự thảo Kế hoạch thực hiện Nghị định số 30/2020/NĐ-CP của Chính phủ về công tác văn thư"
BODY = "Kính gửi các đồng chí,\n\nCăn cứ Quyết định số 99-QĐ/TW ngày 03/10/2017\ncủa Ban Bí thư.\n"
PAGE = "<html><body><p>Kính gửi<p>Căn cứ Chỉ thị số 05-CT/TW</body></html>"
PLACE = "Thực hiện Luật Đất đai năm 2024"
HEAD = "From: a@example.vn\r\nTo: b@example.vn\r\nSubject: Tin\r\nMIME-Version: 1.0\r\n"


def opened(data: bytes | str, path: str = "a.eml", budget: Budget | None = None) -> Content:
    return content(data.encode() if isinstance(data, str) else data, path, budget or Budget(path))[1]


def mail(*, page: str | None = None, text: str = BODY) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.vn", "b@example.vn", SUBJECT
    message.set_content(text, cte="base64")
    if page:
        message.add_alternative(page, subtype="html")
    return message


def attach(message: EmailMessage, name: str, data: bytes | str) -> None:
    data = data.encode() if isinstance(data, str) else data
    message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)


def texts(found: Content) -> list[tuple[str | None, str]]:
    ends = [mark.start for mark in found.marks[1:]] + [len(found.text)]
    return [(mark.part, found.text[mark.start : end].strip("\n")) for mark, end in zip(found.marks, ends, strict=True)]


def test_a_mail_is_its_subject_its_body_and_its_attachments() -> None:
    message = mail(page=PAGE)
    message.get_payload()[1].add_related(b"\x89PNG\r\n", "image", "png", cid="<logo>")  # type: ignore[union-attr, index]
    attach(message, "Dự thảo Kế hoạch (lần 2).txt", PLACE)
    attach(message, "trang.html", PAGE)
    forwarded = mail(text="Theo Nghị quyết số 18-NQ/TW")
    message.add_attachment(forwarded)
    found = opened(message.as_bytes())
    assert texts(found) == [
        ("Subject", SUBJECT),
        (None, BODY.strip()),
        ("Dự thảo Kế hoạch (lần 2).txt", PLACE),
        ("trang.html", "Kính gửi"),
        ("trang.html", "Căn cứ Chỉ thị số 05-CT/TW"),
        ("#6.eml/Subject", SUBJECT),
        ("#6.eml", "Theo Nghị quyết số 18-NQ/TW"),
    ]
    assert found.marks[0] == Mark(0, paragraph=1, part="Subject")
    assert found.remarks == ()


def test_citations_are_found_in_their_parts() -> None:
    message = mail()
    attach(message, "b.html", PAGE)
    found = extract(Text("a.eml", *opened(message.as_bytes())))
    assert [(each.number, each.location.part, each.location.paragraph) for each in found] == [
        ("30/2020/NĐ-CP", "Subject", 1),
        ("99-QĐ/TW", None, None),
        ("05-CT/TW", "b.html", 2),
    ]


def test_the_page_is_read_where_the_text_is_empty() -> None:
    assert [text for _, text in texts(opened(mail(page=PAGE, text=" \n").as_bytes()))][1:] == [
        "Kính gửi",
        "Căn cứ Chỉ thị số 05-CT/TW",
    ]


def raw(*headers: str, body: str | bytes = "", head: str = HEAD) -> bytes:
    return (head + "".join(f"{line}\r\n" for line in headers) + "\r\n").encode() + (
        body if isinstance(body, bytes) else body.encode()
    )


@pytest.mark.parametrize(
    ("data", "want"),
    [
        (raw(body="Luật Đất đai\r\nnăm 2024\r\n"), "Luật Đất đai\nnăm 2024"),
        (raw("Content-Type: text/plain; charset=windows-1258", body="Lu\xe2\u0323t".encode("cp1258")), "Lu\xe2\u0323t"),
        (raw("Content-Type: text/plain; charset=zip", body="Luật"), "Luật"),
        (raw("Content-Transfer-Encoding: quoted-printable", body="Lu=E1=BA=ADt =\r\nĐất=xx"), "Luật Đất=xx"),
        (raw("Content-Transfer-Encoding: base64", body=base64.b64encode("Luật Đất đai".encode())[:-2]), "Luật Đất đ"),
        (raw("Content-Transfer-Encoding: base64", body="THXhuq\r\n *#10 IMSQ4bqldA==\r\n-- \r\nlist"), "Luật Đất"),
        (raw("Content-Type: text/html; charset=utf-8", body="<meta charset=big5><p>Luật"), "Luật"),
        (raw("Content-Type: multipart/mixed; boundary=x", body="--x\r\n\r\nLuật\r\n--x\r\n\r\nĐất"), "Luật\n\nĐất"),
        (raw("Content-Type: multipart/mixed; boundary=x", body="pre\n--xy\n--x\n\nLuật\n--xy\n--x--\npost"), "Luật\n--xy"),
        (raw("Content-Type: text/plain; charset*0*=utf-8''ut; charset*1=f-8", body="Luật"), "Luật"),
    ],
    ids=range(10),
)
def test_bodies(data: bytes, want: str) -> None:
    assert opened(data).text == f"Tin\n\n{want}\n"


@pytest.mark.parametrize(
    ("header", "want"),
    [
        ("=?UTF-8?B?TmdoxKk=?= =?utf-8?q?_=C4=91=E1=BB=8Bnh?=", "Nghĩ định"),
        ("=?UTF-8?B?Tmdow?= x", "=?UTF-8?B?Tmdow?= x"),
        ("=?x-none?Q?Ngh=C4=A9?=", "Nghĩ"),
        ("Nghị  định\r\n số 5", "Nghị định số 5"),
    ],
)
def test_subjects(header: str, want: str) -> None:
    assert opened(raw(head=f"From: a@b.vn\r\nTo: c@d.vn\r\nSubject: {header}\r\n", body="x")).text == f"{want}\n\nx\n"


@pytest.mark.parametrize(
    ("disposition", "want"),
    [
        ("attachment; filename*=UTF-8''Ngh%E1%BB%8B%20%C4%91%E1%BB%8Bnh.txt", "Nghị định.txt"),
        ("attachment;\r\n filename*0*=UTF-8''Ngh%E1%BB%8B;\r\n filename*1=\" A.txt\"", "Nghị A.txt"),
        ('attachment; filename="=?UTF-8?B?TmdoxKkgYS50eHQ=?="', "Nghĩ a.txt"),
        ('attachment; filename="../../a/b.txt"', "a/b.txt"),
        ('inline; filename="a\x1bb.txt"', "a\ufffdb.txt"),
        ("attachment; filename*=idna''Ngh%FF.txt", "#2"),
        ("attachment; filename*=a\0''Ngh.txt", "#2"),
        ("attachment", "#2"),
    ],
)
def test_names_of_attachments(disposition: str, want: str) -> None:
    parts = f"--x\r\n\r\nXin\r\n--x\r\nContent-Disposition: {disposition}\r\n\r\nLuật\r\n--x--"
    found = opened(raw("Content-Type: multipart/mixed; boundary=x", body=parts))
    assert texts(found)[2:] == [(want, "Luật")]


def test_a_saved_page_is_read_without_its_subject() -> None:
    parts = "\r\n--x\r\nContent-Type: text/css\r\n\r\np {}\r\n--x\r\nContent-Type: text/html; charset=utf-8\r\n"
    parts += f"Content-Location: http://example.vn/\r\n\r\n{PAGE}\r\n--x\r\nContent-Type: text/html\r\n\r\nkhung\r\n--x--"
    head = "From: <Saved by Blink>\r\nSubject: Trang\r\nMIME-Version: 1.0\r\n"
    data = raw('Content-Type: multipart/related; type="text/html"; boundary="x"', body=parts, head=head)
    assert opened(data, "a.mhtml").text == "Kính gửi\n\nCăn cứ Chỉ thị số 05-CT/TW\n"


def test_parts_that_cannot_be_read_are_remarked() -> None:
    message = mail()
    attach(message, "quét.png", b"\x89PNG\r\n\x1a\n")
    attach(message, "hỏng.zip", b"PK\x03\x04xxxx")
    attach(message, "chữ ký.asc", b"")
    found = opened(message.as_bytes())
    assert [remark.values["part"] for remark in found.remarks] == ["quét.png", "hỏng.zip"]
    assert all(UnreadableInput(*remark[:1], **remark.values).say("en") for remark in found.remarks)


def nested(levels: int) -> bytes:
    body = "Content-Type: text/plain\r\n\r\nLuật"
    for level in range(levels):
        body = f"Content-Type: multipart/mixed; boundary=b{level}\r\n\r\n--b{level}\r\n{body}\r\n--b{level}--"
    return (HEAD + body).encode()


def test_parts_in_parts_end() -> None:
    assert opened(nested(8)).text == "Tin\n\nLuật\n"
    found = opened(nested(2000))
    assert (found.text, [remark.message for remark in found.remarks]) == ("Tin\n", ["remark.part_unread"])
    message = mail()
    for _ in range(20):
        outer = mail()
        outer.add_attachment(message)
        message = outer
    assert opened(message.as_bytes()).text.count("Kính gửi") == 4


MIXED = "Content-Type: multipart/mixed; boundary=x"
HOSTILE = {
    "parts": raw(MIXED, body="--x\r\n\r\na\r\n" * 200_000),
    "alternatives": raw(MIXED.replace("mixed", "alternative"), body="--x\r\n\r\n \r\n" * 200_000),
    "boundaries": raw(MIXED, body="--xy" * 1_000_000),
    "headers": raw(*["X: y"] * 300_000),
    "parameters": raw("Content-Type: text/plain" + ";" * 2_000_000),
    "quotation marks": raw("Content-Type: text/plain;" + 'a="' * 500_000),
    "numbered parameters": raw("Content-Disposition: attachment; filename*" + "9" * 6000 + "*=x", body="Luật"),
    "encoded words": raw(head="From: a\r\nTo: b\r\nSubject: " + "=?utf-8?q?" * 200_000 + "\r\n", body="x"),
    "spaces": raw(body=" \n" * 1_000_000 + "x"),
    "base64": raw("Content-Transfer-Encoding: base64", body="=" * 3_000_000),
    "one header": b"From: a\r\nTo: b\r\nSubject: c" + b"\r\n d" * 500_000,
}


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_mail_takes_time_by_its_length(hostile: bytes) -> None:
    start = time.process_time()
    with suppress(UnreadableInput):
        assert opened(hostile).text
    assert time.process_time() - start < MOST_SECONDS


@pytest.mark.parametrize(
    "content_type", ["multipart/mixed; boundary=y", "multipart/related", "multipart/alternative; boundary*=a\0''x"]
)
def test_a_mail_whose_parts_are_not_found_is_said(content_type: str) -> None:
    body = "--x\r\n\r\nLuật Đất đai\r\n--x--"
    found = opened(raw(f"Content-Type: {content_type}", body=body))
    assert (found.text, [remark.message for remark in found.remarks]) == ("Tin\n", ["remark.part_unread"])
    with pytest.raises(UnreadableInput) as error:
        opened(raw(f"Content-Type: {content_type}", body=body, head="From: a\r\nTo: b\r\n"))
    assert error.value.message == "error.damaged"


def test_more_parts_than_are_read_are_remarked() -> None:
    assert [remark.message for remark in opened(HOSTILE["parts"]).remarks] == ["remark.members"]


def test_damaged_mails_are_read_or_refused() -> None:
    message = mail(page=PAGE)
    attach(message, "Dự thảo.txt", PLACE)
    data = message.as_bytes()
    chance = random.Random(4)  # noqa: S311
    samples = [data[:end] for end in range(0, len(data), 97)]
    for _ in range(300):
        flipped = bytearray(data)
        for _ in range(chance.randint(1, 20)):
            flipped[chance.randrange(len(data))] = chance.choice([chance.randrange(256), *b"\n;=\"*'?"])
        samples.append(bytes(flipped))
    for sample in samples:
        answer = answered(sample)
        assert isinstance(answer, Content) or answer.message != "error.fault"


def answered(data: bytes) -> Content | UnreadableInput:
    try:
        return opened(data)
    except UnreadableInput as error:
        return error
