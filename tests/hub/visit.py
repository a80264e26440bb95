"""A day in a house: everything that has a secret happens once on a running hub, and is noted."""

import json
import re
import secrets
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any
from urllib.parse import parse_qs, urlsplit

from paho.mqtt.client import Client
from paho.mqtt.enums import CallbackAPIVersion

from edge_service.config import Config
from edge_service.hub.topics import Topics
from tests.hub.conftest import until


class Visit:
    """Everybody who comes by; `secrets` are what nobody else may read, by what they are."""

    def __init__(self, config: Config, claim_code: str, hub_id: str) -> None:
        self._url = f"http://127.0.0.1:{config.number('hub', 'port')}"
        self._broker_port = config.number("mqtt", "tcp_port")
        self._topics = Topics(hub_id)
        self.secrets: dict[str, str] = {}
        self.songs: list[str] = []
        self._claim_code = claim_code

    def happen(self) -> None:
        """Let the day pass; what is told where nobody should tell it is not looked at here."""
        owner = self._claim()
        screen = self._let_in(owner)
        guest = self._invite(owner)
        self._ask_in_vain(owner)
        song = self._song(owner, screen)
        self._song_of(guest)
        self._deliver(screen, song)
        self._share(owner, song)
        self._dedicate(owner)
        self._strangers(owner, screen)

    def note(self, what: str, secret: str) -> str:
        self.secrets[what] = secret
        return secret

    def word(self, what: str) -> str:
        """Return a word that stands nowhere else."""
        return self.note(what, f"zq{secrets.token_hex(6)}")

    def ask(self, path: str, body: Any = None, token: str = "", method: str | None = None) -> Any:
        """Return what the hub answers, also when it refuses."""
        data = body.encode() if isinstance(body, str) else None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json"} | (
            {"Authorization": f"Bearer {token}"} if token else {}
        )
        request = urllib.request.Request(f"{self._url}{path}", data, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                told = answer.read()
        except urllib.error.HTTPError as refused:
            told = refused.read()
        with suppress(ValueError):
            return json.loads(told)
        return told

    def _enter(self, who: str, answer: dict[str, Any]) -> dict[str, Any]:
        self.note(f"token of {who}", answer["token"].split("_", 2)[2])
        self.note(f"day password of {who}", answer["mqtt"]["password"].split(".")[1])
        return answer

    def _claim(self) -> dict[str, Any]:
        wrong = self.note("wrong claim code", "BCDF-GHJK")
        self.ask("/api/v1/pairing/claim", {"code": wrong, "name": "phone"})
        code = self.note("claim code", self._claim_code)
        return self._enter("owner", self.ask("/api/v1/pairing/claim", {"code": code, "name": "phone"}))

    def _let_in(self, owner: dict[str, Any]) -> dict[str, Any]:
        codes = self.ask("/api/v1/pairing/screens", {"name": "Living room"})
        self.note("device code", codes["device_code"])
        self.note("user code", codes["user_code"])
        wrong = self.note("wrong user code", "WXZV-WXZV")
        for code in (wrong, codes["user_code"]):
            self.ask("/api/v1/pairing/approve", {"user_code": code}, owner["token"])
        return self._enter("screen", self.ask("/api/v1/pairing/token", {"device_code": codes["device_code"]}))

    def _invite(self, owner: dict[str, Any]) -> dict[str, Any]:
        wish = {"scope": "guest", "name": "The party", "hours": 5, "songs": 3}
        link = self.ask("/api/v1/invitations", wish, owner["token"])["link"]
        return self._enter("guest", self.ask("/api/v1/pairing/enter", {"token": link.split("token=")[1]}))

    def _ask_in_vain(self, owner: dict[str, Any]) -> None:
        words = self.word("message that was refused")
        for text in (f"{words} (be unkind)", f"{words} " * 80, words + "\0"):
            self.ask("/api/v1/songs", {"dedication": {"message": text}}, owner["token"])
        self.ask("/api/v1/songs", {"dedication": {"message": [words]}, words: words}, owner["token"])
        self.ask("/api/v1/songs", f'{{"dedication": "{words}', owner["token"])
        self.ask("/api/v1/drafts", {"dedication": {"message": words}}, owner["token"])
        self.ask("/api/v1/lyrics", {"dedication": {"message": words}}, owner["token"])

    def _song(self, owner: dict[str, Any], screen: dict[str, Any]) -> dict[str, Any]:
        dedication = {
            "message": f"Thank you for the {self.word('message')}",
            "to": self.word("recipient").title(),
            "from": self.word("sender").title(),
        }
        words = f"Sing the {self.word('words of a song')}"
        wish = {"dedication": dedication, "lyrics": words, "display": screen["display"]}
        broken = {"dedication": {"message": f"{self.word('message of a mistake')} (trip over)"}}
        self._finished(self.ask("/api/v1/songs", broken, owner["token"]), owner)
        return self._finished(self.ask("/api/v1/songs", wish, owner["token"]), owner)

    def _song_of(self, guest: dict[str, Any]) -> None:
        wish = {"dedication": {"message": f"Happy {self.word('message of a guest')}"}}
        self._finished(self.ask("/api/v1/songs", wish, guest["token"]), guest)

    def _finished(self, song: dict[str, Any], who: dict[str, Any]) -> dict[str, Any]:
        self.songs.append(song["id"])
        path = f"/api/v1/songs/{song['id']}"
        until(lambda: self.ask(path, token=who["token"])["state"] in ("done", "failed"), 30)
        return dict(self.ask(path, token=who["token"]))

    def _deliver(self, screen: dict[str, Any], song: dict[str, Any]) -> None:
        topics, display = self._topics, screen["display"]
        with self._line(screen["id"], screen["token"]) as line:
            manifest = line.first(topics.inbox(display, "+"))
            for file in ("audio", "cover", "details"):
                link = manifest[file]["path"]
                self.note(f"signature of the link to {file}", parse_qs(urlsplit(link).query)["signature"][0])
                self.ask(link)
                self.ask(f"{link}0")
            about = {"song": song["id"], "ticket": manifest["ticket"]}
            line.say(topics.event(display), {"event": "wants", "file": "audio", "from": 0, **about})
            line.say(topics.event(display), {"event": "thanked", "reply": self.word("reply"), **about})
            line.say(topics.event(display), f"{self.word('words that are no JSON')}")
            line.say(topics.event(display), {"event": self.word("unknown event"), **about})
            line.first(topics.command(display), "noted")

    def _share(self, owner: dict[str, Any], song: dict[str, Any]) -> None:
        shared = self.note("shared link", song["share"].removeprefix("/s/"))
        for path in (f"/s/{shared}", f"/api/v1/share/{shared}", f"/api/v1/share/{shared}/files/nothing"):
            self.ask(path)
        self.ask(
            f"/api/v1/songs/{song['id']}/nothing?word={self.word('word in an address')}", None, owner["token"]
        )

    def _dedicate(self, owner: dict[str, Any]) -> None:
        with self._line(owner["id"], owner["mqtt"]["password"]) as line:
            words = self.word("message from an automation")
            line.say(self._topics.dedicate("any"), f"{words} (be unkind)")
            line.say(self._topics.dedicate("any"), {"message": words, "to": words, "mood": words})
            line.say(self._topics.dedicate("any"), words)
            line.first(self._topics.home("event"))

    def _strangers(self, owner: dict[str, Any], screen: dict[str, Any]) -> None:
        wrong = f"gw_{owner['id']}_{self.note('wrong token', secrets.token_urlsafe(32))}"
        self.ask("/api/v1/songs", token=wrong)
        self.ask(f"/api/v1/songs?token={wrong}")
        self.ask("/api/v1/pairing/enter", {"token": wrong})
        for password in (wrong, self.word("wrong password")):
            with self._line(owner["id"], password) as refused:
                assert not refused.client.is_connected()
        self.ask(f"/api/v1/devices/{screen['id']}", token=owner["token"], method="DELETE")
        with self._line(screen["id"], screen["token"]) as revoked:
            assert not revoked.client.is_connected()

    @contextmanager
    def _line(self, user: str, password: str) -> Iterator["_Line"]:
        line = _Line(self._broker_port, user, password)
        try:
            yield line
        finally:
            line.client.disconnect()
            line.client.loop_stop()


class _Line:
    """A line to the broker; it is up or refused when it is made."""

    def __init__(self, port: int, user: str, password: str) -> None:
        self._heard: list[bytes] = []
        answered = threading.Event()
        self.client = Client(CallbackAPIVersion.VERSION2)
        self.client.username_pw_set(user, password)
        self.client.on_connect = self.client.on_disconnect = lambda *_: answered.set()
        self.client.on_message = lambda _client, _data, message: self._heard.append(message.payload)
        self.client.connect("127.0.0.1", port)
        self.client.loop_start()
        assert answered.wait(10)

    def say(self, topic: str, content: Any) -> None:
        data = content if isinstance(content, str) else json.dumps(content)
        self.client.publish(topic, data, qos=1).wait_for_publish(5)

    def first(self, topic: str, holding: str = "") -> dict[str, Any]:
        """Return the first message on a topic that holds some text."""
        self.client.subscribe(topic, 1)
        pattern = re.compile(re.escape(holding.encode()))
        return dict(
            json.loads(until(lambda: next((m for m in self._heard if m and pattern.search(m)), None)))
        )
