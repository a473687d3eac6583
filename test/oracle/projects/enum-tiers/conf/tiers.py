from enum import Enum, IntEnum, auto, unique


@unique
class Tier(Enum):
    DEVELOPMENT = "development"
    STAGING = "staging"
    PRODUCTION = "production"

    @property
    def is_live(self):
        return self in (Tier.STAGING, Tier.PRODUCTION)

    @classmethod
    def parse(cls, text):
        try:
            return cls(text.lower())
        except ValueError:
            raise SystemExit("no such tier: " + text)


class Level(IntEnum):
    LOW = 1
    HIGH = 10
