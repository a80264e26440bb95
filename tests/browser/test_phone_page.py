"""The phone page, driven as a person drives it."""

import json
import re
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.conftest import MESSAGE, PHONE, House, OpenPage, Watched, true_on

SEND = re.compile("^Make")  # "Make the song", or "Make and send" where a television is on
NO_BROKER = """
    const Real = window.WebSocket;
    window.WebSocket = function (url, protocols) {
        return new Real(url.replace(/:[0-9]+/, ':65499'), protocols);
    };
"""


def drafted(name: str, line: str) -> dict[str, Any]:
    lines = [{"id": "0.0", "text": line, "source": "songbook"}]
    return {"name": name, "kind": name.split()[0].lower(), "lines": [line], "drafted": lines}


def write_letter(page: Page, message: str = MESSAGE) -> None:
    page.fill("[name=to]", "Mum")
    page.fill("[name=message]", message)
    page.fill("[name=from]", "Anna")


def send_letter(page: Page, message: str = MESSAGE) -> None:
    write_letter(page, message)
    page.get_by_role("button", name="Write the lyrics").click()
    page.get_by_role("button", name=SEND).click()


def choose_screen(page: Page, display: str) -> None:
    """Say on the lyrics page where the song should play; "" only keeps it."""
    page.wait_for_selector("[name=display]", state="attached")
    if not page.locator(".draft .fold[open]").count():
        page.locator(".draft .fold > summary").click()
    page.locator(f"input[name=display][value='{display}']").check(force=True)


def test_a_dedication_becomes_a_song_that_plays_with_its_words(phone: Watched) -> None:
    page = phone.page
    send_letter(page)
    expect(page.get_by_role("heading", name="A song for Mum")).to_be_visible()
    page.wait_for_selector(".steps .done")
    true_on(page, "Number(document.querySelector('.bar').getAttribute('aria-valuenow')) > 20")
    page.get_by_role("button", name="Play").click()
    true_on(page, "document.querySelector('audio').currentTime > 1")
    page.wait_for_selector(".word.lit")
    assert page.locator(".lyrics .line").first.inner_text() == "Mum, thank you for the"
    assert page.locator("img.cover").evaluate("picture => picture.naturalWidth") == 1024


def test_lyrics_are_sung_the_way_a_person_leaves_them(phone: Watched) -> None:
    page = phone.page
    write_letter(page)
    page.get_by_role("button", name="Write the lyrics").click()
    page.get_by_label("The title").fill("Pancake Sunday")
    page.get_by_label("Verse 1, line 1", exact=True).fill("Butter in the pan\nand you in the door")
    with page.expect_request("**/api/v1/songs") as asked:
        page.get_by_role("button", name=SEND).click()
    order = json.loads(asked.value.post_data or "")
    assert order["lyrics"].startswith("# Pancake Sunday\n\n[Verse 1]\nButter in the pan\nand you in the door")
    assert "[Chorus]" in order["lyrics"]


def test_a_chorus_that_comes_back_is_written_once(phone: Watched) -> None:
    chorus, verse = drafted("Chorus", "Oh Mum"), drafted("Verse 1", "Thank you")
    draft = {
        "title": "Oh Mum",
        "titles": ["Oh Mum", "For Mum", "Thank You"],
        "presenter": "For Mum.",
        "left_out": [],
        "understood": {"theme": "gratitude", "language": "en"},
        "language": "en",
        "seed": 7,
        "text": "",
        "sections": [verse, chorus, verse, chorus],
    }
    page = phone.page
    page.route("**/api/v1/lyrics", lambda route: route.fulfill(json=draft))
    write_letter(page)
    page.get_by_role("button", name="Write the lyrics").click()
    page.get_by_label("Chorus, line 1", exact=True).fill("Oh Mama")
    with page.expect_request("**/api/v1/songs") as asked:
        page.get_by_role("button", name=SEND).click()
    order = json.loads(asked.value.post_data or "")
    assert order["lyrics"].count("Oh Mama") == 1
    assert order["lyrics"].endswith("[Chorus]")
    assert order["dedication"]["seed"] == 7


def test_nothing_typed_is_lost_when_the_hub_is_away(phone: Watched) -> None:
    phone.forgive("ERR_FAILED")
    page = phone.page
    page.route("**/api/v1/lyrics", lambda route: route.abort())
    write_letter(page)
    page.get_by_role("button", name="Write the lyrics").click()
    expect(page.get_by_role("alert").filter(has_text="The hub cannot be reached.")).to_be_visible()
    page.reload()
    assert page.input_value("[name=message]") == MESSAGE
    assert page.input_value("[name=to]") == "Mum"


def test_a_refused_message_is_explained_beside_it(phone: Watched) -> None:
    phone.forgive("status of 400")
    page = phone.page
    page.get_by_role("button", name="Write the lyrics").click()
    expect(page.locator(".letter .notice")).to_contain_text("The message is empty.")
    assert page.evaluate("document.activeElement.name") == "message"


def test_progress_arrives_without_mqtt(open_page: OpenPage) -> None:
    seen = open_page("/", PHONE, before=NO_BROKER)
    seen.forgive("WebSocket")
    page = seen.page
    send_letter(page)
    page.wait_for_selector(".making")
    page.wait_for_selector(".finished")


def test_a_song_in_the_making_can_be_cancelled(phone: Watched) -> None:
    page = phone.page
    send_letter(page)
    page.get_by_role("button", name="Cancel this song").click()
    expect(page.get_by_role("heading", name="This song was cancelled.")).to_be_visible()
    page.get_by_role("button", name="Change the words").click()
    assert page.input_value("[name=message]") == MESSAGE


def test_a_song_that_fails_says_why_and_is_tried_again(phone: Watched, house: House) -> None:
    page = phone.page
    send_letter(page, "Mum (fill the disk)")
    expect(page.get_by_role("heading", name="This song could not be made.")).to_be_visible()
    assert page.locator(".notice.bad").get_attribute("data-code") == "disk_full"
    expect(page.get_by_role("button", name="Change the words")).to_be_visible()
    song = page.url.rsplit("/", 1)[1]
    page.get_by_role("button", name="Try again").click()
    page.wait_for_selector(".making")
    assert house.ask("GET", f"/api/v1/songs/{song}")["state"] in {"queued", "making"}
    expect(page.get_by_role("heading", name="This song could not be made.")).to_be_visible()


def test_pressing_send_twice_makes_one_song(phone: Watched, house: House) -> None:
    page = phone.page
    before = len(house.ask("GET", "/api/v1/songs")["songs"])
    write_letter(page)
    page.get_by_role("button", name="Write the lyrics").click()
    page.get_by_role("button", name=SEND).dblclick()
    page.wait_for_selector(".making")
    assert len(house.ask("GET", "/api/v1/songs")["songs"]) == before + 1


def test_an_earlier_song_is_found_shared_and_deleted(phone: Watched, house: House) -> None:
    song = house.made_song(to="Grandma")
    page = phone.page
    page.get_by_role("link", name="Songs", exact=True).click()
    page.locator(f"a[href='#/songs/{song['id']}']").click()
    page.get_by_role("button", name="Copy the link").click()
    expect(page.locator(".notice.good")).to_contain_text("Link copied")
    page.get_by_role("button", name="Delete this song").click()
    page.get_by_role("button", name="Delete", exact=True).click()
    page.wait_for_selector(".songs")
    expect(page.locator(f"a[href='#/songs/{song['id']}']")).to_have_count(0)


def test_the_page_speaks_the_language_of_the_phone_and_can_be_switched(open_page: OpenPage) -> None:
    page = open_page("/", PHONE, locale="es-ES").page
    expect(page.get_by_role("button", name="Escribir la letra")).to_be_visible()
    page.get_by_label("Idioma de la página").select_option("en")
    expect(page.get_by_role("button", name="Write the lyrics")).to_be_visible()


def test_everything_to_touch_is_44_pixels_tall_and_has_a_name(phone: Watched) -> None:
    page = phone.page
    page.locator(".compose .sound > summary").click()
    small = page.evaluate(
        """() => Array.from(document.querySelectorAll('button, a, select, summary, textarea, .name, .choice'))
            .filter(one => one.offsetParent && one.getBoundingClientRect().height < 44)
            .map(one => one.outerHTML.slice(0, 80))"""
    )
    nameless = page.evaluate(
        """() => Array.from(document.querySelectorAll('input, select, textarea'))
            .filter(one => !(one.labels && one.labels.length) && !one.getAttribute('aria-label'))
            .map(one => one.outerHTML.slice(0, 80))"""
    )
    assert small == []
    assert nameless == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_shared_link_plays_the_song_to_anyone(open_page: OpenPage, house: House) -> None:
    song = house.made_song()
    page = open_page(song["share"], PHONE).page
    expect(page.get_by_role("heading", name=song["title"])).to_be_visible()
    page.get_by_role("button", name="Play").click()
    page.wait_for_selector(".word.lit")


def test_an_unknown_shared_link_is_explained(open_page: OpenPage) -> None:
    seen = open_page("/s/nobody-knows-this", PHONE)
    seen.forgive("status of 404")
    expect(seen.page.get_by_role("alert")).to_contain_text("This page leads to no song.")
