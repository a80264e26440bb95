"""The hub seen from outside: health, figures, logs."""

import json
import logging
import re
import sys
import time
from typing import Any

import pytest
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import text

from edge_service.errors import ConfigError
from edge_service.hub import health
from edge_service.hub.hub import Hub
from edge_service.hub.logs import TEXT, JsonLines, TextLines, choose_format
from edge_service.hub.ticker import Ticker
from tests.hub.conftest import House, ask_for_song, client_of, new_display, until
from tests.hub.made_song import made_song

SECRET = "a word that nobody else may read"


def figures(client: FlaskClient) -> dict[str, float]:
    """Return every figure by its name and labels, as Prometheus would keep it."""
    answer = client.get("/metrics")
    assert answer.status_code == 200
    return {
        sample.name + "".join(f" {value}" for _, value in sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def test_a_hub_that_runs_is_well(house: House) -> None:
    answer = house.client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json == {
        "status": "ok",
        "database": "ok",
        "broker": "online",
        "queue": "ok",
        "room": "plenty",
    }


def test_a_hub_without_its_broker_is_degraded_and_answers(client: FlaskClient) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json["status"], answer.json["broker"]) == (200, "degraded", "offline")


def test_songs_that_nobody_takes_up_are_noticed(
    hub: Hub, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask_for_song(client)
    assert client.get("/healthz").json["queue"] == "ok"
    monkeypatch.setattr(health, "STUCK_SECONDS", 0.05)
    assert until(lambda: client.get("/healthz").json["queue"] == "stuck")
    made_song(hub, client)
    with hub.library.session() as session:
        session.execute(text("UPDATE song SET finished_at = :now"), {"now": time.time() + 60})
    assert client.get("/healthz").json["queue"] == "ok"


def test_a_database_that_cannot_be_read_is_failing(hub: Hub) -> None:
    stranger = client_of(hub, None)
    with hub.library.engine.begin() as connection:
        connection.execute(text("ALTER TABLE song RENAME TO gone"))
    answer = stranger.get("/healthz")
    assert (answer.status_code, answer.json["status"], answer.json["database"]) == (503, "failing", "failing")


def test_figures_say_what_the_tables_say(hub: Hub, client: FlaskClient) -> None:
    display = new_display(client)
    made_song(hub, client, display=display)
    ask_for_song(client)
    told = figures(client)
    assert told["goodwave_songs done"] == told["goodwave_songs queued"] == 1
    assert told["goodwave_deliveries pending"] == 1
    assert told["goodwave_displays offline"] == 1
    assert told["goodwave_broker_online"] == 0
    assert told["goodwave_disk_free_bytes"] > 0
    assert 0 < told["goodwave_queue_oldest_seconds"] < 60


def test_requests_are_counted_by_route_and_status(client: FlaskClient) -> None:
    for _ in range(3):
        client.get("/api/v1/songs/nobody")
    told = figures(client)
    assert told["goodwave_http_requests_total GET /api/v1/songs/<song_id> 404"] == 3
    assert told["goodwave_http_request_seconds_count /api/v1/songs/<song_id>"] == 3


def test_figures_hold_no_names_and_no_words(hub: Hub, client: FlaskClient) -> None:
    new_display(client, "Grandmother's room")
    song = made_song(hub, client, SECRET)
    client.get(f"/{SECRET}")
    told = client.get("/metrics").text
    assert not re.search(f"Grandmother|{SECRET}|{song['id']}", told)


def test_logs_are_json_that_says_where_an_error_was_and_not_what_was_written() -> None:
    lines: list[dict[str, Any]] = []
    handler = logging.Handler()
    handler.setFormatter(JsonLines())
    handler.emit = lambda record: lines.append(json.loads(handler.format(record)))  # type: ignore[method-assign]
    logger = logging.getLogger("edge_service")
    logger.addHandler(handler)

    def trip() -> None:
        raise ValueError(SECRET)

    ticker = Ticker("sweep", 60, trip)
    ticker.start()
    until(lambda: lines)
    ticker.stop()
    logger.removeHandler(handler)
    assert (lines[0]["level"], lines[0]["thread"]) == ("ERROR", "sweep")
    assert "test_watch.py" in lines[0]["error"]
    assert lines[0]["time"].endswith("+00:00")
    assert SECRET not in str(lines)


def test_logs_for_people_say_where_an_error_was_and_not_what_was_written() -> None:
    try:
        raise ValueError(SECRET)
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, "", 1, "it failed", None, sys.exc_info())
    told = TextLines(TEXT).format(record)
    assert "it failed\nValueError\n" in told
    assert "test_watch.py" in told
    assert SECRET not in told


def test_a_format_of_logs_that_is_none_is_named() -> None:
    with pytest.raises(ConfigError, match=r"logs\.format"):
        choose_format("xml")
