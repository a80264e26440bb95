"""A television whose page is closed is called when a song lies ready, and what it cannot do is told."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from edge_service.hub.displays.caller import words_for
from edge_service.hub.hub import Hub
from edge_service.hub.library import Song
from edge_service.hub.library.televisions import CALL_AGAIN_SECONDS
from tests.hub.conftest import listening, new_display, song_of, until
from tests.hub.displays.fake_television import OPEN, SILENT, TOAST, FakeTelevision, reach
from tests.hub.made_song import made_song
from tests.hub.settings import free_port

HERE = "127.0.0.1"


def how_it_is(client: FlaskClient, display: str) -> dict[str, Any]:
    return dict(client.get(f"/api/v1/displays/{display}/television").json)


def ask_to_pair(client: FlaskClient, display: str, **more: Any) -> Any:
    return client.put(f"/api/v1/displays/{display}/television", json={"address": HERE, **more})


def paired(client: FlaskClient, **more: Any) -> str:
    display = new_display(client, "Grandma's TV")
    assert ask_to_pair(client, display, **more).status_code == 202
    until(lambda: how_it_is(client, display)["state"] == "paired")
    return display


def sent_song(air: Hub, client: FlaskClient, display: str) -> str:
    song = str(made_song(air, client, display=display)["id"])
    until(lambda: song_of(client, song)["deliveries"][0]["state"] == "sent")
    return song


def notice(client: FlaskClient, song: str) -> dict[str, Any]:
    return dict(song_of(client, song)["deliveries"][0]["notice"])


def test_a_paired_television_is_told_of_a_song_and_shown_our_page_once(
    air: Hub, client: FlaskClient, television: FakeTelevision
) -> None:
    sent_song(air, client, paired(client))
    air.caller.call_round()
    assert television.done(TOAST)[0]["message"] == "A song for Mum"
    assert television.done(OPEN) == [{"target": f"{air.addresses[0]}/tv"}]
    air.caller.call_round()
    assert len(television.done(TOAST)) == 1


def test_a_second_song_is_told_again(air: Hub, client: FlaskClient, television: FakeTelevision) -> None:
    display = paired(client)
    for told in (1, 2):
        sent_song(air, client, display)
        air.caller.call_round()
        assert len(television.done(TOAST)) == told


def test_a_television_whose_page_is_open_is_left_in_peace(
    air: Hub, client: FlaskClient, television: FakeTelevision
) -> None:
    display = paired(client)
    with listening(air) as page:
        page.say(air.topics.display_status(display), {"status": "online"}, retain=True)
        until(lambda: air.courier.is_on(display))
        sent_song(air, client, display)
        air.caller.call_round()
    assert television.done(TOAST) == television.done(OPEN) == []


def test_nobody_is_called_in_quiet_hours(air: Hub, client: FlaskClient, television: FakeTelevision) -> None:
    display = paired(client)
    quiet = {"manner": "play", "quiet_from": "00:00", "quiet_until": "23:59"}
    client.put(f"/api/v1/displays/{display}/arrivals", json=quiet)
    made_song(air, client, display=display)
    air.caller.call_round()
    assert television.done(TOAST) == television.done(OPEN) == []


def test_a_television_that_is_off_is_called_again_later(
    air: Hub, client: FlaskClient, television: FakeTelevision, monkeypatch: pytest.MonkeyPatch
) -> None:
    display, now = paired(client), 2e9
    object.__setattr__(air.clock, "now", lambda: now)
    song = sent_song(air, client, display)
    reach(monkeypatch, free_port())
    air.caller.call_round()
    assert notice(client, song)["code"] == "display_off"
    assert HERE in notice(client, song)["message"]
    reach(monkeypatch, television.port)
    air.caller.call_round()
    assert television.done(TOAST) == television.done(OPEN) == []
    object.__setattr__(air.clock, "now", lambda: now + CALL_AGAIN_SECONDS[0])
    air.caller.call_round()
    assert len(television.done(TOAST)) == 1


def test_what_a_television_would_not_do_stands_beside_the_song(
    air: Hub, client: FlaskClient, television: FakeTelevision
) -> None:
    television.refuses = {OPEN}
    display = paired(client)
    song = sent_song(air, client, display)
    air.caller.call_round()
    assert notice(client, song)["code"] == "television_refused"
    assert how_it_is(client, display)["trouble"]["code"] == "television_refused"


def test_a_television_that_said_no_is_not_paired_and_says_why(
    client: FlaskClient, television: FakeTelevision
) -> None:
    television.answer = "no"
    display = new_display(client)
    ask_to_pair(client, display)
    until(lambda: how_it_is(client, display)["state"] == "failed")
    assert how_it_is(client, display)["trouble"]["code"] == "television_unpaired"
    assert how_it_is(client, display)["address"] is None


def test_a_television_asks_one_question_at_a_time(
    client: FlaskClient, television: FakeTelevision, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aiowebostv.webos_client.RECEIVE_TIMEOUT", 1.0)
    monkeypatch.setattr("edge_service.hub.displays.webos.PAIRING_TRIES", 1)
    television.answer = SILENT
    display = new_display(client)
    assert ask_to_pair(client, display).json["state"] == "asking"
    assert ask_to_pair(client, display).status_code == 409
    until(lambda: how_it_is(client, display)["state"] == "failed")


def test_a_forgotten_television_is_called_no_more(
    air: Hub, client: FlaskClient, television: FakeTelevision
) -> None:
    display = paired(client)
    assert client.delete(f"/api/v1/displays/{display}/television").status_code == 204
    assert client.delete(f"/api/v1/displays/{display}/television").status_code == 404
    sent_song(air, client, display)
    air.caller.call_round()
    assert how_it_is(client, display)["state"] == "none"
    assert television.done(TOAST) == television.done(OPEN) == []


@pytest.mark.parametrize("address", ["", "http://tv", "tv/../x", "a b", "user@host", "tv:3001"])
def test_an_address_that_is_none_is_refused(client: FlaskClient, address: str) -> None:
    answer = ask_to_pair(client, new_display(client), address=address)
    assert (answer.status_code, answer.json["error"]["code"]) == (400, "bad_request")


@pytest.mark.parametrize(
    ("language", "to", "sender", "text"),
    [
        ("en", "Mum", "Anna", "A song for Mum, from Anna"),
        ("de", "Oma", "", "Ein Lied für Oma"),
        ("es", "", "Leo {to}", "Una canción de Leo {to}"),
        ("tlh", "", "", "A song has arrived"),
    ],
)
def test_a_television_speaks_the_language_of_the_song(language: str, to: str, sender: str, text: str) -> None:
    assert words_for(Song(language=language, to=to, sender=sender)) == text
