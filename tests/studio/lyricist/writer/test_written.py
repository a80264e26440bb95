"""What a bigger writer offers is sung where it fits, and the song says so."""

import logging
from functools import partial
from pathlib import Path

import pytest

from edge_service.errors import ModelMissing
from edge_service.song.dedication import Dedication
from edge_service.studio.band import load_style
from edge_service.studio.catalog import Catalog
from edge_service.studio.lyricist import (
    OpenedWriter,
    Wish,
    check_dedication,
    draft_as_wished,
    open_writer,
    write,
)
from edge_service.studio.models import Models

from .bigrams import write_writer

STYLE = load_style("pop")
SONG = (
    "Your batter waited in a bowl\nTogether we would share one roll\n"
    "The kettle hummed beside the door\nNobody ever asked for more\n"
)
CARD = 'name = "Bigrams"\nversion = "1"\nlicence = "CC0-1.0"\nsource = "made here"\n'
MUM = check_dedication(Dedication("Mum, thank you for the Sunday pancakes.", to="Mum", sender="Ana", seed=3))


@pytest.fixture
def writer(tmp_path: Path) -> OpenedWriter:
    models = Models(Catalog(tmp_path, {}, {}), threads=1, provider="cpu")
    return partial(open_writer, write_writer(tmp_path / "w", SONG, CARD), models)


def test_a_draft_tells_the_writers_lines_from_the_others(writer: OpenedWriter) -> None:
    drafted = draft_as_wished(MUM, STYLE, Wish(), writer=writer)
    theirs = {
        line.text
        for section, sources in zip(drafted.lyrics.sections, drafted.sources, strict=True)
        for line, source in zip(section.lines, sources, strict=True)
        if source == "writer"
    }
    assert theirs
    assert theirs <= set(SONG.splitlines())


def test_a_song_says_who_wrote_its_words(writer: OpenedWriter) -> None:
    made_by = write(MUM, STYLE, writer=writer).made_by
    assert [source.name for source in made_by] == ["Bigrams", "goodwave songbook, en, gratitude"]
    assert all(len(source.sha256) == 64 for source in made_by)


def test_a_writer_is_named_when_its_lines_come_back_as_the_persons_own(writer: OpenedWriter) -> None:
    drafted = draft_as_wished(MUM, STYLE, Wish(), writer=writer)
    assert (
        write(MUM, STYLE, drafted.lyrics.text, writer=writer).made_by
        == write(MUM, STYLE, writer=writer).made_by
    )


def test_nobody_else_is_named_for_words_that_are_all_the_persons(writer: OpenedWriter) -> None:
    own = "[Verse]\nYou taught me how to ride a bike\n[Chorus]\nThere is nobody like you, Mum"
    assert write(MUM, STYLE, own, writer=writer).made_by == ()


def test_a_writer_that_is_gone_leaves_the_songbook_to_it(caplog: pytest.LogCaptureFixture) -> None:
    def gone() -> None:
        raise ModelMissing("The writer's model has no model.onnx.", "Export it.")

    with caplog.at_level(logging.WARNING):
        written = write(MUM, STYLE, writer=gone)  # type: ignore[arg-type]  # it never opens
    assert written == write(MUM, STYLE)
    assert "the songbook writes alone" in caplog.text
