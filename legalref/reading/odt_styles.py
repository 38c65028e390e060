"""What a reader of .odt needs of its styles: the font of a style, and whether it begins a page."""

from functools import lru_cache
from typing import Final

from legalref.reading.package import Target, short

_name = lru_cache(maxsize=4096)(short)
_MOST_PARENTS: Final = 20
"""A style has a handful of ancestors; a circle has no end."""

_MOST_STYLES: Final = 100_000

Key = tuple[str, str]
"""A family («paragraph», «text») and the name of a style; the default of a family has no name."""


class Styles(Target):
    """The target of the parts that define styles. Those of content.xml come before the named ones of styles.xml."""

    def __init__(self, named: "Styles | None" = None) -> None:
        """Begin without any; `named` is asked for what is not defined here."""
        self._named = named
        self._current: Key | None = None
        self._fonts: dict[Key, str] = {}
        self._parents: dict[Key, str] = {}
        self._breaks: set[Key] = set()

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take note of a style or of its properties."""
        name = _name(tag)
        if not name.startswith("style:"):
            return
        values = {_name(key): value for key, value in attributes.items()}
        if name in {"style:style", "style:default-style"}:
            self._begin(values)
        elif self._current is not None and name == "style:text-properties":
            font = values.get("style:font-name") or values.get("xsl-fo-compatible:font-family") or ""
            self._fonts.setdefault(self._current, font)
        elif self._current is not None and values.get("xsl-fo-compatible:break-before") == "page":
            self._breaks.add(self._current)

    def _begin(self, values: dict[str, str]) -> None:
        self._current = (values.get("style:family", ""), values.get("style:name", ""))
        if len(self._parents) > _MOST_STYLES:
            raise OverflowError
        self._parents[self._current] = values.get("style:parent-style-name", "")
        if values.get("style:master-page-name"):
            self._breaks.add(self._current)

    def end(self, tag: str) -> None:
        """End the style whose properties were read."""
        if _name(tag) in {"style:style", "style:default-style"}:
            self._current = None

    def breaks_page(self, family: str, name: str) -> bool:
        """Return whether a paragraph of this style begins a page."""
        return (family, name) in self._breaks

    def font(self, family: str, name: str) -> str:
        """Return the font of a style or of its nearest ancestor that has one; «» where none has."""
        for _ in range(_MOST_PARENTS):
            if font := self._own_font((family, name)):
                return font
            if not name:
                break
            name = self._parent((family, name))
            if not name and family != "paragraph":
                break  # a span without a font has that of its paragraph
        return ""

    def _own_font(self, key: Key) -> str:
        return self._fonts.get(key) or (self._named._own_font(key) if self._named else "")  # noqa: SLF001 - the same class

    def _parent(self, key: Key) -> str:
        return self._parents.get(key) or (self._named._parent(key) if self._named else "")  # noqa: SLF001 - the same class
