import os

log = []


class Swallow:
    def __init__(self, *kinds):
        self.kinds = kinds

    def __enter__(self):
        log.append("in")
        return self

    def __exit__(self, kind, value, traceback):
        log.append("out" if kind is None else "error")
        return kind is not None and bool(self.kinds)


class Restore:
    def __init__(self, mapping, **values):
        self.mapping, self.values = mapping, values

    def __enter__(self):
        self.before = dict(self.mapping)
        self.mapping.update(self.values)
        return self.mapping

    def __exit__(self, *exc_info):
        self.mapping.clear()
        self.mapping.update(self.before)


VALUE = "before"
with Swallow(KeyError):
    VALUE = "during"
    if os.environ.get("FAIL"):
        os.environ["SURELY_NOT_SET"]
    VALUE = "after"
options = {"a": 1}
with Restore(options, a=2, b=3) as inside:
    DURING = dict(inside)
AFTER = options


def early():
    with Swallow() as manager, Restore(options, c=1):
        return manager.kinds, dict(options)


EARLY = early()
LOG = log
SECRET_KEY = "mO1-nP5_qS9.rT3!uW7@vX0#yA4$zB8%cD2^eF6&gH1*iJ5(kL9)"
DEBUG = False
ALLOWED_HOSTS = ["cm.example.com"]
