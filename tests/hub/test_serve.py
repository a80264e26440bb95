"""The hub as people start it: a process that prints where it is, and ends cleanly."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psutil
import pytest
import segno

from edge_service.config import Config
from edge_service.errors import PortTaken
from edge_service.hub.access import issue
from edge_service.hub.hub import Hub, open_hub
from edge_service.hub.library import open_library
from edge_service.hub.serve import parts_of, running, welcome
from edge_service.hub.supervisor import STOP_SECONDS, worker_environ
from tests.hub.conftest import until
from tests.hub.settings import house_config

COMMAND = [sys.executable, "-c", "from edge_service.cli import main; main()", "run"]


@contextmanager
def started(config: Config) -> Iterator[subprocess.Popen[str]]:
    """Run `goodwave run` until the block ends; it answers when the block begins."""
    process = subprocess.Popen(
        COMMAND,
        env=os.environ | worker_environ(config) | {"GOODWAVE_CONFIG": "/nonexistent"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        until(lambda: answer_of(config, "/healthz"))
        yield process
    finally:
        process.kill()
        process.communicate()


def answer_of(config: Config, path: str, body: Any = None, token: str = "") -> Any:
    """Return what the hub answers, None while it does not."""
    url = f"http://127.0.0.1:{config.number('hub', 'port')}{path}"
    data = None if body is None else json.dumps(body).encode()
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
    asked = urllib.request.Request(url, data, headers)
    try:
        with urllib.request.urlopen(asked, timeout=5) as answer:
            return json.load(answer)
    except (urllib.error.URLError, ConnectionError):
        return None


def admin_token(config: Config) -> str:
    with closing(open_library(config)) as library, library.session() as session:
        return issue(session, "admin", "a phone")[1]


def worker_of(process: subprocess.Popen[str]) -> psutil.Process:
    (worker,) = until(lambda: psutil.Process(process.pid).children())
    return worker


def test_ctrl_c_ends_hub_and_worker_cleanly_in_the_middle_of_a_song(
    config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOODWAVE_FAKE_STEP_SECONDS", "20")
    with started(config) as process:
        assert until(lambda: answer_of(config, "/healthz")["broker"] == "online")
        worker = worker_of(process)
        token = admin_token(config)
        answer_of(config, "/api/v1/songs", {"dedication": {"message": "Thank you"}}, token)
        until(lambda: answer_of(config, "/api/v1/songs", None, token)["songs"][0]["step"], 15)
        os.killpg(process.pid, signal.SIGINT)
        begin = time.monotonic()
        out, err = process.communicate(timeout=10)
    assert time.monotonic() - begin < STOP_SECONDS  # nobody had to be killed
    assert process.returncode == 0, err
    assert f"http://127.0.0.1:{config.number('hub', 'port')}/tv" in out
    assert "Traceback" not in err
    assert not worker.is_running()


def test_a_worker_does_not_outlive_a_hub_that_was_killed(config: Config) -> None:
    with started(config) as process:
        worker = worker_of(process)
        process.kill()
        process.wait(5)
        until(lambda: not worker.is_running(), 15)


def test_a_second_hub_on_the_same_port_ends_with_a_cure(config: Config) -> None:
    with started(config) as process:
        again = subprocess.run(
            COMMAND,
            env=os.environ | worker_environ(config) | {"GOODWAVE_CONFIG": "/nonexistent"},
            capture_output=True,
            text=True,
            timeout=20,
        )
        process.terminate()
        process.communicate(timeout=10)
        assert process.returncode == 0
    assert again.returncode == 1
    assert "GOODWAVE_HUB_PORT" in again.stderr
    assert "Traceback" not in again.stderr


@pytest.mark.parametrize(
    ("section", "key", "cure"),
    [("hub", "port", "GOODWAVE_HUB_PORT"), ("mqtt", "tcp_port", "GOODWAVE_MQTT_TCP_PORT")],
)
def test_a_taken_port_is_named_with_its_cure(config: Config, section: str, key: str, cure: str) -> None:
    squatter = socket.create_server(("127.0.0.1", config.number(section, key)))
    with squatter, open_hub(config) as hub, pytest.raises(PortTaken, match=cure), running(*parts_of(hub)):
        pass


def test_the_terminal_shows_the_phone_address_as_a_qr_code(hub: Hub) -> None:
    phone = f"{hub.addresses[0]}/#claim={hub.pairing.claim_code}"
    drawn = [line for line in welcome(hub).splitlines() if set(line) & set("█▀▄")]
    pairs = {"█": (0, 0), "▀": (0, 1), "▄": (1, 0), " ": (1, 1)}
    rows = [[pairs[mark][half] for mark in line] for line in drawn for half in (0, 1)]
    code = [list(row) for row in segno.make(phone, error="m").matrix_iter(border=2)]
    assert rows[: len(code)] == code


def test_a_hub_that_has_an_owner_prints_no_code(hub: Hub) -> None:
    assert hub.pairing.claim_code in welcome(hub)
    with hub.library.session() as session:
        issue(session, "admin", "a phone")
    assert hub.pairing.claim_code not in welcome(hub)


def test_a_hub_on_one_interface_tells_that_address(tmp_path: Path) -> None:
    with open_hub(house_config(tmp_path, hub_host="127.0.0.1", hub_port=8080)) as hub:
        assert hub.addresses == ("http://127.0.0.1:8080",)


def test_hub_and_worker_log_in_json_when_asked_to(tmp_path: Path) -> None:
    config = house_config(tmp_path, logs_format="json")
    with started(config) as process:
        worker_of(process)
        until(lambda: answer_of(config, "/healthz")["broker"] == "online")
        process.terminate()
        _, err = process.communicate(timeout=15)
    lines = [json.loads(line) for line in err.splitlines()]
    assert {"edge_service.hub.broker", "edge_service.hub.serve"} <= {line["logger"] for line in lines}
