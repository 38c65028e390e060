"""Footnotes and endnotes of a .docx: where they are referred to, and the marks that the page shows for them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

from legalref.numerals import roman
from legalref.reading.docx_names import Attributes, spelled, value
from legalref.reading.package import Target, whole

_MOST: Final = 1_000_000
_LONGEST_MARK: Final = 20


@dataclass(slots=True)
class Reference:
    """A place that refers to a note. `mark` is what its author wrote for it, if he did."""

    kind: str
    id: str
    page: int
    section: int
    custom: bool
    mark: str = ""

    def take(self, text: str) -> None:
        """Take the characters after the reference as its mark, where it waits for them."""
        if self.custom and not self.mark:
            self.mark = text.strip()[:_LONGEST_MARK]


@dataclass(slots=True)
class Numbering:
    """How notes of one kind are numbered (ECMA-376, 17.11): `restart` is «eachSect», «eachPage» or «continuous»."""

    form: str
    start: int = 1
    restart: str = "continuous"


@dataclass
class Numberings(Target):
    """The target of the settings, and what a section says besides: its word comes later, and counts."""

    of: dict[str, Numbering] = field(
        default_factory=lambda: {"footnote": Numbering("decimal"), "endnote": Numbering("lowerRoman")}
    )
    _open: str = ""

    def start(self, tag: str, attributes: Attributes) -> None:
        """Begin the properties of a kind of notes, or take one of them."""
        if tag in _KINDS:
            self.begin(_KINDS[tag])
        elif self._open and tag in _PROPERTIES:
            self.set(_PROPERTIES[tag], value(attributes))

    def end(self, tag: str) -> None:
        """End the properties of a kind."""
        if tag in _KINDS:
            self.begin("")

    def begin(self, kind: str) -> None:
        """Begin what is said of a kind of notes; «» ends it."""
        self._open = kind

    def set(self, name: str, given: str) -> None:
        """Take «form», «start» or «restart» of the kind that is open."""
        numbering = self.of.get(self._open)
        if numbering is None:
            return
        if name == "start":
            numbering.start = whole(given, 1, _MOST)
        elif name == "form":
            numbering.form = given
        else:
            numbering.restart = given

    def marks(self, references: Iterable[Reference]) -> dict[tuple[str, str], Reference]:
        """Return (kind, id) → its first reference, in order, with the mark that the page shows."""
        found: dict[tuple[str, str], Reference] = {}
        counts: dict[tuple[str, int], int] = {}
        for each in references:
            key = (each.kind, each.id)
            if key in found:
                continue
            found[key] = each
            if not each.custom:
                each.mark = self._next(each, counts)
        return found

    def _next(self, reference: Reference, counts: dict[tuple[str, int], int]) -> str:
        numbering = self.of[reference.kind]
        group = {"eachSect": reference.section, "eachPage": reference.page}.get(numbering.restart, 0)
        number = counts.get((reference.kind, group), numbering.start)
        counts[reference.kind, group] = number + 1
        return _FORMS.get(numbering.form, str)(number)


_KINDS: Final = spelled({"w:footnotePr": "footnote", "w:endnotePr": "endnote"})
_PROPERTIES: Final = spelled({"w:numFmt": "form", "w:numStart": "start", "w:numRestart": "restart"})


def _letter(number: int) -> str:
    """Return a to z, then aa to zz."""
    return chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, _LONGEST_MARK) if number > 0 else str(number)


def _sign(number: int) -> str:
    """Return the signs of The Chicago Manual of Style (*, †, ‡, §), then each twice."""
    return "*†‡§"[(number - 1) % 4] * min((number - 1) // 4 + 1, _LONGEST_MARK) if number > 0 else str(number)


_FORMS: Final[dict[str, Callable[[int], str]]] = {
    "lowerRoman": lambda number: roman(number).lower(),
    "upperRoman": roman,
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "chicago": _sign,
}
