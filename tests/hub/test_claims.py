"""A song moves from state to state once, whoever pulls at it."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from edge_service.errors import Conflict, GoodwaveError, NotFound
from edge_service.hub.hub import Hub
from edge_service.hub.library import claims as moves
from edge_service.hub.library.claims import Claim, Finished
from edge_service.hub.library.losses import release_worker
from edge_service.hub.library.songs import SongRequest, add_song, find_song
from edge_service.hub.library.waiting import place_in_queue
from edge_service.song.dedication import Dedication

FINISHED = Finished("Pancakes", 60.0, "a" * 64, 1000, "b" * 64, 500)


def new_song(hub: Hub) -> str:
    with hub.library.session() as session:
        return add_song(session, SongRequest(Dedication("Thank you"), None, None, None)).id


def state_of(hub: Hub, song_id: str) -> str:
    with hub.library.session() as session:
        return find_song(session, song_id).state


def claimed(hub: Hub, worker: str = "w1") -> Claim:
    claim = Claim(new_song(hub), worker)
    with hub.library.session() as session:
        assert moves.claim_song(session, claim.song_id, worker)
    return claim


def test_of_many_workers_one_gets_the_song(hub: Hub) -> None:
    song_id = new_song(hub)

    def claim(number: int) -> bool:
        with hub.library.session() as session:
            return moves.claim_song(session, song_id, f"w{number}") is not None

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(claim, range(16))) == 1


def test_a_song_is_finished_once(hub: Hub) -> None:
    claim = claimed(hub)
    with hub.library.session() as session:
        assert moves.finish_song(session, claim, FINISHED)
        assert not moves.finish_song(session, claim, FINISHED)
    assert state_of(hub, claim.song_id) == "done"


def test_a_worker_that_lost_its_claim_cannot_finish(hub: Hub) -> None:
    lost = claimed(hub, "w1")
    with hub.library.session() as session:
        release_worker(session, "w1", "lost")
        moves.claim_song(session, lost.song_id, "w2")
        assert not moves.beat(session, lost)
        assert not moves.finish_song(session, lost, FINISHED)
        assert moves.finish_song(session, Claim(lost.song_id, "w2"), FINISHED)


def test_a_song_cancelled_at_the_last_moment_is_not_finished(hub: Hub) -> None:
    claim = claimed(hub)
    with hub.library.session() as session:
        moves.cancel_song(session, claim.song_id)
        assert not moves.finish_song(session, claim, FINISHED)
        assert moves.stop_song(session, claim)
    assert state_of(hub, claim.song_id) == "cancelled"


def test_a_finished_song_cannot_be_cancelled(hub: Hub) -> None:
    claim = claimed(hub)
    with hub.library.session() as session:
        moves.finish_song(session, claim, FINISHED)
        with pytest.raises(Conflict):
            moves.cancel_song(session, claim.song_id)


def test_a_failed_song_keeps_what_a_person_should_know(hub: Hub) -> None:
    claim = claimed(hub)
    with hub.library.session() as session:
        assert moves.fail_song(session, claim, GoodwaveError("It broke.", "Mend it."))
        song = find_song(session, claim.song_id)
        assert (song.error_code, song.error_message, song.error_hint) == ("error", "It broke.", "Mend it.")


def test_places_in_the_queue_count_from_the_song_being_made(hub: Hub) -> None:
    being_made, first, second = claimed(hub).song_id, new_song(hub), new_song(hub)
    with hub.library.session() as session:
        places = [place_in_queue(session, find_song(session, song)) for song in (being_made, first, second)]
    assert places == [0, 1, 2]


def test_an_unknown_song_is_not_found(hub: Hub) -> None:
    with hub.library.session() as session, pytest.raises(NotFound):
        moves.cancel_song(session, "nobody")
