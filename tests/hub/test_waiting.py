"""The queue: whose turn it is, how long it takes, and what one person may ask for."""

import time
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from edge_service.hub import jobs, studio_link
from edge_service.hub.hub import Hub, open_hub
from edge_service.hub.jobs import Jobs, open_lanes
from edge_service.hub.library import Song
from edge_service.hub.library.claims import claim_song
from edge_service.hub.library.pace import Milestone, learn, left_seconds
from edge_service.hub.library.songs import SongRequest, add_song, find_song
from edge_service.hub.library.waiting import COURTESY_SECONDS, seconds_left
from edge_service.song.dedication import Dedication
from tests.hub import fake_studio
from tests.hub.conftest import MESSAGE, House, ask_for_song, client_of, song_of, until, wait_for_state
from tests.hub.made_song import made_song, worker_of
from tests.hub.settings import house_config


def wish(client: FlaskClient, length: str) -> str:
    answer = client.post("/api/v1/songs", json={"dedication": {"message": MESSAGE, "length": length}})
    return str(answer.json["id"])


def in_queue(hub: Hub) -> list[str]:
    return [task.args[0] for task in hub.jobs.queue.pending()]


def test_a_short_song_goes_before_longer_ones_that_came_just_before(hub: Hub, client: FlaskClient) -> None:
    long, standard, short = (wish(client, length) for length in ("long", "standard", "short"))
    assert in_queue(hub) == [short, standard, long]
    assert [song_of(client, song_id)["position"] for song_id in (short, standard, long)] == [1, 2, 3]


def test_a_long_song_that_has_waited_lets_no_short_one_go_before_it(hub: Hub, client: FlaskClient) -> None:
    long = wish(client, "long")
    waited = Song.turn - COURTESY_SECONDS["long"] - 1
    with hub.library.session() as session:
        session.execute(update(Song).values(turn=waited))
    hub.jobs.queue.flush()
    hub.jobs.sweep()
    short = wish(client, "short")
    assert in_queue(hub) == [long, short]


def test_one_person_fills_a_share_of_the_queue_and_not_that_of_others(tmp_path: Path) -> None:
    with open_hub(house_config(tmp_path, queue_per_person=2)) as hub:
        greedy, other = client_of(hub, "sender"), client_of(hub, "sender")
        first = ask_for_song(greedy)["id"]
        ask_for_song(greedy)
        refused = greedy.post("/api/v1/songs", json={"dedication": {"message": MESSAGE}})
        assert (refused.status_code, refused.json["error"]["code"]) == (429, "queue_share")
        assert "finished" in refused.json["error"]["hint"]
        ask_for_song(other)
        greedy.post(f"/api/v1/songs/{first}/cancel")
        ask_for_song(greedy)


def test_without_a_limit_anybody_may_ask_for_any_number(tmp_path: Path) -> None:
    with open_hub(house_config(tmp_path, queue_per_person=0)) as hub:
        client = client_of(hub, "sender")
        assert len({ask_for_song(client)["id"] for _ in range(25)}) == 25


def test_the_keys_of_two_people_do_not_meet(hub: Hub) -> None:
    key, asked = {"Idempotency-Key": "1"}, {"dedication": {"message": MESSAGE}}
    ids = {
        client_of(hub, "sender").post("/api/v1/songs", json=asked, headers=key).json["id"] for _ in range(2)
    }
    assert len(ids) == 2


def test_no_time_is_promised_before_a_song_was_measured(client: FlaskClient) -> None:
    assert song_of(client, ask_for_song(client)["id"])["seconds_left"] is None


def test_the_time_left_is_what_songs_took_before(
    hub: Hub, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOODWAVE_FAKE_STEP_SECONDS", "0.1")
    begun = time.monotonic()
    made_song(hub, client)
    took = time.monotonic() - begun
    promised = song_of(client, ask_for_song(client)["id"])["seconds_left"]
    assert 0.7 <= promised <= took


def test_the_time_left_runs_evenly_between_the_beginnings_of_steps(hub: Hub) -> None:
    with hub.library.session() as session:
        learn(session, "standard", {"lyrics": Milestone(0.0, 20.0), "mix": Milestone(0.8, 4.0)})
        told = [left_seconds(session, "standard", fraction) for fraction in (0.0, 0.4, 0.8, 0.9, 1.0)]
        assert told == pytest.approx([20.0, 12.0, 4.0, 2.0, 0.0])
        assert left_seconds(session, "long", 0.5) is None


def test_the_latest_songs_count_in_what_is_expected(hub: Hub) -> None:
    with hub.library.session() as session:
        for _ in range(20):
            learn(session, "standard", {"lyrics": Milestone(0.0, 100.0)})
        for _ in range(40):
            learn(session, "standard", {"lyrics": Milestone(0.0, 10.0)})
        assert left_seconds(session, "standard", 0.0) == pytest.approx(10.0, abs=1)


def test_songs_before_and_workers_at_work_are_counted_in_the_time_left(hub: Hub) -> None:
    with hub.library.session() as session:
        learn(session, "standard", {"lyrics": Milestone(0.0, 20.0)})
        songs = [add_song(session, SongRequest(Dedication("Hi"), None, None, None)) for _ in range(5)]
        for song in songs[:2]:
            claim_song(session, song.id, f"w{song.number}")
        last = find_song(session, songs[4].id)
        assert seconds_left(session, last) == pytest.approx((2 * 20 + 2 * 20) / 2 + 20)


def test_a_failed_song_is_tried_again_with_its_words_and_seed(
    hub: Hub, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.hub.fake_studio._get_into_trouble", _no_memory)
    failed = made_song(hub, client)
    assert failed["state"] == "failed"
    monkeypatch.setattr("tests.hub.fake_studio._get_into_trouble", lambda _order: None)
    again = client.post(f"/api/v1/songs/{failed['id']}/retry")
    assert (again.status_code, again.json["state"], again.json["error"]) == (202, "queued", None)
    assert failed["id"] in in_queue(hub)
    worker_of(hub).make(failed["id"])
    done = song_of(client, failed["id"])
    assert (done["state"], done["dedication"]) == ("done", failed["dedication"])
    assert client.post(f"/api/v1/songs/{failed['id']}/retry").status_code == 409


def test_a_cancelled_song_can_be_wanted_again(hub: Hub, client: FlaskClient) -> None:
    song_id = ask_for_song(client)["id"]
    client.post(f"/api/v1/songs/{song_id}/cancel")
    assert client.post(f"/api/v1/songs/{song_id}/retry").json["state"] == "queued"
    worker_of(hub).make(song_id)
    assert song_of(client, song_id)["state"] == "done"


def test_a_guest_cannot_try_the_songs_of_others_again(hub: Hub, client: FlaskClient) -> None:
    song_id = ask_for_song(client)["id"]
    assert client_of(hub, "guest").post(f"/api/v1/songs/{song_id}/retry").status_code == 403


def test_a_song_is_cancelled_within_two_seconds_even_where_the_studio_does_not_listen(house: House) -> None:
    song_id = ask_for_song(house.client, "Thank you (hold the note)")["id"]
    until(lambda: song_of(house.client, song_id)["fraction"] >= 0.41, 30)  # the last it tells before it holds
    stubborn = house.supervisor.pid
    house.client.post(f"/api/v1/songs/{song_id}/cancel")
    wait_for_state(house.client, song_id, "cancelled", seconds=2)
    assert wait_for_state(house.client, ask_for_song(house.client)["id"], "done")
    assert house.supervisor.pid not in (None, stubborn)


def test_songs_of_some_lengths_wait_for_a_card_and_not_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = house_config(tmp_path, queue_gpu_lengths="long")
    with open_hub(config) as hub:
        client = client_of(hub, "sender")
        short, long = wish(client, "short"), wish(client, "long")
        cards = jobs.open_queue(config, "gpu")
        jobs.task_of(cards, lambda _song_id: None)
        assert (in_queue(hub), [task.args[0] for task in cards.pending()]) == ([short], [long])
        cards.storage.close()
        monkeypatch.setattr(jobs, "CARD_PATIENCE_SECONDS", -1000.0)
        Jobs(open_lanes(config), hub.library).sweep()
        assert in_queue(hub) == [short, long]


def test_models_that_nobody_needs_give_their_memory_back(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(studio_link, "LOOK_SECONDS", 0.01)
    fake_studio.UNLOADED.clear()
    with studio_link.idle_models_unloaded(hub.config, hub.studio):
        time.sleep(0.05)
        assert fake_studio.UNLOADED == []  # nothing is open yet
        hub.studio.warm_up()
        until(lambda: fake_studio.UNLOADED)
    assert fake_studio.UNLOADED[0] == 60 * hub.config.number("studio", "idle_minutes")


def _no_memory(_order: object) -> None:
    raise RuntimeError("no memory for this graph")
