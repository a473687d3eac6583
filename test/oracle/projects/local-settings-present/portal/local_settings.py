import os

DEBUG = os.environ.get("PORTAL_DEBUG") in ("1", "yes", "true")
SECRET_KEY = "hT4-wB9_qX2.mN7!vC5@zL1#kJ8$gF3%dS6^aP0&oI4*uY9(tR2)"
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "portal",
        "HOST": "/var/run/postgresql",
    }
}
FEATURES = {"search": False, "beta": DEBUG}
SECURE_SSL_REDIRECT = not DEBUG
