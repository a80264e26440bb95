"""Links end, hosts are the hub's own, and nobody asks faster than people do."""

import pytest

from edge_service.hub.access.hosts import is_own_host, is_own_origin
from edge_service.hub.access.rates import MOST_CALLERS, Pace, Rates
from edge_service.hub.access.tickets import DOOR_SECONDS, LINK_SECONDS, ROUND_SECONDS, Tickets

TICKETS = Tickets("the hub's key")
PATH = "/api/v1/songs/a/files/song.mp3"
NOW = 1_800_000_000.0


def parts(link: str) -> tuple[str, str, str]:
    path, query = link.split("?")
    fields = dict(field.split("=") for field in query.split("&"))
    return path, fields["until"], fields["signature"]


def test_a_link_opens_its_own_file_until_it_ends() -> None:
    path, until, signature = parts(TICKETS.link(PATH, NOW))
    assert TICKETS.opens(path, until, signature, NOW)
    assert TICKETS.opens(path, until, signature, NOW + LINK_SECONDS - ROUND_SECONDS - 1)
    assert not TICKETS.opens(path, until, signature, NOW + LINK_SECONDS)
    assert not TICKETS.opens(path.replace("/a/", "/b/"), until, signature, NOW)
    assert not TICKETS.opens(path, str(int(until) + 1), signature, NOW)
    assert not Tickets("another key").opens(path, until, signature, NOW)


@pytest.mark.parametrize("until", ["", "x", "-1", "1e9", "٣", "9" * 40])
def test_a_time_that_is_none_opens_nothing(until: str) -> None:
    assert not TICKETS.opens(PATH, until, "a" * 64, NOW)


def test_links_of_one_hour_are_the_same() -> None:
    assert TICKETS.link(PATH, NOW) == TICKETS.link(PATH, NOW + 1)


def test_a_password_for_the_broker_is_good_for_a_day_and_one_token() -> None:
    password = TICKETS.password("phone", NOW)
    assert TICKETS.admits("phone", password, NOW + DOOR_SECONDS - 1)
    assert not TICKETS.admits("phone", password, NOW + DOOR_SECONDS)
    assert not TICKETS.admits("another", password, NOW)
    assert not TICKETS.admits("phone", "", NOW)


def test_a_link_is_no_password() -> None:
    _, until, signature = parts(TICKETS.link("phone", NOW))
    assert not TICKETS.admits("phone", f"{until}.{signature}", NOW)


@pytest.mark.parametrize(
    "host",
    [
        "192.168.1.20:8080",
        "[fe80::1]:8080",
        "localhost:8080",
        "goodwave.local",
        "nas",
        "songs.example.org",
        "127.0.0.1",
    ],
)
def test_the_hub_answers_to_its_own_names(host: str) -> None:
    assert is_own_host(host, {"songs.example.org"})


@pytest.mark.parametrize(
    "host", ["evil.example.com", "192.168.1.20.evil.com:8080", "", "[::1", "local.evil.com"]
)
def test_a_name_that_is_not_the_hubs_is_refused(host: str) -> None:
    assert not is_own_host(host, {"songs.example.org"})


def test_only_pages_of_the_hub_itself_may_post() -> None:
    assert is_own_origin("http://192.168.1.20:8080", "192.168.1.20:8080")
    assert not is_own_origin("http://192.168.1.20:9999", "192.168.1.20:8080")
    assert not is_own_origin("http://evil.example", "192.168.1.20:8080")
    assert not is_own_origin("null", "192.168.1.20:8080")


def test_a_caller_may_hurry_a_little_and_then_waits() -> None:
    now = [0.0]
    rates = Rates(Pace(burst=3, per_second=0.5), lambda: now[0])
    assert [rates.wait_seconds("a") for _ in range(4)] == [0, 0, 0, 2.0]
    assert rates.wait_seconds("b") == 0
    now[0] += 2
    assert rates.wait_seconds("a") == 0
    assert rates.wait_seconds("a") > 0


def test_many_callers_do_not_fill_the_memory() -> None:
    rates = Rates(Pace(1, 1.0), lambda: 0.0)
    for number in range(MOST_CALLERS + 50):
        rates.wait_seconds(str(number))
    assert len(rates._buckets) == MOST_CALLERS
