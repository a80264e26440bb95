"""Picks the songbook's lines for one song: no line, stanza or image twice, the song's mood before others."""

from collections.abc import Iterable, Mapping, Sequence

from edge_service.song.lyrics import Line
from edge_service.studio.lyricist.breaking import SLACK, Fit
from edge_service.studio.lyricist.rhyme import Ending
from edge_service.studio.lyricist.weave.shelf import Shelf, Sung
from edge_service.studio.lyricist.weave.whims import Whims

OWN_MOOD, OWN_THEME, PER_SYLLABLE, SAME_IMAGE = 0.4, 0.3, 0.1, 3.0
# Lines that are worse than the best by so much are as welcome.
TOLERANCE, OPEN_ENDED = 1.3, 0.4
# Moods that a line for any theme must not bring into these.
UNFIT: Mapping[str, frozenset[str]] = {
    "apology": frozenset({"playful", "joyful"}),
    "remembrance": frozenset({"playful", "joyful"}),
    "get_well": frozenset({"joyful"}),
    "missing_you": frozenset({"joyful"}),
}
OUT_OF_TUNE = 2.5
# A bigger writer is asked because its lines are wanted.
OFFERED = 1.5


class Hand:
    """The shelf, what a seed likes of it, and what has been taken for one song."""

    def __init__(self, shelf: Shelf, mood: str, fit: Fit, whims: Whims) -> None:
        self.shelf = shelf
        self._mood, self._fit, self._whims = mood, fit, whims
        self._stanzas: set[int] = set()
        self._images: set[str] = set()
        self._texts: set[str] = set()

    def sang(self, lines: Iterable[Line]) -> None:
        """Take note of lines that are sung anyway, so that none comes twice."""
        self._texts |= {line.text.lower() for line in lines}

    def answer(self, sound: Ending, syllables: int) -> Line | None:
        """Return a line that rhymes with an ending and is about as long, or None where none is left."""
        rhyming = [(how, sung) for how, sung in self.shelf.answers(sound) if self._is_new((sung,))]
        found = [(how, sung) for how, sung in rhyming if self._is_free((sung,))] or rhyming
        if not found:
            return None

        def worth(rhyme: tuple[float, Sung]) -> float:
            how, sung = rhyme
            return how + self._worth((sung,)) - PER_SYLLABLE * abs(sung.line.syllable_count - syllables)

        return self._taken((self._whims.pick(f"line {len(self._texts)}", found, worth, TOLERANCE)[1],))[0]

    def opener(self, sound: Ending) -> Line | None:
        """Return a line that leads into the one with this ending and rhymes with it, if there is one."""
        found = [one for one in self.shelf.openers if self._is_free(one) and one[0].ending.nearly(sound)]
        return self._best(found)[0] if found else None

    def couplet(self) -> Sequence[Line]:
        """Return two lines that rhyme."""
        return self._from(self.shelf.couplets, self.shelf.spare)

    def closing(self) -> Sequence[Line]:
        """Return two lines that bring the song home, at a whim any two."""
        if self._whims.of("closing") < OPEN_ENDED:
            return self.couplet()
        return self._from(self.shelf.closings, self.shelf.couplets, self.shelf.spare)

    def bridge(self) -> Sequence[Line]:
        """Return four lines that look at it all anew; two couplets where there are none."""
        free = [stanza for stanza in self.shelf.bridges if self._is_free(stanza)]
        return self._best(free) if free else [*self.couplet(), *self.couplet()]

    def loose(self, syllables: int) -> Line:
        """Return a line that rhymes with nothing, for where no rhyme is to be had."""
        kinds = (self.shelf.singles, *(((sung,) for sung in stanza) for stanza in self.shelf.couplets))
        free = [one for kind in kinds for one in kind if self._is_free(one)]

        def worth(one: Sequence[Sung]) -> float:
            return self._worth(one) - PER_SYLLABLE * abs(one[0].line.syllable_count - syllables)

        return self._taken(self._whims.pick(f"line {len(self._texts)}", free, worth, TOLERANCE))[0]

    def _from(self, *kinds: Sequence[Sequence[Sung]]) -> Sequence[Line]:
        for stanzas in kinds:
            free = [stanza for stanza in stanzas if self._is_free(stanza)]
            if free:
                return self._best(free)
        return self._best(kinds[0])

    def _best(self, stanzas: Sequence[Sequence[Sung]]) -> Sequence[Line]:
        return self._taken(self._whims.pick(f"line {len(self._texts)}", stanzas, self._worth, TOLERANCE))

    def _is_free(self, stanza: Sequence[Sung]) -> bool:
        """Tell whether nothing of a stanza has been sung."""
        return stanza[0].stanza not in self._stanzas and self._is_new(stanza)

    def _is_new(self, stanza: Sequence[Sung]) -> bool:
        """Tell whether these lines can be sung and have not been."""
        counts = [sung.line.syllable_count for sung in stanza]
        fits = self._fit.least - SLACK <= min(counts) and max(counts) <= self._fit.most + SLACK
        sung = any(one.line.text.lower() in self._texts for one in stanza)
        return fits and not sung

    def _worth(self, stanza: Sequence[Sung]) -> float:
        first = stanza[0]
        seen = bool(first.image) and first.image in self._images
        unfit = not first.own and first.mood in UNFIT.get(self.shelf.theme, ())
        return (
            OWN_MOOD * (first.mood == self._mood)
            + OWN_THEME * first.own
            + OFFERED * first.offered
            - SAME_IMAGE * seen
            - OUT_OF_TUNE * unfit
        )

    def _taken(self, stanza: Sequence[Sung]) -> Sequence[Line]:
        self._stanzas.add(stanza[0].stanza)
        self._images.add(stanza[0].image)
        lines = [sung.line for sung in stanza]
        self.sang(lines)
        return lines
