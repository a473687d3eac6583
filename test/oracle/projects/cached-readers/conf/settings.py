import os
from functools import cached_property, lru_cache

reads = []


@lru_cache(maxsize=1)
def names():
    reads.append("names")
    return os.environ.get("NAMES", "n").split(",")


@lru_cache
def power(base, exponent=2):
    reads.append(f"power {base}")
    return base**exponent


names().append("added")
NAMES = names()
POWERS = power(2), power(2), power(2, 3), power(3)


class Site:
    @cached_property
    def hosts(self):
        reads.append("hosts")
        return ["h.example.com"]

    @property
    def fresh(self):
        return ["f.example.com"]


site = Site()
site.hosts.append("more.example.com")
site.fresh.append("lost.example.com")
ALLOWED_HOSTS = site.hosts
FRESH = site.fresh
OTHER = Site().hosts
_memo = {}


def memo(key):
    if key not in _memo:
        _memo[key] = len(_memo)
    return _memo[key]


MEMO = [memo(k) for k in "abcab"]
counter = 0


def count():
    global counter
    counter += 1
    return counter


COUNTED = count() + count() * 10
READS = reads
SECRET_KEY = "lN0-mO4_pR8.qS2!tV6@uW9#xZ3$yA7%bC1^dE5&fG0*hI4(jK8)"
DEBUG = False
