"""Settings: the shipped defaults, then the user's file, then the environment, as one frozen object."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs

from edge_service.errors import ConfigError

ROOT = Path(__file__).parent
SECRETS = {("database", "url"), ("queue", "url"), ("mqtt", "url")}


@dataclass(frozen=True)
class Config:
    """Every setting with its value, and the file the user's own were read from (it may not exist)."""

    values: Mapping[str, Mapping[str, Any]]
    file: Path

    def text(self, section: str, key: str) -> str:
        return str(self.values[section][key])

    def number(self, section: str, key: str) -> int:
        return int(self.values[section][key])

    def flag(self, section: str, key: str) -> bool:
        return bool(self.values[section][key])

    @property
    def data_dir(self) -> Path:
        return Path(self.text("hub", "data_dir") or platformdirs.user_data_dir("goodwave")).expanduser()

    @property
    def models_dir(self) -> Path:
        return Path(self.text("studio", "models_dir") or ROOT.parent / "models_onnx").expanduser()

    @property
    def database_url(self) -> str:
        return self.text("database", "url") or f"sqlite:///{self.data_dir / 'goodwave.db'}"

    @property
    def studio(self) -> dict[str, Any]:
        """How a studio over `models_dir` is opened."""
        return {
            "threads": self.threads,
            "provider": self.text("studio", "provider"),
            "care": self.text("lyricist", "care"),
            "writer": self.text("lyricist", "model"),
        }

    @property
    def threads(self) -> int:
        return self.number("studio", "threads") or os.cpu_count() or 1


def load_config(environ: Mapping[str, str] = os.environ) -> Config:
    """Return the settings in force; raise ConfigError for an unknown key or a value of the wrong kind."""
    values = tomllib.loads((ROOT / "config.toml").read_text("utf-8"))
    file = Path(
        environ.get("GOODWAVE_CONFIG") or Path(platformdirs.user_config_dir("goodwave")) / "config.toml"
    )
    if file.exists():
        _merge_file(values, file)
    for section, keys in values.items():
        for key, default in keys.items():
            name = f"GOODWAVE_{section}_{key}".upper()
            if name in environ:
                keys[key] = _like(default, environ[name], name)
    return Config(values, file)


def masked(config: Config) -> dict[str, dict[str, Any]]:
    """Return the settings with everything that may hold a password hidden."""
    return {
        section: {
            key: "(hidden)" if (section, key) in SECRETS and value else value for key, value in keys.items()
        }
        for section, keys in config.values.items()
    }


def _merge_file(values: dict[str, Any], file: Path) -> None:
    try:
        own = tomllib.loads(file.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(
            f"{file} is not valid TOML: {error}.", "Mend that line, or move the file away."
        ) from error
    for section, keys in own.items():
        if section not in values or not isinstance(keys, dict):
            raise ConfigError(
                f"{file} has a section [{section}] that Goodwave does not know.", "Remove or rename it."
            )
        for key, value in keys.items():
            if key not in values[section]:
                raise ConfigError(
                    f"{file} sets {section}.{key}, which Goodwave does not know.", "Check its spelling."
                )
            values[section][key] = _like(values[section][key], str(value), f"{section}.{key} in {file}")


def _like(default: Any, text: str, name: str) -> Any:
    if isinstance(default, bool):
        if text.lower() not in {"1", "true", "yes", "on", "0", "false", "no", "off"}:
            raise ConfigError(f"{name} is {text!r}.", "Write true or false.")
        return text.lower() in {"1", "true", "yes", "on"}
    if isinstance(default, int):
        try:
            return int(text)
        except ValueError as error:
            raise ConfigError(f"{name} is {text!r}.", "Write a whole number.") from error
    return text
