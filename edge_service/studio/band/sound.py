"""Turns what is played into sound, the soundfont's or the synthesiser's: stereo, as long as the score."""

import io

import midirenderer
import numpy as np
import soundfile

from edge_service.song.audio import SAMPLE_RATE_HZ, Samples
from edge_service.song.score import Score
from edge_service.song.style import Drums, Part
from edge_service.studio.band.midi import track_file
from edge_service.studio.band.parts import Played
from edge_service.studio.band.synth import play_hits, play_tones

Track = tuple[int, int, list[Played]]
"""A MIDI channel, a program, and the notes."""


def sound_of_drums(track: Track, drums: Drums, score: Score, soundfont: bytes) -> Samples:
    """Return the drummer's sound, each piece from the kit or from the synthesiser as the style says."""
    channel, program, strokes = track
    names = {drums.pieces[piece]: name for piece, name in drums.synth.items()}
    struck = [stroke for stroke in strokes if stroke.midi not in names]
    made = [stroke for stroke in strokes if stroke.midi in names]
    sound = play_hits(made, names, score.seconds(1), frames_of(score))
    return sound + rendered((channel, program, struck), score, soundfont) if struck else sound


def sound_of_part(track: Track, part: Part, score: Score, soundfont: bytes) -> Samples:
    """Return a part's sound."""
    if not track[2]:
        return np.zeros((frames_of(score), 2), dtype=np.float32)
    if part.synth:
        return play_tones(track[2], part.synth, score.seconds(1), frames_of(score))
    return rendered(track, score, soundfont)


def rendered(track: Track, score: Score, soundfont: bytes) -> Samples:
    """Return a track as the soundfont's instruments play it."""
    wave = midirenderer.render_wave_from(soundfont, track_file(score, *track))
    samples, rate = soundfile.read(io.BytesIO(wave), dtype="float32", always_2d=True)
    if rate != SAMPLE_RATE_HZ:
        raise ValueError(f"midirenderer rendered at {rate} Hz")
    exact = np.zeros((frames_of(score), 2), dtype=np.float32)
    exact[: len(samples)] = samples[: len(exact)]
    return exact


def frames_of(score: Score) -> int:
    return round(score.seconds(score.length_beats) * SAMPLE_RATE_HZ)
