"""Reads the lead sheets that the melody model learns from: notes, chords, phrases, words and their stress."""

import gzip
import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from edge_service.errors import GoodwaveError
from edge_service.studio.composer.features import Harmony, Place
from edge_service.studio.lyricist import spell_line

CORPUS = Path(__file__).parent / "data" / "openewld.jsonl.gz"
MAJOR = (0, 2, 4, 5, 7, 9, 11)
LETTERS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
FIGURE = re.compile(r"(?P<letter>[A-G])(?P<signs>[#-]*)(?P<kind>[^/]*)")
KINDS = (  # the first that a figure's kind begins with
    ("maj7", (0, 4, 7, 11)), ("M7", (0, 4, 7, 11)), ("m6", (0, 3, 7, 9)), ("m7", (0, 3, 7, 10)),
    ("mM7", (0, 3, 7, 11)), ("m", (0, 3, 7)), ("dim", (0, 3, 6)), ("o7", (0, 3, 6, 9)), ("o", (0, 3, 6)),
    ("ø", (0, 3, 6, 10)), ("7+", (0, 4, 8, 10)), ("+7", (0, 4, 8, 10)), ("+", (0, 4, 8)),
    ("6", (0, 4, 7, 9)), ("sus2", (0, 2, 7)), ("7sus", (0, 5, 7, 10)), ("sus", (0, 5, 7)),
    ("9", (0, 4, 7, 10, 2)), ("7", (0, 4, 7, 10)), ("", (0, 4, 7)),
)  # fmt: skip
LEAST_PHRASE, LONGEST_PHRASE = 3, 20


@dataclass(frozen=True)
class Tune:
    """One song: its places, its mode, and its pitches, counted from C by a scale that begins on C."""

    title: str
    places: tuple[Place, ...]
    pitches: tuple[int, ...]
    mode: str


@dataclass(frozen=True)
class _Note:
    start: float
    length: float
    midi: int
    text: str
    syllabic: str


def read_corpus(file: Path = CORPUS) -> list[Tune]:
    """Return every song of at least 16 notes."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        tunes = [_tune(json.loads(line)) for line in lines]
    return [tune for tune in tunes if len(tune.places) >= 16]


def _tune(song: dict[str, Any]) -> Tune:
    notes = _sounded(song["notes"])
    bar, zero = _bars(song)
    frame = _frame(song, notes)
    chords = [(start, _harmony(figure, frame)) for start, figure in song["chords"]]
    stresses = _stresses(notes)
    phrases = _phrases(notes)
    places = [
        _place(notes, index, (bar, zero), chords, stresses[index], phrases[index])
        for index in range(len(notes))
    ]
    last = (notes[-1].midi - frame) % 12
    pitches = tuple(note.midi - frame for note in notes)
    mode = {0: "major", 9: "minor"}.get(last, "")
    return Tune(song["title"], _with_contours(places, pitches), pitches, mode)


def _sounded(rows: list[list[Any]]) -> list[_Note]:
    """Return the notes as they sound: tied ones joined, ornaments without length left out."""
    notes: list[_Note] = []
    for start, length, midi, tie, *words in rows:
        if tie in ("stop", "continue") and notes and notes[-1].midi == midi:
            notes[-1] = replace(notes[-1], length=start + length - notes[-1].start)
        elif length > 0:
            text, syllabic = words if len(words) == 2 else ("", "")
            notes.append(_Note(start, length, midi, text or "", syllabic or ""))
    return notes


def _bars(song: dict[str, Any]) -> tuple[float, float]:
    """Return the length of a bar and the first full bar's line, in quarters."""
    beats, unit = (int(part) for part in song["meter"].split("/"))
    bar = beats * 4.0 / unit
    full = [a for a, b in pairwise(song["bars"]) if b - a == bar]
    return bar, full[0] if full else 0.0


def _frame(song: dict[str, Any], notes: list[_Note]) -> int:
    """Return the major scale's pitch class: the signature's, unless notes and ending speak against it."""
    total = sum(note.length for note in notes)

    def likely(frame: int) -> float:
        inside = sum(note.length for note in notes if (note.midi - frame) % 12 in MAJOR) / total
        ends = 0.06 if (notes[-1].midi - frame) % 12 in (0, 9) else 0.0
        return inside + ends + (0.05 if frame == song["fifths"] * 7 % 12 else 0.0)

    return max(range(12), key=likely)


def _harmony(figure: str, frame: int) -> Harmony | None:
    match = FIGURE.match(figure)
    if match is None:
        return None
    signs = match["signs"]
    root = (LETTERS[match["letter"]] + signs.count("#") - signs.count("-") - frame) % 12
    tones = next(tones for kind, tones in KINDS if match["kind"].startswith(kind))
    return Harmony(root, tuple(sorted((root + tone) % 12 for tone in tones)))


def _place(
    notes: list[_Note],
    index: int,
    grid: tuple[float, float],
    chords: list[tuple[float, Harmony | None]],
    stressed: bool | None,
    phrase: tuple[int, int],
) -> Place:
    note, (bar, zero) = notes[index], grid
    after = notes[min(index + 1, len(notes) - 1)]
    return Place(
        start=note.start - zero,
        length=note.length,
        bar=bar,
        chord=_under(chords, note.start),
        following=_under(chords, after.start),
        stressed=stressed,
        begins_word=note.syllabic in ("single", "begin"),
        melisma=not note.text and index > 0 and bool(notes[index - 1].text),
        sung=index - phrase[0],
        left=phrase[1] - 1 - index,
        contour=None,
    )


def _under(chords: list[tuple[float, Harmony | None]], beat: float) -> Harmony | None:
    found = bisect_right([start for start, _ in chords], beat + 1e-3) - 1
    return chords[found][1] if found >= 0 else None


def _phrases(notes: list[_Note]) -> list[tuple[int, int]]:
    """Return for each note where its phrase begins and ends (one past the last)."""
    spans: list[tuple[int, int]] = []
    first = 0
    for index in range(len(notes)):
        if index == len(notes) - 1 or _closes(notes, first, index):
            spans += [(first, index + 1)] * (index + 1 - first)
            first = index + 1
    return spans


def _closes(notes: list[_Note], first: int, index: int) -> bool:
    note, after = notes[index], notes[index + 1]
    rest = after.start - note.start - note.length
    count = index + 1 - first
    if count < LEAST_PHRASE:
        return False
    capital = after.text[:1].isupper() and after.text.strip(",.'!?") not in (
        "I",
        "I'm",
        "I'll",
        "I've",
        "I'd",
    )
    held = note.length >= 2.0 and note.length >= 1.9 * after.length
    stops = note.text[-1:] in tuple(".,;:!?") and (note.length >= 1.0 or rest > 0)
    return rest >= 0.9 or held or stops or (capital and note.length >= 1.0) or count >= LONGEST_PHRASE


def _stresses(notes: list[_Note]) -> list[bool | None]:
    """Return each note's stress as the phonemiser has it, None where text and notes do not agree."""
    marks: list[bool | None] = [None] * len(notes)
    for places in _words(notes):
        own = _spelled("".join(notes[place].text for place in places))
        if len(own) == len(places):
            for place, mark in zip(places, own, strict=True):
                marks[place] = mark
    return marks


def _words(notes: list[_Note]) -> Iterator[list[int]]:
    word: list[int] = []
    for index, note in enumerate(notes):
        if not note.text:
            continue
        if note.syllabic in ("single", "begin"):
            word = []
        word.append(index)
        if note.syllabic in ("single", "end"):
            yield word
            word = []


@lru_cache(maxsize=100_000)
def _spelled(word: str) -> tuple[bool, ...]:
    try:
        return spell_line(word, "en").stresses
    except (GoodwaveError, ValueError):
        return ()


def _with_contours(places: list[Place], pitches: tuple[int, ...]) -> tuple[Place, ...]:
    """Return the places with how their phrase lies in the song's range: its begin, middle and end."""
    middle, half = (max(pitches) + min(pitches)) / 2, max(6.0, (max(pitches) - min(pitches)) / 2)
    told: list[Place] = []
    for index, place in enumerate(places):
        first, count = index - place.sung, place.sung + place.left + 1
        heights = [(pitch - middle) / half for pitch in pitches[first : first + count]]
        cuts = [round(count * part / 3) for part in range(4)]
        thirds = [heights[a:b] or heights for a, b in pairwise(cuts)]
        begin, turn, end = (sum(third) / len(third) for third in thirds)
        told.append(replace(place, contour=(begin, turn, end)))
    return tuple(told)
