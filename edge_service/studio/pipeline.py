"""The whole way of a song: a dedication goes in, a song folder comes out."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from edge_service.errors import UnknownLength
from edge_service.song.cover import Cover
from edge_service.song.dedication import Dedication
from edge_service.song.progress import Progress
from edge_service.song.song import Song
from edge_service.song.style import Style
from edge_service.song.voice import Voice
from edge_service.studio.band import genres, load_style, play
from edge_service.studio.catalog import Catalog, load_catalog
from edge_service.studio.composer import compose
from edge_service.studio.lyricist import (
    THEMES,
    Draft,
    Language,
    OpenedWriter,
    check_dedication,
    check_level,
    draft_as_wished,
    languages,
    moods,
    names_told,
    open_writer,
    read_lyrics,
    write,
)
from edge_service.studio.lyricist import Wish as Wish
from edge_service.studio.lyricist import sheet as sheet
from edge_service.studio.memory import give_memory_back, trim
from edge_service.studio.mixer import mix
from edge_service.studio.models import Models
from edge_service.studio.package import Recording, check_folder, package
from edge_service.studio.painter import paint
from edge_service.studio.progress import Steps
from edge_service.studio.singer import choose_voice, sing

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Studio:
    """The models a song is made with, how strict the household is, and its bigger writer if it has one.

    Opening a studio loads nothing yet.
    """

    catalog: Catalog
    models: Models
    care: str = "standard"
    writer: OpenedWriter | None = None


@dataclass(frozen=True)
class Order:
    """One song to be made: `folder` must not exist yet, `lyrics` are the person's own, `stems` are kept."""

    song_id: str
    dedication: Dedication
    folder: Path
    lyrics: str | None = None
    stems: bool = False


@dataclass(frozen=True)
class Options:
    """What a person may choose from."""

    languages: tuple[Language, ...]
    genres: tuple[Style, ...]
    moods: tuple[str, ...]
    voices: tuple[Voice, ...]
    lengths: tuple[str, ...]
    themes: tuple[str, ...]


def open_studio(
    models_dir: Path, threads: int = 0, provider: str = "auto", care: str = "standard", writer: str = ""
) -> Studio:
    """Return a studio over a models folder; `writer` is the folder of a bigger writer, or "".

    Raises ModelMissing where there is no catalog, ConfigError for a `care` that is none of the levels.
    """
    give_memory_back()
    check_level(care)
    catalog = load_catalog(models_dir)
    models = Models(catalog, threads, provider)
    opened = partial(open_writer, Path(writer).expanduser(), models) if writer else None
    return Studio(catalog, models, care, opened)


def options(studio: Studio) -> Options:
    """Return everything that can be chosen, as the data files have it."""
    styles = genres()
    lengths = tuple(dict.fromkeys(length for style in styles for length in style.forms))
    return Options(languages(), styles, moods(), tuple(studio.catalog.voices.values()), lengths, THEMES)


def check(dedication: Dedication, studio: Studio, lyrics: str | None = None) -> Dedication:
    """Return the dedication with its text tidied, and with how names sound, told there or in `lyrics`.

    Raises BadDedication for what cannot be made, BadLyrics for `lyrics` that cannot be sung.
    """
    style = load_style(dedication.genre)
    if dedication.length not in style.forms:
        known = ", ".join(style.forms)
        raise UnknownLength(f"There is no length called {dedication.length!r}.", f"Choose one of: {known}.")
    checked = check_dedication(dedication, studio.care)
    choose_voice(studio.catalog, checked)
    if lyrics:
        read_lyrics(lyrics, checked, studio.care)
        checked = replace(checked, names=names_told(lyrics, checked))
    return checked


def draft(dedication: Dedication, studio: Studio, wish: Wish | None = None) -> Draft:
    """Return lyrics for a dedication, for the person to read and change, as they wish them."""
    checked = check(dedication, studio)
    return draft_as_wished(checked, load_style(checked.genre), wish or Wish(), studio.care, studio.writer)


def unload_idle(studio: Studio, idle_seconds: float) -> list[str]:
    """Drop the models that were not used for so long; return their names."""
    return studio.models.unload_idle(idle_seconds)


def make_song(order: Order, studio: Studio, on_progress: Callable[[Progress], None]) -> Song:
    """Make a song and write its folder, whole or not at all.

    `on_progress` is called from several threads, one at a time; raise SongCancelled from it to stop.
    Raises BadDedication or BadLyrics for what cannot be sung, ModelError, DiskFull, FolderTaken.
    """
    trim()  # of what the last song left
    steps = Steps(on_progress)
    check_folder(order.folder)
    with steps.run("lyrics"):
        dedication = check(order.dedication, studio)
        style = load_style(dedication.genre)
        written = write(dedication, style, order.lyrics, studio.care, studio.writer)
        lyrics = written.lyrics
    voice = choose_voice(studio.catalog, dedication, style.singer)
    with steps.run("score"):
        score = compose(lyrics, dedication, style, voice, studio.models)
    with ThreadPoolExecutor(thread_name_prefix="studio") as pool:
        band = pool.submit(steps.timed, "band", play, score, style, dedication, studio.models)
        picture = pool.submit(steps.timed, "cover", _painted, dedication, lyrics.title, studio.models)
        vocals = steps.timed("vocals", sing, score, voice, studio.models, steps.part("vocals"))
        stems, cover = band.result(), picture.result()
    studio.models.unload_idle(0)  # the mix needs the room: 1.5 GB with the singer's graphs, 1.05 without
    trim()
    with steps.run("mix"):
        master = mix(vocals, stems, style, score.tempo_bpm)
    recording = Recording(
        order.song_id, replace(dedication, voice=voice.name), lyrics, score, master, stems.midi, cover,
        (
            *written.made_by,
            *studio.models.sources((*score.made_by, *vocals.made_by, *stems.made_by, *cover.made_by)),
        ),
    )  # fmt: skip
    with steps.run("package"):
        return package(recording, order.folder, order.stems, steps)


def _painted(dedication: Dedication, title: str, models: Models) -> Cover:
    """Paint the cover, and give its models' memory to the singer, who is still at work."""
    cover = paint(dedication, title, models)
    models.unload(cover.made_by)
    trim()
    return cover
