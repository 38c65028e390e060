"""What is told of documents that are added, removed or brought back: a line each, in the user's language."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from legalref.collecting.adding import Outcome, Told
from legalref.collecting.holdings import Removed
from legalref.collecting.items import Mapped
from legalref.collecting.shipped import Clash
from legalref.collecting.updates import Change
from legalref.errors import LegalrefError, UnreadableInput
from legalref.model import Document, Status
from legalref.reading import near, printable
from legalref.vocabulary import wording
from legalref.vocabulary.messages import say


def told_line(told: Told, language: str) -> str:
    """Return what became of a document: «mới: Quyết định 5-QĐ/ĐU ngày 02/3/2026 (Đảng ủy …) · a.docx»."""
    what = wording.document(told.document, language) if told.document else ""
    return say(
        _key(told),
        language,
        what=what,
        file=place(told, language),
        other=near(told.other or ""),
        changes=_changes(told.changes, language),
    )


def _key(told: Told) -> str:
    if told.outcome is Outcome.KNOWN and told.other:
        return "told.known_other"
    if told.outcome is Outcome.UPDATED and not told.changes:
        return "told.updated_text"
    return f"told.{told.outcome}"


def place(told: Told, language: str) -> str:
    """Return the file, and where in it: «so.xlsx, ô Sổ!B7», «danh-muc.jsonl, dòng 7»."""
    path = printable(told.path)
    if told.place is None:
        return path
    return say("told.line" if told.place.isdigit() else "told.cell", language, path=path, place=told.place)


def _changes(changes: Iterable[Change], language: str) -> str:
    return "; ".join(
        say("told.change", language, field=say(f"field.{field}", language), old=_value(old, language), new=_value(new, language))
        for field, old, new in changes
    )


def _value(value: Any, language: str) -> str:
    if isinstance(value, Status):
        return say(f"status.{value}", language)
    if isinstance(value, date):
        return wording.day(value)
    return "; ".join(value) if isinstance(value, tuple) else "—" if value is None else f"«{value}»"


def refusal(told: Told, language: str) -> LegalrefError:
    """Return why a document was not taken, with the way out."""
    problem = told.problem
    if problem is None:
        raise ValueError(told)
    lacking = ", ".join(say(f"field.{field}", language) for field in problem.fields)
    values: dict[str, object] = {**problem.values, "fields": lacking}
    reason = UnreadableInput(problem.message, **values)
    wanted = problem.fields or _DOUBTED.get(problem.message, ())
    options = " ".join(f"--{_OPTIONS[field]} …" for field in wanted)
    of_file = told.place is None and bool(wanted)
    return UnreadableInput(
        "own.refused_file" if of_file else "own.refused", file=place(told, language), reason=reason, options=options
    )


_OPTIONS = {"number": "number", "type": "type", "issued": "date"}
"""Field → the option that gives it."""
_DOUBTED = {"own.year": ("number", "issued"), "own.future": ("issued",)}
"""What may have been misread in a document, by what is wrong with it."""


def asides(told: Told, language: str) -> Iterator[str]:
    """Yield what should be heard besides: a number put right, shipped records that say otherwise, what the file was before."""
    label = told.document.label if told.document else ""
    if told.put_right:
        yield say("told.put_right", language, file=place(told, language), written=told.put_right, label=label)
    if told.before:
        before = wording.document(told.before, language)
        yield say("told.before", language, file=place(told, language), before=before, id=told.before.id)
    for clash in told.clashes:
        yield _clash(label, clash, language)


def _clash(label: str, clash: Clash, language: str) -> str:
    field = say(f"field.{clash.field}", language)
    ours, theirs = _readable(clash.ours), _readable(clash.theirs)
    return say("told.clash", language, label=label, field=field, ours=ours, theirs=theirs)


def _readable(value: str) -> str:
    try:
        return wording.day(date.fromisoformat(value))
    except ValueError:
        return f"«{value}»"


def mapped_line(path: str, mapped: Mapped, language: str) -> str:
    """Return what the columns of a list were taken for."""
    taken = [f"{column.heading} → {say(f'field.{column.field}', language)}" for column in mapped.columns if column.field]
    left = [column.heading for column in mapped.columns if not column.field]
    where = say("told.sheet", language, sheet=mapped.sheet) if mapped.sheet else ""
    key = "told.mapped_keys" if mapped.row is None else "told.mapped"
    said = say(key, language, path=path, sheet=where, row=mapped.row, columns="; ".join(taken))
    return said + (say("told.left", language, columns=", ".join(left)) if left else "")


def document_line(document: Document, path: str | None, language: str) -> str:
    """Return a record of the own corpus: what it is, its title, its file."""
    title = f": {document.title}" if document.title else ""
    file = f" · {near(path)}" if path else ""
    return f"{wording.document(document, language)}{title}{file}"


def removed_line(row: Removed, language: str) -> str:
    """Return a record that was removed, with the day and its identifier."""
    what = wording.document(row.holding.document, language)
    return say("told.removed_on", language, what=what, day=wording.day(row.removed.astimezone().date()), id=row.holding.id)
