import os
from urllib.parse import parse_qs, parse_qsl, quote, quote_plus, unquote, urlencode, urljoin, urlparse, urlsplit, urlunsplit

site = urlparse(os.environ.get("SITE_URL", "http://localhost"))
ALLOWED_HOSTS = [site.hostname]
CSRF_TRUSTED_ORIGINS = [f"{site.scheme}://{site.netloc}"]
SECURE_SSL_REDIRECT = site.scheme == "https"
FORCE_SCRIPT_NAME = site.path.rstrip("/") or None
PORT = site.port or (443 if site.scheme == "https" else 80)
redis = urlsplit(os.environ.get("REDIS_URL", "redis://localhost"))
query = parse_qs(redis.query)
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": urlunsplit(redis._replace(query="")),
        "OPTIONS": {"db": (redis.path or "/0")[1:], "password": unquote(redis.password or ""), "timeout": int(query.get("timeout", ["1"])[0])},
    }
}
PAIRS = dict(parse_qsl("a=1&b=&c=x%20y", keep_blank_values=True))
ESCAPED = quote("a b/c@d"), quote("a b/c", safe=""), quote_plus("a b&c")
QUERY = urlencode({"q": "a b", "n": 1, "l": "ä"})
JOINED = urljoin("https://cdn.example.com/static/", "../media/x.png"), urljoin("https://a.example.com/b", "/c")
PARTS = tuple(urlparse("//cdn.example.com/x;p?q#f"))
HOSTS = sorted({urlparse(o).netloc.partition(":")[0] for o in CSRF_TRUSTED_ORIGINS + ["https://b.example.com"]})
GEOMETRY = site.geturl()
SECRET_KEY = "tY3-uI8_oP4.aS9!dF5@gH1#jK6$lZ2%xC7^vB3&nM8*qW4(eR9)"
DEBUG = False
