"""The page: sound markup whatever is cited, every citation linked to its record, filters that work in a real browser."""

import re
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from conftest import ROOT
from factories import record
from hypothesis import given
from hypothesis import strategies as st
from reporting.browser import PROGRAM, Page, browser

from legalref.checking import Examined, check
from legalref.corpus import Corpus
from legalref.model import (
    CheckedCitation,
    Citation,
    Finding,
    Kind,
    Mark,
    Resolution,
    Severity,
    Span,
    State,
    Status,
    Text,
    Validity,
    Weighed,
)
from legalref.reporting.html import report
from legalref.reporting.html_words import escaped

DAY = date(2026, 11, 24)
VOID = {"meta", "input"}
EVIL = """</script><script>document.title="hỏng"</script>'"><img src=x onerror=alert(1)>\u202egnp.exe&amp;"""


class Markup(HTMLParser):
    """What is in a page; unbalanced tags, and two elements of one id, are faults."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[tuple[str, ...], str]] = []
        self.lines: list[str] = []
        """The paragraphs of the texts."""
        self.feed(page)
        self.close()
        assert self.open == []
        ids = self.values("id")
        assert len(ids) == len(set(ids))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs)
        self.elements.append((tag, dict(attrs)))
        if tag == "p" and self.open[-1][1].get("class") == "text":
            self.lines.append("")
        if tag not in VOID:
            self.open.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        path = tuple(f"{tag}.{attributes.get('class') or ''}" for tag, attributes in self.open)
        self.texts.append((path, data))
        if "div.text" in path and path[path.index("div.text") + 1 :] and path[path.index("div.text") + 1].startswith("p."):
            self.lines[-1] += data

    def values(self, attribute: str) -> list[str]:
        return [attributes[attribute] or "" for _, attributes in self.elements if attribute in attributes]

    def inside(self, name: str) -> str:
        return "".join(words for path, words in self.texts if any(each.startswith(name) for each in path))


def sound(page: str) -> Markup:
    """Return what is in a page, after looking that it fetches nothing, runs nothing of others, and links to what is there."""
    markup = Markup(page)
    assert not [tag for tag, _ in markup.elements if tag in {"img", "iframe", "link", "object", "base", "embed"}]
    assert [tag for tag, _ in markup.elements].count("script") == 1
    assert [tag for tag, _ in markup.elements].count("style") == 1
    assert not [name for _, attributes in markup.elements for name in attributes if name.startswith("on") or name == "style"]
    assert markup.values("src") == []
    assert {href[1:] for href in markup.values("href")} <= set(markup.values("id"))
    assert all(href.startswith("#") for href in markup.values("href"))
    return markup


def cited(content: str, words: str, state: State = State.RESOLVED, **fields: object) -> CheckedCitation:
    start = content.index(words)
    text = Text("x", content)
    span = Span(start, start + len(words))
    citation = Citation("x", *span, words, Kind.FULL, "Quyết định", words, reference=span, location=text.locate(start))
    document = record(words, "2017-10-03", title=EVIL, issuer=EVIL, sources=(EVIL,), names=(EVIL,))
    validity = Validity(Status.IN_FORCE, DAY, known_until=date(2025, 11, 14))
    findings = fields.get("findings", ())
    assert isinstance(findings, tuple)
    if state is State.AMBIGUOUS:
        return CheckedCitation(citation, Resolution(state, weighed=(Weighed(document, 1, {}),)), None, findings)
    if state is not State.RESOLVED:
        return CheckedCitation(citation, Resolution(state), None, findings)
    return CheckedCitation(citation, Resolution(state, document), validity, findings)


def checked_(text: Text, citations: list[CheckedCitation], day: date) -> Examined:
    return Examined(text, citations, day, False, [], [])


@pytest.fixture(scope="module")
def example(few: Corpus) -> str:
    texts = []
    for name in ("bai-viet.txt", "bai-viet.txt"):
        content = (ROOT / "examples" / name).read_text("utf-8")
        text = Text(f"{len(texts)}-{name}", content)
        texts.append(checked_(text, check(text, few, as_of=DAY), DAY))
    return report(texts, date(2026, 11, 23), 1, "vi")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_page_is_sound_and_says_day_corpus_and_counts(few: Corpus, language: str) -> None:
    content = (ROOT / "examples" / "bai-viet.txt").read_text("utf-8")
    text = Text("bai-viet.txt", content)
    page = report([checked_(text, check(text, few, as_of=DAY, language=language), DAY)], date(2026, 11, 23), 0, language)
    markup = sound(page)
    assert "24/11/2026" in markup.inside("p.meta")
    assert "23/11/2026" in markup.inside("p.meta")
    assert markup.elements[0] == ("html", {"lang": language})
    assert markup.lines == [line for line in content.splitlines() if line.strip()]


def test_what_is_cited_and_recorded_never_becomes_markup() -> None:
    content = f"Theo {EVIL} và 5-QĐ/TW, 6-QĐ/TW, 7-QĐ/TW.\n"
    finding = Finding("LR202", Severity.ERROR, EVIL, fix=EVIL)
    citations = [cited(content, EVIL, findings=(finding,)), cited(content, "5-QĐ/TW", State.AMBIGUOUS)]
    citations += [cited(content, "6-QĐ/TW", State.NOT_IN_CORPUS), cited(content, "7-QĐ/TW", State.UNCHECKED)]
    text = Text(EVIL, content, [Mark(0, part=EVIL)])
    page = report([checked_(text, citations, DAY), checked_(Text("b", content), [], DAY)], None, 0, "vi")
    markup = sound(page)
    assert "\u202e" not in page
    shown = EVIL.replace("\u202e", "\ufffd")
    assert markup.inside("h2").startswith("Các trích dẫn" + shown)
    assert markup.lines == [content.rstrip("\n").replace("\u202e", "\ufffd")] * 2
    assert any(shown in title for title in markup.values("title"))


def test_the_page_allows_its_own_script_alone(example: str) -> None:
    (policy,) = [content for content in Markup(example).values("content") if content.startswith("default-src")]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy


def test_where_the_same_is_said_again_the_mark_the_row_and_the_card_say_so() -> None:
    content = "Theo 5-QĐ/TW; sau đó 6-QĐ/TW.\n"
    again = cited(content, "6-QĐ/TW")
    finding = Finding("LR301", Severity.ERROR, "Đã hết hiệu lực.", also=(again.citation.location,))
    text = Text("x", content)
    markup = sound(report([checked_(text, [cited(content, "5-QĐ/TW", findings=(finding,)), again], DAY)], None, 0, "vi"))
    marks = {attributes["id"]: attributes for tag, attributes in markup.elements if tag == "a" and "id" in attributes}
    assert [marks[name]["class"] for name in ("c1", "c2")] == ["m error", "m error"]
    rows = [attributes for tag, attributes in markup.elements if tag == "tr" and "data-n" in attributes]
    assert [(row["data-severity"], row["data-rules"]) for row in rows] == [("error", "LR301")] * 2
    assert "như ở trích dẫn số 1" in markup.inside("table")
    assert "Cũng ở 1 nơi khác: 1:22" in markup.inside("article")
    assert re.search(r"<b>1</b><span[^>]*>✖</span> Lỗi", report([checked_(text, [], DAY)], None, 0, "vi")) is None


def test_every_severity_and_state_has_a_sign_of_its_own() -> None:
    content = "1-QĐ 2-QĐ 3-QĐ 4-QĐ 5-QĐ 6-QĐ"
    findings = [(Finding("LR202", severity, "x"),) for severity in Severity]
    citations = [cited(content, f"{number}-QĐ", findings=each) for number, each in enumerate(findings, 1)]
    citations += [cited(content, "4-QĐ", State.AMBIGUOUS), cited(content, "5-QĐ", State.NOT_IN_CORPUS)]
    citations += [cited(content, "6-QĐ", State.UNCHECKED)]
    page = report([checked_(Text("x", content), citations, DAY)], None, 0, "vi")
    assert [sign for sign in Markup(page).values("data-sign") if sign] == ["✖", "▲", "●"]
    assert {"✓", "?", "○", "–"} <= set(re.findall(r'class="sign [a-z_]+"[^>]*>(.)', page))


@given(
    st.text(min_size=1, max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 12), st.integers(0, 20)), max_size=5)
)
def test_the_text_is_shown_letter_by_letter_whatever_is_marked(content: str, places: list[tuple[int, int, int]]) -> None:
    text = Text("x", content)
    citations = []
    for low, size, more in sorted(places):
        start = min(low, len(content))
        end = min(start + 1 + size, len(content))
        if not content[start:end] or content[start].isspace():
            continue  # citations begin with a letter or a digit
        span = Span(max(start - more, 0), min(end + more, len(content)))
        citation = Citation("x", start, end, content[start:end], Kind.FULL, None, "1", reference=span)
        citations.append(CheckedCitation(citation, Resolution(State.UNCHECKED), None, ()))
    markup = sound(report([checked_(text, citations, DAY)], None, 0, "vi"))
    assert markup.lines == [Markup(f"<b>{escaped(line)}</b>").inside("b") for line in content.splitlines() if line.strip()]


def test_pages_notes_and_parts_are_said_where_they_begin() -> None:
    marks = [
        Mark(0, page=1, paragraph=1),
        Mark(5, page=1, paragraph=2),
        Mark(10, page=2),
        Mark(15, note="3"),
        Mark(20, note="header"),
    ]
    text = Text("x", "dòng\ndòng\ndòng\ndòng\ndòng\n", marks)
    markup = Markup(report([checked_(text, [], DAY)], None, 0, "vi"))
    assert markup.inside("div.at") == "trang 1trang 2chú thích 3đầu trang"


@pytest.fixture
def page(tmp_path: Path, example: str) -> Iterator[Page]:
    if PROGRAM is None:
        pytest.skip("no browser here")
    (tmp_path / "bao-cao.html").write_text(example, "utf-8")
    with browser(tmp_path / "profile") as opened:
        opened.open(tmp_path / "bao-cao.html")
        yield opened
        assert opened.errors == []


ROWS = "[...document.querySelectorAll('#table tbody tr')].filter((row) => row.offsetParent !== null)"


def choose(page: Page, **values: str) -> list[str]:
    """Choose in the filters; return the numbers of the rows that are shown."""
    for name, value in values.items():
        page.run(
            f"(() => {{ const field = document.querySelector('.filters [name={name}]'); field.value = {value!r};"
            " field.dispatchEvent(new Event('input', {bubbles: true})); })()"
        )
    found: list[str] = page.run(f"new Promise((done) => setTimeout(() => done({ROWS}.map((row) => row.dataset.n)), 50))")
    return found


def test_filters_and_sorting_work_in_a_browser(page: Page) -> None:
    everything = choose(page)
    assert len(everything) == 14
    assert choose(page, severity="error") == ["5", "12"]
    assert choose(page, severity="any") == ["5", "6", "12", "13"]
    assert choose(page, rule="LR301") == ["6", "13"]
    assert choose(page, file="2") == ["13"]
    assert choose(page, severity="", rule="", file="", state="mismatch") == ["5", "12"]
    assert choose(page, state="", words="huong dan  02 hd") == ["1", "8"]
    assert page.run("document.querySelector('.filters output').textContent") == "Hiện 2/14 trích dẫn"
    page.run("document.querySelector('.filters button').click()")
    assert choose(page) == everything
    page.run("document.querySelectorAll('#table th a')[3].click()")
    assert choose(page)[:4] == ["5", "12", "6", "13"]
    page.run("document.querySelectorAll('#table th a')[0].click(); document.querySelectorAll('#table th a')[0].click()")
    assert choose(page) == everything[::-1]


def test_what_is_cited_does_not_run_in_a_browser(page: Page, tmp_path: Path) -> None:
    content = f"Theo {EVIL} và 5-QĐ/TW.\n"
    (tmp_path / "b.html").write_text(report([checked_(Text(EVIL, content), [cited(content, EVIL)], DAY)], None, 0, "vi"), "utf-8")
    page.open(tmp_path / "b.html")
    assert page.run("document.title").startswith("Báo cáo kiểm tra trích dẫn")
    assert page.run("document.images.length") == 0


def test_a_citation_leads_to_its_card_and_back(page: Page) -> None:
    page.run("document.querySelector('#c5').click()")
    target = page.run("document.querySelector(':target').textContent")
    assert "Nghị định 30/2020/NĐ-CP" in target
    assert "Ngày ghi 06/3/2020" in target
    page.run("document.querySelector(':target a[href=\"#c5\"]').click()")
    assert page.run("document.querySelector(':target').textContent") == "Nghị định số 30/2020/NĐ-CP"


def test_without_scripts_all_is_there_and_it_prints(page: Page, tmp_path: Path) -> None:
    page.send("Emulation.setScriptExecutionDisabled", value=True)
    page.open(tmp_path / "bao-cao.html")
    visible = page.run(f"[{ROWS}.length, getComputedStyle(document.querySelector('.filters')).display]")
    assert visible == [14, "none"]
    page.picture(tmp_path / "a.png")
    assert (tmp_path / "a.png").stat().st_size > 10_000
    assert page.printed().startswith(b"%PDF")
