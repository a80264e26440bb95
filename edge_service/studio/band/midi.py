"""Writes standard MIDI files: the song for people, and one track at a time for the synthesiser."""

import io

import mido

from edge_service.song.lyrics import Line
from edge_service.song.score import Note, Score
from edge_service.studio.band.parts import Played

TICKS_PER_QUARTER = 480
DRUM_CHANNEL = 9
REVERB_SEND, CHORUS_SEND = 91, 93
MAJOR_KEYS = ("C", "Db", "D", "Eb", "E", "F", "Gb", "G", "Ab", "A", "Bb", "B")
MINOR_KEYS = ("Cm", "C#m", "Dm", "Ebm", "Em", "Fm", "F#m", "Gm", "G#m", "Am", "Bbm", "Bm")
VOICE_PROGRAM = 52  # General MIDI "Choir Aahs"
VOICE_CHANNEL = 15

Event = tuple[float, int, mido.Message | mido.MetaMessage]
"""A beat, an order among what happens on it, and the message."""


def song_file(score: Score, tracks: dict[str, tuple[int, int, list[Played]]]) -> bytes:
    """Return the whole song: first the sung melody with its words, then (channel, program, notes) by name."""
    midi = _file()
    midi.tracks.append(_track("Vocals", [*_head(score), *_melody(score)], score))
    for name, (channel, program, notes) in tracks.items():
        midi.tracks.append(_track(name, _events(channel, program, notes), score))
    return _bytes(midi)


def track_file(score: Score, channel: int, program: int, notes: list[Played]) -> bytes:
    """Return one track alone, as long as the score."""
    midi = _file()
    midi.tracks.append(_track("", [*_head(score), *_events(channel, program, notes)], score))
    return _bytes(midi)


def _head(score: Score) -> list[Event]:
    beats, unit = score.metre
    quarter_bpm = score.tempo_bpm * 4 / unit
    key = (MAJOR_KEYS if score.mode == "major" else MINOR_KEYS)[score.tonic]
    return [
        (0.0, 0, mido.MetaMessage("set_tempo", tempo=mido.bpm2tempo(quarter_bpm))),
        (0.0, 0, mido.MetaMessage("time_signature", numerator=beats, denominator=unit)),
        (0.0, 0, mido.MetaMessage("key_signature", key=key)),
    ]


def _melody(score: Score) -> list[Event]:
    events: list[Event] = [
        (0.0, 0, mido.Message("program_change", program=VOICE_PROGRAM, channel=VOICE_CHANNEL))
    ]
    for line in (line for section in score.sections for line in section.lines):
        sung: set[tuple[int, int]] = set()
        for note in line.notes:
            text = "-" if (note.word, note.syllable) in sung else _begun(line.line, note)
            sung.add((note.word, note.syllable))
            events.append((note.start_beat, 2, mido.MetaMessage("lyrics", text=text)))
            events += _note(VOICE_CHANNEL, note.start_beat, note.length_beats, note.midi, 90)
    return events


def _begun(line: Line, note: Note) -> str:
    """Return the words that begin on a note, with one that shares it, or "-"."""
    words = line.words[note.word : note.word + 2]
    last = note.syllable == len(words[0].syllables) - 1
    begun = [words[0].text] if note.syllable == 0 else []
    begun += [word.text for word in words[1:] if last and word.syllables[0].joined]
    return " ".join(begun) or "-"


def _events(channel: int, program: int, notes: list[Played]) -> list[Event]:
    events: list[Event] = [
        (0.0, 0, mido.Message("program_change", program=program, channel=channel)),
        (0.0, 0, mido.Message("control_change", control=REVERB_SEND, value=40, channel=channel)),
        (0.0, 0, mido.Message("control_change", control=CHORUS_SEND, value=0, channel=channel)),
    ]
    for note in notes:
        events += _note(channel, note.start_beat, note.length_beats, note.midi, round(note.velocity))
    return events


def _note(channel: int, start: float, length: float, midi: int, velocity: int) -> list[Event]:
    return [
        (start, 3, mido.Message("note_on", note=midi, velocity=velocity, channel=channel)),
        (start + length, 1, mido.Message("note_off", note=midi, velocity=0, channel=channel)),
    ]


def _track(name: str, events: list[Event], score: Score) -> mido.MidiTrack:
    """Return a track that ends where the score ends."""
    ticks_per_beat = TICKS_PER_QUARTER * 4 / score.metre[1]
    track = mido.MidiTrack([mido.MetaMessage("track_name", name=name)])
    last = 0
    for beat, _, message in sorted(events, key=lambda event: (round(event[0] * ticks_per_beat), event[1])):
        tick = round(min(beat, score.length_beats) * ticks_per_beat)
        track.append(message.copy(time=tick - last))
        last = tick
    track.append(mido.MetaMessage("end_of_track", time=round(score.length_beats * ticks_per_beat) - last))
    return track


def _file() -> mido.MidiFile:
    return mido.MidiFile(type=1, ticks_per_beat=TICKS_PER_QUARTER, charset="utf-8")


def _bytes(midi: mido.MidiFile) -> bytes:
    buffer = io.BytesIO()
    midi.save(file=buffer)
    return buffer.getvalue()
