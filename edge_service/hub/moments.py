"""Times as the household means them: "her birthday at nine", "not between ten and seven"."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from time import time as seconds_since_1970
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import tzlocal

from edge_service.config import Config
from edge_service.errors import BadMoment, ConfigError
from edge_service.hub.library import Display

FARTHEST = timedelta(days=2 * 366)
LATE_SECONDS = 300.0  # what somebody may take to press "Send" after choosing a minute
HOUR = "^([01][0-9]|2[0-3]):[0-5][0-9]$"


def house_zone(config: Config) -> ZoneInfo:
    """Return the time zone of the settings, the machine's where they name none.

    Raises ConfigError for a zone that nobody knows.
    """
    name = config.text("hub", "timezone")
    try:
        return ZoneInfo(name) if name else ZoneInfo(tzlocal.get_localzone_name())
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ConfigError(
            f"The time zone {name or 'of this machine'!r} is not known.",
            "Set hub.timezone to a name like Europe/Madrid.",
        ) from error


def read_moment(text: str, zone: ZoneInfo, now: float) -> float:
    """Return "2027-03-28T09:00", a time on the house's clocks, in seconds since 1970.

    A time that a clock change leaves out is taken as much later as the clocks jump; of a time that
    comes twice, the first is meant. Raises BadMoment for the past and for more than two years ahead.
    """
    try:
        moment = datetime.fromisoformat(text)
        seconds = (moment if moment.tzinfo else moment.replace(tzinfo=zone)).timestamp()
    except (ValueError, OverflowError) as error:
        raise BadMoment("This is not a day and a time.", "Write it as 2027-03-28T09:00.") from error
    if seconds < now - LATE_SECONDS:
        raise BadMoment("This moment is over.", "Choose one that is still to come.")
    if seconds > now + FARTHEST.total_seconds():
        raise BadMoment("This moment is too far away.", "Choose one within two years.")
    return seconds


def quiet_until(begins: str | None, ends: str | None, zone: ZoneInfo, now: float) -> float | None:
    """Return when quiet hours ("22:00", "07:00") that are now will be over, None where it is not quiet."""
    if begins is None or ends is None or begins == ends:
        return None
    local = datetime.fromtimestamp(now, zone)
    start, end, here = time.fromisoformat(begins), time.fromisoformat(ends), local.time()
    over_midnight = start > end
    is_quiet = (here >= start or here < end) if over_midnight else start <= here < end
    if not is_quiet:
        return None
    day = local.date() + timedelta(days=over_midnight and here >= start)
    return datetime.combine(day, end, zone).timestamp()


@dataclass(frozen=True)
class Clock:
    """The clocks of the house: what time it is, and whether a display wants quiet."""

    zone: ZoneInfo
    now: Callable[[], float] = seconds_since_1970

    def read(self, text: str) -> float:
        """Return a moment that somebody wrote, in seconds since 1970; raise BadMoment."""
        return read_moment(text, self.zone, self.now())

    def quiet_until(self, display: Display, now: float) -> float | None:
        """Return when the quiet hours that a display has now are over, None where it has none now."""
        return quiet_until(display.quiet_from, display.quiet_until, self.zone, now)
