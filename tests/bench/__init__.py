"""Long measurements: `make bench`."""
