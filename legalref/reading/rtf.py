"""Rich text (.rtf): paragraphs, cells and notes in order, by a small tokenizer of our own.

striprtf gives one string without places, decodes every run by one code page, knows no legacy fonts, writes what is hidden or
was deleted, drops footnotes and headers, and searches for links with a pattern whose time is not bounded.
"""

import re
from typing import Final

from legalref.errors import UnreadableInput
from legalref.model import Remark
from legalref.reading.blocks import Blocks
from legalref.reading.content import Budget, Content
from legalref.reading.rtf_document import Document
from legalref.reading.rtf_words import KNOWN, READ, SKIPPED

_BEGINNING: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,64}\{\\rtf")
_TOKEN: Final = re.compile(
    rb"(?P<text>[^\\{}\r\n\0]+)"
    rb"|\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?[0-9]{1,10})? ?"
    rb"|\\'(?P<byte>[0-9a-fA-F]{2})"
    rb"|\\(?P<sign>.)"
    rb"|(?P<brace>[{}])"
    rb"|[\r\n\0]+",
    re.DOTALL,
)
_STRUCTURE: Final = re.compile(rb"\\bin([0-9]{1,10}) ?|\\.|[{}]", re.DOTALL)
"""What matters in a group that is skipped: where it ends."""
_MOST_DEPTH: Final = 5_000
"""Groups inside one another; writers of documents need a few dozen."""
_TOKENS_A_TICK: Final = 4096


def read(data: bytes, path: str, budget: Budget, *, original: bool = False) -> Content:
    """Return the text of an .rtf, tracked changes as accepted, or as before them if `original`.

    A file that was cut gives what is left of it, with a remark. Raises UnreadableInput for what is no RTF, or empty.
    """
    if not _BEGINNING.match(data):
        raise UnreadableInput("error.damaged", path=path, detail="{\\rtf")
    blocks = Blocks(path, budget)
    document = Document(blocks, original=original)
    whole = _Tokens(data, path, budget).feed(document)
    document.finish()
    if not whole:
        blocks.remarks.append(Remark("remark.cut", {"path": path, "detail": f"byte {len(data)}"}))
    if document.has_changes and not original:
        blocks.remarks.append(Remark("remark.changes", {"path": path}))
    return blocks.content()


class _Tokens:
    """The tokens of one file, told to a document; groups that are not read are jumped over."""

    def __init__(self, data: bytes, path: str, budget: Budget) -> None:
        self._data = data
        self._path = path
        self._budget = budget
        self._depth = 0
        self._optional = False
        """Whether `\\*` came just before: a reader that does not know the next word skips the group."""

    def feed(self, document: Document) -> bool:
        """Tell every token up to the end of the document's group; return whether it has one."""
        at, count = self._data.find(b"{"), 0
        while (token := _TOKEN.match(self._data, at)) is not None:
            at = token.end()
            count += 1
            if count % _TOKENS_A_TICK == 0:
                self._budget.tick()
            kind = token.lastgroup
            if kind == "brace":
                self._brace(token[0], document)
                if self._depth == 0:
                    return True
            elif kind in {"word", "number"}:
                at = self._word(token["word"].decode(), token["number"], at, document)
            elif kind is not None:
                self._character(kind, token[kind], document)
        return False

    def _brace(self, brace: bytes, document: Document) -> None:
        self._optional = False
        if brace == b"}":
            self._depth -= 1
            document.end()
            return
        self._depth += 1
        if self._depth > _MOST_DEPTH:
            raise UnreadableInput("error.damaged", path=self._path, detail="{{{")
        document.begin()

    def _word(self, word: str, number: bytes | None, at: int, document: Document) -> int:
        """Tell a control word; return where to go on: after it, or at the end of the group that it lets skip."""
        optional, self._optional = self._optional, False
        if word == "bin":
            return at + max(int(number or 0), 0)
        if word in SKIPPED or (optional and word not in READ):
            return self._after_group(at)
        if word in KNOWN:
            document.word(word, None if number is None else int(number))
        else:
            document.surplus = 0
        return at

    def _character(self, kind: str, value: bytes, document: Document) -> None:
        if kind == "sign" and value == b"*":
            self._optional = True
        elif kind == "sign":
            document.sign(value)
        elif kind == "byte":
            document.characters(bytes.fromhex(value.decode()), 1)
        else:
            document.characters(value, len(value))

    def _after_group(self, at: int) -> int:
        """Return where the group ends whose inside goes on at `at`: its closing brace, or the end of the file."""
        depth, count = 0, 0
        while (found := _STRUCTURE.search(self._data, at)) is not None:
            at = found.end()
            count += 1
            if count % _TOKENS_A_TICK == 0:
                self._budget.tick()
            if found[1] is not None:
                at += int(found[1])
            elif found[0] == b"{":
                depth += 1
            elif found[0] == b"}":
                depth -= 1
                if depth < 0:
                    return found.start()
        return len(self._data)
