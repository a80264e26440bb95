"""Turns the beats of a score into the seconds of its song."""

from dataclasses import dataclass

from edge_service.song.lyrics import Line
from edge_service.song.score import Note, Score, ScoreSection, SungLine
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
    """Return when a word is sung; two words that share a note have half of it each."""
    words = sung.line.words
    notes = [note for note in sung.notes if note.word == index]
    if words[index].syllables[0].joined:
        shared = next(note for note in reversed(sung.notes) if note.word < index)
        start, end = _middle(shared), shared.start_beat + shared.length_beats
    else:
        start = notes[0].start_beat
    if notes:
        shares = index + 1 < len(words) and words[index + 1].syllables[0].joined
        end = _middle(notes[-1]) if shares else notes[-1].start_beat + notes[-1].length_beats
    return TimedWord(words[index].text, _seconds(score, start), _seconds(score, end))


def _middle(note: Note) -> float:
    return note.start_beat + note.length_beats / 2


def _notes(sung: SungLine, score: Score) -> list[TimedNote]:
    return [
        TimedNote(
            _seconds(score, note.start_beat),
            _seconds(score, note.start_beat + note.length_beats),
            note.midi,
            _phonemes(sung.line, note),
        )
        for note in sung.notes
    ]


def _phonemes(line: Line, note: Note) -> str:
    syllables = [syllable for word in line.words[note.word : note.word + 2] for syllable in word.syllables]
    own, after = syllables[note.syllable], syllables[note.syllable + 1 : note.syllable + 2]
    sung = [own, *(syllable for syllable in after if syllable.joined)]
    return "".join("".join((*syllable.onset, syllable.nucleus, *syllable.coda)) for syllable in sung)


def _seconds(score: Score, beat: float) -> float:
    return round(score.seconds(beat), 3)
