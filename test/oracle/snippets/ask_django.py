"""What the real Django says of projects: reads a JSON list on stdin, writes one answer for each.

A question is {"files": {path: text}, "environment": {name: value}, "settings": module, "commands": [[name, argument…], …],
"requests": [path, …], "code": text}. An answer is {"failures": [text, …], "answers": [{"status", "headers", "body"}, …], "output": text}.

Each question is asked in a forked process of its own, with exactly that environment, in a folder of its own.
"""

import io
import json
import os
import shutil
import sys
import tempfile
import traceback
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

# Behind what this Python has itself, so that its own Django wins.
sys.path += sys.argv[1:]

# What takes long to import, once for all. None of it looks at settings.
import django.core.management  # noqa: E402
import django.core.management.commands.check  # noqa: E402, F401
import django.db.backends.postgresql.psycopg_any  # noqa: E402, F401
import django.test  # noqa: E402, F401


def main():
    questions = json.load(sys.stdin)
    json.dump([ask_apart(question) for question in questions], sys.stdout)


def ask_apart(question):
    folder = tempfile.mkdtemp(prefix="snippet-")
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        with os.fdopen(write, "w") as out:
            json.dump(answer(question, folder), out)
        os._exit(0)
    os.close(write)
    try:
        with os.fdopen(read) as answered:
            text = answered.read()
        os.waitpid(child, 0)
        return json.loads(text) if text else {"failures": ["the process ended without an answer"], "answers": [], "output": ""}
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def answer(question, folder):
    for path, text in question["files"].items():
        target = Path(folder, path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)
    os.chdir(folder)
    sys.path.insert(0, folder)
    os.environ.clear()
    os.environ.update({name: value.replace("{folder}", folder) for name, value in question["environment"].items()})
    os.environ["DJANGO_SETTINGS_MODULE"] = question["settings"]
    failures, answers, output = [], [], io.StringIO()
    with redirect_stdout(output), redirect_stderr(output):
        try:
            django.setup()
            failures += [text for command in question["commands"] for text in failures_of(command)]
            failures += [f"{name}: {text}" for name, build in BUILT.items() for text in failures_of_building(build)]
            answers = [asked(path) for path in question["requests"]]
            if question.get("code"):
                exec(compile(question["code"], "code", "exec"), {})
        except BaseException:
            failures.append(traceback.format_exc(limit=-4))
    return {"failures": failures, "answers": answers, "output": output.getvalue()}


def failures_of(command):
    """Runs manage.py's command."""
    try:
        django.core.management.call_command(*command)
    except (django.core.management.base.CommandError, django.core.management.base.SystemCheckError) as error:
        return [f"{' '.join(command)}: {error}"]
    return []


def failures_of_building(build):
    try:
        build()
    except Exception as error:
        return [f"{type(error).__name__}: {error}"]
    return []


def build_caches():
    from django.core.cache import caches

    for alias in caches:
        # The client is made at first use, and that is where wrong options show.
        cache = caches[alias]
        getattr(cache, "_cache", None)


def build_storages():
    from django.contrib.staticfiles.storage import ManifestFilesMixin
    from django.core.files.storage import storages

    # A storage of static files reads its manifest when it is made: there is none yet, and S3 is far.
    ManifestFilesMixin.read_manifest = lambda self: None
    for alias in storages.backends:
        storages[alias]


def build_databases():
    from django.db import connections

    for connection in connections.all():
        connection.get_connection_params()
        if getattr(connection, "pool", None) is not None:
            connection.pool


def build_mail():
    from django.core import mail

    if hasattr(mail, "mailers"):
        from django.conf import settings

        for alias in getattr(settings, "MAILERS", None) or {}:
            mail.mailers[alias]
    else:
        mail.get_connection()


def build_sessions():
    from importlib import import_module

    from django.conf import settings

    import_module(settings.SESSION_ENGINE).SessionStore()


def build_passwords():
    from django.contrib.auth.hashers import get_hashers
    from django.contrib.auth.password_validation import get_default_password_validators

    for hasher in get_hashers():
        # The package that the first one leans on; those below it are asked only about what is stored already.
        if hasher.library and hasher is get_hashers()[0]:
            hasher._load_library()
    get_default_password_validators()


def build_rest():
    from django.apps import apps

    if apps.is_installed("rest_framework"):
        from rest_framework.settings import DEFAULTS, api_settings

        for name in DEFAULTS:
            getattr(api_settings, name)
        unknown = set(api_settings.user_settings) - set(DEFAULTS)
        if unknown:
            raise ValueError(f"no settings of REST framework: {sorted(unknown)}")
        from rest_framework.throttling import AnonRateThrottle, UserRateThrottle

        AnonRateThrottle(), UserRateThrottle()


def build_celery():
    from django.conf import settings

    if hasattr(settings, "CELERY_BROKER_URL"):
        from celery import Celery
        from celery.app.defaults import NAMESPACES, flatten

        app = Celery("site")
        app.config_from_object("django.conf:settings", namespace="CELERY")
        app.finalize()
        names = {name for name, _ in flatten(NAMESPACES)}
        unknown = [name for name in dir(settings) if name.startswith("CELERY_") and name[len("CELERY_") :].lower() not in names]
        if unknown or app.conf.broker_url != settings.CELERY_BROKER_URL:
            raise ValueError(f"no settings of Celery: {unknown}")


def build_channels():
    from django.conf import settings

    if hasattr(settings, "CHANNEL_LAYERS"):
        from channels.layers import get_channel_layer

        get_channel_layer()


def build_middleware():
    from django.core.handlers.wsgi import WSGIHandler

    WSGIHandler()


BUILT = {
    "caches": build_caches,
    "storages": build_storages,
    "databases": build_databases,
    "mail": build_mail,
    "sessions": build_sessions,
    "passwords": build_passwords,
    "REST framework": build_rest,
    "Celery": build_celery,
    "channels": build_channels,
    "middleware": build_middleware,
}


def asked(path):
    from django.test import Client

    response = Client(raise_request_exception=False, headers={"Host": "example.com", "X-Forwarded-Proto": "https", "CloudFront-Forwarded-Proto": "https"}).get(path)
    return {
        "status": response.status_code,
        "headers": dict(response.headers),
        "body": response.content.decode(errors="replace") if not response.streaming else "",
    }


if __name__ == "__main__":
    main()
