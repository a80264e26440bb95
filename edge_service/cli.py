"""The `goodwave` command: exit 0 done, 1 could not, 2 wrong use."""

import functools
import json
import logging
import secrets
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from edge_service.config import Config, load_config, masked
from edge_service.errors import BadDedication, BadUpload, GoodwaveError
from edge_service.hub import commands, outposts
from edge_service.song.dedication import Dedication
from edge_service.song.progress import Progress

Command = Callable[..., None]
LYRICS_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


class PoliteGroup(click.Group):
    """Shows a GoodwaveError as the sentence it is, without a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except GoodwaveError as error:
            click.echo(f"{error.message}\n{error.hint}".strip(), err=True)
            ctx.exit(2 if isinstance(error, BadDedication) else 1)


@click.group(cls=PoliteGroup)
@click.version_option(package_name="goodwave")
@click.option("-v", "--verbose", is_flag=True, help="Log each step.")
@click.pass_context
def main(ctx: click.Context, verbose: bool) -> None:
    """Goodwave: a private song-dedication station for the living room."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)-7s %(name)s: %(message)s")
    if verbose or ctx.invoked_subcommand == "run":
        logging.getLogger("edge_service").setLevel(logging.INFO)
    ctx.obj = load_config()


for each in (*commands.COMMANDS, *outposts.COMMANDS):
    main.add_command(each)


def dedication_options(command: Command) -> Command:
    """Add the options that make a dedication; the command receives it as `dedication`."""

    @click.option("--message", required=True, help="What you want to say.")
    @click.option("--to", default="", help="Who the song is for.")
    @click.option("--from", "sender", default="", help="Who it is from.")
    @click.option("--language", default="en", show_default=True)
    @click.option("--genre", default="pop", show_default=True)
    @click.option("--mood", default="warm", show_default=True)
    @click.option("--voice", default="auto", show_default=True)
    @click.option("--length", default="standard", show_default=True, help="short, standard or long")
    @click.option("--theme", default="", help="What it is about; read from the message unless told.")
    @click.option("--seed", type=int, default=None, help="The same seed gives the same song.")
    @functools.wraps(command)
    def with_dedication(*args: Any, seed: int | None, **kwargs: Any) -> None:
        fields = {name: kwargs.pop(name) for name in ("message", "to", "sender", "language", "genre", "mood")}
        fields |= {name: kwargs.pop(name) for name in ("voice", "length", "theme")}
        seed = secrets.randbelow(2**31) if seed is None else seed
        command(*args, dedication=Dedication(**fields, seed=seed), **kwargs)

    return with_dedication


@main.command()
@click.option("--out", type=click.Path(path_type=Path), required=True, help="A new folder for the song.")
@click.option("--lyrics", type=LYRICS_FILE, help="Sing these words.")
@click.option("--stems", is_flag=True, help="Keep the singer's and the band's tracks.")
@dedication_options
@click.pass_obj
def sing(config: Config, dedication: Dedication, out: Path, lyrics: Path | None, stems: bool) -> None:
    """Turn a message into a song folder."""
    from edge_service.studio.pipeline import Order, make_song

    text = _words_in(lyrics) if lyrics else None
    order = Order(secrets.token_hex(8), dedication, out, text, stems)
    song = make_song(order, _studio(config), _show)
    click.echo(f"{song.title} · {song.duration_seconds:.0f} s · {out / song.files['audio']}")


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Everything about the draft, each line with its id.")
@click.option("--lock", "locked", multiple=True, metavar="ID=TEXT", help="Keep this line: 1.0='Oh, Mum'.")
@click.option("--word-for-word", is_flag=True, help="Sing the message itself.")
@click.option("--lyrics", type=LYRICS_FILE, help="Look at words of your own.")
@dedication_options
@click.pass_obj
def lyrics(
    config: Config,
    dedication: Dedication,
    as_json: bool,
    locked: tuple[str, ...],
    word_for_word: bool,
    lyrics: Path | None,
) -> None:
    """Write the draft of the words alone; other titles and what is left out are said beside it."""
    from edge_service.studio.pipeline import Wish, draft, sheet

    wish = Wish(tuple(_kept(each) for each in locked), word_for_word, _words_in(lyrics) if lyrics else "")
    drafted = draft(dedication, _studio(config), wish)
    if as_json:
        click.echo(json.dumps(sheet(drafted) | {"seed": dedication.seed}, ensure_ascii=False, indent=2))
        return
    click.echo(f"# {drafted.lyrics.title}\n\n{drafted.lyrics.text}")
    click.echo(
        f"\nOther titles: {' · '.join(drafted.titles[1:])}\nTo say first: {drafted.presenter}", err=True
    )
    for sentence in drafted.left_out:
        click.echo(f"Not sung: {sentence}", err=True)


@main.command()
@click.pass_obj
def run(config: Config) -> None:
    """Start the hub."""
    from edge_service.hub.serve import serve

    serve(config)


@main.command()
@click.pass_obj
def voices(config: Config) -> None:
    """List the singers."""
    for voice in _options(config).voices:
        click.echo(f"{voice.name:<14} {voice.gender:<7} {', '.join(voice.languages):<8} {voice.label}")


@main.command()
@click.pass_obj
def genres(config: Config) -> None:
    """List the genres."""
    for style in _options(config).genres:
        click.echo(f"{style.name:<10} {style.description}")


@main.command()
@click.pass_obj
def languages(config: Config) -> None:
    """List the languages songs are sung in."""
    for language in _options(config).languages:
        note = "" if language.status == "supported" else f" ({language.status})"
        click.echo(f"{language.code:<6} {language.label}{note}")


@main.command()
@click.pass_obj
def models(config: Config) -> None:
    """List every model and sound with its licence, and whether it is here."""
    from edge_service.studio.catalog import load_catalog

    catalog = load_catalog(config.models_dir)
    for asset in catalog.assets.values():
        here = "here" if (catalog.folder / asset.file).exists() else "missing"
        click.echo(
            f"{asset.name:<28} {here:<8} {asset.bytes / 1e6:7.1f} MB  {asset.licence:<12} {asset.source}"
        )


@main.command("config")
@click.pass_obj
def show_config(config: Config) -> None:
    """Show the settings in force; secrets stay hidden."""
    click.echo(f"# your own settings: {config.file}")
    for section, values in masked(config).items():
        click.echo(f"\n[{section}]")
        for key, value in values.items():
            click.echo(f"{key} = {value!r}")


@main.command()
@click.pass_obj
@click.pass_context
def check(ctx: click.Context, config: Config) -> None:
    """Find what would keep a song from being made."""
    from edge_service.doctor import findings

    troubles = 0
    for finding in findings(config):
        click.echo(f"{'ok ' if finding.error is None else 'NO '} {finding.subject}")
        if finding.error is not None:
            troubles += 1
            click.echo(f"    {finding.error}", err=True)
    ctx.exit(1 if troubles else 0)


def _kept(locked: str) -> tuple[str, str]:
    line, equals, text = locked.partition("=")
    if not equals:
        raise click.BadParameter(f"{locked!r} is no ID=TEXT, as in 1.0='Oh, Mum'.", param_hint="--lock")
    return line.strip(), text


def _words_in(file: Path) -> str:
    try:
        return file.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadUpload(f"{file} does not hold plain text.", "Save the lyrics as UTF-8 text.") from error


def _studio(config: Config) -> Any:
    from edge_service.studio.pipeline import open_studio

    return open_studio(config.models_dir, **config.studio)


def _options(config: Config) -> Any:
    from edge_service.studio.pipeline import options

    return options(_studio(config))


def _show(progress: Progress) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r{progress.fraction:4.0%}  {progress.step} {progress.message:<12}", nl=False, err=True)
        if progress.fraction >= 1:
            click.echo(err=True)


if __name__ == "__main__":
    main()
