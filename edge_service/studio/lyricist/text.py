"""Cleans what people type: one spelling for each sign, no emoji, words that can be shown and sung."""

import re
import unicodedata
from functools import cache, lru_cache

_EMOTICONS = re.compile(r"<3+|\^_+\^|(?<!\w)(?:[:;=]['-]?[)(\]\[DPpOo3/|*]|[xX]D+)(?!\w)")
_JOINERS = "\u200b\u200c\u200d\u2060\ufe0e\ufe0f\u20e3\ufeff"
_SAME = str.maketrans({"’": "'", "‘": "'", "´": "'", "`": "'", "“": '"', "”": '"', "…": "...", "\u00a0": " "})
_SINGABLE_SYMBOLS = set("&+%@=#°€£$ºª")


def tidy(text: str) -> str:
    """Return `text` in NFC with plain quotes, without emoji, emoticons and signs that cannot be sung."""
    text = unicodedata.normalize("NFC", text).translate(_SAME)
    text = _EMOTICONS.sub(" ", text)
    text = "".join(sign if _is_kept(sign) else " " for sign in text if sign not in _JOINERS)
    text = re.sub(r"\|(?![^{}\s]*\})", " ", text)
    text = re.sub(r"\s*[—–]\s*|\s+-+\s+|--+", "— ", text)
    return re.sub(r"[^\S\n]+", " ", text).strip()


def shown_words(text: str) -> list[str]:
    """Return the words of a line as the screen shows them; signs that stand alone are left out."""
    return [word for word in tidy(text).split() if bare(word) or set(word) & _SINGABLE_SYMBOLS]


@lru_cache(maxsize=8192)
def bare(word: str) -> str:
    """Return a word in small letters without the punctuation around it."""
    return re.sub(r"^[^\w]+|[^\w]+$", "", word.translate(_SAME), flags=re.UNICODE).strip("_").lower()


@cache
def script(letter: str) -> str:
    """Return the script of a letter as Unicode names it ("LATIN", "CYRILLIC"), or "" for other signs."""
    if not letter.isalpha() or letter in "ºª":
        return ""
    return unicodedata.name(letter, "UNKNOWN").split()[0]


@cache
def _is_kept(sign: str) -> bool:
    category = unicodedata.category(sign)
    return category[0] in "LMNPZ" or sign in _SINGABLE_SYMBOLS or sign in "|\n\t"
