"""Measures the hub under load, everything on loopback: `make bench-hub`, one module a check."""
