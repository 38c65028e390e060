"""The same of the same document is said once, with all its places and corrections."""

from factories import day
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs

from legalref import check
from legalref.checking.once import once
from legalref.corpus import Corpus
from legalref.model import Location, Severity

EXPIRED = "Quy định số 66-QĐ/TW ngày 06/02/2017 của Ban Bí thư"


def told(text: str, corpus: Corpus, *, every: bool = False) -> list[tuple[int, str, list[int]]]:
    """Return the line of each finding, its rule, and the lines of its other places."""
    return [
        (each.citation.location.line, finding.rule, [place.line for place in finding.also])
        for each in check(text, corpus, as_of=day("2026-11-24"), every=every)
        for finding in each.findings
    ]


def test_a_repeated_finding_is_told_once_with_its_places(few: Corpus) -> None:
    text = f"{EXPIRED};\n{EXPIRED};\n\n{EXPIRED}."
    assert told(text, few) == [(1, "LR301", [2, 4])]
    assert told(text, few, every=True) == [(1, "LR301", []), (2, "LR301", []), (4, "LR301", [])]


def test_another_document_or_another_fault_is_told_by_itself(few: Corpus) -> None:
    other = "Nghị định số 34/2016/NĐ-CP ngày 14/5/2016 của Chính phủ"
    assert told(f"{EXPIRED};\n{other}.", few) == [(1, "LR301", []), (2, "LR301", [])]
    first, second = (f"Nghị định số 30/2020/NĐ-CP ngày {day_}/3/2020 của Chính phủ" for day_ in ("06", "07"))
    assert told(f"{first};\n{second};\n{first}.", few) == [(1, "LR202", [3]), (2, "LR202", [])]


def test_numbers_outside_the_corpus_are_told_apart(few: Corpus) -> None:
    texts = [f"Thông tư số {number}/2019/TT-BTC ngày 01/02/2019 của Bộ Tài chính" for number in (9977, 9978, 9977)]
    assert told(";\n".join(texts), few) == [(1, "LR201", [3]), (2, "LR201", [])]


def test_no_correction_is_lost(few: Corpus) -> None:
    odd = "Quyết định số 217/QĐ-TW ngày 12/12/2013 của Bộ Chính trị"
    text = f"{odd};\n{odd}."
    every = [finding for each in check(text, few, every=True) for finding in each.findings if finding.rule == "LR102"]
    (joined,) = [finding for each in check(text, few) for finding in each.findings if finding.rule == "LR102"]
    assert len(every) == 2
    assert joined.edits == (*every[0].edits, *every[1].edits)


def test_what_one_citation_says_twice_has_no_other_place(few: Corpus) -> None:
    (found,) = check(EXPIRED, few, as_of=day("2026-11-24"))
    (twice,) = once([structs.replace(found, findings=found.findings * 2)])
    assert twice.findings == found.findings


def test_what_is_said_of_a_document_is_one_thing_and_stands_where_it_weighs_most(few: Corpus) -> None:
    cited = [check(f"{EXPIRED};", few, as_of=day("2026-11-24"))[0] for _ in range(3)]
    places = [structs.replace(each.citation, start=at, location=Location(at + 1, 1)) for at, each in enumerate(cited)]
    (said,) = cited[0].findings
    heavy = structs.replace(said, severity=Severity.ERROR, message=f"{said.message} Căn cứ.")
    findings = [(structs.replace(said, severity=Severity.INFO),), (heavy,), (said,)]
    found = once(
        [structs.replace(each, citation=where, findings=what) for each, where, what in zip(cited, places, findings, strict=True)]
    )
    assert [each.findings for each in found] == [(), (structs.replace(heavy, also=(Location(1, 1), Location(3, 1))),), ()]


def test_what_is_told_once_stays_so(few: Corpus) -> None:
    found = check(f"{EXPIRED};\n{EXPIRED}.", few, as_of=day("2026-11-24"))
    assert once(found) == found


SENTENCES = (
    EXPIRED,
    "Nghị định số 30/2020/NĐ-CP ngày 06/3/2020 của Chính phủ",
    "Nghị định số 30/2020/NĐ-CP ngày 07/3/2020 của Chính phủ",
    "Nghị định số 34/2016/NĐ-CP ngày 14/5/2016 của Chính phủ",
    "Thông tư số 9977/2019/TT-BTC",
    "Quyết định số 217-QĐ/TW ngày 12/12/2013 của Bộ Chính trị",
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(SENTENCES), max_size=8))
def test_every_place_is_told_exactly_once(few: Corpus, sentences: list[str]) -> None:
    text = ";\n".join(sentences)
    every = sorted((rule, line) for line, rule, _ in told(text, few, every=True))
    joined = sorted((rule, each) for line, rule, more in told(text, few) for each in (line, *more))
    assert joined == every
    assert len(told(text, few)) <= len({*sentences})
