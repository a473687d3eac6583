from functools import lru_cache, partial, reduce

DEBUG = True
SECRET_KEY = "zX4-cV2_bN0.mQ5!wE1@rT9#yU3$iO7%pA2^sD6&fG4*hJ6(kL8)"
ALLOWED_HOSTS = ["conf.example.com"]


def configure():
    global DEBUG, CONFIGURED
    DEBUG = False
    CONFIGURED = True
    LOCAL_ONLY = "not a setting"  # noqa: F841


configure()


def counter():
    count = 0

    def step(by=1):
        nonlocal count
        count += by
        return count

    return step


step = counter()
step()
COUNT = step(by=5)

x = 1
late = lambda: x  # noqa: E731
early = lambda x=x: x  # noqa: E731
x = 2
LATE, EARLY = late(), early()
ADDERS = [lambda n, i=i: n + i for i in range(3)]
SUMS = [add(10) for add in ADDERS]
CAPTURED = [f() for f in [lambda: i for i in range(3)]]

i = "kept"
SQUARES = [i * i for i in range(3)]
KEPT = i


class Options:
    size = 3
    double = size * 2
    items = [n for n in range(3)]
    size = size + 1


SIZE, DOUBLE = Options.size, Options.double
Options.size = 99
CHANGED = Options().size


def twice(function):
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs) * 2

    return wrapper


@twice
def base_timeout(seconds, *, extra=0):
    return seconds + extra


TIMEOUT = base_timeout(5, extra=1)


@lru_cache(maxsize=None)
def cached(name):
    return name.upper()


CACHED = cached("name")


def numbers(limit):
    n = 0
    while n < limit:
        yield n
        n += 1


GENERATED = list(numbers(3))
JOINED = reduce(lambda a, b: a + b, ["x", "y"], "")
PARTIAL = partial(int, base=2)("101")

if DEBUG:
    def mode():
        return "debug"
else:
    def mode():
        return "release"

MODE = mode()
name = "temporary"
del name
try:
    name
except NameError:
    NAME_IS_GONE = True


def spread(first, *rest, last="end", **options):
    return [first, list(rest), last, options]


SPREAD = spread(*[1, 2, 3], **{"last": "z", "k": "v"})
POSITIONAL = (lambda a, /, b, *, c: (a, b, c))(1, b=2, c=3)
str = "shadowed"
SHADOWED = str
del str
BACK = str(5)
INSTALLED_APPS = []
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware"]
_UNDERSCORED = "also upper case, so Django takes it"
lower = "not a setting"
Mixed_Case = "not a setting"
UPPER_2 = "a setting"
