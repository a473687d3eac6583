import os
import sys

WORKERS = int(os.environ.get("WORKERS") or 1)
MODE = os.environ.get("MODE", "green")
DEBUG = WORKERS < 1
TESTING = "test" in sys.argv
SECRET_KEY = os.environ.get("SECRET") or "lO9-kI3_jU7.hY1!gT5@fR8#dE2$sW6%aQ4^pZ0&oX9*iC3(uV7)"
HOSTS = os.environ.get("HOSTS", "").split(",")
ALLOWED_HOSTS = [h for h in HOSTS if h] or ["fallback.example.com"]
SECURE_SSL_REDIRECT = not DEBUG and not TESTING
SESSION_COOKIE_SECURE = WORKERS >= 1 and MODE != "blue"
CSRF_COOKIE_SECURE = MODE is not None and MODE in ("green", "blue")
IS_MEDIUM = 1 < WORKERS <= 8
IS_NONE = os.environ.get("NOT_THERE") is None
LEVEL = "high" if WORKERS > 3 else "medium" if WORKERS > 0 else "low"
EITHER = MODE or WORKERS or "neither"
BOTH = MODE and WORKERS
LAST_OPERAND = [] or {} or ()
FALSY = [bool(x) for x in (0, 0.0, "", "0", [], [0], None, "False", {}, ())]
ANY_HOST = any(h.endswith(".com") for h in ALLOWED_HOSTS)
ALL_HOST = all([h.startswith("x") for h in ALLOWED_HOSTS])
LIMIT = max(WORKERS, 2) + min(3, WORKERS, 10) + sum([1, 2, 3]) + abs(-4)
ROUNDED = round(2.675, 2), round(7.5), divmod(17, 5), pow(2, 10)
PARSED = int("0x1f", 16), int(" 42 "), float("1e3"), int(3.9), float("2")
TYPES = isinstance(MODE, str), isinstance(True, int), isinstance(ALLOWED_HOSTS, (tuple, list))
EQUALITIES = 1 == 1.0, True == 1, "1" == 1, [1, 2] == [1, 2], (1, 2) == [1, 2], None == 0
IDENTITIES = ALLOWED_HOSTS is HOSTS, DEBUG is False, DEBUG is not True
MEMBERSHIP = "gre" in MODE, 3 in [1, 2, 3], "k" not in {"k": 1}
NOT_CHAIN = not (WORKERS and MODE)
XORED = bool(MODE) ^ bool(WORKERS), True + True, -True
SECURE_HSTS_SECONDS = 3600 if SECURE_SSL_REDIRECT else 0
INSTALLED_APPS = ["django.contrib.sessions", "django.contrib.contenttypes"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
]
if MODE:
    X_FRAME_OPTIONS = "DENY"
elif WORKERS == 0:
    X_FRAME_OPTIONS = "SAMEORIGIN"
else:
    pass
