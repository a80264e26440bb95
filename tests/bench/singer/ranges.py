"""Prints how well each voice sings in each register, so that its range can be set by measurement.

python -m tests.bench.singer.ranges LISTENER_PYTHON [VOICE ...]
"""

import json
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import asdict
from itertools import cycle
from pathlib import Path

from edge_service.song.dedication import Dedication
from edge_service.song.lyrics import Line
from edge_service.song.score import Note, Score, ScoreSection, SungLine
from edge_service.song.voice import Voice
from edge_service.studio.band import load_style
from edge_service.studio.lyricist import read_lyrics
from edge_service.studio.models import Models
from edge_service.studio.singer import sing
from tests.bench.singer.perform import GENRE, Performance, record
from tests.bench.songs import home_studio

SENTENCES = Path(__file__).parent / "sentences.toml"
LINES = 2
TUNE = (0, 2, 4, 2)  # what is sung at a register: a third up and down around its middle
REGISTERS = range(-3, 18, 4)  # semitones from the voice's lowest note to the lowest of the tune
TEMPO_BPM = 120.0
LAST_BEATS, REST_BEATS = 2.0, 2.0


def main(listener: str, only: list[str]) -> None:
    """Sing, listen, print a row for each register of each voice."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        performances = list(_performances(folder, only))
        (folder / "performances.json").write_text(json.dumps([asdict(one) for one in performances]), "utf-8")
        command = [listener, str(SENTENCES.parent / "listen.py"), str(folder)]
        heard = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    print(f"{'voice':<10} {'midi':>9} {'words':>6} {'letters':>8} {'off':>6} {'cents':>6} {'dnsmos':>7}")
    for performance, ears in zip(performances, heard, strict=True):
        notes = [note.midi for recording in performance.sung for note in recording.notes]
        print(
            f"{performance.voice:<10} {min(notes):>4}-{max(notes):<4} {ears['sung']['words']:>6.2f} "
            f"{ears['sung']['characters']:>8.2f} {ears['notes']['off']:>6.2f} {ears['notes']['cents']:>6.1f} "
            f"{ears['dnsmos']:>7.2f}"
        )


def _performances(folder: Path, only: list[str]) -> Iterator[Performance]:
    studio = home_studio()
    sentences = tomllib.loads(SENTENCES.read_text("utf-8"))
    for voice in studio.catalog.voices.values():
        if only and voice.name not in only:
            continue
        language = voice.languages[0]
        for register in REGISTERS:
            lowest = voice.low_midi + register
            score = _score(language, sentences[language][:LINES], lowest)
            yield _performed(score, voice, studio.models, folder, lowest)


def _performed(score: Score, voice: Voice, models: Models, folder: Path, lowest: int) -> Performance:
    track = sing(score, voice, models, lambda *_: None).audio.samples
    sung = record(score, track, folder, f"{voice.name}-{lowest}")
    return Performance(score.language, voice.name, (), sung, 0.0)


def _score(language: str, texts: list[str], lowest: int) -> Score:
    lyrics = read_lyrics("\n".join(["[Verse 1]", *texts]), Dedication("bench", language=language))
    beat, sung = REST_BEATS, []
    for line in (line for section in lyrics.sections for line in section.lines):
        sung.append(_sung(line, beat, lowest))
        beat = sung[-1].notes[-1].start_beat + LAST_BEATS + REST_BEATS
    section = ScoreSection("Verse 1", "verse", 0.0, beat, (), tuple(sung))
    expression = load_style(GENRE).expression
    return Score(language, TEMPO_BPM, (4, 4), 0, "major", (section,), expression=expression)


def _sung(line: Line, start_beat: float, lowest: int) -> SungLine:
    count = len(line.places)
    notes = tuple(
        Note(start_beat + index, LAST_BEATS if index == count - 1 else 1.0, lowest + step, word, syllable)
        for index, ((word, syllable), step) in enumerate(zip(line.places, cycle(TUNE), strict=False))
    )
    return SungLine(line, notes)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
