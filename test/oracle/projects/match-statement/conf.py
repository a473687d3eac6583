import os

stage = os.environ.get("STAGE", "local").lower()
DEBUG = False
match stage:
    case "production" | "prod":
        ALLOWED_HOSTS = ["conf.example.com"]
        SECURE_SSL_REDIRECT = True
    case "staging" if "FORCE" in os.environ:
        ALLOWED_HOSTS = ["forced.example.com"]
    case other if other.startswith("q"):
        ALLOWED_HOSTS = [f"{other}.example.com"]
    case _:
        DEBUG = True
        ALLOWED_HOSTS = ["*"]

match "redis:6379".split(":"):
    case [host, port]:
        CACHE_HOST, CACHE_PORT = host, int(port)
    case [host]:
        CACHE_HOST = host

match {"kind": "smtp", "port": 25}:
    case {"kind": "smtp", "port": port}:
        EMAIL_PORT = port
    case {"kind": _}:
        EMAIL_PORT = None
SECRET_KEY = "tY1-uR5_iE9.oW3!pQ7@aM2#sN6$dB8%fV4^gC0&hX5*jZ1(kL7)"
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware"]
INSTALLED_APPS = []
