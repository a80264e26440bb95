"""The timeline tells when each word is sung, in seconds."""

from edge_service.studio.mixer import timeline
from tests.studio.factory import shared_note_score, small_score


def test_words_start_with_their_first_note_and_end_with_their_last() -> None:
    words = timeline(small_score()).sections[0].lines[0].words
    assert [(word.text, word.start, word.end) for word in words] == [("Hello,", 1.75, 2.5), ("sun", 2.5, 3.5)]


def test_a_section_begins_with_its_anacrusis_and_ends_with_its_last_bar() -> None:
    section = timeline(small_score()).sections[0]
    assert (section.name, section.start, section.end) == ("Chorus", 1.75, 6.0)


def test_sections_without_words_are_left_out_and_notes_keep_their_syllables() -> None:
    times = timeline(small_score(60.0))
    assert [section.name for section in times.sections] == ["Chorus"]
    assert [(note.start, note.end, note.midi, note.syllable) for note in times.notes] == [
        (3.5, 4.0, 60, "hə"),
        (4.0, 5.0, 64, "loʊ"),
        (5.0, 7.0, 67, "sʌn"),
    ]


def test_two_words_that_share_a_note_have_half_of_it_each() -> None:
    times = timeline(shared_note_score())
    words = times.sections[0].lines[0].words
    assert [(word.text, word.start, word.end) for word in words] == [
        ("yo", 0.0, 0.5),
        ("y", 0.5, 1.0),
        ("tú", 1.0, 2.0),
    ]
    assert [note.syllable for note in times.notes] == ["ʝoi", "tu"]
