"""Finds what is wrong with one entry of the songbook: its lines, its slots, its rhymes, its register."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product
from typing import Any

from edge_service.errors import GoodwaveError
from edge_service.song.lyrics import Line
from edge_service.studio.lyricist.care import check_care
from edge_service.studio.lyricist.phonetics import spell_line
from edge_service.studio.lyricist.rhyme import rhymes
from edge_service.studio.lyricist.songbook.voice import Voice, says_you, voiced
from edge_service.studio.lyricist.writing import load_writing

SYLLABLES, APART = range(5, 11), 2
MOODS = frozenset(["warm", "joyful", "tender", "nostalgic", "hopeful", "playful"])
LINES = {"couplets": 2, "bridges": 4, "closings": 2, "choruses": 4}
COUPLETS, CROSSED = ((0, 1), (2, 3)), ((0, 2), (1, 3))
NAME, IMAGE = "{name}", "{image}"
# What stands in the slots while lines are counted: a name of two syllables, an image of four.
STAND_INS = {
    "en": ("Anna", "the Sunday pancakes"),
    "es": ("Ana", "la casa verde"),
    "fr": ("Marie", "le vieux jardin"),
    "it": ("Anna", "la casa verde"),
    "pt-br": ("Ana", "a casa verde"),
    "de": ("Anna", "der alte Garten"),
    "nl": ("Anna", "de oude tuin"),
    "id": ("Rina", "rumah di sana"),
}
# Words that end a line though they may also lean on the next one: adverbs as well as prepositions.
ADVERBS_TOO = frozenset(["on", "in", "through", "across", "along", "near", "around", "behind", "before"])


def entry_faults(kind: str, entry: Mapping[str, Any], language: str) -> Iterator[str]:
    """Yield what is wrong with a couplet, a bridge, a closing or a chorus."""
    if entry.get("mood") not in MOODS:
        yield f"the mood {entry.get('mood')!r}"
    if not re.fullmatch("[a-z]+", entry.get("image", "")):
        yield f"the image {entry.get('image')!r}"
    slots = (NAME, IMAGE) if kind == "choruses" else ()
    for prefix, key in (("", "lines"), ("formal_", "formal")):
        lines = entry.get(key, ())
        if (lines or key == "lines") and len(lines) != LINES[kind]:
            yield f"{len(lines)} lines, not {LINES[kind]}"
        elif lines:
            yield from (fault for line in lines for fault in line_faults(line, language, slots))
            yield from _pair_faults(lines, language)
            yield from _register_faults(lines, language) if prefix else ()
            yield from _chorus_faults(entry, lines, prefix, language) if kind == "choruses" else ()


def line_faults(line: str, language: str, slots: Sequence[str] = ()) -> Iterator[str]:
    """Yield what is wrong with a line, as any voice sings it; only these slots may stand in it."""
    yield from (
        f"{slot} has no place in: {line}" for slot in (NAME, IMAGE) if slot in line and slot not in slots
    )
    writing = load_writing(language)
    for text in spoken(line, language):
        if re.search(r"[{}|]", text):
            yield f"an open slot: {line}"
            return
        try:
            check_care(text, language)
            count = _line(text, language).syllable_count
        except GoodwaveError as error:
            yield f"{error}: {line}"
            return
        if count not in SYLLABLES:
            yield f"{count} syllables: {text}"
        if text[-1] in ",;:" or "  " in text or not (text[0].isupper() or text[0] in "¡¿'"):
            yield f"how it begins, pauses or ends: {text}"
        if text.split()[-1].lower().strip(".!?") in writing.determiners | writing.prepositions - ADVERBS_TOO:
            yield f"leans on what does not follow: {text}"


def spoken(line: str, language: str) -> list[str]:
    """Return a line in every gender of sender and recipient, with stand-ins for name and image."""
    name, image = STAND_INS[language]
    voices = [Voice(False, *genders) for genders in product("mf", repeat=2)]
    texts = {
        (voiced([line], (), voice, language) or ("",))[0].replace(NAME, name).replace(IMAGE, image)
        for voice in voices
    }
    return sorted(text[:1].upper() + text[1:] for text in texts)


def pairs_of(lines: Sequence[str], language: str) -> tuple[tuple[int, int], ...]:
    """Return which lines of an entry rhyme with which: side by side, or every other where all of these do."""
    if len(lines) == LINES["couplets"]:
        return COUPLETS[:1]
    crossed = all(is_rhymed(lines[one], lines[other], language) for one, other in CROSSED)
    return CROSSED if crossed else COUPLETS


def is_rhymed(one: str, other: str, language: str) -> bool:
    """Tell whether two lines rhyme perfectly, in every gender they are sung in."""
    return all(
        rhymes(_line(first, language), _line(second, language), language)
        for first, second in product(spoken(one, language), spoken(other, language))
    )


@lru_cache(maxsize=4096)
def _line(text: str, language: str) -> Line:
    return spell_line(text, language)


def _pair_faults(lines: Sequence[str], language: str) -> Iterator[str]:
    for one, other in pairs_of(lines, language):
        counts = [_line(spoken(lines[at], language)[0], language).syllable_count for at in (one, other)]
        if abs(counts[0] - counts[1]) > APART:
            yield f"{counts[0]} syllables beside {counts[1]}: {lines[one]} / {lines[other]}"


def _register_faults(lines: Sequence[str], language: str) -> Iterator[str]:
    yield from (f"an intimate you in formal lines: {line}" for line in lines if says_you(line, language))


def _chorus_faults(
    entry: Mapping[str, Any], lines: Sequence[str], prefix: str, language: str
) -> Iterator[str]:
    places = {slot: [at for at, line in enumerate(lines) if slot in line] for slot in (NAME, IMAGE)}
    if any(len(found) != 1 for found in places.values()) or places[NAME] == places[IMAGE]:
        yield f"the name in lines {places[NAME]}, the image in {places[IMAGE]}"
        return
    yield from (f"ends on a slot: {line}" for line in lines if re.search(r"\}[.!?]*$", line))
    if not entry.get("title"):
        yield "no title"
    for key in ("nameless", "imageless"):
        without = entry.get(prefix + key) or entry.get(key, "")
        if not without:
            yield f"no line {key}"
        else:
            yield from line_faults(without, language)
