"""The card of each record that a text cites: what it is, whether it applies, and what was found where it is cited."""

from collections.abc import Iterator, Sequence
from typing import Final

from legalref.model import Document, Finding, Resolution, State, Validity
from legalref.reporting.html_sheet import SEVERITY_SIGNS, STATE_SIGNS, Sheet, Shown
from legalref.reporting.html_words import element, escaped
from legalref.reporting.telling import also, shown_candidates, validity_with_sources
from legalref.reporting.terminal import where
from legalref.vocabulary.messages import say
from legalref.vocabulary.wording import day, document, listed, reference, sources

_MOST_CANDIDATES: Final = 20
_MOST_EDGES: Final = 12


def cards(sheet: Sheet, language: str) -> Iterator[str]:
    """Yield the cards of a text, in the order in which it cites."""
    for identifier, shown in sheet.cards().items():
        yield element("article", "".join(_card(shown, language)), class_=f"card {_weight(shown)}", id=identifier)


def _weight(shown: Sequence[Shown]) -> str:
    severities = [each.severity for each in shown if each.severity]
    return min(severities, key=lambda each: each.rank).value if severities else ""


def _card(shown: Sequence[Shown], language: str) -> Iterator[str]:
    first = shown[0].checked
    record = first.resolution.document
    cited = first.citation
    sign = element("span", f"{STATE_SIGNS[first.resolution.state]} ", class_=f"sign {first.resolution.state}", aria_hidden="true")
    name = record.label if record else " ".join(cited.text.split())
    yield element("h3", sign + escaped(name))
    if record:
        yield element("p", escaped(record.title or say("card.no_title", language)))
        yield element("dl", "".join(_facts(record, first.validity, language)))
    else:
        yield element("p", escaped(_state(first.resolution, language)), class_="soft")
    for same in _together(shown).values():
        yield _finding(same, language)
    yield from _candidates(first.resolution, language)
    places = ", ".join(element("a", str(each.number), href=f"#c{each.number}") for each in shown)
    yield element("p", f"{escaped(say('html.cited_at', language))} {places}", class_="soft")


def _state(resolution: Resolution, language: str) -> str:
    words = say(f"state.{resolution.state}", language, count=len(resolution.candidates))
    reason = f" — {say(f'reason.{resolution.reason}', language)}" if resolution.reason else ""
    note = f". {say('html.not_in_corpus', language)}" if resolution.state is State.NOT_IN_CORPUS else ""
    return words + reason + note


def _facts(record: Document, validity: Validity | None, language: str) -> Iterator[str]:
    facts: list[tuple[str, str]] = [("type", record.type), ("number", record.number or "—")]
    facts += [("issued", day(record.issued)), ("issuer", record.issuer or "—"), ("place", record.place or "")]
    if validity:
        facts.append(("validity", validity_with_sources(validity, language)))
        for name in ("replaced_by", "amended_by", "suspended_by"):
            edges = list(dict.fromkeys(reference(each, language) for each in getattr(validity, name)))
            facts.append((name, listed(edges, _MOST_EDGES, language)))
    facts.append(("sources", f"{sources(record, language)} ({say(f'confidence.{record.confidence}', language)})"))
    for name, value in facts:
        if value:
            yield element("dt", escaped(say(f"html.{name}", language))) + element("dd", escaped(value))


_Same = list[tuple[Shown, Finding]]


def _together(shown: Sequence[Shown]) -> dict[tuple[object, ...], _Same]:
    """Return the findings, each with all the citations of which the same is said in the same words."""
    found: dict[tuple[object, ...], _Same] = {}
    for each in shown:
        for finding in each.checked.findings:
            key = (finding.rule, finding.severity, finding.message, finding.fix)
            found.setdefault(key, []).append((each, finding))
    return found


def _finding(same: _Same, language: str) -> str:
    finding = same[0][1]
    places = "; ".join(_place(each, language) for each, _ in same)
    lines = [element("p", f"{severity(finding, language)} · {places}"), element("p", escaped(finding.message))]
    if finding.fix:
        lines.append(element("p", f"→ {escaped(finding.fix)}", class_="fix"))
    lines += [element("p", escaped(also(each, language)), class_="soft") for _, each in same if each.also]
    return element("div", "".join(lines), class_=f"finding {finding.severity}")


def _place(shown: Shown, language: str) -> str:
    words = escaped(where(shown.checked.citation.location, language))
    return f"<b>{shown.number}</b> " + element("a", words, href=f"#c{shown.number}")


def severity(finding: Finding, language: str) -> str:
    """Return the sign, the code and the weight of a finding."""
    sign = SEVERITY_SIGNS[finding.severity]
    words = f"{finding.rule} {say(f'severity.{finding.severity}', language)}"
    return element("span", f"{sign} {escaped(words)}", class_=f"sign {finding.severity}")


def _candidates(resolution: Resolution, language: str) -> Iterator[str]:
    found = shown_candidates(resolution)
    if not found:
        return
    yield element("p", escaped(say("html.candidates", language)), class_="soft")
    items = [
        element("li", escaped(document(each, language) + (f": {each.title}" if each.title else "")))
        for each in found[:_MOST_CANDIDATES]
    ]
    if len(found) > _MOST_CANDIDATES:
        items.append(element("li", escaped(say("card.more", language, count=len(found) - _MOST_CANDIDATES))))
    yield element("ul", "".join(items))
