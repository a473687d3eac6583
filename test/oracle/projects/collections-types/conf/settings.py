import os
from collections import ChainMap, Counter, OrderedDict, defaultdict, deque

DEFAULTS = {"timeout": 5, "retries": 2}
overrides = {"timeout": 30} if os.environ.get("OVERRIDE") else {}
options = ChainMap(overrides, DEFAULTS)
TIMEOUT = options["timeout"]
RETRIES = options.get("retries", 0)
OPTIONS = dict(options)
groups = defaultdict(list)
for app in ("shop.cart", "shop.checkout", "blog.posts"):
    package, _, name = app.partition(".")
    groups[package].append(name)
APPS_BY_PACKAGE = dict(groups)
MISSING_GROUP = groups["none"]
counts = defaultdict(int)
for letter in "abca":
    counts[letter] += 1
COUNTS = dict(counts)
ORDERED = OrderedDict([("b", 1), ("a", 2)])
ORDERED["c"] = 3
ORDERED.move_to_end("b")
ORDER = list(ORDERED)
FIRST = next(iter(ORDERED.items()))
LETTERS = Counter("hello")["l"]
recent = deque([1, 2, 3], maxlen=2)
CONSTANCE_CONFIG = OrderedDict(THEME=("dark", "Theme of the site"))
SECRET_KEY = "dF3-gH8_jK4.lZ9!xC5@vB1#nM6$qW2%eR7^tY3&uI8*oP4(aS9)"
DEBUG = False
ALLOWED_HOSTS = list(dict.fromkeys(["a.example.com", "b.example.com", "a.example.com"]))
