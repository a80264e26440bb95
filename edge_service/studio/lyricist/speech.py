"""Turns what is written into what is said: numbers, abbreviations and symbols become words."""

import re
import unicodedata

from num2words import num2words

from edge_service.studio.lyricist.calendar import calendar_said
from edge_service.studio.lyricist.language import Language
from edge_service.studio.lyricist.text import bare

_PIECES = re.compile(r"\d+(?:[.,]\d+)*[^\W_½]*|[^\W\d_½]+(?:'[^\W\d_]+)*'?|[^\w\s]|½", re.UNICODE)
_PRICE = re.compile(r"(?<!\d)(?:([$€£])(\d+)[.,](\d\d)|(\d+)[.,](\d\d)([$€£]))(?!\d)")
CURRENCIES = ("$", "€", "£")
_LONGEST_NUMBER = 15
_LAST_LATIN_1 = 0xFF


def said(word: str, language: Language, before: str = "", after: str = "") -> list[str]:
    """Return the small-letter words to say for one written word; empty when nothing in it is said.

    The words beside it tell units ("5 km") and ordinal numbers ("70. Geburtstag") from others.
    """
    speech = language.speech
    if before[-1:].isdigit() and bare(word) in speech.units:
        return speech.units[bare(word)].split()
    known = speech.abbreviations.get(bare(word).rstrip("."))
    if known:
        return known.split()
    ending = next((end for end, words in speech.ordinal_dot.items() if bare(before) in words.split()), "r")
    told = calendar_said(word, speech.reading, speech.numbers, ending) if speech.reading else ""
    if told:
        return _words(told)
    if after and speech.ordinal_dot and re.fullmatch(r"\d{1,3}\.", word):
        return _words(num2words(int(word.rstrip(".")), lang=speech.numbers, to="ordinal") + ending)
    parts = _with_cents(_known_letters(word.lower()), after).split()
    pieces = [piece for part in parts for piece in _symbols_last(_PIECES.findall(part))]
    return [part for piece in pieces for part in _piece_said(piece, language)]


def _with_cents(word: str, after: str) -> str:
    """Part the cents from a price: "$5.50" is said "five dollars fifty"."""
    if after[:1] in CURRENCIES:
        return re.sub(r"^(\d+)[.,](\d\d)$", r"\1 \2", word)
    return re.sub(_PRICE, r"\2\4\1\6 \3\5", word)


def _known_letters(word: str) -> str:
    """Take the marks off letters that espeak would spell out one by one: "nguyễn" becomes "nguyen"."""
    return "".join(
        unicodedata.normalize("NFKD", letter)[0] if ord(letter) > _LAST_LATIN_1 or letter in "¹²³" else letter
        for letter in word
    )


def _symbols_last(pieces: list[str]) -> list[str]:
    """Put a currency sign behind its number: "$5" is said "five dollars"."""
    ordered = list(pieces)
    for index in range(len(ordered) - 1):
        if ordered[index] in CURRENCIES and ordered[index + 1][0].isdigit():
            ordered[index], ordered[index + 1] = ordered[index + 1], ordered[index]
    return ordered


def _piece_said(piece: str, language: Language) -> list[str]:
    if piece[0].isdigit():
        return _number_said(piece, language)
    if piece in language.speech.symbols:
        return language.speech.symbols[piece].split()
    return [piece] if piece[0].isalpha() else []


def _number_said(piece: str, language: Language) -> list[str]:
    match = re.match(r"(\d+(?:[.,]\d+)*)(\w*)", piece)
    digits, tail = (match[1], match[2]) if match else (piece, "")
    speech = language.speech
    if len(digits) > _LONGEST_NUMBER:
        return [part for digit in digits if digit.isdigit() for part in _number_said(digit, language)]
    if tail in speech.ordinal_endings:
        return _words(num2words(int(re.sub(r"\D", "", digits)), lang=speech.numbers, to="ordinal"))
    if digits.startswith("0") and digits.isdigit() and len(digits) > 1:
        return [part for digit in digits for part in _number_said(digit, language)]
    low, high = speech.year_range
    if digits.isdigit() and low <= int(digits) <= high:
        spoken = num2words(int(digits), lang=speech.numbers, to="year")
    else:
        spoken = num2words(_value(digits), lang=speech.numbers)
    return _words(spoken) + _words(speech.units.get(tail, tail))


def _value(digits: str) -> float | int:
    """Read "1,000" and "1.000" as thousands, "3,5" and "3.5" as decimals."""
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", digits):
        return int(re.sub(r"\D", "", digits))
    whole, *rest = re.split(r"[.,]", digits)
    return float(f"{whole}.{''.join(rest)}") if rest else int(whole)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)*", text.lower())
