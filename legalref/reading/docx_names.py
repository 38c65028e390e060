"""The elements of a .docx by their names: «w:p» as the parser spells it, in both forms of the standard (ECMA-376, ISO 29500)."""

from collections.abc import Mapping
from typing import Final, TypeVar

NAMESPACES: Final = {
    "w": (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    ),
    "m": ("http://schemas.openxmlformats.org/officeDocument/2006/math", "http://purl.oclc.org/ooxml/officeDocument/math"),
    "a": ("http://schemas.openxmlformats.org/drawingml/2006/main", "http://purl.oclc.org/ooxml/drawingml/main"),
    "mc": ("http://schemas.openxmlformats.org/markup-compatibility/2006",),
    "rel": ("http://schemas.openxmlformats.org/package/2006/relationships",),
    "ct": ("http://schemas.openxmlformats.org/package/2006/content-types",),
}
"""Prefix → the transitional namespace, and the strict one where that is another."""

_T = TypeVar("_T")
Attributes = dict[str, str]


def spelled(table: Mapping[str, _T]) -> dict[str, _T]:
    """Return a table of «w:p» as one of «namespace}p», for every namespace that the prefix stands for."""
    found: dict[str, _T] = {}
    for name, meant in table.items():
        prefix, _, last = name.partition(":")
        found.update({f"{space}}}{last}": meant for space in NAMESPACES[prefix]})
    return found


def local(attributes: Attributes) -> Attributes:
    """Return attributes by their names without namespaces: none of those that are read exists in two."""
    return {name.rpartition("}")[2]: value for name, value in attributes.items()}


def value(attributes: Attributes, name: str = "val") -> str:
    """Return the attribute of this local name; «» where there is none."""
    for key, given in attributes.items():
        if key.endswith(name) and key.rpartition("}")[2] == name:
            return given
    return ""


def is_on(attributes: Attributes) -> bool:
    """Tell whether a switch is on: it is, unless its value says otherwise."""
    return value(attributes) not in {"0", "false", "off"}


def font_of(attributes: Attributes) -> str:
    """Return the font of rFonts for letters with marks; «+minor» and «+major» are those of the theme.

    Only `hAnsi` shows such letters. Writers that give `ascii` alone mean both.
    """
    for names in _FONTS:
        for name in names:
            if font := attributes.get(name):
                return f"+{font[:5]}" if name.endswith("Theme") else font
    return ""


_FONTS: Final = tuple(
    tuple(f"{space}}}{name}" for name in ("hAnsiTheme", "hAnsi", "asciiTheme", "ascii")) for space in NAMESPACES["w"]
)
