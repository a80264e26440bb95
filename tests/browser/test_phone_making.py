"""While a song is made, the phone says how long that takes, whose turn it is, and where it goes then."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import MESSAGE, PHONE, House, OpenPage, Watched, display_of
from tests.browser.test_phone_page import choose_screen, send_letter, write_letter
from tests.hub.conftest import until


def screens_that_are_on(house: House) -> list[str]:
    displays = house.ask("GET", "/api/v1/displays")["displays"]
    return [one["id"] for one in displays if one["status"] == "online"]


def told(page: Page, news: dict[str, Any]) -> None:
    """Let the hub say something else about every song, from now on."""

    def answer(route: Route) -> None:
        song = route.fetch().json()
        route.fulfill(json=song | news)

    page.route("**/api/v1/songs/*", answer)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, "The first song of this length shows how long they take here."),
        (0.4, "Any moment now"),
        (17.1, "About 20 seconds left"),
        (41.6, "About 45 seconds left"),
        (56.0, "About a minute left"),
        (89.0, "About a minute left"),
        (262.0, "About 4 minutes left"),
    ],
)
def test_the_time_left_is_said_as_exactly_as_it_is_known(
    phone: Watched, house: House, seconds: float | None, words: str
) -> None:
    song = house.made_song()
    told(phone.page, {"state": "making", "step": "vocals", "seconds_left": seconds})
    phone.page.goto(f"{house.url}/#/songs/{song['id']}")
    expect(phone.page.locator(".making .left")).to_have_text(words)
    expect(phone.page.locator(".making .status")).to_have_text("Singing it, line by line")


@pytest.mark.parametrize(
    ("locale", "position", "words"),
    [("en-GB", 1, "Next in line"), ("en-GB", 3, "Number 3 in line"), ("es-ES", 3, "Número 3 en la cola")],
)
def test_a_song_that_waits_says_its_place_in_line(
    open_page: OpenPage, house: House, locale: str, position: int, words: str
) -> None:
    song = house.made_song()
    page = open_page("/", PHONE, locale=locale).page
    told(page, {"state": "queued", "step": None, "position": position, "seconds_left": 100.0})
    page.goto(f"{house.url}/#/songs/{song['id']}")
    expect(page.locator(".making .status")).to_have_text(words)


def test_the_second_song_of_a_length_knows_how_long_it_takes(phone: Watched, house: House) -> None:
    house.made_song()
    send_letter(phone.page)
    expect(phone.page.locator(".making .left")).to_have_text("Any moment now")


def test_a_cancelled_song_is_made_after_all(phone: Watched) -> None:
    page = phone.page
    send_letter(page)
    page.get_by_role("button", name="Cancel this song").click()
    page.get_by_role("button", name="Make it after all").click()
    page.wait_for_selector(".finished")


def test_a_moment_is_chosen_before_the_song_is_made(phone: Watched, house: House) -> None:
    display = house.ask("POST", "/api/v1/displays", {"name": "Nursery"})["id"]
    page = phone.page
    write_letter(page)
    page.get_by_role("button", name="Write the lyrics").click()
    choose_screen(page, display)
    button = page.get_by_role("button", name="Make and send")
    expect(button).to_contain_text("Nursery · right away")
    page.get_by_text("At a chosen time").click()
    page.locator(".moment").fill("2028-06-01T09:00")
    expect(button).to_contain_text(re.compile("Nursery · Thursday.* 1 June 2028.* 9:00"))
    button.click()
    expect(page.locator(".making .lead")).to_contain_text(
        re.compile("It arrives on Nursery: Thursday.* 9:00")
    )
    song = house.ask("GET", f"/api/v1/songs/{page.url.rsplit('/', 1)[1]}")
    [delivery] = song["deliveries"]
    assert (delivery["display"], delivery["due_at"][:10]) == (display, "2028-06-01")
    page.get_by_role("link", name="Goodwave").click()
    write_letter(page)
    page.get_by_role("button", name="Write the lyrics").click()
    expect(page.get_by_role("button", name="Make and send")).to_contain_text("Nursery · right away")


def test_a_moment_without_a_screen_is_not_sent(phone: Watched, house: House) -> None:
    display = house.ask("POST", "/api/v1/displays", {"name": "Attic"})["id"]
    page = phone.page
    write_letter(page)
    page.get_by_role("button", name="Write the lyrics").click()
    choose_screen(page, display)
    page.get_by_text("At a chosen time").click()
    choose_screen(page, "")
    expect(page.locator(".moment")).to_be_hidden()
    page.get_by_role("button", name="Make the song").click()
    page.wait_for_selector(".making")
    assert house.ask("GET", f"/api/v1/songs/{page.url.rsplit('/', 1)[1]}")["deliveries"] == []


def test_three_taps_send_a_song_to_the_television_that_is_on(
    phone: Watched, television: Watched, house: House
) -> None:
    page, screen = phone.page, display_of(television.page)
    until(lambda: screens_that_are_on(house) == [screen], 30)
    page.locator("[name=message]").click()
    page.keyboard.type(MESSAGE)
    page.get_by_role("button", name="Write the lyrics").click()
    button = page.get_by_role("button", name="Make and send")
    expect(button).to_be_in_viewport(ratio=1)
    button.click()
    expect(television.page.locator(".arrival h1")).to_have_text("A song for you")
