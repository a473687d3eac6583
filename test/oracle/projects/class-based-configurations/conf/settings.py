from configurations import Configuration, values


class Base(Configuration):
    DEBUG = True
    SECRET_KEY = values.SecretValue()
    ALLOWED_HOSTS = values.ListValue(["base.example.com"])
    INSTALLED_APPS = ["django.contrib.sessions", "django.contrib.contenttypes"]
    MIDDLEWARE = [
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
    ]
    SECURE_SSL_REDIRECT = values.BooleanValue(True)

    @property
    def SESSION_COOKIE_SECURE(self):
        return not self.DEBUG


class Production(Base):
    DEBUG = False
    MIDDLEWARE = Base.MIDDLEWARE + ["django.middleware.csrf.CsrfViewMiddleware"]
    SECURE_HSTS_SECONDS = values.IntegerValue(3600)
    CSRF_COOKIE_SECURE = True
