"""The last line of a report says what was found, on which day, against which facts."""

from factories import day

from legalref.checking import Examined, examine
from legalref.corpus import Corpus
from legalref.reporting.summary import Totals, summary

CONTENT = "Quy định số 66-QĐ/TW ngày 06/02/2017; Nghị định số 30/2020/NĐ-CP ngày 06/3/2020; Thông tư số 9977/2019/TT-BTC"


def examined(corpus: Corpus, as_of: str = "2026-11-24") -> Examined:
    return examine(CONTENT, corpus, as_of=day(as_of))


def test_all_is_counted(few: Corpus) -> None:
    line = summary(Totals([examined(few)]), day("2026-11-23"), 0, "en")
    assert line == (
        "3 citations · 2 linked · 0 unclear, 1 outside the corpus, 0 not looked up · 1 errors, 1 warnings, 1 notes"
        " · as of 24/11/2026 · corpus up to 23/11/2026"
    )


def test_what_is_left_out_is_counted_too(few: Corpus) -> None:
    found = examine(CONTENT + " # legalref: bỏ qua LR3", few, as_of=day("2026-11-24"))
    assert "1 ignored by comments" in summary(Totals([found._replace(known=found.hidden * 2)]), None, 2, "en")
    assert "2 in the baseline" in summary(Totals([found._replace(known=found.hidden * 2)]), None, 2, "en")
    assert summary(Totals([found]), None, 2, "en").endswith("as of 24/11/2026 · 2 files or folders not read")


def test_texts_of_several_days_have_the_first_and_the_last(few: Corpus) -> None:
    line = summary(Totals([examined(few), examined(few, "2020-05-01")]), None, 0, "vi")
    assert line.endswith("tính đến ngày của từng văn bản (01/5/2020–24/11/2026)")


def test_the_day_of_the_corpus_is_that_of_its_newest_evidence(few: Corpus) -> None:
    assert few.known_until == max(record.status_as_of for record in few if record.status_as_of)
