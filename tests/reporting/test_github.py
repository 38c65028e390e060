"""Commands of a workflow keep to one line, whatever they hold."""

import re

from factories import day

from legalref.checking import examine
from legalref.corpus import Corpus
from legalref.model import Mark, Text
from legalref.reporting.github import commands

COMMAND = re.compile(r"::(?P<name>error|warning|notice) (?P<properties>[^:]*)::(?P<message>.*)")


def test_a_finding_is_a_command_with_its_place(few: Corpus) -> None:
    text = Text("a.txt", "\nTheo Quy định số 66-QĐ/TW ngày 06/02/2017 của Ban Bí thư.")
    (line,) = commands(examine(text, few, as_of=day("2026-11-24")), "vi")
    found = COMMAND.fullmatch(line)
    assert found
    assert found["name"] == "warning"
    assert found["properties"].startswith("file=a.txt,line=2,endLine=2,col=6,endColumn=26,title=LR301 ")


def test_what_would_end_a_property_or_a_command_is_escaped(few: Corpus) -> None:
    text = Text("100%, a:b.txt", "Theo Nghị định số\n30/2020/NĐ-CP ngày 06/3/2020 của Chính phủ.")
    (line,) = commands(examine(text, few, as_of=day("2026-11-24")), "vi")
    found = COMMAND.fullmatch(line)
    assert found
    assert found["properties"].startswith("file=100%25%2C a%3Ab.txt,line=1,endLine=2,title=")
    assert "→ ngày 05/3/2020" in found["message"]
    assert "\n" not in line


def test_a_word_file_has_no_lines(few: Corpus) -> None:
    text = Text("a.docx", "Quy định số 66-QĐ/TW ngày 06/02/2017 của Ban Bí thư.", [Mark(0, paragraph=3)], format_="docx")
    (line,) = commands(examine(text, few, as_of=day("2026-11-24")), "vi")
    assert line.startswith("::warning file=a.docx,title=LR301 ")
    assert "(đoạn 3)" in line
