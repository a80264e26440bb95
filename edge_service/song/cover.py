"""The picture of a song."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, eq=False)
class Cover:
    """An RGB picture, uint8 of shape (1024, 1024, 3); `made_by` names catalog entries."""

    pixels: npt.NDArray[np.uint8]
    description: str
    made_by: tuple[str, ...]
