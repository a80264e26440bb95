"""The command line says what happened and leaves with the right number."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from edge_service.cli import main

MESSAGE = "Thank you for the Sunday pancakes"


@pytest.fixture
def goodwave(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]  # a closure
    monkeypatch.setenv("GOODWAVE_CONFIG", str(tmp_path / "none.toml"))
    monkeypatch.setenv("GOODWAVE_HUB_DATA_DIR", str(tmp_path / "data"))

    def call(*args: str) -> Result:
        return CliRunner().invoke(main, args)

    return call


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("voices", "female"),
        ("genres", "ballad"),
        ("languages", "Español"),
        ("models", "Apache-2.0"),
        ("config", "port = 8080"),
    ],
)
def test_each_list_shows_what_the_data_files_have(goodwave, command: str, expected: str) -> None:  # type: ignore[no-untyped-def]
    result = goodwave(command)
    assert result.exit_code == 0, result.output
    assert expected in result.output


def test_lyrics_hold_the_name_and_come_out_as_text(goodwave) -> None:  # type: ignore[no-untyped-def]
    result = goodwave("lyrics", "--message", MESSAGE, "--to", "Mum", "--seed", "1")
    assert result.exit_code == 0, result.output
    assert "Mum" in result.output
    assert "[Chorus]" in result.output
    assert goodwave("lyrics", "--message", MESSAGE, "--to", "Mum", "--seed", "1").output == result.output


def draft_of(goodwave, *more: str) -> dict[str, Any]:  # type: ignore[no-untyped-def]
    result = goodwave("lyrics", "--message", MESSAGE, "--to", "Mum", "--json", *more)
    assert result.exit_code == 0, result.output
    return dict(json.loads(result.output))


def test_a_draft_comes_out_whole_as_json(goodwave) -> None:  # type: ignore[no-untyped-def]
    draft = draft_of(goodwave, "--seed", "1")
    assert draft["seed"] == 1
    assert len(set(draft["titles"])) == 3
    assert draft["understood"]["theme"] == "gratitude"
    lines = [line for section in draft["sections"] for line in section["drafted"]]
    assert {line["source"] for line in lines} == {"message", "songbook"}
    assert [line["id"] for line in draft["sections"][1]["drafted"]][:2] == ["1.0", "1.1"]


def test_locked_lines_stay_and_the_others_change(goodwave) -> None:  # type: ignore[no-untyped-def]
    kept = ["0.1=Butter runs along the pan", "1.0=Oh Mum, you know the way"]
    locked = [argument for line in kept for argument in ("--lock", line)]
    one, other = (draft_of(goodwave, "--seed", seed, *locked) for seed in ("1", "2"))
    for draft in (one, other):
        lines = {line["id"]: line for section in draft["sections"] for line in section["drafted"]}
        assert lines["0.1"] == {"id": "0.1", "text": "Butter runs along the pan", "source": "person"}
        assert lines["1.0"]["text"] == "Oh Mum, you know the way"
    assert one["text"] != other["text"]


def test_a_message_is_sung_word_for_word(goodwave) -> None:  # type: ignore[no-untyped-def]
    draft = draft_of(goodwave, "--word-for-word")
    sung = " ".join(line for section in draft["sections"] for line in section["lines"])
    assert sung.lower() == MESSAGE.lower()


def test_own_lyrics_are_looked_at_and_left_as_they_are(goodwave, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "own.txt").write_text("# Our Song\n\n[Verse]\nHello Mum\n\n[Chorus]\nSunday light")
    draft = draft_of(goodwave, "--lyrics", str(tmp_path / "own.txt"))
    assert draft["title"] == draft["titles"][0] == "Our Song"
    assert [section["lines"] for section in draft["sections"]] == [["Hello Mum"], ["Sunday light"]]


def test_a_theme_that_is_told_wins(goodwave) -> None:  # type: ignore[no-untyped-def]
    told, read = (draft_of(goodwave, "--seed", "1", *more) for more in (["--theme", "birthday"], []))
    assert told["text"] != read["text"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--message", " "], "message"),
        (["--message", MESSAGE, "--genre", "polka"], "polka"),
        (["--message", MESSAGE, "--language", "tlh"], "tlh"),
        (["--message", MESSAGE, "--voice", "elvis"], "elvis"),
        (["--message", MESSAGE, "--length", "endless"], "endless"),
        (["--message", MESSAGE, "--mood", "grumpy"], "grumpy"),
        (["--message", MESSAGE, "--theme", "tax"], "tax"),
        (["--message", MESSAGE, "--lock", "one"], "one"),
        (["--message", MESSAGE, "--lock", "one=two"], "one"),
        (["--message", MESSAGE, "--lock", "0.0=I hate you"], "hurt"),
        (["--message", MESSAGE, "--lock", "0.0=Привет"], "letters"),
        ([], "--message"),
    ],
)
def test_wrong_use_leaves_with_two_and_a_sentence(goodwave, arguments: list[str], says: str) -> None:  # type: ignore[no-untyped-def]
    result = goodwave("lyrics", *arguments)
    assert result.exit_code == 2
    assert says in result.output
    assert "Traceback" not in result.output


def test_a_folder_that_is_taken_leaves_with_one_and_nothing_is_lost(goodwave, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "letter.txt").write_text("dear")
    result = goodwave("sing", "--message", MESSAGE, "--out", str(tmp_path))
    assert result.exit_code == 1
    assert "nothing was touched" in result.output
    assert (tmp_path / "letter.txt").exists()


def test_lyrics_that_are_no_text_leave_with_one_and_a_sentence(goodwave, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "picture.txt").write_bytes(b"\xff\xd8\xff\xe0")
    file, out = str(tmp_path / "picture.txt"), tmp_path / "song"
    result = goodwave("sing", "--message", MESSAGE, "--lyrics", file, "--out", str(out))
    assert result.exit_code == 1
    assert "plain text" in result.output
    assert not out.exists()


def test_missing_models_leave_with_one_and_name_the_cure(goodwave, monkeypatch, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("GOODWAVE_STUDIO_MODELS_DIR", str(tmp_path / "nowhere"))
    result = goodwave("sing", "--message", MESSAGE, "--out", str(tmp_path / "song"))
    assert result.exit_code == 1
    assert "make models" in result.output


def test_check_names_a_damaged_model(goodwave, monkeypatch, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    from tests.studio.test_models import write_models

    write_models(tmp_path)
    (tmp_path / "plus.onnx").write_bytes(b"broken")
    monkeypatch.setenv("GOODWAVE_STUDIO_MODELS_DIR", str(tmp_path))
    result = goodwave("check")
    assert result.exit_code == 1
    assert "damaged" in result.output


def test_a_hub_is_backed_up_restored_and_exported_in_a_command_each(goodwave, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "data").mkdir()
    for command, file in (("backup", "hub.zip"), ("restore", "hub.zip"), ("export", "songs.zip")):
        result = goodwave(command, str(tmp_path / file))
        assert result.exit_code == 0, result.output
    assert "moved aside" not in result.output
    again = goodwave("export", str(tmp_path / "songs.zip"))
    assert again.exit_code == 1
    assert "nothing was touched" in again.output


def test_a_file_that_is_no_backup_leaves_with_one_and_a_sentence(goodwave, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "letter.txt").write_text("dear")
    result = goodwave("restore", str(tmp_path / "letter.txt"))
    assert result.exit_code == 1
    assert "no whole backup" in result.output
