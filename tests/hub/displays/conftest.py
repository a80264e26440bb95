"""A television that is on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hub.displays.fake_television import FakeTelevision, reach, television_on


@pytest.fixture
def television(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeTelevision]:
    """A television that is on; only its encrypted port answers, as on those of today."""
    with television_on(tmp_path, FakeTelevision()) as on:
        reach(monkeypatch, on.port)
        yield on
