"""What a Vietnamese syllable is made of: initial, rhyme and tone."""

import re
from typing import Final
from unicodedata import normalize

# As the orthography has them: «ngh», «gh» and «k» stand before e, ê and i, where «ng», «g» and «c» do not.
_INITIAL: Final = "ngh(?=[eêi])|ng(?![eêiy])|gh(?=[eêi])|gi|g(?![eêy])|k(?=[eêiy])|c(?![eêiy])|[ckpt]h|nh|tr|qu|[bdđhlmnrstvx]|"
_RHYMES: Final = """a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot
ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung up ut uơ
uôc uôi uôm uôn uông uôt uy uya uych uynh uyt uyu uyên uyêt ư ưa ưc ưi ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
y ych yn ynh yt yêm yên yêng yêt yêu"""
_SYLLABLE: Final = re.compile(f"(?:{_INITIAL})(?:{'|'.join(_RHYMES.split())})")
_FOLDED: Final = re.compile(
    "(?:ngh?|gh?|gi|kh?|ch?|[pt]h|nh|tr|qu|[bdhlmnprstvx]|)"
    f"(?:{'|'.join(sorted({normalize('NFD', rhyme).encode('ascii', 'ignore').decode() for rhyme in _RHYMES.split()}))})"
)
_TONE: Final = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_STOPPED: Final = re.compile("(?:[cpt]|ch)$")
_STOPPED_TONES: Final = (["\u0301"], ["\u0323"])


def is_syllable(word: str) -> bool:
    """Tell whether `word` is built as a Vietnamese syllable is, in any case; before c, ch, p and t there are but two tones.

    A word in ASCII may lack its tone, as text without diacritics does.
    """
    letters = normalize("NFD", word.lower())
    tones = _TONE.findall(letters)
    plain = normalize("NFC", _TONE.sub("", letters))
    if _SYLLABLE.fullmatch(plain) is None or len(tones) > 1:
        return False
    return word.isascii() or not _STOPPED.search(plain) or tones in _STOPPED_TONES


def is_folded_syllable(word: str) -> bool:
    """Tell whether a folded word is a Vietnamese syllable without its diacritics: «chuyen», «duong»."""
    return _FOLDED.fullmatch(word) is not None
