"""Who may come in: tokens with a scope and a name, hashed, listed, and revocable at once."""

from edge_service.hub.access.scopes import SCOPES, Scope, covers
from edge_service.hub.access.tokens import Grant, all_tokens, find_token, issue, revoke

__all__ = ["SCOPES", "Grant", "Scope", "all_tokens", "covers", "find_token", "issue", "revoke"]
