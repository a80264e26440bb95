"""A song folder is there whole, or not at all."""

import errno
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile
from mutagen.flac import FLAC
from mutagen.id3 import ID3
from PIL import Image

from edge_service.errors import DiskFull, FolderTaken
from edge_service.song.audio import SAMPLE_RATE_HZ, Audio, Master
from edge_service.song.cover import Cover
from edge_service.song.dedication import Dedication
from edge_service.song.folder import read_song
from edge_service.song.song import Song, Source
from edge_service.studio import package as packaging
from edge_service.studio.package import Recording, check_folder, package
from edge_service.studio.progress import Steps
from tests.studio.factory import small_lyrics, small_score


def recording() -> Recording:
    score = small_score()
    times = np.arange(int(score.seconds(score.length_beats) * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
    mono = (0.2 * np.sin(2 * np.pi * 440 * times)).astype(np.float32)
    stereo = np.stack([mono, mono], axis=1)
    pixels = np.zeros((1024, 1024, 3), dtype=np.uint8)
    return Recording(
        "abc",
        Dedication("Hello, sun", to="Mum", sender="Léa", seed=7),
        small_lyrics(),
        score,
        Master(Audio(stereo), Audio(mono), Audio(stereo), -16.0, -2.6),
        b"MThd",
        Cover(pixels, "A dark square.", ()),
        (Source("singer", "1", "0" * 64, "Apache-2.0", "a wheel"),),
    )


def packaged(folder: Path, stems: bool = True) -> Song:
    steps = Steps(lambda _: None)
    with steps.run("package"):
        return package(recording(), folder, stems, steps)


def test_the_folder_holds_every_file_that_song_json_names(tmp_path: Path) -> None:
    song = packaged(tmp_path / "song")
    data = json.loads((tmp_path / "song" / "song.json").read_text("utf-8"))
    assert set(song.files) == {"audio", "lossless", "cover", "lyrics", "score", "vocals", "band"}
    for name in data["files"].values():
        assert (tmp_path / "song" / name).stat().st_size > 0
    assert {path.name for path in tmp_path.iterdir()} == {"song"}


def test_a_second_voice_has_a_stem_of_its_own(tmp_path: Path) -> None:
    made = recording()
    quiet = Audio(made.master.band.samples * np.float32(0.1))
    steps = Steps(lambda _: None)
    with steps.run("package"):
        second = replace(made, master=replace(made.master, backing=quiet))
        song = package(second, tmp_path / "song", True, steps)
    heard, _ = soundfile.read(tmp_path / "song" / song.files["backing"])
    assert heard.shape == quiet.samples.shape
    np.testing.assert_allclose(heard, quiet.samples, atol=1e-5)


def test_song_json_has_every_field_of_the_contract(tmp_path: Path) -> None:
    packaged(tmp_path / "song")
    data = json.loads((tmp_path / "song" / "song.json").read_text("utf-8"))
    head = ["id", "title", "dedication", "language", "genre", "mood", "voice", "seed", "tempo_bpm", "metre"]
    tail = ["lyrics", "notes", "loudness", "timings", "files", "provenance"]
    assert list(data) == [*head, "key", "duration_seconds", *tail]
    assert data["dedication"]["from"] == "Léa"
    assert set(data["lyrics"]["sections"][0]) == {"name", "start", "end", "lines"}
    assert set(data["lyrics"]["sections"][0]["lines"][0]) == {"text", "start", "end", "words"}
    assert set(data["notes"][0]) == {"start", "end", "midi", "syllable"}
    assert set(data["loudness"]) == {"integrated_lufs", "true_peak_dbtp"}
    assert set(data["provenance"][0]) == {"name", "version", "sha256", "licence", "source"}
    assert data["timings"]["package"] > 0
    assert data["key"] == "C major"


def test_a_song_read_back_is_the_song_that_was_written(tmp_path: Path) -> None:
    assert packaged(tmp_path / "song") == read_song(tmp_path / "song")


def test_sound_files_have_the_length_and_level_of_the_master(tmp_path: Path) -> None:
    song = packaged(tmp_path / "song")
    for name in ("audio", "lossless", "vocals", "band"):
        samples, rate = soundfile.read(tmp_path / "song" / song.files[name], always_2d=True)
        assert rate == SAMPLE_RATE_HZ
        assert len(samples) / rate == pytest.approx(song.duration_seconds, abs=0.03)
        assert np.abs(samples).max() == pytest.approx(0.2, abs=0.01)


def test_without_stems_none_are_written(tmp_path: Path) -> None:
    song = packaged(tmp_path / "song", stems=False)
    assert not {"vocals", "band"} & set(song.files)
    assert not (tmp_path / "song" / "stems").exists()


def test_tags_carry_title_people_words_with_times_cover_gain_and_origin(tmp_path: Path) -> None:
    packaged(tmp_path / "song")
    tags = ID3(tmp_path / "song" / "song.mp3")
    assert str(tags["TIT2"]) == "Hello, sun"
    assert str(tags["TPE1"]) == "Léa → Mum"
    assert "Hello, sun" in str(tags.getall("USLT")[0])
    assert tags.getall("SYLT")[0].text == [("\nHello,", 1750), (" sun", 2500)]
    assert tags.getall("APIC")[0].data[:2] == b"\xff\xd8"
    assert str(tags["TXXX:REPLAYGAIN_TRACK_GAIN"]) == "-2.00 dB"
    assert "singer 1 (Apache-2.0)" in str(tags.getall("COMM")[0])
    assert (str(tags["TXXX:FROM"]), str(tags["TXXX:TO"])) == ("Léa", "Mum")
    assert (str(tags["TCON"]), str(tags["TLAN"])) == ("pop", "eng")


def test_the_lossless_file_carries_the_same_tags(tmp_path: Path) -> None:
    packaged(tmp_path / "song")
    flac = FLAC(tmp_path / "song" / "song.flac")
    names = ("title", "artist", "from", "to", "genre", "language", "replaygain_track_gain")
    assert [flac[name] for name in names] == [
        ["Hello, sun"], ["Léa → Mum"], ["Léa"], ["Mum"], ["pop"], ["en"], ["-2.00 dB"],
    ]  # fmt: skip
    assert float(flac["replaygain_track_peak"][0]) == pytest.approx(10 ** (-2.6 / 20), abs=1e-5)
    assert "Hello, sun" in flac["lyrics"][0]
    assert "[00:01.75]<00:01.75>Hello, <00:02.50>sun" in flac["syncedlyrics"][0].splitlines()
    assert "singer 1 (Apache-2.0)" in flac["comment"][0]
    assert [picture.data[:2] for picture in flac.pictures] == [b"\xff\xd8"]


def test_nobody_is_named_where_nobody_is_told(tmp_path: Path) -> None:
    made = recording()
    nameless = replace(made, dedication=replace(made.dedication, sender="", to=""))
    steps = Steps(lambda _: None)
    with steps.run("package"):
        package(nameless, tmp_path / "song", False, steps)
    tags = ID3(tmp_path / "song" / "song.mp3")
    assert str(tags["TPE1"]) == "Goodwave"
    assert not {"TXXX:FROM", "TXXX:TO"} & set(tags)


def test_words_have_their_times_in_the_lrc_file(tmp_path: Path) -> None:
    packaged(tmp_path / "song")
    lines = (tmp_path / "song" / "lyrics.lrc").read_text("utf-8").splitlines()
    assert "[00:01.75]<00:01.75>Hello, <00:02.50>sun" in lines
    assert "[ti:Hello, sun]" in lines


def test_the_cover_is_a_square_jpeg_of_1024_pixels(tmp_path: Path) -> None:
    packaged(tmp_path / "song")
    with Image.open(tmp_path / "song" / "cover.jpg") as picture:
        assert (picture.format, picture.size) == ("JPEG", (1024, 1024))


def test_a_full_disk_leaves_nothing_behind_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(packaging, "write_lrc", no_room)
    with pytest.raises(DiskFull, match="Free some space"):
        packaged(tmp_path / "song")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_holds_something_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(FolderTaken):
        check_folder(tmp_path)
    assert (tmp_path / "letter.txt").read_text() == "dear"


def test_a_new_or_empty_folder_may_be_used(tmp_path: Path) -> None:
    check_folder(tmp_path)
    check_folder(tmp_path / "new")
    packaged(tmp_path)
    assert (tmp_path / "song.json").exists()
