"""Turns the beats of a score into the seconds of its song."""

from dataclasses import dataclass

from edge_service.song.lyrics import Syllable
from edge_service.song.score import Score, ScoreSection, SungLine
from edge_service.song.song import TimedLine, TimedNote, TimedSection, TimedWord


@dataclass(frozen=True)
class Timeline:
    """What is sung when, in seconds from the start of the audio; sections without words are left out."""

    sections: tuple[TimedSection, ...]
    notes: tuple[TimedNote, ...]


def timeline(score: Score) -> Timeline:
    """Return the times of every sung section, line, word and note."""
    sections = tuple(_section(section, score) for section in score.sections if section.lines)
    notes = tuple(
        note for section in score.sections for line in section.lines for note in _notes(line, score)
    )
    return Timeline(sections, notes)


def _section(section: ScoreSection, score: Score) -> TimedSection:
    lines = tuple(_line(line, score) for line in section.lines)
    start, end = section.start_beat, section.start_beat + section.length_beats
    # A line may begin before its section does: with an anacrusis.
    return TimedSection(
        section.name, min(_seconds(score, start), lines[0].start), _seconds(score, end), lines
    )


def _line(sung: SungLine, score: Score) -> TimedLine:
    words = tuple(_word(sung, index, score) for index in range(len(sung.line.words)))
    return TimedLine(sung.line.text, words[0].start, words[-1].end, words)


def _word(sung: SungLine, index: int, score: Score) -> TimedWord:
    notes = [note for note in sung.notes if note.word == index]
    end = notes[-1].start_beat + notes[-1].length_beats
    return TimedWord(sung.line.words[index].text, _seconds(score, notes[0].start_beat), _seconds(score, end))


def _notes(sung: SungLine, score: Score) -> list[TimedNote]:
    return [
        TimedNote(
            _seconds(score, note.start_beat),
            _seconds(score, note.start_beat + note.length_beats),
            note.midi,
            _phonemes(sung.line.words[note.word].syllables[note.syllable]),
        )
        for note in sung.notes
    ]


def _phonemes(syllable: Syllable) -> str:
    return "".join((*syllable.onset, syllable.nucleus, *syllable.coda))


def _seconds(score: Score, beat: float) -> float:
    return round(score.seconds(beat), 3)
