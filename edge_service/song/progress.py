"""How far a song has come."""

from dataclasses import dataclass

STEPS = ("lyrics", "score", "vocals", "band", "cover", "mix", "package")


@dataclass(frozen=True)
class Progress:
    """The step at work, the share of the whole song that is done (0 to 1), and a word about it."""

    step: str
    fraction: float
    message: str = ""
