"""What the tokens of an .rtf say, made into blocks: the state of its groups, its fonts, its tables and notes."""

import codecs
from typing import Final, NamedTuple

from legalref.reading.blocks import Blocks
from legalref.reading.encodings import CP1252
from legalref.reading.fonts import is_legacy
from legalref.reading.rtf_flow import Block, Flow
from legalref.reading.rtf_words import ASIDES, CHARACTER_SETS, CHARACTERS, CODE_PAGES, ENDS, SIGNS

_LAST_UNIT: Final = 0xFFFF
_LAST_CHARACTER: Final = 0x10FFFF
_MOST_NESTED: Final = 20
"""Tables inside one another."""
_LAST_FONT: Final = 0x7FFF
_LONGEST_NAME: Final = 64
_OFF: Final = 0
_WESTERN: Final = "cp1252"


class _State(NamedTuple):
    """What a group inherits and gives back at its end."""

    font: int = 0
    fallback: int = 1
    """How many bytes after a `\\u` stand for the same character, for readers of before Unicode."""
    hidden: bool = False
    deleted: bool = False
    inserted: bool = False
    defines_fonts: bool = False


class Document:
    """Takes the tokens of one file in their order."""

    def __init__(self, blocks: Blocks, *, original: bool) -> None:
        """Begin; what is read is added to `blocks`."""
        self._blocks = blocks
        self._original = original
        self._state = _State()
        self._states: list[_State] = []
        self._flows = [Flow(None, 0)]
        self._edges: list[Block] = []
        """Headers and footers, kept for the end."""
        self._bytes = bytearray()
        self.surplus = 0
        """How many bytes are still to be left out after a `\\u`; any word but another one ends that."""
        self._tables = self._footnotes = self._endnotes = 0
        self._default_font = 0
        self._code_page = _WESTERN
        self._names: dict[int, str] = {}
        self._legacy: dict[int, str] = {}
        """The names of those of before Unicode."""
        self._character_sets: dict[int, int] = {}
        self._defining = 0
        self.has_changes = False

    # Groups

    def begin(self) -> None:
        """Begin a group."""
        self.surplus = 0
        self._states.append(self._state)

    def end(self) -> None:
        """End a group, and the note or box that it was."""
        self.surplus = 0
        self._decode()
        if len(self._flows) > 1 and self._flows[-1].depth == len(self._states):
            self._end_aside()
        self._state = self._states.pop() if self._states else _State()

    def finish(self) -> None:
        """End whatever is open, then add headers and footers, each once."""
        self._decode()
        while len(self._flows) > 1:
            self._end_aside()
        self._end_block("par")
        for block in dict.fromkeys(self._edges):
            self._blocks.add(block.text, cell=block.cell, note=block.note)

    # Characters

    def characters(self, value: bytes, size: int) -> None:
        """Take bytes in the encoding of their font."""
        left_out = min(self.surplus, size)
        self.surplus -= left_out
        if left_out == size:
            return
        if self._state.defines_fonts:
            self._name_font(value)
        elif self._visible():
            self._bytes += value[left_out:]

    def sign(self, value: bytes) -> None:
        """Take a control symbol."""
        if self.surplus and value in SIGNS:
            self.surplus -= 1
        elif value in b"\r\n":
            self._end_block("par")
        else:
            self._write(SIGNS.get(value, ""))

    def _write(self, text: str) -> None:
        if text and not self._state.defines_fonts and self._visible():
            self._decode()
            self._flows[-1].write(self._font(), text)

    def _visible(self) -> bool:
        state = self._state
        if state.deleted or state.inserted:
            self.has_changes = True
        return not (state.hidden or (state.inserted if self._original else state.deleted))

    def _decode(self) -> None:
        """Write the bytes that were taken, before their font or place changes."""
        if not self._bytes:
            return
        data, encoding = bytes(self._bytes), self._encoding()
        self._bytes.clear()
        # cp1252 has no character for five of the bytes; in files they are the control characters of Latin-1.
        text = codecs.charmap_decode(data, "strict", CP1252)[0] if encoding == _WESTERN else data.decode(encoding, "replace")
        self._flows[-1].write(self._font(), text)

    def _font(self) -> str:
        """Return the name of the font, if it is one of before Unicode."""
        return self._legacy.get(self._state.font, "")

    def _encoding(self) -> str:
        if self._font():
            return _WESTERN
        return CODE_PAGES.get(self._character_sets.get(self._state.font, 0), self._code_page)

    # Words

    def word(self, word: str, number: int | None) -> None:
        """Take a control word with its number."""
        if word == "u" and number is not None:
            self._unicode(number)
            return
        self.surplus = 0
        if word in CHARACTERS:
            self._write(CHARACTERS[word])
        elif word in ENDS:
            self._end_block(word)
        elif word in ASIDES:
            self._begin_aside(word)
        elif not self._style(word, number):
            self._set(word, number)

    def _unicode(self, number: int) -> None:
        character = number if _LAST_UNIT < number <= _LAST_CHARACTER else number & _LAST_UNIT
        self._write(chr(character) if character else "")
        self.surplus = self._state.fallback

    def _style(self, word: str, number: int | None) -> bool:
        """Take a word that changes the state of its group; return whether it is one."""
        change: dict[str, object]
        on = number != _OFF
        match word:
            case "f":
                self._defining = (number or 0) & _LAST_FONT
                change = {"font": self._defining}
            case "plain":
                change = {"font": self._default_font, "hidden": False, "deleted": False, "inserted": False}
            case "uc":
                change = {"fallback": max(1 if number is None else number, 0)}
            case "v":
                change = {"hidden": on}
            case "deleted" | "mvf":
                change = {"deleted": on}
            case "revised" | "mvt":
                change = {"inserted": on}
            case "fonttbl":
                change = {"defines_fonts": True}
            case _:
                return False
        self._decode()
        self._state = self._state._replace(**change)  # type: ignore[arg-type] # each value has the type of its field
        return True

    def _set(self, word: str, number: int | None) -> None:
        """Take a word that says something of the document, the paragraph or the table."""
        flow = self._flows[-1]
        match word:
            case "pard":
                flow.level = 0
            case "intbl":
                flow.level = max(flow.level, 1)
            case "itap":
                flow.level = min(max(number or 0, 0), _MOST_NESTED)
            case "row":
                flow.end_row(1)
            case "nestrow":
                flow.end_row(max(flow.level, 2))
            case "ftnalt":
                self._be_endnote()
            case "fcharset":
                self._character_sets[self._defining] = number or 0
            case "deff":
                self._default_font = (number or 0) & _LAST_FONT
                self._state = self._state._replace(font=self._default_font)
            case "ansicpg":
                self._code_page = _known(f"cp{number}")
            case _:
                self._code_page = CHARACTER_SETS.get(word, self._code_page)

    def _name_font(self, value: bytes) -> None:
        name = self._names.get(self._defining, "")
        if not name.endswith(";"):
            self._names[self._defining] = name = (name + value.decode("latin-1"))[:_LONGEST_NAME]
            self._legacy[self._defining] = name.rstrip(";") if is_legacy(name) else ""

    # Blocks

    def _end_block(self, word: str) -> None:
        if word == "par" and not self._visible():
            return  # its end is hidden or deleted: the next paragraph goes on with it
        self._decode()
        flow = self._flows[-1]
        level = {"cell": 1, "nestcell": max(flow.level, 2)}.get(word, flow.level)
        self._tables += flow.enter(level, self._tables)
        for block in flow.end_block():
            self._emit(block)
        if word in {"cell", "nestcell"}:
            flow.end_cell()

    def _emit(self, block: Block) -> None:
        if len(self._flows) == 1:
            self._blocks.add(block.text, cell=block.cell, note=block.note)
        elif self._blocks.hold(block.text):
            self._flows[-1].done.append(block)

    def _begin_aside(self, word: str) -> None:
        self._decode()
        note = ASIDES[word]
        if word == "footnote":
            self._footnotes += 1
            note = str(self._footnotes)
        self._flows.append(Flow(note, len(self._states)))

    def _be_endnote(self) -> None:
        if len(self._flows) > 1:
            self._footnotes -= 1
            self._endnotes += 1
            self._flows[-1].note = str(self._endnotes)

    def _end_aside(self) -> None:
        self._end_block("par")
        flow = self._flows.pop()
        if flow.note in {"header", "footer"}:
            self._edges += flow.done
        else:
            self._flows[-1].after += flow.done


def _known(encoding: str) -> str:
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        return _WESTERN
