"""Finds in a message what can be sung: its own words, in clauses that stand alone, broken into lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from edge_service.song.dedication import Dedication
from edge_service.song.lyrics import Line, Word
from edge_service.studio.lyricist.breaking import SLACK, Fit, as_line, break_lines
from edge_service.studio.lyricist.language import load_language
from edge_service.studio.lyricist.names import marked
from edge_service.studio.lyricist.phonetics import spell_line
from edge_service.studio.lyricist.text import bare
from edge_service.studio.lyricist.writing import Writing, load_writing, with_capitals, without_fillers

_SENTENCE_ENDS = re.compile(r"(?<=[.!?;])[\"')\]]*\s+|\n+|(?<=\.\.\.)")
LEAST_SYLLABLES = 3
COUPLET = 2
Words = tuple[Word, ...]


@dataclass(frozen=True)
class Clause:
    """A thought of the message in its lines; `weight` says how much of the message it carries."""

    lines: tuple[Line, ...]
    weight: float


def message_clauses(dedication: Dedication, fit: Fit, lines_at_most: int) -> list[Clause]:
    """Return the clauses of a message in order, none longer than `lines_at_most`, no line twice."""
    writing = load_writing(dedication.language)
    clauses: list[Clause] = []
    seen: set[str] = set()
    sentences = [marked(sentence, dedication.names) for sentence in _sentences(dedication, writing)]
    for sentence in _joined(sentences, dedication.language, fit):
        words = _fitted(spell_line(sentence, dedication.language).words, fit, writing)
        for lines in _thoughts(words, fit, writing, lines_at_most):
            clause = _clause(lines, dedication.language, first=not clauses)
            sung = {line.text.lower() for line in clause.lines}
            if not sung & seen and _is_singable(clause, fit):
                clauses.append(clause)
                seen |= sung
    return clauses


def is_shouted(text: str) -> bool:
    """Tell whether a text is typed in capitals throughout."""
    letters = [sign for sign in text if sign.isalpha()]
    return len(letters) > LEAST_SYLLABLES and sum(sign.isupper() for sign in letters) > 0.8 * len(letters)


def _sentences(dedication: Dedication, writing: Writing) -> list[str]:
    message = dedication.message
    if is_shouted(message):
        message = message.lower()
    message = with_capitals(message, writing)
    sentences = [part.strip() for part in _SENTENCE_ENDS.split(message) if part.strip()]
    sentences = [re.sub(r"[()\"\[\]{}*_~]|(?<=[!?])[!?]+", "", sentence) for sentence in sentences]
    if len(sentences) > 1:
        sentences = _without_signoff(sentences, dedication.sender, writing)
    trimmed = [without_fillers(sentence, writing, dedication.to) for sentence in sentences]
    return [sentence for sentence in trimmed if any(sign.isalnum() for sign in sentence)]


def _without_signoff(sentences: list[str], sender: str, writing: Writing) -> list[str]:
    """Drop a letter's ending: "Love, Anna", "Con cariño" and the sender's bare name."""
    while len(sentences) > 1:
        last = bare(sentences[-1])
        opening = bare(re.sub(r"[,\s]+\S+$", "", last)) if "," in last else last
        named = bool(sender) and last.endswith(sender.lower())
        rest = bare(last.removesuffix(sender.lower())) if named else opening
        if rest and rest not in writing.signoffs:
            break
        sentences = sentences[:-1]
    return sentences


def _joined(sentences: list[str], language: str, fit: Fit) -> list[str]:
    """Put a sentence too short for a line of its own together with its neighbour, where both fit one."""
    joined: list[str] = []
    for sentence in sentences:
        count = spell_line(sentence, language).syllable_count
        before = spell_line(joined[-1], language).syllable_count if joined else 0
        if joined and min(count, before) < fit.least and count + before <= fit.most:
            end = "" if joined[-1][-1] in ".!?,;:" else ","
            joined[-1] = f"{joined[-1]}{end} {sentence}"
        else:
            joined.append(sentence)
    return joined


def _fitted(words: Words, fit: Fit, writing: Writing) -> Words:
    """Leave out softeners where that spares a line that is too long or broken badly."""
    softer = tuple(word for word in words if bare(word.text) not in writing.softeners)
    return softer if softer and _length(words) > fit.most >= _length(softer) else words


def _thoughts(words: Words, fit: Fit, writing: Writing, at_most: int) -> list[tuple[Words, ...]]:
    """Break a sentence into lines; cut one too long where new thoughts begin, each of which stands alone.

    A sentence is cut sooner where every thought then leaves a verse room for its couplet.
    """
    lines = break_lines(words, fit, writing)
    if len(lines) <= at_most - COUPLET:
        return [lines]
    cuts = [0]
    for index in range(1, len(words)):
        if _begins(words, cuts[-1], index, writing) and _length(words[cuts[-1] : index]) >= fit.least:
            cuts.append(index)
    pieces = [_without_joiner(words[start:end], writing) for start, end in pairwise([*cuts, len(words)])]
    short = [break_lines(piece, fit, writing) for piece in pieces]
    if all(len(piece) <= at_most - COUPLET for piece in short):
        return short
    if len(lines) <= at_most:
        return [lines]
    shortened = [_shortened(piece, fit, writing, at_most) for piece in pieces]
    return [piece for piece in shortened if piece] or [lines[:at_most]]


def _begins(words: Words, start: int, index: int, writing: Writing) -> bool:
    """Tell whether a new thought begins at `index`, in a piece that began at `start`."""
    first, after_comma = bare(words[index].text), words[index - 1].text[-1] in ",;:—."
    if bare(words[start].text) in writing.subordinate and not any(
        "," in w.text for w in words[start : index - 1]
    ):
        return False
    if first in writing.joiners:
        return index + 1 < len(words) and bare(words[index + 1].text) in writing.subjects
    return after_comma and first in writing.subjects


def _length(words: Words) -> int:
    return sum(len(word.syllables) for word in words)


def _without_joiner(piece: Words, writing: Writing) -> Words:
    return piece[1:] if len(piece) > 1 and bare(piece[0].text) in writing.joiners else piece


def _shortened(piece: Words, fit: Fit, writing: Writing, at_most: int) -> tuple[Words, ...]:
    """Return a piece in at most so many lines, without its last phrases where needed; nothing if it leans."""
    opens_phrase = writing.joiners | writing.subordinate | writing.prepositions
    ends = [len(piece)]
    if bare(piece[0].text) not in writing.subordinate:
        ends += [end for end in range(len(piece) - 1, 1, -1) if bare(piece[end].text) in opens_phrase]
    for end in ends:
        lines = break_lines(piece[:end], fit, writing)
        if len(lines) <= at_most and bare(piece[end - 1].text) not in writing.never_end:
            return lines
    return ()


def _clause(lines: Sequence[Words], language: str, *, first: bool) -> Clause:
    unstressed = load_language(language).speech.unstressed
    lines = [_closed(line, [word for line in lines for word in line]) for line in lines]
    carrying = {bare(word.text) for line in lines for word in line} - unstressed
    sung = {" ".join(bare(word.text) for word in line): as_line(line, language) for line in reversed(lines)}
    return Clause(tuple(reversed(sung.values())), len(carrying) + (2.0 if first else 0.0))


def _closed(line: Words, clause: Sequence[Word]) -> Words:
    """Take away a "¡" or "¿" whose other half was left out of the clause."""
    text = "".join(word.text for word in clause)
    for opening, closing in ("¡!", "¿?"):
        if closing not in text:
            line = tuple(replace(word, text=word.text.replace(opening, "")) for word in line)
    return line


def _is_singable(clause: Clause, fit: Fit) -> bool:
    counts = [line.syllable_count for line in clause.lines]
    return max(counts) <= fit.most + SLACK and sum(counts) >= LEAST_SYLLABLES and min(counts) > 1
