from .common import MIDDLEWARE

DEBUG = True
ALLOWED_HOSTS = ["*"]
MIDDLEWARE = ["app.middleware.timing"] + MIDDLEWARE
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
