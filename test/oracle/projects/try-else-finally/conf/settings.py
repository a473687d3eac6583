import json
import os
from contextlib import suppress

from django.core.exceptions import ImproperlyConfigured

steps = []


def port():
    try:
        number = int(os.environ["PORT"])
    except KeyError:
        steps.append("missing")
        return 8000
    except (ValueError, TypeError) as error:
        steps.append("bad " + type(error).__name__)
        return 8001
    else:
        steps.append("given")
        if number < 0:
            raise ImproperlyConfigured("negative port")
        return number
    finally:
        steps.append("finally")


try:
    PORT = port()
except ImproperlyConfigured as error:
    PORT = None
    REASON = str(error)
try:
    DATA = json.loads(os.environ.get("JSON", "null"))
except json.JSONDecodeError:
    DATA = {}
with suppress(KeyError, TypeError):
    FIRST = DATA["a"][0]
    SECOND = DATA["b"]
for candidate in ("conf.missing_one", "conf.missing_two", "conf.present"):
    try:
        module = __import__(candidate, fromlist=["x"])
    except ImportError:
        continue
    else:
        FOUND = candidate
        break
else:
    FOUND = None


def nested(flag):
    try:
        try:
            return 1 / flag
        except ZeroDivisionError:
            steps.append("zero")
            raise ValueError("from zero") from None
        finally:
            steps.append("inner")
    except ValueError as e:
        return str(e)
    finally:
        steps.append("outer")


RESULTS = [nested(0), nested(2)]
STEPS = steps
try:
    assert PORT != 8001, "bad port"
    ASSERTED = True
except AssertionError as failure:
    ASSERTED = failure.args[0]
SECRET_KEY = "lZ6-xC2_vB7.nM3!qW8@eR4#tY9$uI5%oP1^aS6&dF2*gH7(jK3)"
DEBUG = False
ALLOWED_HOSTS = ["e.example.com"]
