"""Shares the message's thoughts out among the stanzas of the verses, and chooses where they are too many."""

from collections.abc import Callable, Sequence
from functools import cache

# What it costs a stanza to hold so many lines of the message, in the currency of rhymes.
CROWDED = {0: 2.5, 1: 0.4, 2: 0.0, 3: 2.0, 4: 3.5}
UNSUNG, UNSUNG_WORD = 2.5, 2.5
# What it costs to sing nothing of the message in the first stanza.
LATE = 5.0
# So many lines a stanza are chosen of a message that has more than TOO_LONG.
CHOSEN_LINES, TOO_LONG = 2, 3.5
NOWHERE = -1e6
Fits = Callable[[int, tuple[int, ...]], float | None]
Shares = tuple[tuple[int, ...], ...]


def share(lengths: Sequence[int], words: Sequence[int], stanzas: int, fits: Fits) -> tuple[float, Shares]:
    """Return how well thoughts go into stanzas, and, for each stanza, which it sings, in their order.

    `lengths` are the thoughts' lines, `words` how many carry meaning in them; a thought that is not sung
    costs by its words. `fits(stanza, thoughts)` tells how well some go into one, None where they do not.
    """
    weights = [UNSUNG + UNSUNG_WORD * count for count in words]
    some = list(range(len(lengths)))
    if sum(lengths) > TOO_LONG * stanzas:
        some = _weightiest(lengths, weights, CHOSEN_LINES * stanzas)

    @cache
    def best(stanza: int, place: int) -> tuple[float, Shares]:
        """Return how well thoughts from this place on go into stanzas from this one on, and how."""
        if stanza == stanzas:
            return -sum(weights[index] for index in some[place:]), ()
        options: list[tuple[float, Shares]] = [(NOWHERE, ((),) * (stanzas - stanza))]
        if place < len(some):
            rest, shares = best(stanza, place + 1)
            options.append((rest - weights[some[place]], shares))
        for end in range(place, len(some) + 1):
            chosen = tuple(some[place:end])
            lines = sum(lengths[index] for index in chosen)
            if lines not in CROWDED:
                break
            worth = fits(stanza, chosen)
            if worth is not None:
                rest, shares = best(stanza + 1, end)
                late = LATE * (not lines and not stanza)
                options.append((worth - CROWDED[lines] - late + rest, (chosen, *shares)))
        return max(options, key=lambda option: option[0])

    unsung = sum(weights) - sum(weights[index] for index in some)
    worth, shares = best(0, 0)
    return worth - unsung, shares


def _weightiest(lengths: Sequence[int], weights: Sequence[float], lines: int) -> list[int]:
    """Return which thoughts to sing in so many lines: those that say most in a line, in their order."""
    chosen: list[int] = []
    room = lines
    for index in sorted(range(len(lengths)), key=lambda index: -weights[index] / lengths[index]):
        if lengths[index] <= room:
            chosen.append(index)
            room -= lengths[index]
    return sorted(chosen)
