"""Asks the real packages what they give for the tables in this folder.

    python3 -m venv /tmp/libraries
    /tmp/libraries/bin/pip install 'Django==5.2.*' django-environ python-decouple python-dotenv dj-database-url \
        environs django-split-settings dj-email-url django-cache-url
    /tmp/libraries/bin/python test/evaluate/libraries/record.py           # compares, exit code 1 when something differs
    /tmp/libraries/bin/python test/evaluate/libraries/record.py --write   # writes the answers into the tables

Last answered by Python 3.11.7, Django 5.2.19, django-environ 0.14.0, python-decouple 3.8, python-dotenv 1.2.4, dj-database-url 3.1.2,
environs 15.2.0, django-split-settings 1.3.2, dj-email-url 1.0.6, django-cache-url 3.4.6.

A table (`tables/*.txt`) has lines `expression | NAME=value | … => answer`; the lines that begin with `>` are the module before the
expression, those that begin with `<` the `.env` beside it. A module (`modules/*.txt`) has files after `--- path`, the environment after
`--- environment` and the answers after `--- answers`. `lines.json` holds whole env files; `lines.recorded.json` what each reader makes of them.
"""

import io
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
        kept.append("--- answers\n" + "".join(f"{name} = {value}\n" for name, value in answer.items()))
        result.append(f"=== {head.strip()}\n{''.join(kept)}")
    return "\n".join(result)


def lines():
    import dotenv.parser

    import decouple
    import environ

    recorded = []
    for text in json.loads((HERE / "lines.json").read_text()):
        with tempfile.NamedTemporaryFile(suffix=".env") as file:
            file.write(text.encode())
            file.flush()
            with open(file.name, encoding="utf-8") as stream:
                bindings = list(dotenv.parser.parse_stream(stream))
            answers = {"text": text, "decouple": decouple.RepositoryEnv(file.name).data}
            for key, comments in (("environ", False), ("environComments", True)):
                environ.Env.ENVIRON = {}
                environ.Env.read_env(file.name, parse_comments=comments)
                answers[key] = dict(environ.Env.ENVIRON)
            environ.Env.ENVIRON = os.environ
            answers["dotenv"] = {one.key: one.value for one in bindings if one.key is not None}
            answers["interpolated"] = dict(dotenv.dotenv_values(stream=io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n"))))
        recorded.append(answers)
    return json.dumps(recorded, indent=1, ensure_ascii=True) + "\n"


def main():
    warnings.simplefilter("ignore")
    import logging

    logging.disable(logging.CRITICAL)
    jobs = [(path, table) for path in sorted(HERE.glob("tables/*.txt"))] + [(path, modules) for path in sorted(HERE.glob("modules/*.txt"))]
    different = []
    for path, answer in jobs:
        old = path.read_text()
        new = answer(old)
        if new != old:
            different.append(path.name)
            if "--write" in sys.argv:
                path.write_text(new)
    target = HERE / "lines.recorded.json"
    os.environ.clear()
    answers = lines()
    if not target.exists() or json.loads(target.read_text()) != json.loads(answers):
        different.append(target.name)
        if "--write" in sys.argv:
            target.write_text(answers)
    print("differs: " + ", ".join(different) if different else "everything as recorded")
    return 1 if different and "--write" not in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
