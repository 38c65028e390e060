"""What holds for any text at all: offsets, order, one spelling."""

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from legalref import extract
from legalref.extraction.normalise import normalise
from legalref.model import Kind
from legalref.orthography import fold, number_key

PIECES = [
    "Nghị định số 30/2020/NĐ-CP",
    "Quyết định số 99-QĐ/TW",
    " ngày 03/10/2017",
    " của Ban Bí thư",
    "điểm đ khoản 2 Điều 5 ",
    "các Thông tư số ",
    "12/2018/TT-BCT",
    ", ",
    " và ",
    "Luật Đất đai số 31/2024/QH15",
    "số ",
    "Ð",
    "\u00ad",
    "\u200b",
    "–",
    "\u00a0",
    "\n",
    "\r\n",
    "\n\n",
    "- ",
    "1",
    "/",
    "-",
    "A",
    "đ",
    "ế",
    "e\u0302\u0301",
    "e\u0301\u0302",
    "x\u0301",
    "\u0323",
    "QCVN 01:2018/BYT",
    "Chỉ thị 05",
    "«",
    "👍",
    "Luật Đất đai năm 2013",
    "Nghị quyết Đại hội XIII của Đảng",
    "Nghị định này",
    "(sau đây gọi tắt là Nghị định 30)",
    "Nghị định 30",
    ".",
]
PARAGRAPHS = [
    "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư;",
    "Theo điểm đ khoản 2 Điều 5 Luật Đất đai năm 2013, việc này do xã làm.",
    "các Thông tư số 12/2018/TT-BCT, 14/2019/TT-BCT và 15/2019/TT-BCT",
    "Quyết định số 99-QĐ/TW của",
    "ngày 03/10/2017 của Ban Bí thư.",
    "tại Điều 7",
    "Chính phủ ban hành",
    "Luật sửa đổi, bổ sung một số điều của",
    "Luật Giá",
]
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=24).map("".join)
OLD = ["NghÞ ®Þnh sè 64/CP", "N§-CP", "Nghò ñònh soá 30/2020/NÑ-CP", "Th&ocirc;ng tư ", "Nghá»‹ Ä‘á»‹nh"]
"""Left in another encoding; apart, for their marks say nothing of Vietnamese."""
any_texts = st.lists(st.sampled_from(PIECES + OLD) | st.text(max_size=6), max_size=24).map("".join)


@given(any_texts)
@settings(max_examples=400, deadline=None)
def test_offsets_and_order(text: str) -> None:
    end = 0
    for each in extract(text):
        assert text[each.start : each.end] == each.text
        assert end <= each.start < each.end <= len(text)
        assert 0 <= each.reference.start <= each.start
        assert each.end <= each.reference.end <= len(text)
        end = each.end


@given(any_texts)
@settings(max_examples=200, deadline=None)
def test_mentions_overlap_nothing(text: str) -> None:
    end = 0
    for each in extract(text, Kind):
        assert text[each.start : each.end] == each.text
        assert end <= each.start < each.end <= len(text)
        assert each.antecedent is None or 0 <= each.antecedent.start < each.antecedent.end <= each.start
        end = each.end


@given(st.lists(st.lists(st.sampled_from(PARAGRAPHS), min_size=1, max_size=4).map(" ".join), min_size=1, max_size=4))
@settings(max_examples=200, deadline=None)
def test_paragraphs_say_the_same_alone(paragraphs: list[str]) -> None:
    """Nothing but antecedents is read across a blank line, so a text may be cut there."""
    whole = [
        (each.text, each.type, each.date, each.issuer, each.title, each.pinpoints) for each in extract("\n\n".join(paragraphs))
    ]
    parts = [each for paragraph in paragraphs for each in extract(paragraph)]
    assert whole == [(each.text, each.type, each.date, each.issuer, each.title, each.pinpoints) for each in parts]


@given(texts)
@settings(max_examples=200, deadline=None)
def test_composed_and_decomposed_text_say_the_same(text: str) -> None:
    def said(form: str) -> list[tuple[object, ...]]:
        return [(each.kind, each.type, each.number, each.date, each.pinpoints) for each in extract(form)]

    assert said(unicodedata.normalize("NFC", text)) == said(unicodedata.normalize("NFD", text))


@given(texts)
@settings(max_examples=400, deadline=None)
def test_a_span_holds_the_number_it_gives(text: str) -> None:
    """The way back from the clean text is exact: a span shifted by one would lose a digit or a letter."""
    for each in extract(text):
        if each.number:
            assert number_key(normalise(each.text).text).endswith(number_key(each.number))


@given(texts)
@settings(max_examples=200, deadline=None)
def test_composed_and_decomposed_text_have_the_same_spans(text: str) -> None:
    composed, decomposed = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    assert [unicodedata.normalize("NFC", each.text) for each in extract(decomposed)] == [each.text for each in extract(composed)]


@given(any_texts)
@settings(max_examples=300, deadline=None)
def test_folding_a_clean_text_moves_nothing(text: str) -> None:
    clean = normalise(text).text
    assert len(fold(clean)) == len(clean)


@given(texts)
@settings(max_examples=200, deadline=None)
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text).text
    assert normalise(once).text == once


@given(any_texts)
@settings(max_examples=200, deadline=None)
def test_the_way_back_is_exact(text: str) -> None:
    clean = normalise(text)
    places = [clean.source(at) for at in range(len(clean.text) + 1)]
    assert places == sorted(places)
    assert all(0 <= place <= len(text) for place in places)
