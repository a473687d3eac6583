DEBUG = True
SECRET_KEY = "django-insecure-0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJ"
SECRET_KEY_FALLBACKS = ["too short"]
ALLOWED_HOSTS = []
CSRF_TRUSTED_ORIGINS = ["example.com"]
INSTALLED_APPS = ["django.contrib.sessions", "django.contrib.staticfiles", "django.contrib.contenttypes"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SECURE_CONTENT_TYPE_NOSNIFF = False
SECURE_REFERRER_POLICY = None
SECURE_CROSS_ORIGIN_OPENER_POLICY = "everything"
SESSION_COOKIE_SECURE = False
SESSION_COOKIE_HTTPONLY = False
CSRF_COOKIE_SECURE = False
X_FRAME_OPTIONS = "SAMEORIGIN"
STATIC_URL = "/static/"
STORAGES = {"default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}}
