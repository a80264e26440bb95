"""Says of every route who may use it, and asks each request for its token."""

from collections.abc import Callable
from math import ceil
from typing import Any, TypeVar, cast

from flask import current_app, g, request

from edge_service.errors import ForeignPage, NotAllowed, TooManyTries, WrongScope
from edge_service.hub.access import Grant, Scope, covers, find_token
from edge_service.hub.access.hosts import is_own_host, is_own_origin
from edge_service.hub.access.rates import Pace
from edge_service.hub.api.context import this_hub

COOKIE = "goodwave"
# Over https a cookie of its own, which http can neither read nor take the place of (RFC 6265bis, 4.1.3.2).
SECURE_COOKIE = "__Host-goodwave"
DESCRIPTION = "api-docs.openapi_json"  # a method of flask-smorest; what can be asked is no secret
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
# A page loads some twenty things at once; 100 requests a second is more than a house of people asks.
HOME_PACE = Pace(burst=200, per_second=100)
SCHEME = "Bearer "
NEEDED, OPEN, SIGNED = "needed_scopes", "open_because", "by_signed_link"
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

    Raises NotAllowed where there is no good token, WrongScope where it is good for other things, TooManyTries
    where one token asks too much, from however many addresses.
    """
    view = current_app.view_functions.get(request.endpoint or "")
    if view is None or request.endpoint == DESCRIPTION or hasattr(view, OPEN) or _has_ticket(view):
        return
    held = _held()
    if held is None:
        raise NotAllowed(
            "This device is not paired with the hub.",
            "Open Goodwave's page and pair it, or scan the hub's code.",
        )
    if not any(covers(held.scope, needed) for needed in getattr(view, NEEDED, ())):
        raise WrongScope("This device may not do that.", "Ask somebody who looks after the hub.")
    _keep_pace(held.id)
    g.grant = held


def check_origin() -> None:
    """Refuse names that are not the hub's, and what pages of others send; raise ForeignPage."""
    known = this_hub().config.text("hub", "hosts").split()
    if not is_own_host(request.host, known):
        raise ForeignPage(
            "This is not a name of the hub.", "Open it by its address, or add the name to hub.hosts."
        )
    origin = request.headers.get("Origin")
    if request.method not in SAFE_METHODS and origin and not is_own_origin(origin, request.host):
        raise ForeignPage("Another page sent this.", "Open Goodwave's own page.")


def check_pace() -> None:
    """Let every address ask at the pace of people; raise TooManyTries."""
    if not request.path.startswith("/static/"):
        _keep_pace(caller())


def _keep_pace(who: str) -> None:
    wait = current_app.extensions["goodwave-rates"].wait_seconds(who)
    if wait:
        raise TooManyTries("That was too much at once.", f"Try again in {ceil(wait)} seconds.")


def this_grant() -> Grant:
    """Return whose request it is; only on routes that need a scope."""
    return cast(Grant, g.grant)


def signed_link(view: View) -> View:
    """Let in who comes by a link that the hub signed and that is not over, beside those with a token."""
    setattr(view, SIGNED, True)
    return view


def _has_ticket(view: Callable[..., Any]) -> bool:
    until, signature = request.args.get("until", ""), request.args.get("signature", "")
    return hasattr(view, SIGNED) and this_hub().tickets.opens(request.path, until, signature)


def only_own(display_id: str) -> None:
    """Let a screen see itself alone; raise WrongScope for another's."""
    own = this_grant().display
    if own is not None and own != display_id:
        raise WrongScope("That is another screen.", "A screen sees its own songs.")


def caller() -> str:
    """Return where a request comes from, for counting."""
    return request.remote_addr or "nowhere"


def _cookie() -> str:
    """Return what the browser holds; a phone that was paired over http is known over https too."""
    secure = request.cookies.get(SECURE_COOKIE, "") if request.is_secure else ""
    return secure or request.cookies.get(COOKIE, "")


def _held() -> Grant | None:
    header = request.headers.get("Authorization", "")
    text = header.removeprefix(SCHEME) if header.startswith(SCHEME) else _cookie()
    if not text:
        return None
    with this_hub().library.session() as session:
        return find_token(session, text)
