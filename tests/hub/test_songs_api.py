"""Asking for songs over HTTP, while nothing makes them."""

from concurrent.futures import ThreadPoolExecutor

from flask.testing import FlaskClient

from edge_service.hub.hub import Hub
from edge_service.hub.library.songs import find_song
from tests.hub.conftest import MESSAGE, ask_for_song, client_of, new_display, song_of

ASKED = {"dedication": {"message": MESSAGE, "to": "Mum", "from": "Ana", "seed": 7}}


def test_a_new_song_waits_in_table_and_queue(hub: Hub, client: FlaskClient) -> None:
    song = ask_for_song(client)
    assert (song["state"], song["position"], song["files"]) == ("queued", 1, None)
    assert [task.args[0] for task in hub.jobs.queue.pending()] == [song["id"]]


def test_a_song_remembers_what_was_asked(client: FlaskClient) -> None:
    song = client.post("/api/v1/songs", json=ASKED).json
    told = song_of(client, song["id"])["dedication"]
    assert told == {
        "message": MESSAGE, "to": "Mum", "from": "Ana", "language": "en", "genre": "pop",
        "mood": "warm", "voice": "auto", "length": "standard", "seed": 7, "names": "", "theme": "",
    }  # fmt: skip


def test_without_a_seed_every_song_gets_its_own(client: FlaskClient) -> None:
    seeds = {ask_for_song(client)["dedication"]["seed"] for _ in range(5)}
    assert len(seeds) == 5


def test_asking_twice_with_one_key_makes_one_song(hub: Hub, client: FlaskClient) -> None:
    key = {"Idempotency-Key": "tap-1"}
    asked = {"dedication": {"message": MESSAGE}}
    first = client.post("/api/v1/songs", json=asked, headers=key)
    second = client.post("/api/v1/songs", json=asked, headers=key)
    assert (first.status_code, second.status_code) == (202, 202)
    assert first.json == second.json
    assert len(hub.jobs.queue.pending()) == 1


def test_two_taps_at_the_same_moment_make_one_song(hub: Hub) -> None:
    app = client_of(hub, "sender").application

    def tap(_: int) -> str:
        key = {"Idempotency-Key": "tap-1"}
        asked = {"dedication": {"message": MESSAGE}}
        return str(app.test_client().post("/api/v1/songs", json=asked, headers=key).json["id"])

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(tap, range(8)))) == 1
    assert len(hub.jobs.queue.pending()) == 1


def test_a_key_used_for_another_message_is_a_conflict(client: FlaskClient) -> None:
    key = {"Idempotency-Key": "tap-1"}
    client.post("/api/v1/songs", json=ASKED, headers=key)
    other = client.post("/api/v1/songs", json={"dedication": {"message": "Goodbye"}}, headers=key)
    assert (other.status_code, other.json["error"]["code"]) == (409, "conflict")


def test_edited_lyrics_go_into_the_order(hub: Hub, client: FlaskClient) -> None:
    song = ask_for_song(client, lyrics="[Verse]\nMy own words")
    with hub.library.session() as session:
        assert find_song(session, song["id"]).lyrics == "[Verse]\nMy own words"


def test_how_a_name_sounds_is_kept_for_that_person_and_language(client: FlaskClient) -> None:
    told = {"message": MESSAGE, "to": "Siobhan", "names": "{siobhan|shi-VAWN}"}
    client.post("/api/v1/songs", json={"dedication": told})

    def names(**asked: str) -> str:
        song = client.post("/api/v1/songs", json={"dedication": {"message": "Hello", **asked}}).json
        return str(song["dedication"]["names"])

    assert names(to="siobhan ") == "{siobhan|shi-VAWN}"
    assert names(to="Siobhan", names="{bo|BOO}") == "{siobhan|shi-VAWN} {bo|BOO}"
    assert names(to="Siobhan", language="es") == ""
    assert names(to="Anna") == names() == ""


def test_the_list_comes_newest_first_in_pages(client: FlaskClient) -> None:
    ids = [ask_for_song(client)["id"] for _ in range(5)]
    first = client.get("/api/v1/songs?limit=3").json["songs"]
    rest = client.get(f"/api/v1/songs?limit=3&before={first[-1]['id']}").json["songs"]
    assert [song["id"] for song in first + rest] == ids[::-1]


def test_a_waiting_song_is_cancelled_at_once(client: FlaskClient) -> None:
    song = ask_for_song(client)
    answer = client.post(f"/api/v1/songs/{song['id']}/cancel")
    assert (answer.status_code, answer.json["state"]) == (202, "cancelled")
    assert client.post(f"/api/v1/songs/{song['id']}/cancel").status_code == 202


def test_a_cancelled_song_moves_the_others_up(client: FlaskClient) -> None:
    first, second = ask_for_song(client), ask_for_song(client)
    client.post(f"/api/v1/songs/{first['id']}/cancel")
    assert song_of(client, second["id"])["position"] == 1


def test_a_deleted_song_is_gone(client: FlaskClient) -> None:
    song = ask_for_song(client)
    assert client.delete(f"/api/v1/songs/{song['id']}").status_code == 204
    assert client.get(f"/api/v1/songs/{song['id']}").status_code == 404
    assert client.delete(f"/api/v1/songs/{song['id']}").status_code == 404


def test_a_song_sent_while_the_broker_is_gone_waits_and_says_so(client: FlaskClient) -> None:
    display = new_display(client)
    delivery = ask_for_song(client, display=display)["deliveries"][0]
    assert (delivery["display_name"], delivery["state"]) == ("Living room", "pending")
    assert delivery["notice"]["code"] == "broker_gone"


def test_a_song_for_an_unknown_screen_is_refused_and_not_made(hub: Hub, client: FlaskClient) -> None:
    answer = client.post("/api/v1/songs", json={**ASKED, "display": "nowhere"})
    assert (answer.status_code, answer.json["error"]["code"]) == (404, "not_found")
    assert client.get("/api/v1/songs").json["songs"] == []
    assert hub.jobs.queue.pending() == []


def test_a_cancelled_song_cannot_be_sent(client: FlaskClient) -> None:
    song, display = ask_for_song(client), new_display(client)
    client.post(f"/api/v1/songs/{song['id']}/cancel")
    answer = client.post(f"/api/v1/songs/{song['id']}/deliveries", json={"display": display})
    assert (answer.status_code, answer.json["error"]["code"]) == (409, "conflict")


def test_a_draft_has_text_to_edit_and_its_seed_back(client: FlaskClient) -> None:
    draft = client.post("/api/v1/lyrics", json={"message": MESSAGE, "to": "Mum", "seed": 3}).json
    assert draft["text"].startswith("[Verse 1]\n")
    assert draft["seed"] == 3
    assert [section["kind"] for section in draft["sections"]] == ["verse", "chorus"]


def test_options_list_the_voices_of_each_language(client: FlaskClient) -> None:
    options = client.get("/api/v1/options").json
    voices = {
        language["code"]: [voice["name"] for voice in language["voices"]] for language in options["languages"]
    }
    assert voices == {"en": ["af_heart", "am_michael"], "es": ["ef_dora", "em_alex"]}
    assert {language["status"] for language in options["languages"]} == {"supported"}
    assert {genre["name"] for genre in options["genres"]} == {"pop", "ballad", "lofi"}


def test_screens_are_signed_in_renamed_and_forgotten(client: FlaskClient) -> None:
    display = new_display(client, "  Living   room ")
    assert client.patch(f"/api/v1/displays/{display}", json={"name": "Kitchen"}).json["name"] == "Kitchen"
    [listed] = client.get("/api/v1/displays").json["displays"]
    assert (listed["id"], listed["name"], listed["status"]) == (display, "Kitchen", "offline")
    assert client.delete(f"/api/v1/displays/{display}").status_code == 204
    assert client.get(f"/api/v1/displays/{display}/songs").status_code == 404


def test_forgetting_a_screen_keeps_its_songs(client: FlaskClient) -> None:
    display = new_display(client)
    song = ask_for_song(client, display=display)
    client.delete(f"/api/v1/displays/{display}")
    assert song_of(client, song["id"])["deliveries"] == []
