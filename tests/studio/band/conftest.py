"""One short song a genre, composed and played once for all tests of a module; one genre after the other."""

from pathlib import Path

import pytest

from edge_service.song.audio import Stems
from edge_service.song.score import Score
from edge_service.studio.band import genres, load_style, play
from edge_service.studio.catalog import load_catalog
from edge_service.studio.models import Models
from tests.studio.composer.songs import WOMAN, composed, dedication, song_words

MODELS = Path(__file__).parents[3] / "models_onnx"


def studio_models() -> Models:
    return Models(load_catalog(MODELS))


@pytest.fixture(scope="module", params=[style.name for style in genres()])
def genre(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def score(genre: str) -> Score:
    words = song_words("en", ("Verse 1", "Chorus"))
    return composed(words, dedication(genre, length="short"), load_style(genre), WOMAN)


@pytest.fixture(scope="module")
def stems(genre: str, score: Score) -> Stems:
    return play(score, load_style(genre), dedication(genre), studio_models())
