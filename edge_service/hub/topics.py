"""Every MQTT topic of Goodwave: its name, who speaks on it, what is said.

QoS 1, JSON. Fields are added and never renamed. `<hub>`, `<id>` and `<song>` are the ids of the hub, of a
display and of a song.

goodwave/<hub>/status                      hub      {"status": "online|offline"}, retained, its last will
goodwave/<hub>/display/<id>/status         display  {"status": "online|offline"}, retained, its last will
goodwave/<hub>/display/<id>/inbox/<song>   hub      the manifest that manifest.py writes, retained until the
                                                    display has received the song; empty takes it away.
                                                    Not retained, to a display that wants "details":
                                                    {"song": <song>, "details": {"lyrics": as song.json
                                                    has them}}
goodwave/<hub>/display/<id>/command        people   {"command": "play|pause|stop|next|volume",
                                                    "song"?: <song>, "volume"?: 0..1}
                                           hub      {"command": "noted", "event", "song", "ticket"?,
                                                    "reply"?}: that event is in the table, and need not
                                                    be told again
goodwave/<hub>/display/<id>/event          display  {"event": "received|playing|played|thanked|wants",
                                                    "song": <song>, "ticket"?: the manifest's,
                                                    "reply"?: words of thanks}; told again when the
                                                    hub comes back, until it is noted: telling it
                                                    twice changes nothing.
                                                    "wants" asks for chunks: "file":
                                                    "audio|cover", "from": <n>, or for the words with
                                                    their times: "file": "details", "from": 0
goodwave/<hub>/media/<sha256>/<n>          hub      chunk number n of a sound or cover, raw bytes, 256 KiB but
                                                    for the last; heard by displays to which it was announced
goodwave/<hub>/song/<song>/progress        hub      {"song": <song>, "state", "step", "fraction": 0..1,
                                                    "message"}
goodwave/<hub>/home/state                  hub      {"status": "ready|making", "queue": how many wait},
                                                    retained
goodwave/<hub>/home/last                   hub      {"song", "title", "to", "from", "duration_seconds",
                                                    "finished_at", "cover": its address}, retained
goodwave/<hub>/home/event                  hub      {"event_type": one of discovery.EVENTS, "song", "title",
                                                    "to", "from", "display"?, "reply"?}
goodwave/<hub>/home/dedicate/<id>          people   a message, or {"message", "to", "from", ...}; <id> may
                                                    be "any"

With home_assistant.enabled the hub also speaks on Home Assistant's own topics, below home_assistant.prefix:
<prefix>/device/goodwave_<hub>/config      hub      the device and its entities, retained
<prefix>/status                            others   "online" when Home Assistant has come
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from edge_service.hub.library.models import Scope

HUB_USER = "hub"
ANY_DISPLAY = "any"
PEOPLE: Sequence[Scope] = ("admin", "sender")
# What Home Assistant's MQTT integration says and hears below its prefix, with the token of a sender.
ABROAD_SPOKEN = ("homeassistant/status",)
ABROAD_HEARD = ("homeassistant/status", "homeassistant/+/+/config", "homeassistant/+/+/+/config")
HOME = ("home/state", "home/last", "home/event")
# What each scope may say and hear, below goodwave/<hub>/; {display} is the display's own id.
SPOKEN: Mapping[Scope, Sequence[str]] = {
    "admin": ("display/+/command", "home/dedicate/+"),
    "sender": ("display/+/command", "home/dedicate/+"),
    "guest": (),
    "display": ("display/{display}/status", "display/{display}/event"),
}
HEARD: Mapping[Scope, Sequence[str]] = {
    "admin": ("status", "display/+/status", "display/+/event", "song/+/progress", *HOME),
    "sender": ("status", "display/+/status", "display/+/event", "song/+/progress", *HOME),
    "guest": ("status",),
    "display": ("status", "display/{display}/inbox/+", "display/{display}/command"),
}


@dataclass(frozen=True)
class DisplayTopic:
    """A topic that belongs to one display; `tail` is what follows the display's id."""

    display: str
    tail: tuple[str, ...]


@dataclass(frozen=True)
class Topics:
    """The topics of one hub."""

    hub: str

    @property
    def root(self) -> str:
        return f"goodwave/{self.hub}"

    @property
    def status(self) -> str:
        return f"{self.root}/status"

    def inbox(self, display: str, song: str) -> str:
        return f"{self.root}/display/{display}/inbox/{song}"

    def media(self, sha256: str, number: int) -> str:
        return f"{self.root}/media/{sha256}/{number}"

    def media_hash(self, pattern: str) -> str | None:
        """Return the hash whose chunks a filter or topic names, None where it names none or several."""
        found = re.fullmatch(rf"{self.root}/media/([0-9a-f]{{64}})/(\+|[0-9]+)", pattern)
        return found[1] if found else None

    def command(self, display: str) -> str:
        return f"{self.root}/display/{display}/command"

    def event(self, display: str) -> str:
        return f"{self.root}/display/{display}/event"

    def display_status(self, display: str) -> str:
        return f"{self.root}/display/{display}/status"

    def progress(self, song: str) -> str:
        return f"{self.root}/song/{song}/progress"

    def home(self, what: str) -> str:
        return f"{self.root}/home/{what}"

    def dedicate(self, display: str) -> str:
        return f"{self.root}/home/dedicate/{display}"

    def dedicated_to(self, topic: str) -> str | None:
        """Return the display that something is dedicated to on a topic, None for another topic."""
        return topic.removeprefix(self.dedicate("")) if topic.startswith(self.dedicate("")) else None

    @property
    def heard_by_hub(self) -> tuple[str, ...]:
        """The filters that the hub itself subscribes to."""
        return (
            self.display_status("+"),
            self.event("+"),
            self.inbox("+", "+"),
            self.progress("+"),
        )

    def display_topic(self, topic: str) -> DisplayTopic | None:
        """Return the display that a topic belongs to, None for a topic of no display of this hub."""
        levels = topic.split("/")
        if levels[:3] != ["goodwave", self.hub, "display"] or len(levels) < 5:
            return None
        return DisplayTopic(levels[3], tuple(levels[4:]))

    def may_publish(self, topic: str, scope: Scope, display: str | None) -> bool:
        """Tell whether the holder of a token may speak on a topic; nobody but the hub fills inboxes."""
        return self._is_listed(topic, SPOKEN[scope], display) or _is_abroad(topic, scope, ABROAD_SPOKEN)

    def may_listen(self, pattern: str, scope: Scope, display: str | None) -> bool:
        """Tell whether the holder of a token may subscribe to a filter, or hear a topic."""
        return self._is_listed(pattern, HEARD[scope], display) or _is_abroad(pattern, scope, ABROAD_HEARD)

    def _is_listed(self, pattern: str, tails: Sequence[str], display: str | None) -> bool:
        own = display or ""
        return any(_covers(f"{self.root}/{tail.format(display=own)}", pattern) for tail in tails)


def _is_abroad(pattern: str, scope: Scope, allowed: Sequence[str]) -> bool:
    return scope in PEOPLE and any(_covers(each, pattern) for each in allowed)


def _covers(allowed: str, asked: str) -> bool:
    """Tell whether a filter asks for no more than another: "a/+" covers "a/b" and "a/+", not "a/#"."""
    wide, narrow = allowed.split("/"), asked.split("/")
    if wide[-1] == "#":
        return len(narrow) >= len(wide) and _same(wide[:-1], narrow[: len(wide) - 1])
    return len(wide) == len(narrow) and _same(wide, narrow)


def _same(wide: Sequence[str], narrow: Sequence[str]) -> bool:
    return all(
        level == other or (level == "+" and other != "#" and other != "")
        for level, other in zip(wide, narrow, strict=True)
    )
