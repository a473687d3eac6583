import os

DEBUG = False
SECRET_KEY = "fK3-sN8_wD1.rB6!tV4@yC9#uX2$iZ7%oL5^pM0&aQ3*eH8(gJ1)"
ALLOWED_HOSTS = ["a.example.com"]
ALLOWED_HOSTS.append("b.example.com")
ALLOWED_HOSTS.extend(["c.example.com", "drop.example.com"])
ALLOWED_HOSTS.extend(f"{i}.example.org" for i in range(2))
ALLOWED_HOSTS.remove("drop.example.com")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
]
INSTALLED_APPS = ["django.contrib.staticfiles", *INSTALLED_APPS]
if "corsheaders" not in INSTALLED_APPS:
    INSTALLED_APPS.insert(INSTALLED_APPS.index("django.contrib.auth"), "corsheaders")
LAST_APP = INSTALLED_APPS.pop()
FIRST_APP = INSTALLED_APPS.pop(0)
INSTALLED_APPS[len(INSTALLED_APPS):] = ["django.contrib.sites"]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
MIDDLEWARE.insert(MIDDLEWARE.index("django.middleware.common.CommonMiddleware") + 1, "conf.mw.After")
MIDDLEWARE.insert(-1, "conf.mw.BeforeLast")
MIDDLEWARE.insert(0, "django.middleware.cache.UpdateCacheMiddleware")
MIDDLEWARE += ["django.middleware.cache.FetchFromCacheMiddleware"]
if os.environ.get("ENABLE_SILK"):
    position = MIDDLEWARE.index("django.contrib.sessions.middleware.SessionMiddleware") + 1
    MIDDLEWARE = [*MIDDLEWARE[:position], "silk.middleware.SilkyMiddleware", *MIDDLEWARE[position:]]
if os.environ.get("DROP_CSRF"):
    MIDDLEWARE = [m for m in MIDDLEWARE if not m.endswith("CsrfViewMiddleware")]
del MIDDLEWARE[MIDDLEWARE.index("django.middleware.locale.LocaleMiddleware")]

TEMPLATE_CONTEXT_PROCESSORS = (
    "django.contrib.auth.context_processors.auth",
) + ("django.template.context_processors.debug",)
TEMPLATE_CONTEXT_PROCESSORS += tuple(["django.template.context_processors.media"])
PROCESSOR_NAMES = [p.rsplit(".", 1)[-1] for p in TEMPLATE_CONTEXT_PROCESSORS]
LETTERS = list("dacb")
LETTERS.sort()
REVERSED_LETTERS = LETTERS[::-1]
EVERY_OTHER = LETTERS[0:4:2]
MIDDLE = LETTERS[1:-1]
LETTERS.reverse()
SORTED_HOSTS = sorted(ALLOWED_HOSTS, reverse=True)
DOUBLED = ["x"] * 2 + [*"yz"]
COUNT_X = DOUBLED.count("x")
NESTED = [[1, 2], [3]]
NESTED[0][1] = 20
NESTED[-1].append(4)
COPY = NESTED[:]
COPY.append("only in the copy")
CLEARED = ["a"]
CLEARED.clear()
AUTHENTICATION_BACKENDS = ("django.contrib.auth.backends.ModelBackend",)
AUTHENTICATION_BACKENDS = ("conf.auth.SsoBackend",) + AUTHENTICATION_BACKENDS
DATABASES = {}
