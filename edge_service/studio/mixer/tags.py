"""Tags that players read: title, people, words with their times, cover, gain and origin."""

from collections.abc import Sequence
from pathlib import Path

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

from edge_service.song.song import Song, TimedSection
from edge_service.studio.mixer.lrc import artist, lrc

ALBUM = "Goodwave"
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


def tag_mp3(path: Path, song: Song, picture: bytes) -> None:
    """Add ID3v2.4: title, people, genre, language, plain and synchronised lyrics, cover, gain, origin."""
    language = ISO_639_2.get(song.language[:2], "und")
    tags = ID3()
    for frame, text in ((TIT2, song.title), (TPE1, artist(song)), (TALB, ALBUM), (TSSE, ALBUM)):
        tags.add(frame(encoding=Encoding.UTF8, text=text))
    tags.add(TCON(encoding=Encoding.UTF8, text=song.genre))
    tags.add(TLAN(encoding=Encoding.UTF8, text=language))
    tags.add(USLT(encoding=Encoding.UTF8, lang=language, desc="", text=_plain(song.lyrics)))
    tags.add(SYLT(encoding=Encoding.UTF8, lang=language, format=2, type=1, desc="", text=_synchronised(song)))
    tags.add(COMM(encoding=Encoding.UTF8, lang=language, desc="", text=origin(song)))
    for name, text in _own(song).items():
        tags.add(TXXX(encoding=Encoding.UTF8, desc=name, text=text))
    tags.add(
        APIC(encoding=Encoding.UTF8, mime="image/jpeg", type=PictureType.COVER_FRONT, desc="", data=picture)
    )
    tags.save(path)


def tag_flac(path: Path, song: Song, picture: bytes) -> None:
    """Add Vorbis comments, the synchronised lyrics as LRC among them, and the cover."""
    flac = FLAC(path)
    flac.update(
        {
            "title": song.title,
            "artist": artist(song),
            "album": ALBUM,
            "genre": song.genre,
            "language": song.language,
            "lyrics": _plain(song.lyrics),
            "syncedlyrics": lrc(song),
            "comment": origin(song),
            **_own(song),
        }
    )
    front = Picture()
    front.type, front.mime, front.data = PictureType.COVER_FRONT, "image/jpeg", picture
    flac.add_picture(front)
    flac.save()


def _own(song: Song) -> dict[str, str]:
    """Return what has no frame of its own: from, to, and how much louder or softer a player should be."""
    people = {"FROM": song.dedication.sender, "TO": song.dedication.to}
    return {
        **{name: person for name, person in people.items() if person},
        "REPLAYGAIN_TRACK_GAIN": f"{REPLAYGAIN_LUFS - song.integrated_lufs:+.2f} dB",
        "REPLAYGAIN_TRACK_PEAK": f"{10 ** (song.true_peak_dbtp / 20):.6f}",
    }


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
