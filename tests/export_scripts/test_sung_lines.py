"""Lines that accents are trained on sound as the singer sings them."""

import numpy as np
import pytest
import soxr

from edge_service.song.audio import SAMPLE_RATE_HZ
from edge_service.studio.catalog import load_catalog
from edge_service.studio.lyricist import spell_line
from edge_service.studio.models import Models
from edge_service.studio.singer.expression import PLAIN, phrase
from edge_service.studio.singer.melody import TimedNote
from edge_service.studio.singer.model import MODEL_RATE_HZ
from edge_service.studio.singer.singer import lay_out, sing_line
from export_scripts.catalog import MODELS
from export_scripts.sung_lines import HEARD_RATE_HZ, SungText, planned, sung_texts

CATALOG = load_catalog(MODELS)
BUILT = (MODELS / CATALOG.asset("singer-decoder").file).exists()
needs_models = pytest.mark.skipif(not BUILT, reason="the singer's models are not built: run `make models`")
VOICE = CATALOG.voices["heart"]


@pytest.fixture(scope="module")
def models() -> Models:
    return Models(CATALOG, threads=2, provider="cpu")


def as_song(text: SungText) -> np.ndarray:
    """The song of a line, made of the decoder's sound by the arrays alone."""
    sound = soxr.resample(text.sound, MODEL_RATE_HZ, 2 * SAMPLE_RATE_HZ)
    grid = np.arange(len(sound)) / (2 * SAMPLE_RATE_HZ)
    before, after = (np.interp(times, grid, sound) for times in (text.before, text.after))
    return ((1 - text.weight) * before + text.weight * after) * text.gain


@needs_models
def test_the_arrays_make_of_the_decoders_sound_what_the_singer_makes(models: Models) -> None:
    line = spell_line("Thank you for the cake", "en")  # sung without an accent
    notes = tuple(TimedNote(0.5 * n, 0.5 * n + 0.5, 58 + n % 3, n) for n in range(len(line.stresses)))
    phrasing = phrase(line, notes, PLAIN, np.random.default_rng(1))
    text = planned(line.text, lay_out(line, phrasing, "en", VOICE.asset, models), phrasing, models)
    take = sing_line(line, phrasing, "en", VOICE.asset, models)
    wanted = soxr.resample(take.samples, SAMPLE_RATE_HZ, HEARD_RATE_HZ)
    song = as_song(text)[: len(wanted)]
    assert abs(len(text.gain) - len(wanted)) <= 1
    assert np.corrcoef(song, wanted[: len(song)])[0, 1] > 0.98


@needs_models
def test_every_line_is_laid_on_a_tune_once(models: Models) -> None:
    lines = [
        "Otra vela",
        "Mira la luna",
        "Sube la calle",
        "Toca la puerta",
        "Canta conmigo",
        "Baila despacio",
    ]
    texts = list(sung_texts(lines, "es", [CATALOG.voices["dora"]], models, seed=3))
    assert sorted(text.text for text in texts) == sorted(lines)
    assert all(len(text.before) == len(text.gain) == len(text.weight) for text in texts)
