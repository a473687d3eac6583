import json
import os
import sys


def update_settings_from_environment(module_name, prefix):
    module = sys.modules[module_name]
    for name, value in os.environ.items():
        if name.startswith(prefix):
            try:
                parsed = json.loads(value)
            except ValueError:
                parsed = value
            setattr(module, name[len(prefix):], parsed)


def update_settings_from_module(module_name, other):
    from importlib import import_module

    module = sys.modules[module_name]
    try:
        source = import_module(other)
    except ImportError:
        return False
    for name in dir(source):
        if name.isupper():
            setattr(module, name, getattr(source, name))
    return True
