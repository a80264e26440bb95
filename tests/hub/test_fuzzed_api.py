"""Whatever is asked of the API, it answers as its own description says: no fault, no status unannounced."""

import os
from contextlib import suppress
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance, status_code_conformance

from edge_service.hub.access import SCOPES, Scope
from edge_service.hub.access.rates import Pace, Rates
from edge_service.hub.hub import Hub
from tests.hub.conftest import client_of, new_display
from tests.hub.made_song import made_song

# More of both when asked for: the suite tries one request of each kind.
EXAMPLES = int(os.environ.get("GOODWAVE_FUZZ_EXAMPLES", "1"))
CHECKS = [not_a_server_error, status_code_conformance, response_schema_conformance]
QUICK = settings(
    max_examples=EXAMPLES,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    database=None,
)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
@pytest.mark.parametrize("scope", ["admin", None] if EXAMPLES == 1 else [*SCOPES, None])
def test_no_request_makes_the_hub_stumble(hub: Hub, scope: Scope | None, mode: GenerationMode) -> None:
    admin = client_of(hub, "admin")
    display = new_display(admin)
    made_song(hub, admin, display=display)
    app = client_of(hub, scope, display if scope == "display" else None).application
    app.extensions["goodwave-rates"] = Rates(Pace(1_000_000, 1_000_000.0))
    headers = {"Authorization": f"Bearer {app.extensions['token']}"} if scope else {}
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)
    for operation in schema.get_all_operations():
        _ask(operation.ok(), mode, headers)


def _ask(operation: Any, mode: GenerationMode, headers: dict[str, str]) -> None:
    @QUICK
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:
        case.call_and_validate(headers=headers, checks=CHECKS)

    with suppress(Unsatisfiable):  # a request without parameters cannot be a wrong one
        ask()
