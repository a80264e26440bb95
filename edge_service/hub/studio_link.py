"""The one door between hub and studio: opens the studio when first needed and asks it for things."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from edge_service.config import Config
from edge_service.errors import GoodwaveError
from edge_service.hub.ticker import Ticker
from edge_service.song.dedication import Dedication
from edge_service.song.progress import Progress
from edge_service.song.song import Song

log = logging.getLogger(__name__)

if TYPE_CHECKING:
    from edge_service.studio.pipeline import Options


LOOK_SECONDS = 15.0


@dataclass(frozen=True)
class SongOrder:
    """A song to be made in `folder`, which must not exist yet."""

    song_id: str
    dedication: Dedication
    lyrics: str | None
    folder: Path


class StudioLink:
    """The studio named by `studio.module`; every call may raise ModelError where models are missing."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._lock = threading.Lock()
        self._opened: tuple[Any, Any] | None = None

    def warm_up(self) -> None:
        """Open the studio before it is needed; what is missing is told now and at each song."""
        try:
            self._open()
        except GoodwaveError as error:
            log.error("no song can be made yet: %s", error)

    def options(self) -> "Options":
        """Return what a person may choose from."""
        module, studio = self._open()
        return cast("Options", module.options(studio))

    def check(self, dedication: Dedication, lyrics: str | None) -> Dedication:
        """Return the dedication tidied; raise BadDedication for what cannot be made or sung."""
        module, studio = self._open()
        return cast(Dedication, module.check(dedication, studio, lyrics))

    def draft(self, dedication: Dedication, wish: dict[str, Any]) -> dict[str, Any]:
        """Return a draft for the person to read and change, as JSON has it; raise BadDedication."""
        module, studio = self._open()
        return cast(dict[str, Any], module.sheet(module.draft(dedication, studio, module.Wish(**wish))))

    def make_song(self, order: SongOrder, on_progress: Callable[[Progress], None]) -> Song:
        """Make a song in its folder, whole or not at all; raise SongCancelled when `on_progress` does."""
        module, studio = self._open()
        asked = module.Order(order.song_id, order.dedication, order.folder, order.lyrics)
        return cast(Song, module.make_song(asked, studio, on_progress))

    def unload_idle(self, idle_seconds: float) -> None:
        """Give back the memory of models that were not needed for so long; nothing where none is open."""
        with self._lock:
            opened = self._opened
        if opened is not None:
            module, studio = opened
            module.unload_idle(studio, idle_seconds)

    def _open(self) -> tuple[Any, Any]:
        with self._lock:
            if self._opened is None:
                module = import_module(self._config.text("studio", "module"))
                studio = module.open_studio(self._config.models_dir, **self._config.studio)
                self._opened = module, studio
            return self._opened


@contextmanager
def idle_models_unloaded(config: Config, studio: StudioLink) -> Iterator[None]:
    """Give back the memory of models that nobody needed for `studio.idle_minutes`, as long as this lasts."""
    minutes = config.number("studio", "idle_minutes")
    if not minutes:
        yield
        return
    ticker = Ticker("idle models", LOOK_SECONDS, lambda: studio.unload_idle(60.0 * minutes))
    ticker.start()
    yield
    ticker.stop()
