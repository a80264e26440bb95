"""One song a genre, composed and played once for all tests of the band."""

from functools import cache
from pathlib import Path

import pytest

from edge_service.song.audio import Stems
from edge_service.song.score import Score
from edge_service.studio.band import genres, load_style, play
from edge_service.studio.catalog import load_catalog
from edge_service.studio.models import Models
from tests.studio.composer.songs import dedication, song

MODELS = Path(__file__).parents[3] / "models_onnx"


@cache
def studio_models() -> Models:
    return Models(load_catalog(MODELS))


@cache
def played(genre: str) -> Stems:
    return play(song(genre), load_style(genre), dedication(genre), studio_models())


@pytest.fixture(params=[style.name for style in genres()])
def genre(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def score(genre: str) -> Score:
    return song(genre)


@pytest.fixture
def stems(genre: str) -> Stems:
    return played(genre)
