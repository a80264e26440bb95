"""How songs arrive on a television: once, as the household likes it, also without HTTP; what goes back."""

import json
import sqlite3
import threading
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from edge_service.hub import delivery
from tests.browser.conftest import House, Watched, display_of, true_on
from tests.browser.test_television_page import LIT_WITHIN_SECONDS, SAMPLE_WORDS, words_of
from tests.hub.conftest import listening, retained_on, until

pytestmark = pytest.mark.usefixtures("television")


def arranged(house: House, screen: str, manner: str) -> None:
    wish = {"manner": manner, "quiet_from": None, "quiet_until": None}
    house.ask("PUT", f"/api/v1/displays/{screen}/arrivals", wish)


def unheard(page: Page) -> list[dict[str, str]]:
    """Return what the screen has told and the hub has not noted."""
    return list(json.loads(page.evaluate("localStorage.getItem('goodwave.unheard')") or "[]"))


def delivery_of(house: House, song: dict[str, Any]) -> dict[str, Any]:
    return dict(house.ask("GET", f"/api/v1/songs/{song['id']}")["deliveries"][0])


def test_a_second_copy_of_a_song_is_received_and_not_shown(television: Watched, house: House) -> None:
    song, screen = house.made_song(), display_of(television.page)
    inbox = house.hub.topics.inbox(screen, song["id"])
    with listening(house.hub, f"{house.hub.topics.root}/display/{screen}/+/#") as ear:
        house.send(song, screen)
        manifest = ear.hear(lambda topic, payload: topic == inbox and payload)[1]
        television.page.wait_for_selector(".arrival")
        television.page.keyboard.press("Enter")
        television.page.wait_for_selector(".stage")
        television.page.keyboard.press("Escape")
        television.page.wait_for_selector(".waiting")
        until(lambda: retained_on(house.hub, inbox) is None)
        ear.say(inbox, manifest)
        ear.hear(lambda _, payload: payload and payload.get("event") == "received")
        ear.hear(lambda _, payload: payload and payload.get("event") == "received")
    expect(television.page.locator(".waiting")).to_be_visible()
    expect(television.page.locator(".arrival")).to_have_count(0)


def test_a_song_sent_again_on_purpose_is_shown_again(television: Watched, house: House) -> None:
    song, screen = house.made_song(), display_of(television.page)
    for _ in range(2):
        house.send(song, screen)
        television.page.wait_for_selector(".arrival")
        television.page.keyboard.press("Enter")
        television.page.wait_for_selector(".stage")
        television.page.keyboard.press("Escape")
        television.page.wait_for_selector(".waiting")


@pytest.mark.parametrize(
    ("manner", "words"), [("toast", "A song from Anna is in “Your songs”"), ("wait", "")]
)
def test_a_song_can_wait_on_the_shelf_instead_of_playing(
    television: Watched, house: House, manner: str, words: str
) -> None:
    song, screen = house.made_song(), display_of(television.page)
    arranged(house, screen, manner)
    house.send(song, screen)
    expect(television.page.locator(".to-shelf .fresh")).to_be_visible()
    expect(television.page.locator("#toast")).to_have_text(words)
    expect(television.page.locator(".arrival")).to_have_count(0)
    assert delivery_of(house, song)["state"] == "received"
    television.page.keyboard.press("Enter")
    television.page.wait_for_selector(f".book[data-song='{song['id']}']")
    arranged(house, screen, "play")  # the next screen of this name is this one again


def test_words_of_thanks_are_chosen_with_the_remote_and_go_back(television: Watched, house: House) -> None:
    song, page = house.made_song(), television.page
    house.send(song, display_of(page))
    page.wait_for_selector(".arrival")
    page.keyboard.press("Enter")
    page.wait_for_selector(".stage.playing")
    page.evaluate("const a = document.querySelector('audio'); a.currentTime = a.duration - 0.3")
    page.wait_for_selector(".ending")
    for key in ("ArrowDown", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    expect(page.locator("#toast")).to_have_text("Your words are on their way")
    until(lambda: delivery_of(house, song)["state"] == "thanked")
    assert delivery_of(house, song)["reply"] == "You made me cry"


def test_a_television_without_http_gets_sound_cover_and_words_over_the_line(
    television: Watched, house: House
) -> None:
    song, page = house.made_song(), television.page
    television.forgive("net::ERR_FAILED")
    page.route("**/files/*", lambda route: route.abort())
    house.send(song, display_of(page))
    page.wait_for_selector(".arrival")
    true_on(page, "document.querySelector('.arrival img.cover').src.startsWith('blob:')")
    page.keyboard.press("Enter")
    page.wait_for_selector(".stage.playing")
    true_on(page, "document.querySelector('audio').currentTime > 0.5")
    assert page.evaluate("document.querySelector('audio').src").startswith("blob:")
    page.evaluate(SAMPLE_WORDS)
    true_on(page, "document.querySelector('audio').currentTime > 4")
    words = words_of(house, song["id"])
    samples = page.evaluate("window.samples")
    first = samples[0][0] + LIT_WITHIN_SECONDS
    sung = [word for word in words if first < word["start"] and word["end"] < 4 - LIT_WITHIN_SECONDS]
    assert len(sung) > 3
    for word in sung:
        lit_at = [second for second, lit in samples if word["start"] in lit]
        assert lit_at, f"{word['text']!r} was never lit"
        assert abs(min(lit_at) - word["start"]) <= LIT_WITHIN_SECONDS


def test_what_the_hub_could_not_note_is_told_again_when_it_comes_back(
    television: Watched, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    song, page = house.made_song(), television.page
    topics, screen = house.hub.topics, display_of(page)
    failed = threading.Event()

    def no_table(*_: Any) -> bool:
        failed.set()
        raise sqlite3.OperationalError("database is locked")

    with monkeypatch.context() as fault:
        fault.setattr(delivery, "note_event", no_table)
        with listening(house.hub, topics.event(screen)) as ear:
            house.send(song, screen)
            told = ear.hear(lambda *_: True)[1]
        assert failed.wait(10)
    assert (told["event"], told["song"]) == ("received", song["id"])
    assert unheard(page) == [told]
    with listening(house.hub, topics.command(screen)) as ear:
        ear.say(topics.status, {"status": "online"}, retain=True)  # as a hub says that comes back
        assert ear.hear(lambda *_: True)[1] == {"command": "noted", **told}
    until(lambda: unheard(page) == [])
    assert delivery_of(house, song)["state"] == "received"


def test_a_letter_longer_than_its_place_moves_on_while_it_is_read(television: Watched, house: House) -> None:
    song, page = house.made_song(), television.page
    page.route("**/static/tv/shelf.css", low_letter)
    page.route("**/static/tv/ending.js", read_at_once)
    page.reload()
    page.wait_for_selector(".waiting")
    house.send(song, display_of(page))
    page.wait_for_selector(".arrival")
    page.keyboard.press("Enter")
    page.wait_for_selector(".stage.playing")
    page.evaluate("const a = document.querySelector('audio'); a.currentTime = a.duration - 0.3")
    page.wait_for_selector(".ending")
    true_on(page, "(m => m.scrollTop > 0 && m.scrollTop + m.clientHeight >= m.scrollHeight - 1)"
            "(document.querySelector('.message'))")  # fmt: skip
    expect(page.locator(".ending")).to_be_visible()


def low_letter(route: Route) -> None:
    _changed(route, "max-height: 560px", "max-height: 100px")


def read_at_once(route: Route) -> None:
    _changed(route, "READ_FIRST_MS = 6000", "READ_FIRST_MS = 100")


def _changed(route: Route, there: str, wanted: str) -> None:
    answer = route.fetch()
    assert there in answer.text()
    route.fulfill(response=answer, body=answer.text().replace(there, wanted))
