"""A television that speaks LG's protocol (SSAP) over a real WebSocket, behind a certificate of its own.

It greets, asks its people before it hands out a key, and does what a paired client asks: toasts, apps, pages.
"""

import datetime
import json
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from websockets.exceptions import ConnectionClosed
from websockets.sync.server import ServerConnection, serve

from tests.hub.settings import free_port

KEY = "the key of the television"
TOAST = "ssap://system.notifications/createToast"
OPEN = "ssap://system.launcher/open"
LAUNCH = "ssap://system.launcher/launch"
APPS = "ssap://com.webos.applicationManager/listLaunchPoints"
POINTER = "ssap://com.webos.service.networkinput/getPointerInputSocket"
SILENT = "nobody answers"


@dataclass
class FakeTelevision:
    """What its people answer (`yes`, `no`, or nobody does), what it refuses, and what it was asked."""

    port: int = 0
    answer: str = "yes"
    refuses: set[str] = field(default_factory=set)
    apps: tuple[str, ...] = ()
    questions: int = 0
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def done(self, uri: str) -> list[dict[str, Any]]:
        """Return what it was asked to do at one address."""
        return [payload for asked, payload in self.asked if asked == uri]

    def talk(self, line: ServerConnection) -> None:
        paired = False
        try:
            for text in line:
                message = json.loads(text)
                kind = message.get("type")
                if kind == "register":
                    paired = self._register(line, message)
                else:
                    line.send(json.dumps(self._respond(message, paired)))
        except ConnectionClosed:
            return

    def _register(self, line: ServerConnection, message: dict[str, Any]) -> bool:
        registered = {"type": "registered", "id": message["id"], "payload": {"client-key": KEY}}
        if message["payload"].get("client-key") == KEY:
            line.send(json.dumps(registered))
            return True
        self.questions += 1
        prompt = {"pairingType": "PROMPT", "returnValue": True}
        line.send(json.dumps({"type": "response", "id": message["id"], "payload": prompt}))
        if self.answer == "no":
            error = {"type": "error", "id": message["id"], "error": "403 User denied access"}
            line.send(json.dumps(error))
        if self.answer == "yes":
            line.send(json.dumps(registered))
        return self.answer == "yes"

    def _respond(self, message: dict[str, Any], paired: bool) -> dict[str, Any]:
        number, uri, payload = message.get("id"), message.get("uri", ""), message.get("payload") or {}
        if message.get("type") == "hello":
            return {"type": "hello", "id": number, "payload": {"protocolVersion": 1, "deviceOS": "webOS"}}
        if not paired:
            return {"type": "error", "id": number, "error": "401 insufficient permissions", "payload": {}}
        self.asked.append((uri, payload))
        if uri in self.refuses:
            refusal = {"returnValue": False, "errorText": "not now"}
            return {"type": "response", "id": number, "payload": refusal}
        return {"type": "response", "id": number, "payload": {"returnValue": True, **self._found(uri)}}

    def _found(self, uri: str) -> dict[str, Any]:
        if uri == POINTER:
            return {"socketPath": f"wss://127.0.0.1:{self.port}/pointer"}
        if uri == APPS:
            return {"launchPoints": [{"id": app, "title": app} for app in self.apps]}
        return {"devices": [], "foregroundAppInfo": [], "state": "Active", "appId": ""}


@contextmanager
def television_on(folder: Path, television: FakeTelevision) -> Iterator[FakeTelevision]:
    """Let a television answer on a free port of this machine."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(_certificate(folder))
    with serve(television.talk, "127.0.0.1", television.port, ssl=context) as server:
        television.port = server.socket.getsockname()[1]
        thread = threading.Thread(target=server.serve_forever, name="television")
        thread.start()
        try:
            yield television
        finally:
            server.shutdown()
            thread.join(10)


def reach(monkeypatch: pytest.MonkeyPatch, port: int) -> None:
    """Let the hub look for televisions on a port; nothing answers on the unencrypted one, as today."""
    monkeypatch.setattr("aiowebostv.webos_client.WS_PORT", free_port())
    monkeypatch.setattr("aiowebostv.webos_client.WSS_PORT", port)


def _certificate(folder: Path) -> Path:
    """Write a key and a certificate signed with it, as every television has its own."""
    file = folder / "television.pem"
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "LG webOS TV")])
    now = datetime.datetime.now(datetime.UTC)
    day = datetime.timedelta(days=1)
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    certificate = builder.not_valid_before(now - day).not_valid_after(now + day).sign(key, hashes.SHA256())
    key_bytes = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    file.write_bytes(key_bytes + certificate.public_bytes(serialization.Encoding.PEM))
    return file
