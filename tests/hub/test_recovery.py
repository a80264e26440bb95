"""The worker as a process of its own: killed, replaced, stopped."""

import os
import signal
from pathlib import Path

import psutil
import pytest

from edge_service.config import Config
from edge_service.hub.hub import open_hub
from edge_service.hub.library import losses
from edge_service.song.folder import read_song
from tests.hub.conftest import House, ask_for_song, listening, living_house, song_of, until, wait_for_state
from tests.hub.settings import house_config


@pytest.fixture(autouse=True)
def _slow_studio(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOODWAVE_FAKE_STEP_SECONDS", "0.1")


def wait_for_step(house: House, song_id: str, step: str) -> None:
    until(lambda: song_of(house.client, song_id)["step"] == step, 30)


def test_a_song_cut_off_by_a_killed_worker_is_made_again_once(house: House) -> None:
    song_id = ask_for_song(house.client)["id"]
    with listening(house.hub, house.hub.topics.progress(song_id)) as listener:
        wait_for_step(house, song_id, "band")
        killed = house.supervisor.pid
        assert killed is not None
        os.kill(killed, signal.SIGKILL)
        assert wait_for_state(house.client, song_id, "done", "failed")["state"] == "done"
        assert house.supervisor.pid not in (None, killed)
        listener.hear(lambda _, news: news["state"] == "done")
        house.hub.jobs.sweep()
        assert house.hub.jobs.queue.pending() == []
        assert [news for _, news, _ in list(listener.heard.queue) if news["state"] != "done"] == []
    assert read_song(house.hub.library.song_folder(song_id)).id == song_id
    assert [path for path in (house.hub.library.folder / "making").rglob("*") if path.is_file()] == []


def test_songs_are_made_one_after_another_in_order(house: House) -> None:
    ids = [ask_for_song(house.client)["id"] for _ in range(3)]
    done = [wait_for_state(house.client, song_id, "done") for song_id in ids]
    finished = [song["finished_at"] for song in done]
    assert finished == sorted(finished)


def test_the_worker_lets_those_go_first_who_ask_the_hub(house: House) -> None:
    wait_for_state(house.client, ask_for_song(house.client)["id"], "done")
    assert psutil.Process(house.supervisor.pid).nice() > psutil.Process().nice()


def test_a_song_being_made_by_the_worker_process_is_cancelled(house: House) -> None:
    song_id = ask_for_song(house.client)["id"]
    wait_for_step(house, song_id, "score")
    house.client.post(f"/api/v1/songs/{song_id}/cancel")
    assert wait_for_state(house.client, song_id, "cancelled", "done", seconds=2)["state"] == "cancelled"
    assert wait_for_state(house.client, ask_for_song(house.client)["id"], "done")


@pytest.mark.parametrize("message", ["Thank you (crash)", "Thank you (vanish)"])
def test_a_song_that_ends_every_worker_fails_and_holds_up_no_other(
    config: Config, monkeypatch: pytest.MonkeyPatch, message: str
) -> None:
    monkeypatch.setenv("GOODWAVE_FAKE_STEP_SECONDS", "0")
    monkeypatch.setattr(losses, "MOST_ATTEMPTS", 3)
    with living_house(config) as house:
        poison = ask_for_song(house.client, message)["id"]
        good = ask_for_song(house.client)["id"]
        failed = wait_for_state(house.client, poison, "failed", "done", seconds=60)
        assert failed["error"]["code"] == "worker_lost"
        assert wait_for_state(house.client, good, "done", "failed")["state"] == "done"


def test_a_song_at_work_when_the_hub_stops_is_made_at_its_next_start(tmp_path: Path) -> None:
    config = house_config(tmp_path)
    with living_house(config) as house:
        song_id = ask_for_song(house.client)["id"]
        wait_for_step(house, song_id, "score")
        worker = house.supervisor.pid
        assert worker is not None
    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)
    with open_hub(config) as hub, hub.library.session() as session:
        from edge_service.hub.library.songs import find_song

        song = find_song(session, song_id)
        assert (song.state, song.attempts) == ("queued", 0)
    with living_house(config) as house:
        assert wait_for_state(house.client, song_id, "done")
