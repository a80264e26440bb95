"""Every error leaves the hub as {"error": {"code", "message", "hint"}} with the status that fits it."""

import logging
from typing import Any

import marshmallow as ma
from flask_smorest import Api
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from edge_service.errors import (
    BadDedication,
    BadUpload,
    BrokerGone,
    CodeWrong,
    Conflict,
    DiskFull,
    ForeignPage,
    GoodwaveError,
    ModelError,
    NotAllowed,
    NotFound,
    PairingDenied,
    PairingEnded,
    PairingPending,
    StoreGone,
    TooManySongs,
    TooManyTries,
    WrongScope,
)

log = logging.getLogger(__name__)
Answer = tuple[dict[str, Any], int]

STATUS_OF_ERRORS: dict[type[GoodwaveError], int] = {
    BadDedication: 400,
    BadUpload: 400,
    PairingPending: 400,
    PairingDenied: 400,
    PairingEnded: 400,
    NotAllowed: 401,
    WrongScope: 403,
    CodeWrong: 403,
    ForeignPage: 403,
    NotFound: 404,
    Conflict: 409,
    TooManySongs: 429,
    TooManyTries: 429,
    BrokerGone: 503,
    StoreGone: 503,
    ModelError: 503,
    DiskFull: 507,
}
# What the web framework refuses by itself: code, message, hint.
REFUSALS: dict[int, tuple[str, str, str]] = {
    400: ("bad_request", "The request cannot be read.", "Send JSON as the description of the API says."),
    404: ("not_found", "There is nothing at this address.", "Check the address."),
    405: ("method_not_allowed", "This address does not do that.", "See /api/v1/openapi.json."),
    413: ("too_large", "That is more than Goodwave takes at once.", "Make it shorter."),
    415: ("media_type", "The request is not JSON.", "Send it with Content-Type: application/json."),
    416: ("range", "The file has no such range.", "Ask for a range within the file."),
    500: ("internal", "Something went wrong inside Goodwave.", "Try again, or look at the hub's log."),
}


class ErrorBody(ma.Schema):
    code = ma.fields.String(required=True, metadata={"description": "For programs; never changes"})
    message = ma.fields.String(required=True, metadata={"description": "What happened, for people"})
    hint = ma.fields.String(required=True, metadata={"description": "What to do about it"})


class ErrorSchema(ma.Schema):
    error = ma.fields.Nested(ErrorBody, required=True)


class HouseApi(Api):  # type: ignore[misc]  # flask-smorest is not typed
    """flask-smorest with the errors of Goodwave."""

    ERROR_SCHEMA = ErrorSchema

    def _register_error_handlers(self) -> None:
        self._app.register_error_handler(HTTPException, refuse)
        self._app.register_error_handler(GoodwaveError, explain)
        self._app.register_error_handler(OperationalError, blame_disk)


def explain(error: GoodwaveError) -> Answer:
    """Answer an error of ours."""
    status = next((STATUS_OF_ERRORS[kind] for kind in type(error).__mro__ if kind in STATUS_OF_ERRORS), 500)
    if status >= 500:
        log.error("%s: %s", error.code, error)
    return error_body(error.code, error.message, error.hint), status


def blame_disk(error: OperationalError) -> Answer:
    """Answer an error of the database; SQLite says in words that its disk is full."""
    if "disk is full" not in str(error.orig):
        raise error
    return explain(DiskFull("There is no room left on the hub's disk.", "Delete songs you no longer need."))


def refuse(error: HTTPException) -> Answer:
    """Answer an error of the web framework; Flask logs those that are our mistake."""
    status = 400 if error.code == 422 else error.code or 500
    code, message, hint = REFUSALS.get(status, (f"http_{status}", error.name + ".", ""))
    wrong = getattr(error, "data", {}).get("messages", {})
    return error_body(code, message, _what_is_wrong(wrong) or hint), status


def error_body(code: str, message: str, hint: str) -> dict[str, Any]:
    return {"error": {"code": code, "message": message, "hint": hint}}


def _what_is_wrong(messages: Any, path: str = "") -> str:
    """Flatten marshmallow's nested messages: "dedication.message: Not a valid string."."""
    if isinstance(messages, dict):
        parts = (
            _what_is_wrong(inner, path if key == "json" else f"{path}.{key}".lstrip("."))
            for key, inner in messages.items()
        )
        return " ".join(part for part in parts if part)
    text = " ".join(str(message) for message in messages)
    return f"{path}: {text}" if path else text
