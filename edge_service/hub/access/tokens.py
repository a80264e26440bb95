"""Issues tokens, finds who holds one, and takes them back.

A token is 256 random bits, shown once; the table keeps its hash (no salt: nobody guesses 256 bits).
"""

import hashlib
import hmac
import re
import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from edge_service.errors import NotFound
from edge_service.hub.access.scopes import Scope
from edge_service.hub.library import Library
from edge_service.hub.library.models import Token

SECRET_BYTES = 32
_FORM = re.compile(r"gw_([0-9a-f]{32})_([A-Za-z0-9_-]{43})")


@dataclass(frozen=True)
class Grant:
    """What a token lets its holder do; `display` is the screen that it belongs to, `name` for people."""

    id: str
    scope: Scope
    name: str
    display: str | None = None


def issue(
    session: Session,
    scope: Scope,
    name: str,
    *,
    display: str | None = None,
    ends_at: float | None = None,
    uses: int | None = None,
) -> tuple[Grant, str]:
    """Return a new grant and its token's text, which nobody can read again.

    `ends_at` is seconds since 1970, `uses` how many songs it is good for.
    """
    secret = secrets.token_urlsafe(SECRET_BYTES)
    token = Token(
        name=name, scope=scope, sha256=_sha256(secret), display_id=display, expires_at=ends_at, uses_left=uses
    )
    session.add(token)
    session.flush()
    return _grant(token), f"gw_{token.id}_{secret}"


def find_token(session: Session, text: str) -> Grant | None:
    """Return what a token's text grants now, None where it grants nothing."""
    form = _FORM.fullmatch(text)
    token = session.get(Token, form[1]) if form else None
    if form is None or token is None or not hmac.compare_digest(token.sha256, _sha256(form[2])):
        return None
    return _grant(token) if _is_good(token, time.time()) else None


def find_by_id(session: Session, token_id: str) -> Grant | None:
    """Return what the token of this id grants now, None where it grants nothing."""
    token = session.get(Token, token_id)
    return _grant(token) if token is not None and _is_good(token, time.time()) else None


def touch(session: Session, token_id: str) -> None:
    """Note that a token was used just now."""
    session.execute(update(Token).where(Token.id == token_id).values(used_at=time.time()))


def spend(session: Session, token_id: str) -> bool:
    """Take one of a token's uses; return False where it has none left. Tokens without a limit always may."""
    mine = Token.id == token_id
    unlimited = session.scalar(select(Token.id).where(mine, Token.uses_left.is_(None)))
    if unlimited:
        return True
    left = update(Token).where(mine, Token.uses_left > 0).values(uses_left=Token.uses_left - 1)
    return bool(session.execute(left).rowcount)  # type: ignore[attr-defined]  # an UPDATE has a count


def revoke(session: Session, token_id: str) -> Token:
    """Take a token back at once; raise NotFound where there is none of this id."""
    token = session.get(Token, token_id)
    if token is None or token.revoked_at is not None:
        raise NotFound("There is no such device.", "Look at the list of devices again.")
    token.revoked_at = time.time()
    return token


def all_tokens(session: Session) -> Sequence[Token]:
    """Return every token that is still good, the newest first."""
    now = time.time()
    lasting = or_(Token.expires_at.is_(None), Token.expires_at > now)
    return session.scalars(
        select(Token).where(Token.revoked_at.is_(None), lasting).order_by(Token.created_at.desc(), Token.id)
    ).all()


def has_owner(library: Library) -> bool:
    """Tell whether anybody looks after the hub yet."""
    with library.session() as session:
        return any(token.scope == "admin" for token in all_tokens(session))


def _grant(token: Token) -> Grant:
    return Grant(token.id, token.scope, token.name, token.display_id)


def _is_good(token: Token, now: float) -> bool:
    return token.revoked_at is None and (token.expires_at is None or token.expires_at > now)


def _sha256(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
