"""`name:value` of a query → a filter. The fields and the words for a status are rows of vocabulary/fields.toml."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from typing import Final

from legalref.linking.shortened import spelled_out
from legalref.orthography import fold, slug, words
from legalref.searching.asked import Field, Is, Node, Years
from legalref.searching.pieces import QueryProblem
from legalref.vocabulary import document_types, search_fields

_YEARS: Final = re.compile(r"(?P<sign>>=|<=|>|<|=)?(?P<one>\d{4})|(?P<first>\d{4})?(?:\.\.+|-)(?P<last>\d{4})?")
_PLACES: Final = re.compile(r"(?:tinh|thanh pho|tp) (?=.)")
_NEAR: Final = 3
"""Values that an error names as meant, at the most."""
_ALIKE: Final = 0.7
"""How alike a value must be, from 0 to 1."""


def narrowed(name: str, value: str, at: int) -> Node | None:
    """Return the filter that `name:value` asks for, or None where the colon is one of prose.

    Of prose it is where no field is called `name`, and nothing follows («Về việc: …») or a number does («Số:30/2020», «8:30»).
    `at` is its place, from 0. Raises QueryProblem, which says what there is, for a name or a value that is none.
    """
    field = _names().get(_joined(name))
    if field is None and (not value.strip() or (value[0].isdigit() and not _near_names(name))):
        return None
    if field is None:
        raise QueryProblem("query.no_field", name=name, at=at + 1, near=_near_field(name), known=_known_fields())
    if not words(value):
        raise QueryProblem("query.no_value", name=name, at=at + 1, example=_example(field))
    if field == "year":
        return _years(name, value, at)
    values = tuple(dict.fromkeys(each for part in value.split(",") if words(part) for each in _VALUES[field](name, part, at)))
    return Is(Field(field), values)


def of_type(text: str) -> tuple[str, ...]:
    """Return the types, folded, that a text names; however it is written or shortened; none for no type."""
    return _types().get(_joined(text), ())


def _type(name: str, value: str, at: int) -> tuple[str, ...]:
    return of_type(value) or _refused(name, value, at, {_joined(row.name): row.name for row in document_types()})


def _status(name: str, value: str, at: int) -> tuple[str, ...]:
    return _statuses().get(_joined(value)) or _refused(
        name, value, at, {_joined(row.words[0]): row.words[0] for row in search_fields().status}
    )


def _issuer(_name: str, value: str, _at: int) -> tuple[str, ...]:
    return (" ".join(spelled_out(value)),)


def _place(_name: str, value: str, _at: int) -> tuple[str, ...]:
    return (_PLACES.sub("", " ".join(spelled_out(value))),)


_VALUES: Final = {"type": _type, "status": _status, "issuer": _issuer, "place": _place}


def _years(name: str, value: str, at: int) -> Years:
    match = _YEARS.fullmatch(re.sub(r"\s", "", fold(value)))
    if match is None or not any(match.group("one", "first", "last")):
        raise QueryProblem("query.bad_year", name=name, value=value, at=at + 1)
    if match["one"]:
        year = int(match["one"])
        return {
            ">=": Years(year, None),
            ">": Years(year + 1, None),
            "<=": Years(None, year),
            "<": Years(None, year - 1),
        }.get(match["sign"] or "", Years(year, year))
    first, last = (int(match[end]) if match[end] else None for end in ("first", "last"))
    if first and last and first > last:
        raise QueryProblem("query.years_reversed", name=name, first=first, last=last, at=at + 1)
    return Years(first, last)


def _refused(name: str, value: str, at: int, known: Mapping[str, str]) -> tuple[str, ...]:
    """Raise QueryProblem for a value that a field has not, with those that are meant perhaps, else with all."""
    near = get_close_matches(_joined(value), known, n=_NEAR, cutoff=_ALIKE)
    key = "query.no_such_value" if near else "query.unknown_value"
    meant = ", ".join(f"{name}:{slug(known[each])}" for each in near or sorted(known))
    raise QueryProblem(key, name=name, value=value, at=at + 1, known=meant)


def _joined(text: str) -> str:
    """Return a name or a value without what people leave out or put between its words."""
    return "".join(words(text))


@cache
def _names() -> dict[str, str]:
    """Return what may stand before a colon → the field."""
    return {_joined(word): row.name for row in search_fields().field for word in (row.name, *row.shown, *row.words)}


def _near_names(name: str) -> list[str]:
    return get_close_matches(_joined(name), _names(), n=1)


def _near_field(name: str) -> str:
    """Return the name of a field that is nearest to what was written, the first where none is near."""
    near = _near_names(name)
    shown = {str(row.name): row.shown for row in search_fields().field}
    if not near:
        return search_fields().field[0].shown[0]
    vietnamese, english = shown[_names()[near[0]]]
    return near[0] if near[0] in (vietnamese, english) else vietnamese


def _known_fields() -> str:
    return ", ".join("/".join(f"{name}:" for name in row.shown) for row in search_fields().field)


def _example(field: str) -> str:
    return next(row.examples[0] for row in search_fields().field if row.name == field)


@cache
def _types() -> dict[str, tuple[str, ...]]:
    """Return every way to write a type → the types, folded, that are written so («qd» is two)."""
    table: dict[str, dict[str, None]] = {}
    for row in document_types():
        for written in (row.name, *row.words, *row.abbr, *row.codes):
            table.setdefault(_joined(written), {})[fold(row.name)] = None
    return {written: tuple(names) for written, names in table.items()}


@cache
def _statuses() -> dict[str, tuple[str, ...]]:
    """Return what may be written for a status → the statuses meant; those that stand alone also by their own name."""
    table = {_joined(word): row.status for row in search_fields().status for word in row.words}
    return table | {_joined(row.status[0]): row.status for row in search_fields().status if len(row.status) == 1}


def written(facet: str, value: str) -> str:
    """Return the filter of a query that keeps the records with a value of a facet: `loai:nghi-dinh`, `coquan:"Bộ Y tế"`."""
    shown = next(row.shown[0] for row in search_fields().field if row.name == facet)
    if facet == "status":
        value = next((slug(row.words[0]) for row in search_fields().status if row.status == (value,)), value)
    elif facet == "type":
        value = slug(value)
    elif facet != "year":
        value = f'"{value}"'
    return f"{shown}:{value}"
