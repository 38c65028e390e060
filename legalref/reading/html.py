"""HTML: the characters that a browser shows, block by block, cells with their places.

What is not in the page is left out: its title (it repeats the page's heading and names the site), alternative texts of images,
lists of choices, scripts, styles and comments, and what the page itself hides. Rules of style sheets are not followed.
"""

import codecs
import re
from typing import Final

from legalref.errors import UnreadableInput
from legalref.model import Remark
from legalref.reading import plain
from legalref.reading.blocks import Blocks
from legalref.reading.content import Budget, Content
from legalref.reading.html_blocks import Page
from legalref.reading.html_tags import Tag, attributes, tokens

_LOOKED_AT: Final = 4096
"""Bytes in which the encoding is declared; the standard says 1024, pages put scripts before it."""
_BYTE_ORDER_MARKS: Final = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_META: Final = re.compile(rb"<meta[\s/][^<>]*+", re.IGNORECASE)
_CHARSET: Final = re.compile(r"charset\s*+=\s*+[\"']?+\s*+([^\s\"';]++)", re.IGNORECASE)
_KNOWN: Final = re.compile(
    r"utf-?8|utf-?16(?:-?[lb]e)?|(?:windows-?|cp-?)(?:125[0-8]|874)|iso-?8859-?\d+|us-ascii|ascii|latin-?1"
    r"|gb2312|gbk|gb18030|big5|shift_jis|euc-(?:jp|kr)|koi8-[ru]|macintosh",
    re.IGNORECASE,
)
"""Encodings that are taken at their word if the bytes are good in them; Python knows others that are no text of pages."""
_SAYS_NOTHING: Final = re.compile(r"utf-?8|us-ascii|ascii|latin-?1|iso-?8859-?1|(?:windows-?|cp-?)1252", re.IGNORECASE)
"""What editors write into every page, whatever its encoding: old pages in TCVN3 or VNI are all declared so."""
_TICK: Final = 1000
"""Tags between two looks at the clock."""


def read(data: bytes, path: str, budget: Budget, *, original: bool = False, charset: str | None = None) -> Content:
    """Return what a page shows. `charset`, said by a mail, is weaker than a byte order mark and stronger than a meta element.

    Raises UnreadableInput for a page that shows no text, for what is no text at all, and where the budget is spent.
    """
    decoded = decode(data, path, budget, charset or _declared(data))
    blocks = Blocks(path, budget)
    blocks.remarks += decoded.remarks
    page = Page(blocks, original=original)
    for number, token in enumerate(tokens(decoded.text.removeprefix("\ufeff"))):
        if number % _TICK == 0:
            budget.tick()
        if isinstance(token, str):
            page.write(token)
        elif isinstance(token, Tag):
            page.tag(token)
        else:
            blocks.remarks.append(Remark("remark.cut", {"path": path, "detail": f"<{token.at + 1}…"}))
    page.end()
    if blocks.empty and len(blocks.remarks) > len(decoded.remarks):
        raise UnreadableInput("error.damaged", path=path, detail=blocks.remarks[-1].values["detail"])
    if page.changed:
        blocks.remarks.append(Remark("remark.changes", {"path": path}))
    return blocks.content()


def decode(data: bytes, path: str, budget: Budget, charset: str | None) -> Content:
    """Return the characters of text that is said to be in `charset`; where it cannot be, in what its words show it to be."""
    named = known(charset)
    if named and not _SAYS_NOTHING.fullmatch(named) and not data.startswith(_BYTE_ORDER_MARKS):
        try:
            return Content(data.decode(named))
        except (LookupError, UnicodeError):
            pass  # it was declared wrong; the bytes tell
    try:
        return plain.read(data, path, budget)
    except UnreadableInput as error:
        if named is None or error.message != "error.encoding":
            raise
        return Content(data.decode(named, "replace"), (), (Remark("remark.encoding", {"path": path, "encoding": named}),))


def known(charset: str | None) -> str | None:
    """Return the name of an encoding of text; None for what is none: Python has codecs that unpack, or take minutes."""
    return charset if charset and _KNOWN.fullmatch(charset) else None


def _declared(data: bytes) -> str | None:
    """Return the encoding that a meta element names."""
    for meta in _META.findall(data[:_LOOKED_AT]):
        values = attributes(meta[5:].decode("latin-1"))
        match = _CHARSET.search(values.get("content", ""))
        charset = values.get("charset") or (match[1] if match else None)
        if charset:
            # A page whose meta element can be read byte by byte is not in UTF-16, whatever it says (HTML standard, «prescan»).
            return None if charset.lower().startswith("utf-16") else charset.strip()
    return None
