"""One worker, in this process, on a real table with real files."""

import threading
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from edge_service.hub import jobs
from edge_service.hub.hub import Hub
from edge_service.hub.library.losses import release_worker
from edge_service.song.folder import read_song
from tests.hub.conftest import ask_for_song, song_of, until
from tests.hub.made_song import made_song, worker_of


def leftovers(hub: Hub) -> list[Path]:
    """Return what lies in the data folder of songs that are not in the library."""
    making = list((hub.library.folder / "making").glob("*/*"))
    kept = list((hub.library.folder / "songs").glob("*"))
    return making + [path for path in kept if not (path / "song.json").exists()]


def test_a_song_is_made_and_kept_whole(hub: Hub, client: FlaskClient) -> None:
    song = made_song(hub, client)
    assert (song["state"], song["fraction"], song["position"]) == ("done", 1.0, None)
    kept = read_song(hub.library.song_folder(song["id"]))
    assert (kept.id, kept.title) == (song["id"], song["title"])
    assert song["duration_seconds"] == pytest.approx(kept.duration_seconds)
    assert leftovers(hub) == []


def test_a_song_named_twice_in_the_queue_is_made_once(hub: Hub, client: FlaskClient) -> None:
    song_id = ask_for_song(client)["id"]
    worker = worker_of(hub)
    worker.make(song_id)
    finished_at = song_of(client, song_id)["finished_at"]
    worker.make(song_id)
    assert song_of(client, song_id)["finished_at"] == finished_at


def test_a_full_disk_fails_the_song_with_a_cure_and_leaves_nothing(hub: Hub, client: FlaskClient) -> None:
    song = made_song(hub, client, "Thank you (fill the disk)")
    assert song["state"] == "failed"
    assert song["error"]["code"] == "disk_full"
    assert "Free some space" in song["error"]["hint"]
    assert leftovers(hub) == []


def test_a_mistake_of_ours_fails_one_song_and_not_the_next(hub: Hub, client: FlaskClient) -> None:
    broken = made_song(hub, client, "Thank you (trip over)")
    assert (broken["state"], broken["error"]["code"]) == ("failed", "internal")
    assert "mistake" not in broken["error"]["message"]
    assert made_song(hub, client)["state"] == "done"


def test_lyrics_that_became_impossible_fail_the_song_with_their_own_code(
    hub: Hub, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    song_id = ask_for_song(client)["id"]
    monkeypatch.setattr("tests.hub.fake_studio.OPTIONS", _without_genres())
    worker_of(hub).make(song_id)
    assert song_of(client, song_id)["error"]["code"] == "genre_unknown"


@pytest.mark.usefixtures("slow_studio")
def test_a_song_being_made_stops_within_two_seconds_of_its_cancellation(
    hub: Hub, client: FlaskClient
) -> None:
    song_id, work = _start(hub, client)
    answer = client.post(f"/api/v1/songs/{song_id}/cancel")
    assert answer.status_code == 202
    work.join(2)
    assert not work.is_alive()
    song = song_of(client, song_id)
    assert (song["state"], song["error"]) == ("cancelled", None)
    assert leftovers(hub) == []


@pytest.mark.usefixtures("slow_studio")
def test_a_song_deleted_while_it_is_made_stops_and_leaves_nothing(hub: Hub, client: FlaskClient) -> None:
    song_id, work = _start(hub, client)
    assert client.delete(f"/api/v1/songs/{song_id}").status_code == 204
    work.join(2)
    assert not work.is_alive()
    assert client.get(f"/api/v1/songs/{song_id}").status_code == 404
    assert leftovers(hub) == []


@pytest.mark.usefixtures("slow_studio")
def test_a_worker_that_was_given_up_stops_when_another_takes_over(hub: Hub, client: FlaskClient) -> None:
    song_id, work = _start(hub, client)
    with hub.library.session() as session:
        release_worker(session, "w1", "lost")
    worker_of(hub, "w2").make(song_id)
    work.join(5)
    assert song_of(client, song_id)["state"] == "done"
    assert read_song(hub.library.song_folder(song_id)).id == song_id


def test_a_long_step_without_news_keeps_its_claim(
    hub: Hub, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("edge_service.hub.worker.HEARTBEAT_SECONDS", 0.05)
    monkeypatch.setattr(jobs, "STALE_SECONDS", 0.5)
    monkeypatch.setenv("GOODWAVE_FAKE_STEP_SECONDS", "12")  # 1.2 s between two signs of progress
    song_id, work = _start(hub, client)
    for _ in range(10):
        threading.Event().wait(0.1)
        hub.jobs.sweep()
    assert song_of(client, song_id)["state"] == "making"
    client.post(f"/api/v1/songs/{song_id}/cancel")
    work.join(5)


def test_waiting_songs_the_queue_forgot_are_put_back_once(hub: Hub, client: FlaskClient) -> None:
    ids = [ask_for_song(client)["id"] for _ in range(3)]
    hub.jobs.queue.flush()
    hub.jobs.sweep()
    hub.jobs.sweep()
    assert [task.args[0] for task in hub.jobs.queue.pending()] == ids


def test_what_a_dead_worker_left_half_done_is_removed(hub: Hub) -> None:
    half = hub.library.workbench("dead") / "song" / "song.mp3"
    half.parent.mkdir(parents=True)
    half.write_bytes(b"half")
    hub.jobs.tidy()
    assert not hub.library.workbench("dead").exists()


@pytest.fixture
def slow_studio(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOODWAVE_FAKE_STEP_SECONDS", "0.2")


def _start(hub: Hub, client: FlaskClient) -> tuple[str, threading.Thread]:
    song_id = ask_for_song(client)["id"]
    work = threading.Thread(target=worker_of(hub).make, args=(song_id,))
    work.start()
    until(lambda: song_of(client, song_id)["state"] == "making" and song_of(client, song_id)["step"])
    return song_id, work


def _without_genres() -> Any:
    from dataclasses import replace

    from tests.hub.fake_studio import OPTIONS

    return replace(OPTIONS, genres=())
