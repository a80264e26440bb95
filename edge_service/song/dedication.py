"""What a person asks for."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Dedication:
    """A message and the wishes for the song made of it.

    `language`, `genre`, `mood` and `voice` are codes (the names of data files and catalog entries);
    `voice` may be "auto". `length` is short, standard or long. The same dedication with the same
    `seed` gives the same song. `names` says how names sound, each as "{Siobhan|shi-VAWN}". `theme` is what
    the song is about; where it is empty, it is read from the message.
    """

    message: str
    to: str = ""
    sender: str = ""
    language: str = "en"
    genre: str = "pop"
    mood: str = "warm"
    voice: str = "auto"
    length: str = "standard"
    seed: int = 0
    names: str = ""
    theme: str = ""
