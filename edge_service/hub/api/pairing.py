"""Lets devices in: the first phone claims the hub, a screen shows a code, others come by invitation."""

import time
from itertools import count
from typing import Any

from flask import Response, after_this_request, request
from flask_smorest import Blueprint
from sqlalchemy.orm import Session

from edge_service.errors import NotAllowed
from edge_service.hub.access import Grant, Scope, find_token, issue
from edge_service.hub.access.pairing import CODE_SECONDS, POLL_SECONDS
from edge_service.hub.api.access import COOKIE, SECURE_COOKIE, caller, needs, open_to_all, this_grant
from edge_service.hub.api.context import this_hub
from edge_service.hub.api.errors import ErrorSchema
from edge_service.hub.api.schemas.devices import (
    ClaimRequest,
    CodeRequest,
    EnterRequest,
    InviteRequest,
    InviteSchema,
    MeSchema,
    PairedScreen,
    PollRequest,
    ScreenCodes,
    ScreenName,
    ScreenRequest,
    WaitingScreens,
)
from edge_service.hub.hub import Hub
from edge_service.hub.library import Display
from edge_service.hub.library.displays import add_display, all_displays

blueprint = Blueprint("pairing", __name__, url_prefix="/api/v1", description="Letting devices in")
COOKIE_SECONDS = 400 * 24 * 3600  # the longest that browsers keep one


@blueprint.post("/pairing/claim")
@open_to_all("the code that the hub prints is the key")
@blueprint.arguments(ClaimRequest)
@blueprint.response(201, MeSchema)
@blueprint.alt_response(403, schema=ErrorSchema, description="Not the hub's code")
def claim(asked: dict[str, Any]) -> dict[str, Any]:
    """Make a device the hub's own: it may do everything, and let others in."""
    hub = this_hub()
    hub.pairing.check_claim(asked["code"], caller())
    with hub.library.session() as session:
        grant, token = issue(session, "admin", asked["name"])
    return _entered(hub, grant, token)


@blueprint.post("/pairing/enter")
@open_to_all("an invitation is the key")
@blueprint.arguments(EnterRequest)
@blueprint.response(200, MeSchema)
def enter(asked: dict[str, Any]) -> dict[str, Any]:
    """Come in with a token, as a link of invitation carries one."""
    hub = this_hub()
    with hub.library.session() as session:
        grant = find_token(session, asked["token"])
    if grant is None:
        raise NotAllowed("This invitation is over.", "Ask for a new one.")
    return _entered(hub, grant, asked["token"])


@blueprint.get("/me")
@needs("guest", "display")
@blueprint.response(200, MeSchema)
def show_me() -> dict[str, Any]:
    """Tell a device what it may do, and how it speaks to the broker."""
    return _about(this_hub(), this_grant())


@blueprint.post("/pairing/screens")
@open_to_all("nothing is given before somebody approves")
@blueprint.arguments(ScreenRequest)
@blueprint.response(201, ScreenCodes)
def ask_to_come_in(asked: dict[str, Any]) -> dict[str, Any]:
    """Ask for a screen to be let in: it shows `user_code` and polls with `device_code` (RFC 8628)."""
    hub = this_hub()
    waiting = hub.pairing.begin(asked["name"])
    phone = f"{hub.addresses[0]}/"
    return {
        "device_code": waiting.device_code,
        "user_code": waiting.user_code,
        "verification_uri": phone,
        "verification_uri_complete": f"{phone}#screen={waiting.user_code}",
        "expires_in": CODE_SECONDS,
        "interval": POLL_SECONDS,
    }


@blueprint.post("/pairing/token")
@open_to_all("the device code is the key")
@blueprint.arguments(PollRequest)
@blueprint.response(200, PairedScreen)
@blueprint.alt_response(400, schema=ErrorSchema, description="Not yet, denied, or over")
def poll(asked: dict[str, Any]) -> dict[str, Any]:
    """Ask whether the screen was let in; its token is given once."""
    hub = this_hub()
    display, token = hub.pairing.poll(asked["device_code"])
    with hub.library.session() as session:
        grant = find_token(session, token)
    if grant is None:
        raise NotAllowed("This screen was let in and sent away again.", "Ask for a new code.")
    return {"display": display, "name": grant.name, **_entered(hub, grant, token)}


@blueprint.get("/pairing/screens")
@needs("sender")
@blueprint.response(200, WaitingScreens)
def list_waiting() -> dict[str, Any]:
    """List the screens that wait to be let in; their codes stand on them alone."""
    return {"screens": [{"name": waiting.name} for waiting in this_hub().pairing.waiting()]}


@blueprint.post("/pairing/approve")
@needs("sender")
@blueprint.arguments(CodeRequest)
@blueprint.response(200, ScreenName)
@blueprint.alt_response(403, schema=ErrorSchema, description="No screen shows this code")
def approve(asked: dict[str, Any]) -> dict[str, Any]:
    """Let the screen in that shows this code."""
    hub = this_hub()

    def give(name: str) -> tuple[str, str]:
        with hub.library.session() as session:
            display = _screen_called(hub, session, name)
            _, token = issue(session, "display", display.name, display=display.id)
            return display.id, token

    return {"name": hub.pairing.approve(asked["user_code"], this_grant().id, give)}


@blueprint.post("/pairing/deny")
@needs("sender")
@blueprint.arguments(CodeRequest)
@blueprint.response(204)
@blueprint.alt_response(403, schema=ErrorSchema, description="No screen shows this code")
def deny(asked: dict[str, Any]) -> None:
    """Turn the screen away that shows this code."""
    this_hub().pairing.deny(asked["user_code"], this_grant().id)


@blueprint.post("/invitations")
@needs("admin")
@blueprint.arguments(InviteRequest)
@blueprint.response(201, InviteSchema)
def invite(asked: dict[str, Any]) -> dict[str, Any]:
    """Make a link that lets one more phone in, or guests for some songs and hours."""
    hub = this_hub()
    scope: Scope = asked["scope"]
    hours, songs = asked["hours"], asked["songs"]
    with hub.library.session() as session:
        ends_at = time.time() + hours * 3600 if hours else None
        grant, token = issue(session, scope, asked["name"], ends_at=ends_at, uses=songs)
    return {"id": grant.id, "link": f"{hub.addresses[0]}/#token={token}"}


def _screen_called(hub: Hub, session: Session, name: str) -> Display:
    """Return the screen of this name that is off and has forgotten itself, else a new one.

    It gets its songs back. Beside a screen of the same name that is on, the new one's name gets a number.
    """
    known = {display.name: display for display in all_displays(session)}
    names = (name if number == 1 else f"{name} {number}" for number in count(1))
    free = next(one for one in names if one not in known or not hub.courier.is_on(known[one].id))
    return known.get(free) or add_display(session, free)


def _entered(hub: Hub, grant: Grant, token: str) -> dict[str, Any]:
    """Hand a browser its cookie, and a program its token."""

    @after_this_request
    def keep(response: Response) -> Response:
        secure = request.is_secure
        response.set_cookie(
            SECURE_COOKIE if secure else COOKIE,
            token,
            max_age=COOKIE_SECONDS,
            httponly=True,
            samesite="Strict",
            secure=secure,
        )
        return response

    return _about(hub, grant) | {"token": token}


def _about(hub: Hub, grant: Grant) -> dict[str, Any]:
    return {
        "id": grant.id,
        "scope": grant.scope,
        "name": grant.name,
        "display": grant.display,
        "mqtt": {"user": grant.id, "password": _line_password(hub, grant.id)},
    }


def _line_password(hub: Hub, token_id: str) -> str:
    """Return a password for the broker in use; one that cannot ask the hub knows a standing one."""
    own = hub.config.text("mqtt", "url")
    return hub.tickets.standing_password(token_id) if own else hub.tickets.password(token_id)
