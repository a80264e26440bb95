"""Every MQTT topic of Goodwave: its name, who speaks on it, what is said.

QoS 1, JSON. Fields are added and never renamed. `<hub>`, `<id>` and `<song>` are the ids of the hub, of a
display and of a song.

goodwave/<hub>/status                      hub      {"status": "online|offline"}, retained, its last will
goodwave/<hub>/display/<id>/status         display  {"status": "online|offline"}, retained, its last will
goodwave/<hub>/display/<id>/inbox/<song>   hub      the manifest that manifest.py writes, retained until the
                                                    display has received the song; empty takes it away
goodwave/<hub>/display/<id>/command        anyone   {"command": "play|pause|stop|next|volume",
                                                    "song"?: <song>, "volume"?: 0..1}
goodwave/<hub>/display/<id>/event          display  {"event": "received|playing|played|thanked",
                                                    "song": <song>}
goodwave/<hub>/song/<song>/progress        hub      {"song": <song>, "state", "step", "fraction": 0..1,
                                                    "message"}
"""

from dataclasses import dataclass


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

    def command(self, display: str) -> str:
        return f"{self.root}/display/{display}/command"

    def event(self, display: str) -> str:
        return f"{self.root}/display/{display}/event"

    def display_status(self, display: str) -> str:
        return f"{self.root}/display/{display}/status"

    def progress(self, song: str) -> str:
        return f"{self.root}/song/{song}/progress"

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

    def may_publish(self, topic: str, is_hub: bool) -> bool:
        """Return whether a client may speak on a topic; only the hub fills inboxes and tells progress."""
        owner = self.display_topic(topic)
        said_by_all = owner is not None and owner.tail in {("status",), ("event",), ("command",)}
        return said_by_all or is_hub
