"""«legalref: bỏ qua LR301» in a comment of a text: what a person has looked at is not said again.

`<!-- legalref: bỏ qua LR301 -->`, `# legalref: ignore LR301,LR2`, `// …`: at the end of a line for that line; on a line of
its own for the next paragraph; with `hết` or `ignore-file` for the whole text, every rule where none is named. Diacritics are
optional.
"""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple
from unicodedata import normalize

import msgspec

from legalref.model import CheckedCitation, Finding, Span, Text
from legalref.orthography import fold
from legalref.vocabulary import rules

_COMMENT: Final = re.compile(r"(?:<!--|#|//)[ \t]*legalref[ \t]*:(?P<asks>[^\n\r]{1,300}?)(?:-->|(?=[\r\n]|\Z))", re.IGNORECASE)
_ASKS: Final = re.compile(r"\s*(?:bo qua|ignore)(?P<all>\s+het\b|\s*-\s*file\b)?(?P<codes>.*)", re.DOTALL)
_CODE: Final = re.compile(r"\w+")
_LINE_ENDS: Final = re.compile(r"[\n\r]|\Z")
_BLANK_LINE: Final = re.compile(r"\n[ \t]*\r?\n|\r[ \t]*\r|\Z")
_SENTENCE_ENDS: Final = re.compile(r"(?<=[.;:!?…”])[ \t]*[\r\n]|\n[ \t]*\r?\n|\r[ \t]*\r|\Z")
_MARKDOWN: Final = (".md", ".markdown")
_COMMENTED: Final = frozenset({None, "text"})
"""The formats that have comments: text and Markdown; texts that come from no file."""
_EVERY_RULE: Final = "LR"


class Suppression(NamedTuple):
    """A comment that asks for silence: where it stands, for which part of the text, and of which rules."""

    span: Span
    over: Span
    codes: tuple[str, ...]
    """Prefixes of codes; `LR` for all."""
    unknown: tuple[str, ...] = ()
    """What it names that is no rule."""


class Hidden(NamedTuple):
    """A finding that is not told, and the citation that it is about."""

    checked: CheckedCitation
    finding: Finding


class Hushed(NamedTuple):
    """Citations without the findings that comments ask not to hear of; those; and the comments of no use."""

    checked: list[CheckedCitation]
    hidden: list[Hidden]
    unused: list[Suppression]


def suppressions(text: Text) -> list[Suppression]:
    """Return what the comments of `text` ask for, in order; none in formats that have no comments."""
    if text.format not in _COMMENTED:
        return []
    return list(_found(text.content, _BLANK_LINE if text.path.lower().endswith(_MARKDOWN) else _SENTENCE_ENDS))


def _found(content: str, ends: re.Pattern[str]) -> Iterator[Suppression]:
    for comment in _COMMENT.finditer(content):
        asks = _ASKS.fullmatch(fold(normalize("NFC", comment["asks"])))
        if asks:
            words = [word.upper() for word in _CODE.findall(asks["codes"])]
            known = [word for word in words if any(code.startswith(word) for code in rules())]
            if asks["all"] and not words:
                known = [_EVERY_RULE]
            over = Span(0, len(content)) if asks["all"] else _part(content, Span(*comment.span()), ends)
            yield Suppression(Span(*comment.span()), over, tuple(known), tuple(word for word in words if word not in known))


def _part(content: str, comment: Span, ends: re.Pattern[str]) -> Span:
    """Return the line in which a comment stands, or the paragraph after it where it stands alone."""
    begin = max(content.rfind("\n", 0, comment.start), content.rfind("\r", 0, comment.start)) + 1
    end = _first(_LINE_ENDS, content, comment.end)
    if (content[begin : comment.start] + content[comment.end : end]).strip():
        return Span(begin, end)
    while end < len(content) and content[end].isspace():
        end += 1
    return Span(end, _first(ends, content, end))


def _first(pattern: re.Pattern[str], content: str, start: int) -> int:
    """Return where a pattern that the end of a text matches, too, is found first."""
    found = pattern.search(content, start)
    return found.start() if found else len(content)


def hush(checked: Sequence[CheckedCitation], asked: Sequence[Suppression]) -> Hushed:
    """Take out the findings that the comments `asked` are about; `checked` are in order."""
    if not asked:
        return Hushed(list(checked), [], [])
    hidden: list[Hidden] = []
    used: set[Suppression] = set()
    waiting = deque(sorted(asked, key=lambda each: each.over.start))
    over: list[Suppression] = []
    rest = []
    for each in checked:
        while waiting and waiting[0].over.start < each.citation.end:
            over.append(waiting.popleft())
        over = [suppression for suppression in over if suppression.over.end > each.citation.start]
        rest.append(_without_hushed(each, over, hidden, used))
    return Hushed(rest, hidden, [each for each in asked if each not in used])


def _without_hushed(
    checked: CheckedCitation, over: Sequence[Suppression], hidden: list[Hidden], used: set[Suppression]
) -> CheckedCitation:
    """Return a citation with what is told of it; `over` are the comments for its part of the text."""
    told = []
    for finding in checked.findings:
        by = [each for each in over if finding.rule.startswith(each.codes)]
        used.update(by)
        if by:
            hidden.append(Hidden(checked, finding))
        else:
            told.append(finding)
    return msgspec.structs.replace(checked, findings=tuple(told)) if checked.findings else checked
