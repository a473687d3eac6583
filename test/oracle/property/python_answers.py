"""What Python makes of generated settings modules, many in one process.

One request a line on standard input: {"files": {path: text}, "module": "conf.settings", "environments": [{…}, …]}.
One answer a line: for each environment {"names": {NAME: value}}, or {"error": "…"} when the import fails.
Only modules of the generator are executed: they read os.environ and change nothing but their own names.
Each value is tagged with its type, so that a tuple is not taken for a list.
"""
import importlib
import importlib.abc
import importlib.util
import json
import os
import signal
import sys
from pathlib import PurePath

ROOT = "/project/"
SECONDS_PER_IMPORT = 2


class Sources(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds the modules of the request in memory."""

    def __init__(self):
        self.files = {}
        self.code = {}

    def take(self, files):
        self.files = files
        self.code = {}

    def find_spec(self, name, path=None, target=None):
        base = name.replace(".", "/")
        for file, package in ((base + "/__init__.py", True), (base + ".py", False)):
            if file in self.files:
                spec = importlib.util.spec_from_loader(name, self, origin=ROOT + file, is_package=package)
                spec.has_location = True
                return spec
        return None

    def exec_module(self, module):
        file = module.__spec__.origin
        code = self.code.get(file)
        if code is None:
            code = self.code[file] = compile(self.files[file[len(ROOT):]], file, "exec")
        exec(code, module.__dict__)

    def names(self):
        return {path.split("/")[0].removesuffix(".py") for path in self.files}


def main():
    answer_to = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what the modules print must not mix with the answers
    sources = Sources()
    sys.meta_path.insert(0, sources)
    signal.signal(signal.SIGALRM, too_long)
    for line in sys.stdin:
        request = json.loads(line)
        sources.take(request["files"])
        answers = [ask(sources, request["module"], environment) for environment in request["environments"]]
        answer_to.write(json.dumps(answers) + "\n")
        answer_to.flush()


def too_long(_signal, _frame):
    raise SystemExit("it takes too long")


def ask(sources, name, environment):
    for loaded in [one for one in sys.modules if one.split(".")[0] in sources.names()]:
        del sys.modules[loaded]
    os.environ.clear()
    os.environ.update(environment)
    os.environ["DJANGO_SETTINGS_MODULE"] = name
    sys.argv = ["gunicorn", "config.wsgi:application"]
    signal.alarm(SECONDS_PER_IMPORT)
    try:
        module = importlib.import_module(name)
        return {"names": {key: plain(value) for key, value in vars(module).items() if key.isupper()}}
    except BaseException as error:
        return {"error": f"{type(error).__name__}: {error}"}
    finally:
        signal.alarm(0)


def plain(value, depth=0):
    if depth > 20:
        return {"opaque": "too deep"}
    if value is None:
        return {"none": True}
    kind = type(value)
    if kind is bool:
        return {"bool": value}
    if kind is int:
        return {"int": str(value)}
    if kind is float:
        return {"float": repr(value)}
    if kind is str:
        return {"str": value}
    if kind is bytes:
        return {"bytes": value.decode("latin-1")}
    if isinstance(value, PurePath):
        return {"path": os.fspath(value)}
    if kind in (list, tuple, set, frozenset):
        return {kind.__name__: [plain(item, depth + 1) for item in value]}
    if kind is dict:
        return {"dict": [[plain(key, depth + 1), plain(item, depth + 1)] for key, item in value.items()]}
    return {"opaque": kind.__name__}


main()
