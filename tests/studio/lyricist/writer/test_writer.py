"""A language model of the household's own may write, but what it writes is looked at line by line."""

from pathlib import Path

import pytest

from edge_service.errors import ModelCorrupt, ModelMissing
from edge_service.song.dedication import Dedication
from edge_service.studio.catalog import Catalog
from edge_service.studio.lyricist.breaking import Fit
from edge_service.studio.lyricist.songbook import load_songbook
from edge_service.studio.lyricist.writer import open_writer, propose
from edge_service.studio.lyricist.writer.checks import Rules, mended
from edge_service.studio.lyricist.writer.proposals import Asked, _examples
from edge_service.studio.models import Models

from .bigrams import write_writer

CARD = 'name = "Bigrams"\nversion = "1"\nlicence = "CC0-1.0"\nsource = "made here"\n'
FIT = Fit(6, 10)
DEDICATION = Dedication("Mum, thank you for the Sunday pancakes with Luca.", to="Mum", sender="Ana", seed=3)
RULES = Rules(DEDICATION, FIT, ("the Sunday pancakes",))
SONG = "Your batter waited in a bowl\nTogether we would share one roll\n"


@pytest.fixture
def models(tmp_path: Path) -> Models:
    return Models(Catalog(tmp_path, {}, {}), threads=1, provider="cpu")


def asked(**changes: object) -> Asked:
    return Asked(Dedication(**{**vars(DEDICATION), **changes}), "gratitude", FIT, ("the Sunday pancakes",))  # type: ignore[arg-type]  # a test's keywords


def test_what_the_model_writes_comes_back_as_couplets(tmp_path: Path, models: Models) -> None:
    writer = open_writer(write_writer(tmp_path / "w", SONG, CARD), models)
    stanzas = propose(asked(), writer)
    lines = {line for stanza in stanzas for line in stanza.lines}
    assert lines == {"Your batter waited in a bowl", "Together we would share one roll"}
    assert any(len(stanza.lines) == 2 for stanza in stanzas)


def test_the_same_seed_gives_the_same_lines(tmp_path: Path, models: Models) -> None:
    song = SONG + "The kettle sang, the morning came\nAnd every cup still had a name\n"
    writer = open_writer(write_writer(tmp_path / "w", song), models)
    assert propose(asked(), writer) == propose(asked(), writer)


def test_a_couplet_of_the_songbook_is_not_passed_off_as_the_models(tmp_path: Path, models: Models) -> None:
    known = load_songbook("en").themes["gratitude"].couplets
    song = "".join("\n".join(stanza.lines) + "\n" for stanza in known)
    writer = open_writer(write_writer(tmp_path / "w", song), models)
    shown = {line for stanza in propose(asked(), writer) for line in stanza.lines}
    examples = _examples(asked())
    assert not shown & {line for example in examples for line in example.split("\n")}


def test_a_song_can_say_who_wrote(tmp_path: Path, models: Models) -> None:
    named = open_writer(write_writer(tmp_path / "w", SONG, CARD), models).source
    assert (named.name, named.licence, len(named.sha256)) == ("Bigrams", "CC0-1.0", 64)
    assert open_writer(write_writer(tmp_path / "mine", SONG), models).source.name == "mine"


def test_a_chat_model_is_asked_in_its_own_form(tmp_path: Path, models: Models) -> None:
    folder = write_writer(tmp_path / "w", SONG)
    form = "{% for message in messages %}<{{ message.role }}>{{ message.content }}{% endfor %}<me>"
    (folder / "chat_template.jinja").write_text(form)
    assert open_writer(folder, models).prompt("Sing!", "La") == "<user>Sing!<me>La"


def test_a_form_that_reaches_out_is_refused(tmp_path: Path, models: Models) -> None:
    folder = write_writer(tmp_path / "w", SONG)
    (folder / "chat_template.jinja").write_text("{{ messages.__class__.__mro__ }}")
    with pytest.raises(ModelCorrupt, match="chat_template"):
        open_writer(folder, models).prompt("Sing!", "")


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_a_folder_without_a_file_names_it_and_the_cure(tmp_path: Path, models: Models, name: str) -> None:
    folder = write_writer(tmp_path / "w", SONG)
    (folder / name).unlink()
    with pytest.raises(ModelMissing, match=name.replace(".", r"\.")) as told:
        open_writer(folder, models)
    assert "export_writer" in told.value.hint


def test_a_damaged_tokenizer_is_told_apart(tmp_path: Path, models: Models) -> None:
    folder = write_writer(tmp_path / "w", SONG)
    (folder / "tokenizer.json").write_text("{}")
    with pytest.raises(ModelCorrupt, match="tokenizer"):
        open_writer(folder, models)


@pytest.mark.parametrize(
    ("line", "sung"),
    [
        ("1. The kettle sings, the morning stays,", "The kettle sings, the morning stays"),
        ("- “you kept a chair for me at noon”", "You kept a chair for me at noon"),
        (
            "You kept a chair for me at noon, and every afternoon I came to sit with you",
            "You kept a chair for me at noon",
        ),
        ("Thank you, Mum, for Luca's cake", "Thank you, Mum, for Luca's cake"),
    ],
)
def test_a_line_is_mended_where_that_is_enough(line: str, sung: str) -> None:
    assert mended(line, RULES) == sung


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Sure! Here are some lines for you: [Verse 1]",
        "Thank you for everything, dear Jessica",
        "The morning and the evening and the",
        "Love my love my love my love",
        "I will kill you in the kitchen",
        "Merci pour les crêpes du dimanche",
        "Warm",
        "Visit https://example.com tonight",
    ],
)
def test_a_line_that_cannot_be_mended_is_turned_down(line: str) -> None:
    assert mended(line, RULES) == ""
