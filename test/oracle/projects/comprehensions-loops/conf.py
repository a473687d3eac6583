import os
from itertools import chain

DEBUG = False
SECRET_KEY = "vF4-gB8_hN1.jM6!kQ3@lW9#zE2$xR7%cT5^vY0&bU4*nI8(mO1)"
LANGUAGES = [tuple(pair.split(":")) for pair in os.environ.get("LANGS", "en:English").split(",")]
LANGUAGE_CODES = {code for code, _name in LANGUAGES}
LANGUAGE_CODE = next((code for code, name in LANGUAGES if name.startswith("G")), "en")
ALLOWED_HOSTS = [f"{code}.{domain}" for code in sorted(LANGUAGE_CODES) for domain in ("example.com", "example.org") if domain != code]

DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "main.db"}}
DATABASE_APPS_MAPPING = {}
for number, host in enumerate(os.environ.get("DB_HOSTS", "").split(), start=1):
    alias = f"replica{number}"
    DATABASES[alias] = {"ENGINE": "django.db.backends.postgresql", "HOST": host, "PORT": 5431 + number}
    if number == 2:
        continue
    DATABASE_APPS_MAPPING[alias] = host.upper()
REPLICAS = [alias for alias in DATABASES if alias != "default"]

BACKOFF = []
delay = 1
while delay < 100:
    BACKOFF.append(delay)
    delay *= 3
    if len(BACKOFF) == 4:
        break
else:
    BACKOFF.append("done")

for candidate in ("/no/such/place/a", "/no/such/place/b"):
    if os.path.exists(candidate):
        LOG_DIR = candidate
        break
else:
    LOG_DIR = "/var/log"

QUEUES = {name: {"exchange": name, "routing_key": f"{name}.#", "priority": n} for n, name in enumerate(["default", "mail"])}
WEIGHTS = {k: v for k, v in zip(["a", "b", "c"], range(0, 30, 10)) if v}
FLAT = list(chain(["a"], ["b", "c"])) + [x for row in [[1, 2], [3]] for x in row]
SQUARES = [n * n for n in range(5) if n % 2 == 0]
MATRIX = [[r * c for c in range(3)] for r in range(2)]
TOTAL = sum(n for n in range(4))
UPPER = list(map(str.upper, ["a", "b"]))
FILTERED = list(filter(None, ["", "x", None, "y"]))
KEPT = list(filter(lambda app: "." in app, ["a.b", "c"]))
LONGEST = max(["aa", "b", "cccc"], key=len)
first_party = ["accounts", "billing"]
INSTALLED_APPS = ["django.contrib.contenttypes"] + [a for a in first_party if a.startswith("z")]
MIDDLEWARE = []
for mw in ("SecurityMiddleware", "CommonMiddleware"):
    MIDDLEWARE.append("django.middleware.%s.%s" % (mw.replace("Middleware", "").lower(), mw))
i = 0
for i in range(3):
    pass
AFTER_LOOP = i
