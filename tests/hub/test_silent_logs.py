"""Nothing that was told in confidence is in the logs of a hub, however loud they are."""

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from edge_service.config import Config
from edge_service.hub.identity import load_identity
from edge_service.hub.supervisor import worker_environ
from tests.hub.conftest import until
from tests.hub.settings import free_port, house_config
from tests.hub.visit import Visit

CODE = re.compile(r"Code +(\S+)")
LOUD = Path(__file__).parent / "loud"


@dataclass(frozen=True)
class Told:
    """What a hub said on its two streams and left in its folder, and what nobody should read there."""

    visit: Visit
    shown: str
    logged: str
    folder: Path
    json: bool


@pytest.fixture(scope="module", params=["text", "json"])
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Told:
    folder = tmp_path_factory.mktemp(request.param)
    config = house_config(
        folder / "data", logs_format=request.param, home_assistant_enabled=True, queue_per_person=0
    )
    shown, logged = folder / "shown", folder / "logged"
    with shown.open("wb") as out, logged.open("wb") as err:
        hub = subprocess.Popen(_command("run"), env=_environ(config), stdout=out, stderr=err)
        try:
            code = until(lambda: CODE.search(shown.read_text("utf-8")), 30)[1]
            visit = Visit(config, code, load_identity(config.data_dir).id)
            visit.happen()
            visit.note("key of the broker", load_identity(config.data_dir).broker_key)
            backup = _command("-v", "backup", str(folder / "backup.zip"))
            subprocess.run(backup, env=_environ(config), stdout=out, stderr=err, check=True)
        finally:
            hub.terminate()
            hub.wait(20)
    return Told(visit, shown.read_text("utf-8"), logged.read_text("utf-8"), folder, request.param == "json")


def test_the_logs_were_as_loud_as_they_get(told: Told) -> None:
    assert {"DEBUG", "INFO", "WARNING", "ERROR"} <= set(re.findall(r"\b[A-Z]{4,}\b", told.logged))
    assert all(song in told.logged for song in told.visit.songs)
    assert "edge_service.hub.worker" in told.logged
    assert len(told.visit.secrets) > 25


def test_nothing_told_in_confidence_is_in_the_logs(told: Told) -> None:
    leaked = [what for what, secret in told.visit.secrets.items() if secret.lower() in told.logged.lower()]
    assert leaked == []


def test_the_terminal_shows_the_claim_code_and_no_other_secret(told: Told) -> None:
    shown = [what for what, secret in told.visit.secrets.items() if secret.lower() in told.shown.lower()]
    assert shown == ["claim code"]


def test_a_hub_leaves_no_log_of_its_own_behind(told: Told) -> None:
    assert [path for path in told.folder.rglob("*") if "log" in path.suffix] == []


def test_logs_for_programs_are_one_object_a_line(told: Told) -> None:
    objects = [json.loads(line) for line in told.logged.splitlines() if line.startswith("{")]
    assert all("message" in each for each in objects)
    assert bool(objects) == told.json


def _command(*words: str) -> list[str]:
    return [sys.executable, "-m", "edge_service.cli", *words]


def _environ(config: Config) -> dict[str, str]:
    own = worker_environ(config) | {"GOODWAVE_CONFIG": "/nonexistent", "PYTHONPATH": str(LOUD)}
    return os.environ | own


@pytest.mark.parametrize(
    ("command", "said"), [("config", "[database]"), ("check", "broker"), ("run", "cannot be used")]
)
def test_passwords_of_servers_that_are_gone_are_shown_nowhere(
    tmp_path: Path, command: str, said: str
) -> None:
    gone, secret = f"127.0.0.1:{free_port()}", "zqpassword"
    urls = {
        "database_url": f"postgresql+psycopg://goodwave:{secret}@{gone}/goodwave",
        "queue_url": f"redis://:{secret}@{gone}/0",
        "mqtt_url": f"mqtt://hub:{secret}@{gone}",
    }
    environ = _environ(house_config(tmp_path, **urls))
    done = subprocess.run(_command("-v", command), env=environ, capture_output=True, text=True, check=False)
    told = done.stdout + done.stderr
    assert said in told
    assert secret not in told


def test_a_mistake_of_ours_is_logged_without_the_link_that_was_shared(
    client: FlaskClient, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = "words of a message"

    def stumble(*_: object) -> None:
        raise RuntimeError(words)

    monkeypatch.setattr("edge_service.hub.api.files.find_shared", stumble)
    assert client.get("/api/v1/share/zqtoken").status_code == 500
    assert "/api/v1/share/<token> failed: RuntimeError" in caplog.text
    assert "zqtoken" not in caplog.text
    assert words not in caplog.text
