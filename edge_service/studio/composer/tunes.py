"""Gives every section of a song its tune: verses share theirs, the same words always have the same."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from edge_service.song.lyrics import Section
from edge_service.studio.chance import chance
from edge_service.studio.composer.drawing import Singer, draw_tunes
from edge_service.studio.composer.fitting import Layout
from edge_service.studio.composer.layout import Phrase, Words, words_of
from edge_service.studio.composer.spots import frame_of, spots_of
from edge_service.studio.composer.weighing import best_tune
from edge_service.studio.models import Models

Tune = tuple[tuple[int, ...], ...]
"""The MIDI notes of a section, line by line, one for each of the phrases' slots."""


@dataclass
class _Sung:
    """What was sung so far: whole sections, the tunes of lines by slot, and the last note."""

    tunes: dict[Words, Tune] = field(default_factory=dict)
    lines: dict[tuple[str, int], dict[int, int]] = field(default_factory=dict)
    last_midi: int | None = None

    def keep(self, words: Words, phrases: Sequence[Phrase], tune: Tune) -> None:
        self.tunes[words] = tune
        for number, (phrase, midis) in enumerate(zip(phrases, tune, strict=True)):
            self.lines.setdefault((words[0], number), dict(zip(phrase.slots, midis, strict=True)))

    def mean_midi(self, kind: str) -> float | None:
        """Return the mean of the first section of a kind, None before there is one."""
        tune = next((tune for (own, _), tune in self.tunes.items() if own == kind), None)
        return float(np.mean([midi for line in tune for midi in line])) if tune else None


def write_tunes(layout: Layout, models: Models) -> dict[Words, Tune]:
    """Return the tune of every section by its words; raise ModelMissing or ModelCorrupt."""
    sung = _Sung()
    for section in (stretch.words for stretch in layout.stretches if stretch.words):
        words = words_of(section)
        if words not in sung.tunes:
            sung.keep(words, layout.phrases[words], _tune(section, layout, sung, models))
        sung.last_midi = sung.tunes[words][-1][-1]
    return sung.tunes


def _tune(section: Section, layout: Layout, sung: _Sung, models: Models) -> Tune:
    words = words_of(section)
    setting, phrases = layout.setting_of(words), layout.phrases[words]
    spots = spots_of(section.kind, phrases, setting, sung.lines)
    singer = Singer(setting.low_midi, setting.high_midi, frame_of(setting.key), setting.key.mode)
    dice = chance(setting.dedication, f"tune {section.kind} {' '.join(words[1])}")
    drawn = draw_tunes(spots, singer, sung.last_midi, models, dice)
    midis = iter(best_tune(drawn, spots, sung.mean_midi("verse") if section.kind == "chorus" else None))
    return tuple(tuple(next(midis) for _ in phrase.slots) for phrase in phrases)
