"""Each language is sung at its own pace."""

from dataclasses import replace

from edge_service.studio.composer.pace import pace_of
from edge_service.studio.composer.rhythm import Grid, find_room, place_syllables
from edge_service.studio.lyricist import spell_line

EIGHTHS = Grid((5, 1, 2, 1, 4, 1, 2, 1), 0.5, 0.25, pace_of("en"))


def test_a_language_without_a_pace_of_its_own_has_the_default() -> None:
    assert pace_of("xx") == pace_of("en")


def test_syllables_pass_more_quickly_where_the_language_counts_them() -> None:
    line = spell_line("Adoro as nossas viagens de bicicleta", "pt-br")
    lasting = []
    for language in ("en", "pt-br"):
        grid = replace(EIGHTHS, pace=pace_of(language))
        slots, _ = place_syllables(line, find_room(line, 0, 2, grid), grid, {})
        lasting.append(slots[-1] - slots[0])
    assert lasting[1] < lasting[0]
