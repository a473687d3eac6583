import os

SECURE_HSTS_SECONDS = int(os.environ.get("HSTS", 60 * 60))
SECURE_HSTS_INCLUDE_SUBDOMAINS = "SUB" in os.environ
SECURE_HSTS_PRELOAD = SECURE_HSTS_INCLUDE_SUBDOMAINS
referrer = os.environ.get("REFERRER")
SECURE_REFERRER_POLICY = referrer.split(",") if referrer else None
SECURE_SSL_REDIRECT = bool(SECURE_HSTS_SECONDS)
SECURE_CONTENT_TYPE_NOSNIFF = SECURE_HSTS_SECONDS > 0
SECRET_KEY = "eG3-fH7_iK1.jL5!mO9@nP2#qS6$rT0%uV4^wX8&yZ3*aB7(cD1)"
DEBUG = False
ALLOWED_HOSTS = ["h.example.com"]
MIDDLEWARE = ("django.middleware.security.SecurityMiddleware",)
