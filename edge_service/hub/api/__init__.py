"""The HTTP interface: one blueprint a file, described by OpenAPI at /api/v1/openapi.json."""
