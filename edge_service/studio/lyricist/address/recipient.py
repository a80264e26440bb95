"""Finds how a message speaks of its recipient: by name, as "my mum", as "she"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from edge_service.song.dedication import Dedication
from edge_service.studio.lyricist.address.grammar import NOTHING, Grammar
from edge_service.studio.lyricist.understanding.meaning import Mention, Understanding

_WORDS = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")
_DEAR = "(?i:dear|querid[oa]|liebe[rs]?|lieve|ch[eè]re?|car[oa]|hey|hi|hello|hola|oi|hai|hallo|salut|ciao)"


@dataclass(frozen=True)
class Recipient:
    """Patterns for what means the recipient: `who` their name or "my mum", `about` their pronouns.

    `others` are the names of everybody else in the message; `call` is what the recipient is called to their
    face, where the language says that in place of "you".
    """

    who: str
    about: str
    others: tuple[str, ...]
    call: str


def recipient_of(dedication: Dedication, understanding: Understanding, grammar: Grammar) -> Recipient | None:
    """Return how the message speaks of the recipient; None where it speaks to them, or of nobody for sure.

    Pronouns count where nobody else of the recipient's gender is named.
    """
    if grammar.speaks_to.search(dedication.message):
        return None
    who = _who(dedication, grammar)
    gender = understanding.to_gender
    others = [
        someone
        for someone in understanding.people
        if someone.kind != "pet"
        and not re.search(who, someone.text)
        and not re.search(who, _mine(someone, grammar))
    ]
    names = tuple(someone.text for someone in others)
    same = (
        others
        if grammar.about["f"] == grammar.about["m"]
        else [one for one in others if one.gender == gender]
    )
    if gender and not same:
        return Recipient(who, grammar.about[gender], names, _call(dedication, grammar))
    pronouns = re.search(rf"(?<!\w)(?:{grammar.about['f']}|{grammar.about['m']})(?!\w)", dedication.message)
    if pronouns or who == NOTHING:
        return None
    return Recipient(who, NOTHING, names, _call(dedication, grammar))


def is_about(sentence: str, recipient: Recipient, grammar: Grammar) -> bool:
    """Tell whether a sentence speaks of the recipient, and "her" in it is theirs and nobody else's."""
    if recipient.about == NOTHING and not re.search(recipient.who, sentence):
        return False
    theirs = rf"(?<!\w)(?:{grammar.shared})(?!\w)"
    alone = re.sub(rf"{theirs} \w+", "", sentence)
    named = any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", alone) for name in recipient.others)
    return not (named and re.search(theirs, sentence))


def called(sentence: str, recipient: Recipient) -> str:
    """Return the words at the front of a sentence that only call the recipient: "Dear Mum, "."""
    call = re.match(
        rf"(?:{_DEAR} )?(?:{recipient.who})\s*[,!:]\s*(?!who |which |qui |que |die |che )", sentence
    )
    return call[0] if call else ""


def _call(dedication: Dedication, grammar: Grammar) -> str:
    """Return the word for a relative in the recipient's name ("Ibu"), else the language's "you"."""
    words = _WORDS.findall(dedication.to)
    known = [word for word in words if any(word.lower() in group for group in grammar.alike)]
    return known[0].capitalize() if known else grammar.you


def _mine(someone: Mention, grammar: Grammar) -> str:
    return f"{grammar.mine.split('|')[0]} {someone.text}"


def _who(dedication: Dedication, grammar: Grammar) -> str:
    """Return a pattern for the recipient's name, and for "my" and any word for what they are to us."""
    words = [word for word in _WORDS.findall(dedication.to) if word.lower() not in grammar.mine.split("|")]
    if not words:
        return NOTHING
    kin = {other for word in words for group in grammar.alike if word.lower() in group for other in group}
    names = [word for word in words if word[0].isupper() and word.lower() not in kin]
    mine, relatives = f"(?i:{grammar.mine})", _either(kin or words)
    spoken = [rf"{mine} (?:\w+ )??(?i:{relatives})" + (rf"(?: (?:{_either(names)}))?" if names else "")]
    if len(words) > 1:
        spoken.append(rf"(?:{mine} )?" + " ".join(_loosely(word, kin) for word in words))
    spoken += [rf"(?:{mine} )?(?:{_either(names)})"] if names else []
    spoken += [rf"(?i:{relatives})(?:{grammar.own})"] if grammar.own else []
    spoken += [_either([word.capitalize() for word in kin])] if kin else []
    return rf"(?<!\w)(?:{'|'.join(spoken)})(?!\w)"


def _loosely(word: str, kin: set[str]) -> str:
    return f"(?i:{re.escape(word)})" if word.lower() in kin else re.escape(word)


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))
