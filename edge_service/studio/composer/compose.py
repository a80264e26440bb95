"""Composes the song: joins sung and played sections into one score."""

from dataclasses import replace

from edge_service.errors import UnknownLength
from edge_service.song.dedication import Dedication
from edge_service.song.lyrics import Lyrics
from edge_service.song.score import Chord, Note, Score, ScoreSection, SungLine
from edge_service.song.style import Style
from edge_service.song.voice import Voice
from edge_service.studio.composer.fitting import Layout, fit_song
from edge_service.studio.composer.harmony import lay_chords
from edge_service.studio.composer.harmony_voice import add_harmony
from edge_service.studio.composer.key_change import with_key_change
from edge_service.studio.composer.layout import Phrase, words_of
from edge_service.studio.composer.melisma import with_melisma
from edge_service.studio.composer.melody_model import MELODY
from edge_service.studio.composer.plan import Stretch, plan_song
from edge_service.studio.composer.setting import Setting, choose_setting
from edge_service.studio.composer.tunes import Tune, write_tunes
from edge_service.studio.models import Models


def compose(lyrics: Lyrics, dedication: Dedication, style: Style, voice: Voice, models: Models) -> Score:
    """Return the song on paper, every sung note within the voice's range.

    The same lyrics, dedication, style, voice and model give the same score. Wordy lyrics are sung faster
    and closer to keep the length asked for; where that cannot help, they take their time.
    Raises UnknownLength and UnknownMood for what the style does not offer, ModelMissing, ModelCorrupt.
    """
    if dedication.length not in style.forms:
        raise UnknownLength(
            f"{style.label} has no length called {dedication.length!r}.",
            f"Choose one of {', '.join(style.forms)}.",
        )
    setting = choose_setting(dedication, style, voice)
    layout = fit_song(plan_song(lyrics, style.forms[dedication.length]), setting, style)
    sections = _trimmed(_write(layout, models, style.melody.melisma_share))
    lowered = replace(layout.setting, high_midi=layout.setting.high_midi - layout.key_change)
    sections = add_harmony(sections, style.harmony_voice, lowered)
    sections = with_key_change(sections, layout.key_change)
    key = setting.key
    return Score(
        dedication.language, layout.setting.tempo_bpm, style.metre, key.tonic, key.mode,
        sections, style.expression, (MELODY,),
    )  # fmt: skip


def _write(layout: Layout, models: Models, melisma_share: float) -> list[ScoreSection]:
    """Return the sections on their bar lines; a sung section's first notes may come before its first."""
    tunes = write_tunes(layout, models)
    sections: list[ScoreSection] = []
    start = 0.0
    for stretch in layout.stretches:
        if stretch.words is None:
            section = _played(stretch, start, layout.bars(stretch), layout.setting)
        else:
            words = words_of(stretch.words)
            sung = layout.phrases[words], tunes[words]
            section = _sung(stretch, start, sung, layout.setting_of(words), melisma_share)
        sections.append(section)
        start += section.length_beats
    return sections


def _played(stretch: Stretch, start: float, count: int, setting: Setting) -> ScoreSection:
    own = setting.progressions[stretch.kind]
    bars = [own[number % len(own)] for number in range(count)]
    if stretch.kind == "outro":
        bars = own[-count:]
        bars = bars + [own[-1]] * (count - len(bars))
    chords = lay_chords(bars, setting.key, start, setting.bar_beats)
    return ScoreSection(stretch.name, stretch.kind, start, float(count * setting.bar_beats), tuple(chords))


def _sung(
    stretch: Stretch, start: float, sung: tuple[tuple[Phrase, ...], Tune], setting: Setting, share: float
) -> ScoreSection:
    lines: list[SungLine] = []
    chords: list[Chord] = []
    bar_line = start
    for phrase, midis in zip(*sung, strict=True):
        under = tuple(_moved(chord, bar_line) for chord in phrase.chords)
        line = _sung_line(phrase, midis, bar_line, setting.grid.slot_beats)
        lines.append(with_melisma(line, under, share, setting))
        chords += under
        bar_line += phrase.room.bars * setting.bar_beats
    return ScoreSection(stretch.name, stretch.kind, start, bar_line - start, tuple(chords), tuple(lines))


def _sung_line(phrase: Phrase, midis: tuple[int, ...], bar_line: float, slot_beats: float) -> SungLine:
    notes = zip(phrase.slots, phrase.lengths, midis, phrase.line.places, strict=True)
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
        replace(section, start_beat=start, length_beats=end - start, chords=_between(chords, start, end))
        for section, start, end in zip(sections, starts, ends, strict=True)
    )


def _between(chords: list[Chord], start: float, end: float) -> tuple[Chord, ...]:
    """Return what sounds from `start` to `end`, the outer chords cut."""
    return tuple(
        Chord(chord.root, chord.quality, max(first, start), min(last, end) - max(first, start), chord.bass)
        for chord in chords
        if (first := chord.start_beat) < end and (last := chord.start_beat + chord.length_beats) > start
    )
