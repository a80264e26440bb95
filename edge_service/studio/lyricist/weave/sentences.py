"""Reads the sentences of a message as they can be sung to somebody: no greeting, filler or signature."""

import re
from dataclasses import dataclass

from edge_service.song.dedication import Dedication
from edge_service.studio.lyricist.address import addressed
from edge_service.studio.lyricist.breaking import Fit
from edge_service.studio.lyricist.names import marked
from edge_service.studio.lyricist.phonetics import spell_line
from edge_service.studio.lyricist.text import bare
from edge_service.studio.lyricist.understanding import Understanding
from edge_service.studio.lyricist.weave.salutation import without_salutation
from edge_service.studio.lyricist.writing import Writing, load_writing, with_capitals, without_fillers

_ENDS = re.compile(r"(?<=[.!?;])[\"')\]]*\s+|\n+|(?<=\.\.\.)")
_SHORTENED = re.compile(
    r"(?:^|\s)(?:mr|mrs|ms|dr|st|sr|sra|dra|prof|bzw|ca|hr|fr|mevr|dhr|yth)\.$", re.IGNORECASE
)
SHOUTED_LETTERS, SHOUTED_SHARE = 3, 0.8


@dataclass(frozen=True)
class Sentence:
    """What is sung of a sentence, and the sentence, or the few short ones, as the person wrote it."""

    text: str
    written: tuple[str, ...]


def sentences_of(dedication: Dedication, understanding: Understanding, fit: Fit) -> list[Sentence]:
    """Return the sentences of a checked message in order, those that say something to sing.

    One too short for a line of its own is put together with its neighbour, where both fit one.
    """
    writing = load_writing(dedication.language)
    shouted = is_shouted(dedication.message)
    opened = without_salutation(parted(dedication.message), dedication.language)
    written = _without_signature(opened, dedication.sender, writing)
    sentences = []
    for sentence in written:
        text = with_capitals(sentence.lower() if shouted else sentence, writing)
        text = re.sub(r"[()\"\[\]{}*_~]|(?<=[!?])[!?]+", "", text)
        text = without_fillers(text, writing, dedication.to)
        if any(sign.isalnum() for sign in text):
            text = _addressed(text, dedication, understanding)
            sentences.append(Sentence(marked(text, dedication.names), (sentence,)))
    return _joined(sentences, dedication.language, fit)


def _addressed(text: str, dedication: Dedication, understanding: Understanding) -> str:
    """Return a sentence as it is said to the recipient; a name that calls at its end stays a name."""
    call = re.search(rf"\s*,\s*{re.escape(dedication.to)}[.!?…]*$", text, re.I) if dedication.to else None
    end = call.start() if call else len(text)
    return addressed(text[:end], dedication, understanding) + text[end:]


def is_shouted(text: str) -> bool:
    """Tell whether a text is typed in capitals throughout."""
    letters = [sign for sign in text if sign.isalpha()]
    shouted = sum(sign.isupper() for sign in letters) > SHOUTED_SHARE * len(letters)
    return len(letters) > SHOUTED_LETTERS and shouted


def parted(message: str) -> list[str]:
    """Cut a message into sentences; the dot of "Mrs." ends none."""
    sentences: list[str] = []
    for part in _ENDS.split(message):
        if sentences and _SHORTENED.search(sentences[-1]):
            sentences[-1] += f" {part.strip()}"
        elif part.strip():
            sentences.append(part.strip())
    return sentences


def _without_signature(sentences: list[str], sender: str, writing: Writing) -> list[str]:
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


def _joined(sentences: list[Sentence], language: str, fit: Fit) -> list[Sentence]:
    joined: list[Sentence] = []
    for sentence in sentences:
        count = spell_line(sentence.text, language).syllable_count
        before = spell_line(joined[-1].text, language).syllable_count if joined else 0
        if joined and min(count, before) < fit.least and count + before <= fit.most:
            last = joined[-1]
            end = "" if last.text[-1] in ".!?,;:" else ","
            joined[-1] = Sentence(f"{last.text}{end} {sentence.text}", last.written + sentence.written)
        else:
            joined.append(sentence)
    return joined
