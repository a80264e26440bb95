"""The command line says what happened and leaves with the right number."""

from pathlib import Path

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


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--message", " "], "message"),
        (["--message", MESSAGE, "--genre", "polka"], "polka"),
        (["--message", MESSAGE, "--language", "tlh"], "tlh"),
        (["--message", MESSAGE, "--voice", "elvis"], "elvis"),
        (["--message", MESSAGE, "--length", "endless"], "endless"),
        (["--message", MESSAGE, "--mood", "grumpy"], "grumpy"),
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
