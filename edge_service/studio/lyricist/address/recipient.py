"""Finds how a message speaks of its recipient: by name, as "my mum", as "she"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from edge_service.song.dedication import Dedication
from edge_service.studio.lyricist.address.grammar import NOTHING, Grammar
from edge_service.studio.lyricist.understanding.meaning import Understanding

_WORDS = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")
_DEAR = "(?i:dear|querid[oa]|liebe[rs]?|lieve|ch[eè]re?|car[oa]|hey|hi|hello|hola|oi|hai|hallo|salut|ciao)"


@dataclass(frozen=True)
class Recipient:
    """Patterns for what means the recipient.

    `who` is their name or "my mum", `about` their pronouns, `object` what they are as an object, `stranger`
    the pronouns of others. `others` are the names of everybody else in the message, `kin` is any word for
    what they are to us; `call` is what they are called to their face, where that stands for "you".
    """

    who: str
    about: str
    object: str
    stranger: str
    others: tuple[str, ...]
    kin: str
    call: str


def recipient_of(dedication: Dedication, understanding: Understanding, grammar: Grammar) -> Recipient | None:
    """Return how the message speaks of the recipient; None where it speaks to them, or of nobody for sure.

    Pronouns count where nobody else of the recipient's gender is named.
    """
    spoken = _Spoken.of(dedication, understanding, grammar)
    if not spoken or grammar.speaks_to.search(dedication.message) or _is_called(dedication.message, spoken):
        return None
    people = [someone for someone in understanding.people if someone.kind != "pet"]
    others = [one for one in people if not re.search(f"{spoken.name}|{spoken.kin}", one.text)]
    gender = understanding.to_gender
    neutral = grammar.about["f"] == grammar.about["m"]
    alone = bool(gender) and not any(neutral or one.gender == gender for one in others)
    known = gender if alone else ""
    pronouns = rf"(?<!\w)(?:{grammar.about['f']}|{grammar.about['m']})(?!\w)"
    if not known and re.search(pronouns, dedication.message):
        return None
    strange = [theirs for each, theirs in grammar.about.items() if each != known]
    return Recipient(
        who=spoken.who,
        about=grammar.about[known] if known else NOTHING,
        object=grammar.objects[known] if known else NOTHING,
        stranger=NOTHING if neutral and known else "|".join(strange),
        others=tuple(one.text for one in others),
        kin=spoken.kin,
        call=_call(dedication, grammar),
    )


def is_about(sentence: str, recipient: Recipient, grammar: Grammar) -> bool:
    """Tell whether a sentence speaks of the recipient, and "her" in it is theirs and nobody else's."""
    theirs = rf"(?<!\w)(?:{grammar.shared})(?!\w)"
    if not re.search(rf"{recipient.who}|(?<!\w)(?:{recipient.about})(?!\w)", sentence):
        return not re.search(theirs, sentence)
    alone = re.sub(rf"{theirs} \w+", "", sentence)
    named = any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", alone) for name in recipient.others)
    return not (named and re.search(theirs, sentence))


@dataclass(frozen=True)
class _Spoken:
    """Patterns for the recipient's `name`, for that or "my mum" (`who`), and for any word like "mum"."""

    who: str
    name: str
    kin: str

    @classmethod
    def of(cls, dedication: Dedication, understanding: Understanding, grammar: Grammar) -> "_Spoken | None":
        """Return the patterns for a recipient, None where there is no name, nor a word for one relative."""
        words = [
            word for word in _WORDS.findall(dedication.to) if word.lower() not in grammar.mine.split("|")
        ]
        if not words:
            return None
        kin = {other for word in words for group in grammar.alike if word.lower() in group for other in group}
        names = [word for word in words if word[0].isupper() and word.lower() not in kin]
        if not (kin or names):
            return None
        beside = _either([*names, *(each.text for each in understanding.people if each.kind == "person")])
        mine, relatives = f"(?i:{grammar.mine})", _either(kin or words)
        tail = rf"(?: (?:{beside}))?" if beside else ""
        related = _whole([f"(?i:{relatives})(?:{grammar.own})?"] if kin else [NOTHING])
        if grammar.own:
            own = [rf"(?i:{relatives})(?:{grammar.own}){tail}"] if kin else names
            return cls(_whole(own), _whole([*names, *map(str.capitalize, kin)]), related)
        called = [" ".join(_loosely(word, kin) for word in words)] if len(words) > 1 else []
        called += [*names, *(word.capitalize() for word in kin)]
        owned = [
            rf"{mine} (?:\w+ ){{0,2}}?(?i:{relatives}){tail}",
            *(rf"{mine} (?:\w+ ){{0,2}}?{each}" for each in called),
        ]
        return cls(
            _whole([*owned, *called]), _whole(called), _whole([f"(?i:{relatives})"] if kin else [NOTHING])
        )


def _is_called(message: str, spoken: _Spoken) -> bool:
    """Tell whether a message calls somebody: "Dear mum, ...", "I miss you, Mum."."""
    name = spoken.name
    if re.match(rf"{_DEAR} {spoken.kin}\s*[,!:]", message):
        return True
    starts = rf"(?:^|[.!?\n] *)(?:{_DEAR} )?{name}\s*[,!:](?! (?:who|qui) )"
    return bool(re.search(rf"{starts}|, {name}\s*(?:[,.!?;:]|$| (?:and|y|e|et|und|en|dan) )", message))


def _call(dedication: Dedication, grammar: Grammar) -> str:
    """Return the word for a relative in the recipient's name ("Ibu"), else the language's "you"."""
    words = _WORDS.findall(dedication.to)
    known = [word for word in words if any(word.lower() in group for group in grammar.alike)]
    return known[0].capitalize() if known else grammar.you


def _loosely(word: str, kin: set[str]) -> str:
    return f"(?i:{re.escape(word)})" if word.lower() in kin else re.escape(word)


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def _whole(patterns: Iterable[str]) -> str:
    known = "|".join(patterns)
    return rf"(?<!\w)(?:{known})(?!\w)" if known else NOTHING
