# executed in the namespace of the settings
ALLOWED_HOSTS += ["judge.example.com"]
MIDDLEWARE = MIDDLEWARE + ["django.middleware.csrf.CsrfViewMiddleware"]
EMAIL_TIMEOUT = 10 if DEBUG else 20
