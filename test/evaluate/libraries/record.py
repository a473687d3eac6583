"""Asks the real packages what they give for the tables in this folder.

    python3 -m venv /tmp/libraries
    /tmp/libraries/bin/pip install 'Django==5.2.*' django-environ python-decouple python-dotenv dj-database-url \
        environs django-split-settings dj-email-url django-cache-url honcho pydantic-settings PyYAML tomli toml dynaconf \
        django-csp django-cors-headers celery python-strtobool 'setuptools<81'
    /tmp/libraries/bin/python test/evaluate/libraries/record.py           # compares, exit code 1 when something differs
    /tmp/libraries/bin/python test/evaluate/libraries/record.py --write   # writes the answers into the tables

File names after that, as in `record.py --write lines.recorded.json`, leave all others alone.

Last answered by Python 3.11.7, Django 5.2.19, django-environ 0.14.0, python-decouple 3.8, python-dotenv 1.2.4, dj-database-url 3.1.2,
environs 15.2.0, django-split-settings 1.3.2, dj-email-url 1.0.6, django-cache-url 3.4.6, honcho 2.0.0, pydantic 2.14.3, pydantic-settings 2.16.3,
PyYAML 6.0.3, tomli 2.5.0, toml 0.10.2, dynaconf 3.3.5, django-csp 4.0, django-cors-headers 4.9.0, celery 5.7.0,
python-strtobool 1.0.3. A table whose package is not there keeps its answers.

A table (`tables/*.txt`, and `unsure/*.txt` for what is not evaluated) has lines `expression | NAME=value | … => answer`; the lines that begin with `>` are the module before the
expression, those that begin with `<` the `.env` beside it. A module (`modules/*.txt`) has files after `--- path`, the environment after
`--- environment` and the answers after `--- answers`. `lines.json` holds whole env files; `lines.recorded.json` what each reader makes of them, in an empty
environment, "refused" where it raises; test/syntax/envFile/record.py asks docker, compose, systemd and a shell about the same files.
"""

import json
import os
import sys
import tempfile
import urllib.parse
import warnings
from pathlib import Path

HERE = Path(__file__).resolve().parent
FRESH = ("environ", "decouple", "dotenv", "dj_database_url", "environs", "split_settings", "dj_email_url", "django_cache_url")


USES_NETLOC = list(urllib.parse.uses_netloc)


def fresh():
    urllib.parse.uses_netloc[:] = USES_NETLOC
    urllib.parse.clear_cache()
    for name in list(sys.modules):
        if name.split(".")[0] in FRESH:
            del sys.modules[name]


def run(files, environment, module="settings.py"):
    """The upper case names of a module, as text; or what it raises."""
    fresh()
    with tempfile.TemporaryDirectory() as folder:
        root = os.path.realpath(folder)
        for path, text in files.items():
            target = Path(root, path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text.replace("/project", root).encode())
        before, cwd, modules, path = dict(os.environ), os.getcwd(), set(sys.modules), list(sys.path)
        sys.path.insert(0, root)
        os.environ.clear()
        os.environ.update(environment)
        os.chdir(root)
        file = os.path.join(root, module)
        names = {"__name__": "settings", "__file__": file}
        try:
            exec(compile(Path(file).read_text(), file, "exec"), names)
            return {name: shown(value).replace(root, "/project") for name, value in names.items() if name.isupper()}
        except Exception as error:
            return {"raises": type(error).__name__}
        finally:
            for name in set(sys.modules) - modules:
                if (getattr(sys.modules[name], "__file__", None) or "").startswith(root):
                    del sys.modules[name]
            sys.path[:] = path
            sys.path_importer_cache.clear()
            os.chdir(cwd)
            os.environ.clear()
            os.environ.update(before)


def shown(value):
    kind = type(value).__name__
    if kind == "Path" and type(value).__module__.startswith("environ"):
        return f"<environ.Path {value}>"
    if kind == "ParseResult":
        return f"<ParseResult {value.geturl()}>"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{shown(k)}: {shown(v)}" for k, v in value.items()) + "}"
    if type(value) is list:
        return "[" + ", ".join(map(shown, value)) + "]"
    if callable(value):
        return f"<function {getattr(value, '__name__', '')}>"
    return repr(value)


def table(text):
    preamble, env_file, result = [], [], []
    for line in text.splitlines():
        if line.startswith(">"):
            preamble.append(line[2:])
        elif line.startswith("<"):
            env_file.append(line[2:])
        if not line or line[0] in ">#<":
            result.append(line)
            continue
        question = line.rsplit(" => ", 1)[0]
        expression, *cells = question.split(" | ")
        environment = dict(cell.split("=", 1) for cell in cells)
        files = {"settings.py": "\n".join([*preamble, f"RESULT = {expression}", ""])}
        if env_file:
            files[".env"] = "\n".join([*env_file, ""])
        answer = run(files, environment)
        if answer.get("raises") == "ModuleNotFoundError" and not line.endswith("!ModuleNotFoundError"):
            print(f"a package of this table is not there: {preamble[0]}")
            return text
        result.append(f"{question} => {answer.get('RESULT') or '!' + answer['raises']}")
    return "\n".join(result) + "\n"


def modules(text):
    result = []
    for block in text.split("\n=== ")[0:]:
        block = block.removeprefix("=== ").rstrip("\n") + "\n"
        head, *parts = ("\n" + block).split("\n--- ")
        files, environment, kept = {}, {}, []
        for part in parts:
            name, _, body = part.partition("\n")
            if name == "answers":
                continue
            kept.append(f"--- {name}\n{body.rstrip(chr(10))}\n".replace("\n\n", "\n"))
            if name == "environment":
                environment = dict(line.split("=", 1) for line in body.splitlines() if line)
            else:
                files[name] = body if body.endswith("\n") else body + "\n"
        answer = run(files, environment)
        if answer.get("raises") == "ModuleNotFoundError" and "raises = ModuleNotFoundError" not in block:
            print(f"a package of this module is not there: {head.strip()}")
            return text
        kept.append("--- answers\n" + "".join(f"{name} = {value}\n" for name, value in answer.items()))
        result.append(f"=== {head.strip()}\n{''.join(kept)}")
    return "\n".join(result)


def lines():
    return json.dumps([{"text": text, **readings(text)} for text in json.loads((HERE / "lines.json").read_text())], indent=1) + "\n"


def readings(text):
    """What each package makes of one env file; "refused" where it raises."""
    with tempfile.NamedTemporaryFile(suffix=".env") as file:
        file.write(text.encode())
        file.flush()
        return {name: tried(reader, file.name) for name, reader in READERS.items()}


def tried(reader, path):
    try:
        return reader(path)
    except Exception:
        return "refused"


def read_decouple(path):
    import decouple

    return decouple.RepositoryEnv(path).data


def read_environ(path, comments=False):
    import environ

    environ.Env.ENVIRON = {}
    try:
        environ.Env.read_env(path, parse_comments=comments)
        return dict(environ.Env.ENVIRON)
    finally:
        environ.Env.ENVIRON = os.environ


def read_dotenv(path):
    import dotenv.parser

    with open(path, encoding="utf-8") as stream:
        return {one.key: one.value for one in dotenv.parser.parse_stream(stream) if one.key is not None}


def read_interpolated(path):
    import dotenv

    return dict(dotenv.dotenv_values(path))


def read_environs(path):
    import environs

    env = environs.Env()
    env.read_env(path, recurse=False)
    return dict(env._environ)  # its own copy of the environment: os.environ stays as it is


def read_honcho(path):
    import honcho.environ

    with open(path) as file:
        return honcho.environ.parse(file.read())


READERS = {
    "decouple": read_decouple,
    "environ": read_environ,
    "environComments": lambda path: read_environ(path, True),
    "dotenv": read_dotenv,
    "interpolated": read_interpolated,
    "environs": read_environs,
    "honcho": read_honcho,
}


def main():
    warnings.simplefilter("ignore")
    import logging

    logging.disable(logging.CRITICAL)
    jobs = [(path, table) for path in sorted([*HERE.glob("tables/*.txt"), *HERE.glob("unsure/*.txt")])] + [(path, modules) for path in sorted(HERE.glob("modules/*.txt"))]
    only = [one for one in sys.argv[1:] if not one.startswith("--")]
    different = []
    for path, answer in jobs:
        if only and path.name not in only:
            continue
        old = path.read_text()
        new = answer(old)
        if new != old:
            different.append(path.name)
            if "--write" in sys.argv:
                path.write_text(new)
    target = HERE / "lines.recorded.json"
    os.environ.clear()
    if not only or target.name in only:
        answers = lines()
        if not target.exists() or json.loads(target.read_text()) != json.loads(answers):
            different.append(target.name)
            if "--write" in sys.argv:
                target.write_text(answers)
    print("differs: " + ", ".join(different) if different else "everything as recorded")
    return 1 if different and "--write" not in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
