"""Asks the writer for couplets and keeps the lines that may stand beside the songbook's."""

import logging
import re
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from edge_service.errors import ModelError
from edge_service.song.dedication import Dedication
from edge_service.song.song import Source
from edge_service.song.style import Style
from edge_service.studio.lyricist.breaking import Fit
from edge_service.studio.lyricist.phonetics import spell_line
from edge_service.studio.lyricist.rhyme import nearly
from edge_service.studio.lyricist.songbook import Stanza, load_songbook
from edge_service.studio.lyricist.weave.order import read_order
from edge_service.studio.lyricist.writer.checks import Rules, mended
from edge_service.studio.lyricist.writer.writer import Writer

log = logging.getLogger(__name__)
PROMPTS = Path(__file__).parent / "prompts.toml"
EXAMPLES, CONTINUATIONS, MOST_TOKENS = 4, 8, 64
_ANSWER_ENDS = re.compile(r"<\||</s>|^\s*(?:user|system|assistant)\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Asked:
    """What the writer is to write about; `images` are things the message names."""

    dedication: Dedication
    theme: str
    fit: Fit
    images: tuple[str, ...]


@dataclass(frozen=True)
class Offers:
    """Couplets and single lines that a writer offers for one song, and who that is."""

    stanzas: tuple[Stanza, ...] = ()
    source: Source | None = None


def offers(dedication: Dedication, style: Style, opened: Callable[[], Writer] | None) -> Offers:
    """Return what the writer that `opened` gives proposes for a checked dedication.

    Nothing is offered where there is no writer or it cannot be run: the songbook does without.
    """
    if opened is None:
        return Offers()
    order = read_order(dedication, style)
    try:
        writer = opened()
        stanzas = propose(Asked(dedication, order.theme, order.fit, order.images), writer)
    except ModelError as error:
        log.warning("the songbook writes alone: %s %s", error.message, error.hint)
        return Offers()
    return Offers(stanzas, writer.source)


def propose(asked: Asked, writer: Writer) -> tuple[Stanza, ...]:
    """Return couplets and single lines of the writer's that passed every check; often fewer than hoped.

    The same dedication and seed give the same. Raises ModelError where the model cannot be run.
    """
    dedication = asked.dedication
    examples = _examples(asked)
    answers = writer.goes_on(
        _request(asked), "\n\n".join(examples) + "\n\n", CONTINUATIONS, MOST_TOKENS, dedication.seed
    )
    rules = Rules(dedication, asked.fit, asked.images)
    given = {line.lower() for example in examples for line in example.split("\n")}
    return tuple(_stanzas((_lines(answer) for answer in answers), rules, given))


def _request(asked: Asked) -> str:
    dedication = asked.dedication
    prompt = _prompts()[dedication.language]
    request: str = prompt["request"]
    return request.format(
        about=prompt["themes"][asked.theme],
        name=dedication.to or prompt["nobody"],
        message=dedication.message,
        images=", ".join(asked.images) or dedication.message,
        least=asked.fit.least,
        most=asked.fit.most,
    )


def _examples(asked: Asked) -> list[str]:
    """Return a few couplets of the songbook's, for the form."""
    theme = load_songbook(asked.dedication.language).themes[asked.theme]
    plain = [stanza for stanza in theme.couplets if not any("{" in line for line in stanza.lines)]
    dice = np.random.default_rng(asked.dedication.seed)
    return ["\n".join(plain[int(index)].lines) for index in dice.permutation(len(plain))[:EXAMPLES]]


def _lines(answer: str) -> list[str]:
    """Return the lines of an answer up to where the model begins to speak as another; the last may be cut."""
    end = _ANSWER_ENDS.search(answer)
    lines = (answer[: end.start()] if end else answer).split("\n")
    return lines if end else lines[:-1]


def _stanzas(answers: Iterable[Sequence[str]], rules: Rules, given: set[str]) -> Iterable[Stanza]:
    """Yield every line that passes once, two together where neighbours rhyme; none that was `given`."""
    seen = set(given)
    for lines in answers:
        kept = [mended(line, rules) for line in lines]
        paired: set[int] = set()
        for first, second in pairwise(range(len(kept))):
            if first not in paired and _is_couplet(kept[first], kept[second], rules):
                paired |= {first, second}
                yield from _once((kept[first], kept[second]), seen, rules)
        for index, line in enumerate(kept):
            if line and index not in paired:
                yield from _once((line,), seen, rules)


def _is_couplet(one: str, other: str, rules: Rules) -> bool:
    if not one or not other:
        return False
    return nearly(spell_line(one, rules.language), spell_line(other, rules.language), rules.language)


def _once(lines: tuple[str, ...], seen: set[str], rules: Rules) -> Iterable[Stanza]:
    if not any(line.lower() in seen for line in lines) and len({line.lower() for line in lines}) == len(
        lines
    ):
        seen.update(line.lower() for line in lines)
        yield Stanza(lines, (), "", rules.mood)


@cache
def _prompts() -> dict[str, dict[str, Any]]:
    return tomllib.loads(PROMPTS.read_text("utf-8"))
