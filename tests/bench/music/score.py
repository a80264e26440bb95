"""Figures of what the composer writes: range, harmony, stress, leaps, returns, and likeness to songs."""

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from edge_service.song.dedication import Dedication
from edge_service.song.lyrics import Lyrics
from edge_service.song.score import Score
from edge_service.song.voice import Voice
from edge_service.studio.band import load_style
from edge_service.studio.composer import compose
from edge_service.studio.pipeline import Studio, check, draft
from edge_service.studio.singer import choose_voice
from export_scripts.corpus import read_corpus
from tests.studio.composer.songs import sung_lines, sung_notes, syllable_notes, weight

OTHER_SEED = 1000
WRITTEN_QUARTER_SECONDS = 0.75  # a slower quarter would be written as a half
# Quarters; the lengths that notes are written in, as far as a listener tells them apart.
LENGTHS = np.array([0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0])
WIDEST = 12


@dataclass(frozen=True)
class Composed:
    """A song of the bench on paper, with what it was made from and the same dedication by another seed."""

    dedication: Dedication
    lyrics: Lyrics
    voice: Voice
    score: Score
    other: Score
    seconds: float


def compose_songs(studio: Studio, asked: Sequence[Dedication]) -> list[Composed]:
    """Compose every dedication twice, the second time by another seed but to the same words."""
    return [_compose(studio, check(dedication, studio)) for dedication in asked]


def _compose(studio: Studio, dedication: Dedication) -> Composed:
    lyrics, style = draft(dedication, studio).lyrics, load_style(dedication.genre)
    voice = choose_voice(studio.catalog, dedication, style.singer)
    start = time.process_time()
    score = compose(lyrics, dedication, style, voice, studio.models)
    seconds = time.process_time() - start
    again = replace(dedication, seed=dedication.seed + OTHER_SEED)
    other = compose(lyrics, again, style, voice, studio.models)
    return Composed(dedication, lyrics, voice, score, other, seconds)


def in_range(song: Composed) -> list[bool]:
    """Return for every note sung, the second voice's too, whether it is in the voice's range."""
    sung = [note for line in sung_lines(song.score) for note in (*line.notes, *line.harmony)]
    return [song.voice.low_midi <= note.midi <= song.voice.high_midi for note in sung]


def settled(song: Composed) -> list[bool]:
    """Return for every note on a strong beat whether it is a tone of its chord."""
    chords = [chord for section in song.score.sections for chord in section.chords]
    strong = [note for note in sung_notes(song.score) if weight(note.start_beat, song.score.metre) >= 3]
    return [
        note.midi % 12 in [c for c in chords if c.start_beat <= note.start_beat + 1e-6][-1].pitch_classes
        for note in strong
    ]


def stressed(song: Composed) -> list[bool]:
    """Return for every pair of unlike neighbours whether the stressed one is on the stronger beat."""
    found = []
    for line in sung_lines(song.score):
        weights = [weight(note.start_beat, song.score.metre) for note in syllable_notes(line)]
        for (mark, a), (other, b) in pairwise(zip(line.line.stresses, weights, strict=True)):
            if mark != other:
                found.append(a > b if mark else b > a)
    return found


def leaps(song: Composed) -> list[int]:
    """Return the size of every step, those from line to line too."""
    return [abs(b.midi - a.midi) for a, b in pairwise(sung_notes(song.score))]


def returns(song: Composed) -> list[bool]:
    """Return for every chorus after the first whether its tune is the first one's, in its own key."""
    tunes = [
        [
            (round(n.start_beat - s.lines[0].notes[0].start_beat, 6), n.midi - s.key_up_semitones)
            for line in s.lines
            for n in line.notes
        ]
        for s in song.score.sections
        if s.kind == "chorus"
    ]
    return [tune == tunes[0] for tune in tunes[1:]]


def differs(song: Composed) -> list[bool]:
    """Return for every syllable whether another seed gives it another degree of the scale."""
    return [
        (a.midi - song.score.tonic) % 12 != (b.midi - song.other.tonic) % 12
        for one, two in zip(sung_lines(song.score), sung_lines(song.other), strict=True)
        for a, b in zip(syllable_notes(one), syllable_notes(two), strict=True)
    ]


def intervals(tunes: Iterator[list[int]]) -> Counter[int]:
    """Count steps from note to note, in semitones with their direction."""
    return Counter(int(np.clip(b - a, -WIDEST, WIDEST)) for pitches in tunes for a, b in pairwise(pitches))


def lengths(quarters: Iterator[float]) -> Counter[float]:
    """Count note lengths, each as the nearest one that is written."""
    return Counter(float(LENGTHS[np.abs(np.log(LENGTHS / length)).argmin()]) for length in quarters)


def overlap(one: Counter[int] | Counter[float], other: Counter[int] | Counter[float]) -> float:
    """Return the area that two histograms share, 0 to 1."""
    kinds = {*one, *other}
    return sum(min(one[kind] / one.total(), other[kind] / other.total()) for kind in kinds)  # type: ignore[index]


def likeness(songs: Sequence[Composed]) -> tuple[float, float]:
    """Return how far the songs' histograms of intervals and of lengths overlap the corpus's."""
    corpus = read_corpus()
    tunes = ([note.midi for note in line.notes] for song in songs for line in sung_lines(song.score))
    of_corpus = (list(phrase) for tune in corpus for phrase in _phrases(tune.pitches, tune.places))
    own = lengths(length for song in songs for length in _written(song.score))
    theirs = lengths(place.length for tune in corpus for place in tune.places)
    return overlap(intervals(tunes), intervals(of_corpus)), overlap(own, theirs)


def _phrases(pitches: Sequence[int], places: Sequence) -> Iterator[Sequence[int]]:  # type: ignore[type-arg]
    firsts = [index for index, place in enumerate(places) if place.sung == 0]
    for first, end in pairwise([*firsts, len(pitches)]):
        yield pitches[first:end]


def _written(score: Score) -> Iterator[float]:
    """Yield the lengths of a song's notes in quarters, as they would be written: up to the next onset."""
    quarter = 60.0 / score.tempo_bpm * score.metre[1] / 4
    scale = 4.0 / score.metre[1] * (2.0 if quarter > WRITTEN_QUARTER_SECONDS else 1.0)
    for note in sung_notes(score):
        yield note.length_beats * scale


def print_figures(songs: Sequence[Composed]) -> None:
    """Print what is asked for beside what was measured."""

    def share(found: list[list[bool]]) -> float:
        return sum(map(sum, found)) / max(1, sum(map(len, found)))

    steps, (like_intervals, like_lengths) = [leaps(song) for song in songs], likeness(songs)
    rows = [
        ("notes in the voice's range", "100 %", f"{share([in_range(s) for s in songs]):.1%}"),
        ("strong beats on tones of the chord", ">= 90 %", f"{share([settled(s) for s in songs]):.1%}"),
        ("stresses on the stronger beat", ">= 85 %", f"{share([stressed(s) for s in songs]):.1%}"),
        ("widest step, semitones", "<= 12", f"{max(map(max, steps))}"),
        ("choruses that return", "100 %", f"{share([returns(s) for s in songs]):.1%}"),
        ("syllables that another seed changes", ">= 60 %", f"{share([differs(s) for s in songs]):.1%}"),
        ("overlap of intervals with the corpus", ">= 0.75", f"{like_intervals:.2f}"),
        ("overlap of lengths with the corpus", ">= 0.75", f"{like_lengths:.2f}"),
        ("processor seconds to compose", "<= 1.5", f"{max(song.seconds for song in songs):.2f}"),
    ]
    print(f"{'the score, ' + str(len(songs)) + ' songs':<40} {'asked':>8} {'measured':>9}")
    for name, asked, measured in rows:
        print(f"{name:<40} {asked:>8} {measured:>9}")
