"""The whole singer with its real models; skipped, and saying so, where they are not built."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from edge_service.errors import ModelMissing, SongCancelled
from edge_service.song.audio import SAMPLE_RATE_HZ
from edge_service.studio.band import load_style
from edge_service.studio.catalog import load_catalog
from edge_service.studio.models import Models
from edge_service.studio.singer import sing
from tests.studio.singer.lines import pancake_line, score, sung

FOLDER = Path(__file__).parents[3] / "models_onnx"
CATALOG = load_catalog(FOLDER)
VOICE = CATALOG.voices["heart"]
BUILT = (FOLDER / CATALOG.asset("singer-decoder").file).exists()
needs_models = pytest.mark.skipif(not BUILT, reason="the singer's models are not built: run `make models`")
LENGTHS = (1.0, 1.0, 1.0, 2.0)


@pytest.fixture(scope="module")
def models() -> Models:
    return Models(CATALOG, threads=2, provider="cpu")


def unheard(_done: int, _of: int) -> None:
    """Nobody asks how far the singer is."""


def heard_midi(sound: np.ndarray) -> float:
    """The pitch by autocorrelation, between 80 and 500 Hz."""
    ring = np.fft.irfft(np.abs(np.fft.rfft(sound, 2 * len(sound))) ** 2)[: len(sound)]
    low = SAMPLE_RATE_HZ // 500
    peak = low + int(np.argmax(ring[low : SAMPLE_RATE_HZ // 80]))
    return float(69 + 12 * np.log2(SAMPLE_RATE_HZ / peak / 440))


def at(track: np.ndarray, start: float, end: float) -> np.ndarray:
    return track[int(start * SAMPLE_RATE_HZ) : int(end * SAMPLE_RATE_HZ)]


def level(sound: np.ndarray) -> float:
    return float(np.sqrt(np.mean(sound**2)))


@needs_models
def test_a_line_is_sung_on_its_notes_and_the_track_is_as_long_as_the_song(models: Models) -> None:
    song = score(sung(pancake_line(), LENGTHS), tempo_bpm=90.0)
    track = sing(song, VOICE, models, unheard).audio.samples
    assert track.dtype == np.float32
    assert len(track) == round(8.0 * 60 / 90 * SAMPLE_RATE_HZ)
    assert np.isfinite(track).all()
    assert np.abs(track).max() <= 1.0
    for note in song.sections[0].lines[0].notes:
        start = song.seconds(note.start_beat)
        vowel = at(track, start + 0.1, start + 0.5 * song.seconds(note.length_beats))
        assert abs(heard_midi(vowel) - note.midi) < 0.35


@needs_models
def test_it_is_silent_before_and_after_the_line(models: Models) -> None:
    song = score(sung(pancake_line(), LENGTHS, start_beat=2.0), tempo_bpm=90.0, length_beats=10.0)
    track = sing(song, VOICE, models, unheard).audio.samples
    assert np.abs(at(track, 0.0, song.seconds(2.0) - 0.4)).max() == 0
    assert np.abs(at(track, song.seconds(7.0) + 0.1, 10.0)).max() == 0
    assert level(at(track, song.seconds(2.0), song.seconds(7.0))) > 0.03


@needs_models
def test_the_same_score_gives_the_same_bytes_and_a_repeated_line_the_same_sound(models: Models) -> None:
    line = pancake_line()
    song = score(sung(line, LENGTHS), sung(line, LENGTHS, start_beat=9.0), length_beats=16.0)
    once = sing(song, VOICE, models, unheard).audio.samples
    again = sing(song, VOICE, Models(CATALOG, threads=2, provider="cpu"), unheard)
    assert once.tobytes() == again.audio.samples.tobytes()
    period = int(song.seconds(8.0) * SAMPLE_RATE_HZ)
    assert np.array_equal(at(once, 0.5, 3.0), once[period:][: len(once) - period][24_000:144_000])


@needs_models
def test_lines_sung_at_once_are_those_sung_one_after_another(models: Models) -> None:
    line = pancake_line()
    song = score(*(sung(line, LENGTHS, start_beat=5.0 * n, midi=57 + n) for n in range(3)), length_beats=16.0)
    together = sing(song, VOICE, models, unheard).audio.samples
    alone = sing(song, VOICE, Models(CATALOG, threads=1, provider="cpu"), unheard).audio.samples
    assert together.tobytes() == alone.tobytes()


@needs_models
def test_a_note_held_for_four_seconds_stays_in_tune_and_never_breaks_off(models: Models) -> None:
    song = score(sung(pancake_line(), (1.0, 1.0, 1.0, 8.0)), length_beats=14.0)
    song = replace(song, expression=load_style("ballad").expression)
    track = sing(song, VOICE, models, unheard).audio.samples
    last = song.sections[0].lines[0].notes[-1]
    start = song.seconds(last.start_beat)
    pieces = [at(track, start + 0.2 + 0.4 * k, start + 0.6 + 0.4 * k) for k in range(8)]
    assert max(abs(heard_midi(piece) - last.midi) for piece in pieces) < 0.4
    levels = [20 * np.log10(level(piece)) for piece in pieces]
    assert max(levels) - min(levels) < 8
    assert max(abs(a - b) for a, b in pairwise(levels)) < 4


@needs_models
@pytest.mark.parametrize("name", ["heart", "michael"])
def test_twelve_syllables_in_eighths_at_180_beats_a_minute_are_in_tune(name: str, models: Models) -> None:
    line = replace(pancake_line(), words=pancake_line().words * 3)
    voice = CATALOG.voices[name]
    song = score(sung(line, (0.5,) * 12, midi=voice.low_midi + 3), tempo_bpm=180.0, length_beats=9.0)
    song = replace(song, expression=load_style("pop").expression)
    track = sing(song, voice, models, unheard).audio.samples
    starts = [(song.seconds(note.start_beat), note.midi) for note in song.sections[0].lines[0].notes]
    off = [abs(heard_midi(at(track, start + 0.04, start + 0.11)) - midi) for start, midi in starts]
    assert np.median(off) < 0.12
    assert sum(one > 0.5 for one in off) <= 1


@needs_models
def test_a_melisma_is_one_vowel_on_its_notes(models: Models) -> None:
    line = pancake_line()
    plain = sung(line, LENGTHS, midi=58)
    last = plain.notes[-1]
    parts = [
        replace(last, length_beats=1.0, midi=62),
        replace(last, start_beat=last.start_beat + 1.0, midi=58),
    ]
    song = score(replace(plain, notes=(*plain.notes[:-1], *parts)), tempo_bpm=90.0)
    track = sing(song, VOICE, models, unheard).audio.samples
    for note in parts:
        start = song.seconds(note.start_beat)
        assert abs(heard_midi(at(track, start + 0.15, start + 0.5)) - note.midi) < 0.4
    join = song.seconds(parts[1].start_beat)
    assert level(at(track, join - 0.03, join + 0.03)) > 0.5 * level(at(track, join, join + 0.4))


@needs_models
def test_the_second_voice_sings_its_own_notes_on_its_own_track(models: Models) -> None:
    alone = sung(pancake_line(), LENGTHS)
    lower = tuple(replace(note, midi=note.midi - 4) for note in alone.notes)
    plain, both = score(alone, tempo_bpm=90.0), score(replace(alone, harmony=lower), tempo_bpm=90.0)
    seen = []
    lead = sing(plain, VOICE, models, unheard)
    duet = sing(both, VOICE, models, lambda done, of: seen.append((done, of)))
    assert lead.backing is None
    assert duet.backing is not None
    assert np.array_equal(lead.audio.samples, duet.audio.samples)
    assert seen == [(0, 2), (1, 2), (2, 2)]
    for note in lower:
        start = both.seconds(note.start_beat)
        vowel = at(duet.backing.samples, start + 0.1, start + 0.5 * both.seconds(note.length_beats))
        assert abs(heard_midi(vowel) - note.midi) < 0.4


@needs_models
def test_a_double_strays_from_the_voice_that_it_joins(models: Models) -> None:
    line = sung(pancake_line(), LENGTHS)
    song = score(replace(line, harmony=line.notes), tempo_bpm=90.0)
    duet = sing(replace(song, expression=load_style("lofi").expression), VOICE, models, unheard)
    assert duet.backing is not None
    assert level(duet.backing.samples) == pytest.approx(level(duet.audio.samples), rel=0.3)
    assert abs(np.corrcoef(duet.audio.samples, duet.backing.samples)[0, 1]) < 0.5


@needs_models
def test_the_singer_breathes_before_a_line_and_a_verse_is_softer(models: Models) -> None:
    song = score(sung(pancake_line(), LENGTHS, start_beat=4.0), tempo_bpm=90.0, length_beats=12.0)
    expression = replace(load_style("pop").expression, breath_db=-20.0)
    chorus = replace(song, expression=replace(expression, levels_db={"verse": 0.0}))
    verse = replace(song, expression=replace(expression, levels_db={"verse": -6.0}))
    loud, soft = (sing(each, VOICE, models, unheard).audio.samples for each in (chorus, verse))
    before, line = (song.seconds(4.0) - 0.7, song.seconds(4.0) - 0.15), (song.seconds(4.0), song.seconds(9.0))
    assert 0.001 < level(at(loud, *before)) < 0.2 * level(at(loud, *line))
    assert np.abs(at(loud, 0.0, song.seconds(4.0) - 1.2)).max() == 0
    np.testing.assert_allclose(soft, loud * 10 ** (-6 / 20), atol=1e-6)


@needs_models
def test_a_line_begins_and_ends_without_a_click(models: Models) -> None:
    song = score(sung(pancake_line(), LENGTHS, start_beat=4.0), tempo_bpm=90.0, length_beats=12.0)
    song = replace(song, expression=load_style("ballad").expression)
    track = sing(song, VOICE, models, unheard).audio.samples
    heard = np.flatnonzero(track)
    for edge in (track[heard[0] : heard[0] + 240], track[heard[-1] - 240 : heard[-1] + 1]):
        assert np.abs(edge).max() < 0.02 * np.abs(track).max()


@needs_models
def test_cancelling_between_lines_stops_the_singer(models: Models) -> None:
    song = score(sung(pancake_line(), LENGTHS), sung(pancake_line(), LENGTHS, start_beat=8.0, midi=58))
    seen = []

    def cancel_after_one(done: int, of: int) -> None:
        seen.append((done, of))
        if done == 1:
            raise SongCancelled("Enough.")

    with pytest.raises(SongCancelled):
        sing(song, VOICE, models, cancel_after_one)
    assert seen == [(0, 2), (1, 2)]


def test_missing_models_are_an_error_that_names_the_cure(tmp_path: Path) -> None:
    (tmp_path / "catalog.toml").write_bytes((FOLDER / "catalog.toml").read_bytes())
    models = Models(load_catalog(tmp_path), threads=1, provider="cpu")
    with pytest.raises(ModelMissing, match="make models"):
        sing(score(sung(pancake_line(), LENGTHS)), VOICE, models, unheard)


@needs_models
def test_a_language_with_an_accent_is_sung_in_it_and_the_song_says_so(
    models: Models, monkeypatch: pytest.MonkeyPatch
) -> None:
    song = replace(score(sung(pancake_line(), LENGTHS), tempo_bpm=90.0), language="es")
    accented = sing(song, CATALOG.voices["dora"], models, unheard)
    assert "accent-es" in accented.made_by
    monkeypatch.setattr("edge_service.studio.singer.singer.accent_of", lambda _language: None)
    plain = sing(song, CATALOG.voices["dora"], models, unheard)
    assert np.abs(accented.audio.samples - plain.audio.samples).max() > 0.01
