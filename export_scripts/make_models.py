"""What `make models` runs: checks the models that came along, fetches and builds those that did not."""

import shutil
import sys
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from edge_service.errors import GoodwaveError, ModelCorrupt
from edge_service.studio.catalog import Asset, Catalog, load_catalog
from export_scripts.catalog import MODELS
from export_scripts.fetch import AGAIN, matches

# Too big to keep in the repository: `file` of the catalog entries that are built here.
BUILT = "singer/*.onnx"


def make_models(folder: Path, progress: Progress) -> None:
    """Leave every file of the catalog in `folder`, each with its hash; raise ModelError where that fails."""
    catalog = load_catalog(folder)
    absent = [asset for asset in catalog.assets.values() if not _is_whole(catalog, asset)]
    lost = [asset.file for asset in absent if not _is_built_here(asset)]
    if lost:
        raise ModelCorrupt(
            f"Files that belong to Goodwave are missing or damaged: {', '.join(lost)}.",
            "Restore them with `git checkout -- models_onnx`, or copy Goodwave again.",
        )
    if absent:
        _build_singer(catalog, folder / ".downloads", progress)


def main() -> int:
    """Run make_models and tell a person how it went; return the exit status."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    try:
        with Progress(*columns, console=console) as progress:
            make_models(MODELS, progress)
    except GoodwaveError as error:
        console.print(str(error), style="red", markup=False)
        return 1
    console.print("All models are here and whole.")
    return 0


def _build_singer(catalog: Catalog, downloads: Path, progress: Progress) -> None:
    from export_scripts import export_singer  # imports onnx, which takes longer than the check above

    task = progress.add_task("building the singer", total=export_singer.STEPS)

    def on_step(description: str) -> None:
        progress.update(task, description=description, advance=1)

    export_singer.build(catalog.folder / "singer", downloads, on_step)
    progress.update(task, description="the singer is built")
    wrong = [a.file for a in catalog.assets.values() if _is_built_here(a) and not _is_whole(catalog, a)]
    if wrong:
        raise ModelCorrupt(f"What was built is not what the catalog expects: {', '.join(wrong)}.", AGAIN)
    shutil.rmtree(downloads, ignore_errors=True)


def _is_whole(catalog: Catalog, asset: Asset) -> bool:
    return matches(catalog.folder / asset.file, asset.sha256, asset.bytes)


def _is_built_here(asset: Asset) -> bool:
    return Path(asset.file).match(BUILT)


if __name__ == "__main__":
    sys.exit(main())
