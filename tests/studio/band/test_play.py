"""What is heard of the band: tracks as long as the song, at sane levels, no holes; and a MIDI file of it."""

import io
from dataclasses import replace
from itertools import pairwise

import mido
import numpy as np
import pytest

from edge_service.song.audio import SAMPLE_RATE_HZ, Stems
from edge_service.song.score import Score
from edge_service.studio.band import load_style
from edge_service.studio.band.lead import play_lead
from edge_service.studio.band.midi import song_file
from edge_service.studio.band.parts import bars, chords
from edge_service.studio.band.play import arrange, play
from edge_service.studio.band.room import room_of
from tests.studio.band.conftest import studio_models
from tests.studio.composer.songs import WOMAN, composed, dedication, song_words, sung_lines, sung_notes
from tests.studio.factory import shared_note_score, small_score


def midi_of(stems: Stems) -> mido.MidiFile:
    return mido.MidiFile(file=io.BytesIO(stems.midi), charset="utf-8")


def test_every_track_is_stereo_and_exactly_as_long_as_the_score(score: Score, stems: Stems) -> None:
    frames = round(score.seconds(score.length_beats) * SAMPLE_RATE_HZ)
    assert {stem.audio.samples.shape for stem in stems.tracks} == {(frames, 2)}
    assert {stem.audio.samples.dtype for stem in stems.tracks} == {np.dtype(np.float32)}


def test_the_tracks_are_those_that_the_mixer_knows(genre: str, stems: Stems) -> None:
    style = load_style(genre)
    assert [stem.name for stem in stems.tracks] == ["drums", *style.band.parts]
    assert set(style.mix.tracks) <= {stem.name for stem in stems.tracks}


def test_no_track_clips_and_those_with_notes_are_heard(genre: str, score: Score, stems: Stems) -> None:
    notes = arrange(score, load_style(genre), dedication(genre))
    for stem in stems.tracks:
        peak = float(np.abs(stem.audio.samples).max())
        assert np.isfinite(stem.audio.samples).all()
        assert peak < 0.95
        assert (peak > 0.01) == bool(notes[stem.name][2])


def test_the_band_is_never_silent_for_a_second_before_its_last_chord(score: Score, stems: Stems) -> None:
    total = np.sum([stem.audio.samples.mean(axis=1) for stem in stems.tracks], axis=0)
    end = round(score.seconds(score.sections[-1].chords[-1].start_beat + 1) * SAMPLE_RATE_HZ)
    seconds = [total[start : start + SAMPLE_RATE_HZ] for start in range(0, end, SAMPLE_RATE_HZ // 2)]
    loudness = [float(np.sqrt(np.mean(second**2))) for second in seconds]
    assert min(loudness) > 0.05 * max(loudness)


def test_the_last_chord_rings_and_falls(score: Score, stems: Stems) -> None:
    total = np.sum([stem.audio.samples.mean(axis=1) for stem in stems.tracks], axis=0)
    start = round(score.seconds(score.sections[-1].chords[-1].start_beat) * SAMPLE_RATE_HZ)
    first, last = np.array_split(total[start:], 4)[0], np.array_split(total[start:], 4)[-1]
    assert 0 < np.sqrt(np.mean(last**2)) < 0.7 * np.sqrt(np.mean(first**2))


def test_the_chorus_is_fuller_than_the_verse(score: Score, stems: Stems) -> None:
    total = np.sum([stem.audio.samples.mean(axis=1) for stem in stems.tracks], axis=0)
    level = {}
    for part in score.sections:
        span = slice(
            round(score.seconds(part.start_beat) * SAMPLE_RATE_HZ),
            round(score.seconds(part.start_beat + part.length_beats) * SAMPLE_RATE_HZ),
        )
        level[part.kind] = float(np.sqrt(np.mean(total[span] ** 2)))
    assert level["chorus"] > level["verse"]


def test_the_same_dedication_is_played_the_same() -> None:
    words = song_words("en", ("Chorus",))
    score = composed(words, dedication("pop", length="short"), load_style("pop"), WOMAN)
    one, two = (play(score, load_style("pop"), dedication("pop"), studio_models()) for _ in range(2))
    assert one.midi == two.midi
    for a, b in zip(one.tracks, two.tracks, strict=True):
        assert np.array_equal(a.audio.samples, b.audio.samples)


def test_another_seed_is_played_by_other_hands(genre: str, score: Score) -> None:
    style = load_style(genre)
    assert arrange(score, style, dedication(genre)) != arrange(score, style, dedication(genre, seed=2))


def test_the_sound_is_credited(stems: Stems) -> None:
    source = studio_models().sources(stems.made_by)[0]
    assert (source.name, source.licence) == ("soundfont", "MIT")


def test_the_midi_file_tells_tempo_metre_and_key(score: Score, stems: Stems) -> None:
    head = {message.type: message for message in midi_of(stems).tracks[0] if message.is_meta}
    quarter_seconds = 60 / score.tempo_bpm * score.metre[1] / 4
    assert head["set_tempo"].tempo == pytest.approx(quarter_seconds * 1e6, abs=1)
    assert (head["time_signature"].numerator, head["time_signature"].denominator) == score.metre
    assert head["key_signature"].key.endswith("m") == (score.mode == "minor")


def test_the_midi_file_holds_the_melody_with_its_words(score: Score, stems: Stems) -> None:
    melody = midi_of(stems).tracks[0]
    pitches = [message.note for message in melody if message.type == "note_on" and message.velocity]
    assert pitches == [note.midi for note in sung_notes(score)]
    words = [message.text for message in melody if message.type == "lyrics" and message.text != "-"]
    assert " ".join(words) == " ".join(line.line.text for line in sung_lines(score))


def test_a_note_of_two_words_shows_both_in_the_midi_file() -> None:
    melody = mido.MidiFile(file=io.BytesIO(song_file(shared_note_score(), {})), charset="utf-8").tracks[0]
    assert [message.text for message in melody if message.type == "lyrics"] == ["yo y", "tú"]


def test_the_midi_file_lasts_as_long_as_the_song(score: Score, stems: Stems) -> None:
    midi = midi_of(stems)
    assert midi.length == pytest.approx(score.seconds(score.length_beats), abs=0.05)
    assert [track.name for track in midi.tracks][1:] == [stem.name for stem in stems.tracks]


def test_no_key_is_struck_while_it_sounds(genre: str, score: Score) -> None:
    for _, _, notes in arrange(score, load_style(genre), dedication(genre)).values():
        for key in {note.midi for note in notes}:
            struck = sorted((note for note in notes if note.midi == key), key=lambda note: note.start_beat)
            assert all(a.end_beat <= b.start_beat + 1e-6 for a, b in pairwise(struck))


def test_players_stay_in_their_range_and_play_the_chords(genre: str, score: Score) -> None:
    style = load_style(genre)
    for name, (_, _, notes) in arrange(score, style, dedication(genre)).items():
        if name == "drums":
            continue
        part = style.band.parts[name]
        assert all(part.low_midi <= note.midi <= part.high_midi for note in notes)
        assert all(0 < note.velocity <= 127 for note in notes)


def test_a_melisma_shows_its_word_once() -> None:
    score = small_score()
    line = score.sections[1].lines[0]
    last = line.notes[-1]
    halves = (replace(last, length_beats=1.0), replace(last, start_beat=6.0, length_beats=1.0, midi=65))
    section = replace(score.sections[1], lines=(replace(line, notes=(*line.notes[:-1], *halves)),))
    made = song_file(replace(score, sections=(score.sections[0], section)), {})
    melody = mido.MidiFile(file=io.BytesIO(made), charset="utf-8").tracks[0]
    texts = [message.text for message in melody if message.type == "lyrics"]
    assert texts == ["Hello,", "-", "sun", "-"]


def test_soloists_wait_until_the_singer_rests(genre: str, score: Score) -> None:
    room = room_of(score)
    for part in load_style(genre).band.parts.values():
        if part.role == "lead":
            notes = play_lead(bars(score), chords(score), score, part)
            assert all(note.length_beats <= room.rest(note.start_beat) for note in notes)


def test_chords_are_softer_than_if_nobody_sang() -> None:
    score = composed(song_words("en", ("Chorus",)), dedication("ballad"), load_style("ballad"), WOMAN)
    unsung = replace(score, sections=tuple(replace(section, lines=()) for section in score.sections))
    sung_piano, piano = (
        arrange(each, load_style("ballad"), dedication("ballad"))["piano"][2] for each in (score, unsung)
    )
    assert len(sung_piano) == len(piano)
    assert np.mean([n.velocity for n in sung_piano]) < 0.95 * np.mean([n.velocity for n in piano])
