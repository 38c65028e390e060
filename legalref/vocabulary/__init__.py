"""The law's own words as rows of TOML, each with examples that the tests run both ways.

A new type, issuer or relation word is one row and `make vocabulary`; no code changes. Rows are read when first asked for.
"""

from functools import cache
from typing import Final, TypeVar

import msgspec

from legalref.vocabulary.rows import (
    Abbreviation,
    Column,
    Columns,
    Congress,
    DocumentType,
    Era,
    EvidenceRow,
    HeadWords,
    Issuer,
    Label,
    Lookalikes,
    Named,
    Names,
    Parliament,
    RelationWord,
    Row,
    Rule,
    SearchAbbreviation,
    SearchField,
    SearchFields,
    ShortName,
    StateWord,
    StatusWord,
    Terms,
    Words,
)

__all__ = [
    "Abbreviation",
    "Column",
    "Columns",
    "Congress",
    "DocumentType",
    "Era",
    "EvidenceRow",
    "HeadWords",
    "Issuer",
    "Label",
    "Lookalikes",
    "Named",
    "Names",
    "Parliament",
    "RelationWord",
    "Row",
    "Rule",
    "SearchAbbreviation",
    "SearchField",
    "SearchFields",
    "ShortName",
    "StateWord",
    "StatusWord",
    "Terms",
    "Words",
    "columns",
    "document_types",
    "eras",
    "evidence",
    "head_words",
    "issuers",
    "lookalikes",
    "names",
    "rules",
    "search_abbreviations",
    "search_fields",
    "terms",
]


class _Abbreviations(msgspec.Struct):
    search: tuple[SearchAbbreviation, ...]


class _Types(msgspec.Struct):
    type: tuple[DocumentType, ...]


class _Issuers(msgspec.Struct):
    issuer: tuple[Issuer, ...]
    era: tuple[Era, ...]


class _Laws(msgspec.Struct):
    law: tuple[Named, ...]


class _Evidence(msgspec.Struct):
    evidence: tuple[EvidenceRow, ...]


class _Rules(msgspec.Struct):
    rule: tuple[Rule, ...]


_RowsOf = TypeVar("_RowsOf")
_FAMILIES: Final = ("form", "identity", "force", "provisions", "style")
_PACKED: Final = f"{__file__.removesuffix('__init__.py')}packed/"
"""The rows as JSON (tools/pack_vocabulary.py): TOML is for people, and takes long to read."""


def _load(name: str, rows: type[_RowsOf]) -> _RowsOf:
    with open(f"{_PACKED}{name}.json", "rb") as stream:  # noqa: PTH123  # pathlib takes longer to import than this to read
        return msgspec.json.decode(stream.read(), type=rows)


@cache
def document_types() -> tuple[DocumentType, ...]:
    """Return the types of documents."""
    return _load("types", _Types).type


@cache
def issuers() -> tuple[Issuer, ...]:
    """Return the issuing bodies."""
    return _load("issuers", _Issuers).issuer


@cache
def eras() -> tuple[Era, ...]:
    """Return when bodies and their codes existed, where that is known."""
    return _load("issuers", _Issuers).era


@cache
def terms() -> Terms:
    """Return the words around citations."""
    return _load("terms", Terms)


@cache
def names() -> Names:
    """Return the documents that are cited by name, the laws of laws.toml among them."""
    rows = _load("names", Names)
    return msgspec.structs.replace(rows, law=(*_load("laws", _Laws).law, *rows.law))


@cache
def columns() -> Columns:
    """Return how lists of documents are written."""
    return _load("columns", Columns)


@cache
def head_words() -> HeadWords:
    """Return the words of a document's head and end."""
    return _load("heads", HeadWords)


@cache
def lookalikes() -> Lookalikes:
    """Return what looks like a citation and is none."""
    return _load("lookalikes", Lookalikes)


@cache
def evidence() -> dict[str, EvidenceRow]:
    """Return what each field weighs as evidence."""
    return {row.field: row for row in _load("evidence", _Evidence).evidence}


@cache
def rules() -> dict[str, Rule]:
    """Return the rules of checking by code, in the order of their codes."""
    rows = [row for family in _FAMILIES for row in _load(f"rules_{family}", _Rules).rule]
    return {row.code: row for row in sorted(rows, key=lambda row: row.code)}


@cache
def search_fields() -> SearchFields:
    """Return what a search can be narrowed by."""
    return _load("fields", SearchFields)


@cache
def search_abbreviations() -> tuple[SearchAbbreviation, ...]:
    """Return what people shorten when they search (abbreviations.toml)."""
    return _load("abbreviations", _Abbreviations).search
