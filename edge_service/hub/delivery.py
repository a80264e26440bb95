"""Brings finished songs to displays and keeps at it until they have answered.

The outbox knows how far each delivery is. The broker inside the hub forgets its retained messages when it
stops, so everything unacknowledged is published again at every connection.
"""

import logging
import queue
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

from edge_service.errors import BrokerGone
from edge_service.hub.library import Delivery, Library
from edge_service.hub.library.displays import find_delivery
from edge_service.hub.library.outbox import (
    UNACKNOWLEDGED,
    due_deliveries,
    mark_sent,
    note_event,
    postpone,
    quiet_displays,
    send_all_again,
    sent_to,
)
from edge_service.hub.manifest import Signing, write_manifest
from edge_service.hub.messenger import Messenger, Payload
from edge_service.hub.moments import Clock
from edge_service.hub.porter import MOST_CHUNKS, Porter, Wish
from edge_service.hub.topics import Topics

log = logging.getLogger(__name__)
RETRY_SECONDS = 5.0
BATCH = 100


class Courier:
    """One thread that does everything about deliveries, in the order in which it is told."""

    def __init__(
        self,
        library: Library,
        messenger: Messenger,
        topics: Topics,
        signing: Signing,
        clock: Clock,
    ) -> None:
        self._library = library
        self._messenger = messenger
        self._topics = topics
        self._signing = signing
        self._clock = clock
        self._porter = Porter(library, messenger, topics)
        self._work: queue.Queue[Callable[[], None] | None] = queue.Queue()
        self._online_displays: set[str] = set()
        self._thread = threading.Thread(target=self._run, name="courier", daemon=True)
        messenger.listen(topics.heard_by_hub, self._came_online, self._heard)

    def start(self) -> None:
        self._porter.start()
        self._thread.start()

    def stop(self) -> None:
        self._porter.stop()
        self._work.put(None)
        self._thread.join()

    def is_on(self, display_id: str) -> bool:
        """Return whether a display said that it is there."""
        return self._messenger.online and display_id in self._online_displays

    def deliver(self) -> None:
        """Send what is due, soon."""
        self._work.put(self._send_due)

    def withdraw(self, display_id: str, song_id: str) -> None:
        """Take a manifest away from a display, soon."""
        topic = self._topics.inbox(display_id, song_id)
        self._work.put(lambda: self._messenger.publish(topic, None, retain=True))

    def _run(self) -> None:
        next_round = 0.0
        while True:
            try:
                work = self._work.get(timeout=max(next_round - time.monotonic(), 0.0))
            except queue.Empty:
                work, next_round = self._round, time.monotonic() + RETRY_SECONDS
            if work is None:
                return
            try:
                work()
            except BrokerGone as gone:
                log.info("deliveries wait: %s", gone.message)
            except Exception:  # a locked database or a strange message must not end all deliveries
                log.exception("a delivery failed, and will be tried again")

    def _round(self) -> None:
        if self._messenger.online:
            self._hush()
            self._send_due()

    def _send_due(self) -> None:
        while batch := self._next_batch():
            answered = self._messenger.publish_all(
                [(self._topics.inbox(d.display_id, d.song_id), manifest) for d, manifest in batch]
            )
            sent = [d for (d, _), answer in zip(batch, answered, strict=True) if answer]
            with self._library.session() as session:
                mark_sent(session, sent, self._clock.now())
            log.info("%d songs lie ready for their displays", len(sent))
            if len(sent) < len(batch):
                raise BrokerGone("The message broker does not answer.", "Goodwave tries again by itself.")

    def _next_batch(self) -> list[tuple[Delivery, dict[str, Any]]]:
        """Return what may be sent now with its manifests; what comes in quiet hours waits for their end."""
        while True:
            now = self._clock.now()
            with self._library.session() as session:
                due = due_deliveries(session, now, BATCH)
                ends = {d.id: self._clock.quiet_until(d.display, now) for d in due}
                for delivery in due:
                    if until := ends[delivery.id]:
                        postpone(session, [delivery], until)
                loud = [(d, write_manifest(d, self._signing)) for d in due if ends[d.id] is None]
            if loud or not due:
                return loud

    def _hush(self) -> None:
        """Take back what lies ready for displays whose quiet hours have begun."""
        now = self._clock.now()
        with self._library.session() as session:
            hushed: Sequence[Delivery] = []
            for display in quiet_displays(session):
                if until := self._clock.quiet_until(display, now):
                    lying = sent_to(session, display.id)
                    postpone(session, lying, until)
                    hushed = [*hushed, *lying]
        for delivery in hushed:
            self._clear_inbox(delivery.display_id, delivery.song_id)

    def _came_online(self) -> None:
        self._online_displays.clear()
        self._work.put(self._send_again)

    def _send_again(self) -> None:
        with self._library.session() as session:
            send_all_again(session)
        self._round()

    def _heard(self, topic: str, payload: Payload | None, retained: bool) -> None:
        about, told = self._topics.display_topic(topic), payload or {}
        if about is None:
            if told.get("state") == "done":
                self.deliver()
            return
        match about.tail, told:
            case ("status",), {"status": status}:
                self._display_is(about.display, status == "online")
            case ("event",), {"event": "wants", "song": str(song), "file": str(file), "from": int(first)}:
                self._porter.ask(Wish(about.display, song, file, min(max(first, 0), MOST_CHUNKS)))
            case ("event",), {"event": str(), "song": str()}:
                self._work.put(lambda: self._display_did(about.display, told))
            case ("inbox", song_id), _ if retained and told:
                self._work.put(lambda: self._check_inbox(about.display, song_id))

    def _display_is(self, display_id: str, on: bool) -> None:
        (self._online_displays.add if on else self._online_displays.discard)(display_id)
        log.info("display %s is %s", display_id, "on" if on else "off")

    def _display_did(self, display_id: str, told: Payload) -> None:
        event, song_id = told["event"], told["song"]
        ticket, reply = _text(told.get("ticket")), _text(told.get("reply"))
        with self._library.session() as session:
            moved = note_event(session, song_id, display_id, event, ticket, reply)
        if moved:
            log.info("display %s has %s song %s", display_id, event, song_id)
        self._messenger.tell(self._topics.command(display_id), {"command": "noted", **_echo(told)})
        self._check_inbox(display_id, song_id)

    def _check_inbox(self, display_id: str, song_id: str) -> None:
        """Take a manifest away whose song was received or deleted meanwhile."""
        with self._library.session() as session:
            delivery = find_delivery(session, song_id, display_id)
            wanted = delivery is not None and delivery.state in UNACKNOWLEDGED
        if not wanted:
            self._clear_inbox(display_id, song_id)

    def _clear_inbox(self, display_id: str, song_id: str) -> None:
        self._messenger.publish(self._topics.inbox(display_id, song_id), None, retain=True)


def _echo(told: Payload) -> Payload:
    """Return what a display told as the hub has understood it, by which the display knows it again."""
    return {key: told[key] for key in ("event", "song", "ticket", "reply") if _text(told.get(key))}


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
