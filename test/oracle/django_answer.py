"""What Django sees of settings modules, and which deployment checks it reports.

    python -I -B django_answer.py < requests > answers

A request a line, an answer a line, in order. The request: {"root": DIR, "pythonPath": "", "settings": "pkg.settings",
"configuration": null, "environment": {…}}. Each is answered by a fork of this process, which has imported what every Django
server has imported, with an environment that holds exactly what is given.
The answer: {"settings": {NAME: value}, "checks": [id, …]}, or {"error": "…"} when the import fails.
A request {"snippets": [code, …]} is answered with a list: what each piece of code leaves in V.
"""
import json
import os
import signal
import sys
from pathlib import PurePath

import django.core.checks
import django.core.wsgi

PLAIN = (bool, int, float, str)
CHECKED = ("security", "compatibility", "caches", "staticfiles")
MAX_SAFE_INTEGER = 2**53 - 1  # beyond it, readers of JSON round
JUDGED = ("security.", "4_0.", "caches.", "staticfiles.")
SECONDS_PER_ANSWER = 60


def main():
    answer_to = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what the settings print must not mix with the answers
    requests = os.fdopen(os.dup(0), encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for line in requests:
        answer_to.write(in_fork(json.loads(line)) + "\n")
        answer_to.flush()


def in_fork(request):
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        signal.alarm(SECONDS_PER_ANSWER)
        os.close(reading)
        with os.fdopen(writing, "w", encoding="utf-8") as out:
            json.dump(run_all(request["snippets"]) if "snippets" in request else ask(request), out, ensure_ascii=False)
        sys.stderr.flush()
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as answer:
        text = answer.read()
    _, status = os.waitpid(child, 0)
    if status != 0:
        sys.exit(f"no answer to {request.get('settings')} of {request.get('root')}")
    return text


def ask(request):
    root = os.path.realpath(request["root"])
    os.environ.clear()
    os.environ.update(request["environment"])
    os.environ["DJANGO_SETTINGS_MODULE"] = request["settings"]
    os.chdir(root)
    sys.path.insert(0, os.path.normpath(os.path.join(root, request["pythonPath"])))
    sys.argv = ["gunicorn", "config.wsgi:application"]
    try:
        settings = load(request)
    except BaseException as error:  # SystemExit ends a server as well
        return {"error": f"{type(error).__name__}: {error}".replace(root, "${ROOT}")}
    # before setup(): Django fills in DATABASES and others in place
    values = {name: plain(value_of(settings, name), root) for name in explicit(settings)}
    return {"settings": values, "checks": checks()}


def run_all(snippets):
    return [run_one(code) for code in snippets]


def run_one(code):
    names = {"__name__": "conf"}
    exec(compile(code, "conf.py", "exec"), names)
    return plain(names["V"], "/project")


def load(request):
    if request["configuration"]:
        os.environ["DJANGO_CONFIGURATION"] = request["configuration"]
        from configurations import importer

        importer.install()
    from django.conf import settings

    settings._setup()
    return settings


def explicit(settings):
    """Names that Django holds for set by the module; django-configurations sets every default of Django itself."""
    holder = settings._wrapped
    return [name for name in sorted(dir(holder)) if name.isupper() and holder.is_overridden(name)]


def value_of(settings, name):
    from django.core.exceptions import ImproperlyConfigured

    try:
        return getattr(settings, name)
    except ImproperlyConfigured:  # an empty SECRET_KEY
        return getattr(settings._wrapped, name)


def checks():
    django.setup()
    found = django.core.checks.run_checks(tags=CHECKED, include_deployment_checks=True)
    return sorted({message.id for message in found if message.id and message.id.startswith(JUDGED)})


def plain(value, root):
    if type(value) is int and abs(value) > MAX_SAFE_INTEGER:
        return {"$int": str(value)}
    if value is None or type(value) in PLAIN:
        return value.replace(root, "${ROOT}") if isinstance(value, str) else value
    if isinstance(value, PurePath):
        return plain(os.fspath(value), root)
    if isinstance(value, PLAIN):  # a subclass: SafeString, an IntEnum
        return plain(next(kind(value) for kind in PLAIN if isinstance(value, kind)), root)
    if isinstance(value, (list, tuple)):
        return [plain(item, root) for item in value]
    if isinstance(value, (set, frozenset)):
        return sorted((plain(item, root) for item in value), key=lambda item: json.dumps(item, sort_keys=True))
    if isinstance(value, dict):
        if all(isinstance(key, str) and not key.startswith("$") for key in value):
            return {plain(key, root): plain(item, root) for key, item in value.items()}
        return {"$dict": [[plain(key, root), plain(item, root)] for key, item in value.items()]}
    if isinstance(value, bytes):
        return {"$bytes": value.decode("latin-1")}
    return opaque(value, root)


def opaque(value, root):
    from django.utils.functional import Promise

    if isinstance(value, Promise):
        try:
            return {"$opaque": "lazy text", "text": plain(str(value), root)}
        except Exception:  # a reversed URL needs the URL configuration
            return {"$opaque": "lazy text"}
    return {"$opaque": f"{type(value).__module__}.{type(value).__qualname__}"}


main()
