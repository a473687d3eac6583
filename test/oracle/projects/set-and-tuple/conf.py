import os

DEBUG = False
SECRET_KEY = "mL4-kJ8_hG1.fD6!sA3@pO9#iU2$yT7%rE5^wQ0&zX4*cV8(bN1)"
ALLOWED_HOSTS = list({"only.example.com"})
EXCLUDED = {name for name in os.environ.get("EXCLUDED", "").split(",") if name}
PLUGINS = {"alpha", "beta", "gamma", "delta"} - EXCLUDED
PLUGINS |= {"omega"}
PLUGINS.add("sigma")
PLUGINS.discard("not there")
PLUGIN_NAMES = tuple(sorted(PLUGINS))
HAS_BETA = "beta" in PLUGINS
COMMON = PLUGINS & {"alpha", "sigma"}
FROZEN = frozenset(("b", "a"))
EMPTY = set()
ONE = ("single",)
NOT_A_TUPLE = ("single")
SECURE_PROXY_SSL_HEADER = "HTTP_X_FORWARDED_PROTO", "https"
VERSION = (1, 4, 0, "final")
RELEASE = ".".join(str(part) for part in VERSION[:3])
IS_NEWER = VERSION >= (1, 3)
SUBSET = {"alpha"} <= PLUGINS
MIDDLEWARE = ("django.middleware.security.SecurityMiddleware",)
INSTALLED_APPS = ()
DATABASES = {}
SECURE_SSL_REDIRECT = "sigma" in PLUGINS
SECURE_HSTS_SECONDS = len(PLUGINS) * 1000
