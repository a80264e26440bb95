"""What keeps an accent from spoiling the voice, run where the extra `train` is."""

import numpy as np
import pytest

from edge_service.studio.singer.model import MODEL_RATE_HZ, PITCH_SECONDS, Reading
from edge_service.studio.singer.singer import Utterance
from edge_service.studio.singer.timing import Plan, Vowel

torch = pytest.importorskip("torch", reason="torch lives in the environment of the extra `train`")

from export_scripts.accent_model import periodic, strayed  # noqa: E402  (imports torch)

HZ, SECONDS = 131.0, 0.6


def vowel() -> Utterance:
    """One vowel on one note, from 0.1 to 0.5 s; what the model reads there plays no part."""
    nothing = np.zeros(1)
    plan = Plan(np.ones(1, int), nothing, nothing, (Vowel(0.1, 0.5, 0.1, 0.5),), 0.1, 0.5, ())
    f0 = np.full(round(SECONDS / PITCH_SECONDS), HZ)
    return Utterance([], Reading(nothing, nothing, nothing, nothing), plan, f0, nothing)


def pulses(every_other: float) -> "torch.Tensor":
    """A buzz at HZ, with every other period so much louder or softer than its neighbour."""
    times = np.arange(round(SECONDS * MODEL_RATE_HZ)) / MODEL_RATE_HZ
    loud = np.where(np.floor(times * HZ) % 2, every_other, 1.0)
    buzz = loud * np.exp(-8 * (times * HZ % 1)) * np.sin(2 * np.pi * 6 * HZ * times)
    return torch.from_numpy(buzz.astype(np.float32))


def test_a_clear_tone_is_like_itself_a_period_later_and_a_creak_is_not() -> None:
    clear, creaking = (float(periodic(pulses(loud), vowel()).mean()) for loud in (1.0, 0.2))
    assert clear > 0.98
    assert creaking < 0.6


def test_noise_is_not_periodic_and_its_gradient_is_finite() -> None:
    noise = torch.randn(round(SECONDS * MODEL_RATE_HZ), generator=torch.Generator().manual_seed(1))
    noise.requires_grad_()
    likeness = periodic(noise, vowel()).mean()
    likeness.backward()
    assert abs(float(likeness.detach())) < 0.3
    assert torch.isfinite(noise.grad).all()
    assert noise.grad.abs().sum() > 0


def test_a_line_without_a_vowel_long_enough_is_as_clear_as_can_be() -> None:
    nothing = vowel()
    short = Utterance([], nothing.reading, nothing.plan, np.zeros_like(nothing.f0), nothing.energy)
    assert periodic(pulses(1.0), short).tolist() == [1.0]


def test_a_sound_strays_from_another_not_from_itself() -> None:
    clear, creaking = pulses(1.0), pulses(0.2)
    assert float(strayed(clear, clear)) == 0
    assert float(strayed(creaking, clear)) > 0.05
