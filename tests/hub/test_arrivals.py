"""A song comes when it is wanted: at its moment, not in quiet hours, once; and thanks go back."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from edge_service.config import Config
from edge_service.hub.hub import Hub
from tests.hub.conftest import (
    Listener,
    client_of,
    listening,
    new_display,
    retained_on,
    song_of,
    until,
)
from tests.hub.made_song import made_song
from tests.hub.settings import house_config

SetClock = Callable[[str], None]


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return house_config(tmp_path / "data", hub_timezone="Europe/Madrid")


@pytest.fixture
def clock(hub: Hub) -> SetClock:
    """Return how to set the clocks of the house."""

    def set_to(moment: str) -> None:
        seconds = datetime.fromisoformat(moment).replace(tzinfo=hub.clock.zone).timestamp()
        object.__setattr__(hub.clock, "now", lambda: seconds)

    return set_to


@pytest.fixture
def ear(air: Hub) -> Iterator[Listener]:
    with listening(air, f"{air.topics.root}/#") as listener:
        yield listener


def send(client: FlaskClient, song: str, display: str, at: str | None = None) -> dict[str, Any]:
    answer = client.post(f"/api/v1/songs/{song}/deliveries", json={"display": display, "at": at})
    assert answer.status_code == 202, answer.json
    return dict(answer.json)


def arrange(client: FlaskClient, display: str, **how: str | None) -> Any:
    wish = {"manner": "play", "quiet_from": None, "quiet_until": None} | how
    return client.put(f"/api/v1/displays/{display}/arrivals", json=wish)


def delivery(client: FlaskClient, song: str) -> dict[str, Any]:
    return dict(song_of(client, song)["deliveries"][0])


def state(client: FlaskClient, song: str) -> str:
    return str(delivery(client, song)["state"])


def test_a_song_for_her_birthday_arrives_at_nine(air: Hub, client: FlaskClient, clock: SetClock) -> None:
    clock("2027-03-27T20:00")
    song, display = made_song(air, client)["id"], new_display(client)
    told = send(client, song, display, "2027-03-28T09:00")
    assert told["due_at"] == "2027-03-28T07:00:00.000+00:00"  # the night takes an hour from the clocks
    clock("2027-03-28T08:59")
    air.courier.deliver()
    assert retained_on(air, air.topics.inbox(display, song)) is None
    assert (state(client, song), delivery(client, song)["notice"]) == ("pending", None)
    clock("2027-03-28T09:00")
    until(lambda: state(client, song) == "sent")
    assert retained_on(air, air.topics.inbox(display, song))["song"] == song


def test_a_new_song_may_be_asked_for_with_its_moment(air: Hub, client: FlaskClient, clock: SetClock) -> None:
    clock("2027-03-27T20:00")
    display = new_display(client)
    song = made_song(air, client, display=display, at="2027-03-28T09:00")
    assert song["deliveries"][0]["due_at"] == "2027-03-28T07:00:00.000+00:00"
    assert song["deliveries"][0]["state"] == "pending"


@pytest.mark.parametrize("at", ["yesterday", "2020-01-01T09:00", "2199-01-01T09:00"])
def test_a_moment_that_cannot_be_kept_is_refused(hub: Hub, client: FlaskClient, at: str) -> None:
    song, display = made_song(hub, client)["id"], new_display(client)
    answer = client.post(f"/api/v1/songs/{song}/deliveries", json={"display": display, "at": at})
    assert (answer.status_code, answer.json["error"]["code"]) == (400, "moment_unusable")
    assert song_of(client, song)["deliveries"] == []


def test_a_song_in_quiet_hours_waits_for_the_morning_and_says_so(
    air: Hub, client: FlaskClient, clock: SetClock
) -> None:
    song, display = made_song(air, client)["id"], new_display(client)
    arrange(client, display, quiet_from="22:00", quiet_until="07:00")
    clock("2027-01-15T23:00")
    send(client, song, display)
    notice = delivery(client, song)["notice"]
    assert (notice["code"], notice["hint"]) == ("quiet_hours", "The song comes at 07:00.")
    assert retained_on(air, air.topics.inbox(display, song)) is None
    clock("2027-01-16T07:00")
    until(lambda: state(client, song) == "sent")


def test_a_song_that_lay_ready_is_taken_back_when_quiet_hours_begin(
    air: Hub, client: FlaskClient, clock: SetClock
) -> None:
    song, display = made_song(air, client)["id"], new_display(client)
    arrange(client, display, quiet_from="22:00", quiet_until="07:00")
    clock("2027-01-15T21:00")
    send(client, song, display)
    until(lambda: state(client, song) == "sent")
    clock("2027-01-15T22:00")
    until(lambda: state(client, song) == "pending")
    until(lambda: retained_on(air, air.topics.inbox(display, song)) is None)
    clock("2027-01-16T07:00")
    until(lambda: retained_on(air, air.topics.inbox(display, song)))


def test_no_more_quiet_hours_let_the_song_come_at_once(
    air: Hub, client: FlaskClient, clock: SetClock
) -> None:
    song, display = made_song(air, client)["id"], new_display(client)
    arrange(client, display, quiet_from="00:00", quiet_until="23:59")
    clock("2027-01-15T12:00")
    send(client, song, display)
    assert state(client, song) == "pending"
    arrange(client, display)
    until(lambda: state(client, song) == "sent")


def test_how_songs_arrive_is_told_to_the_screen_and_to_people(air: Hub, client: FlaskClient) -> None:
    song, display = made_song(air, client)["id"], new_display(client)
    answer = arrange(client, display, manner="toast", quiet_from="22:00", quiet_until="07:00")
    wanted = ("toast", "22:00", "07:00")
    assert tuple(answer.json[key] for key in ("manner", "quiet_from", "quiet_until")) == wanted
    arrange(client, display, manner="toast")
    send(client, song, display)
    assert until(lambda: retained_on(air, air.topics.inbox(display, song)))["manner"] == "toast"


@pytest.mark.parametrize(
    "how",
    [
        {"manner": "shout"},
        {"quiet_from": "25:00", "quiet_until": "07:00"},
        {"quiet_from": "22:00\n", "quiet_until": "07:00"},
        {"quiet_from": "22:00"},
    ],
)
def test_hours_that_are_none_are_refused(client: FlaskClient, how: dict[str, str]) -> None:
    answer = arrange(client, new_display(client), **how)
    assert (answer.status_code, answer.json["error"]["code"]) == (400, "bad_request")


def test_a_screen_arranges_its_own_arrivals_alone(hub: Hub, client: FlaskClient) -> None:
    mine, other = new_display(client), new_display(client, "Kitchen")
    screen = client_of(hub, "display", mine)
    assert arrange(screen, mine, manner="wait").status_code == 200
    assert arrange(screen, other, manner="wait").status_code == 403


@pytest.mark.parametrize("reply", ["heart", "I danced in the kitchen"])
def test_a_reply_comes_back_to_whoever_sent_the_song(
    air: Hub, client: FlaskClient, ear: Listener, reply: str
) -> None:
    song, display = made_song(air, client)["id"], new_display(client)
    send(client, song, display)
    inbox = air.topics.inbox(display, song)
    manifest = ear.hear(lambda topic, payload: topic == inbox and payload)[1]
    event = {"event": "thanked", "song": song, "ticket": manifest["ticket"], "reply": reply}
    ear.say(air.topics.event(display), event)
    until(lambda: state(client, song) == "thanked")
    assert delivery(client, song)["reply"] == reply


def test_a_late_event_of_the_first_copy_leaves_the_second_in_the_inbox(
    air: Hub, client: FlaskClient, ear: Listener
) -> None:
    song, display = made_song(air, client)["id"], new_display(client)
    inbox, event = air.topics.inbox(display, song), air.topics.event(display)
    send(client, song, display)
    first = ear.hear(lambda topic, payload: topic == inbox and payload)[1]["ticket"]
    ear.say(event, {"event": "received", "song": song, "ticket": first})
    until(lambda: state(client, song) == "received")
    send(client, song, display)
    until(lambda: state(client, song) == "sent")
    ear.say(event, {"event": "played", "song": song, "ticket": first})
    assert retained_on(air, inbox)["ticket"] != first
    assert state(client, song) == "sent"


def test_copies_of_one_asking_carry_one_ticket(
    hub: Hub, air: Hub, client: FlaskClient, ear: Listener
) -> None:
    song, display = made_song(air, client)["id"], new_display(client)
    inbox = air.topics.inbox(display, song)
    send(client, song, display)
    copies = [ear.hear(lambda topic, payload: topic == inbox and payload)[1]]
    hub.courier._came_online()  # as after a broker that was gone for a moment
    copies.append(ear.hear(lambda topic, payload: topic == inbox and payload)[1])
    assert copies[0]["ticket"] == copies[1]["ticket"]
