"""Finding songs by their words."""

from typing import Any

import pytest
from alembic import command
from alembic.config import Config as AlembicConfig
from flask.testing import FlaskClient
from sqlalchemy import create_engine, text

from edge_service.config import Config
from edge_service.hub.hub import Hub, open_hub
from edge_service.hub.library.library import MIGRATIONS
from edge_service.song.lyrics import Lyrics
from tests.hub.conftest import ask_for_song, client_of
from tests.hub.made_song import made_song


def found(client: FlaskClient, query: str) -> list[str]:
    return [
        song["dedication"]["message"]
        for song in client.get("/api/v1/songs", query_string={"q": query}).json["songs"]
    ]


@pytest.mark.parametrize(
    "query", ["pancakes", "PANCAKES", "sunday pan", "mum sunday", "  Sunday  ", "cafe", "café"]
)
def test_songs_are_found_by_words_whatever_their_capitals_and_accents(
    client: FlaskClient, query: str
) -> None:
    ask_for_song(client, "Sunday pancakes at the Café")
    ask_for_song(client, "Happy birthday")
    assert found(client, query) == ["Sunday pancakes at the Café"]


def test_all_words_must_be_there(client: FlaskClient) -> None:
    ask_for_song(client, "Sunday pancakes")
    assert found(client, "sunday birthday") == []


@pytest.mark.parametrize("query", ["%", "_", "100%"])
def test_signs_of_patterns_are_only_signs(client: FlaskClient, query: str) -> None:
    ask_for_song(client, "Sunday pancakes")
    ask_for_song(client, "You are 100% _mine_")
    assert found(client, query) == ["You are 100% _mine_"]


def test_without_words_all_songs_are_listed(client: FlaskClient) -> None:
    ask_for_song(client, "One")
    ask_for_song(client, "Two")
    assert found(client, " ") == ["Two", "One"]


def test_a_finished_song_is_found_by_its_title(
    hub: Hub, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.hub.fake_studio.Lyrics", _entitled)
    assert made_song(hub, client, "Thank you")["title"] == "Éternité"
    assert found(client, "eternite") == ["Thank you"]


def _entitled(_title: str, *words: Any) -> Lyrics:
    return Lyrics("Éternité", *words)


def test_songs_of_an_older_library_are_found_and_keep_their_turn(config: Config) -> None:
    config.data_dir.mkdir()
    engine = create_engine(config.database_url)
    settings = AlembicConfig()
    settings.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        settings.attributes["connection"] = connection
        command.upgrade(settings, "0005")
        for number, length in ((1, "long"), (2, "short")):
            connection.execute(_OLD_SONG, {"number": number, "id": f"song{number}", "length": length})
    engine.dispose()
    with open_hub(config) as hub:
        client = client_of(hub, "sender")
        assert found(client, "pasteles") == ["Pásteles"] * 2
        positions = {song["id"]: song["position"] for song in client.get("/api/v1/songs").json["songs"]}
        assert positions == {"song1": 2, "song2": 1}


_OLD_SONG = text(
    'INSERT INTO song (number, id, token, message, "to", sender, language, genre, mood, voice, length, seed,'
    " names, theme, state, fraction, attempts, cancel_requested, created_at) VALUES (:number, :id, :id,"
    " 'Pásteles', '', '', 'es', 'pop', 'warm', 'auto', :length, 1, '', '', 'queued', 0, 0, 0, 1000)"
)
