"""Reads dates and times of day aloud: "3.5.2019" and "7:30", in the order and the words of a language."""

import re
from dataclasses import dataclass

from num2words import num2words

DATE = re.compile(r"(\d{1,4})([./-])(\d{1,2})(?:\2(\d{2,4}))?(\.?)")
TIME = re.compile(r"(\d{1,2})[:h](\d{2})")
MONTHS, DAYS, HOURS, MINUTES = 12, 31, 24, 59
ISO_YEAR, SHORT_YEAR = 1000, 2


@dataclass(frozen=True)
class Reading:
    """How a language says dates and times.

    `order` is that of day, month and year between slashes ("dmy", "mdy"); `months` are their names in a
    row; `date` says a day and a month, `dated` those with a year; `time` a time, `on_the_hour` one without
    minutes. A day is an ordinal number in `ordinal_days`: "all", "first" (the first of a month alone) or
    "none"; {ending} is what ends it where words before it tell.
    """

    order: str
    months: str
    date: str
    dated: str
    time: str
    on_the_hour: str
    ordinal_days: str


def calendar_said(word: str, reading: Reading, numbers: str, ending: str = "") -> str:
    """Return a date or a time of day as it is said, empty for any other word; `numbers` as in Speech."""
    word = word.strip(",;:!?\"'()")
    return _time_said(word, reading, numbers) or _date_said(word, reading, numbers, ending)


def _time_said(word: str, reading: Reading, numbers: str) -> str:
    time = TIME.fullmatch(word.rstrip("."))
    if not time or int(time[1]) > HOURS or int(time[2]) > MINUTES:
        return ""
    hour, minute = (num2words(int(part), lang=numbers) for part in time.groups())
    return (reading.time if int(time[2]) else reading.on_the_hour).format(hour=hour, minute=minute)


def _date_said(word: str, reading: Reading, numbers: str, ending: str) -> str:
    date = DATE.fullmatch(word)
    if not date or not (date[4] or date[2] == "/" or (date[2] == "." and date[5])):
        return ""
    day, month, year = _in_order(
        int(date[1]), int(date[3]), date[4] or "", "dmy" if date[2] == "." else reading.order
    )
    if not (0 < day <= DAYS and 0 < month <= MONTHS):
        return ""
    ordinal = reading.ordinal_days == "all" or (reading.ordinal_days == "first" and day == 1)
    words = {
        "ending": ending,
        "day": num2words(day, lang=numbers, to="ordinal" if ordinal else "cardinal"),
        "month": reading.months.split()[month - 1],
        "year": num2words(int(year or 0), lang=numbers, to="year" if len(year) > SHORT_YEAR else "cardinal"),
    }
    return (reading.dated if year else reading.date).format(**words)


def _in_order(first: int, second: int, third: str, order: str) -> tuple[int, int, str]:
    """Return day, month and year; a year in front is ISO, a month that cannot be is the day."""
    if first >= ISO_YEAR:
        return int(third or 0), second, str(first)
    day, month = (second, first) if order == "mdy" else (first, second)
    return (month, day, third) if month > MONTHS else (day, month, third)
