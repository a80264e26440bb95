"""Learns how long songs take on these machines, step by step, and tells what is left of one."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy import select
from sqlalchemy.orm import Session

from edge_service.hub.library.models import Pace

REMEMBERED_SONGS = 8


@dataclass(frozen=True)
class Milestone:
    """The beginning of a step: how much of the song was done, and the seconds it still took."""

    fraction: float
    left_seconds: float


def learn(session: Session, length: str, milestones: Mapping[str, Milestone]) -> None:
    """Take in what a finished song measured, step by step; the latest songs count most."""
    for step, seen in milestones.items():
        pace = session.get(Pace, (length, step))
        if pace is None:
            session.add(Pace(length=length, step=step, songs=1, **vars(seen)))
            continue
        pace.songs += 1
        share = 1 / min(pace.songs, REMEMBERED_SONGS)
        pace.fraction += share * (seen.fraction - pace.fraction)
        pace.left_seconds += share * (seen.left_seconds - pace.left_seconds)


def left_seconds(session: Session, length: str, fraction: float) -> float | None:
    """Return what is left of a song of which `fraction` is done, None where none was measured.

    Between the beginnings of two steps the time runs evenly.
    """
    paces = session.scalars(select(Pace).where(Pace.length == length))
    points = sorted((pace.fraction, pace.left_seconds) for pace in paces)
    if not points:
        return None
    for (before, more), (after, less) in pairwise([*points, (1.0, 0.0)]):
        if fraction < after:
            way = max(fraction - before, 0.0) / (after - before)
            return more + way * (less - more)
    return 0.0


def whole_seconds(session: Session, length: str) -> float | None:
    """Return how long a whole song takes, None where none of this length was measured."""
    return left_seconds(session, length, 0.0)
