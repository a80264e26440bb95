"""Keeps Home Assistant informed, and makes songs of what is dedicated there."""

import json
import logging
import queue
import threading
from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

from paho.mqtt.client import Client, MQTTMessage

from edge_service.errors import BrokerGone, GoodwaveError, UnreadableWish
from edge_service.hub.home_assistant.discovery import Device, birth_topic, config_topic, describe
from edge_service.hub.home_assistant.state import event_of_display, event_of_song, last_song, state_now
from edge_service.hub.hub import Hub
from edge_service.hub.library.displays import all_displays, ask_delivery
from edge_service.hub.library.songs import SongRequest, add_song
from edge_service.hub.logs import where
from edge_service.hub.messenger import Messenger, broker_address
from edge_service.hub.topics import ANY_DISPLAY
from edge_service.song.dedication import Dedication

log = logging.getLogger(__name__)
LOOK_SECONDS = 5.0
ONLINE = "online"
ASKABLE = {field.name for field in fields(Dedication)} | {"from"}


class PlainMessenger(Messenger):
    """A messenger that hears texts, whatever they are."""

    def _received(self, _client: Client, _data: Any, message: MQTTMessage) -> None:
        self._on_message(message.topic, {"text": message.payload.decode(errors="replace")}, message.retain)


class Bridge:
    """One thread that tells Home Assistant what has changed, and does what it asks, in order."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._prefix = hub.config.text("home_assistant", "prefix")
        self._topics = hub.topics
        self._messenger = PlainMessenger(broker_address(hub.config, hub.identity))
        self._work: queue.Queue[Callable[[], None] | None] = queue.Queue()
        self._told: dict[str, Any] = {}
        self._seen: set[str] = set()
        self._thread = threading.Thread(target=self._run, name="home-assistant", daemon=True)
        heard = (birth_topic(self._prefix), config_topic(self._prefix, hub.topics), hub.topics.dedicate("+"))
        told = (hub.topics.progress("+"), hub.topics.event("+"))
        self._messenger.listen((*heard, *told), self._again, self._heard)

    def start(self) -> None:
        self._messenger.start()
        self._thread.start()

    def stop(self) -> None:
        self._work.put(None)
        self._thread.join()
        self._messenger.stop()

    def _run(self) -> None:
        while True:
            try:
                work = self._work.get(timeout=LOOK_SECONDS)
            except queue.Empty:
                work = _nothing
            if work is None:
                return
            try:
                work()
                self._tell_changes()
            except BrokerGone as gone:
                log.info("Home Assistant is told later: %s", gone.message)
            except Exception as error:  # a strange message must not end the telling
                log.error("Home Assistant was not told: %s", where(error))

    def _again(self) -> None:
        """Tell everything anew: the broker or Home Assistant has just come."""
        self._work.put(self._told.clear)

    def _heard(self, topic: str, payload: Mapping[str, Any] | None, retained: bool) -> None:
        text = str((payload or {}).get("text", ""))
        if topic == birth_topic(self._prefix):
            if text == ONLINE:
                self._again()
        elif topic == config_topic(self._prefix, self._topics):
            if retained:
                self._work.put(lambda: self._remember(text))
        elif (display := self._topics.dedicated_to(topic)) and not retained:
            self._work.put(lambda: self._dedicate(display, text))
        else:
            self._work.put(lambda: self._pass_on(topic, text))

    def _remember(self, text: str) -> None:
        """Note the entities that the message before this hub's start told of."""
        known = _as_json(text).get("components")
        self._seen |= set(known) if isinstance(known, dict) else set()
        self._told.clear()

    def _pass_on(self, topic: str, text: str) -> None:
        """Tell of a song's or a screen's news as an event; nothing where it is no news."""
        about, news = self._topics.display_topic(topic), _as_json(text)
        with self._hub.library.session() as session:
            event = event_of_display(session, about.display, news) if about else event_of_song(session, news)
        if event:
            self._messenger.publish(self._topics.home("event"), event)

    def _tell_changes(self) -> None:
        if not self._messenger.online:
            return
        hub = self._hub
        with hub.library.session() as session:
            displays = {display.id: display.name for display in all_displays(session)}
            state, last = state_now(session), last_song(session, hub.tickets, hub.addresses[0])
        device = Device(self._topics, hub.config.text("hub", "name"), hub.addresses[0], displays)
        described = describe(device, self._seen)
        self._tell(config_topic(self._prefix, self._topics), described)
        self._seen |= set(described["components"])
        self._tell(self._topics.home("state"), state)
        if last:
            self._tell(self._topics.home("last"), last)

    def _tell(self, topic: str, content: dict[str, Any]) -> None:
        if self._told.get(topic) != content:
            self._messenger.publish(topic, content, retain=True, wait=True)
            self._told[topic] = content

    def _dedicate(self, display: str, text: str) -> None:
        try:
            song_id = self._ask(display, text)
        except GoodwaveError as error:
            told = {"code": error.code, "message": error.message, "hint": error.hint}
            self._messenger.publish(self._topics.home("event"), {"event_type": "song_refused", **told})
        else:
            log.info("song %s was asked for from Home Assistant", song_id)
            self._hub.jobs.sweep()

    def _ask(self, display: str, text: str) -> str:
        hub = self._hub
        hub.room.require()
        dedication = hub.studio.check(wish(text), None)
        with hub.library.session() as session:
            chosen = (
                display if display != ANY_DISPLAY else self._likeliest([d.id for d in all_displays(session)])
            )
            song = add_song(session, SongRequest(dedication, None, chosen, None))
            if chosen is not None:
                ask_delivery(session, song, chosen)
            return song.id

    def _likeliest(self, displays: list[str]) -> str | None:
        """Return a screen that is on, else the first one, None where there is none."""
        return next(filter(self._hub.courier.is_on, displays), displays[0] if displays else None)


def wish(text: str) -> Dedication:
    """Return what somebody wrote in Home Assistant: the message, or JSON with `message` and more.

    Raises UnreadableWish where the JSON asks for what a dedication does not have.
    """
    if not text.lstrip().startswith("{"):
        return Dedication(text)
    asked = _as_json(text)
    unknown = sorted(asked.keys() - ASKABLE)
    if unknown or not isinstance(asked.get("message"), str):
        wrong = f"knows no {unknown[0]!r}" if unknown else "needs a message"
        raise UnreadableWish(
            f"A dedication {wrong}.", 'Write {"message": "...", "to": "...", "from": "..."}.'
        )
    if "from" in asked:
        asked["sender"] = asked.pop("from")
    seed = asked.pop("seed", 0)
    return Dedication(
        **{key: str(value) for key, value in asked.items()}, seed=seed if isinstance(seed, int) else 0
    )


def _as_json(text: str) -> dict[str, Any]:
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return read if isinstance(read, dict) else {}


def _nothing() -> None:
    pass
