"""Looks for what would keep the hub or the studio from working, and names it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from edge_service.config import Config
from edge_service.errors import GoodwaveError

if TYPE_CHECKING:
    from edge_service.studio.pipeline import Studio


@dataclass(frozen=True)
class Finding:
    """One thing looked at, and the error it raised, if any."""

    subject: str
    error: GoodwaveError | None


def findings(config: Config) -> Iterator[Finding]:
    """Yield what was looked at, in the order a song needs it."""
    yield from _hub(config)
    yield from _models(config)
    yield _look("words: a line can be pronounced", partial(_words, config))


def _hub(config: Config) -> Iterator[Finding]:
    from edge_service.hub.checks import DATA_FOLDER, hub_checks

    for subject, check in hub_checks():
        found = _look(subject, partial(check, config))
        yield found
        if found.error and subject == DATA_FOLDER:
            return


def _models(config: Config) -> Iterator[Finding]:
    try:
        studio = _open(config)
    except GoodwaveError as error:
        yield Finding("models", error)
        return
    for name in studio.catalog.assets:
        yield _look(f"model {name}", partial(studio.models.path, name))
    if studio.writer:
        yield _look("lyricist.model: the bigger writer", studio.writer)


def _words(config: Config) -> None:
    from edge_service.song.dedication import Dedication
    from edge_service.studio.pipeline import draft

    draft(Dedication("Thank you for everything"), _open(config))


def _open(config: Config) -> "Studio":
    from edge_service.studio.pipeline import open_studio

    return open_studio(config.models_dir, **config.studio)


def _look(subject: str, look: Callable[[], object]) -> Finding:
    try:
        look()
    except GoodwaveError as error:
        return Finding(subject, error)
    return Finding(subject, None)
