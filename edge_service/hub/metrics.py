"""Counts what happens in a hub, and tells it as Prometheus reads it; no names and no words."""

import time
from collections.abc import Iterator, Sequence
from typing import Any

from flask import Flask, Response, g, request
from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy import func, select

from edge_service.hub.hub import Hub
from edge_service.hub.library import Delivery, Display, Song

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
UNKNOWN_ROUTE = "none"


class Meters:
    """The figures of one web application and its hub."""

    def __init__(self, hub: Hub) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "goodwave_http_requests",
            "Requests answered",
            ("method", "route", "status"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "goodwave_http_request_seconds", "Seconds until an answer", ("route",),
            registry=self._registry, buckets=SECONDS,
        )  # fmt: skip
        self._registry.register(HubFigures(hub))
        ProcessCollector(registry=self._registry)

    def watch(self, app: Flask) -> None:
        """Count the requests of an application."""
        app.extensions["goodwave-meters"] = self
        app.before_request(self._begin)
        app.after_request(self._end)

    def text(self) -> bytes:
        return generate_latest(self._registry)

    def _begin(self) -> None:
        g.begun = time.perf_counter()

    def _end(self, response: Response) -> Response:
        route = request.url_rule.rule if request.url_rule else UNKNOWN_ROUTE
        self._requests.labels(request.method, route, str(response.status_code)).inc()
        if "begun" in g:  # refused before it began: too fast, or from a foreign page
            self._seconds.labels(route).observe(time.perf_counter() - g.begun)
        return response


class HubFigures(Collector):
    """What the tables and the disk say at the moment they are asked."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    def describe(self) -> Iterator[Metric]:
        """Say nothing: registering must not open the database."""
        return iter(())

    def collect(self) -> Iterator[Metric]:
        hub = self._hub
        with hub.library.session() as session:
            yield _by("songs", "Songs by state", session.execute(_counted(Song.state)).all())
            yield _by("deliveries", "Deliveries by state", session.execute(_counted(Delivery.state)).all())
            waits_since = session.scalar(select(func.min(Song.created_at)).where(Song.state == "queued"))
            displays = list(session.scalars(select(Display.id)))
            finished = select(func.max(Song.finished_at)).where(Song.state == "done")
            last_finished = session.scalar(finished)
        on = sum(map(hub.courier.is_on, displays))
        yield _by("displays", "Screens by state", [("online", on), ("offline", len(displays) - on)])
        left = hub.room.left()
        for name, what, value in (
            ("queue_oldest_seconds", "How long the next song has waited", _since(waits_since)),
            ("last_song_timestamp_seconds", "When the last song was finished", last_finished or 0),
            ("broker_online", "Whether the hub is connected to its broker", hub.messenger.online),
            ("songs_bytes", "Room that songs take", left.songs_bytes),
            ("disk_free_bytes", "Room left on the disk of the songs", left.free_bytes),
            ("songs_left", "Songs there is still room for", left.songs_left),
        ):
            yield GaugeMetricFamily(f"goodwave_{name}", what, float(value))


def _counted(column: Any) -> Any:
    return select(column, func.count()).group_by(column)


def _by(name: str, what: str, counts: Sequence[Any]) -> Metric:
    family = GaugeMetricFamily(f"goodwave_{name}", what, labels=("state",))
    for state, count in counts:
        family.add_metric((state,), count)
    return family


def _since(moment: float | None) -> float:
    return 0.0 if moment is None else max(0.0, time.time() - moment)
