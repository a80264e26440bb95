"""How a song is written in `song.json` and read back."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from edge_service.song.dedication import Dedication
from edge_service.song.song import Song, Source, TimedLine, TimedNote, TimedSection, TimedWord


def song_to_dict(song: Song) -> dict[str, Any]:
    """Return the fields of `song.json` in the order of the contract."""
    plain = asdict(song)
    dedication = plain.pop("dedication")
    dedication["from"] = dedication.pop("sender")
    loudness = {
        "integrated_lufs": plain.pop("integrated_lufs"),
        "true_peak_dbtp": plain.pop("true_peak_dbtp"),
    }
    lyrics, notes = {"sections": plain.pop("lyrics")}, plain.pop("notes")
    tail = {key: plain.pop(key) for key in ("timings", "files", "provenance")}
    head = {"id": plain.pop("id"), "title": plain.pop("title"), "dedication": dedication}
    return {**head, **plain, "lyrics": lyrics, "notes": notes, "loudness": loudness, **tail}


def song_from_dict(data: dict[str, Any]) -> Song:
    """Return the song of a `song.json`; raise KeyError or TypeError where it breaks the contract."""
    fields = dict(data)
    dedication = dict(fields.pop("dedication"))
    loudness = fields.pop("loudness")
    return Song(
        dedication=Dedication(sender=dedication.pop("from"), **dedication),
        lyrics=tuple(_section(section) for section in fields.pop("lyrics")["sections"]),
        notes=tuple(TimedNote(**note) for note in fields.pop("notes")),
        provenance=tuple(Source(**source) for source in fields.pop("provenance")),
        **loudness,
        **fields,
    )


def read_song(folder: Path) -> Song:
    """Return the song kept in a folder."""
    return song_from_dict(json.loads((folder / "song.json").read_text("utf-8")))


def _section(data: dict[str, Any]) -> TimedSection:
    lines = tuple(
        TimedLine(**{**line, "words": tuple(TimedWord(**word) for word in line["words"])})
        for line in data["lines"]
    )
    return TimedSection(**{**data, "lines": lines})
