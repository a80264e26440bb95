"""Every route beside every scope, and what a thief would try."""

import logging
import re
import time
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from edge_service.hub.access import SCOPES, Scope, all_tokens, issue, revoke
from edge_service.hub.access.rates import Pace, Rates
from edge_service.hub.api.access import COOKIE, DESCRIPTION, NEEDED, OPEN, SIGNED
from edge_service.hub.app import create_app
from edge_service.hub.hub import Hub
from tests.hub.conftest import ask_for_song, client_of, key_of, new_display
from tests.hub.made_song import made_song

EVERYONE = {*SCOPES, None}
PEOPLE = {"admin", "sender"}
SHUT = {"token_needed", "scope_needed"}
# What each scope may ask; None is a stranger. A route that is missing here fails the test below.
MAY: dict[str, set[Scope | None]] = {
    "GET /": EVERYONE,
    "GET /tv": EVERYONE,
    "GET /s/<token>": EVERYONE,
    "GET /certificate": EVERYONE,
    "GET /static/<path:name>": EVERYONE,
    "GET /healthz": EVERYONE,
    "GET /api/v1/openapi.json": EVERYONE,
    "GET /api/v1/hub": EVERYONE,
    "GET /api/v1/share/<token>": EVERYONE,
    "GET /api/v1/share/<token>/files/<name>": EVERYONE,
    "POST /api/v1/pairing/claim": EVERYONE,
    "POST /api/v1/pairing/enter": EVERYONE,
    "POST /api/v1/pairing/screens": EVERYONE,
    "POST /api/v1/pairing/token": EVERYONE,
    "GET /api/v1/me": {*SCOPES},
    "GET /api/v1/pairing/screens": PEOPLE,
    "POST /api/v1/pairing/approve": PEOPLE,
    "POST /api/v1/pairing/deny": PEOPLE,
    "POST /api/v1/invitations": {"admin"},
    "GET /api/v1/devices": {"admin"},
    "DELETE /api/v1/devices/<token_id>": {"admin"},
    "GET /api/v1/options": {*PEOPLE, "guest"},
    "POST /api/v1/lyrics": {*PEOPLE, "guest"},
    "GET /api/v1/displays": {*PEOPLE, "guest"},
    "POST /api/v1/displays": {"admin"},
    "PATCH /api/v1/displays/<display_id>": {*PEOPLE, "display"},
    "PUT /api/v1/displays/<display_id>/arrivals": {*PEOPLE, "display"},
    "GET /api/v1/displays/<display_id>/television": PEOPLE,
    "PUT /api/v1/displays/<display_id>/television": {"admin"},
    "DELETE /api/v1/displays/<display_id>/television": {"admin"},
    "DELETE /api/v1/displays/<display_id>": {"admin"},
    "GET /api/v1/displays/<display_id>/songs": {*PEOPLE, "display"},
    "POST /api/v1/songs": {*PEOPLE, "guest"},
    "GET /api/v1/songs": PEOPLE,
    "GET /api/v1/songs/<song_id>": {*PEOPLE, "guest"},
    "POST /api/v1/songs/<song_id>/cancel": {*PEOPLE, "guest"},
    "POST /api/v1/songs/<song_id>/retry": {*PEOPLE, "guest"},
    "DELETE /api/v1/songs/<song_id>": PEOPLE,
    "POST /api/v1/songs/<song_id>/deliveries": PEOPLE,
    "GET /api/v1/songs/<song_id>/files/<name>": PEOPLE,
    "GET /api/v1/songs/<song_id>/export": PEOPLE,
    "GET /api/v1/export": {"admin"},
    "GET /api/v1/room": PEOPLE,
    "GET /metrics": PEOPLE,
}


def routes(app: Flask) -> dict[str, str]:
    """Return "GET /path" and the endpoint of every route."""
    return {
        f"{method} {rule.rule}": rule.endpoint
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }


def ask(client: FlaskClient, route: str, display: str = "x") -> Any:
    method, path = route.split(" ", 1)
    body = {} if method in ("POST", "PATCH") else None
    path = re.sub(r"<[^>]+>", "x", path.replace("<display_id>", display))
    with client.open(path, method=method, json=body) as answer:
        return answer


def is_refused(client: FlaskClient, route: str, display: str) -> bool:
    """Tell whether a route's door stays shut, whatever lies behind it."""
    answer = ask(client, route, display)
    return answer.status_code in (401, 403) and answer.json["error"]["code"] in (
        "token_needed",
        "scope_needed",
    )


def test_every_route_says_who_may_use_it(hub: Hub) -> None:
    app = create_app(hub)
    undecided = [
        route
        for route, endpoint in routes(app).items()
        if endpoint != DESCRIPTION
        and not hasattr(app.view_functions[endpoint], NEEDED)
        and not hasattr(app.view_functions[endpoint], OPEN)
    ]
    assert undecided == []


@pytest.mark.parametrize("scope", [*SCOPES, None])
def test_each_scope_passes_the_doors_of_its_own_and_no_others(hub: Hub, scope: Scope | None) -> None:
    display = new_display(client_of(hub, "admin"))
    client = client_of(hub, scope, display if scope == "display" else None)
    passed = {route for route in routes(client.application) if not is_refused(client, route, display)}
    assert passed == {route for route, scopes in MAY.items() if scope in scopes}


def test_a_stranger_is_told_to_pair_and_a_guest_to_ask(hub: Hub) -> None:
    stranger, guest = client_of(hub, None), client_of(hub, "guest")
    assert ask(stranger, "GET /api/v1/songs").json["error"]["code"] == "token_needed"
    assert ask(guest, "GET /api/v1/songs").json["error"]["code"] == "scope_needed"


def test_a_screen_sees_its_own_songs_alone(hub: Hub, client: FlaskClient) -> None:
    own, other = new_display(client, "Kitchen"), new_display(client, "Bedroom")
    screen = client_of(hub, "display", own)
    assert screen.get(f"/api/v1/displays/{own}/songs").status_code == 200
    assert screen.get(f"/api/v1/displays/{other}/songs").status_code == 403
    assert screen.patch(f"/api/v1/displays/{other}", json={"name": "mine"}).status_code == 403


def test_a_file_is_opened_by_its_signed_link_and_no_other(hub: Hub, client: FlaskClient) -> None:
    song, other = made_song(hub, client), made_song(hub, client)
    stranger, link = client_of(hub, None), song["files"]["cover"]
    with stranger.get(link) as answer:
        assert answer.status_code == 200
    assert stranger.get(link.split("?")[0]).status_code == 401
    assert stranger.get(link.replace(song["id"], other["id"])).status_code == 401
    assert stranger.get(link[:-1] + ("0" if link[-1] != "0" else "1")).status_code == 401


def test_a_link_that_ended_opens_nothing(hub: Hub, client: FlaskClient) -> None:
    song = made_song(hub, client)
    path = song["files"]["cover"].split("?")[0]
    old = hub.tickets.link(path, now=time.time() - 30 * 24 * 3600)
    assert client_of(hub, None).get(old).status_code == 401


def test_a_claimed_phone_keeps_a_cookie_that_scripts_cannot_read(hub: Hub) -> None:
    phone = client_of(hub, None)
    asked = {"code": hub.pairing.claim_code, "name": "Ana's phone"}
    answer = phone.post("/api/v1/pairing/claim", json=asked)
    cookie = answer.headers["Set-Cookie"]
    assert answer.json["scope"] == "admin"
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= {part.strip() for part in cookie.split(";")}
    assert phone.get("/api/v1/songs").status_code == 200
    assert phone.post("/api/v1/pairing/claim", json=asked).status_code == 403  # the code was good once


def test_an_invited_guest_may_send_some_songs_and_then_no_more(hub: Hub, client: FlaskClient) -> None:
    wish = {"scope": "guest", "name": "party", "hours": 1, "songs": 2}
    link = client.post("/api/v1/invitations", json=wish).json["link"]
    guest = client_of(hub, None)
    assert guest.post("/api/v1/pairing/enter", json={"token": link.split("#token=")[1]}).status_code == 200
    asked = {"dedication": {"message": "Happy birthday"}}
    answers = [guest.post("/api/v1/songs", json=asked) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [202, 202, 429]
    assert answers[-1].json["error"]["code"] == "invitation_spent"


def test_a_guest_sees_the_songs_it_asked_for_and_no_others(hub: Hub, client: FlaskClient) -> None:
    guest = client_of(hub, "guest")
    own, other = ask_for_song(guest), ask_for_song(client)
    assert guest.get(f"/api/v1/songs/{own['id']}").status_code == 200
    assert guest.get(f"/api/v1/songs/{other['id']}").status_code == 403
    assert guest.post(f"/api/v1/songs/{other['id']}/cancel").status_code == 403


def test_a_device_that_was_sent_away_is_out_at_once(hub: Hub, client: FlaskClient) -> None:
    token_id, token = key_of(hub, "sender")
    header = {"Authorization": f"Bearer {token}"}
    stranger = client_of(hub, None)
    assert stranger.get("/api/v1/songs", headers=header).status_code == 200
    assert client.delete(f"/api/v1/devices/{token_id}").status_code == 204
    assert stranger.get("/api/v1/songs", headers=header).status_code == 401


def test_the_list_of_devices_names_them_and_tells_no_secret(hub: Hub, client: FlaskClient) -> None:
    _, token = key_of(hub, "sender")
    answer = client.get("/api/v1/devices")
    assert {device["scope"] for device in answer.json["devices"]} == {"admin", "sender"}
    assert token.rsplit("_", 1)[1] not in answer.text


@pytest.mark.parametrize("host", ["evil.example.com", "192.168.1.20.evil.com"])
def test_a_name_that_is_not_the_hubs_gets_nothing(client: FlaskClient, host: str) -> None:
    answer = client.get("/api/v1/songs", headers={"Host": host})
    assert (answer.status_code, answer.json["error"]["code"]) == (403, "foreign_page")


def test_a_foreign_page_cannot_send_with_somebodys_cookie(hub: Hub) -> None:
    _, token = key_of(hub, "admin")
    phone = client_of(hub, None)
    phone.set_cookie(COOKIE, token)
    asked = {"json": {"dedication": {"message": "Hello"}}}
    assert phone.post("/api/v1/songs", headers={"Origin": "http://evil.example"}, **asked).status_code == 403
    assert phone.post("/api/v1/songs", headers={"Origin": "http://localhost"}, **asked).status_code == 202


def test_who_asks_too_fast_waits(hub: Hub) -> None:
    client = client_of(hub, "admin")
    client.application.extensions["goodwave-rates"] = Rates(Pace(burst=2, per_second=0.1))
    codes = [client.get("/api/v1/hub").status_code for _ in range(3)]
    assert codes == [200, 200, 429]


def test_a_token_that_asks_too_fast_from_many_addresses_waits_too(hub: Hub) -> None:
    client = client_of(hub, "sender")
    client.application.extensions["goodwave-rates"] = Rates(Pace(burst=2, per_second=0.1))
    homes = [{"REMOTE_ADDR": f"192.168.1.{number}"} for number in (5, 6, 7)]
    codes = [client.get("/api/v1/songs", environ_base=home).status_code for home in homes]
    assert codes == [200, 200, 429]
    stranger = client_of(hub, "sender").get("/api/v1/songs", environ_base={"REMOTE_ADDR": "192.168.1.8"})
    assert stranger.status_code == 200


def test_logs_tell_no_token_and_no_message(
    hub: Hub, client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    _, token = key_of(hub, "sender")
    sender = client_of(hub, None)
    message = "Grandma, the blue kite is still in the attic"
    asked = {"dedication": {"message": message}}
    sender.post("/api/v1/songs", json=asked, headers={"Authorization": f"Bearer {token}"})
    sender.post("/api/v1/songs", json=asked, headers={"Authorization": "Bearer gw_wrong"})
    client.post("/api/v1/pairing/claim", json={"code": hub.pairing.claim_code, "name": "x"})
    for secret in (token.rsplit("_", 1)[1], "blue kite", hub.identity.broker_key, hub.pairing.claim_code):
        assert secret not in caplog.text


def test_only_files_of_songs_are_opened_by_links(hub: Hub) -> None:
    views = create_app(hub).view_functions.items()
    assert [name for name, view in views if hasattr(view, SIGNED)] == ["files.get_file"]


def test_a_forgotten_screen_loses_its_token(hub: Hub, client: FlaskClient) -> None:
    display = new_display(client)
    screen = client_of(hub, "display", display)
    assert client.delete(f"/api/v1/displays/{display}").status_code == 204
    assert screen.get("/api/v1/me").status_code == 401


def test_a_hub_can_be_left_with_no_owner_but_not_by_accident(hub: Hub, client: FlaskClient) -> None:
    with hub.library.session() as session:
        grant, _ = issue(session, "admin", "old phone")
        revoke(session, grant.id)
        assert [token.scope for token in all_tokens(session)] == ["admin"]
    me = client.get("/api/v1/me").json["id"]
    answer = client.delete(f"/api/v1/devices/{me}")
    assert (answer.status_code, answer.json["error"]["code"]) == (409, "last_keeper")
