"""Moments and quiet hours on the clocks of the house, also in the nights when the clocks change."""

import pathlib
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from edge_service.errors import BadMoment, ConfigError
from edge_service.hub.moments import house_zone, quiet_until, read_moment
from tests.hub.settings import house_config

MADRID = ZoneInfo("Europe/Madrid")
LATE_2026 = 1_795_000_000.0  # 18 November 2026


def at(text: str) -> float:
    return datetime.fromisoformat(text).timestamp()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2027-01-15T09:00", "2027-01-15T09:00+01:00"),
        ("2027-07-15T09:00", "2027-07-15T09:00+02:00"),
        ("2027-07-15T09:00:30", "2027-07-15T09:00:30+02:00"),
        ("2027-03-28T01:59", "2027-03-28T01:59+01:00"),
        ("2027-03-28T02:30", "2027-03-28T03:30+02:00"),  # the clocks jump from two to three
        ("2027-10-31T02:30", "2027-10-31T02:30+02:00"),  # half past two comes twice
        ("2027-10-31T09:00", "2027-10-31T09:00+01:00"),
        ("2027-01-15T09:00-05:00", "2027-01-15T14:00+00:00"),
    ],
)
def test_nine_is_nine_on_the_clocks_of_the_house(written: str, meant: str) -> None:
    assert read_moment(written, MADRID, LATE_2026) == at(meant)


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("tomorrow", "not a day"),
        ("2027-13-01T09:00", "not a day"),
        ("2026-11-01T09:00", "over"),
        ("2039-01-01T09:00", "too far"),
        ("0001-01-01T00:00", "over"),
    ],
)
def test_a_moment_that_cannot_be_kept_says_why(written: str, why: str) -> None:
    with pytest.raises(BadMoment, match=why):
        read_moment(written, MADRID, LATE_2026)


def test_somebody_may_take_a_minute_to_press_send() -> None:
    now = at("2027-01-15T09:00:50+01:00")
    assert read_moment("2027-01-15T09:00", MADRID, now) == now - 50


@pytest.mark.parametrize(
    ("begins", "ends", "now", "over"),
    [
        ("22:00", "07:00", "2027-01-15T21:59+01:00", None),
        ("22:00", "07:00", "2027-01-15T22:00+01:00", "2027-01-16T07:00+01:00"),
        ("22:00", "07:00", "2027-01-16T06:59+01:00", "2027-01-16T07:00+01:00"),
        ("22:00", "07:00", "2027-01-16T07:00+01:00", None),
        ("13:00", "15:30", "2027-07-15T14:00+02:00", "2027-07-15T15:30+02:00"),
        ("13:00", "15:30", "2027-07-15T16:00+02:00", None),
        ("22:00", "07:00", "2027-03-27T23:00+01:00", "2027-03-28T07:00+02:00"),
        ("22:00", "07:00", "2027-10-31T02:30+01:00", "2027-10-31T07:00+01:00"),
        ("23:00", "02:30", "2027-03-28T01:00+01:00", "2027-03-28T03:30+02:00"),
        (None, None, "2027-01-15T23:00+01:00", None),
        ("08:00", "08:00", "2027-01-15T08:00+01:00", None),
    ],
)
def test_quiet_hours_end_when_the_clocks_of_the_house_say_so(
    begins: str | None, ends: str | None, now: str, over: str | None
) -> None:
    assert quiet_until(begins, ends, MADRID, at(now)) == (at(over) if over else None)


def test_the_zone_of_the_house_is_its_own_or_the_machines(tmp_path: pathlib.Path) -> None:
    assert house_zone(house_config(tmp_path, hub_timezone="Europe/Madrid")) == MADRID
    assert house_zone(house_config(tmp_path)).key
    with pytest.raises(ConfigError, match="Europe/Atlantis"):
        house_zone(house_config(tmp_path, hub_timezone="Europe/Atlantis"))
