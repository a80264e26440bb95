"""Who may speak on which topic, and hear it: every scope beside every topic."""

import pytest

from edge_service.hub.access import SCOPES, Scope
from edge_service.hub.topics import DisplayTopic, Topics

TOPICS = Topics("h1")
OWN, OTHER = "tv1", "tv2"
EVERY_TOPIC = {
    "status": TOPICS.status,
    "own status": TOPICS.display_status(OWN),
    "other status": TOPICS.display_status(OTHER),
    "own inbox": TOPICS.inbox(OWN, "s1"),
    "other inbox": TOPICS.inbox(OTHER, "s1"),
    "own command": TOPICS.command(OWN),
    "other command": TOPICS.command(OTHER),
    "own event": TOPICS.event(OWN),
    "other event": TOPICS.event(OTHER),
    "progress": TOPICS.progress("s1"),
    "home state": TOPICS.home("state"),
    "home last": TOPICS.home("last"),
    "home event": TOPICS.home("event"),
    "dedicate": TOPICS.dedicate("tv1"),
    "birth of Home Assistant": "homeassistant/status",
    "discovery": "homeassistant/device/goodwave_h1/config",
    "another house": "goodwave/h2/status",
    "elsewhere": "$SYS/broker/version",
}
PEOPLE_SAY = {"own command", "other command", "dedicate", "birth of Home Assistant"}
PEOPLE_HEAR = {
    *("status", "own status", "other status", "own event", "other event", "progress"),
    *("home state", "home last", "home event", "birth of Home Assistant", "discovery"),
}
SAID: dict[Scope, set[str]] = {
    "admin": PEOPLE_SAY,
    "sender": PEOPLE_SAY,
    "guest": set(),
    "display": {"own status", "own event"},
}
HEARD: dict[Scope, set[str]] = {
    "admin": PEOPLE_HEAR,
    "sender": PEOPLE_HEAR,
    "guest": {"status"},
    "display": {"status", "own inbox", "own command"},
}


def test_a_display_topic_names_its_display_and_what_follows() -> None:
    assert TOPICS.display_topic("goodwave/h1/display/tv/inbox/s1") == DisplayTopic("tv", ("inbox", "s1"))


@pytest.mark.parametrize("topic", ["goodwave/h2/display/tv/event", "goodwave/h1/song/s1/progress", "x", ""])
def test_other_topics_belong_to_no_display(topic: str) -> None:
    assert TOPICS.display_topic(topic) is None


@pytest.mark.parametrize("name", EVERY_TOPIC)
@pytest.mark.parametrize("scope", SCOPES)
def test_each_scope_says_and_hears_what_is_its_own(scope: Scope, name: str) -> None:
    display = OWN if scope == "display" else None
    assert TOPICS.may_publish(EVERY_TOPIC[name], scope, display) == (name in SAID[scope])
    assert TOPICS.may_listen(EVERY_TOPIC[name], scope, display) == (name in HEARD[scope])


@pytest.mark.parametrize(
    "pattern",
    [
        *("#", "goodwave/#", "goodwave/h1/#", "goodwave/+/status", "+/h1/status", "", "/"),
        *("goodwave/h1/display/+/inbox/+", "goodwave/h1/display/tv1/#", "goodwave/h1/display/tv1/+"),
        "goodwave/h1/display/tv1/inbox/#",
    ],
)
@pytest.mark.parametrize("scope", SCOPES)
def test_a_filter_wider_than_what_is_allowed_is_refused(scope: Scope, pattern: str) -> None:
    assert not TOPICS.may_listen(pattern, scope, OWN if scope == "display" else None)


def test_filters_as_wide_as_what_is_allowed_are_granted() -> None:
    assert TOPICS.may_listen("goodwave/h1/display/tv1/inbox/+", "display", OWN)
    assert TOPICS.may_listen("goodwave/h1/display/+/status", "sender", None)
    assert TOPICS.may_listen("goodwave/h1/song/+/progress", "admin", None)


def test_a_display_without_an_id_hears_nobodys_inbox() -> None:
    assert not TOPICS.may_listen("goodwave/h1/display//inbox/+", "admin", None)
    assert not TOPICS.may_listen("goodwave/h1/display/tv1/inbox/+", "display", None)
