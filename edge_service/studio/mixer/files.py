"""Writes sound, words and cover as files that players understand."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import soundfile
from PIL import Image

from edge_service.song.audio import SAMPLE_RATE_HZ, Audio
from edge_service.song.cover import Cover
from edge_service.song.song import Song
from edge_service.studio.mixer.lrc import lrc


def write_sounds(sounds: dict[Path, Audio]) -> None:
    """Write every sound as its name ends, .mp3 or .flac, side by side: MP3 takes as long as all the rest."""
    for path in sounds:
        path.parent.mkdir(exist_ok=True)
    with ThreadPoolExecutor() as pool:
        writing = [
            pool.submit(write_mp3 if path.suffix == ".mp3" else write_flac, path, audio)
            for path, audio in sounds.items()
        ]
    for each in writing:
        each.result()


def write_flac(path: Path, audio: Audio) -> None:
    """Write 24-bit FLAC."""
    soundfile.write(path, audio.samples, SAMPLE_RATE_HZ, format="FLAC", subtype="PCM_24")


def write_mp3(path: Path, audio: Audio) -> None:
    """Write MP3 with a variable bit rate of about 190 kbit/s."""
    soundfile.write(path, audio.samples, SAMPLE_RATE_HZ, format="MP3", compression_level=0.25)


def write_lrc(path: Path, song: Song) -> None:
    """Write the words with their times."""
    path.write_text(lrc(song), "utf-8")


def jpeg(cover: Cover) -> bytes:
    """Return the cover as JPEG."""
    buffer = BytesIO()
    Image.fromarray(cover.pixels).save(buffer, "JPEG", quality=90, optimize=True)
    return buffer.getvalue()
