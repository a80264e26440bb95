"""Turns a table of a TOML file into a frozen dataclass, and says where the table is wrong."""

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from types import GenericAlias
from typing import Any, Literal, TypeVar, cast, get_args, get_origin, get_type_hints

from edge_service.errors import ConfigError

Table = TypeVar("Table")


def read_table(kind: type[Table], table: object, where: str) -> Table:
    """Return a `kind` built from `table`; raise ConfigError naming a key that is wrong.

    A field with a default may be left out.
    """
    if not isinstance(table, Mapping):
        raise ConfigError(f"{where} should be a table.", "Compare with a style that works.")
    hints = get_type_hints(kind)
    known = {field.name: field for field in fields(cast(Any, kind))}
    for name in table.keys() - known.keys():
        raise ConfigError(f"{where} has {name}, which nobody reads.", f"Known are {', '.join(known)}.")
    for name, field in known.items():
        if name not in table and _required(field):
            raise ConfigError(f"{where} lacks {name}.", "Compare with a style that works.")
    return kind(
        **{name: _read(hints[name], table[name], f"{where}: {name}") for name in known if name in table}
    )


def _required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _read(kind: Any, value: object, where: str) -> Any:
    if is_dataclass(kind):
        return read_table(cast(type[Any], kind), value, where)
    origin = get_origin(kind)
    if origin is Mapping:
        return _read_mapping(kind, value, where)
    if origin is tuple:
        return _read_tuple(kind, value, where)
    if origin is Literal:
        _require(value in get_args(kind), where, "one of " + ", ".join(get_args(kind)), value)
        return value
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    _require(kind is Any or type(value) is kind, where, f"a {getattr(kind, '__name__', kind)}", value)
    return value


def _read_mapping(kind: GenericAlias, value: object, where: str) -> dict[str, Any]:
    _require(isinstance(value, dict), where, "a table", value)
    return {
        key: _read(get_args(kind)[1], item, f"{where}.{key}")
        for key, item in cast(dict[str, Any], value).items()
    }


def _read_tuple(kind: GenericAlias, value: object, where: str) -> tuple[Any, ...]:
    _require(isinstance(value, list), where, "a list", value)
    items, kinds = cast(list[Any], value), get_args(kind)
    if kinds[-1] is not Ellipsis:
        _require(len(items) == len(kinds), where, f"a list of {len(kinds)}", value)
        return tuple(_read(each, item, where) for each, item in zip(kinds, items, strict=True))
    _require(bool(items), where, "a list with something in it", value)
    return tuple(_read(kinds[0], item, where) for item in items)


def _require(condition: bool, where: str, wanted: str, value: object) -> None:
    if not condition:
        raise ConfigError(f"{where} should be {wanted}, not {value!r}.", "Compare with a style that works.")
