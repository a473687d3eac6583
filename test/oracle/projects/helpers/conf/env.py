"""Small readers of the process environment."""
import os

from django.core.exceptions import ImproperlyConfigured

TRUE_VALUES = {"1", "true", "yes", "on"}
_MISSING = object()


def env_bool(name, default=False):
    """True for the usual spellings."""
    value = os.environ.get(name)
    if value is None:
        return default
    return value.strip().lower() in TRUE_VALUES


def env_list(name, default=None, *, separator=","):
    raw = os.environ.get(name, "")
    if not raw:
        return list(default or [])
    return [part.strip() for part in raw.split(separator) if part.strip()]


def env_int(name: str, default: int = 0, minimum: "int | None" = None) -> int:
    try:
        number = int(os.environ[name])
    except KeyError:
        number = default
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a number")
    if minimum is not None and number < minimum:
        number = minimum
    return number


def required(name, default=_MISSING):
    try:
        return os.environ[name]
    except KeyError:
        if default is not _MISSING:
            return default
        raise ImproperlyConfigured("Set the %s environment variable" % name)
