"""Settings of a hub for tests and demonstrations: the fake studio, a folder and ports of its own."""

import socket
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from edge_service.config import Config, load_config


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def house_config(folder: Path, **settings: Any) -> Config:
    """Return settings on free ports; `hub_port=8090` sets hub.port, and so on."""
    own: Mapping[str, Any] = {
        "hub_data_dir": folder,
        "hub_host": "127.0.0.1",
        "hub_port": free_port(),
        "mqtt_tcp_port": free_port(),
        "mqtt_ws_port": free_port(),
        "discovery_enabled": False,
        "studio_module": "tests.hub.fake_studio",
        **settings,
    }
    environ = {f"GOODWAVE_{name}".upper(): str(value) for name, value in own.items()}
    return load_config({"GOODWAVE_CONFIG": "/nonexistent", **environ})
