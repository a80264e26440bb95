"""Writes a master as files that players understand, with words, cover and origin in their tags."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import soundfile
from mutagen.flac import FLAC, Picture
from mutagen.id3 import (
    APIC,
    COMM,
    ID3,
    SYLT,
    TALB,
    TCON,
    TIT2,
    TLAN,
    TPE1,
    TSSE,
    TXXX,
    USLT,
    Encoding,
    PictureType,
)
from PIL import Image

from edge_service.song.audio import SAMPLE_RATE_HZ, Audio
from edge_service.song.cover import Cover
from edge_service.song.song import Song, TimedSection

REPLAYGAIN_LUFS = -18.0  # the reference of ReplayGain 2.0
ISO_639_2 = {
    "en": "eng",
    "es": "spa",
    "fr": "fra",
    "it": "ita",
    "pt": "por",
    "id": "ind",
    "de": "deu",
    "nl": "nld",
}


def write_flac(path: Path, audio: Audio) -> None:
    """Write 24-bit FLAC."""
    soundfile.write(path, audio.samples, SAMPLE_RATE_HZ, format="FLAC", subtype="PCM_24")


def write_mp3(path: Path, audio: Audio) -> None:
    """Write MP3 with a variable bit rate of about 190 kbit/s."""
    soundfile.write(path, audio.samples, SAMPLE_RATE_HZ, format="MP3", compression_level=0.25)


def write_lrc(path: Path, song: Song) -> None:
    """Write the words with their times in enhanced LRC: a stamp for each line and each word."""
    head = [f"[ti:{song.title}]", f"[ar:{artist(song)}]", f"[length:{_stamp(song.duration_seconds)}]"]
    lines = [
        f"[{_stamp(line.start)}]" + " ".join(f"<{_stamp(word.start)}>{word.text}" for word in line.words)
        for section in song.lyrics
        for line in section.lines
    ]
    path.write_text("\n".join([*head, *lines, ""]), "utf-8")


def jpeg(cover: Cover) -> bytes:
    """Return the cover as JPEG."""
    buffer = BytesIO()
    Image.fromarray(cover.pixels).save(buffer, "JPEG", quality=90, optimize=True)
    return buffer.getvalue()


def tag_mp3(path: Path, song: Song, picture: bytes) -> None:
    """Add ID3v2.4: title, people, genre, language, plain and synchronised lyrics, cover, gain, origin."""
    language = ISO_639_2.get(song.language[:2], "und")
    tags = ID3()
    tags.add(TIT2(encoding=Encoding.UTF8, text=song.title))
    tags.add(TPE1(encoding=Encoding.UTF8, text=artist(song)))
    tags.add(TALB(encoding=Encoding.UTF8, text="Goodwave"))
    tags.add(TCON(encoding=Encoding.UTF8, text=song.genre))
    tags.add(TLAN(encoding=Encoding.UTF8, text=language))
    tags.add(TSSE(encoding=Encoding.UTF8, text="Goodwave"))
    tags.add(USLT(encoding=Encoding.UTF8, lang=language, desc="", text=_plain(song.lyrics)))
    tags.add(SYLT(encoding=Encoding.UTF8, lang=language, format=2, type=1, desc="", text=_synchronised(song)))
    tags.add(COMM(encoding=Encoding.UTF8, lang=language, desc="", text=origin(song)))
    tags.add(TXXX(encoding=Encoding.UTF8, desc="REPLAYGAIN_TRACK_GAIN", text=_gain(song)))
    tags.add(
        APIC(encoding=Encoding.UTF8, mime="image/jpeg", type=PictureType.COVER_FRONT, desc="", data=picture)
    )
    tags.save(path)


def tag_flac(path: Path, song: Song, picture: bytes) -> None:
    """Add Vorbis comments and the cover."""
    flac = FLAC(path)
    flac.update(
        {
            "title": song.title,
            "artist": artist(song),
            "album": "Goodwave",
            "genre": song.genre,
            "language": song.language,
            "lyrics": _plain(song.lyrics),
            "comment": origin(song),
            "replaygain_track_gain": _gain(song),
        }
    )
    front = Picture()
    front.type, front.mime, front.data = PictureType.COVER_FRONT, "image/jpeg", picture
    flac.add_picture(front)
    flac.save()


def artist(song: Song) -> str:
    """Return who the song is from and to, as a player shows it."""
    people = [name for name in (song.dedication.sender, song.dedication.to) if name]
    return " → ".join(people) or "Goodwave"


def origin(song: Song) -> str:
    """Return the line that says which models and sounds made the song."""
    made = "; ".join(f"{source.name} {source.version} ({source.licence})" for source in song.provenance)
    return f"Made at home by Goodwave with {made}"


def _plain(sections: Sequence[TimedSection]) -> str:
    return "\n\n".join("\n".join(line.text for line in section.lines) for section in sections)


def _synchronised(song: Song) -> list[tuple[str, int]]:
    """Return words with their milliseconds; a line break opens each line, as ID3v2.4 section 4.9 asks."""
    return [
        (("\n" if index == 0 else " ") + word.text, round(word.start * 1000))
        for section in song.lyrics
        for line in section.lines
        for index, word in enumerate(line.words)
    ]


def _gain(song: Song) -> str:
    return f"{REPLAYGAIN_LUFS - song.integrated_lufs:+.2f} dB"


def _stamp(seconds: float) -> str:
    minutes, rest = divmod(round(seconds * 100), 6000)
    return f"{minutes:02d}:{rest // 100:02d}.{rest % 100:02d}"
