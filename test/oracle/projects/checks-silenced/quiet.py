DEBUG = False
SECRET_KEY = "nM3-qW7_eR1.tY5!uI9@oP2#aS6$dF8%gH4^jK0&lZ5*xC1(vB7)"
ALLOWED_HOSTS = ["quiet.example.com"]
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware", "django.middleware.csrf.CsrfViewMiddleware"]
INSTALLED_APPS = []
SILENCED_SYSTEM_CHECKS = ["security.W004", "security.W008"]
SILENCED_SYSTEM_CHECKS += ["security.W002"]
