"""EMQX's users and rules, read as EMQX's documentation says that it reads them."""

import csv
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from edge_service.cli import main
from edge_service.hub.access.emqx import hashed, write_files
from edge_service.hub.access.outside import User, device, hub_user
from edge_service.hub.hub import Hub
from edge_service.hub.library.models import Scope, Token
from edge_service.hub.messenger import BrokerAddress
from edge_service.hub.supervisor import worker_environ
from tests.hub.conftest import key_of
from tests.hub.test_topics import EVERY_TOPIC, OWN, TOPICS

RULE = re.compile(r'\{allow, \{username, "((?:[^"\\]|\\.)*)"\}, (publish|subscribe), \["(.*)"\]\}\.')
HUB = hub_user(BrokerAddress("broker", 1883, 'the "hub"', "secret"))
ABROAD = {"birth of Home Assistant", "discovery"}  # no device has those topics on a broker of its own


def users(folder: Path) -> dict[str, dict[str, str]]:
    with (folder / "users.csv").open(newline="") as file:
        return {row["user_id"]: row for row in csv.DictReader(file)}


def may(folder: Path, user: str, action: str, topic: str) -> bool:
    """Tell what the rules say: from top to bottom, the first that matches."""
    *rules, last = (folder / "acl.conf").read_text("utf-8").splitlines()
    assert last == "{deny, all}."
    for rule in rules:
        name, does, topics = RULE.fullmatch(rule).groups()  # type: ignore[union-attr]
        asked = (re.sub(r"\\(.)", r"\1", name), does)
        if asked == (user, action) and any(covers(each, topic) for each in topics.split('", "')):
            return True
    return False


def covers(pattern: str, topic: str) -> bool:
    wide, narrow = pattern.split("/"), topic.split("/")
    if wide[-1] == "#":
        return narrow[: len(wide) - 1] == wide[:-1]
    return len(wide) == len(narrow) and all(a in ("+", b) for a, b in zip(wide, narrow, strict=True))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_files(tmp_path, [HUB, *(of(scope) for scope in ("admin", "sender", "guest", "display"))])
    return tmp_path


def of(scope: Scope) -> User:
    token = Token(id=scope, name=scope, scope=scope, display_id=OWN if scope == "display" else None)
    return device(token, f"password of {scope}", TOPICS)


@pytest.mark.parametrize(
    ("password", "salt", "expected"),
    [
        (
            "mypassword1",
            "e378187547bf2d6f0545a3f441aa4d8a",
            "c5e46903df45e5dc096dc74657610dbee8deaacae656df88a1788f1847390242",
        ),
        (
            "mypassword2",
            "6d3f9bd5b54d94b98adbcfe10b6d181f",
            "f4d17f300b11e522fd33f497c11b126ef1ea5149c74d2220f9a16dc876d4567b",
        ),
    ],
)
def test_passwords_are_hashed_as_in_the_examples_of_the_documentation(
    password: str, salt: str, expected: str
) -> None:
    assert hashed(password, salt) == expected


def test_everybody_comes_in_with_the_own_password_and_nobody_is_above_the_rules(folder: Path) -> None:
    known = users(folder)
    assert known.keys() == {'the "hub"', "admin", "sender", "guest", "display"}
    for name, row in known.items():
        password = "secret" if name == HUB.name else f"password of {name}"
        assert row["password_hash"] == hashed(password, row["salt"])
        assert row["is_superuser"] == "false"
    assert len({row["salt"] for row in known.values()}) == len(known)


@pytest.mark.parametrize("scope", ["admin", "sender", "guest", "display"])
@pytest.mark.parametrize("topic", sorted(EVERY_TOPIC.keys() - ABROAD))
def test_devices_say_and_hear_what_they_may_at_home(folder: Path, scope: Scope, topic: str) -> None:
    display = OWN if scope == "display" else None
    name = EVERY_TOPIC[topic]
    assert may(folder, scope, "publish", name) == TOPICS.may_publish(name, scope, display)
    assert may(folder, scope, "subscribe", name) == TOPICS.may_listen(name, scope, display)


def test_the_hub_says_and_hears_everything_of_ours(folder: Path) -> None:
    for action in ("publish", "subscribe"):
        assert may(folder, HUB.name, action, EVERY_TOPIC["own inbox"])
        assert may(folder, HUB.name, action, EVERY_TOPIC["discovery"])
        assert not may(folder, HUB.name, action, EVERY_TOPIC["elsewhere"])


def test_the_configuration_names_the_rules_and_lets_nobody_else_speak(folder: Path) -> None:
    written = (folder / "goodwave.hocon").read_text()
    assert f'path = "{folder}/acl.conf"' in written
    assert "no_match = deny" in written
    assert "{ name = sha256, salt_position = prefix }" in written
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in folder.iterdir())


def test_the_command_writes_the_devices_of_a_hub(hub: Hub, tmp_path: Path) -> None:
    token_id, _ = key_of(hub, "sender")
    command = ["broker-config", "--for", "emqx", str(tmp_path / "emqx")]
    environ = worker_environ(hub.config) | {"GOODWAVE_MQTT_URL": "mqtt://hub:secret@broker:1883"}
    done = CliRunner().invoke(main, command, env=environ)
    assert done.exit_code == 0, done.output
    row = users(tmp_path / "emqx")[token_id]
    assert row["password_hash"] == hashed(hub.tickets.standing_password(token_id), row["salt"])
    assert may(tmp_path / "emqx", token_id, "subscribe", hub.topics.status)
