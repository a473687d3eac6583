"""Asks the referees: {"dockerfiles": [text], "composes": [text]} on standard input, their answers on standard output."""

import json
import pathlib
import sys

import dockerfile
import jsonschema
import yaml

SCHEMA = json.loads((pathlib.Path(__file__).parent / "compose-spec.json").read_text())


def commands(text):
    try:
        return [
            {
                "keyword": one.cmd.upper(),
                "kept": (one.sub_cmd or "").upper(),
                "first": one.start_line,
                "last": one.end_line,
                "flags": list(one.flags),
                "json": one.json,
                "value": list(one.value),
            }
            for one in dockerfile.parse_string(text)
        ]
    except dockerfile.GoParseError as error:
        return str(error)


def errors(text):
    """The paths that the schema refuses, deepest first; a text that is no YAML is refused as a whole."""
    try:
        document = yaml.load(text, yaml.SafeLoader)
    except yaml.YAMLError:
        return ["(no YAML)"]
    validator = jsonschema.Draft7Validator(SCHEMA)
    return sorted({"/".join(map(str, error.absolute_path)) for error in validator.iter_errors(document)})


asked = json.load(sys.stdin)
answers = {
    "dockerfiles": [commands(text) for text in asked["dockerfiles"]],
    "composes": [errors(text) for text in asked["composes"]],
}
json.dump(answers, sys.stdout)
