"""The television page, driven with a remote control's keys alone."""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Playwright, expect

from tests.browser.conftest import (
    NO_AUTOPLAY,
    PHONE,
    TELEVISION,
    House,
    OpenPage,
    Watched,
    display_of,
    launch,
    name_screen,
    open_house,
    true_on,
    watched,
)
from tests.browser.test_phone_page import choose_screen, write_letter
from tests.hub.conftest import listening, retained_on, until
from tests.hub.settings import house_config

LIT_WITHIN_SECONDS = 0.15
HEARD_SECONDS = 5.5
RED, BACK, STOP, PAUSE, PLAY = 403, 461, 413, 19, 415
SAMPLE_WORDS = """() => {
    window.samples = [];
    const audio = document.querySelector('audio');
    setInterval(() => {
        const lit = Array.from(document.querySelectorAll('.word.lit'), word => Number(word.dataset.start));
        if (!audio.paused) window.samples.push([audio.currentTime, lit]);
    }, 15);
}"""


def press(page: Page, code: int) -> None:
    """Press a key that no keyboard has."""
    page.evaluate(
        "code => document.dispatchEvent(Object.assign(new Event('keydown'), { keyCode: code }))", code
    )


def play_now(television: Watched, house: House, song: dict[str, Any]) -> None:
    house.send(song, display_of(television.page))
    television.page.wait_for_selector(".arrival")
    television.page.keyboard.press("Enter")
    television.page.wait_for_selector(".stage.playing")


def test_a_screen_gets_its_name_with_arrows_and_ok_alone(open_page: OpenPage, house: House) -> None:
    seen = open_page("/tv", TELEVISION)
    name_screen(seen, house, "ArrowDown", "ArrowRight", "ArrowRight", "ArrowLeft")
    page = seen.page
    expect(page.locator(".waiting .station")).to_contain_text("Grandpa's TV")
    expect(page.get_by_role("img", name=f"{house.hub.addresses[0]}")).to_be_visible()
    shown = {one["id"]: one for one in house.ask("GET", "/api/v1/displays")["displays"]}
    assert shown[display_of(page)]["name"] == "Grandpa's TV"
    until(lambda: _status(house, display_of(page)) == "online")
    page.reload()
    expect(page.locator(".waiting .station")).to_contain_text("Grandpa's TV")


def test_a_screen_that_forgot_itself_gets_its_songs_back(television: Watched, house: House) -> None:
    page = television.page
    song, screen = house.made_song(), display_of(page)
    play_now(television, house, song)
    page.goto("about:blank")
    until(lambda: _status(house, screen) == "offline")
    page.context.clear_cookies()
    page.goto(f"{house.url}/tv")
    name_screen(television, house)
    assert display_of(page) == screen
    page.keyboard.press("Enter")
    page.wait_for_selector(f".book[data-song='{song['id']}']")


def test_two_screens_of_one_name_are_told_apart(
    television: Watched, open_page: OpenPage, house: House
) -> None:
    until(lambda: _status(house, display_of(television.page)) == "online")
    other = open_page("/tv", TELEVISION)
    name_screen(other, house)
    expect(other.page.locator(".waiting .station")).to_contain_text("Living room 2")


def test_a_song_sent_from_the_phone_plays_with_the_right_word_lit(
    phone: Watched, television: Watched, house: House
) -> None:
    screen = display_of(television.page)
    until(lambda: _status(house, screen) == "online")
    write_letter(phone.page)
    phone.page.get_by_role("button", name="Write the lyrics").click()
    choose_screen(phone.page, screen)
    phone.page.get_by_role("button", name="Make and send").click()

    television.page.evaluate(SAMPLE_WORDS)
    expect(television.page.locator(".arrival h1")).to_have_text("A song for Mum")
    expect(television.page.locator(".arrival")).to_contain_text("from Anna")
    television.page.keyboard.press("Enter")
    television.page.wait_for_selector(".stage.playing")
    true_on(television.page, f"document.querySelector('audio').currentTime > {HEARD_SECONDS}")

    song_id = phone.page.url.rsplit("/", 1)[1]
    words = words_of(house, song_id)
    samples = television.page.evaluate("window.samples")
    for word in (words[1], words[6], words[11]):
        lit_at = [second for second, lit in samples if word["start"] in lit]
        assert lit_at, f"{word['text']!r} was never lit"
        assert abs(min(lit_at) - word["start"]) <= LIT_WITHIN_SECONDS
        assert abs(max(lit_at) - word["end"]) <= LIT_WITHIN_SECONDS
    assert all(len(lit) <= 1 for _, lit in samples)
    assert all(later > earlier for (earlier, _), (later, _) in pairwise(samples[::10]))


def test_the_screen_tells_what_becomes_of_a_song(television: Watched, house: House) -> None:
    song = house.made_song()
    screen = display_of(television.page)
    topics = house.hub.topics
    with listening(house.hub, topics.event(screen)) as listener:
        play_now(television, house, song)
        press(television.page, RED)
        television.page.evaluate(
            "const a = document.querySelector('audio'); a.currentTime = a.duration - 0.3"
        )
        television.page.wait_for_selector(".ending")
        told = [listener.hear(lambda *_: True)[1]["event"] for _ in range(4)]
    assert told == ["received", "playing", "thanked", "played"]
    assert retained_on(house.hub, topics.inbox(screen, song["id"])) is None
    expect(television.page.locator(".ending .message")).to_contain_text("Sunday pancakes")
    state = house.ask("GET", f"/api/v1/songs/{song['id']}")["deliveries"][0]["state"]
    assert state == "thanked"


def test_a_heart_from_the_screen_reaches_the_phone(
    television: Watched, open_page: OpenPage, house: House
) -> None:
    song = house.made_song()
    phone = open_page(f"/#/songs/{song['id']}", PHONE).page
    row = phone.locator(f"li[data-display='{display_of(television.page)}']")
    row.get_by_role("button").click()
    television.page.wait_for_selector(".arrival")
    television.page.keyboard.press("Enter")
    television.page.wait_for_selector(".stage.playing")
    expect(row).to_contain_text("Arrived")
    press(television.page, RED)
    expect(television.page.locator("#toast")).to_have_text("Your heart is on its way")
    expect(row).to_contain_text("says thank you")


def test_a_song_waits_for_a_screen_that_is_off(television: Watched, house: House) -> None:
    song = house.made_song()
    screen = display_of(television.page)
    television.page.goto("about:blank")
    until(lambda: _status(house, screen) == "offline")
    house.send(song, screen)
    television.page.goto(f"{house.url}/tv")
    television.page.wait_for_selector(".arrival")
    until(lambda: retained_on(house.hub, house.hub.topics.inbox(screen, song["id"])) is None)


def test_a_second_song_waits_until_the_first_is_over(television: Watched, house: House) -> None:
    first, second = house.made_song(), house.made_song(sender="Leo")
    play_now(television, house, first)
    house.send(second, display_of(television.page))
    expect(television.page.locator("#toast")).to_have_text("Next: a song from Leo")
    expect(television.page.locator(".stage .names")).to_have_text("for Mum, from Anna")
    press(television.page, BACK)
    expect(television.page.locator(".arrival")).to_contain_text("from Leo")


def test_the_shelf_is_walked_with_the_remote(television: Watched, house: House) -> None:
    songs = [house.made_song(sender=sender) for sender in ("Anna", "Leo", "Joe")]
    page = television.page
    for song in songs:
        house.send(song, display_of(page))
    page.wait_for_selector(".arrival")
    page.wait_for_timeout(300)
    for _ in songs:
        page.wait_for_selector(".arrival")
        page.keyboard.press("Enter")
        page.wait_for_selector(".stage")
        press(page, BACK)
    page.wait_for_selector(".waiting")
    page.keyboard.press("Enter")
    page.wait_for_selector(".book:focus")
    newest = page.locator(".book").evaluate_all("books => books.map(book => book.dataset.song)")
    assert newest[:3] == [song["id"] for song in reversed(songs)]
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".shelf .names")).to_contain_text("from Leo")
    page.keyboard.press("Enter")
    page.wait_for_selector(".stage.playing")
    press(page, BACK)
    page.wait_for_selector(f".book:focus[data-song='{songs[1]['id']}']")
    press(page, BACK)
    page.wait_for_selector(".waiting")


def test_keys_and_commands_pause_and_go_on(television: Watched, house: House) -> None:
    page = television.page
    song = house.made_song()
    play_now(television, house, song)
    paused = "document.querySelector('audio').paused"
    page.keyboard.press("Enter")
    true_on(page, paused)
    press(page, PLAY)
    true_on(page, f"!{paused}")
    press(page, PAUSE)
    true_on(page, paused)
    topic = house.hub.topics.command(display_of(page))
    house.hub.messenger.publish(topic, {"command": "play"})
    true_on(page, f"!{paused}")
    house.hub.messenger.publish(topic, {"command": "volume", "volume": 0.25})
    true_on(page, "document.querySelector('audio').volume === 0.25")
    house.hub.messenger.publish(topic, {"command": "stop"})
    page.wait_for_selector(".waiting")
    house.hub.messenger.publish(topic, {"command": "play", "song": song["id"]})
    page.wait_for_selector(".stage.playing")


def test_a_screen_that_may_not_play_by_itself_asks_for_ok(playwright: Playwright, house: House) -> None:
    song = house.made_song()
    screen = house.ask("POST", "/api/v1/displays", {"name": "Strict"})
    browser = launch(playwright, NO_AUTOPLAY)
    context = browser.new_context(viewport=TELEVISION)  # type: ignore[arg-type]  # a plain dict
    house.invite(context, "display", screen["id"])
    with watched(context, house.url) as seen:
        seen.page.goto(f"{house.url}/tv")
        until(lambda: _status(house, screen["id"]) == "online")
        house.send(song, screen["id"])
        until(lambda: _is_there(seen.page, ".stage.refused"), 15)
        expect(seen.page.get_by_text("Press OK to listen")).to_be_visible()
        seen.page.keyboard.press("Enter")
        seen.page.wait_for_selector(".stage.playing:not(.refused)")
    browser.close()


def test_a_screen_comes_back_by_itself_when_the_hub_does(
    open_page: OpenPage, house: House, tmp_path: Path
) -> None:
    del house  # its browser profile is wanted, not its hub
    config = house_config(tmp_path / "data")
    seen = open_page("/tv", TELEVISION)
    seen.forgive("ERR_CONNECTION_REFUSED")
    seen.forgive("WebSocket")
    with open_house(config) as other:
        seen.page.goto(f"{other.url}/tv")
        name_screen(seen, other)
        screen = display_of(seen.page)
        until(lambda: _status(other, screen) == "online")
    expect(seen.page.locator("#away")).to_be_visible()
    with open_house(config) as other:
        expect(seen.page.locator("#away")).to_be_hidden()
        until(lambda: _status(other, screen) == "online")


def test_words_and_targets_are_large_enough_for_a_sofa(television: Watched, house: House) -> None:
    play_now(television, house, house.made_song())
    for _ in ("stage", "waiting"):
        small = television.page.evaluate(
            """() => Array.from(document.querySelectorAll('#screen *'))
                .filter(one => one.offsetParent && Array.from(one.childNodes).some(
                    node => node.nodeType === 3 && node.textContent.trim()))
                .filter(one => parseFloat(getComputedStyle(one).fontSize) < 35)
                .map(one => one.textContent)"""
        )
        low = television.page.evaluate(
            """() => Array.from(document.querySelectorAll('#screen .choice'))
                .filter(one => one.offsetHeight < 90).map(one => one.textContent)"""
        )
        assert small == []
        assert low == []
        press(television.page, STOP)


def _status(house: House, display: str) -> str:
    shown = {one["id"]: one["status"] for one in house.ask("GET", "/api/v1/displays")["displays"]}
    return str(shown[display])


def words_of(house: House, song_id: str) -> list[dict[str, Any]]:
    sections = house.ask("GET", f"/api/v1/songs/{song_id}/files/song.json")["lyrics"]["sections"]
    return [word for section in sections for line in section["lines"] for word in line["words"]]


def _is_there(page: Page, selector: str) -> bool:
    """Look without touching: to the browser, Playwright's own looks count as a person's gestures."""
    session = page.context.new_cdp_session(page)
    expression = f"Boolean(document.querySelector({json.dumps(selector)}))"
    answer = session.send("Runtime.evaluate", {"expression": expression, "userGesture": False})
    session.detach()
    return bool(answer["result"]["value"])
