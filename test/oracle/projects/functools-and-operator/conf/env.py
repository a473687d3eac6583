import functools
import os


def trimmed(function):
    @functools.wraps(function)
    def inner(name, *args, **kwargs):
        value = function("SITE_" + name, *args, **kwargs)
        return value.strip() if isinstance(value, str) else value

    return inner


@trimmed
def get(name, default=None):
    return os.environ.get(name, default)


@functools.lru_cache(maxsize=None)
def number(name, default):
    return int(get(name, default))


@functools.cache
def root():
    return os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


get_or_empty = functools.partial(get, default="")
