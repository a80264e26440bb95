"""Writes the song folder: whole, or not at all."""

import errno
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import soundfile

from edge_service.errors import DiskFull, FolderTaken
from edge_service.song.audio import Audio, Master
from edge_service.song.cover import Cover
from edge_service.song.dedication import Dedication
from edge_service.song.folder import song_to_dict
from edge_service.song.lyrics import Lyrics
from edge_service.song.score import Score
from edge_service.song.song import Song, Source
from edge_service.studio.mixer import (
    jpeg,
    tag_flac,
    tag_mp3,
    timeline,
    write_lrc,
    write_sounds,
)
from edge_service.studio.progress import Steps

FILES = {
    "audio": "song.mp3",
    "lossless": "song.flac",
    "cover": "cover.jpg",
    "lyrics": "lyrics.lrc",
    "score": "score.mid",
}
STEM_FILES = {"vocals": "stems/vocals.flac", "band": "stems/band.flac"}
BACKING_FILE = {"backing": "stems/backing.flac"}
LEAST_FREE_BYTES = 64 * 1024 * 1024
NOTE_NAMES = ("C", "Db", "D", "Eb", "E", "F", "Gb", "G", "Ab", "A", "Bb", "B")


@dataclass(frozen=True, eq=False)
class Recording:
    """Everything that was made for one song, before it is written down."""

    song_id: str
    dedication: Dedication
    lyrics: Lyrics
    score: Score
    master: Master
    midi: bytes
    cover: Cover
    provenance: tuple[Source, ...]


def check_folder(folder: Path) -> None:
    """Raise FolderTaken where something is already kept in `folder`."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderTaken(f"{folder} already holds something.", "Choose a new folder; nothing was touched.")


def package(recording: Recording, folder: Path, stems: bool, steps: Steps) -> Song:
    """Write the song folder of the contract and return what its `song.json` says.

    Raises DiskFull where there is no room, with nothing left behind.
    """
    with _whole(folder) as draft:
        picture = jpeg(recording.cover)
        write_sounds(_sounds(recording.master, draft, stems))
        (draft / FILES["cover"]).write_bytes(picture)
        (draft / FILES["score"]).write_bytes(recording.midi)
        files = FILES | (_stem_files(recording.master) if stems else {})
        song = _song(recording, dict(steps.timings), files)
        write_lrc(draft / FILES["lyrics"], song)
        tag_mp3(draft / FILES["audio"], song, picture)
        tag_flac(draft / FILES["lossless"], song, picture)
        song = replace(song, timings=song.timings | {"package": steps.since("package")})
        (draft / "song.json").write_text(
            json.dumps(song_to_dict(song), ensure_ascii=False, indent=1), "utf-8"
        )
    return song


def _sounds(master: Master, draft: Path, stems: bool) -> dict[Path, Audio]:
    """Return what is to be written where."""
    sounds = {"audio": master.audio, "lossless": master.audio}
    if stems:
        sounds |= {"vocals": master.vocals, "band": master.band}
    if stems and master.backing is not None:
        sounds["backing"] = master.backing
    return {draft / (FILES | STEM_FILES | BACKING_FILE)[name]: audio for name, audio in sounds.items()}


def _stem_files(master: Master) -> dict[str, str]:
    return STEM_FILES | (BACKING_FILE if master.backing is not None else {})


def _song(recording: Recording, timings: dict[str, float], files: dict[str, str]) -> Song:
    dedication, score, times = recording.dedication, recording.score, timeline(recording.score)
    return Song(
        id=recording.song_id,
        title=recording.lyrics.title,
        dedication=dedication,
        language=dedication.language,
        genre=dedication.genre,
        mood=dedication.mood,
        voice=dedication.voice,
        seed=dedication.seed,
        tempo_bpm=score.tempo_bpm,
        metre=f"{score.metre[0]}/{score.metre[1]}",
        key=f"{NOTE_NAMES[score.tonic]} {score.mode}",
        duration_seconds=round(recording.master.audio.seconds, 3),
        lyrics=times.sections,
        notes=times.notes,
        integrated_lufs=round(recording.master.integrated_lufs, 2),
        true_peak_dbtp=round(recording.master.true_peak_dbtp, 2),
        timings=timings,
        files=files,
        provenance=recording.provenance,
    )


@contextmanager
def _whole(folder: Path) -> Iterator[Path]:
    """Yield a folder that becomes `folder` when the block ends well, and vanishes when it does not."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=".song-", dir=folder.parent))
    try:
        yield draft
        _sync(draft)
        draft.chmod(0o755)
        draft.replace(folder)
    except (OSError, soundfile.LibsndfileError) as error:
        if not _disk_is_full(error, folder.parent):
            raise
        raise DiskFull(
            f"There is no room left on the disk of {folder.parent}.",
            "Free some space and send the song again.",
        ) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _disk_is_full(error: Exception, folder: Path) -> bool:
    """libsndfile keeps no errno: its write errors are read off the free space."""
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    return shutil.disk_usage(folder).free < LEAST_FREE_BYTES


def _sync(folder: Path) -> None:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
