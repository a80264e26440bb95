"""A song whose worker is gone is made again, however it went; one that is to blame comes to an end."""

import itertools

from edge_service.hub.hub import Hub
from edge_service.hub.library import Song
from edge_service.hub.library.claims import Claim, beat, cancel_song, claim_song, queued_songs, retry_song
from edge_service.hub.library.losses import (
    MOST_ATTEMPTS,
    MOST_CRASHES,
    Ending,
    heartbeats,
    release_silent,
    release_worker,
)
from edge_service.hub.library.songs import find_song
from edge_service.hub.silence import Silence
from tests.hub.test_claims import claimed, new_song, state_of


def lose(hub: Hub, song_id: str, ending: Ending) -> Song:
    """Let a worker begin a song and end."""
    with hub.library.session() as session:
        assert claim_song(session, song_id, "w1")
        assert release_worker(session, "w1", ending) == [song_id]
        return find_song(session, song_id)


def turns(hub: Hub) -> list[str]:
    with hub.library.session() as session:
        return [song.song_id for song in queued_songs(session)]


def test_a_silent_worker_loses_its_song_and_a_lively_one_keeps_it(hub: Hub) -> None:
    silent, lively = claimed(hub, "silent"), claimed(hub, "lively")
    passing = itertools.count(step=10)
    silence = Silence(lambda: float(next(passing)))
    with hub.library.session() as session:
        assert silence.longer_than(10, heartbeats(session)) == {}
        assert beat(session, lively)
        quiet = silence.longer_than(10, heartbeats(session))
        assert release_silent(session, quiet) == [silent.song_id]
    assert state_of(hub, silent.song_id) == "queued"
    assert state_of(hub, lively.song_id) == "making"


def test_a_song_that_crashes_three_workers_fails_with_a_reason(hub: Hub) -> None:
    song_id = new_song(hub)
    states = [lose(hub, song_id, "crashed").state for _ in range(MOST_CRASHES)]
    assert states == ["queued", "queued", "failed"]
    with hub.library.session() as session:
        song = find_song(session, song_id)
        assert (song.error_code, song.worker) == ("worker_lost", None)
        assert song.error_message
        assert song.error_hint


def test_power_cuts_do_not_use_a_song_up_as_crashes_do(hub: Hub) -> None:
    song_id = new_song(hub)
    for _ in range(2 * MOST_CRASHES):
        assert lose(hub, song_id, "lost").state == "queued"
    assert lose(hub, song_id, "crashed").state == "queued"


def test_a_song_that_takes_everything_down_with_it_fails_in_the_end(hub: Hub) -> None:
    song_id = new_song(hub)
    states = [lose(hub, song_id, "lost").state for _ in range(MOST_ATTEMPTS)]
    assert states == ["queued"] * (MOST_ATTEMPTS - 1) + ["failed"]
    with hub.library.session() as session:
        song = find_song(session, song_id)
        assert song.error_code == "worker_lost"
        assert str(MOST_ATTEMPTS) in (song.error_message or "")


def test_a_worker_that_was_stopped_uses_up_no_attempt(hub: Hub) -> None:
    song_id = new_song(hub)
    for _ in range(2 * MOST_ATTEMPTS):
        assert lose(hub, song_id, "stopped").state == "queued"


def test_a_song_keeps_its_turn_when_it_is_lost_once_and_lets_others_go_first_when_twice(hub: Hub) -> None:
    unlucky, next_one = new_song(hub), new_song(hub)
    lose(hub, unlucky, "lost")
    assert turns(hub) == [unlucky, next_one]
    lose(hub, unlucky, "lost")
    assert turns(hub) == [next_one, unlucky]


def test_a_song_that_failed_begins_anew_when_somebody_asks_again(hub: Hub) -> None:
    song_id = new_song(hub)
    for _ in range(MOST_CRASHES):
        lose(hub, song_id, "crashed")
    with hub.library.session() as session:
        song = retry_song(session, song_id)
        assert (song.state, song.attempts, song.crashes, song.error_code) == ("queued", 0, 0, None)


def test_a_cancelled_song_is_not_put_back_when_its_worker_dies(hub: Hub) -> None:
    claim: Claim = claimed(hub)
    with hub.library.session() as session:
        cancel_song(session, claim.song_id)
        release_worker(session, claim.worker, "crashed")
    assert state_of(hub, claim.song_id) == "cancelled"
