"""Who may speak on which topic."""

import pytest

from edge_service.hub.topics import DisplayTopic, Topics

TOPICS = Topics("h1")


def test_a_display_topic_names_its_display_and_what_follows() -> None:
    assert TOPICS.display_topic("goodwave/h1/display/tv/inbox/s1") == DisplayTopic("tv", ("inbox", "s1"))


@pytest.mark.parametrize("topic", ["goodwave/h2/display/tv/event", "goodwave/h1/song/s1/progress", "x", ""])
def test_other_topics_belong_to_no_display(topic: str) -> None:
    assert TOPICS.display_topic(topic) is None


@pytest.mark.parametrize("topic", [TOPICS.event("tv"), TOPICS.command("tv"), TOPICS.display_status("tv")])
def test_guests_may_speak_for_displays(topic: str) -> None:
    assert TOPICS.may_publish(topic, is_hub=False)


@pytest.mark.parametrize("topic", [TOPICS.status, TOPICS.inbox("tv", "s1"), TOPICS.progress("s1"), "other"])
def test_guests_may_not_speak_for_the_hub(topic: str) -> None:
    assert not TOPICS.may_publish(topic, is_hub=False)
    assert TOPICS.may_publish(topic, is_hub=True)
