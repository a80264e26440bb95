"""Reads a text as a person would who looks through disguises: "h4te", "h*te", "h a t e", "haaate"."""

import re
import unicodedata
from collections.abc import Iterable
from itertools import product

_QUOTES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o"})
_DIGITS = {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "$": "s", "@": "a", "!": "i"}
_SPELLED_OUT = re.compile(r"(?<![^\W_])(?:[^\W_][.*_\-/|~ ]){2,}[^\W_](?![^\W_]|'\w)")
_MOST_MASKED = 3
_LONELY = set("iaeouy")
_MASKED = re.compile(r"[^\W\d_]+[*#@$%&!]+[^\W_]*[^\W\d_]|[^\W\d_]+\*+|\$[^\W_]+")
_WITH_DIGITS = re.compile(r"(?=[\w$@!]*[^\W\d_])[\w$@!]*[013457$@!8][\w$@!]*[^\W_]|[134507$@]+[^\W\d_]+\w*")


def readings(text: str, listed: Iterable[str]) -> set[str]:
    """Return the ways a text may be meant, in small letters and without accents but for ñ.

    Masked letters are filled in from the `listed` words that fit.
    """
    folded = _fold(text)
    spelled = {_joined(folded, apart) for apart in (False, True)}
    unmasked = {read for text in spelled for read in _unmasked(text, listed)}
    plain = {_plain(text, one) for text, one in product(unmasked, "il")}
    return {re.sub(r"([^\W\d_])\1{2,}", shorter, text) for text, shorter in product(plain, (r"\1", r"\1\1"))}


def _fold(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).lower().translate(_QUOTES).replace("ñ", "\0")
    text = "".join(
        sign
        for sign in unicodedata.normalize("NFD", text)
        if not unicodedata.combining(sign) and unicodedata.category(sign) != "Cf"
    )
    text = text.replace("\0", "ñ").replace("\n", ". ")
    return re.sub(r"[^\S\n]+", " ", text)


def _joined(text: str, apart: bool) -> str:
    """Join what is spelled out; `apart` leaves a first letter alone that may be a word: "I h a t e"."""

    def join(match: re.Match[str]) -> str:
        letters = re.sub(r"[\W_]", "", match[0])
        alone = apart and letters[0] in _LONELY and match[0][1] == " " and len(letters) > 3
        return f"{letters[0]} {letters[1:]}" if alone else letters

    return _SPELLED_OUT.sub(join, text)


def _unmasked(text: str, listed: Iterable[str]) -> set[str]:
    """Fill in masked letters, in each way that gives listed words, for the first few of them."""
    texts = {text}
    for masked in list(dict.fromkeys(_MASKED.findall(text)))[:_MOST_MASKED]:
        hidden = re.compile(re.sub(r"\W", r"\\w", masked))
        words = [word for word in listed if hidden.fullmatch(word)]
        texts |= {text.replace(masked, word) for text in texts for word in words}
    return texts


def _plain(text: str, one: str) -> str:
    table = str.maketrans(_DIGITS | {"1": one})
    return _WITH_DIGITS.sub(lambda match: match[0].translate(table), text)
