import os

DEBUG = False
SECRET_KEY = "pA1-sO5_dI9.fU3!gY7@hT2#jR6$kE8%lW4^zQ0&xM5*cN1(vB9)"
ALLOWED_HOSTS = ["headers.example.com"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
INSTALLED_APPS = []
CSRF_COOKIE_SECURE = True

SECURE_HSTS_SECONDS = int(os.environ.get("HSTS", 0))
SECURE_HSTS_INCLUDE_SUBDOMAINS = "SUB" in os.environ
SECURE_HSTS_PRELOAD = "PRELOAD" in os.environ
SECURE_SSL_REDIRECT = os.environ.get("SSL") == "1"
SECURE_CONTENT_TYPE_NOSNIFF = os.environ.get("NOSNIFF") != "off"
if "TRUTHY" in os.environ:
    SECURE_HSTS_INCLUDE_SUBDOMAINS = 1
    SECURE_HSTS_PRELOAD = "True"
    SECURE_SSL_REDIRECT = (True,)
    SECURE_CONTENT_TYPE_NOSNIFF = 1

REFERRER = os.environ.get("REFERRER")
if REFERRER == "none":
    SECURE_REFERRER_POLICY = None
elif REFERRER == "comma":
    SECURE_REFERRER_POLICY = "no-referrer, strict-origin-when-cross-origin"
elif REFERRER == "list":
    SECURE_REFERRER_POLICY = ["no-referrer", "same-origin"]
elif REFERRER == "bad-list":
    SECURE_REFERRER_POLICY = ("no-referrer", "sameorigin")
elif REFERRER == "bad":
    SECURE_REFERRER_POLICY = "none"
elif REFERRER == "empty":
    SECURE_REFERRER_POLICY = ""

if os.environ.get("COOP") == "none":
    SECURE_CROSS_ORIGIN_OPENER_POLICY = None
elif os.environ.get("COOP"):
    SECURE_CROSS_ORIGIN_OPENER_POLICY = os.environ["COOP"]
