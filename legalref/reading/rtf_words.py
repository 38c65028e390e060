"""The control words of RTF that matter for its text (specification 1.9.1)."""

from typing import Final

CHARACTERS: Final = {
    "tab": "\t", "line": "\n", "lbr": "\n", "column": "\n", "emdash": "\u2014", "endash": "\u2013", "emspace": "\u2003",
    "enspace": "\u2002", "qmspace": "\u2005", "bullet": "\u2022", "lquote": "\u2018", "rquote": "\u2019",
    "ldblquote": "\u201c", "rdblquote": "\u201d", "zwj": "\u200d", "zwnj": "\u200c", "zwbo": "\u200b", "zwnbo": "\u2060",
}  # fmt: skip
"""Words that stand for a character."""
SIGNS: Final = {b"~": "\u00a0", b"_": "\u2011", b"-": "\u00ad", b"\\": "\\", b"{": "{", b"}": "}"}
ENDS: Final = frozenset({"par", "sect", "page", "cell", "nestcell"})
"""Words that end a block."""
ASIDES: Final = {
    "header": "header", "headerl": "header", "headerr": "header", "headerf": "header",
    "footer": "footer", "footerl": "footer", "footerr": "footer", "footerf": "footer",
    "shptxt": "text box", "dptxbxtext": "text box", "footnote": "",
}  # fmt: skip
"""Groups with paragraphs of their own → what their place is called; a footnote is called by its mark."""
SKIPPED: Final = frozenset(
    {
        "annotation", "atnauthor", "atnid", "atnref", "atndate", "atnparent", "atrfend", "atrfstart", "author", "background",
        "bkmkend", "bkmkstart", "buptim", "category", "colortbl", "comment", "company", "creatim", "doccomm", "filetbl",
        "fldinst", "ftncn", "ftnsep", "ftnsepc", "aftncn", "aftnsep", "aftnsepc", "info", "keywords", "listtable",
        "listoverridetable", "listtext", "manager", "nonesttables", "nonshppict", "objdata", "objclass", "objname", "operator",
        "pict", "pntext", "pntxta", "pntxtb", "printim", "private", "revtim", "revtbl", "rsidtbl", "rxe", "shprslt", "sn", "sp",
        "stylesheet", "subject", "sv", "tc", "template", "themedata", "title", "txe", "ud", "xe",
    }
)  # fmt: skip
"""Groups without anything that stands on the page, also where `\\*` does not say so."""
READ: Final = frozenset({"shpinst", "shptxt", "fldrslt", "nesttableprops", "footnote", "result", "shpgrp", "dptxbxtext", "do"})
"""Groups that are read although `\\*` lets a reader skip them."""
CODE_PAGES: Final = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254", 163: "cp1258",
    177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
"""Character sets of fonts → encodings; the Western ones are cp1252."""
CHARACTER_SETS: Final = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
KNOWN: Final = frozenset(
    {
        "u", "f", "plain", "uc", "v", "deleted", "mvf", "revised", "mvt", "fonttbl", "pard", "intbl", "itap", "row", "nestrow",
        "ftnalt", "fcharset", "deff", "ansicpg", *CHARACTERS, *ENDS, *ASIDES, *CHARACTER_SETS,
    }
)  # fmt: skip
"""All words that say something; the many others are about looks."""
