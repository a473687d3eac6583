import operator
from functools import partial, reduce
from itertools import chain

from .env import get, get_or_empty, number, root

DEBUG = bool(get("DEBUG"))
ALLOWED_HOSTS = sorted(filter(None, get_or_empty("HOSTS").split(",")))
EMAIL_TIMEOUT = number("TIMEOUT", "5") + number("TIMEOUT", "5")
join = partial(str.join, "/")
path = partial("{0}/{1}".format, root())
STATIC_ROOT = path("static")
BASE_NAME = root.__name__
READER_NAME = get.__name__
TOTAL = reduce(operator.add, [1, 2, 3], 10)
MERGED = reduce(lambda a, b: {**a, **b}, ({"a": 1}, {"b": 2}, {"a": 3}))
INSTALLED_APPS = list(chain(["django.contrib.contenttypes"], ["django.contrib.sessions"], (x for x in ())))
BY_LENGTH = sorted(INSTALLED_APPS, key=operator.itemgetter(-1, 0))
NAMES = list(map(operator.methodcaller("rpartition", "."), INSTALLED_APPS))
SECOND = operator.itemgetter(1)(INSTALLED_APPS)
FLAGS = operator.or_(1, 4), operator.not_(DEBUG), operator.contains(INSTALLED_APPS, "x")
SECRET_KEY = "uI6-oP1_aS5.dF9!gH3@jK7#lZ2$xC6%vB1^nM5&qW9*eR4(tY8)"
URL_PATH = join(["", "a", "b"])
