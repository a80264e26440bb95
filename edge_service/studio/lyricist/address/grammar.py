"""Reads how a language speaks about somebody, and how to them."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
NOTHING = "(?!)"


@dataclass(frozen=True)
class Verbs:
    """How a verb said of somebody is said to them: whole words first, then endings, the first that fits.

    Endings are pairs of a pattern and what replaces it. `known` are verbs, as they are said of somebody,
    that may follow an "and".
    """

    words: Mapping[str, str]
    endings: tuple[tuple[re.Pattern[str], str], ...]
    known: frozenset[str]

    def turned(self, verb: str) -> str | None:
        """Return a verb as it is said to somebody, None where that is not known."""
        if verb.lower() in self.words:
            return self.words[verb.lower()]
        for ending, new in self.endings:
            if ending.search(verb.lower()):
                return ending.sub(new, verb.lower())
        return None


@dataclass(frozen=True)
class Grammar:
    """One language's rules.

    `speaks_to` finds words said to somebody. `mine` and `alike` are the possessives and the groups of words
    for one relative, which find a recipient who is named otherwise; where a possessive is an ending, `own`
    finds it, and `you` is said to somebody who is no relative. `about` finds, by gender, pronouns that may
    mean the recipient, `objects` what they are as an object, `shared` a "her" or "his" that tells no gender.
    A sentence with `never` in it stays as it is; `no_verb` finds words that are no verb. A rule is a
    pattern, with parts from `macros`, and what is said in its place; `carry` are those for more verbs of a
    subject that has been turned, `unsure` finds what must not remain then.
    """

    speaks_to: re.Pattern[str]
    mine: str
    shared: str
    own: str
    you: str
    alike: tuple[frozenset[str], ...]
    about: Mapping[str, str]
    macros: Mapping[str, str]
    objects: Mapping[str, str]
    verbs: Verbs
    never: str
    no_verb: str
    rules: tuple[tuple[str, str], ...]
    carry: tuple[tuple[str, str], ...]
    unsure: str


@cache
def load_grammar(language: str) -> Grammar:
    """Return the rules of a language that there is a file for."""
    tables = tomllib.loads((HERE / f"{language}.toml").read_text("utf-8"))
    verbs = tables["verbs"]
    return Grammar(
        speaks_to=re.compile(rf"(?<!\w)(?:{'|'.join(tables['speaks_to'])})(?!\w)", re.IGNORECASE),
        mine=tables["mine"],
        shared=tables.get("shared", NOTHING),
        own=tables.get("own", ""),
        you=tables.get("you", ""),
        alike=tuple(frozenset(group.split()) for group in tables["alike"]),
        about=tables["about"],
        macros=tables.get("macros", {}),
        objects=tables.get("objects", {"f": NOTHING, "m": NOTHING}),
        never=tables["never"],
        no_verb=tables["no_verb"],
        verbs=Verbs(
            words=verbs["words"],
            endings=tuple((re.compile(rf"{old}$"), new) for old, new in verbs["endings"]),
            known=frozenset(verbs["known"].split()),
        ),
        rules=_pairs(tables["rules"]),
        carry=_pairs(tables.get("carry", [])),
        unsure=tables.get("unsure", NOTHING),
    )


def _pairs(rows: Sequence[Sequence[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((find, say) for find, say in rows)
