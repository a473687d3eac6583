SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
MIDDLEWARE += ["django.contrib.sessions.middleware.SessionMiddleware"]
