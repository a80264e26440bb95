"""What a singer can sing and a listener can hum: range, stress, harmony, breath, and a tune that returns."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest

from edge_service.errors import UnknownLength, UnknownMood
from edge_service.song.lyrics import Lyrics
from edge_service.song.score import Chord, Score
from edge_service.song.voice import Voice
from edge_service.studio.band import genres, load_style
from edge_service.studio.composer.setting import choose_setting
from edge_service.studio.lyricist import moods, spell_line
from tests.studio.composer.songs import (
    MAN,
    WOMAN,
    WORDS,
    composed,
    dedication,
    form_words,
    section,
    song,
    song_words,
    sung_lines,
    sung_notes,
    syllable_notes,
    weight,
)

GENRES = [style.name for style in genres()]
SONGS = [
    (genre, language, voice, seed, mood)
    for genre in GENRES
    for language, voice, seed, mood in [
        ("en", WOMAN, 1, "warm"),
        ("en", MAN, 2, "nostalgic"),
        ("es", WOMAN, 3, "joyful"),
        ("es", MAN, 4, "tender"),
    ]
]
SOME_GENRES = ("pop", "ballad", "lofi")  # every way of counting: by eighths, in three, slow
every_song = pytest.mark.parametrize(
    "score", [pytest.param(each, id=f"{each[0]}-{each[1]}-{each[3]}") for each in SONGS], indirect=True
)


@pytest.fixture
def score(request: pytest.FixtureRequest) -> Score:
    return song(*request.param)


def chord_under(score: Score, beat: float) -> Chord:
    chords = [chord for part in score.sections for chord in part.chords]
    return [chord for chord in chords if chord.start_beat <= beat + 1e-6][-1]


@pytest.mark.parametrize("genre", SOME_GENRES)
@pytest.mark.parametrize("voice", [WOMAN, MAN, replace(WOMAN, high_midi=66), replace(MAN, high_midi=64)])
def test_every_note_is_in_the_singers_range(genre: str, voice: Voice) -> None:
    midis = [note.midi for note in sung_notes(song(genre, "en", voice))]
    assert voice.low_midi <= min(midis) <= max(midis) <= voice.high_midi


@every_song
def test_no_genre_leaves_the_range(score: Score) -> None:
    midis = [note.midi for note in sung_notes(score)]
    voice = WOMAN if min(midis) >= WOMAN.low_midi else MAN
    assert voice.low_midi <= min(midis) <= max(midis) <= voice.high_midi


@every_song
def test_the_chorus_lies_a_little_higher_than_the_verse(score: Score) -> None:
    heights = {
        kind: [n.midi for part in score.sections if part.kind == kind for x in part.lines for n in x.notes]
        for kind in ("verse", "chorus")
    }
    mean = {kind: sum(notes) / len(notes) for kind, notes in heights.items()}
    assert mean["verse"] < mean["chorus"] < mean["verse"] + 7


@every_song
def test_every_syllable_has_its_note_in_order(score: Score) -> None:
    for line in sung_lines(score):
        assert [(note.word, note.syllable) for note in syllable_notes(line)] == list(line.line.places)


@every_song
def test_notes_do_not_overlap(score: Score) -> None:
    for before, after in pairwise(sung_notes(score)):
        assert before.start_beat + before.length_beats <= after.start_beat + 1e-6


@every_song
def test_sections_follow_one_another_and_hold_their_lines_and_chords(score: Score) -> None:
    assert score.sections[0].start_beat == 0
    for before, after in pairwise(score.sections):
        assert before.start_beat + before.length_beats == pytest.approx(after.start_beat)
    for part in score.sections:
        end = part.start_beat + part.length_beats
        for note in (note for line in part.lines for note in line.notes):
            assert (
                part.start_beat - 1e-6 <= note.start_beat < note.start_beat + note.length_beats <= end + 1e-6
            )
        assert part.chords[0].start_beat == pytest.approx(part.start_beat)
        assert sum(chord.length_beats for chord in part.chords) == pytest.approx(part.length_beats)


@every_song
def test_strong_beats_carry_chord_tones(score: Score) -> None:
    strong = [note for note in sung_notes(score) if weight(note.start_beat, score.metre) >= 3]
    settled = [n for n in strong if n.midi % 12 in chord_under(score, n.start_beat).pitch_classes]
    assert len(settled) >= 0.9 * len(strong)


@every_song
def test_stressed_syllables_lie_on_stronger_beats_than_their_unstressed_neighbours(score: Score) -> None:
    kept = Counter[bool]()
    for line in sung_lines(score):
        marks = line.line.stresses
        weights = [weight(note.start_beat, score.metre) for note in syllable_notes(line)]
        for (stressed, a), (other, b) in pairwise(zip(marks, weights, strict=True)):
            if stressed != other:
                kept[(a > b) == stressed and a != b] += 1
    assert kept[True] >= 0.85 * kept.total()


@every_song
def test_leaps_stay_within_an_octave_and_most_motion_is_by_step(score: Score) -> None:
    sizes = [abs(b.midi - a.midi) for line in sung_lines(score) for a, b in pairwise(line.notes)]
    assert max(sizes) <= 12
    assert sum(size <= 2 for size in sizes) >= 0.6 * len(sizes)
    assert sum(size == 0 for size in sizes) <= 0.35 * len(sizes)


@every_song
def test_syllables_last_long_enough_to_be_understood_and_lines_ring_out(score: Score) -> None:
    for line in sung_lines(score):
        seconds = [score.seconds(note.length_beats) for note in line.notes]
        assert min(seconds) >= 0.2
        assert 0.55 <= seconds[-1] <= 1.8
        assert sum(seconds[:-1]) / max(1, len(seconds) - 1) >= 0.25


@every_song
def test_there_is_a_breath_between_lines(score: Score) -> None:
    for before, after in pairwise(sung_lines(score)):
        end = before.notes[-1].start_beat + before.notes[-1].length_beats
        assert score.seconds(after.notes[0].start_beat - end) >= 0.3


@every_song
def test_the_song_begins_with_two_seconds_of_band_and_ends_on_the_tonic_chord(score: Score) -> None:
    assert score.seconds(sung_notes(score)[0].start_beat) >= 2.0
    last = score.sections[-1].chords[-1]
    assert last.root == score.tonic
    assert score.seconds(last.length_beats) >= 1.5


@every_song
def test_a_standard_song_lasts_about_a_minute(score: Score) -> None:
    assert 55 <= score.seconds(score.length_beats) <= 75


@every_song
def test_the_chorus_returns_with_the_same_tune(score: Score) -> None:
    choruses = [part for part in score.sections if part.kind == "chorus"]
    tunes = [
        [
            (note.start_beat - part.lines[0].notes[0].start_beat, note.length_beats, note.midi)
            for line in part.lines
            for note in line.notes
        ]
        for part in choruses
    ]
    assert len(tunes) == 2
    assert tunes[0] == [pytest.approx(note) for note in tunes[1]]


@pytest.mark.parametrize("genre", GENRES)
def test_verses_share_their_tune(genre: str) -> None:
    """Where two verses have a syllable in the same place of the bar, they mostly have the same note."""
    score = song(genre)
    bar_beats = score.metre[0]
    first, second = [part for part in score.sections if part.kind == "verse"]
    same = Counter[bool]()
    for one, two in zip(first.lines, second.lines, strict=True):
        base = [line.notes[-1].start_beat // bar_beats for line in (one, two)]
        tunes = [
            {round(note.start_beat - bar_beats * bar, 3): note.midi for note in line.notes}
            for line, bar in zip((one, two), base, strict=True)
        ]
        for beat in tunes[0].keys() & tunes[1].keys():
            same[tunes[0][beat] == tunes[1][beat]] += 1
    assert same[True] >= 0.5 * same.total() > 0


@pytest.mark.parametrize("genre", SOME_GENRES)
def test_another_seed_gives_another_tune_and_the_same_seed_the_same(genre: str) -> None:
    tunes = {
        tuple(note.midi - score.tonic for note in sung_notes(score))
        for score in (song(genre, seed=seed) for seed in range(4))
    }
    assert len(tunes) == 4
    again = composed(song_words("en"), dedication(genre), load_style(genre), WOMAN)
    assert again == song(genre)


@pytest.mark.parametrize("genre", GENRES)
def test_every_mood_of_the_lyricist_can_be_composed(genre: str) -> None:
    style = load_style(genre)
    modes = {choose_setting(dedication(genre, mood=mood), style, WOMAN).key.mode for mood in moods()}
    assert modes <= {"major", "minor"}


@pytest.mark.parametrize("genre", GENRES)
@pytest.mark.parametrize(("length", "least", "most"), [("short", 28, 45), ("long", 110, 160)])
def test_short_and_long_songs_keep_their_length(genre: str, length: str, least: int, most: int) -> None:
    words = form_words(genre, length)
    score = composed(words, dedication(genre, length=length), load_style(genre), WOMAN)
    assert least <= score.seconds(score.length_beats) <= most


@pytest.mark.parametrize("genre", SOME_GENRES)
@pytest.mark.parametrize(
    "text",
    [
        "Mum",
        "Thank you",
        "of the and to the",
        "Thank you for every single Sunday morning that you made us pancakes, dear old Mum",
        "Happy birthday to the best and most wonderful grandfather in all of California",
        "Run run run run run run run run run run run run",
    ],
)
def test_edited_lines_of_any_length_can_be_sung(genre: str, text: str) -> None:
    words = song_words("en")
    words = type(words)("Odd", "en", (section("Verse 1", [text, "And a story while we eat", text]),))
    score = composed(words, dedication(genre), load_style(genre), MAN)
    for line in sung_lines(score):
        assert len(syllable_notes(line)) == line.line.syllable_count
        assert min(score.seconds(note.length_beats) for note in line.notes) >= 0.2


@pytest.mark.parametrize("sections", [["Chorus"], ["Verse 1"] * 7, ["Chorus", "Chorus", "Verse 2"]])
def test_every_section_of_edited_lyrics_is_sung_in_order(sections: list[str]) -> None:
    score = composed(song_words("en", tuple(sections)), dedication("pop"), load_style("pop"), WOMAN)
    assert [part.name for part in score.sections] == ["Intro", *sections, "Outro"]


def test_an_unstressed_beginning_comes_before_the_bar_line() -> None:
    line = spell_line("Whatever comes, I know the way", "en")
    score = song("pop")
    sung = next(each for each in sung_lines(score) if each.line == line)
    assert sung.notes[0].start_beat % 4 >= 3
    assert sung.notes[1].start_beat % 4 == 0


def test_an_unknown_mood_or_length_is_refused_by_name() -> None:
    style, words = load_style("pop"), song_words("en")
    with pytest.raises(UnknownMood, match="gloomy"):
        composed(words, dedication("pop", mood="gloomy"), style, WOMAN)
    with pytest.raises(UnknownLength, match="endless"):
        composed(words, dedication("pop", length="endless"), style, WOMAN)


def test_a_chorus_under_two_names_leaves_room_for_what_follows_each() -> None:
    names = ("Verse 1", "Chorus", "Verse 2", "Chorus 2")
    texts = {**WORDS["en"], "Chorus 2": WORDS["en"]["Chorus"], "Verse 2": ["In the a of the morning light"]}
    words = Lyrics("Odd", "en", tuple(section(name, texts[name]) for name in (*names, "Verse 2", "Chorus 2")))
    for genre in SOME_GENRES:
        score = composed(words, dedication(genre), load_style(genre), WOMAN)
        for before, after in pairwise(sung_notes(score)):
            assert before.start_beat + before.length_beats <= after.start_beat + 1e-6


def test_lyrics_much_too_long_for_the_length_are_not_hurried() -> None:
    words = song_words("en", ("Verse 1", "Chorus", "Verse 2") * 3)
    scores = [
        composed(words, dedication("lofi", length=length), load_style("lofi"), WOMAN)
        for length in ("short", "long")
    ]
    assert scores[0].tempo_bpm == scores[1].tempo_bpm
