"""The whole way from what is said about the recipient to what is said to them."""

import re
from collections.abc import Sequence

from edge_service.song.dedication import Dedication
from edge_service.studio.lyricist.address.grammar import NOTHING, Grammar, load_grammar
from edge_service.studio.lyricist.address.recipient import Recipient, is_about, recipient_of
from edge_service.studio.lyricist.understanding.meaning import Understanding
from edge_service.studio.lyricist.writing import capitalised

_MACRO = re.compile(r"(?<!\?P)<(\w+)>")
_BETWEEN = re.compile(r"(?<=[.!?…])(\s+)")
_VERB = "v"
# A letter that no language has, before pronouns that mean somebody else.
KEPT = "ǃ"
# The ending of what is yours, in the language that has one.
YOURS = "mu"


class _Unsure(Exception):
    """A sentence cannot be turned for sure."""


def addressed(text: str, dedication: Dedication, understanding: Understanding) -> str:
    """Return sentences of the message turned to its recipient.

    "I love my mum, she sings" becomes "I love you, you sing"; a sentence stays as it is where it is said to
    them already, in a formal message, and where it cannot be turned for sure.
    """
    grammar = load_grammar(dedication.language)
    recipient = recipient_of(dedication, understanding, grammar)
    if not recipient or understanding.formal:
        return text
    return "".join(_sentence(part, recipient, grammar) for part in _BETWEEN.split(text))


def _sentence(sentence: str, recipient: Recipient, grammar: Grammar) -> str:
    if not sentence.strip() or not is_about(sentence, recipient, grammar):
        return sentence
    if re.search(_spelt(grammar.never, recipient, grammar), sentence):
        return sentence
    begun = _lowered(re.sub(rf"(?<!\w)(?=(?:{recipient.stranger})(?!\w))", KEPT, sentence), recipient)
    try:
        turned = _turned(begun, recipient, grammar)
    except _Unsure:
        return sentence
    if turned == begun or _remains(turned, recipient, grammar):
        return sentence
    said = turned.replace(KEPT, "")
    return capitalised(said) if sentence[:1].isupper() else said


def _lowered(text: str, recipient: Recipient) -> str:
    """Return a sentence as it would go on: its first letter small, unless it begins with the recipient."""
    begins = re.match(recipient.who, text) or re.match(r"I\b", text)
    return text if begins else text[:1].lower() + text[1:]


def _turned(text: str, recipient: Recipient, grammar: Grammar) -> str:
    begun = _applied(text, grammar.rules, recipient, grammar)
    if begun == text:
        return text
    carried = _applied(begun, grammar.carry, recipient, grammar, sure=False)
    if re.search(_spelt(grammar.unsure, recipient, grammar), carried):
        raise _Unsure
    return carried


def _applied(
    text: str, rules: Sequence[tuple[str, str]], recipient: Recipient, grammar: Grammar, *, sure: bool = True
) -> str:
    """Return a text after all rules; a verb not known raises _Unsure where it must be `sure`, else stays."""
    for find, say in rules:

        def said(match: re.Match[str], say: str = say) -> str:
            words = _said(match, say, recipient, grammar)
            if words is None and sure:
                raise _Unsure
            return match[0] if words is None else words

        text = re.sub(_spelt(find, recipient, grammar), said, text)
    return text


def _spelt(rule: str, recipient: Recipient, grammar: Grammar) -> str:
    """Return a rule's pattern with its macros in place; the first of each is a group of its own name."""
    known = {"who": recipient.who, "about": rf"(?<!\w)(?:{recipient.about})(?!\w)", **grammar.macros}
    known |= {"obj": recipient.object, _VERB: rf"(?!(?:{grammar.no_verb})\b)[^\W\dA-ZÀ-Þ][\w'’-]*"}
    known |= {"known": "|".join(sorted(grammar.verbs.known, key=len, reverse=True))}
    seen: set[str] = set()

    def spelt(macro: re.Match[str]) -> str:
        name = macro[1]
        if name not in known:
            return macro[0]
        group = f"(?:{known[name]})" if name in seen else f"(?P<{name}>{known[name]})"
        seen.add(name)
        return group

    return _MACRO.sub(spelt, rule)


def _said(match: re.Match[str], say: str, recipient: Recipient, grammar: Grammar) -> str | None:
    """Return what is said in place of a match, None where its verb is not known."""
    groups = {name: text or "" for name, text in match.groupdict().items()}
    yours = YOURS if recipient.call == grammar.you else f" {recipient.call}"
    groups |= {"call": recipient.call, "yours": yours}
    for name in (_VERB, "known"):
        if name in groups and f"<{name}>" in say:
            verb = grammar.verbs.turned(groups[name])
            if verb is None:
                return None
            groups[name] = verb
    return _MACRO.sub(lambda macro: groups[macro[1]], say)


def _remains(turned: str, recipient: Recipient, grammar: Grammar) -> bool:
    """Tell whether something is still said about the recipient; some languages call them by that word too."""
    who = NOTHING if grammar.you else rf"{recipient.who}|{recipient.kin}"
    left = rf"{who}|(?<!\w)(?i:{recipient.about})(?!\w)"
    return bool(re.search(left, turned))
