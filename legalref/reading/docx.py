"""Word documents (.docx, .docm, .dotx): the body in its order, then footnotes and endnotes, then headers and footers.

A cell is a block by its place in the grid of its table; tables inside tables, in their cells, are counted on. A text box stands
after the paragraph it hangs on. Notes are called by the marks that the page shows, and stand in the order in which they are
referred to; equal headers stand once. Pages are counted where breaks by hand or the marks of Word's last layout tell them.

Not read: the numbers of lists and notes (they are no characters of the file), the instructions of fields, comments, hidden text
(w:vanish), charts and diagrams (parts of their own).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

from legalref.errors import UnreadableInput
from legalref.model import Remark
from legalref.reading.blocks import Blocks
from legalref.reading.content import Budget, Content
from legalref.reading.docx_notes import Numberings, Reference
from legalref.reading.docx_parts import Parts, Relation
from legalref.reading.docx_state import Block
from legalref.reading.docx_story import Story
from legalref.reading.docx_styles import Styles, Theme

_NOTES: Final = (("footnote", "footnotes"), ("endnote", "endnotes"))
"""What refers to a note → the kind of relation to the part where they are."""


def read(data: bytes, path: str, budget: Budget, *, original: bool = False) -> Content:
    """Return the text of a .docx, tracked changes as accepted, or as before them if `original`.

    A file that is cut off or damaged is read as far as it goes, with a remark. Raises UnreadableInput where there is nothing to
    read, and for what is larger than `budget` when unpacked.
    """
    reading = Reading(Parts(data, path, budget), Blocks(path, budget), path, budget, original)
    return reading.content()


@dataclass
class Reading:
    """One document that is being read."""

    parts: Parts
    blocks: Blocks
    path: str
    budget: Budget
    original: bool
    changed: bool = False
    styles: Styles = field(default_factory=Styles)
    story: type[Story] = Story

    def content(self) -> Content:
        """Read the parts and return the whole. Raises UnreadableInput where nothing can be read."""
        main = self.parts.main()
        relations = self.parts.relations(main)
        numberings = Numberings()
        self._properties(relations, numberings)
        body = self.story(self._add, self.budget, self.styles, self.original)
        body.numberings = numberings
        sound = self._body(main, body)
        self.changed = body.changed
        self._notes(body, relations)
        self._headers(body.headers, relations)
        for each in body.foreign:
            self._say_unread(relations[each].part if each in relations else each, "altChunk")
        if not sound or self.parts.torn:
            self._say("remark.cut", detail=main if not sound else "zip")
        if self.changed and not self.original:
            self._say("remark.changes")
        content = self.blocks.content()
        if body.paged:
            return content
        return content._replace(marks=tuple(mark._replace(page=None) for mark in content.marks))

    def _add(self, block: Block) -> None:
        self.blocks.add(block.text, page=block.page, cell=block.cell, note=block.note, turns=block.turns)

    def _say(self, message: str, **values: object) -> None:
        self.blocks.remarks.append(Remark(message, {"path": self.path, **values}))

    def _say_unread(self, part: str, detail: str) -> None:
        self._say("remark.part_unread", part=part, detail=detail)

    def _properties(self, relations: dict[str, Relation], numberings: Numberings) -> None:
        """Read the styles, the theme and the settings."""
        targets = {"styles": self.styles, "theme": Theme(self.styles.fonts), "settings": numberings}
        for relation in relations.values():
            target = targets.pop(relation.kind, None)
            if target is not None and relation.part in self.parts and not self.parts.read_soundly(relation.part, target):
                self._say_unread(relation.part, "XML")

    def _body(self, main: str, body: Story) -> bool:
        """Read the document itself; return whether it is sound to its end. Raises UnreadableInput where nothing of it is."""
        try:
            self.parts.read(main, body)
        except UnreadableInput as error:
            if error.message != "error.damaged":
                raise
            body.close()
            if self.blocks.empty:
                raise
            return False
        return True

    def _notes(self, body: Story, relations: dict[str, Relation]) -> None:
        """Read the notes that the body refers to."""
        marked = body.numberings.marks(body.references)
        for kind, relation in _NOTES:
            wanted = {id_: reference for (of, id_), reference in marked.items() if of == kind}
            if wanted:
                part = next((each.part for each in relations.values() if each.kind == relation), relation)
                found = self._part(part, notes=wanted)
                for block in chain.from_iterable(found.get(id_, ()) for id_ in wanted):
                    self._add(block)

    def _headers(self, headers: Iterable[tuple[str, str]], relations: dict[str, Relation]) -> None:
        """Read the headers, then the footers, of all sections; those with the same characters once."""
        seen: set[tuple[Block, ...]] = set()
        wanted = dict.fromkeys((kind, relations[each].part) for kind, each in headers if each in relations)
        for kind, part in sorted(wanted, key=lambda each: each[0] == "footer"):
            found = tuple(chain.from_iterable(self._part(part, note=kind).values()))
            if found not in seen:
                seen.add(found)
                for block in found:
                    self._add(block._replace(page=None))  # it is on every page

    def _part(
        self, part: str, *, note: str | None = None, notes: Mapping[str, Reference] | None = None
    ) -> dict[str, list[Block]]:
        """Return the blocks of a part, by the id of their note («» in a header). What is damaged is read as far as it goes."""
        found: dict[str, list[Block]] = {}
        story = self.story(lambda block: self._keep(block, found, story), self.budget, self.styles, self.original, note, notes)
        if part not in self.parts or not self.parts.read_soundly(part, story):
            story.close()
            self._say_unread(part, "XML" if part in self.parts else "zip")
        self.changed = self.changed or story.changed
        return found

    def _keep(self, block: Block, found: dict[str, list[Block]], story: Story) -> None:
        if self.blocks.hold(block.text):
            found.setdefault(story.note_id, []).append(block)
