import os
from pathlib import Path


def read_secret(name, default=None):
    """The variable, the file that NAME_FILE names, or the default."""
    if value := os.environ.get(name):
        return value
    path = os.environ.get(f"{name}_FILE")
    if path is not None:
        return Path(path).read_text().strip()
    if default is None:
        raise KeyError(name)
    return default() if callable(default) else default
