"""The app for LG televisions: it asks for the hub once, then opens the hub's own page."""

import json
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, expect

from tests.browser.conftest import TELEVISION, House, watched
from tests.hub.settings import free_port

APP = Path(__file__).parents[2] / "tv_client" / "webos"


def test_the_app_asks_for_the_hub_once_and_opens_its_television_page(browser: Browser, house: House) -> None:
    context = browser.new_context(viewport=TELEVISION)  # type: ignore[arg-type]  # a plain dict
    with watched(context, house.url) as seen:
        seen.strangers = []
        seen.forgive("401")  # the hub does not know this screen yet
        seen.page.goto(f"file://{APP}/index.html")
        seen.page.get_by_label("The address that the hub shows").fill(house.url.removeprefix("http://"))
        seen.page.keyboard.press("Enter")
        seen.page.wait_for_selector(".welcome")
        seen.page.goto(f"file://{APP}/index.html")
        seen.page.wait_for_selector(".welcome")
        seen.strangers = [url for url in seen.strangers if not url.startswith("file://")]
    context.close()


def test_the_app_keeps_trying_while_no_hub_answers(browser: Browser) -> None:
    context = browser.new_context(viewport=TELEVISION, locale="es-ES")  # type: ignore[arg-type]  # a plain dict
    with watched(context, "file://") as seen:
        seen.forgive("ERR_CONNECTION_REFUSED")
        seen.page.goto(f"file://{APP}/index.html")
        seen.page.fill("#address", f"127.0.0.1:{free_port()}")
        seen.page.keyboard.press("Enter")
        expect(seen.page.get_by_role("status")).to_contain_text("Nadie responde")
        seen.strangers = []
    context.close()


def test_the_app_describes_itself_as_webos_wants() -> None:
    info = json.loads((APP / "appinfo.json").read_text("utf-8"))
    assert info["type"] == "web"
    assert (APP / info["main"]).exists()
    with Image.open(APP / info["icon"]) as small, Image.open(APP / info["largeIcon"]) as large:
        assert (small.size, large.size) == ((80, 80), (130, 130))
