"""Readers that the settings share."""
import os
from collections.abc import Callable
from typing import TypeVar, overload

T = TypeVar("T")


def str_to_bool(value: str) -> bool:
    match value.strip().lower():
        case "true" | "1" | "yes" | "y" | "t" | "on":
            return True
        case "false" | "0" | "no" | "n" | "f" | "off" | "":
            return False
        case _:
            raise ValueError(f"Cannot convert {value!r} to a boolean")


@overload
def get_int(key: str) -> "int | None": ...


@overload
def get_int(key: str, default: int) -> int: ...


def get_int(key, default=None):
    if key in os.environ:
        return int(os.environ[key])
    return default


def get_bool(key: str, default: bool = False) -> bool:
    return str_to_bool(os.getenv(key, str(default)))


def get_parsed(key: str, parse: Callable[[str], T], default: "T | None" = None) -> "T | None":
    if (raw := os.getenv(key)) is not None:
        return parse(raw)
    return default
