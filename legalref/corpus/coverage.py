"""How much of each series of numbers the corpus holds, and where it claims to hold all of it.

State numbers run from 1 each year for each symbol (Nghị định 34/2016/NĐ-CP, Điều 58); laws, ordinances and resolutions
of the National Assembly run through its term, each type for itself; Party numbers run through the term of the congress
for each code (Hướng dẫn 36-HD/VPTW 2018, II.1.3). What lies between 1 and the highest number known and has no record is
a gap. A gap is a document that is missing here; that a number does not exist is never said.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from legalref.corpus.facts import rows
from legalref.corpus.terms import assembly, congress
from legalref.model import Confidence, Document
from legalref.numerals import of_roman, roman
from legalref.orthography import fold

CLAIM_FILE: Final = "coverage.jsonl"
"""What of the corpus is measured, and which series are known to have ended with which number."""
_STATE: Final = re.compile(r"(?P<ordinal>\d+)[A-Za-zđ]{0,3}/(?P<year>\d{4})/(?P<symbol>.+)")
_PARTY: Final = re.compile(r"(?P<ordinal>\d+)[A-Za-zđ]{0,3}-(?P<symbol>[^/]+/TW)")
_PARLIAMENT: Final = re.compile(r"(?:(?:NQ|PL)-)?(?P<body>QH|UBTVQH)\d+")
_LAWS: Final = frozenset({"Luật", "Bộ luật"})


class Register(NamedTuple):
    """A series in which numbers are given one after another."""

    type: str
    """Type, where the symbol does not say it (laws and resolutions of one term); else empty."""
    symbol: str
    period: str
    """Year («2016») or term («Quốc hội khóa XIV», «Đại hội XIII»)."""


class Claim(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of the corpus that is measured: registers of some types and symbols, in some periods."""

    vi: str
    en: str
    symbol: str
    """Pattern of the whole symbol."""
    type: str = ""
    """Type of laws, ordinances and resolutions of the National Assembly."""
    since: str = ""
    """First year, where it is not all."""
    closed: dict[str, int] = {}
    """Period → the last number that was given in it."""
    source: str | None = None
    """Where the last numbers were seen."""

    def speaks_of(self, register: Register) -> bool:
        """Tell whether a register is measured by this claim."""
        recent = not self.since or not register.period.isdigit() or register.period >= self.since
        return register.type == self.type and recent and re.fullmatch(self.symbol, register.symbol) is not None


class Held(NamedTuple):
    """How much of a register the corpus holds."""

    register: Register
    numbers: frozenset[int]
    last: int | None
    """The last number that was given, where that is known."""
    types: frozenset[str]
    issuers: frozenset[str]
    years: frozenset[int]
    """What its records are, whose, and of which years."""

    @property
    def expected(self) -> int:
        """How many numbers were given, as far as is known: up to the last, or to the highest that has a record."""
        return self.last or max(self.numbers)

    @property
    def gaps(self) -> list[int]:
        """The numbers up to there that have no record, in order."""
        return [number for number in range(1, self.expected + 1) if number not in self.numbers]

    @property
    def known(self) -> int:
        """How many of them have a record."""
        return self.expected - len(self.gaps)

    @property
    def is_complete(self) -> bool:
        """Whether the corpus claims to hold all of it: the last number is known, and there is no gap."""
        return self.last is not None and not self.gaps


class Coverage:
    """The registers of a corpus."""

    def __init__(self, documents: Iterable[Document], claims: Iterable[Claim] = ()) -> None:
        """Count the central records; those that were read only once are not counted."""
        self.claims = tuple(claims)
        found: dict[Register, list[tuple[int, Document]]] = defaultdict(list)
        for document in documents:
            place = _place(document.number or "", document.type, document.issued.isoformat())
            if place and not document.place and document.confidence not in (Confidence.SINGLE, Confidence.OWN):
                found[place[0]].append((place[1], document))
        self._held = {register: _held(register, members, self._last(register)) for register, members in found.items()}

    def __iter__(self) -> Iterator[Held]:
        """Yield the registers, by type and symbol, the oldest period first."""
        yield from (self._held[register] for register in sorted(self._held))

    def measured(self, claim: Claim) -> list[Held]:
        """Return the registers that a claim speaks of, the oldest first."""
        return sorted((held for held in self if claim.speaks_of(held.register)), key=lambda held: _in_time(held.register))

    def of(self, type_: str | None = None, issuer: str | None = None, year: int | None = None) -> list[Held]:
        """Return the registers that have records of a type, a body (its name, however it is spelled) and a year."""
        body = fold(issuer) if issuer else ""
        return [
            held
            for held in self
            if (type_ is None or type_ in held.types)
            and (year is None or year in held.years)
            and any(body in fold(name) for name in held.issuers or {""})
        ]

    def covers(self, number: str, type_: str, day: str = "") -> bool | None:
        """Tell whether the corpus claims to hold whatever bears `number`.

        True where it has a record, or the number lies past the last one of a register that has ended; False for a gap,
        or where more may have been given; None where nothing is known of the register. `day` (ISO, or its beginning) is
        needed for Party numbers. Never a reason to say that a document does not exist.
        """
        place = _place(number, type_, day)
        held = self._held.get(place[0]) if place else None
        if place is None or held is None:
            return None
        return place[1] in held.numbers or (held.last is not None and place[1] > held.last)

    def _last(self, register: Register) -> int | None:
        found = (claim.closed.get(register.period) for claim in self.claims if claim.speaks_of(register))
        return next((last for last in found if last), None)


def _held(register: Register, members: list[tuple[int, Document]], last: int | None) -> Held:
    return Held(
        register,
        frozenset(number for number, _ in members),
        last,
        frozenset(document.type for _, document in members),
        frozenset(name for _, document in members for name in document.issuers),
        frozenset(document.issued.year for _, document in members),
    )


def load_claims(folder: Path) -> list[Claim]:
    """Return the claims of `folder`, none where it makes none. Raises CorpusFault."""
    file = folder / CLAIM_FILE
    return [claim for _, claim in rows(file, Claim)] if file.is_file() else []


def _place(number: str, type_: str, day: str) -> tuple[Register, int] | None:
    """Return the register of a number, and its place there; None where numbers say neither year nor term."""
    state = _STATE.fullmatch(number)
    if state:
        symbol = state["symbol"]
        parliament = _PARLIAMENT.fullmatch(symbol)
        if not parliament:
            return Register("", symbol, state["year"]), int(state["ordinal"])
        term = f"Quốc hội khóa {roman(assembly(number) or 0)}"
        return Register("Luật" if type_ in _LAWS else type_, parliament["body"], term), int(state["ordinal"])
    party = _PARTY.fullmatch(number)
    term_of_day = congress(day) if party and day else None
    return (Register("", party["symbol"], term_of_day), int(party["ordinal"])) if party and term_of_day else None


def _in_time(register: Register) -> tuple[str, int, str]:
    """Return what sorts periods as they came: years, and terms by their numerals."""
    word = register.period.rpartition(" ")[2]
    return register.type, int(word) if word.isdigit() else of_roman(word), register.symbol


def shares(held: list[Held], complete: str = "complete") -> str:
    """Return known and expected numbers by period: `2016 142/174`; a period that is complete is marked with that word."""
    periods: dict[str, list[Held]] = {}
    for each in held:
        periods.setdefault(each.register.period.rpartition(" ")[2], []).append(each)
    found = []
    for period, rows_ in periods.items():
        known, expected = sum(row.known for row in rows_), sum(row.expected for row in rows_)
        found.append(f"{period} {known}/{expected}{f' {complete}' if all(row.is_complete for row in rows_) else ''}")
    return " · ".join(found)


def ranges(numbers: Iterable[int]) -> str:
    """Return numbers as people list them: `3, 5-8, 11`."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)
