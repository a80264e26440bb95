"""An LG television, spoken to over its own protocol (SSAP): pair once, show words, open our page."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager

from aiohttp import ClientError, ClientSession
from aiowebostv import WebOsClient, endpoints
from aiowebostv.exceptions import WebOsTvError, WebOsTvPairError

from edge_service.errors import (
    DisplayOff,
    GoodwaveError,
    TelevisionRefused,
    TelevisionUnpaired,
)
from edge_service.hub.displays.driver import Call, Outcome

log = logging.getLogger(__name__)
OUR_APP = "house.goodwave.tv"  # the id in tv_client/webos/appinfo.json
PAIRING_TRIES = 6  # the television asks for ten seconds each time
VISIT_SECONDS = 30.0
GOODBYE_SECONDS = 0.1
UNREACHABLE = (OSError, TimeoutError, ClientError)


class WebosDriver:
    """One paired television; `opens_page` is whether the household lets us open our page on it."""

    def __init__(self, name: str, address: str, client_key: str, opens_page: bool) -> None:
        self._name = name
        self._address = address
        self._client_key = client_key
        self._opens_page = opens_page

    def call(self, call: Call) -> Outcome:
        return asyncio.run(self._call(call))

    async def _call(self, call: Call) -> Outcome:
        try:
            async with _visit(self._name, self._address, self._client_key) as client:
                opened, page_trouble = await self._open(client, call.page)
                shown, words_trouble = await self._try(client.send_message(call.text), "show a message")
        except GoodwaveError as trouble:
            return Outcome(shown=False, opened=False, trouble=trouble)
        return Outcome(shown, opened, page_trouble or words_trouble)

    async def _open(self, client: WebOsClient, page: str) -> tuple[bool, GoodwaveError | None]:
        if not self._opens_page:
            return False, None
        if OUR_APP in client.tv_state.apps:
            return await self._try(client.launch_app(OUR_APP), "open the Goodwave app")
        return await self._try(client.request(endpoints.OPEN, {"target": page}), "open our page")

    async def _try(self, asking: Awaitable[object], what: str) -> tuple[bool, GoodwaveError | None]:
        try:
            async with asyncio.timeout(VISIT_SECONDS):
                await asking
        except (WebOsTvError, *UNREACHABLE) as error:
            log.info("a television did not %s: %s", what, type(error).__name__)
            return False, TelevisionRefused(
                f"{self._name} would not {what}.", "Open Goodwave there with the remote: the song waits."
            )
        return True, None


def pair_television(name: str, address: str) -> str:
    """Return the key of a television, once somebody before it has said yes to its question.

    Raises DisplayOff where nothing answers, TelevisionUnpaired where the answer is no or none in a minute.
    """
    return asyncio.run(_pair(name, address))


async def _pair(name: str, address: str) -> str:
    for _ in range(PAIRING_TRIES - 1):
        try:
            return await _ask_for_key(name, address)
        except _NobodyAnswered:
            log.info("a television asks to be paired, and nobody has answered yet")
    return await _ask_for_key(name, address)


async def _ask_for_key(name: str, address: str) -> str:
    async with _visit(name, address, None) as client:
        return str(client.client_key)


class _NobodyAnswered(TelevisionUnpaired):
    """The question stood on the television and nobody answered."""


@asynccontextmanager
async def _visit(name: str, address: str, client_key: str | None) -> AsyncIterator[WebOsClient]:
    """Yield a connected client; raise DisplayOff or TelevisionUnpaired where there is none."""
    async with _session() as session:
        client = WebOsClient(address, client_key, client_session=session)
        await _connect(client, name, address)
        try:
            yield client
        finally:
            await client.disconnect()


async def _connect(client: WebOsClient, name: str, address: str) -> None:
    try:
        async with asyncio.timeout(VISIT_SECONDS):
            await client.connect()
    except WebOsTvPairError as error:
        raise TelevisionUnpaired(
            f"{name} did not let Goodwave in.", "Pair it again, and answer its question with the remote."
        ) from error
    except (WebOsTvError, ValueError, KeyError, TypeError, *UNREACHABLE) as error:
        raise _why_not(client, name, address) from error


@asynccontextmanager
async def _session() -> AsyncIterator[ClientSession]:
    """Yield what connects, and let encrypted lines say goodbye before the loop ends (aiohttp's advice)."""
    async with ClientSession() as session:
        yield session
    await asyncio.sleep(GOODBYE_SECONDS)


def _why_not(client: WebOsClient, name: str, address: str) -> GoodwaveError:
    """Tell a television that greeted us and then went silent from one that is not there."""
    if client.tv_info.hello:
        return _NobodyAnswered(
            f"Nobody answered the question on {name}.", "Try again, and press OK on its remote."
        )
    return DisplayOff(
        f"{name} does not answer at {address}.",
        "Switch it on, and let devices of the home network control it (Settings, External devices).",
    )
