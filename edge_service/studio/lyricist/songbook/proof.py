"""Proofreads the songbook: `python -m edge_service.studio.lyricist.songbook.proof [LANGUAGE ...]`.

Returns 1 where an entry is faulty, with the list of faults; `make check` runs it.
"""

import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from edge_service.studio.lyricist.language import languages
from edge_service.studio.lyricist.songbook.book import FOLDER
from edge_service.studio.lyricist.songbook.entries import (
    IMAGE,
    LINES,
    NAME,
    entry_faults,
    is_rhymed,
    line_faults,
    pairs_of,
)
from edge_service.studio.lyricist.songbook.voice import has_slots, says_you
from edge_service.studio.lyricist.text import bare
from edge_service.studio.lyricist.understanding.meaning import THEMES

Tables = Mapping[str, Mapping[str, Any]]
# How many of each kind a theme has; how many of them agree with nobody's gender, and serve a formal "you".
ENOUGH = {"couplets": 26, "bridges": 4, "closings": 4, "choruses": 8}
GENDERLESS = {"couplets": 18, "bridges": 3, "closings": 3, "choruses": 5}
FORMAL = {"couplets": 12, "bridges": 2, "closings": 2, "choruses": 3}
ENOUGH_ANSWERS = {"openers": 16, "word_frames": 12, "answers": 140}
IMAGES = 15
LAME_SHARE = 0.05


def main(codes: Sequence[str]) -> int:
    """Print the faults of these languages' songbooks, or of all; return 1 where there are any."""
    faults = [
        f"{code}: {fault}"
        for code in codes or [language.code for language in languages()]
        for fault in songbook_faults(read_tables(FOLDER / code), code)
    ]
    print("\n".join(faults) or "The songbook is in order.")
    return 1 if faults else 0


def read_tables(folder: Path) -> dict[str, Mapping[str, Any]]:
    """Return the tables of a language's folder by their names; those there are no files for are empty."""
    files = {name: folder / f"{name}.toml" for name in (*THEMES, "answers")}
    return {
        name: tomllib.loads(file.read_text("utf-8")) if file.exists() else {} for name, file in files.items()
    }


def songbook_faults(tables: Tables, language: str) -> list[str]:
    """Return what is wrong with a songbook: each entry, how many there are, rhymes, lines there twice."""
    themes = {name: table for name, table in tables.items() if name != "answers"}
    faults = [fault for name, table in themes.items() for fault in _theme_faults(name, table, language)]
    faults += _answer_faults(tables["answers"], language)
    faults += _twice(tables)
    return faults + _lame(themes, language)


def _theme_faults(theme: str, table: Mapping[str, Any], language: str) -> Iterator[str]:
    for kind in LINES:
        entries = table.get(kind, [])
        for number, entry in enumerate(entries):
            yield from (f"{theme}.{kind}[{number}]: {fault}" for fault in entry_faults(kind, entry, language))
        for what, counted, needed in (
            ("entries", len(entries), ENOUGH[kind]),
            ("without gender", sum(not has_slots(_texts(entry)) for entry in entries), GENDERLESS[kind]),
            ("for a formal you", sum(_serves_formal(entry, language) for entry in entries), FORMAL[kind]),
        ):
            if counted < needed:
                yield f"{theme}.{kind}: {counted} {what}, {needed} are needed"
    images = {entry.get("image") for kind in LINES for entry in table.get(kind, [])}
    if len(images) < IMAGES:
        yield f"{theme}: {len(images)} images, {IMAGES} are needed"


def _answer_faults(table: Mapping[str, Any], language: str) -> Iterator[str]:
    for kind, needed in ENOUGH_ANSWERS.items():
        if len(table.get(kind, [])) < needed:
            yield f"{kind}: {len(table.get(kind, []))}, {needed} are needed"
    single = [line.rstrip(":,") for line in table.get("openers", [])]
    single += [frame[0] for frame in table.get("word_frames", [])]
    single += [
        line for entry in table.get("answers", []) for line in (*entry["lines"], *entry.get("formal", ()))
    ]
    yield from (f"answers: {fault}" for line in single for fault in line_faults(line, language))
    for _, holds in table.get("word_frames", []):
        if "{words}" not in holds:
            yield f"answers: no place for the words in: {holds}"


def _serves_formal(entry: Mapping[str, Any], language: str) -> bool:
    return "formal" in entry or not any(says_you(text, language) for text in _texts(entry))


def _texts(entry: Mapping[str, Any]) -> list[str]:
    return [*entry.get("lines", ()), *(entry[key] for key in ("nameless", "imageless") if key in entry)]


def _twice(tables: Tables) -> Iterator[str]:
    """Yield every line that stands in a songbook twice; a formal line may be like the intimate one."""
    seen: set[str] = set()
    for name, table in tables.items():
        for entry in (entry for kind in (*LINES, "answers") for entry in table.get(kind, [])):
            for text in _texts(entry):
                key = " ".join(filter(None, (bare(word) for word in text.split())))
                if key in seen:
                    yield f"{name}: twice in this songbook: {text}"
                seen.add(key)


def _lame(themes: Tables, language: str) -> list[str]:
    """Return the pairs that do not rhyme, where these are more than their share."""
    pairs = [
        pair
        for table in themes.values()
        for kind in LINES
        for entry in table.get(kind, [])
        for lines in (entry.get("lines", ()), entry.get("formal", ()))
        if len(lines) == LINES[kind]
        for pair in _rhyming(entry, lines, language)
    ]
    lame = [f"no rhyme: {one} / {other}" for one, other in pairs if not is_rhymed(one, other, language)]
    return lame if len(lame) > LAME_SHARE * len(pairs) else []


def _rhyming(entry: Mapping[str, Any], lines: Sequence[str], language: str) -> Iterator[tuple[str, str]]:
    """Yield the lines that are to rhyme, those that do without name or image with their mates as well."""
    for pair in pairs_of(lines, language):
        one, other = (lines[at] for at in pair)
        yield one, other
        for slot, key in ((NAME, "nameless"), (IMAGE, "imageless")):
            if entry.get(key) and slot in one + other:
                yield (entry[key], other) if slot in one else (one, entry[key])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
