"""Calls televisions on which our page is not open when a song lies ready, and pairs them once."""

import logging
import threading
import tomllib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

from edge_service.errors import Conflict, GoodwaveError, NotFound
from edge_service.hub.displays.driver import Call
from edge_service.hub.displays.webos import WebosDriver, pair_television
from edge_service.hub.library import Library, Song
from edge_service.hub.library.televisions import (
    WaitingCall,
    keep_television,
    note_call,
    waiting_calls,
)

log = logging.getLogger(__name__)
CALL_SECONDS = 10.0
MOST_AT_ONCE = 8
WORDS = Path(__file__).parent / "words.toml"


class Caller:
    """`is_on` tells whether a display's page is open, `page` where the television page is."""

    def __init__(
        self,
        library: Library,
        is_on: Callable[[str], bool],
        page: Callable[[], str],
        now: Callable[[], float],
    ) -> None:
        self._library = library
        self._is_on = is_on
        self._page = page
        self._now = now
        self._lock = threading.Lock()
        self._asking: dict[str, GoodwaveError | None] = {}

    def call_round(self) -> None:
        """Call every television for which a song lies ready and whose page is not open."""
        with self._library.session() as session:
            waiting = waiting_calls(session, self._now())
        with ThreadPoolExecutor(MOST_AT_ONCE, thread_name_prefix="call") as pool:
            list(pool.map(self._call, (w for w in waiting if not self._is_on(w.television.display_id))))

    def _call(self, waiting: WaitingCall) -> None:
        known, display = waiting.television, waiting.delivery.display
        driver = WebosDriver(display.name, known.address, known.client_key, known.opens_page)
        outcome = driver.call(Call(words_for(waiting.delivery.song), self._page()))
        told = outcome.shown or outcome.opened
        with self._library.session() as session:
            note_call(session, known.display_id, told, outcome.trouble, self._now())
        log.info("display %s was %s", known.display_id, "called" if told else "not reached")

    def begin_pairing(self, display_id: str, name: str, address: str, opens_page: bool) -> None:
        """Let a television ask its people, in the background; raise Conflict while it is asking."""
        with self._lock:
            if self.is_asking(display_id):
                raise Conflict("The television is asking already.", "Answer it with its remote.")
            self._asking[display_id] = None
        work = (display_id, name, address, opens_page)
        threading.Thread(target=self._pair, args=work, name="pairing", daemon=True).start()

    def is_asking(self, display_id: str) -> bool:
        return display_id in self._asking and self._asking[display_id] is None

    def pairing_trouble(self, display_id: str) -> GoodwaveError | None:
        """Return why the last pairing did not succeed, None where it did or none was tried."""
        return self._asking.get(display_id)

    def _pair(self, display_id: str, name: str, address: str, opens_page: bool) -> None:
        try:
            client_key = pair_television(name, address)
            with self._library.session() as session:
                keep_television(session, display_id, address, client_key, opens_page)
        except NotFound:  # the display was deleted while it was asking
            self._asking.pop(display_id, None)
        except GoodwaveError as trouble:
            self._asking[display_id] = trouble
        else:
            self._asking.pop(display_id, None)


def words_for(song: Song) -> str:
    """Return what a television shows about a song, in the song's language."""
    words = _words()
    kind = {(True, True): "for_from", (True, False): "for", (False, True): "from"}
    text = words.get(song.language, words["en"])[kind.get((bool(song.to), bool(song.sender)), "plain")]
    return text.replace("{to}", song.to).replace("{from}", song.sender)


@cache
def _words() -> dict[str, dict[str, str]]:
    return tomllib.loads(WORDS.read_text("utf-8"))
