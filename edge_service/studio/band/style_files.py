"""Finds and reads the genres: every file of the folder `styles` is one."""

import tomllib
from functools import cache
from pathlib import Path

from edge_service.errors import ConfigError, UnknownGenre
from edge_service.song.style import Style
from edge_service.studio.band.checks import complaints
from edge_service.studio.band.tables import read_table

STYLES = Path(__file__).parent / "styles"


def load_style(genre: str) -> Style:
    """Return the style called `genre`; raise UnknownGenre, ConfigError where its file is wrong."""
    names = _names()
    if genre not in names:
        raise UnknownGenre(f"There is no genre called {genre!r}.", f"Choose one of {', '.join(names)}.")
    return read_style(STYLES / f"{genre}.toml")


def genres() -> tuple[Style, ...]:
    """Return every style, in the order of their names."""
    return tuple(load_style(name) for name in _names())


@cache
def read_style(file: Path) -> Style:
    """Return the style in `file`; raise ConfigError with the place where it cannot be played."""
    try:
        table = tomllib.loads(file.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{file.name} is not valid TOML: {error}.", "Mend that line.") from error
    style = read_table(Style, {"name": file.stem, **table}, file.name)
    for complaint in complaints(style):
        raise ConfigError(f"{file.name}: {complaint}.", "Compare with a style that works.")
    return style


def _names() -> list[str]:
    return sorted(file.stem for file in STYLES.glob("*.toml"))
