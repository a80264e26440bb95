"""The melody model's rival: pitches after the three before them, by counting."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

ORDER = 3

Context = tuple[int, ...]


class Markov:
    """An order-3 chain over tokens, orders interpolated as Witten and Bell (1991) do.

    With `given`, what is known of each note (its chord) conditions every order above none.
    """

    def __init__(self, tokens: int) -> None:
        self._tokens = tokens
        self._counts: dict[Context, Counter[int]] = defaultdict(Counter)

    def learn(self, tune: Sequence[int], given: Sequence[int] | None = None) -> None:
        for index, token in enumerate(tune):
            for context in self._contexts(tune, index, given):
                self._counts[context][token] += 1

    def losses(self, tune: Sequence[int], given: Sequence[int] | None = None) -> list[float]:
        """Return the surprise, in nats, at each note of a tune."""
        return [
            -math.log(self._likelihood(token, self._contexts(tune, index, given)))
            for index, token in enumerate(tune)
        ]

    def _likelihood(self, token: int, contexts: Iterable[Context]) -> float:
        likelihood = 1.0 / self._tokens
        for context in contexts:
            if counts := self._counts.get(context):
                kinds, total = len(counts), counts.total()
                likelihood = (counts[token] + kinds * likelihood) / (total + kinds)
        return likelihood

    def _contexts(self, tune: Sequence[int], index: int, given: Sequence[int] | None) -> list[Context]:
        """Return the contexts of a note, the shortest first; what is given comes after the first."""
        known = () if given is None else (1000 + given[index],)
        longest = min(ORDER, index)
        pasts = [tuple(tune[index - length : index]) for length in range(longest + 1)]
        return [(), *([known] if known else []), *((*known, *past) for past in pasts[1:])]
