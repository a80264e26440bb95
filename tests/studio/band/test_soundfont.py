"""The soundfont holds what the styles name, and sounds like the font that it was cut from."""

import io
from pathlib import Path

import midirenderer
import mido
import numpy as np
import numpy.typing as npt
import pytest
import soundfile

from edge_service.song.style import Part, Style
from edge_service.studio.band import genres
from export_scripts.build_soundfont import DEBIAN_FILE, DRUM_BANK, DRUM_KEYS, KEYS, KITS, LEFT_ONLY
from export_scripts.soundfont import SoundFont, read_soundfont
from tests.studio.band.conftest import MODELS, studio_models

CUT = MODELS / "band" / "goodwave.sf2"


@pytest.fixture(scope="module")
def font() -> SoundFont:
    return read_soundfont(studio_models().path("soundfont"))


def test_every_program_and_kit_of_every_style_is_in_the_font(font: SoundFont) -> None:
    presets = {(int(row["bank"]), int(row["program"])) for row in font.tables["phdr"][:-1]}
    for style in genres():
        assert (DRUM_BANK, style.band.drums.program) in presets
        assert {(0, part.program) for part in sampled(style)} <= presets


def test_every_key_that_a_style_may_play_is_in_the_font() -> None:
    for style in genres():
        assert set(style.band.drums.pieces.values()) <= DRUM_KEYS
        for part in sampled(style):
            low, high = KEYS[part.program]
            assert low <= part.low_midi < part.high_midi <= high


def test_the_licence_lies_beside_the_font() -> None:
    licence = (CUT.parent / "LICENSE-FluidR3.txt").read_text("utf-8")
    assert "Frank Wen" in licence
    assert "Permission is hereby granted, free of charge" in licence


def test_every_sample_lies_within_the_sound(font: SoundFont) -> None:
    for row in font.tables["shdr"][:-1]:
        assert 0 <= row["start"] <= row["loop_start"] <= row["loop_end"] <= row["end"] <= len(font.samples)


@pytest.mark.skipif(not DEBIAN_FILE.exists(), reason="FluidR3_GM.sf2 (fluid-soundfont-gm) is not installed")
@pytest.mark.parametrize("program", [0, 4, 11, 24, 25, 26, 32, 33, 48, 89])
def test_an_instrument_sounds_as_in_the_whole_font(program: int) -> None:
    low, high = KEYS[program]
    ours, theirs = (rendered(path, program, 0, list(range(low, high + 1, 5))) for path in (CUT, DEBIAN_FILE))
    assert np.sqrt(np.mean(ours**2)) > 0.005
    assert np.corrcoef(ours, theirs)[0, 1] > 0.999


@pytest.mark.skipif(not DEBIAN_FILE.exists(), reason="FluidR3_GM.sf2 (fluid-soundfont-gm) is not installed")
@pytest.mark.parametrize("kit", KITS)
def test_a_kit_sounds_much_as_in_the_whole_font(kit: int) -> None:
    """Some drums are mono here (LEFT_ONLY)."""
    assert LEFT_ONLY
    ours, theirs = (rendered(path, kit, 9, sorted(DRUM_KEYS)) for path in (CUT, DEBIAN_FILE))
    assert np.corrcoef(ours, theirs)[0, 1] > 0.95


def sampled(style: Style) -> list[Part]:
    """Return the parts that the soundfont plays."""
    return [part for part in style.band.parts.values() if not part.synth]


def rendered(font: Path, program: int, channel: int, keys: list[int]) -> npt.NDArray[np.float64]:
    """Return a phrase on the given keys, both sides summed."""
    track = mido.MidiTrack([mido.Message("program_change", program=program, channel=channel)])
    for place, key in enumerate(keys):
        velocity = 45 + place * 23 % 75
        track.append(mido.Message("note_on", note=key, velocity=velocity, channel=channel))
        track.append(mido.Message("note_off", note=key, velocity=0, channel=channel, time=240))
    buffer = io.BytesIO()
    mido.MidiFile(tracks=[track]).save(file=buffer)
    wave = midirenderer.render_wave_from(font.read_bytes(), buffer.getvalue())
    return np.asarray(soundfile.read(io.BytesIO(wave))[0]).mean(axis=1)
