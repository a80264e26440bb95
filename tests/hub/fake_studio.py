"""A studio with the functions of edge_service.studio.pipeline that makes a small real song in no time.

GOODWAVE_FAKE_STEP_SECONDS slows every step down, GOODWAVE_FAKE_SONG_SECONDS sets the length of the sound.
A message may ask for trouble: "(fill the disk)", "(trip over)", "(hold the note)", "(be unkind)",
"(crash)", "(vanish)".
"""

import json
import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import soundfile
from PIL import Image

from edge_service.errors import (
    BadLyrics,
    EmptyMessage,
    MessageTooLong,
    UnkindMessage,
    UnknownGenre,
    UnknownLanguage,
)
from edge_service.song.dedication import Dedication
from edge_service.song.folder import song_to_dict
from edge_service.song.lyrics import Line, Lyrics, Section, Syllable, Word
from edge_service.song.progress import STEPS, Progress
from edge_service.song.song import Song, Source, TimedLine, TimedNote, TimedSection, TimedWord
from edge_service.song.voice import Voice
from edge_service.studio.lyricist.desk import Wish as Wish
from edge_service.studio.lyricist.desk import sheet as sheet
from edge_service.studio.lyricist.understanding import THEMES, Understanding
from edge_service.studio.lyricist.weave import Draft
from edge_service.studio.lyricist.weave import Source as LineSource

FILES = {
    "audio": "song.mp3",
    "lossless": "song.flac",
    "cover": "cover.jpg",
    "lyrics": "lyrics.lrc",
    "score": "score.mid",
}
TICKS_A_STEP = 10
UNLOADED: list[float] = []
WORD_SECONDS = 0.4


@dataclass(frozen=True)
class Order:
    song_id: str
    dedication: Dedication
    folder: Path
    lyrics: str | None = None
    stems: bool = False


@dataclass(frozen=True)
class Language:
    code: str
    label: str
    status: str = "supported"


@dataclass(frozen=True)
class Genre:
    name: str
    label: str
    description: str


@dataclass(frozen=True)
class Options:
    languages: tuple[Language, ...]
    genres: tuple[Genre, ...]
    moods: tuple[str, ...]
    voices: tuple[Voice, ...]
    lengths: tuple[str, ...]
    themes: tuple[str, ...]


OPTIONS = Options(
    (Language("en", "English"), Language("es", "Español")),
    (
        Genre("pop", "Pop", "Bright and easy"),
        Genre("ballad", "Ballad", "Slow and close"),
        Genre("lofi", "Lo-fi", "Soft and dusty"),
    ),
    ("warm", "joyful", "tender", "nostalgic", "hopeful", "playful"),
    (
        Voice("af_heart", "Heart", ("en",), "female", 55, 74, "voice_af_heart"),
        Voice("am_michael", "Michael", ("en",), "male", 43, 62, "voice_am_michael"),
        Voice("ef_dora", "Dora", ("es",), "female", 55, 74, "voice_ef_dora"),
        Voice("em_alex", "Alex", ("es",), "male", 43, 62, "voice_em_alex"),
    ),
    ("short", "standard", "long"),
    THEMES,
)


def open_studio(
    models_dir: Path, threads: int = 0, provider: str = "auto", care: str = "standard", writer: str = ""
) -> None:
    """Open nothing: there are no models here."""


def options(_studio: None) -> Options:
    return OPTIONS


def check(dedication: Dedication, _studio: None, lyrics: str | None = None) -> Dedication:
    message = " ".join(dedication.message.split())
    if not message:
        raise EmptyMessage("The message is empty.", "Write what you want to say.")
    if len(message) > 500:
        raise MessageTooLong("The message is too long.", "Keep it under 500 characters.")
    if "(be unkind)" in message:
        raise UnkindMessage("This message would hurt somebody.", "Say something kind.")
    if dedication.language not in {language.code for language in OPTIONS.languages}:
        raise UnknownLanguage("Goodwave does not sing in this language.", "Choose English or Spanish.")
    if dedication.genre not in {genre.name for genre in OPTIONS.genres}:
        raise UnknownGenre("There is no such genre.", "Choose pop, ballad or lofi.")
    if lyrics is not None and not lyrics.strip():
        raise BadLyrics("There are no words to sing.", "Write a line or two.")
    return replace(dedication, message=message)


def draft(dedication: Dedication, studio: None, wish: Wish | None = None) -> Draft:
    checked = check(dedication, studio)
    words = checked.message.split()
    said = (wish.lyrics if wish else "") or checked.message
    verse = list(_lines(said.split()))
    sources: list[LineSource] = ["message"] * len(verse)
    for id_, text in wish.kept if wish else ():
        section, place = (int(part) for part in id_.split("."))
        if section == 0 and place < len(verse):
            verse[place], sources[place] = _line(text.split()), "person"
    chorus = _lines(["For", checked.to or "you", *([str(checked.seed)] if checked.seed else [])])
    sections = (Section("Verse 1", "verse", tuple(verse)), Section("Chorus", "chorus", chorus))
    told = (tuple(sources), ("songbook",) * len(chorus))
    sung = sections[:1] if wish and wish.word_for_word else sections
    titles = (" ".join(words[:3]), f"For {checked.to or 'you'}", "A song")
    seen = Understanding(
        checked.language, checked.theme or "gratitude", 0.8, "", "warm", (), (), False, "", ""
    )
    left = (words[-1],) if len(words) > 20 else ()
    lyrics = Lyrics(titles[0], checked.language, sung)
    return Draft(lyrics, titles, f"For {checked.to or 'you'}.", left, seen, told[: len(sung)])


def unload_idle(_studio: None, idle_seconds: float) -> list[str]:
    """Note what was asked: there are no models here."""
    UNLOADED.append(idle_seconds)
    return []


def make_song(order: Order, studio: None, on_progress: Callable[[Progress], None]) -> Song:
    lyrics = draft(order.dedication, studio).lyrics
    pause_seconds = float(os.environ.get("GOODWAVE_FAKE_STEP_SECONDS", "0")) / TICKS_A_STEP
    for number, step in enumerate(STEPS):
        for tick in range(TICKS_A_STEP):
            on_progress(Progress(step, (number + tick / TICKS_A_STEP) / len(STEPS), f"{tick}/{TICKS_A_STEP}"))
            time.sleep(pause_seconds)
        if step == "vocals":
            _get_into_trouble(order)
    return _write(order, lyrics)


def _get_into_trouble(order: Order) -> None:
    if "(trip over)" in order.dedication.message:
        raise RuntimeError("a mistake of ours")
    if "(hold the note)" in order.dedication.message:
        time.sleep(60)
    if "(crash)" in order.dedication.message:
        os.abort()
    if "(vanish)" in order.dedication.message:
        os.kill(os.getpid(), signal.SIGKILL)
    if "(fill the disk)" in order.dedication.message:
        order.folder.mkdir(parents=True)
        (order.folder / "song.flac").symlink_to("/dev/full")
        (order.folder / "song.flac").write_bytes(b"no room for this")


def _write(order: Order, lyrics: Lyrics) -> Song:
    seconds = float(os.environ.get("GOODWAVE_FAKE_SONG_SECONDS", "1"))
    song = _song(order, lyrics, seconds)
    half_done = order.folder.with_name(f".{order.folder.name}")
    half_done.mkdir(parents=True)
    times = np.arange(int(48_000 * seconds)) / 48_000
    sound = (0.2 * np.sin(2 * np.pi * 220 * times) * np.exp(-(times % WORD_SECONDS) * 4)).astype(np.float32)
    for name in ("song.mp3", "song.flac"):
        soundfile.write(half_done / name, np.stack([sound, sound], axis=1), 48_000)
    Image.linear_gradient("L").resize((1024, 1024)).convert("RGB").save(half_done / "cover.jpg")
    (half_done / "lyrics.lrc").write_text(f"[00:00.00]{lyrics.sections[0].lines[0].text}\n", "utf-8")
    (half_done / "score.mid").write_bytes(b"MThd\0\0\0\6\0\0\0\1\0\x60MTrk\0\0\0\4\0\xff\x2f\0")
    (half_done / "song.json").write_text(json.dumps(song_to_dict(song)), "utf-8")
    half_done.rename(order.folder)
    return song


def _song(order: Order, lyrics: Lyrics, seconds: float) -> Song:
    dedication = order.dedication
    sections = _timeline(lyrics)
    words = [word for section in sections for line in section.lines for word in line.words]
    return Song(
        id=order.song_id,
        title=lyrics.title,
        dedication=dedication,
        language=dedication.language,
        genre=dedication.genre,
        mood=dedication.mood,
        voice="af_heart",
        seed=dedication.seed,
        tempo_bpm=100.0,
        metre="4/4",
        key="C major",
        duration_seconds=seconds,
        lyrics=sections,
        notes=tuple(TimedNote(word.start, word.end, 60, word.text) for word in words),
        integrated_lufs=-16.0,
        true_peak_dbtp=-1.5,
        timings=dict.fromkeys(STEPS, 0.1),
        files=FILES,
        provenance=(Source("fake", "1", "0" * 64, "Apache-2.0", "tests"),),
    )


def _timeline(lyrics: Lyrics) -> tuple[TimedSection, ...]:
    start, sections = 0.2, []
    for section in lyrics.sections:
        lines = []
        for line in section.lines:
            words = []
            for word in line.words:
                words.append(TimedWord(word.text, round(start, 3), round(start + WORD_SECONDS * 0.8, 3)))
                start += WORD_SECONDS
            lines.append(TimedLine(line.text, words[0].start, words[-1].end, tuple(words)))
        sections.append(TimedSection(section.name, lines[0].start, lines[-1].end, tuple(lines)))
    return tuple(sections)


def _lines(words: list[str]) -> tuple[Line, ...]:
    return tuple(_line(words[start : start + 5]) for start in range(0, len(words), 5))


def _line(words: list[str]) -> Line:
    return Line(tuple(Word(word, (Syllable((), word, (), True),)) for word in words))
