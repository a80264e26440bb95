"""The television's first screen fits in every language, and its remote reaches every button."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LANGUAGES, TELEVISION, OpenPage

CUT_OFF = """() => Array.from(document.querySelectorAll('.welcome .choice, .welcome h1, .welcome p'))
    .filter(one => one.scrollWidth > one.clientWidth + 1
        || one.getBoundingClientRect().bottom > 0.95 * innerHeight)
    .map(one => one.textContent)"""


def first_screen(open_page: OpenPage, locale: str) -> Page:
    seen = open_page("/tv", TELEVISION, locale=locale)
    seen.forgive("401")  # the hub does not know this screen yet
    seen.page.wait_for_selector(".welcome")
    return seen.page


@pytest.mark.parametrize("locale", LANGUAGES)
def test_the_first_screen_is_whole_in_its_language(open_page: OpenPage, locale: str) -> None:
    page = first_screen(open_page, locale)
    expect(page.locator("html")).to_have_attribute("lang", locale)
    assert page.evaluate(CUT_OFF) == []


def test_a_language_is_chosen_with_the_remote_alone(open_page: OpenPage) -> None:
    page = first_screen(open_page, "en")
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowRight"):
        page.keyboard.press(key)
    expect(page.locator(":focus")).to_have_text("Deutsch")
