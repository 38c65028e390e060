"""HTML as a stream of characters and tags, as browsers tell them apart, in one pass whatever the input.

Our own, because `html.parser` searches the rest of the file anew for every comment, declaration or quotation mark that is not
closed: a hostile page of a few megabytes takes it hours. The rules are those of the HTML standard, chapter «Tokenization».
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import Final, NamedTuple


class Tag(NamedTuple):
    """A start tag, or an end tag: its name in lower case, and its attributes as written."""

    name: str
    attributes: str
    ends: bool = False
    closed: bool = False
    """Whether it is written `<name/>`, which only XML and drawings heed."""


class Cut(NamedTuple):
    """The file ends inside a tag, a comment or a script; `at` is where that began."""

    at: int


Token = str | Tag | Cut

# Every quantifier is possessive, and a quotation mark that is never closed is looked for once: the cost is linear.
_TOKEN: Final = re.compile(
    r"""
      (?P<text> [^<]++ )
    | <(?P<ends>/?+) (?P<name>[A-Za-z][^\s/>]*+)
      (?P<attributes> (?: [^=>]++ | =\s*+"[^"]*+" | =\s*+'[^']*+' | = )*+ ) (?P<last>>?)
    | <!-- (?: -?> | (?:[^-]++|-(?!-!?>))*+ (?P<comment>(?:--!?>)?) )
    | <[!?/] [^>]*+ (?P<other>>?)
    | (?P<sign><)
    """,
    re.VERBOSE,
)
_ATTRIBUTE: Final = re.compile(r"""([^\s=/>]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>]*+)))?+""")

_RAW: Final = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
    for name in ("script", "style", "title", "noscript", "template", "iframe", "noembed", "noframes")
}
"""Elements whose content is not shown, or not in the page; → what ends them. Tags in them are none."""

_BAD_NUMBER: Final = re.compile(r"&#(?:0*+[0-9]{9,}+|[xX]0*+[0-9a-fA-F]{9,}+|[xX]?+0{99,}+[0-9a-fA-F]*+);?+")
"""References to characters that do not exist, so long that to convert them takes time or fails."""


def tokens(text: str) -> Iterator[Token]:
    """Yield the characters, references replaced, and the tags of a page. Comments and `_RAW` elements are left out."""
    at = 0
    xml = text[:100].lstrip().startswith("<?xml")
    while match := _TOKEN.match(text, at):
        start, at = at, match.end()
        if written := match["text"] or match["sign"]:
            yield characters(written)
        elif "" in match.group("last", "comment", "other"):
            yield Cut(start)
            return
        elif match["name"]:
            tag = Tag(match["name"].lower(), match["attributes"], bool(match["ends"]), match["attributes"].endswith("/"))
            yield from _both(tag) if xml and tag.closed else (tag,)
            at = at if tag.ends or (xml and tag.closed) else _behind(tag.name, text, at)
            if at < 0:
                yield Cut(start)
                return


def _both(tag: Tag) -> tuple[Tag, Tag]:
    """Return the two tags that `<name/>` stands for in XML."""
    return tag, tag._replace(ends=True)


def _behind(name: str, text: str, at: int) -> int:
    """Return where to go on after a start tag that ends at `at`: at the end tag of a `_RAW` element; -1 if it has none."""
    if name not in _RAW:
        return at
    end = _RAW[name].search(text, at)
    return end.start() if end else -1


def characters(written: str) -> str:
    """Return text with its references (`&ocirc;`, `&#7879;`, `&nbsp`) replaced."""
    if "&" not in written:
        return written
    return unescape(_BAD_NUMBER.sub("\N{REPLACEMENT CHARACTER}", written) if "&#" in written else written)


def attributes(written: str) -> dict[str, str]:
    """Return name → value of the attributes of a tag; of two with one name, the first."""
    found: dict[str, str] = {}
    for name, *values in _ATTRIBUTE.findall(written):
        found.setdefault(name.lower(), characters("".join(values)))
    return found
