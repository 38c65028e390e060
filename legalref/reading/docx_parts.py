"""The parts of a .docx: which of them is the document, which belong to it, by what the package says of them."""

import posixpath
import re
from contextlib import AbstractContextManager
from typing import Final, NamedTuple
from urllib.parse import unquote

from legalref.errors import UnreadableInput
from legalref.reading.content import Budget
from legalref.reading.docx_names import Attributes, local, spelled
from legalref.reading.package import Package, Target, TornPackage

_MOST_RELATIONS: Final = 100_000
_TYPES: Final = "[Content_Types].xml"
_USUAL: Final = "word/document.xml"
_UNNEEDED: Final = re.compile(
    rb"<w:(?:b|bCs|color|i|iCs|ind|jc|keepLines|keepNext|kern|lang|noProof|proofErr|shd|spacing|sz|szCs|u|widowControl)"
    rb"(?: [^<>]*)?/>"
)
"""Two of three elements of a document say how it looks, in ways that do not matter here: most of the time would go into them."""
_RELATION: Final = spelled({"rel:Relationship": True})
_OVERRIDE: Final = spelled({"ct:Override": True})


class Relation(NamedTuple):
    """What a part says of another: the last word of the relation's type («footnotes»), and the name of the part."""

    kind: str
    part: str


class Parts:
    """The parts of one document by name; letter case, and the slash that some writers turn round, do not matter."""

    def __init__(self, data: bytes, path: str, budget: Budget) -> None:
        """Open the package, as far as there is one. Raises UnreadableInput where no member is found in `data`."""
        self._path = path
        self.torn = False
        try:
            self._package = Package(data, path, budget)
        except UnreadableInput as error:
            if error.message != "error.damaged":
                raise
            self._package = TornPackage(data, path, budget)
            self.torn = True
        self._names = {_plain(name): name for name in sorted(self._package.names, reverse=True)}

    def __contains__(self, part: str) -> bool:
        """Tell whether there is such a part."""
        return _plain(part) in self._names

    def read(self, part: str, target: Target) -> None:
        """Read a part into `target`. Raises UnreadableInput for one that is damaged or missing."""
        self._package.stream(self.name_of(part), target, _UNNEEDED)

    def name_of(self, part: str) -> str:
        """Return the name of a part as the package has it."""
        return self._names.get(_plain(part), part)

    def bytes_of(self, part: str) -> bytes:
        """Return a part unpacked. Raises UnreadableInput for one that is damaged or missing."""
        return self._package.bytes_of(self.name_of(part))

    def sound(self, part: str) -> AbstractContextManager[None]:
        """Turn what damaged bytes of a part raise into UnreadableInput."""
        return self._package.sound(part)

    def read_soundly(self, part: str, target: Target) -> bool:
        """Read a part that a text can do without, as far as it is sound; return whether it is, to its end."""
        try:
            self.read(part, target)
        except UnreadableInput as error:
            if error.message != "error.damaged":
                raise
            return False
        return True

    def main(self) -> str:
        """Return the name of the document itself. Raises UnreadableInput where there is none."""
        said = [each.part for each in self.relations("").values() if each.kind == "officeDocument"]
        types = _Types()
        if not any(part in self for part in said) and _TYPES in self:
            self.read_soundly(_TYPES, types)
        for part in (*said, *types.documents, _USUAL):
            if part in self:
                return part
        raise UnreadableInput("error.damaged", path=self._path, detail=_USUAL)

    def relations(self, part: str) -> dict[str, Relation]:
        """Return id → relation of a part, those of the whole package for «»; what lies outside the package is left out."""
        folder, name = posixpath.split(part)
        listed = _Relations(folder)
        where = posixpath.join(folder, "_rels", f"{name}.rels")
        if where in self:
            self.read_soundly(where, listed)
        return listed.found


class _Relations(Target):
    """The target of a part that lists relations."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self.found: dict[str, Relation] = {}

    def start(self, tag: str, attributes: Attributes) -> None:
        """Take note of a relation."""
        given = local(attributes)
        if tag not in _RELATION or given.get("TargetMode") == "External":
            return
        if len(self.found) >= _MOST_RELATIONS:
            raise OverflowError
        target = unquote(given.get("Target", "")).replace("\\", "/")
        part = posixpath.normpath(posixpath.join("/", self._folder, target)).lstrip("/")
        self.found[given.get("Id", "")] = Relation(given.get("Type", "").rpartition("/")[2], part)


class _Types(Target):
    """The target of the list of types: the parts that are documents of Word."""

    def __init__(self) -> None:
        self.documents: list[str] = []

    def start(self, tag: str, attributes: Attributes) -> None:
        """Look at the type of a part."""
        given = local(attributes)
        kind = given.get("ContentType", "")
        if tag in _OVERRIDE and "word" in kind and kind.endswith(".main+xml") and len(self.documents) < _MOST_RELATIONS:
            self.documents.append(given.get("PartName", ""))


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
