"""An LG television is paired on the phone, with a yes on its screen; what it would not do is said."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PHONE, House, OpenPage, Watched
from tests.hub.displays.fake_television import SILENT, FakeTelevision, reach, television_on


@pytest.fixture
def lg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeTelevision]:
    with television_on(tmp_path, FakeTelevision()) as television:
        reach(monkeypatch, television.port)
        yield television


def opened(page: Page, house: House, name: str) -> tuple[str, Locator]:
    """Return a new screen, and its fold about calling it, open on the page of devices."""
    display = house.ask("POST", "/api/v1/displays", {"name": name})["id"]
    page.goto(f"{house.url}/#/devices")
    screen = page.locator(f"details[data-display='{display}']")
    screen.locator("summary").first.click()
    screen.get_by_text("Is it an LG television?").click()
    return display, screen


def ask(screen: Locator, address: str = "127.0.0.1") -> None:
    screen.get_by_label("Its address in your home").fill(address)
    screen.get_by_role("button", name="Ask the television").click()


def test_a_television_is_paired_and_let_go_again(phone: Watched, house: House, lg: FakeTelevision) -> None:
    display, screen = opened(phone.page, house, "Parlour")
    ask(screen)
    expect(screen).to_contain_text("It listens to Goodwave (127.0.0.1).")
    expect(screen).to_contain_text("it says so and opens Goodwave")
    assert lg.questions == 1
    screen.get_by_role("button", name="Stop calling it").click()
    expect(screen.get_by_role("button", name="Ask the television")).to_be_visible()
    assert house.ask("GET", f"/api/v1/displays/{display}/television")["state"] == "none"


def test_a_household_may_keep_goodwave_from_opening_by_itself(
    phone: Watched, house: House, lg: FakeTelevision
) -> None:
    display, screen = opened(phone.page, house, "Study")
    screen.get_by_label("Goodwave may open itself on it").uncheck()
    ask(screen)
    expect(screen).to_contain_text("When a song arrives, it says so.")
    assert lg.questions == 1
    assert house.ask("GET", f"/api/v1/displays/{display}/television")["opens_page"] is False


def test_the_phone_says_to_look_at_the_television_while_it_asks(
    phone: Watched, house: House, lg: FakeTelevision, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aiowebostv.webos_client.RECEIVE_TIMEOUT", 1.0)
    monkeypatch.setattr("edge_service.hub.displays.webos.PAIRING_TRIES", 1)
    lg.answer = SILENT
    _, screen = opened(phone.page, house, "Hall")
    ask(screen)
    expect(screen.get_by_role("status")).to_contain_text("Look at the television now.")
    expect(screen.get_by_role("alert").last).to_contain_text("Nobody answered the question on Hall.")


@pytest.mark.parametrize(
    ("locale", "answer", "sentence"),
    [("en-GB", "no", "did not let Goodwave in"), ("es-ES", "no", "no ha dejado entrar a Goodwave")],
)
def test_a_no_is_told_in_a_sentence(
    open_page: OpenPage, house: House, lg: FakeTelevision, locale: str, answer: str, sentence: str
) -> None:
    lg.answer = answer
    page = open_page("/", PHONE, locale=locale).page
    display = house.ask("POST", "/api/v1/displays", {"name": "Pantry"})["id"]
    page.goto(f"{house.url}/#/devices")
    screen = page.locator(f"details[data-display='{display}']")
    screen.locator("summary").first.click()
    screen.locator("details > summary").click()
    screen.locator(".television input").first.fill("127.0.0.1")
    screen.locator(".television button").click()
    expect(screen.get_by_role("alert")).to_contain_text(sentence)
    expect(screen.locator(".television input").first).to_have_value("127.0.0.1")


def test_what_is_no_address_is_not_asked(phone: Watched, house: House) -> None:
    phone.forgive("status of 400")
    _, screen = opened(phone.page, house, "Cellar")
    ask(screen, "my television!")
    expect(screen.get_by_role("button", name="Ask the television")).to_be_enabled()
    assert screen.get_by_label("Its address in your home").evaluate("field => field.validity.patternMismatch")


def test_a_screen_is_removed_after_a_second_thought(phone: Watched, house: House) -> None:
    display, screen = opened(phone.page, house, "Old television")
    screen.get_by_role("button", name="Remove this screen").click()
    screen.get_by_role("button", name="Keep it").click()
    screen.get_by_role("button", name="Remove this screen").click()
    screen.get_by_role("button", name="Remove", exact=True).click()
    expect(screen).to_have_count(0)
    assert display not in [one["id"] for one in house.ask("GET", "/api/v1/displays")["displays"]]
