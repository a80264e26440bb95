"""Says of every route who may use it, and asks each request for its token."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from flask import current_app, g, request

from edge_service.errors import NotAllowed, WrongScope
from edge_service.hub.access import Grant, Scope, covers, find_token
from edge_service.hub.api.context import this_hub

COOKIE = "goodwave"
SCHEME = "Bearer "
NEEDED, OPEN = "needed_scopes", "open_because"
View = TypeVar("View", bound=Callable[..., Any])


def needs(*scopes: Scope) -> Callable[[View], View]:
    """Let in those whose token covers one of the scopes."""

    def mark(view: View) -> View:
        setattr(view, NEEDED, scopes)
        return view

    return mark


def open_to_all(because: str) -> Callable[[View], View]:
    """Let everyone in, for a reason."""

    def mark(view: View) -> View:
        setattr(view, OPEN, because)
        return view

    return mark


def check_access() -> None:
    """Refuse a request without the token that its route needs; run before every request.

    Raises NotAllowed where there is no good token, WrongScope where it is good for other things.
    """
    view = current_app.view_functions.get(request.endpoint or "")
    if view is None or hasattr(view, OPEN):
        return
    held = _held()
    if held is None:
        raise NotAllowed(
            "This device is not paired with the hub.",
            "Open Goodwave's page and pair it, or scan the hub's code.",
        )
    if not any(covers(held.scope, needed) for needed in getattr(view, NEEDED, ())):
        raise WrongScope("This device may not do that.", "Ask somebody who looks after the hub.")
    g.grant = held


def this_grant() -> Grant:
    """Return whose request it is; only on routes that need a scope."""
    return cast(Grant, g.grant)


def _held() -> Grant | None:
    header = request.headers.get("Authorization", "")
    text = header.removeprefix(SCHEME) if header.startswith(SCHEME) else request.cookies.get(COOKIE, "")
    if not text:
        return None
    with this_hub().library.session() as session:
        return find_token(session, text)
