"""The https door: the hub's own certificate, the same pages, and the broker behind it."""

import hashlib
import queue
import socket
import ssl
import stat
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import Message
from http.client import HTTPSConnection
from pathlib import Path

import pytest
from paho.mqtt.client import Client
from paho.mqtt.enums import CallbackAPIVersion

from edge_service.config import Config
from edge_service.errors import DataDirUnusable, PortTaken
from edge_service.hub.app import create_app
from edge_service.hub.certificate import Certificate, certificate_file, fingerprint
from edge_service.hub.https import SecureDoor
from edge_service.hub.hub import Hub, open_hub
from edge_service.hub.serve import running, welcome
from tests.hub.conftest import client_of, key_of, until
from tests.hub.settings import free_port, house_config

HOST = "127.0.0.1"


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """Settings as everywhere, with one door more."""
    return house_config(tmp_path / "data", hub_https_port=free_port())


@pytest.fixture
def secure(air: Hub) -> Iterator[Hub]:
    """A hub with its broker and its https door."""
    with running(SecureDoor(air, create_app(air))):
        until(lambda: _reachable(air))
        yield air


def port_of(hub: Hub) -> int:
    return hub.config.number("hub", "https_port")


def _reachable(hub: Hub) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port_of(hub))) == 0


def trusting(hub: Hub) -> ssl.SSLContext:
    """A phone on which the hub's certificate was installed, and no other."""
    return ssl.create_default_context(cafile=certificate_file(hub.config.data_dir))


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Message
    body: bytes


def ask(hub: Hub, method: str, path: str, body: str | None = None, **headers: str) -> Answer:
    with closing(HTTPSConnection(HOST, port_of(hub), context=trusting(hub), timeout=5)) as line:
        line.request(method, path, body, headers)
        answer = line.getresponse()
        return Answer(answer.status, answer.headers, answer.read())


def test_a_phone_that_trusts_the_certificate_gets_page_and_interface(secure: Hub) -> None:
    assert ask(secure, "GET", "/").status == 200
    _, token = key_of(secure, "sender")
    assert ask(secure, "GET", "/api/v1/songs", Authorization=f"Bearer {token}").status == 200
    assert ask(secure, "GET", "/api/v1/songs").status == 401


def test_an_unchanged_page_is_not_sent_again(secure: Hub) -> None:
    tag = ask(secure, "GET", "/static/phone/main.js").headers["ETag"]
    again = ask(secure, "GET", "/static/phone/main.js", **{"If-None-Match": tag})
    assert (again.status, again.body) == (304, b"")


def test_another_certificate_is_not_the_hubs(secure: Hub, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    Certificate(tmp_path / "other", "somebody", ()).renew([HOST])
    context = ssl.create_default_context(cafile=certificate_file(tmp_path / "other"))
    line = HTTPSConnection(HOST, port_of(secure), context=context, timeout=5)
    with closing(line), pytest.raises(ssl.SSLCertVerificationError):
        line.request("GET", "/")


def test_somebody_who_does_not_speak_holds_nobody_up(secure: Hub) -> None:
    with socket.create_connection((HOST, port_of(secure))), socket.create_connection((HOST, port_of(secure))):
        assert ask(secure, "GET", "/healthz").status in (200, 503)


def test_a_page_reaches_the_broker_through_the_same_door(secure: Hub) -> None:
    token_id, _ = key_of(secure, "sender")
    page = Client(CallbackAPIVersion.VERSION2, transport="websockets")
    page.tls_set_context(trusting(secure))
    page.username_pw_set(token_id, secure.tickets.password(token_id))
    page.ws_set_options(path="/mqtt")
    heard: queue.Queue[bytes] = queue.Queue()
    page.on_connect = lambda client, *_: client.subscribe(secure.topics.status, 1)
    page.on_message = lambda _client, _data, message: heard.put(message.payload)
    page.connect(HOST, port_of(secure))
    page.loop_start()
    assert heard.get(timeout=5) == b'{"status": "online"}'
    page.disconnect()
    page.loop_stop()


def test_a_wrong_password_is_refused_behind_it_too(secure: Hub) -> None:
    token_id, _ = key_of(secure, "sender")
    page = Client(CallbackAPIVersion.VERSION2, transport="websockets")
    page.tls_set_context(trusting(secure))
    page.username_pw_set(token_id, "wrong")
    page.ws_set_options(path="/mqtt")
    answers: queue.Queue[bool] = queue.Queue()
    page.on_connect = lambda _client, _data, _flags, reason, _properties: answers.put(reason.is_failure)
    page.connect(HOST, port_of(secure))
    page.loop_start()
    assert answers.get(timeout=5)
    page.loop_stop()


def test_a_phone_paired_over_https_has_a_cookie_that_http_never_sees(secure: Hub) -> None:
    body = f'{{"code": "{secure.pairing.claim_code}", "name": "Phone"}}'
    answer = ask(secure, "POST", "/api/v1/pairing/claim", body, **{"Content-Type": "application/json"})
    assert answer.status in (200, 201), answer.body
    kept = answer.headers["Set-Cookie"]
    assert kept.startswith("__Host-goodwave=gw_")
    assert "Secure" in kept
    assert ask(secure, "GET", "/api/v1/songs", Cookie=kept.partition(";")[0]).status == 200


def test_a_phone_paired_over_http_is_known_over_https(secure: Hub) -> None:
    _, token = key_of(secure, "sender")
    assert ask(secure, "GET", "/api/v1/songs", Cookie=f"goodwave={token}").status == 200


def test_everyone_may_have_the_certificate_and_nobody_its_key(secure: Hub) -> None:
    given = ask(secure, "GET", "/certificate").body
    assert given == certificate_file(secure.config.data_dir).read_bytes()
    assert b"PRIVATE" not in given
    key = certificate_file(secure.config.data_dir).with_name("key.pem")
    assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_there_is_no_certificate_where_there_is_no_https(tmp_path: Path) -> None:
    with open_hub(house_config(tmp_path / "plain")) as hub:
        assert client_of(hub, None).get("/certificate").status_code == 404
        assert "https" not in welcome(hub)


def test_the_terminal_shows_the_mark_that_browsers_show(secure: Hub) -> None:
    mark = fingerprint(secure.config.data_dir)
    seen = ssl.PEM_cert_to_DER_cert(ssl.get_server_certificate((HOST, port_of(secure))))
    assert mark.replace(":", "") == hashlib.sha256(seen).hexdigest().upper()
    shown = "".join(line.strip() for line in welcome(secure).splitlines())
    assert mark in shown


def test_a_taken_port_is_told_before_anything_runs(hub: Hub) -> None:
    with (
        socket.create_server((HOST, port_of(hub))),
        pytest.raises(PortTaken, match=str(port_of(hub))) as told,
    ):
        SecureDoor(hub, create_app(hub)).start()
    assert "GOODWAVE_HUB_HTTPS_PORT" in told.value.hint


class TestTheCertificate:
    """Kept, renewed when it must be, and with the same key, so that a phone's trust means something."""

    @pytest.fixture
    def certificate(self, tmp_path: Path) -> Certificate:
        return Certificate(tmp_path, "Goodwave h1", ["goodwave.example"])

    def test_is_kept_while_it_is_good(self, certificate: Certificate, tmp_path: Path) -> None:
        assert certificate.renew(["192.168.1.5"])
        mark = fingerprint(tmp_path)
        assert not certificate.renew(["192.168.1.5"])
        assert fingerprint(tmp_path) == mark

    def test_is_renewed_when_the_hub_moves(self, certificate: Certificate, tmp_path: Path) -> None:
        certificate.renew(["192.168.1.5"])
        key = certificate_file(tmp_path).with_name("key.pem").read_bytes()
        assert certificate.renew(["192.168.1.6"])
        assert certificate_file(tmp_path).with_name("key.pem").read_bytes() == key

    @pytest.mark.parametrize("days", [-3, 791, 5000])
    def test_is_renewed_before_it_ends(self, certificate: Certificate, days: int) -> None:
        certificate.renew(["192.168.1.5"])
        assert certificate.renew(["192.168.1.5"], datetime.now(UTC) + timedelta(days=days))

    @pytest.mark.parametrize("name", ["certificate.pem", "key.pem"])
    def test_that_is_damaged_names_the_cure(
        self, certificate: Certificate, tmp_path: Path, name: str
    ) -> None:
        certificate.renew(["192.168.1.5"])
        certificate_file(tmp_path).with_name(name).write_text("no PEM")
        with pytest.raises(DataDirUnusable, match=name.replace(".", r"\.")) as told:
            certificate.renew(["192.168.1.6"])
        assert "new certificate" in told.value.hint
