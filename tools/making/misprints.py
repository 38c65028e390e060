"""Misprints in titles as the sources have them → the words they can only be.

Gazette pages, the code and public files were typed or read by machine, and keep its faults: «thực hỉện», «huớng dẫn», «quy
đinh». A letter is mended where the spelling of the language leaves one reading, and by the table misprints.toml where the
two or three words cannot mean anything else. What could be a name, or be right, stays.
"""

import tomllib
import unicodedata
from functools import cache
from pathlib import Path

import regex as re

_TABLE = Path(__file__).with_suffix(".toml")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_HORN = "\u031b"
_SYLLABLE = re.compile(r"(?<!\p{L})(?:^\p{Lu})?\p{Ll}+(?!\p{L})")
"""A word in small letters, or the first of the title; the others with a capital may be names."""
_VOWELS = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữự"
_HOOKED = re.compile(rf"ỉ(?=[{_VOWELS}])|(?<=[{_VOWELS}])ỉ", re.IGNORECASE)
_HALF_HORNED = re.compile(rf"(?<![qQ])(?:u(?=o{_HORN})|(?<=u{_HORN})o(?!{_HORN}))(?=[^\W\d_]?\p{{M}}*[ncimptu])", re.IGNORECASE)
"""The letter of «ươ» that lost its horn, before the letter that ends the syllable: «thuơng», «nưóc»."""


def spelled(title: str) -> str:
    """Return a title with its misprints mended; every letter keeps its place and its case."""
    title = _SYLLABLE.sub(lambda found: _with_one_tone(_horned(found.group())), title)
    pattern, right = _misprints()
    return pattern.sub(lambda found: _cased(right.get(found.group().lower(), found.group()), found.group()), title)


def _horned(syllable: str) -> str:
    """Return a syllable with both horns of «ươ»."""
    parts = unicodedata.normalize("NFD", syllable)
    return unicodedata.normalize("NFC", _HALF_HORNED.sub(rf"\g<0>{_HORN}", parts))


def _with_one_tone(syllable: str) -> str:
    """Return a syllable in which «ỉ» beside a vowel with another tone is «i»: «tàỉ», «hỉện»."""
    tones = sum(sign in _TONES for sign in unicodedata.normalize("NFD", syllable))
    return _HOOKED.sub("i", syllable) if tones > 1 else syllable


@cache
def _misprints() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return what finds the wordings of the table, the longest first, and wording in small letters → right wording."""
    rows = tomllib.loads(_TABLE.read_text("utf-8"))["misprint"]
    right = {row["wrong"]: row["right"] for row in rows}
    longest = sorted(right, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, longest)) + r")\b", re.IGNORECASE), right


def _cased(right: str, found: str) -> str:
    """Return the right wording with the case of each letter of the one that was found; both have the same length."""
    return "".join(put.upper() if was.isupper() else put for put, was in zip(right, found, strict=True))
