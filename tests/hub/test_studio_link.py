"""The door to the studio fits the real studio, not only the fake one."""

import inspect

import pytest

from tests.hub import fake_studio


@pytest.mark.parametrize(
    "name", ["open_studio", "options", "check", "draft", "sheet", "Wish", "make_song", "Order", "unload_idle"]
)
def test_the_fake_studio_takes_what_the_real_one_takes(name: str) -> None:
    pipeline = pytest.importorskip("edge_service.studio.pipeline", reason="needs an ONNX runtime")
    real, fake = (inspect.signature(getattr(module, name)) for module in (pipeline, fake_studio))
    assert len(real.parameters) == len(fake.parameters)
    assert [p.default for p in real.parameters.values()] == [p.default for p in fake.parameters.values()]


def test_the_fake_options_have_the_fields_of_the_real_ones() -> None:
    pipeline = pytest.importorskip("edge_service.studio.pipeline", reason="needs an ONNX runtime")
    assert pipeline.Options.__dataclass_fields__.keys() == fake_studio.Options.__dataclass_fields__.keys()
