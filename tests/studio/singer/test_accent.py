"""What an accent adds to a reading, and which languages have one."""

import hashlib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from edge_service.studio.catalog import Asset, Catalog, load_catalog
from edge_service.studio.lyricist import languages
from edge_service.studio.models import Models
from edge_service.studio.singer.accent import ACCENT_SHAPE, SOUND_STYLE, accented
from edge_service.studio.singer.model import Reading
from edge_service.studio.singer.tokens import accent_of

CATALOG = load_catalog(Path(__file__).parents[3] / "models_onnx")
IDS = [5, 9, 5]
READING = Reading(
    np.ones(5, int),
    np.zeros((1, 5, 640), np.float32),
    np.full((1, 512, 5), 0.5, np.float32),
    np.full((1, 256), 0.25, np.float32),
)


@pytest.fixture
def table() -> np.ndarray:
    """Phoneme 9 and the silence at both ends gain something, and so does the style."""
    table = np.zeros(ACCENT_SHAPE, np.float16)
    table[9], table[0], table[-1] = 0.125, 1.0, -0.25
    return table


@pytest.fixture
def models(tmp_path: Path, table: np.ndarray) -> Models:
    table.tofile(tmp_path / "accent.bin")
    asset = replace(CATALOG.asset("accent-es"), name="accent", file="accent.bin")
    return Models(Catalog(tmp_path, {"accent": _hashed(asset, tmp_path)}, {}), provider="cpu")


def _hashed(asset: Asset, folder: Path) -> Asset:
    return replace(asset, sha256=hashlib.sha256((folder / asset.file).read_bytes()).hexdigest())


def test_each_phoneme_gains_its_own_row_wherever_it_stands(models: Models) -> None:
    sound = accented(READING, IDS, "accent", models).sound
    assert sound.shape == READING.sound.shape
    assert sound.dtype == np.float32
    assert (sound[0] == np.array([1.5, 0.5, 0.625, 0.5, 1.5], np.float32)).all()


def test_only_the_half_of_the_style_that_colours_the_sound_changes(models: Models) -> None:
    style = accented(READING, IDS, "accent", models).style
    assert (style[:, :SOUND_STYLE] == 0).all()
    assert (style[:, SOUND_STYLE:] == 0.25).all()


def test_timing_and_melody_stay_and_the_reading_itself_is_left_alone(models: Models) -> None:
    changed = accented(READING, IDS, "accent", models)
    assert changed.frames is READING.frames
    assert changed.prosody is READING.prosody
    assert (READING.sound == 0.5).all()
    assert (READING.style == 0.25).all()


def test_every_accent_that_a_language_names_is_in_the_catalog_and_has_its_shape() -> None:
    accents = {language.code: accent_of(language.code) for language in languages()}
    assert accents["en"] is None
    named = {accent for accent in accents.values() if accent}
    assert named == {name for name in CATALOG.assets if name.startswith("accent-")}
    for accent in named:
        changes = Models(CATALOG, provider="cpu").array(accent, np.float16, ACCENT_SHAPE)
        assert np.isfinite(changes).all()
        assert 0 < np.abs(changes).max() < 0.5
