"""Describes the hub as a device of Home Assistant.

The shape is that of MQTT device discovery (www.home-assistant.io/integrations/mqtt, "Device discovery
payload"): one retained message tells the device, where it comes from, and every entity that it has.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from edge_service.hub.topics import ANY_DISPLAY, Topics

LONGEST_TEXT = 255  # Home Assistant's own limit for the state of a text
EVENTS = (
    "song_ready", "song_failed", "song_refused",
    "song_received", "song_playing", "song_played", "song_thanked",
)  # fmt: skip
Entity = dict[str, Any]


@dataclass(frozen=True)
class Device:
    """What Home Assistant is told of a hub: its name, its page, and its screens by id."""

    topics: Topics
    name: str
    page: str
    displays: Mapping[str, str]


def config_topic(prefix: str, topics: Topics) -> str:
    return f"{prefix}/device/goodwave_{topics.hub}/config"


def birth_topic(prefix: str) -> str:
    """Return where Home Assistant says that it has come."""
    return f"{prefix}/status"


def describe(device: Device, gone: Iterable[str] = ()) -> dict[str, Any]:
    """Return the discovery message of a hub; `gone` are entities of screens that were forgotten."""
    entities = _entities(device)
    removed = {key: {"platform": _platform(key)} for key in gone if key not in entities}
    return {
        "device": {
            "identifiers": [f"goodwave_{device.topics.hub}"],
            "name": device.name,
            "manufacturer": "Goodwave",
            "model": "Song dedication hub",
            "sw_version": version("goodwave"),
            "configuration_url": f"{device.page}/",
        },
        "origin": {"name": "Goodwave", "sw_version": version("goodwave")},
        "availability_topic": device.topics.status,
        "availability_template": "{{ value_json.status }}",
        "components": {
            key: {"unique_id": f"goodwave_{device.topics.hub}_{key}", **entity}
            for key, entity in entities.items()
        }
        | removed,
    }


def _entities(device: Device) -> dict[str, Entity]:
    topics = device.topics
    found: dict[str, Entity] = {
        "status": _sensor("Status", topics.home("state"), "status", icon="mdi:music-note"),
        "queue": _sensor("Songs waiting", topics.home("state"), "queue", icon="mdi:playlist-music"),
        "last": _sensor(
            "Last song", topics.home("last"), "title",
            icon="mdi:album", json_attributes_topic=topics.home("last"),
        ),
        "cover": {
            "platform": "image",
            "name": "Cover of the last song",
            "url_topic": topics.home("last"),
            "url_template": "{{ value_json.cover }}",
        },
        "events": {
            "platform": "event",
            "name": "Songs",
            "state_topic": topics.home("event"),
            "event_types": list(EVENTS),
        },
        "dedicate": {
            "platform": "text",
            "name": "Dedicate a song",
            "command_topic": topics.dedicate(ANY_DISPLAY),
            "max": LONGEST_TEXT,
            "icon": "mdi:heart",
        },
        "notify": {
            "platform": "notify",
            "name": "Dedicate a song",
            "command_topic": topics.dedicate(ANY_DISPLAY),
        },
    }  # fmt: skip
    for display, name in device.displays.items():
        found |= _of_display(topics, display, name)
    return found


def _sensor(name: str, topic: str, field: str, **more: str) -> Entity:
    template = "{{ value_json.%s }}" % field  # noqa: UP031  # braces of Home Assistant's templates
    return {"platform": "sensor", "name": name, "state_topic": topic, "value_template": template, **more}


def _of_display(topics: Topics, display: str, name: str) -> dict[str, Entity]:
    return {
        f"notify_{display}": {
            "platform": "notify",
            "name": f"Dedicate a song to {name}",
            "command_topic": topics.dedicate(display),
        },
        **{
            f"button_{command}_{display}": {
                "platform": "button",
                "name": f"{verb} {name}",
                "command_topic": topics.command(display),
                "payload_press": f'{{"command": "{command}"}}',
                "icon": f"mdi:{command}",
            }
            for command, verb in (("play", "Play"), ("stop", "Stop"))
        },
    }


def _platform(key: str) -> str:
    """Return what kind of entity a screen's key names."""
    return key.split("_", 1)[0]
