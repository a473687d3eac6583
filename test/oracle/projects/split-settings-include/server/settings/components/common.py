SECRET_KEY = "uI3-oT7_pR1.aE5!sW9@dQ2#fM6$gN8%hB4^jV0&kC5*lX1(zZ7)"
INSTALLED_APPS = ("django.contrib.sessions", "django.contrib.contenttypes")
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware"]
