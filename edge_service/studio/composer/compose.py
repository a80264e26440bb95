"""Composes the song: joins sung and played sections into one score."""

from dataclasses import replace
from itertools import pairwise

from edge_service.errors import UnknownLength
from edge_service.song.dedication import Dedication
from edge_service.song.lyrics import Lyrics
from edge_service.song.score import Chord, Note, Score, ScoreSection, SungLine
from edge_service.song.style import Style
from edge_service.song.voice import Voice
from edge_service.studio.composer.harmony import lay_chords
from edge_service.studio.composer.harmony_voice import add_harmony
from edge_service.studio.composer.melisma import with_melisma
from edge_service.studio.composer.melody import Memory, Phrase, Words, set_section, words_of
from edge_service.studio.composer.plan import Stretch, plan_song
from edge_service.studio.composer.rhythm import pickup_slots
from edge_service.studio.composer.setting import Setting, choose_setting, hastened

LONGEST_SECONDS = {"short": 45.0, "standard": 75.0, "long": 150.0}
COMFORTS = ((6.0, 0.26), (12.0, 0.26), (1000.0, 0.2))  # extra_second_cost, easy_seconds; wordy songs get less


def compose(lyrics: Lyrics, dedication: Dedication, style: Style, voice: Voice) -> Score:
    """Return the song on paper, every sung note within the voice's range.

    The same lyrics, dedication, style and voice give the same score. Wordy lyrics are sung faster and
    closer to keep the length asked for; where that cannot help, they take their time.
    Raises UnknownLength and UnknownMood for what the style does not offer.
    """
    if dedication.length not in style.forms:
        raise UnknownLength(
            f"{style.label} has no length called {dedication.length!r}.",
            f"Choose one of {', '.join(style.forms)}.",
        )
    setting = choose_setting(dedication, style, voice)
    stretches = plan_song(lyrics, style.forms[dedication.length])
    for cost, easy_seconds in COMFORTS:
        grid = replace(setting.grid, easy_seconds=easy_seconds)
        tried = replace(setting, extra_second_cost=cost, grid=grid)
        score = _fitted(stretches, tried, style, dedication.length)
        if _excess(score, dedication.length) <= 1:
            return score
    return _score(stretches, replace(setting, extra_second_cost=COMFORTS[0][0]), style)


def _fitted(stretches: tuple[Stretch, ...], setting: Setting, style: Style, length: str) -> Score:
    """Return the score, faster than the mood asks where it would last too long, if the style allows."""
    score = _score(stretches, setting, style)
    while (excess := _excess(score, length)) > 1:
        faster = hastened(setting, excess, style)
        if faster == setting:
            break
        setting, score = faster, _score(stretches, faster, style)
    return score


def _excess(score: Score, length: str) -> float:
    return score.seconds(score.length_beats) / LONGEST_SECONDS[length]


def _score(stretches: tuple[Stretch, ...], setting: Setting, style: Style) -> Score:
    sections = add_harmony(_trimmed(_write(stretches, setting, style)), style.harmony_voice, setting)
    language, key = setting.dedication.language, setting.key
    return Score(language, setting.tempo_bpm, style.metre, key.tonic, key.mode, sections, style.expression)


def _write(stretches: tuple[Stretch, ...], setting: Setting, style: Style) -> list[ScoreSection]:
    """Return the sections on their bar lines; a sung section's first notes may come before its first."""
    memory, after = Memory(), _pickups_after(stretches, setting)
    sections: list[ScoreSection] = []
    start = 0.0
    for stretch in stretches:
        if stretch.words is None:
            section = _played(stretch, start, style.bars[stretch.kind], setting)
        else:
            phrases = set_section(stretch.words, setting, after[words_of(stretch.words)], memory)
            section = _sung(stretch, start, phrases, setting, style.melody.melisma_share)
        sections.append(section)
        start += section.length_beats
    return sections


def _pickups_after(stretches: tuple[Stretch, ...], setting: Setting) -> dict[Words, int]:
    """Return how many slots an anacrusis may take from the end of each sung section, wherever it returns."""
    after: dict[Words, int] = {}
    for stretch, following in pairwise(stretches):
        if stretch.words:
            pickup = pickup_slots(following.words.lines[0], setting.grid) if following.words else 0
            words = words_of(stretch.words)
            after[words] = max(pickup, after.get(words, 0))
    return after


def _played(stretch: Stretch, start: float, count: int, setting: Setting) -> ScoreSection:
    own = setting.progressions[stretch.kind]
    bars = [own[number % len(own)] for number in range(count)]
    if stretch.kind == "outro":
        bars = own[-count:]
        bars = bars + [own[-1]] * (count - len(bars))
    chords = lay_chords(bars, setting.key, start, setting.bar_beats)
    return ScoreSection(stretch.name, stretch.kind, start, float(count * setting.bar_beats), tuple(chords))


def _sung(
    stretch: Stretch, start: float, phrases: list[Phrase], setting: Setting, melisma_share: float
) -> ScoreSection:
    lines: list[SungLine] = []
    chords: list[Chord] = []
    bar_line = start
    for phrase in phrases:
        under = tuple(_moved(chord, bar_line) for chord in phrase.chords)
        line = _sung_line(phrase, bar_line, setting.grid.slot_beats)
        lines.append(with_melisma(line, under, melisma_share, setting))
        chords += under
        bar_line += phrase.room.bars * setting.bar_beats
    return ScoreSection(stretch.name, stretch.kind, start, bar_line - start, tuple(chords), tuple(lines))


def _sung_line(phrase: Phrase, bar_line: float, slot_beats: float) -> SungLine:
    notes = zip(phrase.slots, phrase.lengths, phrase.pitches, phrase.line.places, strict=True)
    return SungLine(
        phrase.line,
        tuple(
            Note(bar_line + slot * slot_beats, length * slot_beats, midi, word, syllable)
            for slot, length, midi, (word, syllable) in notes
        ),
    )


def _moved(chord: Chord, beats: float) -> Chord:
    return Chord(chord.root, chord.quality, chord.start_beat + beats, chord.length_beats, chord.bass)


def _trimmed(sections: list[ScoreSection]) -> tuple[ScoreSection, ...]:
    """Return the sections cut where singing begins: an anacrusis belongs to the section that it opens."""
    starts = [
        min([section.start_beat, *(n.start_beat for line in section.lines[:1] for n in line.notes[:1])])
        for section in sections
    ]
    ends = [*starts[1:], sections[-1].start_beat + sections[-1].length_beats]
    chords = [chord for section in sections for chord in section.chords]
    return tuple(
        ScoreSection(
            section.name, section.kind, start, end - start, _between(chords, start, end), section.lines
        )
        for section, start, end in zip(sections, starts, ends, strict=True)
    )


def _between(chords: list[Chord], start: float, end: float) -> tuple[Chord, ...]:
    """Return what sounds from `start` to `end`, the outer chords cut."""
    return tuple(
        Chord(chord.root, chord.quality, max(first, start), min(last, end) - max(first, start), chord.bass)
        for chord in chords
        if (first := chord.start_beat) < end and (last := chord.start_beat + chord.length_beats) > start
    )
