"""Televisions for the bench: each shows a song once, whatever comes twice, as the television page does."""

import json
import threading
from collections import Counter
from typing import Any

from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion

from edge_service.hub.topics import Topics


class Screen:
    """One display on a line of its own; `shown` counts how often each song was on it."""

    def __init__(self, display: str, topics: Topics, port: int) -> None:
        self.display = display
        self.shown: Counter[str] = Counter()
        self.copies = 0
        self._event = topics.event(display)
        self._status = topics.status
        self._tickets: set[str] = set()
        self._told: list[dict[str, Any]] = []
        self._lock = threading.Lock()
        self._client = Client(CallbackAPIVersion.VERSION2, client_id=f"screen-{display}", clean_session=True)
        self._client.reconnect_delay_set(0.2, 1)
        self._command = topics.command(display)
        filters = [(topics.inbox(display, "+"), 1), (self._command, 1), (topics.status, 1)]
        self._client.on_connect = lambda client, *_: client.subscribe(filters)
        self._client.on_message = self._hear
        self._client.connect_async("127.0.0.1", port, keepalive=20)
        self._client.loop_start()

    def leave(self) -> None:
        self._client.disconnect()
        self._client.loop_stop()

    def _hear(self, _client: Client, _data: Any, message: MQTTMessage) -> None:
        content = json.loads(message.payload) if message.payload else None
        with self._lock:
            if message.topic == self._status:
                if content and content["status"] == "online":
                    for event in self._told:
                        self._say(event)
            elif message.topic == self._command:
                self._forget(content)
            elif content:
                self._receive(content)

    def _receive(self, manifest: dict[str, Any]) -> None:
        about = {"song": manifest["song"], "ticket": manifest["ticket"]}
        self._tell({"event": "received", **about})
        if manifest["ticket"] in self._tickets:
            self.copies += 1
            return
        self._tickets.add(manifest["ticket"])
        self.shown[manifest["song"]] += 1
        self._tell({"event": "played", **about})

    def _forget(self, noted: dict[str, Any]) -> None:
        about = {key: noted[key] for key in ("event", "song", "ticket")}
        self._told = [event for event in self._told if event != about]

    def _tell(self, event: dict[str, Any]) -> None:
        self._told.append(event)
        self._say(event)

    def _say(self, event: dict[str, Any]) -> None:
        self._client.publish(self._event, json.dumps(event), qos=1)
