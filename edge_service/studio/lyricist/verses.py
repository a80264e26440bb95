"""Shares the message's clauses out among the verses."""

from collections.abc import Sequence
from math import ceil

from edge_service.studio.lyricist.clauses import COUPLET, Clause


def allot(clauses: Sequence[Clause], verses: int, length: int) -> list[list[Clause]]:
    """Return, for each verse of `length` lines, the clauses it sings, in the message's order.

    Each verse leaves room for an answering couplet where the whole message fits so; a longer message may
    fill its verses, and of one longer still the weightiest clauses are chosen.
    """
    if not verses:
        return []
    for room in (max(length - COUPLET, 1), length):
        shared = _shared(clauses, verses, room)
        if shared is not None:
            return shared
    return _shared(_weightiest(clauses, verses, length), verses, length) or [[] for _ in range(verses)]


def _weightiest(clauses: Sequence[Clause], verses: int, room: int) -> list[Clause]:
    chosen: list[int] = []
    for index in sorted(range(len(clauses)), key=lambda i: -clauses[i].weight):
        wider = sorted([*chosen, index])
        if _packed([clauses[i] for i in wider], verses, room, room) is not None:
            chosen = wider
    return [clauses[i] for i in chosen]


def _shared(clauses: Sequence[Clause], verses: int, room: int) -> list[list[Clause]] | None:
    """Share clauses out as evenly as they go; None when they do not all fit."""
    even = ceil(sum(len(clause.lines) for clause in clauses) / verses)
    options = (_packed(clauses, verses, room, full) for full in range(max(1, even), room + 1))
    return next((packed for packed in options if packed is not None), None)


def _packed(clauses: Sequence[Clause], verses: int, room: int, full: int) -> list[list[Clause]] | None:
    """Fill verse after verse, leaving each once it holds `full` lines; None when clauses are left over."""
    packed: list[list[Clause]] = [[] for _ in range(verses)]
    verse = lines = 0
    for clause in clauses:
        if lines >= full or lines + len(clause.lines) > room:
            verse, lines = verse + 1, 0
        if verse >= verses or len(clause.lines) > room:
            return None
        packed[verse].append(clause)
        lines += len(clause.lines)
    return packed
