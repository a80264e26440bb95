"""What families really type, sent to a hub with its real lyricist: an answer with a code, never a fault."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from edge_service.hub.hub import open_hub
from tests.hub.conftest import client_of
from tests.hub.settings import house_config

KIND = "Thank you for the Sunday pancakes"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    folder: Path = tmp_path_factory.mktemp("hub")
    with open_hub(house_config(folder, studio_module="edge_service.studio.pipeline")) as hub:
        yield client_of(hub, "sender")


@pytest.mark.parametrize(
    ("dedication", "code"),
    [
        ({"message": "  "}, "message_empty"),
        ({"message": "😀🎉❤️"}, "message_empty"),
        ({"message": "love " * 2000}, "message_too_long"),
        ({"message": "Спасибо тебе за всё"}, "message_script"),
        ({"message": "Thank you 妈妈 for everything"}, "message_script"),
        ({"message": KIND, "language": "tlh"}, "language_unknown"),
        ({"message": KIND, "genre": "polka"}, "genre_unknown"),
        ({"message": KIND, "mood": "grumpy"}, "mood_unknown"),
        ({"message": KIND, "length": "endless"}, "length_unknown"),
        ({"message": KIND, "voice": "elvis"}, "voice_unknown"),
        ({"message": KIND, "to": "Zzxqkjwvzzxqkjwvzzxqkjwvzzxqkjwvzzxqkjwv"}, "word_unpronounceable"),
        ({"message": "I hate you and I will kill you"}, "message_unkind"),
    ],
)
@pytest.mark.parametrize("path", ["/api/v1/songs", "/api/v1/lyrics"])
def test_it_is_refused_with_its_own_code_and_a_cure(
    client: FlaskClient, path: str, dedication: dict[str, str], code: str
) -> None:
    answer = client.post(path, json={"dedication": dedication} if path.endswith("songs") else dedication)
    assert answer.status_code == 400, answer.text
    assert answer.json["error"]["code"] == code
    assert answer.json["error"]["hint"].strip()


@pytest.mark.parametrize(
    ("lyrics", "code"),
    [
        ("[Verse 1]\n\n[Chorus]\n", "lyrics_unusable"),
        ("[Verse 1]\nI will kill you tonight", "message_unkind"),
        ("la la la\n" * 200, "lyrics_unusable"),
    ],
)
def test_edited_lyrics_are_checked_before_they_are_queued(
    client: FlaskClient, lyrics: str, code: str
) -> None:
    answer = client.post("/api/v1/songs", json={"dedication": {"message": KIND}, "lyrics": lyrics})
    assert answer.status_code == 400, answer.text
    assert answer.json["error"]["code"] == code
    assert client.get("/api/v1/songs").json["songs"] == []


@pytest.mark.parametrize(
    "message",
    [
        "❤️ Thank you Mum ❤️ for 3 cakes & 100% love!",
        "x",
        "¿Qué? ¡Sí! 'quotes' — dashes… \"and\" (brackets)",
        "I miss him so much since he died. Life is hard without my dad.",
        "a" * 60,
        "Mum <script>alert(1)</script>",
        "Gracias " * 30,
    ],
)
def test_odd_but_honest_messages_get_lyrics_or_a_sentence(client: FlaskClient, message: str) -> None:
    answer = client.post("/api/v1/lyrics", json={"message": message, "to": "Mum"})
    assert answer.status_code in (200, 400), answer.text
    assert answer.status_code == 400 or "Mum" in answer.json["text"]
