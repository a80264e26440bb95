"""Opens the writer's folder: its model, how it wants to be spoken to, and who made it."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from edge_service.errors import ModelCorrupt
from edge_service.song.song import Source
from edge_service.studio.lyricist.writer.causal import CURE, GRAPH, Causal
from edge_service.studio.models import Models, sha256_of

TEMPLATE, CARD = "chat_template.jinja", "model-card.toml"


@dataclass(frozen=True, eq=False)
class Writer:
    """A language model that drafts; `source` is what a song says of it."""

    causal: Causal
    template: str
    source: Source

    def prompt(self, asked: str, begun: str) -> str:
        """Return the text to go on from: what is asked, in the model's own form, and the answer's beginning.

        Raises ModelCorrupt for a form that cannot be filled in.
        """
        if not self.template:
            return f"{asked}\n\n{begun}"
        try:
            form = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True).from_string(
                self.template
            )
            messages = [{"role": "user", "content": asked}]
            return form.render(messages=messages, add_generation_prompt=True, bos_token="") + begun
        except jinja2.TemplateError as error:
            raise ModelCorrupt(f"The writer's {TEMPLATE} cannot be used: {error}.", CURE) from error

    def goes_on(self, asked: str, begun: str, count: int, most_tokens: int, seed: int) -> Sequence[str]:
        """Return `count` ways to go on with an answer; see Causal.continuations."""
        return self.causal.continuations(self.prompt(asked, begun), count, most_tokens, seed)


@lru_cache(maxsize=1)
def open_writer(folder: Path, models: Models) -> Writer:
    """Return the writer of a folder in optimum's layout; raise ModelMissing where files are not there.

    `model-card.toml` may tell name, version, licence and source; without it the folder's name stands for it.
    """
    causal = Causal(folder, models)
    template = folder / TEMPLATE
    card = folder / CARD
    told = tomllib.loads(card.read_text("utf-8")) if card.is_file() else {}
    return Writer(
        causal,
        template.read_text("utf-8") if template.is_file() else "",
        Source(
            str(told.get("name", folder.name)),
            str(told.get("version", "")),
            sha256_of(folder / GRAPH),
            str(told.get("licence", "not told by its folder")),
            str(told.get("source", "put there by the household")),
        ),
    )
