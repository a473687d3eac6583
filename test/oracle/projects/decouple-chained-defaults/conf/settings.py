from decouple import Choices, Csv, config

DEBUG = config("DEBUG", default=False, cast=bool)
SECRET_KEY = config("SECRET_KEY", default="change" + "-me")
SECURE_SSL_REDIRECT = config("SECURE_SSL_REDIRECT", default=not DEBUG, cast=bool)
if config("ENABLE_PROXY", default=SECURE_SSL_REDIRECT, cast=bool):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = config("SESSION_COOKIE_SECURE", default=not DEBUG, cast=bool)
CSRF_COOKIE_SECURE = config("CSRF_COOKIE_SECURE", default=SESSION_COOKIE_SECURE, cast=bool)
ALLOWED_HOSTS = config("HOSTS", default="", cast=Csv())
CSRF_TRUSTED_ORIGINS = config("ORIGINS", default="", cast=Csv(post_process=tuple))
RATES = config("RATES", default="0.5", cast=Csv(cast=float, post_process=tuple))
LEVEL = config("LEVEL", default="low", cast=Choices(["low", "high"]))
PRIORITY = config("PRIORITY", default=2, cast=Choices([1, 2, 3], cast=int))
ADMINS = config("ADMIN_PAIRS", default="Root:root@example.com", cast=lambda v: [tuple(p.split(":")) for p in v.split(";")])
SECURE_HSTS_SECONDS = config("HSTS", default="0", cast=int)
ENGINE = config("DB_ENGINE", default="sqlite3")
DATABASES = {"default": {"ENGINE": f"django.db.backends.{ENGINE}", "NAME": config("DB_NAME", default=None)}}
NUMBER = config("NUMBER", default=None, cast=lambda v: int(v) if v else None)
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware", "django.middleware.csrf.CsrfViewMiddleware"]
INSTALLED_APPS = ["django.contrib.sessions", "django.contrib.contenttypes"]
