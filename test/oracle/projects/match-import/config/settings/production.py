from .base import MIDDLEWARE

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SECURE_SSL_REDIRECT = True
MIDDLEWARE += ["whitenoise.middleware.WhiteNoiseMiddleware"]
ALLOWED_HOSTS = ["edu.example.com"]
