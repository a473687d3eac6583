DJANGO_MIDDLEWARE_CLASSES = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.common.CommonMiddleware",
]
MIDDLEWARE = DJANGO_MIDDLEWARE_CLASSES
DEFAULTS = {"TIMEOUT": 30, "OPTIONS": {"MAX": 1}}
SHARED = [DEFAULTS, DEFAULTS]
ROW = [[0]] * 3
