from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, Literal, cast

if TYPE_CHECKING:
    from conf.only_for_types import Stage

WORKERS: Final = int(os.environ.get("WORKERS", "1"))
DEBUG: bool = False
ALLOWED_HOSTS: Sequence[str] = ["typed.example.com"]
OPTIONS: Mapping[str, Any] = {"a": 1}
STAGE = cast("Stage", os.environ.get("STAGE", "dev"))
NUMBERS: list[int] = cast(list[int], [1, 2])
LEVEL: Literal["low", "high"] = "low" if WORKERS < 3 else "high"
later: str


def configure(name: str, /, *, level: Literal["low", "high"] = LEVEL, extra: dict[str, Any] | None = None) -> dict[str, Any]:
    result: dict[str, Any] = {"name": name, "level": level}
    return result | (extra or {})


CONFIGURED = [configure("a"), configure("b", level="low", extra={"x": WORKERS})]
SECRET_KEY: str = "qR9-sT3_uV7.wX1!yZ5@aB8#cD2$eF6%gH0^iJ4&kL9*mN3(oP7)"
INSTALLED_APPS: "list[str]" = ["django.contrib.contenttypes"]
