MIDDLEWARE = ["django.middleware.security.SecurityMiddleware"]
if DEBUG:
    MIDDLEWARE.append("django.middleware.csrf.CsrfViewMiddleware")
