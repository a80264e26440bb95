"""What the pages are made of: scripts old televisions can read, words in every language, known libraries."""

import hashlib
import json
import re
import tomllib
from pathlib import Path

import esprima
import pytest

from edge_service.errors import GoodwaveError
from edge_service.hub.api.errors import STATUS_OF_ERRORS

CLIENT = Path(__file__).parents[2] / "tv_client"
SHARED = CLIENT / "shared"
SCRIPTS = sorted(path for path in CLIENT.rglob("*.js") if "vendor" not in path.parts)
SHEETS = sorted(CLIENT.rglob("*.css"))
TONGUES = sorted(SHARED.glob("strings/*.json"))
ENGLISH = json.loads((SHARED / "strings" / "en.json").read_text("utf-8"))
# In the language of the message; on the line of other programs; while a screen still waits.
SAID_BY_THE_HUB = {"message_unkind", "message_heavy", "wish_unreadable", "authorization_pending"}
# Newer than Chromium 68, which a television of 2020 has, and silently without effect there.
TOO_NEW = r"\b(inset|aspect-ratio)\s*:|\b(clamp|min|max)\(|:is\(|:where\(|:has\(|\bdvh\b|@container|@layer"


def shown(path: Path) -> str:
    return str(path.relative_to(CLIENT))


@pytest.mark.parametrize("script", SCRIPTS, ids=shown)
def test_a_script_is_readable_for_the_oldest_television(script: Path) -> None:
    esprima.parseModule(script.read_text("utf-8"))  # knows ES2017 and object spread: no more is used


@pytest.mark.parametrize("script", sorted(SHARED.glob("vendor/*.js")), ids=shown)
def test_a_library_is_readable_for_the_oldest_television(script: Path) -> None:
    esprima.parseScript(script.read_text("utf-8"))


@pytest.mark.parametrize("script", SCRIPTS, ids=shown)
def test_a_script_is_typed_and_writes_no_markup(script: Path) -> None:
    text = script.read_text("utf-8")
    assert text.startswith("// @ts-check\n/**")
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write", text)
    assert len(text.splitlines()) <= 300


@pytest.mark.parametrize("sheet", SHEETS, ids=shown)
def test_a_style_sheet_uses_nothing_the_oldest_television_ignores(sheet: Path) -> None:
    text = sheet.read_text("utf-8")
    assert re.findall(TOO_NEW, text) == []
    for rule in re.findall(r"\{([^{}]*)\}", text):
        if re.search(r"(?<!-)\bgap\s*:", rule):
            assert "grid" in rule


def test_every_word_on_the_pages_is_in_the_language_files() -> None:
    source = "\n".join(script.read_text("utf-8") for script in SCRIPTS)
    asked = set(re.findall(r"\bsay\(\s*\"([^\"]+)\"", source)) | set(
        re.findall(r"\bsay\([^()]*\? \"([^\"]+)\" : \"", source)
    )
    assert asked
    assert asked - ENGLISH.keys() == set()


def test_the_pages_and_the_app_of_lg_televisions_offer_every_language_there_is() -> None:
    known = {file.stem for file in TONGUES}
    pages, app = ((CLIENT / name).read_text("utf-8") for name in ("shared/strings.js", "webos/strings.js"))
    assert set(re.findall(r'^  "?([a-z-]+)"?: "', pages, re.MULTILINE)) == known
    assert set(re.findall(r"^  ([a-z]+): \{", app, re.MULTILINE)) == {code.split("-")[0] for code in known}
    assert set(re.findall(r"^    [a-z]+: ", app, re.MULTILINE)) == {
        f"    {key}: " for key in ("title", "label", "connect", "looking", "away")
    }


@pytest.mark.parametrize("file", TONGUES, ids=shown)
def test_a_language_has_every_word_and_its_blanks(file: Path) -> None:
    words = json.loads(file.read_text("utf-8"))
    assert ENGLISH.keys() - words.keys() == set()
    for key, english in ENGLISH.items():
        assert set(re.findall(r"\{\w+\}", words[key])) == set(re.findall(r"\{\w+\}", english)), key


def codes(kind: type[GoodwaveError]) -> set[str]:
    return {kind.code}.union(*(codes(one) for one in kind.__subclasses__()))


@pytest.mark.parametrize("file", [one for one in TONGUES if one.stem != "en"], ids=shown)
def test_every_error_of_the_hub_has_its_sentence_in_a_language_it_does_not_speak(file: Path) -> None:
    words = json.loads(file.read_text("utf-8"))
    told = set().union(*(codes(kind) for kind in STATUS_OF_ERRORS)) - SAID_BY_THE_HUB
    assert {code for code in told if not {f"error.{code}", f"error.{code}.hint"} <= words.keys()} == set()


def test_libraries_and_fonts_are_the_ones_the_notice_names() -> None:
    notice = tomllib.loads((SHARED / "vendor" / "vendor.toml").read_text("utf-8"))
    named = {file["to"]: file["sha256"] for package in notice["package"] for file in package["files"]}
    there = {
        path.relative_to(SHARED / "vendor").as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (SHARED / "vendor").rglob("*")
        if path.is_file() and path.name != "vendor.toml"
    }
    assert there == named
    assert all(
        package[key] for package in notice["package"] for key in ("name", "version", "licence", "source")
    )
