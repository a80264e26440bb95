"""The second voice goes along with the tune, in its scale and range, where the style wants it."""

from collections import Counter
from dataclasses import replace

import pytest

from edge_service.song.score import SCALES, Score, ScoreSection
from edge_service.song.style import HarmonyVoice
from edge_service.studio.band import load_style
from tests.studio.composer.songs import MAN, WOMAN, composed, dedication, song, song_words, sung_lines

SOME_GENRES = ("pop", "ballad", "lofi")


def harmonised(wanted: HarmonyVoice, genre: str = "pop", seed: int = 1, language: str = "en") -> Score:
    style = replace(load_style(genre), harmony_voice=wanted)
    return composed(song_words(language), dedication(genre, seed), style, WOMAN)


def choruses(score: Score) -> list[ScoreSection]:
    return [section for section in score.sections if section.kind == "chorus"]


@pytest.mark.parametrize("genre", SOME_GENRES)
@pytest.mark.parametrize("way", ["below", "above"])
def test_it_sings_thirds_and_sixths_in_the_key_and_in_range(genre: str, way: str) -> None:
    sizes, apart = Counter[int](), Counter[bool]()
    for seed in range(3):
        score = harmonised(HarmonyVoice(way, "all", 4), genre, seed)  # type: ignore[arg-type]
        scale = {(score.tonic + step) % 12 for step in SCALES[score.mode]}
        for line in (line for section in choruses(score) for line in section.lines):
            for note, second in zip(line.notes, line.harmony, strict=True):
                assert WOMAN.low_midi <= second.midi <= WOMAN.high_midi
                assert (second.start_beat, second.length_beats) == (note.start_beat, note.length_beats)
                sizes[abs(second.midi - note.midi)] += 1
                apart[second.midi % 12 in scale] += 1
    assert set(sizes) <= {0, 3, 4, 5, 7, 8, 9}
    assert sizes[3] + sizes[4] + sizes[8] + sizes[9] >= 0.7 * sizes.total()
    assert sizes[0] <= 0.05 * sizes.total()
    assert apart[True] >= 0.95 * apart.total()


def test_what_is_held_agrees_with_the_chord() -> None:
    score = harmonised(HarmonyVoice("below", "all", 4))
    held = [
        (second.midi % 12, [c for c in section.chords if c.start_beat <= second.start_beat + 1e-6][-1])
        for section in choruses(score)
        for line in section.lines
        for second in line.harmony
        if score.seconds(second.length_beats) >= 0.45
    ]
    assert len(held) >= 8
    settled = [midi in chord.pitch_classes for midi, chord in held]
    assert sum(settled) >= 0.85 * len(settled)


def test_a_double_sings_the_tune() -> None:
    for line in choruses(harmonised(HarmonyVoice("double", "all", 4)))[0].lines:
        assert line.harmony == line.notes


def test_it_joins_the_last_lines_of_the_choruses_asked_for() -> None:
    def joined(wanted: HarmonyVoice) -> list[list[bool]]:
        return [[bool(line.harmony) for line in part.lines] for part in choruses(harmonised(wanted))]

    assert joined(HarmonyVoice("below", "last", 2)) == [[False] * 4, [False, False, True, True]]
    assert joined(HarmonyVoice("below", "all", 9)) == [[True] * 4] * 2
    assert joined(HarmonyVoice("below", "none", 4)) == [[False] * 4] * 2


def test_verses_are_sung_alone() -> None:
    for genre in SOME_GENRES:
        score = song(genre, "es", MAN, 4, "tender")
        assert not any(
            line.harmony for part in score.sections if part.kind != "chorus" for line in part.lines
        )
        assert any(line.harmony for line in sung_lines(score))
