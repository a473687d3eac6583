"""Prints the options of application servers as JSON, as the installed packages define them:

    pip install uvicorn daphne hypercorn granian waitress celery django
    python scripts/knowledge/server_options.py > scripts/knowledge/server-options.json

Nothing of them is started. uWSGI is written in C: its options come from the facts.
"""

import argparse
import json
from importlib.metadata import version

import click


def clean(option):
    return {key: value for key, value in sorted(option.items()) if value not in (None, False, [], "")}


def plain(value):
    return value if isinstance(value, (bool, int, float, str)) else None


def of_click(command, prefix=None):
    found = []
    for each in command.params:
        if not isinstance(each, click.Option) or "--help" in each.opts:
            continue
        env = each.envvar or (f"{prefix}_{each.name.upper()}" if prefix and each.name != "version" else None)
        found.append(clean({
            "name": each.name,
            "flags": each.opts,
            "off": each.secondary_opts,
            "takes": "count" if each.count else "flag" if each.is_flag else "value",
            "multiple": each.multiple,
            "env": env if isinstance(env, str) else None,
            # A name of this machine is nobody's default.
            "default": None if each.name == "hostname" or (each.is_flag and each.default is False) else plain(each.default),
            "values": [str(getattr(one, "value", one)) for one in each.type.choices] if isinstance(each.type, click.Choice) else None,
            "type": each.type.name if each.type.name in ("integer", "float", "integer range") else None,
        }))
    return sorted(found, key=lambda each: each["name"])


def of_argparse(parser):
    found = []
    for each in parser._actions:
        if not each.option_strings or each.dest == "help":
            continue
        is_flag = each.nargs == 0
        is_off = is_flag and getattr(each, "const", None) in (False, "")
        found.append(clean({
            "name": each.dest,
            "flags": [] if is_off else each.option_strings,
            "off": each.option_strings if is_off else [],
            "takes": "flag" if is_flag else "optional" if each.nargs == "?" else "value",
            "multiple": isinstance(each, argparse._AppendAction),
            "default": None if each.default == argparse.SUPPRESS else plain(each.default),
            "values": [str(one) for one in each.choices] if each.choices else None,
            "type": "integer" if each.type is int else None,
        }))
    return sorted(found, key=lambda each: each["name"])


def hypercorn():
    from hypercorn import __main__ as module

    caught = {}

    class Caught(Exception):
        pass

    def parse(self, *_args, **_rest):
        caught["parser"] = self
        raise Caught

    original = argparse.ArgumentParser.parse_args
    argparse.ArgumentParser.parse_args = parse
    try:
        module.main([])
    except Caught:
        pass
    finally:
        argparse.ArgumentParser.parse_args = original
    for each in caught["parser"]._actions:
        if type(each.default).__name__ == "object":
            each.default = None
    return of_argparse(caught["parser"])


def waitress():
    from waitress.adjustments import Adjustments, asbool

    found = [
        {"name": "call", "flags": ["--call"], "takes": "flag"},
        {"name": "app", "flags": ["--app"], "takes": "value"},
        {"name": "help", "flags": ["--help"], "takes": "flag"},
    ]
    for name, kind in Adjustments._params:
        flag = name.replace("_", "-")
        if kind is asbool:
            found.append({"name": name, "flags": [f"--{flag}"], "off": [f"--no-{flag}"], "takes": "flag"})
        elif name not in ("sockets",):
            found.append(clean({"name": name, "flags": [f"--{flag}"], "takes": "value", "multiple": name == "listen", "default": plain(getattr(Adjustments, name, None))}))
    return sorted({each["name"]: each for each in reversed(found)}.values(), key=lambda each: each["name"])


def django(command):
    from django.core.management import load_command_class

    app = "django.core" if command == "migrate" else "django.contrib.staticfiles"
    return of_argparse(load_command_class(app, command).create_parser("manage.py", command))


def main():
    from uvicorn.main import main as uvicorn
    from celery.bin.beat import beat
    from celery.bin.celery import celery
    from celery.bin.worker import worker
    from daphne.cli import CommandLineInterface
    from django.conf import settings
    from granian.cli import cli as granian

    settings.configure(INSTALLED_APPS=["django.contrib.staticfiles"])
    packages = ["uvicorn", "daphne", "hypercorn", "granian", "waitress", "celery", "django"]
    print(json.dumps({
        "versions": {name: version(name) for name in packages},
        "uvicorn": of_click(uvicorn, "UVICORN"),
        "daphne": of_argparse(CommandLineInterface().parser),
        "hypercorn": hypercorn(),
        "granian": of_click(granian, "GRANIAN"),
        "waitress-serve": waitress(),
        "celery": of_click(celery),
        "celery worker": of_click(worker),
        "celery beat": of_click(beat),
        "manage.py runserver": django("runserver"),
        "manage.py collectstatic": django("collectstatic"),
        "manage.py migrate": django("migrate"),
    }, indent=1))


main()
