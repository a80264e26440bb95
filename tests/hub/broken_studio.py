"""A studio whose models are missing, as the real one is before `make models`."""

from pathlib import Path

from edge_service.studio.catalog import Catalog, load_catalog


def open_studio(models_dir: Path, **_settings: object) -> Catalog:
    return load_catalog(models_dir)
