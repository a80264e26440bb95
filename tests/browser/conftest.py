"""A real hub on a quick studio, a real Chromium, and pages that must stay clean."""

import json
import re
import threading
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright
from waitress import wasyncore
from waitress.server import create_server

from edge_service.config import Config
from edge_service.hub.access import Scope
from edge_service.hub.api.access import COOKIE
from edge_service.hub.app import create_app
from edge_service.hub.hub import Hub, open_hub
from edge_service.hub.serve import parts_of, running
from tests.hub.conftest import key_of, until
from tests.hub.settings import house_config

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--mute-audio",
]
expect.set_options(timeout=15_000)  # the machine may be busy singing

AUTOPLAY = "--autoplay-policy=no-user-gesture-required"
NO_AUTOPLAY = "--autoplay-policy=document-user-activation-required"
PHONE = {"width": 390, "height": 844}
TELEVISION = {"width": 1920, "height": 1080}
SONG_SECONDS = 9
PAGE_WORDS = Path(__file__).parents[2] / "tv_client" / "shared" / "strings"
LANGUAGES = sorted(file.stem for file in PAGE_WORDS.glob("*.json"))
MESSAGE = "Mum, thank you for the Sunday pancakes and for leaving the light on when I came home late"


@dataclass
class House:
    """A running hub, asked over HTTP as any program would."""

    hub: Hub
    url: str
    token: str

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        headers = {"Authorization": f"Bearer {self.token}"}
        headers |= {"Content-Type": "application/json"} if data else {}
        request = urllib.request.Request(f"{self.url}{path}", data, headers, method=method)
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.loads(answer.read() or b"null")

    def made_song(self, message: str = MESSAGE, to: str = "Mum", sender: str = "Anna") -> dict[str, Any]:
        """Return a song once it is finished."""
        wish = {"message": message, "to": to, "from": sender}
        song_id = self.ask("POST", "/api/v1/songs", {"dedication": wish})["id"]
        done = threading.Event()
        for _ in range(200):
            song = self.ask("GET", f"/api/v1/songs/{song_id}")
            if song["state"] == "done":
                return dict(song)
            done.wait(0.1)
        raise AssertionError(f"the song is still {song['state']}")

    def invite(self, context: BrowserContext, scope: Scope, display: str | None = None) -> None:
        """Give a browser profile a token, as pairing would."""
        _, token = key_of(self.hub, scope, display)
        cookie: Any = {"name": COOKIE, "value": token, "url": self.url, "sameSite": "Strict"}
        context.add_cookies([cookie | {"httpOnly": True}])

    def let_in(self, page: Page) -> None:
        """Let the screen in that shows its code on a page."""
        code = page.locator(".door-code")
        expect(code).to_have_text(re.compile("-"))
        self.ask("POST", "/api/v1/pairing/approve", {"user_code": code.inner_text()})

    def send(self, song: dict[str, Any], display: str) -> None:
        self.ask("POST", f"/api/v1/songs/{song['id']}/deliveries", {"display": display})


@dataclass
class Watched:
    """A page with everything it complained about, and everything it asked from elsewhere."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    forgiven: list[str] = field(default_factory=list)

    def forgive(self, text: str) -> None:
        """Expect console errors with this text: the browser logs every refused request."""
        self.forgiven.append(text)

    def unforgiven(self) -> list[str]:
        return [said for said in self.complaints if not any(text in said for text in self.forgiven)]


@contextmanager
def open_house(config: Config) -> Iterator[House]:
    with open_hub(config) as hub, running(*parts_of(hub)):
        host, port = config.text("hub", "host"), config.number("hub", "port")
        sockets: dict[int, Any] = {}
        server = create_server(create_app(hub), map=sockets, host=host, port=port, threads=8)
        thread = threading.Thread(target=server.run, name="web")
        thread.start()
        try:
            yield House(hub, f"http://{host}:{port}", key_of(hub, "admin")[1])
        finally:
            server.trigger.pull_trigger(lambda: wasyncore.close_all(sockets))
            thread.join(10)
            server.task_dispatcher.shutdown()


@pytest.fixture(scope="package")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GOODWAVE_FAKE_STEP_SECONDS", "0.15")
        patch.setattr("edge_service.hub.api.pairing.POLL_SECONDS", 1)
        patch.setenv("GOODWAVE_FAKE_SONG_SECONDS", str(SONG_SECONDS))
        with open_house(house_config(tmp_path_factory.mktemp("house"))) as opened:
            yield opened


@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    if not CHROMIUM.exists():
        pytest.skip(f"there is no Chromium at {CHROMIUM}; on Debian: apt-get install chromium")
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="package")
def browser(playwright: Playwright) -> Iterator[Browser]:
    opened = launch(playwright, AUTOPLAY)
    yield opened
    opened.close()


def launch(playwright: Playwright, *flags: str) -> Browser:
    return playwright.chromium.launch(executable_path=str(CHROMIUM), args=[*FLAGS, *flags])


@contextmanager
def watched(context: BrowserContext, home: str) -> Iterator[Watched]:
    """Open a page; it may not end with errors in its console or requests that leave the house."""
    page = context.new_page()
    page.set_default_timeout(15_000)
    seen = Watched(page)
    page.on("console", lambda said: seen.complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    page.on("request", lambda request: _note_stranger(seen, request.url, home))
    page.on("websocket", lambda socket: _note_stranger(seen, socket.url, home))
    yield seen
    assert seen.unforgiven() == []
    assert seen.strangers == []


def _note_stranger(seen: Watched, url: str, home: str) -> None:
    parts = urlsplit(url)
    if parts.scheme not in {"data", "blob"} and parts.hostname != urlsplit(home).hostname:
        seen.strangers.append(url)


OpenPage = Callable[..., Watched]


@pytest.fixture
def open_page(browser: Browser, house: House) -> Iterator[OpenPage]:
    """Return how to open a page of the hub in a browser profile of its own."""
    closing: list[Any] = []

    def open_one(
        path: str, size: dict[str, int], locale: str = "en-GB", before: str = "", scope: Scope | None = None
    ) -> Watched:
        shape: Any = size
        # Without a graphics card, moving water costs more than everything else in these tests.
        context = browser.new_context(viewport=shape, locale=locale, reduced_motion="reduce")
        if before:
            context.add_init_script(before)
        if scope or size == PHONE:
            house.invite(context, scope or "admin")
        guard = watched(context, house.url)
        seen = guard.__enter__()
        closing.append((guard, context))
        seen.page.goto(house.url + path)
        return seen

    yield open_one
    try:
        for guard, _ in closing:
            guard.__exit__(None, None, None)
    finally:
        for _, context in closing:
            context.close()


@pytest.fixture
def phone(open_page: OpenPage) -> Watched:
    return open_page("/", PHONE)


@pytest.fixture
def television(open_page: OpenPage, house: House) -> Watched:
    """A television that has just been named and let in, and waits."""
    seen = open_page("/tv", TELEVISION)
    name_screen(seen, house)
    return seen


def name_screen(seen: Watched, house: House, *keys: str) -> None:
    """Choose a name on a new screen, with some keys before OK, and let it in."""
    seen.forgive("401")  # a screen that asks who it is before it is anybody
    seen.forgive("400")  # and whether it is in already
    seen.page.wait_for_selector(".welcome")
    for key in (*keys, "Enter"):
        seen.page.keyboard.press(key)
    house.let_in(seen.page)
    seen.page.wait_for_selector(".waiting")


def true_on(page: Page, expression: str) -> None:
    """Wait until a JavaScript expression holds; the page's own rules forbid it to evaluate text."""
    until(lambda: page.evaluate(expression), 15)


def display_of(page: Page) -> str:
    """Return the id under which a television page has registered."""
    return str(page.evaluate("fetch('/api/v1/me').then(answer => answer.json())")["display"])
