import os

from conf import overrides

DEBUG = True
SECRET_KEY = "cX9-vZ3_bL7.nK1!mJ5@qH2#wG6$eF8%rD4^tS0&yA5*uP1(iO3)"
ALLOWED_HOSTS = ["conf.example.com"]
EMAIL_PORT = 25
DEFAULT_FROM_EMAIL = "webmaster@localhost"

for name in ("DEBUG", "EMAIL_PORT", "DEFAULT_FROM_EMAIL"):
    if "SITE_" + name in os.environ:
        raw = os.environ["SITE_" + name]
        if raw.lower() in ("true", "false"):
            globals()[name] = raw.lower() == "true"
        elif raw.isdigit():
            globals()[name] = int(raw)
        else:
            globals()[name] = raw

globals().update({key: value for key, value in vars(overrides).items() if key.isupper() and not key.startswith("_")})
locals()["X_FRAME_OPTIONS"] = "DENY"
vars()["USE_TZ"] = True
HAS_DATABASES = "DATABASES" in globals()
COPIED_PORT = globals().get("EMAIL_PORT")
DATABASES = locals().get("DATABASES", {})
INSTALLED_APPS = ["django.contrib.sessions", "django.contrib.contenttypes"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
