"""The songbook: what it must hold, and that its proofreader finds every kind of fault."""

import copy
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from edge_service.studio.lyricist import languages, spell_line
from edge_service.studio.lyricist.rhyme import rhymes
from edge_service.studio.lyricist.songbook import Voice, load_songbook, voiced
from edge_service.studio.lyricist.songbook.book import FOLDER
from edge_service.studio.lyricist.songbook.proof import read_tables, songbook_faults
from edge_service.studio.lyricist.understanding import THEMES

from .claims import each

CODES = [language.code for language in languages()]
Tables = dict[str, Any]
Spoil = Callable[[Tables], None]


@pytest.mark.parametrize("code", CODES)
def test_a_songbook_is_in_order(code: str) -> None:
    assert songbook_faults(read_tables(FOLDER / code), code) == []


@pytest.mark.parametrize("code", CODES)
def test_every_theme_is_sung_in_every_language(code: str) -> None:
    assert tuple(load_songbook(code).themes) == THEMES


@pytest.fixture(scope="module")
def spanish() -> Mapping[str, Any]:
    tables = read_tables(FOLDER / "es")
    return {name: tables[name] for name in ("love", "apology", "answers")}


def chorus(tables: Tables) -> dict[str, Any]:
    found: dict[str, Any] = tables["love"]["choruses"][0]
    return found


def couplet(tables: Tables) -> dict[str, Any]:
    found: dict[str, Any] = tables["love"]["couplets"][0]
    return found


def formal(tables: Tables) -> list[str]:
    """Return the first formal lines there are."""
    entries = [entry for entry in tables["love"]["couplets"] if "formal" in entry]
    lines: list[str] = entries[0]["formal"]
    return lines


def put(lines: list[str], place: int, text: str) -> None:
    lines[place] = text


def unrhymed(tables: Tables) -> None:
    for entry in tables["love"]["couplets"]:
        entry["lines"] = [entry["lines"][0], "La casa tiene una luz"]


def gendered(tables: Tables) -> None:
    for entry in tables["love"]["couplets"]:
        entry["lines"] = [f"{line} {{to:amigo|amiga}}" for line in entry["lines"]]


def intimate(tables: Tables) -> None:
    for entry in tables["love"]["couplets"]:
        entry.pop("formal", None)
        entry["lines"] = ["Te quiero a ti", "Te pienso así"]


def of_one_image(tables: Tables) -> None:
    for kind in ("couplets", "bridges", "closings", "choruses"):
        for entry in tables["love"][kind]:
            entry["image"] = "lamp"


def uneven(tables: Tables) -> None:
    couplet(tables)["lines"] = ["Vi la casa ayer", "Te guardo la luz de la casa bien"]


SPOILT: list[tuple[str, Spoil]] = [
    ("an open slot", lambda t: put(couplet(t)["lines"], 0, "Te guardo {algo} en la casa")),
    ("{name} has no place", lambda t: put(couplet(t)["lines"], 0, "{name}, te guardo la casa")),
    ("12 syllables", lambda t: put(couplet(t)["lines"], 0, "Te guardo la luz de la casa en la mano")),
    ("syllables beside", uneven),
    ("begins, pauses or ends", lambda t: put(couplet(t)["lines"], 0, "Te guardo la luz de casa,")),
    ("leans on what", lambda t: put(couplet(t)["lines"], 0, "Te guardo la luz de la")),
    ("the mood", lambda t: couplet(t).update(mood="angry")),
    ("the image", lambda t: couplet(t).update(image="La casa")),
    ("1 lines, not 2", lambda t: couplet(t)["lines"].pop()),
    ("an intimate you in formal lines", lambda t: put(formal(t), 0, "Te quiero tanto, de verdad")),
    ("the name in lines []", lambda t: chorus(t).update(lines=["Todo lo que tengo es esto"] * 4)),
    ("no line nameless", lambda t: chorus(t).update(nameless="")),
    ("no line imageless", lambda t: chorus(t).update(imageless="")),
    ("no title", lambda t: chorus(t).update(title="")),
    ("twice in this songbook", lambda t: t["apology"]["couplets"].append(couplet(t))),
    ("25 entries, 26 are needed", lambda t: t["love"].update(couplets=t["love"]["couplets"][:25])),
    ("without gender", gendered),
    ("for a formal you", intimate),
    ("images, 15 are needed", of_one_image),
    ("no rhyme", unrhymed),
    ("answers: 0", lambda t: t["answers"].update(answers=[])),
    ("no place for the words", lambda t: put(t["answers"]["word_frames"][0], 1, "Lo que te quiero decir")),
    ("pendejo", lambda t: put(couplet(t)["lines"], 0, "Eres un pendejo, de verdad")),
]  # fmt: skip


@pytest.mark.parametrize(("fault", "spoil"), SPOILT, ids=[fault for fault, _ in SPOILT])
def test_the_proofreader_finds(fault: str, spoil: Spoil, spanish: Mapping[str, Any]) -> None:
    tables = copy.deepcopy(dict(spanish))
    spoil(tables)
    assert any(fault in found for found in songbook_faults(tables, "es"))


def test_lines_agree_with_sender_and_recipient_or_are_not_sung() -> None:
    lines = ["Ven, {to:amigo|amiga}, soy {from:tuyo|tuya}"]
    assert voiced(lines, (), Voice(False, "f", "m"), "es") == ("Ven, amiga, soy tuyo",)
    assert voiced(lines, (), Voice(False, "f", ""), "es") is None


def test_a_formal_song_says_no_intimate_you() -> None:
    lines, polite = ("Te guardo un lugar aquí",), ("Le guardo un lugar aquí",)
    assert voiced(lines, polite, Voice(formal=True), "es") == polite
    assert voiced(lines, (), Voice(formal=True), "es") is None
    assert voiced(("La casa tiene luz",), (), Voice(formal=True), "es") == ("La casa tiene luz",)


@pytest.mark.parametrize(("code", "one", "other", "expected"), each("rhymes"))
def test_rhyme_is_heard_from_the_last_stressed_vowel(code: str, one: str, other: str, expected: bool) -> None:
    assert rhymes(spell_line(one, code), spell_line(other, code), code) is expected
