"""The phone page through the https door: a secure place, and its line to the broker works there too."""

from pathlib import Path

from playwright.sync_api import Browser, expect

from edge_service.hub.app import create_app
from edge_service.hub.https import SecureDoor
from edge_service.hub.serve import running
from tests.browser.conftest import MESSAGE, PHONE, open_house
from tests.hub.settings import free_port, house_config


def test_a_phone_that_took_the_certificate_may_use_its_microphone_and_hears_of_songs(
    browser: Browser, tmp_path: Path
) -> None:
    port = free_port()
    with (
        open_house(house_config(tmp_path / "data", hub_https_port=port)) as house,
        running(SecureDoor(house.hub, create_app(house.hub))),
    ):
        context = browser.new_context(viewport=PHONE, ignore_https_errors=True)
        house.invite(context, "admin")
        page = context.new_page()
        lines: list[str] = []
        page.on("websocket", lambda line: lines.append(line.url))
        wish = {"dedication": {"message": MESSAGE, "to": "Mum", "from": "Anna"}}
        song = house.ask("POST", "/api/v1/songs", wish)
        page.goto(f"https://127.0.0.1:{port}/#/songs/{song['id']}")
        assert page.evaluate("isSecureContext && 'mediaDevices' in navigator && 'serviceWorker' in navigator")
        expect(page.locator("audio")).to_be_attached()
        assert lines == [f"wss://127.0.0.1:{port}/mqtt"]
        context.close()
