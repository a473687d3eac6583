import itertools
import os
from itertools import chain, islice, product, starmap

REGIONS = os.environ.get("REGIONS", "eu").split(",")
SHARDS = int(os.environ.get("SHARDS", "1"))
ALLOWED_HOSTS = [f"{region}-{shard}.example.com" for region, shard in product(REGIONS, range(SHARDS))]
DATABASES = {
    name: {"ENGINE": "django.db.backends.sqlite3", "NAME": f"{name}.db"}
    for name in chain(["default"], (f"shard{n}" for n in range(SHARDS)))
}
FLAT = list(chain.from_iterable([["a"], ("b", "c"), "de"]))
FIRST = list(islice(FLAT, 1, 4))
PADDED = list(itertools.zip_longest([1, 2, 3], "ab", fillvalue=None))
NUMBERED = dict(zip(FLAT, itertools.count(10)))
SAME = list(itertools.repeat("x", 3))
SUMS = list(itertools.accumulate([1, 2, 3]))
POWERS = list(starmap(pow, [(2, 3), (3, 2)]))
CHOSEN = list(itertools.compress("abc", [1, 0, 1]))
TAKEN = list(itertools.takewhile(lambda n: n < 3, [1, 2, 3, 1])), list(itertools.dropwhile(lambda n: n < 3, [1, 2, 3, 1]))
PAIRS = list(itertools.combinations("abc", 2))
GROUPED = {key: list(group) for key, group in itertools.groupby(["aa", "ab", "b"], key=lambda t: t[0])}
SECRET_KEY = "iO7-pA2_sD6.fG1!hJ5@kL9#zX4$cV8%bN3^mQ7&wE2*rT6(yU1)"
DEBUG = False
