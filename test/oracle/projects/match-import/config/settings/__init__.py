from .base import *
from .base import env

match env("DJANGO_ENV", "development").lower():
    case "production" | "prod":
        from .production import *
    case "test":
        from .test import *
    case name if name.startswith("dev"):
        from .development import *
    case unknown:
        UNKNOWN_ENVIRONMENT = unknown
