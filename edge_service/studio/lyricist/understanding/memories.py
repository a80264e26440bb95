"""Finds what was lived together: the clauses of a message that tell it, with when and who."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from edge_service.song.dedication import Dedication
from edge_service.studio.lyricist.understanding.meaning import Memory
from edge_service.studio.lyricist.understanding.tenses import Tenses, load_tenses, tense_of

LEAST_WORDS = 3
MOST_BEFORE_VERB = 2
_SENTENCE = re.compile(r"[^.!?;\n]+")
_PAUSE = re.compile(r"\s*[,:()—–\"]\s*|\s+-+\s+")
_LETTER = re.compile(r"\w")


@dataclass(frozen=True)
class _Told:
    """A clause, its tense and person, and how surely it tells something lived: higher is surer."""

    memory: Memory
    rank: int


def memories_in(dedication: Dedication) -> tuple[Memory, ...]:
    """Return the clauses of a message that tell something lived, in its order, as they are written there.

    What is past comes before habits, these before what somebody does now, and that before what will be:
    only the clauses of the surest kind there is are returned, a habit beside what is past.
    """
    tenses = load_tenses(dedication.language)
    told = [one for clause in clauses_of(dedication.message, tenses) if (one := _told(clause, tenses))]
    if not told:
        return ()
    surest = max(one.rank for one in told)
    least = min(surest, _HABIT) if surest >= _HABIT else surest
    return tuple(one.memory for one in told if one.rank >= least)


def clauses_of(message: str, tenses: Tenses) -> Iterator[str]:
    """Yield the clauses of a message, each with a verb of its own, without the word that leads into it."""
    for sentence in _SENTENCE.finditer(message):
        pieces = _pieces(sentence[0], tenses)
        whole: list[str] = []
        for piece in pieces:
            if whole and not (tense_of(piece, tenses) and tense_of(whole[-1], tenses)):
                if _is_call(whole[-1], tenses):
                    whole[-1] = piece
                else:
                    whole[-1] = sentence[0][sentence[0].index(whole[-1]) : _end(sentence[0], piece)]
            else:
                whole.append(piece)
        yield from (clause for piece in whole if (clause := _led(piece, tenses)))


def _pieces(sentence: str, tenses: Tenses) -> Sequence[str]:
    """Return the parts of a sentence between pauses, and before words that begin a clause."""
    cuts = {0, len(sentence)}
    for pause in _PAUSE.finditer(sentence):
        cuts.add(pause.end())
    lowered = sentence.lower()
    for begin in tenses.begin.finditer(lowered):
        cuts.add(begin.start())
    for joiner in tenses.joiner.finditer(lowered):
        if _begins_clause(lowered[joiner.end() + 1 :], tenses):
            cuts.add(joiner.start())
    edges = sorted(cuts)
    parts = [sentence[start:end].strip(' ,:()—–"-') for start, end in pairwise(edges)]
    return [part for part in parts if _LETTER.search(part)]


def _begins_clause(rest: str, tenses: Tenses) -> bool:
    """Tell whether a subject, or a verb where the language needs none, stands behind a joiner."""
    if any(subject.match(rest) for subject in tenses.subjects.values()):
        return True
    first = tenses.not_verb.sub(" ", " ".join(rest.split()[:MOST_BEFORE_VERB]))
    verbs = tenses.verbs["past"].values()
    return tenses.split and any(verb.search(first) for verb in verbs)


def _end(sentence: str, piece: str) -> int:
    return sentence.rindex(piece) + len(piece)


def _is_call(piece: str, tenses: Tenses) -> bool:
    """Tell whether a piece only calls somebody or wishes something, and tells no when or where."""
    told = (
        tenses.begin.match(piece.lower())
        or tenses.habit.match(piece.lower())
        or tenses.at.match(piece.lower())
    )
    return not told and not tense_of(piece, tenses)


def _led(piece: str, tenses: Tenses) -> str:
    """Return a clause without the words that lead into it: "and when we danced" to "we danced"."""
    while lead := tenses.begin.match(piece.lower()) or tenses.joiner.match(piece.lower()):
        shorter = piece[lead.end() :].strip()
        if not shorter or not tense_of(shorter, tenses):
            break
        piece = shorter
    return piece


_PAST, _HABIT, _NOW, _PLAN = 4, 3, 2, 1


def _told(clause: str, tenses: Tenses) -> _Told | None:
    when = tense_of(clause, tenses)
    if not when or len(clause.split()) < LEAST_WORDS or tenses.formula.search(clause.lower()):
        return None
    tense, person = when
    if tense == "past":
        return _Told(Memory(clause, tense, person), _PAST)
    if tense == "future":
        return _Told(Memory(clause, tense, person), _PLAN)
    if tenses.stative.search(clause.lower()):
        return None
    habit = tenses.habit.search(clause.lower())
    return _Told(Memory(clause, tense, person), _HABIT if habit else _NOW)
