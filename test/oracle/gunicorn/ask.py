"""Real gunicorn's verdicts: JSON in on stdin, JSON out on stdout.

In:  {"values": [Python expressions], "texts": [words for flags], "lines": [command lines as lists of words]}
Out: {"version", "settings": {name: flags or null},
      "file": {name: a letter per value}, "flags": {flag: a letter per text}, "lines": [verdicts]}

A letter: `1` it is taken; `0` it is refused; `m` it is refused for what this machine lacks (a user, a file, a module).
A verdict on a line: {"error": true}, {"exit": true}, or {"args": [...], "options": {name: value as JSON}}.
"""

import contextlib
import io
import json
import socket
import sys
import warnings
from pathlib import Path  # noqa: F401  values speak of it

from gunicorn import __version__, util
from gunicorn.config import Config, make_settings
from gunicorn.workers import SUPPORTED_WORKERS

MACHINE = ("No such user", "No such group", "can't chdir", "does not exists", "No module named", "Can not load", "Empty module name")


CFG = Config("%(prog)s [OPTIONS] [APP_MODULE]", prog="gunicorn")
PARSER = CFG.parser()


def verdict(name, give):
    """Gives the configuration a value and does with it what gunicorn does before it serves. The value before comes back."""
    before = {key: setting.value for key, setting in CFG.settings.items()}
    try:
        give(CFG)
        finish(CFG, name)
    except SystemExit:
        return "0"
    except Exception as error:
        return "m" if any(part in str(error) for part in MACHINE) else "0"
    finally:
        for key, setting in CFG.settings.items():
            setting.value = before[key]
    return "1"


def finish(cfg, name):
    if name == "bind":
        for address in cfg.address:
            if isinstance(address, tuple) and not 0 <= address[1] <= 65535:
                with socket.socket() as unused:
                    unused.bind(("127.0.0.1", address[1]))
    if name == "raw_env":
        cfg.env
    if name == "worker_class":
        uri = cfg.settings["worker_class"].get()
        if isinstance(uri, str) and "." not in uri and not uri.startswith("egg:") and uri.lstrip("#") not in SUPPORTED_WORKERS:
            util.load_class(uri)


def quietly(act):
    with contextlib.redirect_stderr(io.StringIO()), contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return act()


def in_file(name, expression):
    value = eval(expression)  # the cases are ours
    return quietly(lambda: verdict(name, lambda cfg: cfg.set(name, value)))


def as_flag(name, words):
    def give(cfg):
        options = PARSER.parse_args(words)
        for key, value in vars(options).items():
            if key != "args" and value is not None:
                cfg.set(key, value)

    return quietly(lambda: verdict(name, give))


def line(words):
    try:
        options = vars(quietly(lambda: PARSER.parse_args(words)))
    except SystemExit as end:
        return {"exit": True} if end.code == 0 else {"error": True}
    args = options.pop("args")
    return {"args": args, "options": {key: value for key, value in options.items() if value is not None}}


def main():
    asked = json.load(sys.stdin)
    settings = make_settings()
    flags = {flag: name for name, setting in settings.items() for flag in setting.cli or []}
    stores = {flag for flag, name in flags.items() if settings[name].action in (None, "store", "append")}
    json.dump(
        {
            "version": __version__,
            "settings": {name: setting.cli for name, setting in sorted(settings.items())},
            "file": {name: "".join(in_file(name, value) for value in asked["values"]) for name in sorted(settings)},
            "flags": {flag: "".join(as_flag(flags[flag], [f"{flag}={text}" if flag.startswith("--") else flag + text]) for text in asked["texts"]) for flag in sorted(stores)},
            "lines": [line(words) for words in asked["lines"]],
        },
        sys.stdout,
    )


main()
