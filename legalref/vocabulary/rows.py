"""The rows of the vocabulary, table by table: what each holds, and what its words are for."""

from datetime import date
from typing import Literal

import msgspec


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What every row has: texts that it must match, and texts that it must leave alone."""

    examples: tuple[str, ...] = ()
    counter: tuple[str, ...] = ()


class DocumentType(Row, frozen=True):
    """A type of document (types.toml)."""

    name: str
    codes: tuple[str, ...]
    words: tuple[str, ...]
    abbr: tuple[str, ...]
    short: Literal["always", "so", "year", "never"]


class Issuer(Row, frozen=True):
    """An issuing body whose name texts write out (issuers.toml)."""

    name: str
    family: Literal["state", "party", "front"]
    codes: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    of: str | None = None


class Era(Row, frozen=True):
    """When a body and its codes existed (issuers.toml); both days within."""

    name: str
    codes: tuple[str, ...]
    named: tuple[str, ...]
    basis: str
    since: date | None = None
    until: date | None = None
    successor: str | None = None


class Congress(Row, frozen=True):
    """A term of the Party's national congress; its months are ISO prefixes, both inclusive."""

    term: str
    months: tuple[str, str]


class Parliament(Row, frozen=True):
    """A term of the National Assembly, with its first and last year, each of which it shares with a neighbour."""

    term: str
    number: int
    years: tuple[int, int]


class RelationWord(Row, frozen=True):
    """What a citing text says that one document does to another."""

    rel: str
    words: tuple[str, ...]
    after: bool = False


class Words(Row, frozen=True):
    """A plain list of words with one use."""

    words: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    leaders: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()


class Abbreviation(Row, frozen=True):
    """A shortening and what it stands for; its examples are equations."""

    short: str
    long: str


class SearchAbbreviation(Abbreviation, frozen=True):
    """What people shorten when they search (abbreviations.toml)."""

    both: bool = True
    """Whether the words ask for the letters, too; not where numbers bear these letters."""


class Terms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words around citations (terms.toml)."""

    congress: tuple[Congress, ...]
    parliament: tuple[Parliament, ...]
    relation: tuple[RelationWord, ...]
    issuing: Words
    bodies: Words
    abbreviation: tuple[Abbreviation, ...]
    stops: Words
    qualifiers: Words
    titles: Words
    title_ends: Words


class Named(Row, frozen=True):
    """Names under one type (laws.toml, names.toml); every name is an example of its own."""

    type: str
    names: tuple[str, ...]


class ShortName(Row, frozen=True):
    """Letters that stand for the name of a law."""

    short: str
    name: str


class Names(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Documents that are cited by name (names.toml)."""

    law: tuple[Named, ...]
    paper: tuple[Named, ...]
    short: tuple[ShortName, ...]
    letters: tuple[ShortName, ...]
    nickname: tuple[Named, ...]
    no_name: tuple[Words, ...]
    vetoes: Words
    constitution_vetoes: Words
    foreign: Words
    contexts: Words
    ends: Words


class Lookalikes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is no citation (lookalikes.toml)."""

    left: tuple[Words, ...]
    symbol: tuple[Words, ...]
    public: tuple[Words, ...]
    quantity: tuple[Words, ...]


class Rule(Row, frozen=True):
    """A rule of checking (rules_*.toml): its code, weight, words, when it applies, and examples good and bad."""

    code: str
    as_of: date
    severity: Literal["error", "warning", "info"]
    basis: str
    title: dict[str, str]
    about: dict[str, str]
    message: dict[str, str]
    fix: dict[str, str] = {}
    since: date | None = None
    until: date | None = None
    regimes: tuple[str, ...] = ()
    quiet: bool = False


class SearchField(Row, frozen=True):
    """What a search can be narrowed by (fields.toml)."""

    name: Literal["type", "issuer", "place", "status", "year"]
    shown: tuple[str, str]
    """What hints call it, in Vietnamese and in English."""
    words: tuple[str, ...]


class StatusWord(Row, frozen=True):
    """How people ask for documents by where they stand; the statuses are values of `model.Status`."""

    status: tuple[str, ...]
    words: tuple[str, ...]


class SearchFields(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands before a colon in a search, and the words for a status after it (fields.toml)."""

    field: tuple[SearchField, ...]
    status: tuple[StatusWord, ...]


class EvidenceRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a field weighs as evidence for or against a record (evidence.toml)."""

    field: str
    agrees: int
    differs: int
    forbids: bool = False
    message: dict[str, str]


class Column(Row, frozen=True):
    """What a column of a list of documents is called (columns.toml)."""

    field: str
    headings: tuple[str, ...]


class StateWord(Row, frozen=True):
    """What the words of a list's column «Tình trạng» mean (columns.toml)."""

    status: Literal["in_force", "partly_expired", "expired", "not_yet_in_force", "suspended", "unknown"]
    words: tuple[str, ...]


class Columns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How lists of documents are written (columns.toml)."""

    column: tuple[Column, ...]
    state: tuple[StateWord, ...]
    abbreviation: tuple[Abbreviation, ...]


class Label(Row, frozen=True):
    """Under what a portal or a register gives a field of a document's head (heads.toml)."""

    field: str
    words: tuple[str, ...]


class HeadWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """By what the parts of a document's head and end are told (heads.toml)."""

    motto: Words
    junk: Words
    body: Words
    prose: Words
    goes_on: Words
    units: Words
    names: Words
    bodies: Words
    kinds: Words
    organs: Words
    stamps: Words
    parts_of_names: Words
    leaders: Words
    signing: Words
    ranks: Words
    label: tuple[Label, ...]
    provinces: Words
    statement: tuple[RelationWord, ...]
    effect: Words
