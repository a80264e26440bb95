"""Every page of the phone fits a narrow one, in every language, also with long names."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import LANGUAGES, MESSAGE, House, OpenPage

TO, SENDER = "Abuela María del Carmen Etxeberria", "Bartholomew-Alexander Featherstonehaugh"
STICKS_OUT = """() => Array.from(document.querySelectorAll('body *'))
    .filter(one => one.offsetParent && !one.closest('.sky') && !one.closest('.unseen'))
    .filter(one => one.getBoundingClientRect().right > innerWidth + 0.5)
    .map(one => one.outerHTML.slice(0, 80))"""


@pytest.fixture(scope="module")
def song(house: House) -> str:
    """A song with long names, on its way to a screen with one."""
    made = house.made_song(to=TO, sender=SENDER)
    house.send(made, house.ask("POST", "/api/v1/displays", {"name": "Salón de la casa de la abuela"})["id"])
    return str(made["id"])


def fits(page: Page, selector: str) -> None:
    page.wait_for_selector(selector)
    assert page.evaluate("document.documentElement.scrollWidth") <= page.evaluate("innerWidth")
    assert page.evaluate(STICKS_OUT) == []


@pytest.mark.parametrize(
    ("locale", "width"), [*((locale, 320) for locale in LANGUAGES), ("en", 360), ("de", 390)]
)
def test_nothing_sticks_out_of_a_narrow_phone(
    open_page: OpenPage, house: House, song: str, locale: str, width: int
) -> None:
    page = open_page("/", {"width": width, "height": 740}, locale=locale, scope="admin").page
    page.wait_for_selector(".compose")
    for key, text in (("to", TO), ("message", MESSAGE), ("from", SENDER)):
        page.fill(f"[name={key}]", text)
    page.locator(".sound > summary").click()
    fits(page, ".compose .choices")
    page.locator(".compose .primary").click()
    fits(page, ".sheet")
    page.locator(".draft .fold > summary").click()
    fits(page, ".places .choice")
    page.goto(f"{house.url}/#/songs/{song}")
    fits(page, ".finished .televisions li")
    page.goto(f"{house.url}/#/songs")
    fits(page, ".songs-list")
    page.goto(f"{house.url}/#/devices")
    for summary in page.locator(".devices .fold > summary").all():
        summary.evaluate("one => one.parentNode.open = true")
    fits(page, ".devices .screen")
