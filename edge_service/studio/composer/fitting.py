"""Fits the whole song to the length asked for: words on their bars, tempo and comfort as they must be."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from edge_service.song.style import Style
from edge_service.studio.composer.layout import Phrase, Rhythms, Words, lay_section, words_of
from edge_service.studio.composer.plan import Stretch
from edge_service.studio.composer.rhythm import pickup_slots
from edge_service.studio.composer.setting import Setting, hastened

LONGEST_SECONDS = {"short": 45.0, "standard": 75.0, "long": 160.0}
COMFORTS = ((6.0, 0.26), (12.0, 0.26), (1000.0, 0.2))  # extra_second_cost, easy_seconds; wordy songs get less


@dataclass(frozen=True)
class Layout:
    """The song before its tune: its stretches, and the phrases of the sung ones by their words.

    The last chorus will be raised by `key_change` semitones.
    """

    setting: Setting
    stretches: tuple[Stretch, ...]
    phrases: Mapping[Words, tuple[Phrase, ...]]
    played_bars: Mapping[str, int]
    key_change: int

    def setting_of(self, words: Words) -> Setting:
        """Return the setting of a section: what will be raised leaves room above."""
        choruses = [stretch.words for stretch in self.stretches if stretch.words and stretch.kind == "chorus"]
        if len(choruses) < 2 or words != words_of(choruses[-1]):
            return self.setting
        return replace(self.setting, high_midi=self.setting.high_midi - self.key_change)

    def bars(self, stretch: Stretch) -> int:
        """Return how many bars a stretch takes."""
        if stretch.words is None:
            return self.played_bars[stretch.kind]
        return sum(phrase.room.bars for phrase in self.phrases[words_of(stretch.words)])

    @property
    def seconds(self) -> float:
        return sum(map(self.bars, self.stretches)) * self.setting.bar_seconds


def fit_song(stretches: tuple[Stretch, ...], setting: Setting, style: Style) -> Layout:
    """Return the song laid out within its length; wordy lyrics are sung faster and closer to keep it.

    Where that cannot help, they take their time.
    """
    longest = LONGEST_SECONDS[setting.dedication.length]
    for cost, easy_seconds in COMFORTS:
        grid = replace(setting.grid, easy_seconds=easy_seconds)
        layout = _hastened(stretches, replace(setting, extra_second_cost=cost, grid=grid), style, longest)
        if layout.seconds <= longest:
            return layout
    return _lay(stretches, replace(setting, extra_second_cost=COMFORTS[0][0]), style)


def _hastened(stretches: tuple[Stretch, ...], setting: Setting, style: Style, longest: float) -> Layout:
    """Return the layout, faster than the mood asks where it would last too long, if the style allows."""
    layout = _lay(stretches, setting, style)
    while layout.seconds > longest:
        faster = hastened(setting, layout.seconds / longest, style)
        if faster == setting:
            break
        setting, layout = faster, _lay(stretches, faster, style)
    return layout


def _lay(stretches: tuple[Stretch, ...], setting: Setting, style: Style) -> Layout:
    rhythms, after = Rhythms(), _pickups_after(stretches, setting)
    for words in (stretch.words for stretch in stretches):
        if words is not None:
            lay_section(words, setting, after[words_of(words)], rhythms)
    rise = style.last_chorus_up.get(setting.dedication.length, 0)
    return Layout(setting, stretches, rhythms.sections, style.bars, rise)


def _pickups_after(stretches: tuple[Stretch, ...], setting: Setting) -> dict[Words, int]:
    """Return how many slots an anacrusis may take from the end of each sung section, wherever it returns."""
    after: dict[Words, int] = {}
    for stretch, following in pairwise(stretches):
        if stretch.words:
            pickup = pickup_slots(following.words.lines[0], setting.grid) if following.words else 0
            words = words_of(stretch.words)
            after[words] = max(pickup, after.get(words, 0))
    return after
