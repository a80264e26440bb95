"""A draft comes whole, and what a person keeps of it stays."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.hub.conftest import MESSAGE


def drafted(client: FlaskClient, **wishes: Any) -> dict[str, Any]:
    answer = client.post("/api/v1/lyrics", json={"message": MESSAGE, "to": "Mum", **wishes})
    assert answer.status_code == 200, answer.json
    return dict(answer.json)


def test_a_draft_says_of_each_line_whose_words_it_sings(client: FlaskClient) -> None:
    draft = drafted(client, seed=3)
    verse, chorus = draft["sections"]
    assert {line["source"] for line in verse["drafted"]} == {"message"}
    assert {line["source"] for line in chorus["drafted"]} == {"songbook"}
    assert [line["text"] for line in verse["drafted"]] == verse["lines"]
    assert len(draft["titles"]) == 3
    assert draft["presenter"]
    assert draft["seed"] == 3


def test_lines_that_are_kept_stay_in_their_places(client: FlaskClient) -> None:
    draft = drafted(client, kept=[{"id": "0.0", "text": "My own first line"}])
    assert draft["sections"][0]["drafted"][0] == {
        "id": "0.0",
        "text": "My own first line",
        "source": "person",
    }


def test_a_message_can_be_sung_word_for_word(client: FlaskClient) -> None:
    sung = [line for section in drafted(client, word_for_word=True)["sections"] for line in section["lines"]]
    assert " ".join(sung) == MESSAGE


def test_own_lyrics_can_be_looked_at_before_they_are_sung(client: FlaskClient) -> None:
    lines = drafted(client, lyrics="[Verse]\nHello")["sections"][0]["lines"]
    assert "Hello" in " ".join(lines)


def test_a_theme_is_suggested_and_a_persons_own_wins(client: FlaskClient) -> None:
    themes = [theme["name"] for theme in client.get("/api/v1/options").json["themes"]]
    assert drafted(client)["understood"]["theme"] in themes
    assert drafted(client, theme="birthday")["understood"]["theme"] == "birthday"


@pytest.mark.parametrize("wrong", [{"kept": [{"id": "0.0"}]}, {"kept": "all"}, {"word_for_word": "maybe"}])
def test_a_wish_that_cannot_be_read_is_named(client: FlaskClient, wrong: dict[str, Any]) -> None:
    answer = client.post("/api/v1/lyrics", json={"message": MESSAGE, **wrong})
    assert answer.status_code == 400
    assert next(iter(wrong)) in answer.json["error"]["hint"]
