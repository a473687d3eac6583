import os
from dataclasses import dataclass, field


class Hosts:
    main = "conf.example.com"
    extra = ["www." + main]
    ALL = [main] + extra


class Base:
    DEBUG = True
    LOG_LEVEL = "DEBUG"
    HOSTS = ["localhost"]

    @property
    def secure(self):
        return not self.DEBUG

    def timeout(self, factor=1):
        return 10 * factor

    @staticmethod
    def origin(host):
        return "https://" + host

    @classmethod
    def level(cls):
        return cls.LOG_LEVEL.lower()


class Production(Base):
    DEBUG = False
    LOG_LEVEL = "WARNING"
    HOSTS = Base.HOSTS + Hosts.ALL

    def timeout(self, factor=2):
        return super().timeout(factor) + 1


class Reader:
    def __init__(self, prefix, **defaults):
        self.prefix = prefix
        self.defaults = defaults

    def __call__(self, name):
        return os.environ.get(self.prefix + name, self.defaults.get(name))

    def __getitem__(self, name):
        return self(name)


@dataclass
class Mail:
    host: str
    port: int = 25
    tags: list = field(default_factory=list)


current = {"dev": Base, "prod": Production}[os.environ.get("TIER", "dev")]()
read = Reader("CONF_", NAME="conf", LIMIT=3)
mail = Mail("smtp.example.com", port=587)

DEBUG = current.DEBUG
SECRET_KEY = "vB3-nM7_qW1.eR5!tY9@uI2#oP6$aS8%dF4^gH0&jK5*lZ1(xC7)"
ALLOWED_HOSTS = current.HOSTS
SECURE_SSL_REDIRECT = current.secure
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = current.secure
EMAIL_TIMEOUT = current.timeout()
CSRF_TRUSTED_ORIGINS = [Base.origin(h) for h in Hosts.ALL]
LOG_LEVEL = type(current).level()
SITE_NAME = read("NAME")
LIMIT = read["LIMIT"]
EMAIL_HOST, EMAIL_PORT = mail.host, mail.port
HAS_TAGS = hasattr(mail, "tags") and not mail.tags
PRODUCTION_CLASS = isinstance(current, Production)
GOT = getattr(Hosts, "main"), getattr(Hosts, "missing", "none")
PUBLIC = sorted(name for name in vars(Hosts) if not name.startswith("_"))
INSTALLED_APPS = ["django.contrib.sessions", "django.contrib.contenttypes"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
]
