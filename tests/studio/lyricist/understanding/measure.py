"""Measures what is understood of labelled messages; run as a module it prints the figures."""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from edge_service.song.dedication import Dedication
from edge_service.studio.lyricist import check_dedication
from edge_service.studio.lyricist.text import bare
from edge_service.studio.lyricist.understanding import Memory, Understanding, understand

MESSAGES = Path(__file__).parents[1] / "messages"
SAME_CLAUSE = 0.5
Labels = Mapping[str, Any]
Read = Sequence[tuple[Labels, Understanding]]


def labelled() -> list[str]:
    """Return the languages there are labelled messages in."""
    return sorted(file.stem for file in MESSAGES.glob("*.toml"))


def read_messages(language: str) -> list[tuple[Labels, Understanding]]:
    """Return every labelled message of a language with what is understood of it."""
    labels = tomllib.loads((MESSAGES / f"{language}.toml").read_text("utf-8"))["messages"]
    wishes = [Dedication(each["text"], each["to"], each["sender"], language=language) for each in labels]
    return [
        ({**each, "language": language}, understand(check_dedication(wish)))
        for each, wish in zip(labels, wishes, strict=True)
    ]


def share(read: Read, holds: Callable[[Labels, Understanding], bool]) -> float:
    """Return the share of messages for which something holds."""
    return sum(holds(labels, found) for labels, found in read) / len(read)


def figures(read: Read) -> dict[str, float]:
    """Return, as shares of 1, how much of the labels is found, and how much of what is found is labelled."""
    people = [_people(labels, found) for labels, found in read]
    memories = [_memories(labels, found) for labels, found in read]
    pairs = [pair for found in memories for pair in found[0]]
    return {
        "theme": share(read, lambda labels, found: found.theme == labels["theme"]),
        "mood": share(read, lambda labels, found: found.mood in labels["mood"]),
        "formal": share(read, lambda labels, found: found.formal == labels["formal"]),
        "gender": share(read, lambda labels, found: found.to_gender == labels["to_gender"]) / 2
        + share(read, lambda labels, found: found.from_gender == labels["from_gender"]) / 2,
        "gender wrong": share(read, _gender_is_wrong),
        "people found": _part([one[0] for one in people], [len(labels["people"]) for labels, _ in read]),
        "people right": _part([one[1] for one in people], [len(found.people) for _, found in read]),
        "memories found": _part(
            [len(one[0]) for one in memories], [len(labels["memories"]) for labels, _ in read]
        ),
        "memories right": _part([one[1] for one in memories], [len(found.memories) for _, found in read]),
        "tense": _part([m["tense"] == f.tense for m, f in pairs], [1] * len(pairs)),
        "person": _part([m["person"] == f.person for m, f in pairs], [1] * len(pairs)),
        "language": share(read, lambda labels, found: found.language == labels["language"]),
    }


def _gender_is_wrong(labels: Labels, found: Understanding) -> bool:
    """Tell whether a gender is said to be one that it is not: worse than not being told."""
    wrong = [{found.to_gender, labels["to_gender"]}, {found.from_gender, labels["from_gender"]}]
    return {"f", "m"} in wrong


def _people(labels: Labels, found: Understanding) -> tuple[int, int]:
    """Return how many labelled people are found, and how many found are labelled; a shared word is enough."""
    named, read = [_key(name) for name in labels["people"]], [_key(each.text) for each in found.people]
    return sum(any(a & b for b in read) for a in named), sum(any(a & b for b in named) for a in read)


def _memories(labels: Labels, found: Understanding) -> tuple[list[tuple[Labels, Memory]], int]:
    """Return the labelled memories that are found with what was found, and how many found are labelled."""
    pairs = []
    for labelled_one in labels["memories"]:
        best = max(found.memories, key=lambda each: _alike(labelled_one["text"], each.text), default=None)
        if best and _alike(labelled_one["text"], best.text) >= SAME_CLAUSE:
            pairs.append((labelled_one, best))
    right = sum(
        any(_alike(one["text"], each.text) >= SAME_CLAUSE for one in labels["memories"])
        for each in found.memories
    )
    return pairs, right


def _alike(one: str, other: str) -> float:
    """Return how far two clauses are the same words: what they share of what they have together."""
    words, others = _key(one), _key(other)
    return 2 * len(words & others) / (len(words) + len(others))


def _key(text: str) -> set[str]:
    return {bare(word) for word in text.split()}


def _part(some: Sequence[float], of: Sequence[float]) -> float:
    return sum(some) / sum(of) if sum(of) else 1.0


if __name__ == "__main__":
    names: list[str] = []
    for code in labelled():
        measured = figures(read_messages(code))
        if not names:
            names = list(measured)
            print(" " * 6 + "  ".join(names))
        print(f"{code:5} " + "  ".join(f"{measured[name] * 100:{len(name)}.0f}" for name in names))
