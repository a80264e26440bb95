"""The lyrics on the phone page: changed line by line, locked, asked for anew, or left as the message is."""

import json
import re
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import MESSAGE, Watched
from tests.browser.test_phone_page import SEND

LONG = " ".join([MESSAGE] * 2)


def write_draft(page: Page, message: str = MESSAGE) -> None:
    page.fill("[name=to]", "Mum")
    page.fill("[name=message]", message)
    page.get_by_role("button", name="Write the lyrics").click()
    page.wait_for_selector(".sheet")


def line(page: Page, name: str) -> Locator:
    return page.get_by_label(name, exact=True)


def lock(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=f"Keep {name}", exact=True)


def sent(page: Page, button: str | re.Pattern[str], path: str = "lyrics") -> dict[str, Any]:
    with page.expect_request(f"**/api/v1/{path}") as asked:
        page.get_by_role("button", name=button).click()
    return dict(json.loads(asked.value.post_data or ""))


def test_changed_and_locked_lines_stay_when_other_words_are_asked_for(phone: Watched) -> None:
    page = phone.page
    write_draft(page)
    line(page, "Verse 1, line 1").fill("My own words")
    lock(page, "Verse 1, line 2").click()
    second = line(page, "Verse 1, line 2").input_value()
    before = line(page, "Chorus, line 1").input_value()
    asked = sent(page, "Other words")
    assert asked["kept"] == [{"id": "0.0", "text": "My own words"}, {"id": "0.1", "text": second}]
    expect(line(page, "Chorus, line 1")).not_to_have_value(before)
    expect(line(page, "Verse 1, line 1")).to_have_value("My own words")
    expect(line(page, "Verse 1, line 2")).to_have_value(second)
    expect(lock(page, "Verse 1, line 2")).to_have_attribute("aria-pressed", "true")


def test_a_line_let_go_is_asked_for_anew(phone: Watched) -> None:
    page = phone.page
    write_draft(page)
    line(page, "Verse 1, line 1").fill("My own words")
    lock(page, "Verse 1, line 1").click()
    assert sent(page, "Other words")["kept"] == []
    expect(line(page, "Verse 1, line 1")).not_to_have_value("My own words")


def test_lines_are_added_with_enter_and_taken_away_with_backspace(phone: Watched) -> None:
    page = phone.page
    write_draft(page)
    first = line(page, "Verse 1, line 1")
    first.fill("One")
    first.press("End")
    first.press("Enter")
    expect(line(page, "Verse 1, line 2")).to_be_focused()
    page.keyboard.type("Two")
    expect(line(page, "Verse 1, line 2")).to_have_value("Two")
    line(page, "Verse 1, line 2").fill("")
    line(page, "Verse 1, line 2").press("Backspace")
    expect(line(page, "Verse 1, line 1")).to_be_focused()
    assert sent(page, SEND, "songs")["lyrics"].split("\n\n")[1].startswith("[Verse 1]\nOne\n")


def test_the_message_can_be_sung_word_for_word_and_the_song_comes_back_as_it_was(phone: Watched) -> None:
    page = phone.page
    write_draft(page)
    line(page, "Chorus, line 1").fill("My own chorus")
    assert sent(page, "Sing it word for word")["word_for_word"]
    expect(page.locator(".part.chorus")).to_have_count(0)
    page.get_by_role("button", name="Make it a song again").click()
    expect(line(page, "Chorus, line 1")).to_have_value("My own chorus")


def test_a_person_may_write_it_all(phone: Watched) -> None:
    page = phone.page
    write_draft(page)
    page.get_by_role("button", name="Write it all myself").click()
    page.get_by_label("Write it all myself").fill("[Verse]\nHello Mum")
    page.get_by_role("button", name="Use these words").click()
    expect(line(page, "Verse 1, line 1")).to_have_value(
        "[Verse] Hello Mum"
    )  # the quick studio reads no marks
    expect(lock(page, "Verse 1, line 1")).to_have_attribute("aria-pressed", "true")


def test_a_title_is_chosen_and_stays(phone: Watched) -> None:
    page = phone.page
    write_draft(page)
    page.get_by_role("button", name="For Mum", exact=True).click()
    expect(page.get_by_label("The title")).to_have_value("For Mum")
    page.get_by_role("button", name="Other words").click()
    expect(page.locator(".busy")).to_be_empty()
    expect(page.get_by_label("The title")).to_have_value("For Mum")


def test_what_it_is_about_is_suggested_and_can_be_changed(phone: Watched) -> None:
    page = phone.page
    write_draft(page)
    page.get_by_role("button", name="Saying thank you").click()
    with page.expect_request("**/api/v1/lyrics") as asked:
        page.get_by_text("A birthday", exact=True).click()
    assert json.loads(asked.value.post_data or "")["theme"] == "birthday"
    expect(page.get_by_role("button", name="A birthday")).to_be_visible()
    assert sent(page, SEND, "songs")["dedication"]["theme"] == "birthday"


def test_what_was_left_out_is_told_and_can_be_sung_too(phone: Watched) -> None:
    page = phone.page
    write_draft(page, LONG)
    left = page.locator(".left-out li span").inner_text()
    page.get_by_role("button", name="Sing it too").click()
    expect(page.locator(".left-out")).to_have_count(0)
    expect(page.locator(".part.verse textarea").last).to_have_value(left)


def test_lyrics_kept_by_an_earlier_page_are_written_anew(phone: Watched) -> None:
    page = phone.page
    write_draft(page)
    page.evaluate(
        """() => {
            const letter = JSON.parse(localStorage["goodwave.letter"]);
            letter.lyrics = { title: "Old", written_for: "", edited: false, sections: [] };
            localStorage["goodwave.letter"] = JSON.stringify(letter);
        }"""
    )
    page.reload()
    expect(page.locator("[name=message]")).to_have_value(MESSAGE)


def test_a_heavy_moment_is_answered_gently_with_who_listens(phone: Watched) -> None:
    phone.forgive("status of 400")
    page = phone.page
    heavy = {"code": "message_heavy", "message": "You matter.", "hint": "Talk to somebody now: 988."}
    page.route("**/api/v1/lyrics", lambda route: route.fulfill(status=400, json={"error": heavy}))
    page.fill("[name=message]", MESSAGE)
    page.get_by_role("button", name="Write the lyrics").click()
    expect(page.locator(".letter .notice.gentle")).to_contain_text("988")
    expect(page.locator(".notice.bad")).to_have_count(0)
