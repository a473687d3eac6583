ORDER.append("apps")
INSTALLED_APPS = ["django.contrib.sessions", "django.contrib.contenttypes"]
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware", "django.middleware.csrf.CsrfViewMiddleware"]
SESSION_COOKIE_SECURE = SECURE_SSL_REDIRECT
