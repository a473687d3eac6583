from __future__ import annotations

import os
from dataclasses import asdict, dataclass, field, replace
from typing import ClassVar


@dataclass(frozen=True)
class Database:
    name: str = "app"
    port: int = 5432
    options: dict = field(default_factory=dict)

    @property
    def engine(self) -> str:
        return "django.db.backends.postgresql" if self.port != 0 else "django.db.backends.sqlite3"

    def as_django(self) -> dict:
        return {"ENGINE": self.engine, "NAME": self.name, "PORT": self.port, "OPTIONS": dict(self.options)}


@dataclass
class App:
    PREFIX: ClassVar[str] = "APP_"
    debug: bool = False
    hosts: list[str] = field(default_factory=lambda: ["localhost"])
    database: Database = Database()
    secure: bool = field(init=False)

    def __post_init__(self):
        self.secure = not self.debug
        if self.debug:
            self.hosts.append("127.0.0.1")

    @classmethod
    def from_environment(cls, environ=os.environ) -> App:
        given = {}
        if (debug := environ.get(cls.PREFIX + "DEBUG")) is not None:
            given["debug"] = debug.lower() in {"1", "true", "yes"}
        if hosts := environ.get(cls.PREFIX + "HOSTS"):
            given["hosts"] = hosts.split()
        port = int(environ.get(cls.PREFIX + "DB_PORT", Database.port))
        return cls(database=Database(port=port, options={"sslmode": "require"}), **given)


def production(app: App) -> App:
    return replace(app, database=replace(app.database, name="prod"))
