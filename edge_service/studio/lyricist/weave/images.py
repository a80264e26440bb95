"""Finds the images of a message: noun phrases to hold up in a chorus ("the Sunday pancakes")."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from edge_service.studio.lyricist.phonetics import spell_line
from edge_service.studio.lyricist.text import bare
from edge_service.studio.lyricist.weave.cases import german_nominative
from edge_service.studio.lyricist.writing import load_writing

IMAGES = Path(__file__).parent / "images.toml"
LEAST_SYLLABLES, MOST_SYLLABLES, MOST_WORDS = 2, 8, 3
# How much less a phrase shows that is part of another.
INNER = 2.5
_TOKEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*'?|\d+|[^\w\s]")
_PAUSES = frozenset('.,;:!?—…¡¿"()')
_INFINITIVE = re.compile(r"\w+[aei]r")
_VERBAL = re.compile(r"(?:me|ber|ter)\w{3,}|makan|minum|duduk|tidur|pulang|masak|main|datang|jadi|ada|buat")
_GOVERNS = re.compile(r"me\w{3,}|makan|minum|masak|buat")


@dataclass(frozen=True)
class Rules:
    """How a language's noun phrases are known; see images.toml."""

    run: str
    plural_s: bool
    adjective: str
    starts: frozenset[str]
    turns: Mapping[str, str]
    of: frozenset[str]
    before: frozenset[str]
    stops: frozenset[str]
    never: frozenset[str]
    infinitives: frozenset[str]
    alone: frozenset[str]
    inner: frozenset[str]
    pronoun: re.Pattern[str]


def images_of(sentences: Sequence[str], language: str, people: Sequence[str] = ()) -> list[str]:
    """Return the images of these sentences, the one that shows most first.

    Each is a noun phrase of 2 to 8 syllables in the nominative, with its article where the language has
    one; phrases with any word of `people` in them are left out.
    """
    rules = _rules(language)
    unwanted = rules.never | {bare(word) for name in people for word in name.split()}
    found: dict[str, float] = {}
    for sentence in sentences:
        tokens = _TOKEN.findall(sentence)
        covered = 0
        for start in range(len(tokens)):
            phrase = _phrase(tokens, start, rules, language)
            words = {bare(word) for word in phrase}
            if not phrase or words & unwanted or not words - rules.starts - rules.alone:
                continue
            image = _written(phrase)
            if LEAST_SYLLABLES <= spell_line(image, language).syllable_count <= MOST_SYLLABLES:
                shown = len(phrase) - INNER * (start < covered)
                found[image] = max(found.get(image, 0.0), shown)
            covered = max(covered, start + len(phrase))
    inner = {tuple(image.split()[1:]) for image in found}
    return sorted(
        (image for image in found if tuple(image.split()) not in inner), key=lambda image: -found[image]
    )


@cache
def _rules(language: str) -> Rules:
    table = tomllib.loads(IMAGES.read_text("utf-8"))[language]
    names = ("starts", "of", "before", "stops", "never", "infinitives", "alone", "inner")
    sets = {name: frozenset(table.get(name, "").lower().split()) for name in names}
    return Rules(
        table["run"],
        table.get("plural_s", False),
        table.get("adjective", ""),
        turns=table["turns"],
        pronoun=re.compile(table.get("pronoun", "(?!)")),
        **sets,
    )


def _phrase(tokens: Sequence[str], start: int, rules: Rules, language: str) -> list[str]:
    """Return the noun phrase that opens at a token, as a nominative, or nothing."""
    first = tokens[start].lower().rstrip("'")
    if rules.run == "bare":
        return _bare_phrase(tokens, start, rules, language)
    if first not in rules.starts or (
        start and tokens[start][0].isupper() and tokens[start - 1] not in _PAUSES
    ):
        return []
    if rules.run == "open" and first == "that" and tokens[start].endswith("'"):
        return []
    if rules.run == "capital":
        return german_nominative(tokens, start, rules.starts)
    ends = _open_run if rules.run == "open" else _noun_run
    end = ends(tokens, start, rules, language)
    opening = rules.turns.get(first, first)
    if not end or not opening or (first in rules.infinitives and _INFINITIVE.fullmatch(tokens[start + 1])):
        return []
    around = [token.lower().rstrip("'") for token in tokens[max(0, start - 1) : start + 2]]
    if rules.pronoun.search(" ".join(around if start else ["", *around])):
        return []
    if rules.plural_s and opening.endswith("s") != tokens[start + 1].endswith("s"):
        return []
    return [opening + ("'" if tokens[start].endswith("'") else ""), *tokens[start + 1 : end]]


def _open_run(tokens: Sequence[str], start: int, rules: Rules, language: str) -> int:
    """Return where a phrase ends that is all words up to one without meaning; 0 where it may hold a verb."""
    end = _content_end(tokens, start + 1, rules, language)
    if rules.adjective:
        end = _noun_end(tokens, start + 1, end, rules.adjective)
    joined = end < len(tokens) and tokens[end].lower() in rules.of
    if joined:
        opens = end + 1 < len(tokens) and tokens[end + 1].lower() in rules.starts | rules.inner
        after = end + 2 if opens else end + 1
        last = _content_end(tokens, after, rules, language)
        joined = 0 < last - after <= 2
        end = last if joined else end
    length = end - start - 1
    before = tokens[start - 1] if start else "."
    paused = before in _PAUSES and _stops_at(tokens, end)
    sure = joined or paused or (before not in _PAUSES and _is_governed(before, language))
    return end if 1 <= length <= MOST_WORDS + 2 * joined and sure else 0


def _noun_end(tokens: Sequence[str], start: int, end: int, adjective: str) -> int:
    """Return where a noun ends behind adjectives that are known by their ending, before `end`."""
    noun = start
    while noun + 1 < end and tokens[noun].endswith(adjective):
        noun += 1
    return min(noun + 1, end)


def _noun_run(tokens: Sequence[str], start: int, rules: Rules, language: str) -> int:
    """Return where a phrase ends that is one noun, with adjectives, and another behind "of"."""
    end = start + 1
    while end < len(tokens) and tokens[end].lower() in rules.before:
        end += 1
    if not _is_content(tokens, end, rules, language):
        return 0
    end += 1
    if end < len(tokens) and tokens[end].lower().rstrip("'") in rules.of:
        after = end + 1
        if after < len(tokens) and tokens[after].lower().rstrip("'") in rules.starts:
            after += 1
        while after < len(tokens) and tokens[after].lower() in rules.before:
            after += 1
        return after + 1 if _is_content(tokens, after, rules, language) else end
    adjective = _is_content(tokens, end, rules, language) and _stops_at(tokens, end + 1)
    return end + 1 if adjective and start and tokens[start - 1] not in _PAUSES else end


def _bare_phrase(tokens: Sequence[str], start: int, rules: Rules, language: str) -> list[str]:
    """Return two or three words behind a preposition or a verb, none of them a verb itself."""
    word = tokens[start].lower()
    if word not in rules.starts and not _GOVERNS.fullmatch(word):
        return []
    words = list(tokens[start + 1 : _content_end(tokens, start + 1, rules, language)])
    owned = len(words) == 1 and words[0].endswith(("mu", "ku", "nya"))
    if not owned and not 1 < len(words) <= MOST_WORDS:
        return []
    if any(_VERBAL.fullmatch(each.lower()) for each in words):
        return []
    return words[:-1] if len(words) == MOST_WORDS and words[-1].endswith(("mu", "ku", "nya")) else words


def _content_end(tokens: Sequence[str], start: int, rules: Rules, language: str) -> int:
    end = start
    while _is_content(tokens, end, rules, language):
        end += 1
    return end


def _is_content(tokens: Sequence[str], index: int, rules: Rules, language: str) -> bool:
    if index >= len(tokens):
        return False
    word = tokens[index].lower()
    writing = load_writing(language)
    small = writing.unstressed | writing.subordinate | writing.prepositions | rules.stops | rules.starts
    return word[0].isalpha() and word not in small


def _is_governed(word: str, language: str) -> bool:
    """Tell whether a phrase behind this word is no subject."""
    writing = load_writing(language)
    return word.lower() not in writing.joiners | writing.subordinate - writing.prepositions


def _stops_at(tokens: Sequence[str], index: int) -> bool:
    return index >= len(tokens) or tokens[index] in _PAUSES


def _written(words: Sequence[str]) -> str:
    return re.sub(r"' ", "'", " ".join(words))
