import os
from urllib.parse import parse_qs, quote, quote_plus, unquote, urljoin, urlparse

url = urlparse(os.environ.get("DATABASE_URL", "sqlite:///db.sqlite3"))
ENGINES = {"postgres": "django.db.backends.postgresql", "sqlite": "django.db.backends.sqlite3"}
DATABASES = {
    "default": {
        "ENGINE": ENGINES[url.scheme],
        "NAME": url.path[1:],
        "USER": url.username,
        "PASSWORD": unquote(url.password) if url.password else None,
        "HOST": url.hostname or "",
        "PORT": url.port or "",
        "OPTIONS": {key: values[0] for key, values in parse_qs(url.query).items()},
    }
}
BROKER_URL = "amqp://guest:%s@mq" % quote("p@ss/word", safe="")
SPACED = quote_plus("a b&c")
MEDIA_URL = urljoin(os.environ.get("MEDIA_HOST", "https://example.com"), "/media/")
MEDIA_NETLOC = urlparse(MEDIA_URL).netloc
CSRF_TRUSTED_ORIGINS = [f"{urlparse(MEDIA_URL).scheme}://{MEDIA_NETLOC}"]
DEBUG = False
SECRET_KEY = "zX5-cB9_vN3.bM7!nQ1@mW2#qE6$wR8%eT4^rY0&tU5*yI1(uO9)"
ALLOWED_HOSTS = [urlparse(origin).hostname for origin in CSRF_TRUSTED_ORIGINS]
INSTALLED_APPS = []
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware"]
