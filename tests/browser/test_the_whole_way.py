"""One dedication from the phone's page to the television's, with nothing but real parts on its way."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from edge_service.config import load_config
from edge_service.errors import GoodwaveError
from edge_service.studio.pipeline import open_studio
from tests.browser.conftest import PHONE, TELEVISION, House, Watched, display_of, open_house, true_on, watched
from tests.browser.test_phone_page import choose_screen
from tests.browser.test_television_page import LIT_WITHIN_SECONDS, SAMPLE_WORDS
from tests.hub.conftest import key_of, retained_on, until
from tests.hub.settings import house_config

SUBSCRIBER = shutil.which("mosquitto_sub")
MESSAGE = "Mum, thank you for the Sunday pancakes and for leaving the light on when I came home late"
SONG_SECONDS = 150


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A hub whose worker makes real songs."""
    try:
        models = open_studio(load_config().models_dir).models
        for name in models.catalog.assets:
            models.path(name)
    except GoodwaveError as error:
        pytest.skip(str(error))
    folder = tmp_path_factory.mktemp("home")
    with open_house(house_config(folder, studio_module="edge_service.studio.pipeline")) as opened:
        yield opened


def profile(browser: Browser, size: dict[str, int]) -> BrowserContext:
    return browser.new_context(viewport=size, locale="en-GB")  # type: ignore[arg-type]  # a plain dict


@pytest.mark.timeout(300)
def test_a_message_typed_on_the_phone_is_sung_on_the_television(browser: Browser, home: House) -> None:
    with (
        watched(profile(browser, PHONE), home.url) as phone,
        watched(profile(browser, TELEVISION), home.url) as television,
    ):
        _claimed(phone, home)
        screen = _television_let_in(television, phone.page, home)
        song_id = _sent_from_the_phone(phone.page, home, screen)
        manifest = _heard_by_another_client(home, screen, song_id)
        _played_with_the_right_words_lit(television.page, home, song_id)
        until(lambda: retained_on(home.hub, home.hub.topics.inbox(screen, song_id)) is None)
    song = home.ask("GET", manifest["details"]["path"])
    assert manifest["title"] == song["title"]
    assert {"singer-decoder", "soundfont"} <= {source["name"] for source in song["provenance"]}
    assert any("Mum" in line["text"] for line in _lines(song) if "horus" in line["section"])


def _claimed(phone: Watched, home: House) -> None:
    """Make the phone the first of the house, by the code that the terminal's picture carries."""
    phone.forgive("401")
    phone.page.goto(f"{home.url}/#claim={home.hub.pairing.claim_code}")
    phone.page.get_by_label("What shall we call this phone?").fill("Anna's phone")
    phone.page.get_by_role("button", name="Come in").click()
    phone.page.wait_for_selector("[name=message]")
    assert "claim" not in phone.page.url


def _television_let_in(television: Watched, phone: Page, home: House) -> str:
    """Name a screen, and let it in with the code it shows, typed on the phone."""
    television.forgive("401")
    television.forgive("400")
    page = television.page
    page.goto(f"{home.url}/tv")
    page.wait_for_selector(".welcome")
    page.keyboard.press("Enter")
    expect(page.locator(".door-code")).to_have_text(re.compile("-"))
    phone.get_by_role("link", name="Devices").click()
    phone.get_by_label("Type the code that the screen shows.").fill(page.locator(".door-code").inner_text())
    phone.get_by_role("button", name="Let it in").click()
    expect(phone.get_by_text("Living room is in.")).to_be_visible()
    page.wait_for_selector(".waiting")
    page.evaluate(SAMPLE_WORDS)
    return display_of(page)


def _sent_from_the_phone(page: Page, home: House, screen: str) -> str:
    page.goto(home.url)
    page.fill("[name=to]", "Mum")
    page.fill("[name=message]", MESSAGE)
    page.fill("[name=from]", "Anna")
    page.locator(".compose .sound > summary").click()
    page.locator("input[name=length][value=short]").check(force=True)
    page.get_by_role("button", name="Write the lyrics").click()
    choose_screen(page, screen)
    page.get_by_role("button", name="Make and send").click()
    page.wait_for_selector(".steps")
    song_id = page.url.rsplit("/", 1)[1]
    until(lambda: home.ask("GET", f"/api/v1/songs/{song_id}")["state"] != "queued", 30)
    until(lambda: home.ask("GET", f"/api/v1/songs/{song_id}")["state"] != "making", SONG_SECONDS)
    song = home.ask("GET", f"/api/v1/songs/{song_id}")
    assert (song["state"], song["error"]) == ("done", None)
    return str(song_id)


def _heard_by_another_client(home: House, screen: str, song_id: str) -> dict[str, Any]:
    """Return the manifest as mosquitto_sub prints it; the hub sends it again for a second delivery."""
    if SUBSCRIBER is None:
        manifests = home.ask("GET", f"/api/v1/displays/{screen}/songs")["songs"]
        return dict(manifests[0])
    other = home.ask("POST", "/api/v1/displays", {"name": "Kitchen radio"})["id"]
    home.ask("POST", f"/api/v1/songs/{song_id}/deliveries", {"display": other})
    topic = home.hub.topics.inbox(other, song_id)
    port = str(home.hub.config.number("mqtt", "tcp_port"))
    user, password = key_of(home.hub, "display", other)
    command = [SUBSCRIBER, "-h", "127.0.0.1", "-p", port, "-u", user, "-P", password]
    command += ["-t", topic, "-C", "1", "-W", "10"]
    return dict(json.loads(subprocess.run(command, capture_output=True, check=True).stdout))


def _played_with_the_right_words_lit(page: Page, home: House, song_id: str) -> None:
    song = json.loads(_song_file(home, song_id).read_text("utf-8"))
    words = [word for line in _lines(song) for word in line["words"]]
    chosen = (words[0], words[4], words[9])
    page.wait_for_selector(".stage.playing", timeout=30_000)
    until(lambda: page.evaluate("document.querySelector('audio').currentTime") > chosen[-1]["end"] + 0.3, 60)
    samples = page.evaluate("window.samples")
    for word in chosen:
        lit_at = [second for second, lit in samples if word["start"] in lit]
        assert lit_at, f"{word['text']!r} was never lit"
        assert abs(min(lit_at) - word["start"]) <= LIT_WITHIN_SECONDS
        assert abs(max(lit_at) - word["end"]) <= LIT_WITHIN_SECONDS
    true_on(page, "document.querySelector('audio').volume > 0")
    expect(page.locator(".stage .names")).to_have_text("for Mum, from Anna")


def _song_file(home: House, song_id: str) -> Path:
    return home.hub.config.data_dir / "songs" / song_id / "song.json"


def _lines(song: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {**line, "section": section["name"]}
        for section in song["lyrics"]["sections"]
        for line in section["lines"]
    ]
