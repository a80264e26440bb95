"""Progress only grows, ends at one, and stops the song when somebody cancels."""

import pytest

from edge_service.errors import SongCancelled
from edge_service.song.progress import STEPS, Progress
from edge_service.studio.progress import WEIGHTS, Steps


def test_every_step_has_a_share_and_the_shares_are_the_whole() -> None:
    assert tuple(WEIGHTS) != ()
    assert set(WEIGHTS) == set(STEPS)
    assert sum(WEIGHTS.values()) == pytest.approx(1.0)


def test_progress_grows_from_nothing_to_the_whole() -> None:
    heard: list[Progress] = []
    steps = Steps(heard.append)
    for step in STEPS:
        with steps.run(step):
            steps.part(step)(1, 2)
    fractions = [progress.fraction for progress in heard]
    assert fractions == sorted(fractions)
    assert (fractions[0], fractions[-1]) == (0.0, 1.0)
    assert set(steps.timings) == set(STEPS)


def test_a_cancellation_reaches_the_steps_of_the_other_threads() -> None:
    def cancel(progress: Progress) -> None:
        if progress.step == "band":
            raise SongCancelled("cancelled")

    steps = Steps(cancel)
    with pytest.raises(SongCancelled), steps.run("band"):
        pass
    with pytest.raises(SongCancelled):
        steps.part("vocals")(1, 2)
