"""Prints the figures of the lyricist, a language a row: `python -m tests.bench.lyrics`.

Returns 1 where a figure falls short of what is asked for.
"""

import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from edge_service.song.dedication import Dedication
from edge_service.studio.band import load_style
from edge_service.studio.lyricist import Draft, draft
from tests.bench.lyrics import figures
from tests.bench.lyrics.messages import MESSAGES, dedications, measured_languages
from tests.bench.lyrics.tongues import foreign_lines

SEEDS = 10
# Figure, how it is written, and what is asked for: at least (+) or at most (-) so much.
ASKED = {
    "words": (+0.80, "{:.0%}"),
    "names": (+1.0, "{:.0%}"),
    "chorus": (+1.0, "{:.0%}"),
    "rhyme": (+0.85, "{:.0%}"),
    "perfect": (+0.0, "{:.0%}"),
    "lengths": (+0.95, "{:.1%}"),
    "repeated": (-0.0, "{:.0f}"),
    "shared": (-0.40, "{:.0%}"),
    "verses": (-0.0, "{:.0f}"),
    "faults": (-0.0, "{:.0f}"),
    "foreign": (-0.02, "{:.1%}"),
    "seconds": (-1.0, "{:.2f}"),
}
AT_MOST = {"repeated", "shared", "verses", "faults", "foreign", "seconds"}


@dataclass(frozen=True)
class Drafts:
    """The drafts of one dedication, a seed each, and the seconds the slowest took."""

    dedication: Dedication
    drafts: Sequence[Draft]
    seconds: float


def main(folder: Path = MESSAGES) -> int:
    """Print a table of all languages with messages in a folder, and what falls short."""
    print("".join(f"{name:>10}" for name in ("", *ASKED)))
    print(_row("asked", {name: asked for name, (asked, _) in ASKED.items()}))
    short = []
    for language in measured_languages():
        found = measure(language, folder)
        print(_row(language, found), flush=True)
        short += [f"{language}: {name}" for name, value in found.items() if _falls_short(name, value)]
    print("Short of what is asked:", ", ".join(short) or "nothing")
    return 1 if short else 0


def measure(language: str, folder: Path) -> dict[str, float]:
    """Return every figure of a language."""
    made = [_drafts(dedication) for dedication in dedications(language, folder)]
    style = load_style("pop")
    every = [draft for each in made for draft in each.drafts]
    pairs = [figures.couplets(draft.lyrics) for draft in every]
    lines = [line.text for draft in every for line in figures.all_lines(draft.lyrics)]
    return {
        "words": _mean([_share(figures.words_sung(m.dedication, d.lyrics)) for m in made for d in m.drafts]),
        "names": _mean([_share(figures.names_sung(m.dedication, d)) for m in made for d in m.drafts]),
        "chorus": _mean([figures.name_in_chorus(m.dedication, d.lyrics) for m in made for d in m.drafts]),
        "rhyme": sum(some for _, some, _ in pairs) / sum(count for *_, count in pairs),
        "perfect": sum(perfect for perfect, *_ in pairs) / sum(count for *_, count in pairs),
        "lengths": _total([figures.lines_within_plan(draft.lyrics, style) for draft in every]),
        "repeated": sum(figures.lines_repeated(draft.lyrics) for draft in every),
        "shared": max(_mean(figures.shared_lines(each.drafts)) for each in made),
        "verses": sum(figures.verses_shared(each.drafts) for each in made),
        "faults": sum(len(figures.faults(draft)) for draft in every),
        "foreign": len(foreign_lines(lines, language)) / len(lines),
        "seconds": max(each.seconds for each in made),
    }


def _drafts(dedication: Dedication) -> Drafts:
    drafts, seconds = [], []
    for seed in range(SEEDS):
        start = time.process_time()
        drafts.append(draft(replace(dedication, seed=seed), load_style("pop")))
        seconds.append(time.process_time() - start)
    return Drafts(dedication, drafts, max(seconds))


def _falls_short(name: str, value: float) -> bool:
    asked, _ = ASKED[name]
    return value > abs(asked) if name in AT_MOST else value < asked


def _row(label: str, found: dict[str, float]) -> str:
    return f"{label:>10}" + "".join(
        f"{ASKED[name][1].format(abs(value)):>10}" for name, value in found.items()
    )


def _share(counts: tuple[int, int]) -> float:
    return counts[0] / counts[1] if counts[1] else 1.0


def _total(counts: Sequence[tuple[int, int]]) -> float:
    return sum(found for found, _ in counts) / sum(count for _, count in counts)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


if __name__ == "__main__":
    sys.exit(main())
