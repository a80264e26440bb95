"""Finds who is in a message: relatives, people called by their names, pets."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from edge_service.song.dedication import Dedication
from edge_service.studio.lyricist.understanding.lexicon import Lexicon, first_names, known_names, load_lexicon
from edge_service.studio.lyricist.understanding.meaning import Gender, Kind, Mention

_WORD = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*\.?")
_ENDS_SENTENCE = ".!?\n"
# Shorter names are often pet names, whose endings tell nothing: "Vero", "Gonza".
LEAST_LETTERS = 6
_OWNER = re.compile(r"'s?$")


@dataclass(frozen=True)
class _Word:
    """A word of the message: where it stands, and whether a sentence begins with it."""

    text: str
    start: int
    end: int
    opens: bool

    @property
    def key(self) -> str:
        return _OWNER.sub("", self.text.lower()).rstrip(".")


def people_in(dedication: Dedication) -> tuple[Mention, ...]:
    """Return everybody the message mentions, in its order, each as first written, without its ending."""
    lexicon = load_lexicon(dedication.language)
    words = _words(dedication.message, {*lexicon.titles, *lexicon.before_name})
    found: dict[str, Mention] = {}
    index = 0
    while index < len(words):
        length, mention = _mention(dedication, words, index, lexicon)
        if mention:
            found.setdefault(mention.text.lower(), mention)
        index += length
    return tuple(found.values())


def gender_of(name: str, language: str) -> Gender:
    """Return the gender that the words of a name agree on: "f" for "Mum", "Grandma Rose" and "Rose".

    It is "" for two people, for a group, and for a first name that may be anybody's.
    """
    lexicon = load_lexicon(language)
    written = [word.rstrip(".,") for word in name.replace(",", " & ").split()]
    words = [word.lower() for word in written]
    groups = {word for word, gender in lexicon.kin.items() if not gender} - lexicon.before_name
    if (lexicon.joined_by | groups) & set(words):
        return ""
    known = {**lexicon.kin, **lexicon.titles}
    told = {known[word] for word in words if word in known} - {""}
    if told:
        return told.pop() if len(told) == 1 else ""
    firsts = [one for one, word in zip(written, words, strict=True) if word not in known]
    return _first_names_gender(firsts[0].lower(), language) if firsts and firsts[0][:1].isupper() else ""


def _first_names_gender(name: str, language: str) -> Gender:
    lexicon, known = load_lexicon(language), first_names(language)
    if name in known_names() or name in lexicon.not_by_ending or len(name) < LEAST_LETTERS:
        return known.get(name, "")
    return next((gender for gender, end in lexicon.endings.items() if end and name.endswith(end)), "")


def _words(message: str, shortened: Collection[str]) -> list[_Word]:
    """Return the words of a message; only those `shortened`, such as "Mrs.", keep their full stop."""
    words: list[_Word] = []
    for match in _WORD.finditer(message):
        between = message[words[-1].end : match.start()] if words else ""
        opens = not words or any(sign in _ENDS_SENTENCE for sign in between)
        short = match[0].lower().rstrip(".") in shortened
        text = match[0] if short else match[0].rstrip(".")
        words.append(_Word(text, match.start(), match.start() + len(text), opens or '"' in between))
    return words


def _mention(
    dedication: Dedication, words: Sequence[_Word], index: int, lexicon: Lexicon
) -> tuple[int, Mention | None]:
    """Return how many words are read at `index`, and whom they mention."""
    word = words[index]
    names = _name_length(dedication, words, index, lexicon)
    if word.key in lexicon.before_name and index + 1 < len(words):
        behind = _name_length(dedication, words, index + 1, lexicon)
        if behind and not words[index + 1].opens:
            text = _text(dedication.message, words[index : index + 1 + behind])
            kind: Kind = "kin" if word.key in lexicon.kin and word.key not in lexicon.titles else "person"
            return 1 + behind, Mention(text, kind, gender_of(text, dedication.language))
    relative = _relative(word.key, lexicon)
    if relative:
        return 1, Mention(_OWNER.sub("", word.text), "kin", lexicon.kin[relative])
    if not names:
        return 1, None
    text = _text(dedication.message, words[index : index + names])
    if _is_pet(dedication.message, words[index], words[index + names - 1], lexicon):
        return names, Mention(text, "pet", "")
    return names, Mention(text, "person", _named_gender(text, dedication, words, index))


def _relative(word: str, lexicon: Lexicon) -> str:
    """Return the word for a relative that a word is, without its ending; "" where it is none."""
    forms = [word, *(word.removesuffix(end) for end in lexicon.kin_endings if word.endswith(end))]
    return next((form for form in forms if form in lexicon.kin), "")


def _name_length(dedication: Dedication, words: Sequence[_Word], index: int, lexicon: Lexicon) -> int:
    """Return how many words from `index` on are one name, 0 where none begins there."""
    length = 0
    while index + length < len(words) and length < 3:
        word = words[index + length]
        beside = length and dedication.message[words[index + length - 1].end : word.start] != " "
        if beside or not _is_name(dedication, words, index + length, lexicon):
            break
        length += 1
    return length


def _is_name(dedication: Dedication, words: Sequence[_Word], index: int, lexicon: Lexicon) -> bool:
    word = words[index]
    told = _told(dedication.to, lexicon) | _told(dedication.sender, lexicon)
    if word.key in told:
        return True
    if not word.text[0].isupper() or _relative(word.key, lexicon) or word.key in lexicon.never_names:
        return False
    if word.key in lexicon.also_words and (word.opens or dedication.language == "de"):
        return False
    if word.key in first_names(dedication.language):
        return True
    shouted = word.text.isupper() and len(word.text) > 1
    if word.opens or shouted or dedication.language == "de":
        return False
    return words[index - 1].key not in lexicon.places_after


def _told(name: str, lexicon: Lexicon) -> frozenset[str]:
    """Return the names, in small letters, in what recipient or sender are called."""
    words = [word.lower().strip(".,") for word in name.split() if word[0].isupper()]
    if not words or name.split()[0].lower() in lexicon.groups_begin:
        return frozenset()
    known = {*lexicon.kin, *lexicon.titles, *lexicon.before_name, *lexicon.never_names}
    return frozenset(word for word in words if word not in known)


def _is_pet(message: str, first: _Word, last: _Word, lexicon: Lexicon) -> bool:
    """Tell whether an animal stands before the name ("our dog Bruno") or behind ("Bruno, our dog")."""
    before, behind = message[: first.start], message[last.end :]
    for animal in lexicon.animal.finditer(before):
        if lexicon.called.fullmatch(before, animal.end()):
            return True
    return bool(re.match(r",? (?:\w+ ){1,2}$", behind[: _animal_at(behind, lexicon)] or "-"))


def _animal_at(text: str, lexicon: Lexicon) -> int:
    animal = lexicon.animal.search(text)
    return animal.start() if animal else 0


def _named_gender(text: str, dedication: Dedication, words: Sequence[_Word], index: int) -> Gender:
    """Return the gender of a name, or that of the relative it stands behind: "my sister Sam"."""
    known = gender_of(text, dedication.language)
    kin = load_lexicon(dedication.language).kin
    return known or (kin.get(words[index - 1].key, "") if index else "")


def _text(message: str, words: Sequence[_Word]) -> str:
    return _OWNER.sub("", message[words[0].start : words[-1].end])
