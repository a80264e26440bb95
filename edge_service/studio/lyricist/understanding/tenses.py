"""Reads how a language tells when something was and who did it."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast

from edge_service.studio.lyricist.understanding.lexicon import HERE
from edge_service.studio.lyricist.understanding.meaning import Person, Tense
from edge_service.studio.lyricist.writing import load_writing

TENSES = HERE / "tenses"
PERSONS: tuple[Person, ...] = ("I", "you", "we", "they")
TOLD_IN: tuple[Tense, ...] = ("future", "past", "present")
_ANY = "any"
Found = re.Pattern[str]


@dataclass(frozen=True)
class Tenses:
    """One language's patterns over small letters.

    `joiner` and `begin` find words that a clause may begin with, `at` the prepositions that tell when or
    where. `verbs` find a verb by its tense, then its person, "any" where it does not tell; where they
    `split`, one begins a clause behind a joiner; `not_verb` finds what only looks like one. A clause in the
    present is something lived where a verb that is not `stative` is in it, the more so with `habit`; a
    `formula` never is.
    """

    split: bool
    joiner: Found
    begin: Found
    at: Found
    habit: Found
    formula: Found
    not_verb: Found
    stative: Found
    subjects: Mapping[Person, Found]
    verbs: Mapping[Tense, Mapping[str, Found]]


@cache
def load_tenses(language: str) -> Tenses:
    """Return the patterns of a language that there is a file for."""
    tables = tomllib.loads((TENSES / f"{language}.toml").read_text("utf-8"))
    subjects = {person: _whole(re.escape(word) for word in tables["subjects"][person]) for person in PERSONS}
    return Tenses(
        split=tables.get("split_verbs", False),
        joiner=_whole(tables["joiners"]),
        begin=_whole(tables["begins"]),
        at=_whole(map(re.escape, load_writing(language).prepositions)),
        habit=_whole(tables["habit"]),
        formula=_whole(tables["formulas"]),
        not_verb=_whole(tables["not_verbs"]),
        stative=_whole(tables["stative"]),
        subjects=subjects,
        verbs={
            tense: {person: _whole(words) for person, words in tables[tense].items()} for tense in TOLD_IN
        },
    )


def tense_of(clause: str, tenses: Tenses) -> tuple[Tense, Person] | None:
    """Return when a clause says that something was and who did it, None where no verb is found in it.

    The person is that of the subject named first, else of the verb, else "they".
    """
    plain = tenses.not_verb.sub(" ", clause.lower())
    subject = _subject(clause.lower(), tenses)
    for tense in TOLD_IN:
        for person, verb in tenses.verbs[tense].items():
            if verb.search(plain):
                told = "they" if person == _ANY else cast(Person, person)
                return tense, subject or told
    return ("present", subject) if subject else None


def _subject(clause: str, tenses: Tenses) -> Person | None:
    found = [
        (match.start(), person)
        for person, pattern in tenses.subjects.items()
        if (match := pattern.search(clause))
    ]
    return min(found)[1] if found else None


def _whole(words: Iterable[str]) -> Found:
    parts: Sequence[str] = sorted(words, key=len, reverse=True)
    ends = [part if part.endswith("'") else rf"{part}(?!\w)" for part in parts]
    return re.compile(rf"(?<!\w)(?:{'|'.join(ends)})" if parts else r"(?!)")
