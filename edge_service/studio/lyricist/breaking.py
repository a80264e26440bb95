"""Breaks a run of words into lines one can sing on a breath, at the places a person would breathe."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from edge_service.song.lyrics import Line, Word
from edge_service.studio.lyricist.phonetics import spell_line
from edge_service.studio.lyricist.text import bare
from edge_service.studio.lyricist.writing import Writing, capitalised

SLACK = 2
TOO_LONG = 10_000.0
LEANS_ON = 300.0
STRANDED, STUB = 5.0, 20.0
PAUSES = ".!?,;:—…"


@dataclass(frozen=True)
class Fit:
    """How many syllables a line should have; `most` may be passed by SLACK where nothing else fits."""

    least: int
    most: int


def break_lines(words: Sequence[Word], fit: Fit, writing: Writing) -> tuple[tuple[Word, ...], ...]:
    """Return the words in lines, at the least cost of short, long and badly broken ones.

    A line passes `fit.most` + SLACK only where a single word does.
    """
    words = tuple(words)
    costs, ends = [0.0] * (len(words) + 1), [len(words)] * (len(words) + 1)
    for start in range(len(words) - 1, -1, -1):
        costs[start], ends[start] = min(
            (
                line_cost(words[start:end], fit)
                + strands(words, start, end)
                + break_cost(words, end, writing)
                + costs[end],
                end,
            )
            for end in range(start + 1, min(len(words), start + 2 * fit.most) + 1)
        )
    lines, start = [], 0
    while start < len(words):
        lines.append(words[start : ends[start]])
        start = ends[start]
    return tuple(lines)


def strands(words: Sequence[Word], start: int, end: int) -> float:
    """Return what it costs to run over a pause and then stop in the middle of what follows."""
    paused = any(word.text[-1] in PAUSES for word in words[start : end - 1])
    return STRANDED if paused and end < len(words) and words[end - 1].text[-1] not in PAUSES else 0.0


def line_cost(words: Sequence[Word], fit: Fit) -> float:
    """Return how badly a line's length fits."""
    return length_cost(sum(len(word.syllables) for word in words), fit)


def length_cost(count: int, fit: Fit) -> float:
    """Return how badly so many syllables fit a line."""
    if count > fit.most + SLACK:
        return TOO_LONG * count
    short = float(max(0, fit.least - count))
    long = float(max(0, count - fit.most))
    stub = STUB if short > SLACK else 0.0
    return (
        4.0 + stub + 3.0 * math.pow(short, 1.5) + 3.0 * long + 0.1 * abs(count - (fit.least + fit.most) / 2)
    )


def break_cost(words: Sequence[Word], end: int, writing: Writing) -> float:
    """Return how bad it is to breathe before `words[end]`."""
    if end == len(words):
        return 0.0
    last, following = words[end - 1].text, bare(words[end].text)
    if last[-1] in PAUSES:
        return 0.0
    if bare(last) in writing.never_end:
        return LEANS_ON
    if following in writing.clings:
        return 6.0 if following in writing.subjects else 20.0
    if following in writing.break_before:
        return 1.0
    if writing.inverts and following in writing.subjects & writing.unstressed:
        return 15.0
    if writing.nouns_capital and words[end].text[0].isupper() and last.islower():
        return 30.0
    if following in writing.of_words:
        return 7.0
    if following in writing.prepositions or following in writing.subjects:
        return 2.5
    return 8.0 if following in writing.unstressed or bare(last) in writing.unstressed else 12.0


def as_line(words: Sequence[Word], language: str) -> Line:
    """Return words as a line of a song: a capital in front, no comma or full stop behind.

    They are spelled once more: how a word sounds at the edge of a line depends on what stands beside it.
    """
    texts = [word.text for word in words]
    texts[0] = capitalised(texts[0])
    texts[-1] = texts[-1].rstrip(",;:.—…-") or texts[-1]
    shown = [replace(word, text=text) for word, text in zip(words, texts, strict=True)]
    return spell_line(Line(tuple(shown)).written, language)
