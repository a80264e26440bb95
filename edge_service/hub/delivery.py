"""Brings finished songs to displays and keeps at it until they have answered.

The table knows how far each delivery is. The broker inside the hub forgets its retained messages when it
stops, so everything unacknowledged is published again at every connection.
"""

import logging
import queue
import threading
from collections.abc import Callable

from edge_service.errors import BrokerGone
from edge_service.hub.library import Library
from edge_service.hub.library.displays import advance_delivery, find_delivery, undelivered
from edge_service.hub.manifest import Signing, write_manifest
from edge_service.hub.messenger import Messenger, Payload
from edge_service.hub.topics import Topics

log = logging.getLogger(__name__)
RETRY_SECONDS = 5.0
STATE_AFTER_EVENT = {"received": "received", "playing": "received", "played": "played", "thanked": "played"}


class Courier:
    """One thread that does everything about deliveries, in the order in which it is told."""

    def __init__(self, library: Library, messenger: Messenger, topics: Topics, signing: Signing) -> None:
        self._library = library
        self._messenger = messenger
        self._topics = topics
        self._signing = signing
        self._work: queue.Queue[Callable[[], None] | None] = queue.Queue()
        self._online_displays: set[str] = set()
        self._thread = threading.Thread(target=self._run, name="courier", daemon=True)
        messenger.listen(topics.heard_by_hub, self._came_online, self._heard)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._work.put(None)
        self._thread.join()

    def is_on(self, display_id: str) -> bool:
        """Return whether a display said that it is there."""
        return self._messenger.online and display_id in self._online_displays

    def deliver(self) -> None:
        """Send what is pending, soon."""
        self._work.put(lambda: self._publish(("pending",)))

    def withdraw(self, display_id: str, song_id: str) -> None:
        """Take a manifest away from a display, soon."""
        topic = self._topics.inbox(display_id, song_id)
        self._work.put(lambda: self._messenger.publish(topic, None, retain=True))

    def _run(self) -> None:
        while True:
            try:
                work = self._work.get(timeout=RETRY_SECONDS)
            except queue.Empty:
                work = self._retry
            if work is None:
                return
            try:
                work()
            except BrokerGone as gone:
                log.info("deliveries wait: %s", gone.message)
            except Exception:  # a locked database or a strange message must not end all deliveries
                log.exception("a delivery failed, and will be tried again")

    def _retry(self) -> None:
        if self._messenger.online:
            self._publish(("pending",))

    def _publish(self, states: tuple[str, ...]) -> None:
        with self._library.session() as session:
            waiting = [
                (d.song_id, d.display_id, write_manifest(d, self._signing))
                for d in undelivered(session, states)
            ]
        for song_id, display_id, manifest in waiting:
            self._messenger.publish(self._topics.inbox(display_id, song_id), manifest, retain=True, wait=True)
            with self._library.session() as session:
                advance_delivery(session, song_id, display_id, "sent")
            log.info("song %s lies ready for display %s", song_id, display_id)

    def _came_online(self) -> None:
        self._online_displays.clear()
        self._work.put(lambda: self._publish(("pending", "sent")))

    def _heard(self, topic: str, payload: Payload | None, retained: bool) -> None:
        about = self._topics.display_topic(topic)
        if about is None:
            if payload and payload.get("state") == "done":
                self.deliver()
            return
        match about.tail, payload:
            case ("status",), {"status": status}:
                self._display_is(about.display, status == "online")
            case ("event",), {"event": str(event), "song": str(song_id)}:
                self._work.put(lambda: self._display_did(about.display, event, song_id))
            case ("inbox", song_id), {} if retained:
                self._work.put(lambda: self._check_inbox(about.display, song_id))

    def _display_is(self, display_id: str, on: bool) -> None:
        (self._online_displays.add if on else self._online_displays.discard)(display_id)
        log.info("display %s is %s", display_id, "on" if on else "off")

    def _display_did(self, display_id: str, event: str, song_id: str) -> None:
        state = STATE_AFTER_EVENT.get(event)
        if state is None:
            log.info("display %s told of an unknown event", display_id)
            return
        with self._library.session() as session:
            moved = advance_delivery(session, song_id, display_id, state)
        if moved:
            log.info("display %s has %s song %s", display_id, state, song_id)
        self._messenger.publish(self._topics.inbox(display_id, song_id), None, retain=True)

    def _check_inbox(self, display_id: str, song_id: str) -> None:
        """Take away a manifest that a broker kept although its song was received or deleted meanwhile."""
        with self._library.session() as session:
            delivery = find_delivery(session, song_id, display_id)
            wanted = delivery is not None and delivery.state in ("pending", "sent")
        if not wanted:
            self._messenger.publish(self._topics.inbox(display_id, song_id), None, retain=True)
