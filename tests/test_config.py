"""Settings come from the shipped file, then the user's, then the environment."""

from pathlib import Path

import pytest

from edge_service.config import load_config, masked
from edge_service.errors import ConfigError


def environ(tmp_path: Path, text: str = "", **more: str) -> dict[str, str]:
    file = tmp_path / "config.toml"
    file.write_text(text)
    return {"GOODWAVE_CONFIG": str(file), **more}


def test_the_environment_wins_over_the_file_and_the_file_over_the_defaults(tmp_path: Path) -> None:
    text = "[hub]\nport = 8100\nname = 'Kitchen'\n"
    config = load_config(environ(tmp_path, text, GOODWAVE_HUB_PORT="8200"))
    assert config.number("hub", "port") == 8200
    assert config.text("hub", "name") == "Kitchen"
    assert config.number("mqtt", "tcp_port") == 1883


def test_an_unknown_key_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"hub\.prot"):
        load_config(environ(tmp_path, "[hub]\nprot = 1\n"))


def test_an_unknown_section_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="hubb"):
        load_config(environ(tmp_path, "[hubb]\nport = 1\n"))


def test_a_number_that_is_none_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="GOODWAVE_HUB_PORT"):
        load_config(environ(tmp_path, GOODWAVE_HUB_PORT="many"))


def test_broken_toml_says_where(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="line 1"):
        load_config(environ(tmp_path, "[hub\nport = 1\n"))


def test_flags_are_read_from_words(tmp_path: Path) -> None:
    assert (
        load_config(environ(tmp_path, GOODWAVE_DISCOVERY_ENABLED="no")).flag("discovery", "enabled") is False
    )
    with pytest.raises(ConfigError, match="true or false"):
        load_config(environ(tmp_path, GOODWAVE_DISCOVERY_ENABLED="perhaps"))


def test_passwords_are_never_shown(tmp_path: Path) -> None:
    config = load_config(environ(tmp_path, GOODWAVE_MQTT_URL="mqtt://me:secret@broker"))
    assert "secret" not in str(masked(config))
    assert config.text("mqtt", "url") == "mqtt://me:secret@broker"
