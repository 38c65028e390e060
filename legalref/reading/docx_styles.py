"""What a reader of .docx needs of its styles, its theme and its settings: fonts, what is hidden, how notes are numbered."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import ClassVar, Final, NamedTuple

from legalref.reading.docx_names import Attributes, font_of, is_on, local, spelled, value
from legalref.reading.fonts import is_legacy
from legalref.reading.package import Target

_MOST_PARENTS: Final = 20
"""A style has a handful of ancestors; a circle has no end."""
_MOST_STYLES: Final = 50_000

_legacy = lru_cache(maxsize=1024)(is_legacy)


class Look(NamedTuple):
    """What matters of a look: the font, «» for one of Unicode, whether the characters are hidden, whether a page begins."""

    font: str
    hidden: bool
    breaks_page: bool


@dataclass(slots=True)
class _Style:
    based_on: str = ""
    font: str = ""
    hidden: bool | None = None
    breaks_page: bool | None = None


@dataclass
class Styles(Target):
    """The target of styles.xml, and what was read of the theme: `fonts` are those of «+minor» and «+major»."""

    fonts: dict[str, str] = field(default_factory=dict)
    _styles: dict[str, _Style] = field(default_factory=dict)
    _defaults: _Style = field(default_factory=_Style)
    _current: _Style | None = None
    _standard: str = ""
    """The style of paragraphs that name none."""
    _looks: dict[tuple[str, str], Look] = field(default_factory=dict)

    def start(self, tag: str, attributes: Attributes) -> None:
        """Take note of a style or of its properties."""
        if (begin := self._STARTS.get(tag)) is not None:
            begin(self, attributes)

    def end(self, tag: str) -> None:
        """End a style, or the defaults."""
        if tag in self._ENDS:
            self._current = None

    def unicode_or(self, font: str) -> str:
        """Return a font as in Look: through the theme, and «» for one of Unicode."""
        font = self.fonts.get(font, "") if font.startswith("+") else font
        return font if _legacy(font) else ""

    def look(self, paragraph: str, run: str) -> Look:
        """Return how characters look that have the style `run` in a paragraph of the style `paragraph` («»: none named)."""
        found = self._looks.get((paragraph, run))
        if found is None:
            chain = (*self._ancestors(run), *self._ancestors(paragraph or self._standard), self._defaults)
            font = next((style.font for style in chain if style.font), "")
            hidden = next((style.hidden for style in chain if style.hidden is not None), False)
            breaks_page = next((style.breaks_page for style in chain if style.breaks_page is not None), False)
            found = Look(self.unicode_or(font), hidden, breaks_page)
            if len(self._looks) < _MOST_STYLES:
                self._looks[paragraph, run] = found
        return found

    def breaks_page(self, paragraph: str) -> bool:
        """Tell whether a paragraph of this style begins a page."""
        return self.look(paragraph, "").breaks_page

    def _ancestors(self, name: str) -> tuple[_Style, ...]:
        found: list[_Style] = []
        while name in self._styles and len(found) < _MOST_PARENTS:
            found.append(self._styles[name])
            name = found[-1].based_on
        return tuple(found)

    def _begin_style(self, attributes: Attributes) -> None:
        given = local(attributes)
        if given.get("type") not in {"paragraph", "character", None}:
            return
        if len(self._styles) >= _MOST_STYLES:
            raise OverflowError
        self._current = self._styles[given.get("styleId", "")] = _Style()
        if given.get("type") == "paragraph" and given.get("default") in {"1", "true", "on"}:
            self._standard = given.get("styleId", "")

    def _begin_defaults(self, _attributes: Attributes) -> None:
        self._current = self._defaults

    def _base(self, attributes: Attributes) -> None:
        if self._current is not None:
            self._current.based_on = value(attributes)

    def _font(self, attributes: Attributes) -> None:
        if self._current is not None:
            self._current.font = font_of(attributes)

    def _hide(self, attributes: Attributes) -> None:
        if self._current is not None:
            self._current.hidden = is_on(attributes)

    def _break(self, attributes: Attributes) -> None:
        if self._current is not None:
            self._current.breaks_page = is_on(attributes)

    _STARTS: ClassVar[dict[str, Callable[["Styles", Attributes], None]]] = spelled(
        {
            "w:basedOn": _base,
            "w:pageBreakBefore": _break,
            "w:rFonts": _font,
            "w:rPrDefault": _begin_defaults,
            "w:style": _begin_style,
            "w:vanish": _hide,
        }
    )
    _ENDS: ClassVar = spelled({"w:rPrDefault": True, "w:style": True})


class Theme(Target):
    """The target of the theme: its two fonts for Latin letters."""

    _GROUPS: Final = spelled({"a:majorFont": "+major", "a:minorFont": "+minor"})
    _LATIN: Final = spelled({"a:latin": True})

    def __init__(self, fonts: dict[str, str]) -> None:
        """Begin; what is found goes into `fonts`."""
        self._fonts = fonts
        self._group = ""

    def start(self, tag: str, attributes: Attributes) -> None:
        """Take note of a font."""
        if tag in self._GROUPS:
            self._group = self._GROUPS[tag]
        elif tag in self._LATIN and self._group:
            self._fonts.setdefault(self._group, value(attributes, "typeface"))

    def end(self, tag: str) -> None:
        """End a group of fonts."""
        if tag in self._GROUPS:
            self._group = ""
