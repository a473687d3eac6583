import ast
import csv
import json
import os
from io import StringIO


def literal(name, default):
    text = os.environ.get(name)
    if text is None:
        return default
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return default


ALLOWED_HOSTS = literal("HOSTS", ["*"])
NUM = literal("NUM", 1)
DATA = json.loads(os.environ.get("JSON", "{}"))
DUMPED = json.dumps(DATA, sort_keys=True)
X = DATA.get("x", [])
ADMINS = [tuple(line.split(",")) for line in os.environ.get("ADMINS", "").splitlines() if line]
FIRST_ROW = next(csv.reader(["a,'b c',\"d,e\""]))
SECRET_KEY = "gH8-jK4_lZ9.xC5!vB1@nM6#qW2$eR7%tY3^uI8&oP4*aS9(dF5)"
DEBUG = json.loads(os.environ.get("DEBUG", "false"))
TUPLE = ast.literal_eval("(1, 'a', {'k': None}, -2.5, {1, 2})")
