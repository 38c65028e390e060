"""From where a citation is to what it says: date, issuer, pinpoints, relation, name.

A citation owns the text from the end of the one before it to the start of the next; nothing is
read across. What a list shares («các Nghị định số A, B và C») is carried from one to the next.
"""

from collections.abc import Iterator
from typing import Final

from legalref.extraction.around import Parts, Reader, one_line
from legalref.extraction.candidates import Candidate
from legalref.extraction.forms import form_of
from legalref.extraction.lists import GAP
from legalref.extraction.nesting import title_owner
from legalref.extraction.normalise import Clean
from legalref.extraction.patterns import lazy
from legalref.extraction.titles import LONGEST, Title
from legalref.model import Citation, Span, Text
from legalref.orthography import fold, year_of

_LINE: Final = 120
"""Code points of a line on each side of a number in which its head is looked for."""
_MARGIN: Final = " \t\r*_|"
_PLACE_AND_DATE: Final = lazy(r"(?: {2,}|\t| ?\| ?)|[^,\n]{1,40}, ngày")


def parse(source: Text, clean: Clean, candidates: list[Candidate]) -> Iterator[Citation]:
    """Yield the citations of `source`, in order, for the candidates found in its clean text."""
    reader = Reader(clean)
    read: list[Parts] = []
    numbered: tuple[Candidate, Parts] | None = None
    for at, candidate in enumerate(candidates):
        low = max(candidates[at - 1].end, read[-1].reference.end) if read else 0
        high = candidates[at + 1].start if at + 1 < len(candidates) else len(clean.text)
        read.append(reader.read(candidate, low, high, (candidates[at - 1], read[-1]) if read else None, numbered))
        if candidate.number:
            numbered = candidate, read[-1]
    if read:
        _share_back(candidates, read)
        _give_to_outer(reader, candidates, read)
        _lead_titles_on(reader, candidates, read)
    for candidate, parts in zip(candidates, read, strict=True):
        citation = _citation(source, clean, candidate, parts)
        if not (citation.type is None and _is_own_head(source.content, citation)):
            yield citation


def _share_back(candidates: list[Candidate], read: list[Parts]) -> None:
    """Give what closes a list under one type word to all of it: «các Nghị định số A, B và C ngày … của Chính phủ».

    A date of another year than the number's is not its date (Nghị định 34/2016/NĐ-CP, Điều 58).
    """
    for at in range(len(read) - 2, -1, -1):
        here, following = read[at], read[at + 1]
        if not following.listed:
            continue
        year = year_of(candidates[at].number)
        date = here.date or (following.date if not year or (following.date or "").startswith(year) else None)
        read[at] = here._replace(date=date, issuer=here.issuer or following.issuer)


def _give_to_outer(reader: Reader, candidates: list[Candidate], read: list[Parts]) -> None:
    """Move date and issuer that stand behind a title from the citation in the title to the one that has it."""
    dates = [parts.date for parts in read]
    for at, inner in enumerate(read):
        issuer = one_line(reader.text[slice(*inner.issuer)]) if inner.issuer else None
        outer = title_owner(reader.folded, candidates, dates, at, issuer)
        if outer is not None:
            dates[outer], dates[at] = inner.date, None
            read[outer] = read[outer]._replace(date=inner.date, issuer=read[outer].issuer or inner.issuer)
            reference = Span(inner.reference.start, candidates[at].end)
            read[at] = inner._replace(date=None, issuer=None, reference=reference)


def _lead_titles_on(reader: Reader, candidates: list[Candidate], read: list[Parts]) -> None:
    """Let a title that leads to the citation after it hold that one, and those that stand in a list with it."""
    for at in range(len(read) - 2, -1, -1):
        title = read[at].title
        if title is None or not title.leads_on:
            continue
        last = at + 1
        while _lists_on(reader.text, read, last, title.span.start):
            last += 1
        inner = read[last].title
        end = inner.span.end if inner and inner.leads_on else candidates[last].end
        if end - title.span.start > LONGEST:
            end = max(title.span.end, min(candidates[at + 1].end, title.span.start + LONGEST))
        read[at] = read[at]._replace(title=Title(Span(title.span.start, end), leads_on=True))
        if read[at].date is None and read[at].issuer is None:
            read[at] = reader.dated_behind(candidates[at], read[at], read[last].reference.end)


def _lists_on(text: str, read: list[Parts], last: int, begin: int) -> bool:
    """Tell whether the citation after `last` goes on a list in a title that begins at `begin`; a date ends the list."""
    if last + 1 >= len(read) or read[last].date is not None or read[last + 1].reference.end - begin > LONGEST:
        return False
    return GAP.fullmatch(text, read[last].reference.end, read[last + 1].reference.start) is not None


def _citation(source: Text, clean: Clean, candidate: Candidate, parts: Parts) -> Citation:
    start, end = clean.source_span(parts.start, candidate.end)
    surface = source.content[start:end]
    return Citation(
        path=source.path,
        start=start,
        end=end,
        text=surface,
        kind=candidate.kind,
        type=parts.type,
        number=candidate.number or None,
        name=parts.name,
        date=parts.date,
        issuer=one_line(clean.text[slice(*parts.issuer)]) if parts.issuer else None,
        title=one_line(clean.text[slice(*parts.title.span)]) if parts.title else None,
        pinpoints=parts.pinpoints,
        reference=clean.source_span(*parts.reference),
        relation=parts.relation,
        location=source.locate(start),
        form=form_of(surface, candidate.number or None, encoded=clean.is_repaired(Span(start, end))),
    )


def _is_own_head(text: str, citation: Citation) -> bool:
    """Tell whether a number is the document's own: «Số: 145/KH-UBND» on a line of its own, or beside its place and date."""
    if not fold(citation.text).startswith("so"):
        return False
    before = text[max(0, citation.start - _LINE) : citation.start].rpartition("\n")
    after = text[citation.end : citation.end + _LINE].partition("\n")
    begins = (before[1] or citation.start <= _LINE) and not before[2].strip(_MARGIN)
    ends = after[1] or citation.end + _LINE >= len(text)
    return bool(begins and ((ends and not after[0].strip(_MARGIN)) or _PLACE_AND_DATE.match(after[0])))
