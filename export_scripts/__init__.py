"""One script per model: fetch or train, export, compare with the source, write the catalog entry."""
