"""A token is shown once, kept as a hash, and good for as long and as much as it says."""

import time

import pytest
from sqlalchemy import text

from edge_service.errors import NotFound
from edge_service.hub.access import SCOPES, all_tokens, covers, find_token, issue, revoke
from edge_service.hub.access.tokens import spend
from edge_service.hub.hub import Hub


def test_a_token_is_found_by_its_text_alone(hub: Hub) -> None:
    with hub.library.session() as session:
        grant, told = issue(session, "sender", "Ana's phone")
        assert find_token(session, told) == grant
        assert find_token(session, told[:-1] + ("A" if told[-1] != "A" else "B")) is None
        assert find_token(session, "") is None
        assert find_token(session, grant.id) is None


def test_the_database_holds_no_secret(hub: Hub) -> None:
    with hub.library.session() as session:
        _, told = issue(session, "admin", "Ana's phone")
    secret = told.rsplit("_", 1)[-1]
    with hub.library.session() as session:
        rows = [str(row) for row in session.execute(text("SELECT * FROM token"))]
    assert len(rows) == 1
    assert secret not in rows[0]


def test_a_secret_has_256_bits(hub: Hub) -> None:
    with hub.library.session() as session:
        tokens = {issue(session, "guest", "x")[1] for _ in range(20)}
    assert len(tokens) == 20
    assert all(len(token.split("_", 2)[2]) == 43 for token in tokens)  # 32 bytes in base 64


def test_a_revoked_token_opens_nothing_at_once(hub: Hub) -> None:
    with hub.library.session() as session:
        grant, told = issue(session, "sender", "lost phone")
        revoke(session, grant.id)
        assert find_token(session, told) is None
        assert all_tokens(session) == []
        with pytest.raises(NotFound):
            revoke(session, grant.id)


def test_a_token_ends_when_it_says(hub: Hub) -> None:
    with hub.library.session() as session:
        _, over = issue(session, "guest", "party", ends_at=time.time() - 1)
        _, lasting = issue(session, "guest", "party", ends_at=time.time() + 60)
        assert find_token(session, over) is None
        assert find_token(session, lasting) is not None


def test_a_token_with_a_limit_is_spent_song_by_song(hub: Hub) -> None:
    with hub.library.session() as session:
        guest, _ = issue(session, "guest", "party", uses=2)
        home, _ = issue(session, "sender", "Ana's phone")
        assert [spend(session, guest.id) for _ in range(3)] == [True, True, False]
        assert [spend(session, home.id) for _ in range(3)] == [True, True, True]


@pytest.mark.parametrize("held", SCOPES)
def test_a_scope_covers_itself_and_only_admins_cover_admins(held: str) -> None:
    assert covers(held, held)  # type: ignore[arg-type]  # parametrised with scopes
    assert covers(held, "admin") == (held == "admin")  # type: ignore[arg-type]


def test_a_display_may_do_nothing_that_people_do() -> None:
    assert not any(covers("display", scope) for scope in SCOPES if scope != "display")
    assert not any(covers(scope, "display") for scope in SCOPES if scope != "display")
