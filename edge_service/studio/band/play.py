"""Plays a score: every part arranged from the style, and its sound."""

import io
from concurrent.futures import ThreadPoolExecutor

import midirenderer
import numpy as np
import soundfile

from edge_service.song.audio import SAMPLE_RATE_HZ, Audio, Stem, Stems
from edge_service.song.dedication import Dedication
from edge_service.song.score import Score
from edge_service.song.style import Part, Style
from edge_service.studio.band.bass import play_bass
from edge_service.studio.band.chords import play_chords
from edge_service.studio.band.drums import play_drums
from edge_service.studio.band.feel import play_by_hand
from edge_service.studio.band.lead import play_lead
from edge_service.studio.band.midi import DRUM_CHANNEL, song_file, track_file
from edge_service.studio.band.parts import Played, bars, chords
from edge_service.studio.chance import chance
from edge_service.studio.models import Models

SOUNDFONT = "soundfont"
PLAYERS = {"bass": play_bass, "chords": play_chords, "lead": play_lead}
DRUMMER_STEADINESS = 0.4

Track = tuple[int, int, list[Played]]
"""A MIDI channel, a program, and the notes."""


def play(score: Score, style: Style, dedication: Dedication, models: Models) -> Stems:
    """Return the band's tracks, stereo and exactly as long as the score, and the song as a MIDI file.

    The same score, style and dedication give the same samples. Raises ModelMissing or ModelCorrupt
    for the soundfont.
    """
    soundfont = models.path(SOUNDFONT).read_bytes()
    tracks = arrange(score, style, dedication)

    def sound(name: str) -> Stem:
        return Stem(name, _render(track_file(score, *tracks[name]), soundfont, score))

    with ThreadPoolExecutor() as pool:
        stems = tuple(pool.map(sound, tracks))
    return Stems(stems, song_file(score, tracks), (SOUNDFONT,))


def arrange(score: Score, style: Style, dedication: Dedication) -> dict[str, Track]:
    """Return what each player plays, by the names that the style gives them; drums come first."""
    band = style.band
    drums = play_drums(bars(score), band.drums, chance(dedication, "drums"))
    hands = play_by_hand(drums, score, band, DRUMMER_STEADINESS, chance(dedication, "hands drums"))
    tracks = {"drums": (DRUM_CHANNEL, band.drums.program, hands)}
    for channel, (name, part) in enumerate(band.parts.items()):
        notes = _part(score, part)
        hands = play_by_hand(notes, score, band, 1.0, chance(dedication, f"hands {name}"))
        tracks[name] = (channel, part.program, hands)
    return tracks


def _part(score: Score, part: Part) -> list[Played]:
    return PLAYERS[part.role](bars(score), chords(score), score, part)


def _render(midi: bytes, soundfont: bytes, score: Score) -> Audio:
    wave = midirenderer.render_wave_from(soundfont, midi)
    samples, rate = soundfile.read(io.BytesIO(wave), dtype="float32", always_2d=True)
    if rate != SAMPLE_RATE_HZ:
        raise ValueError(f"midirenderer rendered at {rate} Hz")
    frames = round(score.seconds(score.length_beats) * SAMPLE_RATE_HZ)
    exact = np.zeros((frames, 2), dtype=np.float32)
    exact[: len(samples)] = samples[:frames]
    return Audio(exact)
